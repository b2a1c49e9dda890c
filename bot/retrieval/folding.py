"""Text as search sees it: one width, one case, one script; every character knows where it came from."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from bot.corpus.model import Span

_UNIFORM = re.compile(
    "[\n\x20-\x7e\u00b7\u00c0-\u00cb\u00e0-\u00eb\u2010\u2013-\u2015\u2018-\u201f\u2022\u22ef\u3000-\u3029\u3041-\u3096"
    "\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]*"
)
"""Characters that NFKC and lower-casing take to one character each, whatever stands beside them."""
_WIDE = re.compile("[\u3000\uff01-\uff5e]")
"""Those of them that NFKC changes."""
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_INVISIBLE = frozenset(("Cf", "Cs", "Co", "Cn", "Mn"))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is where its character i begins in the original; one more marks the end."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Return the range of the original that `text[start:end]` came from."""
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], max(self.offsets[end], self.offsets[end - 1] + 1))


def fold(text: str) -> Folded:
    """Apply NFKC, lower case and Simplified characters; drop what cannot be seen."""
    text = text.replace("…", "⋯")
    if _UNIFORM.fullmatch(text):
        return Folded(simplify(_narrow(text).lower()), range(len(text) + 1))
    offsets = array("q")
    pieces: list[str] = []
    for match in _CLUSTER.finditer(text):
        piece = _visible(match[0])
        pieces.append(piece)
        offsets.extend([match.start()] * len(piece))
    offsets.append(len(text))
    return Folded(simplify("".join(pieces)), offsets)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a text that is soon looked at again, folded."""
    return fold(text).text


def _narrow(text: str) -> str:
    """Return a text of uniform characters in NFKC, many times as fast as by `unicodedata`."""
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, unicodedata.normalize("NFKC", wide))
    return text


def simplify(text: str) -> str:
    """Return the text in Simplified characters, one for one; it must hold no NUL and no surrogate."""
    if not _HAN.search(text):
        return text
    converted: str = _converter().convert(text)
    if len(converted) != len(text):
        converted = "".join(_converter().convert(character)[:1] or character for character in text)
    return converted


@lru_cache(maxsize=4096)
def _visible(cluster: str) -> str:
    folded = unicodedata.normalize("NFKC", cluster).lower()
    return "".join(
        " " if unicodedata.category(c) == "Cc" and c != "\n" else c
        for c in folded
        if unicodedata.category(c) not in _INVISIBLE
    )


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("tw2s")
