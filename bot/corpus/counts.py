"""How much each speaker says and each source holds, counted once a corpus."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field

from bot.corpus.model import Corpus, PartialDate

_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Counts:
    """Turns of each speaker and source; who speaks in which sources, most first."""

    speakers: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    speakers_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources_of: dict[str, tuple[str, ...]] = field(default_factory=dict)


_counted: OrderedDict[int, tuple[Corpus, Counts]] = OrderedDict()


def counts(corpus: Corpus) -> Counts:
    """Return the counts of a corpus; the same object is counted once."""
    known = _counted.get(id(corpus))
    if known is None or known[0] is not corpus:
        known = (corpus, _count(corpus))
        # The corpus is held too, so that its id stays its own.
        _counted[id(corpus)] = known
        if len(_counted) > _REMEMBERED:
            _counted.popitem(last=False)
    return known[1]


def span(corpus: Corpus, sources: tuple[str, ...]) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last date of some sources; None where none has a date."""
    dates = [date for source in sources if (date := corpus.sources[source].date) is not None]
    if not dates:
        return None
    return min(dates, key=PartialDate.first_day), max(dates, key=PartialDate.first_day)


def _count(corpus: Corpus) -> Counts:
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
