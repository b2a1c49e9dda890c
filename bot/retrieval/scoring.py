"""Scores of the best passages for a question."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.retrieval import ranking
from bot.retrieval.candidates import SCRATCH, Candidates, Lists, Prior, distinct, highest, lists_of
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

    @property
    def frequencies(self) -> Positions:
        """Return in how many passages each idea stands, at most, in its most frequent wording."""
        return self._terms.frequencies

    def best(self, prior: Prior | None, count: int) -> Scored:
        """Return the passages whose scores times prior are highest, best first."""
        rows, impacts, scores = self._scored(prior, count)
        best = highest(scores, count)
        best = best[np.argsort(-scores[best], kind="stable")][:count]
        return Scored(rows[best], scores[best], self._terms.held(impacts[:, best]))

    def score(self, rows: Positions) -> Floats:
        """Return the scores of passages."""
        if self._few:
            return self._all.take(rows)
        once = distinct(rows)
        return self._terms.totals(self._impacts_on(once)).take(once.searchsorted(rows))

    def shares(self, rows: Positions) -> Floats:
        """Return what share of the question's terms passages hold, by weight; rows differ and ascend."""
        held = (self._impacts_on(rows) > 0).astype(np.float32)
        shares: Floats = self._terms.totals(held) / self._terms.totals(np.ones_like(held[:, :1]))
        return shares

    @property
    def _few(self) -> bool:
        return len(self._postings) <= _FEW

    @cached_property
    def _lists(self) -> Lists:
        return lists_of(self._postings, self._terms)

    @cached_property
    def _everywhere(self) -> Floats:
        """The impacts on all passages, by term."""
        begins, sizes = self._terms.begins, self._terms.sizes
        impacts = np.zeros((len(sizes), len(self._postings)), np.float32)
        ends = sizes.cumsum()
        entries = np.arange(sizes.sum()) + (begins - ends + sizes).repeat(sizes)
        at = self._postings.rows.take(entries) + (np.arange(len(sizes)) * impacts.shape[1]).repeat(sizes)
        impacts.reshape(-1)[at] = self._postings.impacts.take(entries) * np.float32(ranking.STEP)
        return impacts

    @cached_property
    def _all(self) -> Floats:
        """The scores of all passages."""
        return self._terms.totals(self._everywhere)

    def _scored(self, prior: Prior | None, count: int) -> tuple[Positions, Floats, Floats]:
        """Return candidates for so many passages, the impacts on them, and their scores times prior."""
        size = len(self._postings)
        if self._few:
            scores = self._all if prior is None else self._all * prior(np.arange(size))
            return np.arange(size), self._everywhere, scores
        candidates = Candidates(self._postings, self._terms, self._lists, prior)
        if size <= _SWIFT:
            return self._with_impacts(candidates.everything(count), prior)
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
        if self._few:
            return self._everywhere[:, rows]
        impacts = np.zeros((len(self._terms.sizes), len(rows)), np.float32)
        lists, columns = self._lists, self._terms.columns
        flags = SCRATCH.fit(len(self._postings)).flags
        flags[rows] = True
        here = np.flatnonzero(flags.take(lists.entries))
        flags[rows] = False
        at = lists.owners.take(here) * len(rows) + rows.searchsorted(lists.entries.take(here))
        impacts.reshape(-1)[at] = lists.impacts.take(here)
        columned = np.flatnonzero(columns >= 0)
        begins = columns[columned] * len(self._postings)
        impacts[columned] = self._postings.columns.take(begins[:, None] + rows) * np.float32(ranking.COARSE)
        return impacts
