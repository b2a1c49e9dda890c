"""The best passages for a question, out of a million in a millisecond or two.

Rare terms name the candidates; terms so frequent that they have a column, one byte a passage, only weigh
them. That is enough while what the columns would add to a passage without rare terms is less than what the
best already have; where it is not, the heaviest of them join in naming candidates.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.retrieval import ranking
from bot.retrieval.postings import Postings
from bot.retrieval.query import Query, Wording

_NAMED = 400
"""Candidates whose scores are computed in full."""
_ENTRIES = 15
"""Postings looked at for each of them."""
_SURE = 10
"""Hits that no passage left out may beat."""
_HIGH = 2.4
"""An impact that a passage seldom exceeds for many terms at once: each stands in it three times."""

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class _Scratch(threading.local):
    sums: Floats = np.zeros(0, np.float32)
    places: npt.NDArray[np.int32] = np.zeros(0, np.int32)


_scratch = _Scratch()


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages and what they hold of a question."""

    rows: Rows
    scores: Floats
    held: Flags
    """By idea, then by passage: whether it holds the idea in some wording."""


class Scorer:
    """Scores the passages of an index for one question."""

    def __init__(self, postings: Postings, query: Query) -> None:
        self._postings = postings
        self._ideas = query.ideas
        ways = [way for idea in query.ideas for way in idea.wordings]
        weights = [
            query.weights,
            *(_weights(way, len(i.wordings)) for i in query.ideas for way in i.wordings),
        ]
        keys = sorted(
            {key for entries in weights for key in entries} | {key for way in ways for key in way.keys}
        )
        number = {key: i for i, key in enumerate(keys)}
        self._weights = _matrix(weights, number)
        self._needed = _matrix([{}, *(dict.fromkeys(way.keys, 1.0) for way in ways)], number)
        at = postings.find(np.array(keys, np.uint64))
        known = np.flatnonzero(at >= 0)
        self._found = at[known]
        self._sizes = postings.starts[self._found + 1] - postings.starts[self._found]
        self._missing = self._needed.sum(axis=1)
        self._weights, self._needed = self._weights[:, known], self._needed[:, known]
        self._idf = ranking.idf(self._sizes, len(postings)).astype(np.float32)
        self._weights *= self._evened()[:, None]
        self._columns = postings.columns_of(self._found)
        self._listed = self._gather(np.flatnonzero(self._columns < 0))
        self.frequencies = dict(zip((keys[i] for i in known.tolist()), self._sizes.tolist(), strict=True))
        """By term: how many passages hold it."""

    def _evened(self) -> Floats:
        """Return what each list of weights counts: a rare wording tells no more than its thing does."""
        evened = np.ones(len(self._weights), np.float32)
        most = len(self._postings)
        sizes = np.where(self._needed > 0, self._sizes, most).min(axis=1, initial=most)
        sizes[self._needed.sum(axis=1) < self._missing] = 0
        first = 1
        for idea in self._ideas:
            ways = slice(first, first + len(idea.wordings))
            if len(idea.wordings) > 1:
                both = ranking.idf(np.append(sizes[ways], min(most, sizes[ways].sum())), most)
                evened[ways] = np.minimum(1, both[-1] / both[:-1])
            first = ways.stop
        return evened

    def best(self, prior: Floats | None, count: int) -> Scored:
        """Return the passages whose scores times prior are highest, best first."""
        naming = self._columns < 0
        found = self._values(naming, prior)
        joining = ~naming & self._may_matter(~naming, found[2])
        if joining.any():
            found = self._values(naming | joining, prior)
        named, scored, values = found
        order = np.lexsort((named, -values))
        order = order[values[order] > 0][:count]
        return Scored(named[order], values[order], scored.held[:, order])

    def _values(self, naming: Flags, prior: Floats | None) -> tuple[Rows, Scored, Floats]:
        named = self._named(naming, prior)
        scored = self.score(named)
        return named, scored, scored.scores if prior is None else scored.scores * prior[named]

    def _may_matter(self, left: Flags, values: Floats) -> Flags:
        """Return the fewest terms without which the others cannot lift a passage among the sure hits."""
        sure = np.partition(values, -_SURE)[-_SURE] if len(values) >= _SURE else np.float32(0)
        bounds = np.where(left, self._weights.max(axis=0, initial=0) * self._idf * _HIGH, 0)
        order = np.argsort(bounds)
        matter = np.zeros(len(bounds), np.bool_)
        matter[order] = np.cumsum(bounds[order]) > sure
        return matter

    def score(self, rows: Rows) -> Scored:
        """Return the scores of passages, all different."""
        impacts = np.zeros((len(self._found), len(rows)), np.float32)
        for term in np.flatnonzero(self._columns >= 0).tolist():
            impacts[term] = self._postings.column(int(self._columns[term])).take(rows)
        impacts *= np.float32(ranking.COARSE)
        entries, values, owners = self._listed
        if len(entries) and len(rows):
            _, places = _scratch_of(len(self._postings))
            places[rows] = np.arange(len(rows), dtype=np.int32)
            place = places.take(entries)
            here = np.flatnonzero(place >= 0)
            places[rows] = -1
            impacts[owners.take(here), place.take(here)] = values.take(here) * np.float32(ranking.STEP)
        held = self._needed @ (impacts > 0).astype(np.float32) >= self._missing[:, None]
        sums = self._weights @ (impacts * self._idf[:, None])
        return self._together(rows, sums, held)

    def _together(self, rows: Rows, sums: Floats, held: Flags) -> Scored:
        """Add up the ideas, each by its best wording."""
        scores, holding = sums[0], np.zeros((len(self._ideas), len(rows)), np.bool_)
        first = 1
        for number, idea in enumerate(self._ideas):
            ways = slice(first, first + len(idea.wordings))
            holding[number] = held[ways].any(axis=0)
            if len(idea.wordings) > 1:
                scores = scores + sums[ways].max(axis=0)
            first = ways.stop
        return Scored(rows, scores, holding)

    def _named(self, naming: Flags, prior: Floats | None) -> Rows:
        """Return the candidates: the best by the terms that name them, ascending."""
        joined = np.flatnonzero(naming & (self._columns >= 0))
        entries, impacts, owners = self._listed
        if len(joined):
            entries, impacts, owners = self._gather(np.flatnonzero(naming))
        factors = self._weights.max(axis=0, initial=0) * self._idf
        sums, places = _scratch_of(len(self._postings))
        np.add.at(sums, entries, impacts * factors.take(owners))
        own = sums.take(entries)
        sums[entries] = 0
        if prior is not None:
            own *= prior.take(entries)
        if len(own) > _NAMED * _ENTRIES:
            chosen = np.argpartition(own, -_NAMED * _ENTRIES)[-_NAMED * _ENTRIES :]
            entries, own = entries[chosen], own[chosen]
        numbers = np.arange(len(entries), dtype=np.int32)
        places[entries] = numbers
        once = np.flatnonzero(places.take(entries) == numbers)
        places[entries] = -1
        rows, own = entries[once], own[once]
        if len(rows) > _NAMED:
            rows = rows[np.argpartition(own, -_NAMED)[-_NAMED:]]
        return np.sort(rows).astype(np.int64)

    def _gather(self, terms: Rows) -> tuple[Rows, Floats, Rows]:
        """Return rows, impacts and terms of all postings of some terms."""
        postings, begins = self._postings, self._postings.starts[self._found[terms]]
        ends = begins + self._sizes[terms]
        pieces = [slice(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        if not pieces:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64)
        rows = np.concatenate([postings.rows[piece] for piece in pieces])
        impacts = np.concatenate([postings.impacts[piece] for piece in pieces]).astype(np.float32)
        return rows, impacts, np.repeat(terms, self._sizes[terms])


def _weights(wording: Wording, ways: int) -> Mapping[int, float]:
    """Return the weights of a wording; a thing with one wording is weighed with the rest of the question."""
    return wording.weights if ways > 1 else {}


def _matrix(lists: Sequence[Mapping[int, float]], number: Mapping[int, int]) -> Floats:
    matrix = np.zeros((len(lists), len(number)), np.float32)
    for row, entries in enumerate(lists):
        for key, weight in entries.items():
            matrix[row, number[key]] = weight
    return matrix


def _scratch_of(size: int) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Return this thread's sums, all 0, and places, all -1; whoever writes to them puts that back."""
    if len(_scratch.sums) != size:
        _scratch.sums, _scratch.places = np.zeros(size, np.float32), np.full(size, -1, np.int32)
    return _scratch.sums, _scratch.places
