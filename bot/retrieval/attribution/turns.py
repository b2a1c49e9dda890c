"""A turn as its passages make it up: what words are looked for in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.corpus.model import Passage, Span
from bot.retrieval.attribution.words import bare


@dataclass(frozen=True, slots=True)
class Spoken:
    """The passages of a turn, or of neighbouring turns, in order."""

    passages: tuple[Passage, ...]
    first: int
    """The row of the first one in the index."""

    @property
    def turn(self) -> tuple[str, int]:
        """Return the source and the number of the (first) turn."""
        return self.passages[0].source, self.passages[0].turn

    @property
    def text(self) -> str:
        """Return the words, one passage a line."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def bare(self) -> str:
        """Return what counts of them when words are compared."""
        return "".join(bare(passage.text) for passage in self.passages)

    @property
    def starts(self) -> list[int]:
        """Return where in `text` each passage begins."""
        starts = [0]
        for passage in self.passages[:-1]:
            starts.append(starts[-1] + len(passage.text) + 1)
        return starts

    def doubtful(self, place: Span) -> bool:
        """Whether a part of `text` could not be read with certainty."""
        doubts = (
            Span(start + doubt.start, start + doubt.end)
            for start, passage in zip(self.starts, self.passages, strict=True)
            for doubt in passage.doubts
        )
        return any(doubt.start < place.end and place.start < doubt.end for doubt in doubts)

    def turns(self) -> list["Spoken"]:
        """Return the turns one by one."""
        parts, at = [], self.first
        for _, run in groupby(self.passages, key=lambda passage: (passage.source, passage.turn)):
            parts.append(Spoken(tuple(run), at))
            at += len(parts[-1].passages)
        return parts


def turns_of(rows: Iterable[int], passages: Sequence[Passage]) -> list[Spoken]:
    """Return the turns of some rows of the index, each once, in the order of their first rows."""
    turns: dict[tuple[str, int], Spoken] = {}
    for row in rows:
        key = passages[row].source, passages[row].turn
        if key not in turns:
            turns[key] = _turn_of(row, passages)
    return list(turns.values())


def with_neighbours(spoken: Spoken, characters: int, passages: Sequence[Passage]) -> Spoken:
    """Return a turn with as many neighbours in its source as hold so many characters on either side."""
    first, last = spoken.first, spoken.first + len(spoken.passages)
    before = after = 0
    while before < characters and first > 0 and passages[first - 1].source == spoken.turn[0]:
        first -= 1
        before += len(bare(passages[first].text))
    while after < characters and last < len(passages) and passages[last].source == spoken.turn[0]:
        after += len(bare(passages[last].text))
        last += 1
    return Spoken(tuple(passages[first:last]), first)


def _turn_of(row: int, passages: Sequence[Passage]) -> Spoken:
    own = passages[row]
    first, last = row, row + 1
    while first > 0 and (passages[first - 1].turn, passages[first - 1].source) == (own.turn, own.source):
        first -= 1
    while last < len(passages) and (passages[last].turn, passages[last].source) == (own.turn, own.source):
        last += 1
    return Spoken(tuple(passages[first:last]), first)
