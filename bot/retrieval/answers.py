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
    asks = facets.hosts[rows]
    if not asks.any():
        return list(rows)
    places = list(zip(facets.sources[rows].tolist(), facets.turns[rows].tolist(), strict=True))
    at = {place: row for place, row, host in zip(places, rows, asks.tolist(), strict=True) if not host}

    def ordered() -> Iterator[int]:
        for row, (source, turn), host in zip(rows, places, asks.tolist(), strict=True):
            answer = at.get((source, turn + 1), row)
            if host and (len(query.ideas) == 1 or names(passages[answer], query.ideas)):
                yield answer
            yield row

    return list(dict.fromkeys(ordered()))
