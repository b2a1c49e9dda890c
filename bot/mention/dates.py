"""The days that a sentence limits its question to."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.mention.sentence import Sentence
from bot.numbers import CHINESE, ENGLISH, number

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FEW = {"半": 0, "几": 3, "a": 1, "few": 3}
_SEASONS = {
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
    "spring": 3,
    "summer": 6,
    "fall": 9,
    "autumn": 9,
    "winter": 12,
}

_PERIODS: tuple[tuple[str, str], ...] = (
    ("day", r"(?P<y>\d{4})\s*[年/.-]\s*(?P<m>\d{1,2})\s*[月/.-]\s*(?P<d>\d{1,2})\s*[日号]?"),
    ("month", r"(?P<y>\d{4})\s*[年/-]\s*(?P<m>\d{1,2})\s*月?(?:份)?(?!\d)"),
    ("english-day", rf"(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"),
    ("english-month", rf"(?P<name>{_MONTH})\.?,?\s+(?P<y>\d{{4}})"),
    (
        "season",
        r"(?P<rel>去年|今年|前年)(?P<season>[春夏秋冬])(?:天|季)?"
        r"|last\s+(?P<season_en>spring|summer|fall|autumn|winter)",
    ),
    ("month-of", rf"(?P<rel>去年|今年|前年)的?\s*(?P<m>\d{{1,2}}|{CHINESE})月份?"),
    ("year", r"(?P<y>(?:19|20)\d{2})\s*年?(?:度)?(?!\d)"),
    ("relative-year", r"(?P<rel>去年|今年|前年|last year|this year)"),
    ("relative-month", r"(?P<rel>上个?月|这个?月|本月|last month|this month)"),
    ("relative-week", r"(?P<rel>上个?(?:周|星期|礼拜)|这个?(?:周|星期|礼拜)|本周|last week|this week)"),
    ("relative-day", r"(?P<rel>昨天|今天|前天|yesterday|today)"),
)  # fmt: skip
_AGO = re.compile(
    rf"(?:最近|近|过去)(?:的)?(?P<n>\d{{1,2}}|{CHINESE}|半|几)个?(?P<unit>年|月|周|星期|礼拜|天)(?:里|内|以来|间|来)?"
    rf"|^\W*这?(?P<n_in>\d{{1,2}}|{CHINESE}|半|几)个?(?P<unit_in>年|月|周|星期|礼拜|天)(?:以内|之内|内|以来|来)(?=.{{0,6}}[说谈讲聊提])"
    rf"|\b(?:in|over|during|within|from)?\s*(?:the\s+)?(?:past|last)\s+(?:(?P<n_en>\d{{1,2}}|{ENGLISH}|few|a)\s+)?(?P<unit_en>years?|months?|weeks?|days?)\b"
)  # fmt: skip
_SINCE = r"(?:自从|自|从|since|after|starting(?:\s+(?:in|from))?)"
_SINCE_AFTER = (
    r"(?:以后|之后|以来|开始|起|至今|(?:一直)?到(?:现在|今年|今天|目前|如今)|后"
    r"|onwards?\b|and\s+(?:later|after))"
)
_UNTIL = r"(?:until|till|before|up\s+to|prior\s+to)"
_UNTIL_AFTER = r"(?:以前|之前|前|为止)"
_WITHIN = r"(?:在|于|\b(?:in|during|of|from|back\s+in)\b)"
_WITHIN_AFTER = (
    r"(?:的时候|期间|里|中|间|那年|份)?"
    r"(?=\s*(?:的?(?:时候|访谈|采访|播客)|[都曾]?(?:说|谈|讲|聊|提)|[\ue000-\ue0ff]))"
)

_WITHIN_FIRST = (
    r"(?<=[年月日号])"
    r"(?=\s|,|[\ue000-\ue0ff]|[^\s,]{1,12}?(?:怎么|如何|[说谈提][过了到]|对.{1,12}(?:看法|观点|态度|说法|预测)))"
)
"""What follows a period that begins a sentence."""

_ISSUE = r"[那这]一?[场次期集个回](?:的?(?:访谈|节目|采访|播客|对话|演讲))?(?:里面|里|中|上)?的?"
"""What a date may say of a show."""

_BETWEEN = re.compile(
    r"\b(?:between|from|in)\s+(?P<a>(?:19|20)\d{2})\s*(?:and|to|-|–|until)\s*(?P<b>(?:19|20)\d{2})\b"
    r"|(?:从|在|自)?(?P<c>(?:19|20)\d{2})年?\s*(?:到|至|[-–~])\s*(?P<d>(?:19|20)\d{2})年(?:间|之间|期间)?"
)

_YEAR_OF = r"(?:\d{4}|去年|今年|前年)"
_MONTHS_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<a>{_MONTH})(?:,?\s+(?P<ay>\d{{4}}))?\s*(?:and|to|-|–|through|until|till)"
    rf"\s*(?P<b>{_MONTH}),?\s+(?P<by>\d{{4}})\b"
    rf"|(?:从|在|自)?(?P<cy>{_YEAR_OF})\s*年?的?\s*(?P<c>\d{{1,2}}|{CHINESE})\s*月份?\s*(?:到|至|[-–~])"
    rf"\s*(?:(?P<dy>{_YEAR_OF})\s*年?的?)?\s*(?P<d>\d{{1,2}}|{CHINESE})\s*月份?(?:间|之间|期间)?"
)

Range = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence without its limit of time, and the limit; both days are included."""

    sentence: Sentence
    since: date | None = None
    until: date | None = None


