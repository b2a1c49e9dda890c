"""The passages of an index by their rows, whoever may see them."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from bot.corpus.model import Corpus, Passage
from bot.retrieval.filters import Facets
from bot.retrieval.pool import Pool


class Indexed:
    """What is known of every passage in an index."""

    def __init__(self, corpus: Corpus) -> None:
        self.passages: Sequence[Passage] = corpus.passages
        self.facets = Facets(corpus)
        self.pool = Pool(corpus)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Return how many passages each source has."""
        return self.facets.by_source(np.arange(len(self.facets)))

    def get(self, passage: str) -> Passage | None:
        """Return the passage of that id."""
        row = self.pool.rows.get(passage)
        return None if row is None else self.passages[row]

    def around(self, passage: Passage, reach: int) -> tuple[Sequence[Passage], Sequence[Passage]]:
        """Return the passages of the same turn before and after a passage, at most `reach` of each."""
        row = self.pool.rows[passage.id]
        turn = passage.source, passage.turn
        before = self.passages[max(0, row - reach) : row]
        after = self.passages[row + 1 : row + 1 + reach]
        return (
            [each for each in before if (each.source, each.turn) == turn],
            [each for each in after if (each.source, each.turn) == turn],
        )
