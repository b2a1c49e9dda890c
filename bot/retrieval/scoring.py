"""Scores of the best passages for a question."""

from typing import NamedTuple

import numpy as np

from bot.retrieval.candidates import SCRATCH, Candidates, Prior
from bot.retrieval.highest import distinct, likely
from bot.retrieval.lists import few_lists, lists_of
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.query import Query
from bot.retrieval.terms import Flags, Floats, look_up

_SWIFT = 30_000
"""Passages up to which scoring all is as good as finding out which come into question."""


class Scored(NamedTuple):
    """Passages, the best first."""

    rows: Positions
    scores: Floats


class Scorer:
    """Scores the passages of an index for one question."""

    def __init__(self, postings: Postings, query: Query) -> None:
        self._postings, self._terms = postings, look_up(query.sought, postings)
        swift = len(postings) <= _SWIFT
        self._lists = (few_lists if swift else lists_of)(postings, self._terms)
        self._all = self._of_all() if swift else None
        """The scores of all passages, where there are not many."""

    @property
    def frequencies(self) -> Positions:
        """Return in how many passages each idea stands, at most, in its most frequent wording."""
        return self._terms.frequencies

    def best(self, prior: Prior | None, count: int) -> Scored:
        """Return the passages whose scores times prior are highest."""
        if self._all is not None:
            return _best(self._all if prior is None else self._all * prior.every, count)
        rows, scores = self._candidates(prior)
        best = _best(scores, count)
        return Scored(rows.take(best.rows), best.scores)

    def score(self, rows: Positions) -> Floats:
        """Return the scores of passages."""
        if self._all is not None:
            return self._all.take(rows)
        once = distinct(rows)
        return self._totals_on(once).take(once.searchsorted(rows))

    def held(self, rows: Positions) -> Flags:
        """Return, by idea, then by passage, whether it holds the idea in some wording; rows differ."""
        order = rows.argsort()
        held = np.empty((len(self._terms.sought.ideas), len(rows)), np.bool_)
        held[:, order] = self._terms.held(self._impacts_on(rows.take(order)))
        return held

    def shares(self, rows: Positions) -> Floats:
        """Return what share of the question's terms passages hold, by weight; rows differ and ascend."""
        held = (self._impacts_on(rows) > 0).astype(np.float32)
        terms = self._terms
        every = terms.totals(terms.weights.sum(axis=1, keepdims=True))
        shares: Floats = terms.totals(terms.weights @ held) / every
        return shares

    def _of_all(self) -> Floats:
        terms, lists = self._terms, self._lists
        weights = terms.weights.take(terms.columned, axis=1)
        sums: Floats = weights.dot(self._postings.table.take(terms.columns, axis=0).astype(np.float32))
        for row in range(len(sums)):
            listed = terms.weights[row].repeat(lists.sizes)
            np.add.at(sums[row], lists.entries, listed * lists.impacts)
        return terms.totals(sums)

    def _candidates(self, prior: Prior | None) -> tuple[Positions, Floats]:
        """Return the passages that come into question, and their scores times prior."""
        candidates = Candidates(self._postings, self._terms, self._lists, prior)
        lists, rows = candidates.at_first()
        scores = self._with_prior(rows, prior)
        more = candidates.beyond(lists, scores)
        return (rows, scores) if more is None else (more, self._with_prior(more, prior))

    def _with_prior(self, rows: Positions, prior: Prior | None) -> Floats:
        scores = self._totals_on(rows)
        return scores if prior is None else scores * prior(rows)

    def _totals_on(self, rows: Positions) -> Floats:
        return self._terms.totals(self._terms.weights @ self._impacts_on(rows))

    def _impacts_on(self, rows: Positions) -> Floats:
        """Return the impacts on passages, all different and ascending, by term."""
        impacts = np.zeros((len(self._terms.sizes), len(rows)), np.float32)
        lists, columned = self._lists, self._terms.columned
        flags = SCRATCH.fit(len(self._postings)).flags
        flags[rows] = True
        here = np.flatnonzero(flags.take(lists.entries))
        flags[rows] = False
        at = lists.owners.take(here) * len(rows) + rows.searchsorted(lists.entries.take(here))
        impacts.reshape(-1)[at] = lists.impacts.take(here)
        impacts[columned] = self._postings.table[self._terms.columns[:, None], rows]
        return impacts


def _best(scores: Floats, count: int) -> Scored:
    """Return the positions of the highest scores, and these."""
    best = likely(scores, count)
    found = scores.take(best)
    order = (-found).argsort(kind="stable")[:count]
    return Scored(best.take(order), found.take(order))
