"""How much each speaker says and each source holds, counted once a corpus."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.corpus.model import Corpus, PartialDate

_REMEMBERED = 16
T = TypeVar("T")


def once(make: Callable[[Corpus], T]) -> Callable[[Corpus], T]:
    """Return a function that makes its result once for a corpus, as long as that is among the last used."""
    made: OrderedDict[int, tuple[Corpus, T]] = OrderedDict()

    def made_once(corpus: Corpus) -> T:
        known = made.get(id(corpus))
        if known is None or known[0] is not corpus:
            # The corpus is held too, so that its id stays its own.
            known = made[id(corpus)] = (corpus, make(corpus))
        made.move_to_end(id(corpus))
        if len(made) > _REMEMBERED:
            made.popitem(last=False)
        return known[1]

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