def take_dates(read: Sentence, today: date) -> Dated:
    """Take the limit of time out of a sentence. A year that is a topic ("AGI by 2030") stays."""
    months = _MONTHS_BETWEEN.search(read.shape)
    if months and (found := _between_months(months, today)):
        return Dated(read.without(*months.span()), *found)
    between = _BETWEEN.search(read.shape)
    if between:
        first, last = (int(year) for year in between.groups() if year)
        return Dated(read.without(*between.span()), date(first, 1, 1), date(last, 12, 31))
    ago = _AGO.search(read.shape)
    if ago:
        since = _ago(ago, today)
        if since:
            return Dated(read.without(*ago.span()), since)
    for kind, period in _PERIODS:
        for wanted, pattern in _limits(kind, period):
            match = re.search(pattern, read.shape)
            found = _period(kind, match, today) if match else None
            if match is None or found is None or found[0] > today:
                continue
            since = found[0] if wanted != "until" else None
            until = {"since": None, "until": found[0] - timedelta(1), "within": found[1]}[wanted]
            return Dated(read.without(*match.span()), since, until)
    return Dated(read)


def _between_months(match: re.Match[str], today: date) -> Range | None:
    if match["b"]:
        first, last = (_MONTHS.index(match[name][:3]) + 1 for name in "ab")
        from_year, to_year = match["ay"] or match["by"], match["by"]
    else:
        first, last = (number(match[name]) or 0 for name in "cd")
        from_year, to_year = match["cy"], match["dy"] or match["cy"]
    try:
        return date(_which(from_year, today), first, 1), _whole_month(_which(to_year, today), last)[1]
    except ValueError:
        return None


def _limits(kind: str, period: str) -> list[tuple[str, str]]:
    ascii_start = rf"\b{_SINCE}\s*(?:the\s+)?"
    since = rf"(?:{ascii_start}|{_SINCE}\s*)(?:{period})\s*(?:{_SINCE_AFTER})?|(?:{period})\s*{_SINCE_AFTER}"
    until = rf"\b{_UNTIL}\s+(?:{period})|(?:{period})\s*{_UNTIL_AFTER}"
    within = (
        rf"{_WITHIN}\s*(?:the\s+)?(?:{period})\s*(?:的时候|期间|里|中|间|那年)?|(?:{period}){_WITHIN_AFTER}"
    )
    within += rf"|^\W*(?:{period}){_WITHIN_FIRST}|{_WITHIN}?(?:{period})\s*的?{_ISSUE}"
    if kind.startswith(("relative", "season", "month-of")):
        within += rf"|(?:{period})"
    return [
        (name, _once(pattern)) for name, pattern in (("since", since), ("until", until), ("within", within))
    ]


