"""Where in a longer text a fragment stands with the fewest edits, and which of its characters are there."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

Pairs = tuple[tuple[int, int], ...]
Table = np.ndarray[tuple[int, int], np.dtype[np.int16]]
_PIECE = 64
"""Characters that are compared at once fastest."""
_ROOM = 60
"""Characters by which a fragment may stand before or after where it seems to."""
_NOTHING = 0xFFFFFFFF
"""Is no character."""


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
    """Return the best alignment of all of a fragment with a part of a text (Sellers, 1980).

    Of a long fragment only what lies near where it seems to stand is looked at.
    """
    room = min(len(asked) // 2, _ROOM) + 4
    begins = _diagonal(asked, said)
    first, last = max(0, -begins - room), min(len(asked), len(said) - begins + room)
    band = _Band(asked[first:last], said, begins + first - room, 2 * room + 1)
    start, end, edits, pairs = band.traced()
    beyond = first + len(asked) - last
    return Alignment(start, end, edits + beyond, tuple((first + i, j) for i, j in pairs))


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return what is looked for of a text to find where it stands, and where in it that begins."""
    last = len(text) - _PIECE
    starts = (0, last // 2, last) if last > 0 else (0,)
    return [(start, text[start : start + _PIECE]) for start in starts]


def _diagonal(asked: str, said: str) -> int:
    """Return where in a text a fragment seems to begin; below 0 if the text has only later parts of it."""
    shorter, longer = sorted((asked, said), key=len)
    found = [(fuzz.partial_ratio_alignment(piece, longer), start) for start, piece in _pieces(shorter)]
    _, at = max(((place.score, place.dest_start - start) for place, start in found if place), default=(0, 0))
    return at if longer is said else -at


class _Band:
    """The edits between every beginning of `asked` and parts of `said`, near one diagonal.

    Row i is for `asked[:i]`, and its column c for what ends before `said[i + begins + c]`. What is kept there
    is the number of edits less c, so that letters of `said` that are left out cost nothing within a row.
    """

    def __init__(self, asked: str, said: str, begins: int, width: int) -> None:
        self._asked, self._said, self._begins = asked, said, begins
        around = np.full(len(asked) + width, _NOTHING, np.uint32)
        there = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32)
        first, last = max(0, begins), min(len(said), begins + len(around))
        around[first - begins : last - begins] = there[first:last]
        other = {letter: (around != ord(letter)).astype(np.int16) for letter in set(asked)}
        self._steps = np.arange(width, dtype=np.int16)
        self._table: Table = np.empty((len(asked) + 1, width), np.int16)
        self._table[0] = -self._steps
        for i, letter in enumerate(asked):
            above, row = self._table[i], self._table[i + 1]
            np.add(above, other[letter][i : i + width], out=row)
            np.minimum(row[:-1], above[1:] + 2, out=row[:-1])
            np.minimum.accumulate(row, out=row)

    def traced(self) -> tuple[int, int, int, list[tuple[int, int]]]:
        """Return where in `said` the best part begins and ends, its edits, and the equal positions."""
        table, i, pairs = self._table, len(self._asked), []
        edits = table[i] + self._steps
        c = int(edits.argmin())
        fewest, end = int(edits[c]), self._place(i, c)
        while i > 0:
            j = i + self._begins + c
            same = 0 < j <= len(self._said) and self._asked[i - 1] == self._said[j - 1]
            if table[i, c] == table[i - 1, c] + (not same):
                i -= 1
                if same:
                    pairs.append((i, j - 1))
            elif c + 1 < table.shape[1] and table[i, c] == table[i - 1, c + 1] + 2:
                i, c = i - 1, c + 1
            else:
                c -= 1
        return self._place(0, c), end, fewest, pairs[::-1]

    def _place(self, i: int, c: int) -> int:
        return min(max(i + self._begins + c, 0), len(self._said))
