"""Whether two passages say the same: in another script, with other punctuation, or with small edits."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.retrieval.analyzer import is_han
from bot.retrieval.folding import folded

_PROBES = 8
"""Pieces of a text that are looked for in the other."""
_FOUND = 5
"""How many of them must stand there."""
_HAN, _SPACED = 5, 15
"""Letters of a piece, in Chinese and in other scripts."""
_SHORT = 40
"""Letters below which texts must be the same, letter by letter."""
_LONGER, _MORE = 1.05, 3
"""How much longer one may be than the other, as a share and in characters."""
_NOT_LETTERS = re.compile(r"[\W_]+")


def alike(one: str, other: str) -> bool:
    """Whether two texts are nearly the same."""
    shorter, longer = sorted((len(one), len(other)))
    if longer > _LONGER * shorter + _MORE:
        return False
    one, other = _letters(one), _letters(other)
    if one == other or len(one) < _SHORT:
        return one == other
    return sum(piece in other for piece in _pieces(one)) >= _FOUND


def _pieces(letters: str) -> Iterator[str]:
    """Yield pieces that stand at equal distances."""
    for number in range(_PROBES):
        at = number * (len(letters) - _SPACED) // (_PROBES - 1)
        yield letters[at : at + (_HAN if is_han(letters[at]) else _SPACED)]


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", folded(text))
