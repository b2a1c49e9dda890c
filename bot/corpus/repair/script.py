"""Traditional to Simplified, and half-width punctuation back to full-width."""

import re
from functools import cache

from opencc import OpenCC

from bot.corpus.repair.words import lexicon

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CHINESE = _HAN + "、。〈-】“”‘’—…！，：；？（）"
_WIDE = str.maketrans(",?!:;()", "，？！：；（）")
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,?!:;]+|[,?!:;](?=[{_CHINESE}])")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def spread(text: str) -> str:
    """Unfold to Traditional, character by character."""
    return str(_converter("s2t").convert(text))


def simplify(text: str) -> str:
    """Fold to Simplified, character by character; 著 becomes 着 where that is the commoner word."""
    folded: str = _converter("t2s").convert(text)
    return re.sub("著", lambda found: _zhu(folded, found.start()), folded)


def _zhu(text: str, at: int) -> str:
    words = [text[max(0, at - 1) : at + 1], text[at : at + 2]]
    as_noun = max(map(lexicon().count, words))
    as_particle = max(lexicon().count(word.replace("著", "着")) for word in words)
    return "著" if as_noun > as_particle else "着"


def in_full_width(text: str) -> str:
    """Widen all punctuation that Chinese text writes wide."""
    return text.translate(_WIDE)


def widen(text: str) -> str:
    """Give punctuation beside Chinese its full width back; what stands among Latin letters stays."""
    return _MARK.sub(lambda found: in_full_width(found[0]), _widen_brackets(text))


def _widen_brackets(text: str) -> str:
    chars = list(text)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            opened.append(at)
        elif char in ")）":
            start = opened.pop() if opened else at
            if _is_chinese(text[start - 1 : start] + text[at + 1 : at + 2] + "".join(chars[start : at + 1])):
                chars[start], chars[at] = in_full_width(text[start]), in_full_width(char)
        elif char == "\n":
            opened.clear()
    return "".join(chars)


def _is_chinese(text: str) -> bool:
    return re.search(rf"[{_CHINESE}]", text) is not None
