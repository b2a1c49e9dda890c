"""The best passages for a question, out of a million in a millisecond or two.

In a small index every passage is scored. In a large one rare terms name the candidates; terms so frequent
that they have a column, one byte a passage, only weigh them. That is enough while what the columns would add
to a passage without rare terms is less than what the best already have; where it is not, the heaviest of them
are added up for all passages.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.retrieval import ranking
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.query import Query
from bot.retrieval.terms import Flags, Floats, look_up

_FEW = 2000
"""Passages that are all scored in full."""
_NAMED = 400
"""Candidates whose scores are computed in full."""
_ENTRIES = 15
"""Postings looked at for each of them."""
_NAMING = 10_000
"""Postings that name candidates at first; a rarest term names them whatever its number."""
_SURE = 10
"""Hits that no passage left out may beat."""
_HIGH = 2.4
"""An impact that a passage seldom exceeds for many terms at once: each stands in it three times."""
_SWIFT = 30_000
"""Passages up to which adding up columns is as good as finding out whether that is needed."""
_BLOCK = 1 << 16
"""Passages added up at a time, so that they stay in the processor's cache."""

Prior = Callable[[Positions], Floats]
"""By row: what scores are multiplied by, 0 to 1."""


class _Scratch(threading.local):
    sums: Floats = np.zeros(0, np.float32)
    places: Positions = np.zeros(0, np.int64)


_scratch = _Scratch()


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
        most, columns = self._terms.most, self._terms.columns
        self._columned = np.flatnonzero(columns >= 0)
        listed = np.flatnonzero(columns < 0)
        self._listed = listed[np.argsort(-most[listed])]
        sizes = self._terms.sizes[self._listed]
        self._ends = sizes.cumsum()
        self._entries, self._impacts = self._gather(sizes)
        self._owners = np.repeat(self._listed, sizes)
        self._everything: Floats | None = None
        self.frequencies = self._terms.frequencies
        """By term: how many passages hold it."""

    def best(self, prior: Prior | None, count: int) -> Scored:
        """Return the passages whose scores times prior are highest, best first."""
        if len(self._postings) <= _FEW:
            rows, impacts = self._all()
        else:
            rows, impacts = self._named(prior)
        scores = self._times_prior(rows, impacts, prior)
        best = _highest(scores, count)
        best = best[np.argsort(-scores[best], kind="stable")][:count]
        best = best[scores[best] > 0]
        return Scored(rows[best], scores[best], self._terms.held(impacts[:, best]))

    def score(self, rows: Positions) -> Floats:
        """Return the scores of passages."""
        if self._everything is not None:
            return self._everything.take(rows)
        places = _scratch_of(len(self._postings)).places
        numbers = np.arange(len(rows))
        places[rows] = numbers
        own = places.take(rows)
        places[rows] = -1
        once = np.flatnonzero(own == numbers)
        numbers[once] = np.arange(len(once))
        return self._terms.totals(self._impacts_on(rows[once]))[numbers[own]]

    def _gather(self, sizes: Positions) -> tuple[Positions, Floats]:
        """Return rows and impacts of all postings of the terms that have no column."""
        postings, begins = self._postings, self._terms.begins[self._listed]
        pieces = list(map(slice, begins.tolist(), (begins + sizes).tolist()))
        if not pieces:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows = np.concatenate([postings.rows[piece] for piece in pieces], dtype=np.int64)
        impacts = np.concatenate([postings.impacts[piece] for piece in pieces], dtype=np.float32)
        impacts *= np.float32(ranking.STEP)
        return rows, impacts

    def _impacts_on(self, rows: Positions) -> Floats:
        """Return the impacts on passages, all different and ascending, by term."""
        impacts = np.zeros((len(self._terms.sizes), len(rows)), np.float32)
        if len(rows) == len(self._postings):
            at = self._owners * len(rows) + self._entries
            impacts.reshape(-1)[at] = self._impacts
        elif len(self._entries):
            places = _scratch_of(len(self._postings)).places
            places[rows] = np.arange(len(rows))
            place = places.take(self._entries)
            places[rows] = -1
            here = np.flatnonzero(place >= 0)
            at = self._owners.take(here) * len(rows) + place.take(here)
            impacts.reshape(-1)[at] = self._impacts.take(here)
        if len(self._columned):
            begins = self._terms.columns[self._columned] * len(self._postings)
            columned = self._postings.columns.take(begins[:, None] + rows)
            impacts[self._columned] = columned * np.float32(ranking.COARSE)
        return impacts

    def _all(self) -> tuple[Positions, Floats]:
        rows = np.arange(len(self._postings))
        impacts = self._impacts_on(rows)
        self._everything = self._terms.totals(impacts)
        return rows, impacts

    def _named(self, prior: Prior | None) -> tuple[Positions, Floats]:
        """Return the candidates, ascending, and the impacts on them."""
        if len(self._postings) <= _SWIFT:
            rows = self._added_up(self._columned, np.float32(0), prior)
            return rows, self._impacts_on(rows)
        naming = max(1, int(np.searchsorted(self._ends, _NAMING, "right")))
        rows = self._listing(naming, prior)
        impacts = self._impacts_on(rows)
        sure = _sure(self._times_prior(rows, impacts, prior))
        lists, columns, floor = self._may_matter(naming, sure)
        if len(columns):
            rows = self._added_up(columns, floor, prior)
        elif lists > naming:
            rows = self._listing(lists, prior)
        else:
            return rows, impacts
        return rows, self._impacts_on(rows)

    def _times_prior(self, rows: Positions, impacts: Floats, prior: Prior | None) -> Floats:
        scores = self._terms.totals(impacts)
        return scores if prior is None else scores * prior(rows)

    def _may_matter(self, naming: int, sure: float) -> tuple[int, Positions, np.float32]:
        """Return how many lists and which columns must name candidates, and what these at least sum up to.

        The others cannot lift a passage among the sure hits.
        """
        terms = np.concatenate((self._listed[naming:], self._columned))
        bounds = self._terms.most[terms] * np.float32(_HIGH)
        order = np.argsort(bounds)
        ascending = bounds[order].cumsum()
        needless = int(np.searchsorted(ascending, sure, "right"))
        matter = np.sort(order[needless:])
        lists = len(self._listed) - naming
        rest = ascending[needless - 1] if needless else np.float32(0)
        columns = terms[matter[matter >= lists]]
        return naming + int((matter < lists).sum()), columns, np.float32(max(0.0, sure - rest))

    def _listing(self, lists: int, prior: Prior | None) -> Positions:
        """Return the candidates that the first lists name."""
        end = int(self._ends[lists - 1]) if len(self._ends) else 0
        entries, scratch = self._entries[:end], _scratch_of(len(self._postings))
        np.add.at(scratch.sums, entries, self._weighed(end))
        own = scratch.sums.take(entries)
        scratch.sums[entries] = 0
        entries, own = _best(entries, own, prior, _NAMED * _ENTRIES)
        numbers = np.arange(len(entries))
        scratch.places[entries] = numbers
        once = np.flatnonzero(scratch.places.take(entries) == numbers)
        scratch.places[entries] = -1
        return np.sort(entries[once[_highest(own[once], _NAMED)]])

    def _added_up(self, terms: Positions, floor: np.float32, prior: Prior | None) -> Positions:
        """Return the candidates for which all lists and some columns sum up to more than floor."""
        sums, most, size = _scratch_of(len(self._postings)).sums, self._terms.most, len(self._postings)
        table, numbers = self._postings.table, self._terms.columns
        product = np.empty(min(size, _BLOCK), np.float32)
        for begin in range(0, size, _BLOCK):
            part = sums[begin : begin + _BLOCK]
            own = product[: len(part)]
            for term in terms.tolist():
                column = table[numbers[term], begin : begin + _BLOCK]
                np.multiply(column, most[term] * np.float32(ranking.COARSE), out=own)
                part += own
        np.add.at(sums, self._entries, self._weighed(len(self._entries)))
        rows = np.flatnonzero(sums > floor)
        own = sums.take(rows)
        sums.fill(0)
        return _best(rows, own, prior, _NAMED)[0]

    def _weighed(self, end: int) -> Floats:
        """Return what the first entries add to a score at most."""
        weighed: Floats = self._terms.most.take(self._owners[:end]) * self._impacts[:end]
        return weighed


