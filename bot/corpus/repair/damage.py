"""What the damage looks like: pinyin in brackets behind characters, and question marks for lost bytes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = rf"(?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}"
_TAG = r"/?(?:p|br|strong|b|em|i|u|span|div|section|h[1-6]|ul|ol|li|a|img|figure|blockquote)\b[^<>\n]{0,300}>"
_CUT = re.compile(rf"\?({_SYLLABLE})\)")
_WHOLE = re.compile(rf"([^\x00-\x7f])\(({_SYLLABLE})\)")
_PIECE = re.compile(
    rf"\((?P<sound>{_SYLLABLE})\)|\?(?P<cut>{_SYLLABLE})\)|<{_TAG}|\?(?P<tag>{_TAG})|(?P<char>.)", re.DOTALL
)
_FULL_WIDTH = re.compile(rb"\xa3(?=[\xa1-\xfe])")
_ENOUGH = 3
"""Brackets that make a habit; one alone may be a teacher's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A character, or a `?` that may stand for lost bytes, at `text[start:end]` of its line."""

    char: str
    start: int
    end: int
    sound: str = ""
    """The pinyin behind it whose bracket was lost with the byte."""
    tag: bool = False
    """Whether it swallowed the `<` of an HTML tag, which is left behind it."""


def is_damaged(text: str) -> bool:
    """Whether a bracket of inserted pinyin was lost: that happens in no other text."""
    cuts = sum(1 for _ in _CUT.finditer(text))
    return bool(cuts) and cuts + sum(1 for _ in _WHOLE.finditer(text)) >= _ENOUGH


def sounds(text: str) -> Mapping[str, str]:
    """Return which pinyin was put behind which character."""
    seen = Counter(_WHOLE.findall(text))
    return {char: sound for (char, sound), _ in reversed(seen.most_common())}


def narrowed(text: str) -> frozenset[int]:
    """Return the second bytes of full-width ASCII that were made ASCII also across two characters.

    Where that was done, they stand behind its first byte nowhere.
    """
    code = text.encode("gbk", "ignore")
    return frozenset(range(0xA1, 0xFF)) - {code[at.end()] for at in _FULL_WIDTH.finditer(code)}


def pieces(line: str) -> Iterator[Piece]:
    """Read a line without the inserted pinyin and the tags that are whole."""
    for found in _PIECE.finditer(line):
        start, end = found.span()
        if found["char"]:
            yield Piece(found["char"], start, end)
        elif found["cut"] or found["tag"]:
            yield Piece("?", start, end, found["cut"] or "", bool(found["tag"]))
