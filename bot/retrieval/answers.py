"""Guests before hosts: an answer comes before the question that it answers."""

from collections.abc import Iterator, Sequence

from bot.corpus.model import Passage
from bot.retrieval.evidence import names
from bot.retrieval.filters import Facets
from bot.retrieval.query import Query


def answers_first(
    rows: Sequence[int], query: Query, facets: Facets, passages: Sequence[Passage]
) -> list[int]:
    """Return hits, a passage a turn, with an answer at the latest where the host's question stands.

    An answer that names nothing of what was looked for keeps its place, unless that is one thing.
    """
    hosts = facets.hosts
    places = list(zip(facets.sources[rows].tolist(), facets.turns[rows].tolist(), strict=True))
    at = {place: row for place, row in zip(places, rows, strict=True) if not hosts[row]}

    def ordered() -> Iterator[int]:
        for row, (source, turn) in zip(rows, places, strict=True):
            answer = at.get((source, turn + 1), row)
            if hosts[row] and (len(query.ideas) == 1 or names(passages[answer], query.ideas)):
                yield answer
            yield row

    return list(dict.fromkeys(ordered()))
