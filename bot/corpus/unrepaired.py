"""Stands in until damage can be undone: doubt every line that shows its marks."""

import re
from dataclasses import dataclass

from bot.corpus.model import Span

_PINYIN = re.compile(r"\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,7}\)")
_DAMAGED_LINE = re.compile(
    r".*(?:[\u4e00-\u9fff]\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,7}\)|€|[\u4e00-\u9fff]\?[\u4e00-\u9fff]).*"
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text, and what in it stays doubtful."""

    text: str
    doubts: tuple[Span, ...] = ()
    repaired: bool = False


def repair(text: str) -> Repaired:
    """Return the text as it is, its damaged lines doubtful."""
    if len(_PINYIN.findall(text)) < 20:
        return Repaired(text)
    doubts = tuple(Span(*found.span()) for found in _DAMAGED_LINE.finditer(text))
    return Repaired(text, doubts, True)
