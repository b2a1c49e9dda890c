"""Where in a longer text a fragment stands with the fewest edits, and which of its characters are there."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

Pairs = tuple[tuple[int, int], ...]
Table = np.ndarray[tuple[int, int], np.dtype[np.int16]]
_PIECE = 64
"""Characters that are compared at once fastest."""
_ROOM = 60
"""Characters on either side of where a fragment seems to stand in which it may stand."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """`asked` against `said[start:end]`; both texts are bare."""

    start: int
    end: int
    edits: int
    pairs: Pairs
    """The positions in both, ascending, of the characters that are equal."""


def likeness(asked: str, said: str, at_least: float = 0.0) -> float:
    """Return roughly how alike a fragment and the best part of a text are, 0 to 100; below `at_least`, 0.

    Of a long fragment its beginning, middle or end speaks for it, whichever is the most alike.
    """
    if len(asked) > len(said):
        return fuzz.ratio(asked, said, score_cutoff=at_least)
    return max(fuzz.partial_ratio(piece, said, score_cutoff=at_least) for _, piece in _pieces(asked))


def align(asked: str, said: str) -> Alignment:
    """Return the best alignment of all of a fragment with a part of a text (Sellers, 1980)."""
    first, last = _window(asked, said)
    part = said[first:last]
    table = _distances(asked, part)
    end = int(table[-1].argmin())
    start, pairs = _traced(asked, part, table, end)
    moved = tuple((i, first + j) for i, j in pairs)
    return Alignment(first + start, first + end, int(table[-1, end]), moved)


def _pieces(asked: str) -> list[tuple[int, str]]:
    """Return what is looked for in a text to find a fragment, and where in the fragment it begins."""
    last = len(asked) - _PIECE
    starts = (0, last // 2, last) if last > 0 else (0,)
    return [(start, asked[start : start + _PIECE]) for start in starts]


def _window(asked: str, said: str) -> tuple[int, int]:
    """Return the part of a text, with room on both sides, that is most like the fragment or a piece of it."""
    if len(said) <= len(asked):
        return 0, len(said)
    found = [(fuzz.partial_ratio_alignment(piece, said), start) for start, piece in _pieces(asked)]
    _, at = max((place.score, place.dest_start - start) for place, start in found if place is not None)
    room = min(len(asked) // 2, _ROOM) + 4
    return max(0, at - room), min(len(said), max(0, at) + len(asked) + room)


def _distances(asked: str, said: str) -> Table:
    """Return, for every beginning of `asked`, the edits to some part of `said` that ends at each position."""
    letters = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32)
    other = {letter: (letters != ord(letter)) - np.int16(1) for letter in set(asked)}
    steps = np.arange(len(said) + 1, dtype=np.int16)
    table = np.empty((len(asked) + 1, len(said) + 1), np.int16)
    table[0] = -steps
    for i, letter in enumerate(asked):
        above, row = table[i], table[i + 1]
        np.add(above, 1, out=row)
        np.minimum(row[1:], above[:-1] + other[letter], out=row[1:])
        np.minimum.accumulate(row, out=row)
    table += steps
    return table


def _traced(asked: str, said: str, table: Table, end: int) -> tuple[int, list[tuple[int, int]]]:
    i, j, pairs = len(asked), end, []
    while i > 0:
        same = j > 0 and asked[i - 1] == said[j - 1]
        if j > 0 and table[i, j] == table[i - 1, j - 1] + (not same):
            i, j = i - 1, j - 1
            if same:
                pairs.append((i, j))
        elif table[i, j] == table[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return j, pairs[::-1]
