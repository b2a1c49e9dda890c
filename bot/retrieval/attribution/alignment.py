"""Where in a longer text a fragment stands with the fewest edits, and which of its characters are there."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`asked` against `said[start:end]`; both texts are bare."""

    start: int
    end: int
    edits: int
    pairs: Pairs
    """The positions in both, ascending, of the characters that are equal."""


def likeness(asked: str, said: str, at_least: float = 0.0) -> float:
    """Return roughly how alike a fragment and the best part of a text are, 0 to 100; below `at_least`, 0."""
    if len(asked) > len(said):
        return fuzz.ratio(asked, said, score_cutoff=at_least)
    return fuzz.partial_ratio(asked, said, score_cutoff=at_least)


def align(asked: str, said: str) -> Alignment:
    """Return the best alignment of all of a fragment with a part of a text (Sellers, 1980)."""
    first, last = _window(asked, said)
    part = said[first:last]
    table = _distances(asked, part)
    end = int(table[-1].argmin())
    start, pairs = _traced(asked, part, table, end)
    moved = tuple((i, first + j) for i, j in pairs)
    return Alignment(first + start, first + end, int(table[-1, end]), moved)


def _window(asked: str, said: str) -> tuple[int, int]:
    """Return the part of a text, with room on both sides, that is most like the fragment."""
    if len(said) <= len(asked):
        return 0, len(said)
    rough = fuzz.partial_ratio_alignment(asked, said)
    room = min(len(asked) // 2, 60) + 4
    if rough is None:
        return 0, len(said)
    return max(0, rough.dest_start - room), min(len(said), rough.dest_end + room)


def _distances(asked: str, said: str) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    """Return, for every beginning of `asked`, the edits to some part of `said` that ends at each position."""
    letters = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32)
    steps = np.arange(len(said) + 1, dtype=np.int32)
    table = np.zeros((len(asked) + 1, len(said) + 1), np.int32)
    for i, letter in enumerate(asked, 1):
        above = table[i - 1]
        row = above + 1
        np.minimum(row[1:], above[:-1] + (letters != ord(letter)), out=row[1:])
        table[i] = np.minimum.accumulate(row - steps) + steps
    return table


def _traced(
    asked: str, said: str, table: "np.ndarray[tuple[int, int], np.dtype[np.int32]]", end: int
) -> tuple[int, list[tuple[int, int]]]:
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
