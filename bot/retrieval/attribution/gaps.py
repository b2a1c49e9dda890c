"""Where a fragment and a turn differ, and whether what the fragment has there is anybody's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from typing import Self

import numpy as np

from bot.corpus.model import Span
from bot.retrieval.analyzer import bigram_key, is_han, stem, term_key
from bot.retrieval.attribution.alignment import Pairs
from bot.retrieval.attribution.words import Words
from bot.retrieval.postings import Postings

_MOST_LETTERS, _MOST_CHARACTERS = 3, 2
"""Edits next to each other that can be slips."""
_KEPT, _SHARE = 2, 0.6
"""Letters, and the part of both, that a misspelt word shares at the least with the one that was meant."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands in two bare texts between characters that are equal; nothing was said beyond the ends."""

    asked: Span
    said: Span
    outside: bool = False
    """Whether it is before or after all that is shared."""

    @property
    def edits(self) -> int:
        """Return how many edits lie in it."""
        return max(self.asked.end - self.asked.start, self.said.end - self.said.start)


def gaps(pairs: Pairs, length: int) -> Iterator[Gap]:
    """Yield the gaps of an alignment of a bare fragment of some length."""
    first, last = pairs[0], pairs[-1]
    if first[0]:
        yield Gap(Span(0, first[0]), Span(first[1], first[1]), outside=True)
    for before, after in pairwise(pairs):
        if after != (before[0] + 1, before[1] + 1):
            yield Gap(Span(before[0] + 1, after[0]), Span(before[1] + 1, after[1]))
    if last[0] + 1 < length:
        yield Gap(Span(last[0] + 1, length), Span(last[1] + 1, last[1] + 1), outside=True)


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands in a fragment where nobody's words do."""

    surprise: float
    """Nats."""
    words: frozenset[int]
    """The units that are misspelt; empty between Chinese characters."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """How little the words of a fragment are to be expected in a corpus, in nats."""

    asked: Words
    units: Sequence[Span]
    spaced: Sequence[bool]
    """By unit: whether it is a word of a spaced script."""
    alone: Sequence[float]
    """By unit."""
    unit_at: Sequence[int]
    """By bare position; -1 for a decimal's point."""
    after: Sequence[float]
    """By bare position: of the Chinese character that follows the one there; NaN where there are not two."""

    @classmethod
    def of(cls, asked: Words, postings: Postings) -> Self:
        """Return the surprise of a non-empty fragment."""
        text = asked.text
        units = list(asked.units(0, len(text)))
        words = [text[unit.start : unit.end] for unit in units]
        unit_at = [-1] * len(text)
        for number, unit in enumerate(units):
            unit_at[unit.start : unit.end] = [number] * (unit.end - unit.start)
        keys = [ord(word) if is_han(word) else term_key(stem(word)) for word in words]
        pairs = [bigram_key(ord(a), ord(b)) if is_han(a + b) else 0 for a, b in pairwise(text)]
        frequencies = postings.frequencies(np.array([*keys, *pairs], np.uint64))
        idf = np.log((len(postings) + 1) / (frequencies + 0.5)).tolist()
        after = [
            joined - idf[unit_at[at]] if pairs[at] else nan for at, joined in enumerate(idf[len(keys) :])
        ]
        return cls(asked, units, [not is_han(word) for word in words], idf[: len(keys)], unit_at, after)

    def at(self, gap: Gap, shared: Mapping[int, int], said: Words) -> Slip | None:
        """Return how surprising a fragment is at a gap; None where it may hold other words than were said.

        `shared` are the positions of the fragment that are equal to what was said, and where in `said`.
        """
        first, last = max(gap.asked.start - 1, 0), min(gap.asked.end, len(self.unit_at) - 1)
        characters = self.after[first:last]
        if characters and not any(map(isnan, characters)):
            return Slip(sum(characters), frozenset()) if gap.edits <= _MOST_CHARACTERS else None
        touched = frozenset(
            self.unit_at[gap.asked.start : gap.asked.end] or self.unit_at[first : last + 1]
        ) - {-1}
        one = len(touched) == 1 or gap.asked.start < gap.asked.end
        if not (
            touched and one and gap.edits <= _MOST_LETTERS and all(self._misspelt(touched, shared, said))
        ):
            return None
        return Slip(min(self.alone[unit] for unit in touched), touched)

    def _misspelt(self, units: Iterable[int], shared: Mapping[int, int], said: Words) -> Iterator[bool]:
        """Yield whether each of some words shares enough with what was said to be meant for it."""
        for number in units:
            letters = range(self.units[number].start, self.units[number].end)
            kept = [shared[letter] for letter in letters if letter in shared]
            if not self.spaced[number] or len(kept) < _KEPT:
                yield False
            else:
                meant = said.whole_words(Span(kept[0], kept[-1] + 1))
                yield len(kept) >= _SHARE * max(len(letters), meant.end - meant.start)
