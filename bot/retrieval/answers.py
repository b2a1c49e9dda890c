"""Guests before hosts: an answer comes before the question that it answers."""

from collections.abc import Iterator, Mapping, Sequence

from bot.corpus.model import Passage
from bot.retrieval.closeness import NOD, names
from bot.retrieval.filters import Facets
from bot.retrieval.query import Query

_NOT_LESS = 0.75
"""Share of the question's score that it has if it is more."""


def answers_first(
    found: Mapping[int, float], query: Query, facets: Facets, passages: Sequence[Passage]
) -> list[int]:
    """Return hits, a passage a turn, with an answer at the latest where the host's question stands.

    An answer that names nothing of what was looked for keeps its place, unless that is one thing.
    """
    rows = list(found)
    asks = facets.hosts[rows]
    if not asks.any():
        return rows
    places = list(zip(facets.sources[rows].tolist(), facets.turns[rows].tolist(), strict=True))
    at = {place: row for place, row, host in zip(places, rows, asks.tolist(), strict=True) if not host}

    def comes_first(answer: int, asked: int) -> bool:
        if len(query.ideas) == 1:
            return True
        more = len(passages[answer].text) >= NOD or found[answer] >= _NOT_LESS * found[asked]
        return more and names(passages[answer], query.ideas)

    def ordered() -> Iterator[int]:
        for row, (source, turn), host in zip(rows, places, asks.tolist(), strict=True):
            answer = at.get((source, turn + 1), row)
            if host and comes_first(answer, row):
                yield answer
            yield row

    return list(dict.fromkeys(ordered()))
