"""What an asker narrows a search to, as a mask over the passages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.corpus.columns import columns_of
from bot.corpus.model import Corpus

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means no limit. Speakers and sources are ids; the days are both included."""

    speakers: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.speakers or self.sources or self.since or self.until)


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Passing:
    """Which speakers and sources pass, by their numbers; None if all do."""

    speakers: Mask | None = None
    sources: Mask | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is kept out."""
        return self.speakers is None and self.sources is None

    def __and__(self, other: "Passing") -> "Passing":
        return Passing(_both(self.speakers, other.speakers), _both(self.sources, other.sources))


class Facets:
    """What is known of each passage, as numbers."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        own = columns_of(corpus.passages)
        self._speakers = {name: number for number, name in enumerate(own.speakers)}
        self._sources = {name: number for number, name in enumerate(own.sources)}
        self.speakers: Numbers = np.asarray(own.speaker)
        self.sources: Numbers = np.asarray(own.source)
        self.turns = np.asarray(own.turn)
        self.texts = np.asarray(own.text)
        """Hashes: what says the same has the same."""
        self.hosts = np.asarray(own.host).view(np.bool_)
        self.quotable = np.asarray(own.quotable).view(np.bool_)

    def __len__(self) -> int:
        return len(self.hosts)

    def by_source(self, rows: npt.NDArray[np.int64]) -> dict[str, int]:
        """Return how many of these passages each source has."""
        counts = np.bincount(self.sources[rows], minlength=len(self._sources))
        return dict(zip(self._sources, counts.tolist(), strict=True))

    def spoken_by(self, speakers: Iterable[str]) -> Mask:
        """Return by speaker whether it is one of these."""
        return _which(self._speakers, speakers)

    def passing(self, filters: Filters) -> Passing:
        """Return which speakers and sources pass. A source without a date passes no limit of time."""
        speakers = self.spoken_by(filters.speakers) if filters.speakers else None
        sources = _which(self._sources, filters.sources) if filters.sources else None
        if filters.since or filters.until:
            first, last = filters.since or date.min, filters.until or date.max
            in_time = (first.toordinal() <= self._days) & (self._days <= last.toordinal())
            sources = in_time if sources is None else sources & in_time
        return Passing(speakers, sources)

    @cached_property
    def _days(self) -> npt.NDArray[np.int32]:
        """By source, 0 for one without a date."""
        dates = (self._corpus.sources[source].date for source in self._sources)
        return np.array([known.first_day().toordinal() if known else 0 for known in dates], np.int32)

    def without(self, sources: Iterable[str]) -> Passing:
        """Return what passes if these sources do not."""
        return Passing(sources=~_which(self._sources, sources))

    def mask(self, passing: Passing) -> Mask | None:
        """Return which passages pass; None if all do."""
        mask = None if passing.speakers is None else passing.speakers[self.speakers]
        if passing.sources is None:
            return mask
        own = passing.sources[self.sources]
        return own if mask is None else mask & own


def _which(numbers: Mapping[str, int], names: Iterable[str]) -> Mask:
    wanted = np.zeros(len(numbers), np.bool_)
    wanted[[numbers[name] for name in names if name in numbers]] = True
    return wanted


def _both(one: Mask | None, other: Mask | None) -> Mask | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other
