"""How much each speaker says and each source holds, counted once a corpus."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import finalize

from bot.corpus.model import Corpus, PartialDate

T = TypeVar("T")


def once(make: Callable[[Corpus], T]) -> Callable[[Corpus], T]:
    """Return a function that makes its result once for a corpus, and forgets it with the corpus.

    The result must not hold the corpus: neither would ever go.
    """
    made: dict[int, T] = {}

    def made_once(corpus: Corpus) -> T:
        own = id(corpus)
        if own not in made:
            made[own] = make(corpus)
            finalize(corpus, made.pop, own, None)
        return made[own]

    return made_once


@dataclass(frozen=True, slots=True)
class Counts:
    """Turns of each speaker and source; who speaks in which sources, most first."""

    speakers: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    speakers_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources_of: dict[str, tuple[str, ...]] = field(default_factory=dict)


def span(corpus: Corpus, sources: tuple[str, ...]) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last date of some sources; None where none has a date."""
    dates = [date for source in sources if (date := corpus.sources[source].date) is not None]
    if not dates:
        return None
    return min(dates, key=PartialDate.first_day), max(dates, key=PartialDate.first_day)


@once
def counts(corpus: Corpus) -> Counts:
    """Return the counts of a corpus."""
    each: dict[str, Counter[str]] = {
        source: Counter(turn.speaker for turn in turns) for source, turns in corpus.turns.items()
    }
    speakers: Counter[str] = Counter()
    sources_of: dict[str, Counter[str]] = {}
    for source, spoken in each.items():
        speakers.update(spoken)
        for speaker, turns in spoken.items():
            sources_of.setdefault(speaker, Counter())[source] = turns
    return Counts(
        speakers,
        Counter({source: spoken.total() for source, spoken in each.items()}),
        {source: tuple(speaker for speaker, _ in spoken.most_common()) for source, spoken in each.items()},
        {
            speaker: tuple(source for source, _ in within.most_common())
            for speaker, within in sources_of.items()
        },
    )
