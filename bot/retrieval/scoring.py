"""Scores of the best passages for a question."""

from dataclasses import dataclass

import numpy as np

from bot.retrieval import ranking
from bot.retrieval.candidates import SCRATCH, Candidates, Prior, distinct, highest, lists_of
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.query import Query
from bot.retrieval.terms import Flags, Floats, look_up

_FEW = 2000
"""Passages that are all scored."""
_SWIFT = 30_000
"""Passages up to which counting all terms is as good as finding out which of them must be."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages and what they hold of a question."""

    rows: Positions
    scores: Floats
    held: Flags
    """By idea, then by passage: whether it holds the idea in some wording."""


class Scorer:
    """Scores the passages of an index for one question."""

    def __init__(self, postings: Postings, query: Query) -> None:
        self._postings, self._terms = postings, look_up(query, postings)
        self._columned = np.flatnonzero(self._terms.columns >= 0)
        self._lists = lists_of(postings, self._terms)
        self._all: Floats | None = None
        self.frequencies = self._terms.frequencies
        """By term: how many passages hold it."""

    def best(self, prior: Prior | None, count: int) -> Scored:
        """Return the passages whose scores times prior are highest, best first."""
        rows, impacts, scores = self._scored(prior)
        best = highest(scores, count)
        best = best[np.argsort(-scores[best], kind="stable")][:count]
        best = best[scores[best] > 0]
        return Scored(rows[best], scores[best], self._terms.held(impacts[:, best]))

    def score(self, rows: Positions) -> Floats:
        """Return the scores of passages."""
        if self._all is not None:
            return self._all.take(rows)
        once = distinct(rows)
        return self._terms.totals(self._impacts_on(once)).take(np.searchsorted(once, rows))

    def shares(self, rows: Positions) -> Floats:
        """Return what share of the question's terms passages hold, by weight; rows differ and ascend."""
        held = (self._impacts_on(rows) > 0).astype(np.float32)
        shares: Floats = self._terms.totals(held) / self._terms.totals(np.ones_like(held[:, :1]))
        return shares

    def _scored(self, prior: Prior | None) -> tuple[Positions, Floats, Floats]:
        """Return the candidates, the impacts on them, and their scores times prior."""
        size = len(self._postings)
        if size <= _FEW:
            impacts = self._impacts_on(np.arange(size))
            self._all = self._terms.totals(impacts)
            return (
                np.arange(size),
                impacts,
                self._all if prior is None else self._all * prior(np.arange(size)),
            )
        candidates = Candidates(self._postings, self._terms, self._lists, prior)
        if size <= _SWIFT:
            return self._with_impacts(candidates.everything(), prior)
        lists, rows = candidates.at_first()
        found = self._with_impacts(rows, prior)
        more = candidates.beyond(lists, found[2])
        return found if more is None else self._with_impacts(more, prior)

    def _with_impacts(self, rows: Positions, prior: Prior | None) -> tuple[Positions, Floats, Floats]:
        impacts = self._impacts_on(rows)
        scores = self._terms.totals(impacts)
        return rows, impacts, scores if prior is None else scores * prior(rows)

    def _impacts_on(self, rows: Positions) -> Floats:
        """Return the impacts on passages, all different and ascending, by term."""
        impacts = np.zeros((len(self._terms.sizes), len(rows)), np.float32)
        lists = self._lists
        if len(rows) == len(self._postings):
            impacts.reshape(-1)[lists.owners * len(rows) + lists.entries] = lists.impacts
        elif len(rows):
            flags = SCRATCH.fit(len(self._postings)).flags
            flags[rows] = True
            here = np.flatnonzero(flags.take(lists.entries))
            flags[rows] = False
            at = lists.owners.take(here) * len(rows) + np.searchsorted(rows, lists.entries.take(here))
            impacts.reshape(-1)[at] = lists.impacts.take(here)
        if len(self._columned):
            begins = self._terms.columns[self._columned] * len(self._postings)
            columned = self._postings.columns.take(begins[:, None] + rows)
            impacts[self._columned] = columned * np.float32(ranking.COARSE)
        return impacts
