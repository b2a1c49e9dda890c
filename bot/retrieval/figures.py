"""Figures with their unit in a text: percentages, money, multiples."""

import re

from bot.corpus.model import Span

_DIGITS = r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?"
_HANZI = (
    r"[零〇一二三四五六七八九十百千两兩几幾数數半]+(?:点[零一二三四五六七八九]+|點[零一二三四五六七八九]+)?"
)
_ONE = rf"(?:{_DIGITS}|{_HANZI})"
_TO = r"\s?(?:[-–—~～至到或]|to|or)\s?"
_SCALE = r"(?:\s?(?:[十百千万萬亿億兆]+|hundred|thousand|million|billion|trillion|[KMBT]\b|bn\b|mn\b))*"
_CURRENCY = (
    r"(?:美元|美金|欧元|歐元|英镑|英鎊|日元|日圓|人民币|人民幣|港币|港幣|新台币|新臺幣|台币|台幣|元|块钱|塊錢"
    r"|(?:US\s?)?dollars?\b|USD\b|EUR\b|euros?\b|pounds?\b|yuan\b|RMB\b|yen\b|cents?\b)"
)
_WORDS = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred|a hundred|thousand"
    r"|a thousand|a million|a billion|a trillion|half a)\b)"
)
_PERCENT = r"(?:[%％]|percent(?:age points?)?\b|per cent\b|个百分点|個百分點)"
_MULTIPLE = (
    r"\s?(?:倍|[x×X](?![A-Za-z0-9])|[- ]?fold\b"
    r"|times (?:as|more|faster|better|bigger|larger|smaller|cheaper|the)\b)"
)
_FIGURE = re.compile(
    "|".join(
        (
            rf"(?:{_DIGITS}(?:\s?[%％])?{_TO})?{_DIGITS}\s?{_PERCENT}",
            rf"{_WORDS}\s{_PERCENT}",
            rf"百分之{_ONE}(?:{_TO}(?:百分之)?{_ONE})?",
            rf"(?:US|HK|NT|A|C)?[$€£¥￥]\s?{_DIGITS}{_SCALE}(?:{_TO}[$€£¥￥]?\s?{_DIGITS}{_SCALE})?(?:\s?{_CURRENCY})?",
            rf"(?:{_ONE}{_SCALE}{_TO})?{_ONE}{_SCALE}\s?{_CURRENCY}",
            rf"{_WORDS}{_SCALE}\s{_CURRENCY}",
            rf"(?<!第)(?:{_ONE}{_SCALE}{_TO})?{_ONE}{_SCALE}{_MULTIPLE}",
            rf"{_WORDS}{_MULTIPLE}",
        )
    ),
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[%％$€£¥￥元金镑鎊圓块塊币幣倍x×]|百分|cent|dollar|USD|EUR|pound|yuan|RMB|yen|fold|times",
    re.IGNORECASE,
)
"""Without any of these there is no figure: quickly told."""
_NO_FIGURE = re.compile(r"[一二三两兩几幾数數半]元")
"""Words, not amounts."""


def figures(text: str) -> tuple[Span, ...]:
    """Return where percentages, amounts of money and multiples stand, each with its unit."""
    if not _UNIT.search(text):
        return ()
    return tuple(
        Span(*found.span()) for found in _FIGURE.finditer(text) if not _NO_FIGURE.fullmatch(found[0])
    )
