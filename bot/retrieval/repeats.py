"""Hits of which each says something of its own."""

from collections.abc import Iterator, Sequence

from bot.corpus.model import Passage
from bot.retrieval.filters import Facets
from bot.retrieval.likeness import alike
from bot.retrieval.postings import Positions

_SHOWN = 10
"""Hits among which no two may be nearly the same."""


def without_repeats(rows: Positions, facets: Facets, passages: Sequence[Passage]) -> Iterator[int]:
    """Yield the best passage of each turn, and one of those that say the same, or nearly so."""
    turns, texts = set[tuple[int, int]](), set[int]()
    shown: list[str] = []
    known = facets.sources[rows].tolist(), facets.turns[rows].tolist(), facets.texts[rows].tolist()
    for number, (row, source, turn, text) in enumerate(zip(rows.tolist(), *known, strict=True)):
        if (source, turn) in turns or text in texts:
            continue
        if number < _SHOWN:
            own = passages[row].text
            if any(alike(own, other) for other in shown):
                continue
            shown.append(own)
        turns.add((source, turn))
        texts.add(text)
        yield row