def _sure(scores: Floats) -> float:
    """Return the score that a candidate left out must exceed to matter."""
    return float(_nth(scores, _SURE)) if len(scores) >= _SURE else 0.0


def _best(rows: Positions, values: Floats, prior: Prior | None, most: int) -> tuple[Positions, Floats]:
    """Return the rows whose values times prior are highest, in the same order, and these values."""
    if prior is not None:
        values = values * prior(rows)
        kept = np.flatnonzero(values)
        rows, values = rows[kept], values[kept]
    best = _highest(values, most)
    return rows[best], values[best]


def _highest(values: Floats, most: int) -> Positions:
    """Return the positions of the highest values, ascending, and of those equal to the last of them."""
    step = len(values) // (4 * most)
    if step > 1:
        likely = np.flatnonzero(values >= _nth(values[::step], 2 * most // step + 8))
        if most <= len(likely) < len(values):
            return likely[_highest(values[likely], most)]
    if len(values) <= most:
        return np.arange(len(values))
    return np.flatnonzero(values >= _nth(values, most))


def _nth(values: Floats, number: int) -> np.float32:
    """Return the value that stands at a place of the order, 1 for the highest."""
    value: np.float32 = np.partition(values, -number)[-number]
    return value


def _scratch_of(size: int) -> _Scratch:
    """Return this thread's sums, all 0, and places, all -1; whoever writes to them puts that back."""
    if len(_scratch.sums) != size:
        _scratch.sums, _scratch.places = np.zeros(size, np.float32), np.full(size, -1, np.int64)
    return _scratch