def _once(pattern: str) -> str:
    """Return a pattern that holds a group several times with the later ones numbered."""
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}_{seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+?)>", numbered, pattern)


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name.rpartition("_")[0]: value for name, value in match.groupdict().items() if value}


def _period(kind: str, match: re.Match[str], today: date) -> Range | None:
    groups = _groups(match)
    try:
        return _READERS[kind](groups, today)
    except ValueError:
        return None


def _day(groups: dict[str, str], today: date) -> Range:
    del today
    day = date(int(groups["y"]), _month_of(groups), int(groups["d"]))
    return day, day


def _month(groups: dict[str, str], today: date) -> Range:
    del today
    return _whole_month(int(groups["y"]), _month_of(groups))


def _month_of(groups: dict[str, str]) -> int:
    return int(groups["m"]) if "m" in groups else _MONTHS.index(groups["name"][:3]) + 1


def _whole_month(year: int, month: int) -> Range:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(groups: dict[str, str], today: date) -> Range:
    del today
    return date(int(groups["y"]), 1, 1), date(int(groups["y"]), 12, 31)


def _season(groups: dict[str, str], today: date) -> Range:
    month = _SEASONS[groups.get("season") or groups["season_en"]]
    if "rel" in groups:
        year = _year_of(groups, today)
    else:
        year = today.year - (date(today.year, month, 1) + timedelta(days=92) > today)
    last = date(year, month, 1) + timedelta(days=91)
    return date(year, month, 1), last


def _relative_year(groups: dict[str, str], today: date) -> Range:
    year = today.year - {"去年": 1, "last year": 1, "前年": 2}.get(groups["rel"], 0)
    return date(year, 1, 1), date(year, 12, 31)


def _month_of_year(groups: dict[str, str], today: date) -> Range:
    return _whole_month(_year_of(groups, today), number(groups["m"]) or 0)


def _year_of(groups: dict[str, str], today: date) -> int:
    return _which(groups["rel"], today)


def _which(year: str, today: date) -> int:
    return int(year) if year.isdecimal() else today.year - {"今年": 0, "去年": 1, "前年": 2}[year]


def _relative_month(groups: dict[str, str], today: date) -> Range:
    first = today.replace(day=1)
    if groups["rel"].startswith(("上", "last")):
        first = (first - timedelta(1)).replace(day=1)
    return _whole_month(first.year, first.month)


def _relative_week(groups: dict[str, str], today: date) -> Range:
    monday = today - timedelta(today.weekday() + 7 * groups["rel"].startswith(("上", "last")))
    return monday, monday + timedelta(6)


def _relative_day(groups: dict[str, str], today: date) -> Range:
    day = today - timedelta({"昨天": 1, "yesterday": 1, "前天": 2}.get(groups["rel"], 0))
    return day, day


_READERS: dict[str, Callable[[dict[str, str], date], Range]] = {
    "day": _day,
    "month": _month,
    "english-day": _day,
    "english-month": _month,
    "season": _season,
    "month-of": _month_of_year,
    "year": _year,
    "relative-year": _relative_year,
    "relative-month": _relative_month,
    "relative-week": _relative_week,
    "relative-day": _relative_day,
}


def _ago(match: re.Match[str], today: date) -> date | None:
    unit = (match["unit"] or match["unit_in"] or match["unit_en"]).rstrip("s")
    written = match["n"] or match["n_in"] or match["n_en"] or "a"
    amount = _FEW.get(written) or number(written) or 0
    if written == "a" and unit == "year" and "last" in match[0] and "the" not in match[0]:
        return None
    days = {"年": 365, "year": 365, "月": 30, "month": 30, "天": 1, "day": 1}.get(unit, 7)
    return today - timedelta(days=days // 2 if written == "半" else days * amount)
