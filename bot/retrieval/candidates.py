"""The passages that come into question, out of a million in a millisecond.

Rare terms name them; terms so frequent that they have a column, one byte a passage, only weigh them. That is
enough while what the columns would add to a passage without rare terms is less than what the best already
have; where it is not, the heaviest of them name candidates too.
"""

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.retrieval import ranking
from bot.retrieval.highest import distinct, firsts, highest, nth
from bot.retrieval.lists import Lists
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.terms import Flags, Floats, Terms

_NAMED = 400
"""Candidates, whose scores are then computed in full."""
_ENTRIES = 4
"""Postings looked at for each of them."""
_ENOUGH = 0.5
"""Share of the candidates that filters let pass where the best are looked for before filtering."""
_SAMPLE = 128
_NAMING = 40_000
"""Postings that name candidates at first; the heaviest term names them whatever its number."""
_SURE = 10
"""Hits that no passage left out may beat."""
_HIGH = np.float32(2.4 / ranking.STEP)
"""An impact that a passage seldom exceeds for many terms at once: each stands in it three times."""
_STRETCH = 1 << 16
"""Passages whose columns are added up at a time, so that they stay in the processor's cache."""


class Prior(Protocol):
    """What scores are multiplied by, 0 to 1."""

    @property
    def every(self) -> Floats:
        """Return it of every passage."""

    def __call__(self, rows: Positions) -> Floats:
        """Return it by row."""


class _Scratch(threading.local):
    """Arrays as long as the index; whoever writes to them leaves them as they were."""

    sums: Floats = np.zeros(0, np.float32)
    """All 0."""
    flags: Flags = np.zeros(0, np.bool_)
    """All false."""

    def fit(self, size: int) -> "_Scratch":
        """Return itself, of that size."""
        if len(self.sums) != size:
            self.sums, self.flags = np.zeros(size, np.float32), np.zeros(size, np.bool_)
        return self


SCRATCH = _Scratch()


class Candidates:
    """Finds the candidates for a question, always as rows in ascending order."""

    def __init__(self, postings: Postings, terms: Terms, lists: Lists, prior: Prior | None) -> None:
        self._postings, self._terms, self._lists, self._prior = postings, terms, lists, prior
        self._ends, self._owners, self._most = lists.ends, lists.owners, terms.most
        self._columns = dict(zip(terms.columned.tolist(), terms.columns.tolist(), strict=True))

    def at_first(self) -> tuple[int, Positions]:
        """Return how many lists name candidates at first, and these."""
        count = max(1, int(self._ends.searchsorted(_NAMING, "right")))
        return count, self._listed(count, ())

    def beyond(self, count: int, scores: Floats) -> Positions | None:
        """Return the candidates that more terms name, given the scores of the first; None if none need to."""
        sure = nth(scores, _SURE) if len(scores) >= _SURE else np.float32(0)
        lists, columns, floor = self._may_matter(count, sure)
        if columns:
            listed = self._listed(len(self._ends), columns)
            return distinct(np.concatenate((listed, self._in_columns(columns, floor))))
        return self._listed(lists, ()) if lists > count else None

    def _may_matter(self, count: int, sure: np.float32) -> tuple[int, list[int], np.float32]:
        """Return how many lists and which columns must name candidates, and what the columns then sum up to.

        The others cannot lift a passage among the sure hits.
        """
        terms = np.concatenate((self._lists.terms[count:], self._terms.columned))
        bounds = self._most[terms] * _HIGH
        order = np.argsort(bounds)
        ascending = bounds[order].cumsum()
        needless = int(np.searchsorted(ascending, sure, "right"))
        matter = order[needless:]
        left = len(self._lists.terms) - count
        rest = ascending[needless - 1] if needless else np.float32(0)
        return count + int((matter < left).sum()), terms[matter[matter >= left]].tolist(), sure - rest

    def _listed(self, count: int, columns: Sequence[int]) -> Positions:
        """Return the candidates by the first lists, and by what some columns add to those that they name."""
        end = int(self._ends[count - 1]) if len(self._ends) else 0
        entries, sums = self._lists.entries[:end], SCRATCH.fit(len(self._postings)).sums
        np.add.at(sums, entries, self._weighed(end))
        own = sums.take(entries)
        sums[entries] = 0
        for term in columns:
            own += self._weight(term) * self._column(term).take(entries)
        # A passage stands there once for each of its terms.
        return self._best(entries, own, _NAMED, _ENTRIES)

    def _in_columns(self, columns: list[int], floor: np.float32) -> Positions:
        """Return the candidates for which some columns sum up to more than a floor."""
        size = len(self._postings)
        found, sums = [], []
        part = np.zeros(min(size, _STRETCH), np.float32)
        for begin in range(0, size, _STRETCH):
            own = part[: size - begin]
            own.fill(0)
            self._add_columns(own, columns, begin)
            above = np.flatnonzero(own > floor)
            found.append(above + begin)
            sums.append(own[above])
        return self._best(np.concatenate(found), np.concatenate(sums), _NAMED)

    def _add_columns(self, sums: Floats, columns: list[int], begin: int) -> None:
        product = np.empty(len(sums), np.float32)
        for term in columns:
            np.multiply(self._column(term)[begin : begin + len(sums)], self._weight(term), out=product)
            sums += product

    def _column(self, term: int) -> npt.NDArray[np.uint8]:
        column: npt.NDArray[np.uint8] = self._postings.table[self._columns[term]]
        return column

    def _weight(self, term: int) -> np.float32:
        weight: np.float32 = self._most[term]
        return weight

    def _weighed(self, end: int) -> Floats:
        """Return what the first entries add to a score at most."""
        weighed: Floats = self._most.take(self._owners[:end]) * self._lists.impacts[:end]
        return weighed

    def _best(self, rows: Positions, sums: Floats, most: int, times: int = 1) -> Positions:
        """Return the candidates whose sums times prior are highest; a row may stand there several times."""
        prior = self._prior
        if prior is not None and _shut_out(prior, rows):
            sums, prior = sums * prior(rows), None
        rows, sums = _once(rows, sums, highest(sums, most * times))
        return rows[highest(sums if prior is None else sums * prior(rows), most)]


def _shut_out(prior: Prior, rows: Positions) -> bool:
    """Whether a prior lets so few rows pass, by a sample, that they must be filtered before the best."""
    passing = prior(rows[:: 1 + len(rows) // _SAMPLE]) > 0
    return int(passing.sum()) < _ENOUGH * len(passing)


def _once(rows: Positions, sums: Floats, some: Positions) -> tuple[Positions, Floats]:
    """Return some of the rows, each once, in ascending order, and their sums."""
    rows, sums = rows[some], sums[some]
    order = rows.argsort(kind="stable")
    order = order[firsts(rows[order])]
    return rows[order], sums[order]
