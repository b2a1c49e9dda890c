"""What an asker narrows a search to, as a mask over the passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Corpus

Mask = npt.NDArray[np.bool_]


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


class Facets:
    """Who said each passage, and in which source, as numbers."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._speakers = {
            name: number for number, name in enumerate({p.speaker: None for p in corpus.passages})
        }
        self._sources = {
            name: number for number, name in enumerate({p.source: None for p in corpus.passages})
        }
        size = len(corpus.passages)
        self.speakers = np.fromiter((self._speakers[p.speaker] for p in corpus.passages), np.int32, size)
        self.sources = np.fromiter((self._sources[p.source] for p in corpus.passages), np.int32, size)

    def spoken_by(self, speakers: Iterable[str]) -> Mask:
        """Return which passages are the words of any of these."""
        wanted = np.zeros(len(self._speakers) + 1, np.bool_)
        wanted[[self._speakers.get(speaker, -1) for speaker in speakers]] = True
        wanted[-1] = False
        return wanted[self.speakers]

    def within(self, sources: Iterable[str]) -> Mask:
        """Return which passages are of any of these sources."""
        wanted = np.zeros(len(self._sources) + 1, np.bool_)
        wanted[[self._sources.get(source, -1) for source in sources]] = True
        wanted[-1] = False
        return wanted[self.sources]

    def mask(self, filters: Filters) -> Mask | None:
        """Return which passages pass; None if all do. A source without a date passes no limit of time."""
        mask: Mask | None = None
        if filters.speakers:
            mask = self.spoken_by(filters.speakers)
        sources = filters.sources or frozenset(self._sources)
        if filters.since or filters.until:
            sources = frozenset(source for source in sources if self._in_time(source, filters))
        if filters.sources or filters.since or filters.until:
            own = self.within(sources)
            mask = own if mask is None else mask & own
        return mask

    def _in_time(self, source: str, filters: Filters) -> bool:
        known = self._corpus.sources[source].date
        if known is None:
            return False
        day = known.first_day()
        return (filters.since or date.min) <= day <= (filters.until or date.max)
