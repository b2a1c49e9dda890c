"""Questions to passages, best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.corpus.columns import rows_of
from bot.corpus.model import Corpus, Passage, Turn
from bot.errors import UserError
from bot.retrieval.answers import answers_first
from bot.retrieval.build import Progress
from bot.retrieval.evidence import NOTHING, Judged, judge
from bot.retrieval.filters import EVERYTHING, Facets, Filters, Mask, Passing
from bot.retrieval.index import Index
from bot.retrieval.likeness import alike
from bot.retrieval.names import People
from bot.retrieval.parts import in_parts
from bot.retrieval.pool import Pool
from bot.retrieval.prior import Prior
from bot.retrieval.query import Query, Reader, wording
from bot.retrieval.scoring import Scorer

_CANDIDATES = 100
"""Passages that are looked at closely; no answer has more hits."""
_HOST = 0.7
_NEIGHBOUR = 0.1
"""Share of a score that the passages before and after get."""
_ASKED = 0.25
"""Share of a host's question that the guest's answer gets."""
_OPINION = 0.4
"""The same where somebody's opinion is looked for: it is what they answered when asked for it."""
_AROUND = 0.15
"""Share that each passage gets of what its source has to say: of the mean of the source's best."""
_BEST = 5
"""How many those are; fewer count as if the others said nothing."""
_ROUNDED = 1e-3
_SHOWN = 10
"""Hits among which no two may be nearly the same."""
_LATELY = 64
"""Filters whose priors are kept."""

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage found."""

    passage: Passage
    score: float
    weak: bool = False
    """The words that carry the question are found nowhere together."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found."""

    query: Query
    total: int
    hits: tuple[Ranked, ...] = ()


class Searcher:
    """Searches a corpus by its index. Never changes: for newer documents there is a new one."""

    def __init__(self, corpus: Corpus, index: Index) -> None:
        self.corpus = corpus
        """What may be seen here."""
        self.index = index
        self.pool = Pool(corpus)
        """What may be shown unasked, of everything in the index."""
        self._passages = corpus.passages
        self._facets = Facets(corpus)
        self._allowed = Passing()
        self._views: dict[frozenset[str], Searcher] = {}
        self._priors: dict[tuple[Filters, bool], Prior | None] = {}

    @property
    def passages(self) -> Sequence[Passage]:
        """Return all passages by their rows in the index, also those that `mask` lets not pass."""
        return self._passages

    def mask(self, filters: Filters) -> Mask | None:
        """Return which rows of the index may be seen here and pass the filters; None if all do."""
        return self._facets.mask(self._facets.passing(filters) & self._allowed)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Return how many passages each source has."""
        return self._facets.by_source(np.arange(len(self._passages)))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.corpus)

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return rows_of(self._passages)

    @cached_property
    def _quotable(self) -> Scores | None:
        """By passage: 0 for one that is too damaged to be quoted; None if there is none."""
        quotable = self._facets.quotable
        return None if quotable.all() else quotable.astype(np.float32)

    @cached_property
    def _prior(self) -> Scores | None:
        hosts = self._facets.hosts
        if not hosts.any():
            return self._quotable
        prior = np.where(hosts, np.float32(_HOST), np.float32(1))
        return prior if self._quotable is None else prior * self._quotable

    def visible_to(self, workspace: str) -> "Searcher":
        """Return a searcher over what a workspace, `platform:id`, may see."""
        hidden = frozenset(
            source.id
            for source in self.corpus.sources.values()
            if source.rights.hidden
            or (source.rights.workspaces and workspace not in source.rights.workspaces)
        )
        if not hidden:
            return self
        if hidden not in self._views:
            self._views[hidden] = self._without(hidden)
        return self._views[hidden]

    def _without(self, hidden: frozenset[str]) -> "Searcher":
        seen = Searcher.__new__(Searcher)
        seen._views = {}
        seen.pool = self.pool
        seen.index, seen._passages, seen._facets = self.index, self._passages, self._facets
        seen.corpus = _without(self.corpus, hidden)
        seen._allowed = self._facets.without(hidden)
        seen._priors = {}
        return seen

    def read(self, question: str) -> Query:
        """Return a question, read.

        Raises:
            UserError: a name in it fits two people.
        """
        return self._reader.read(question)

    def search(
        self, question: str | Query, filters: Filters = EVERYTHING, limit: int = 10, offset: int = 0
    ) -> Results:
        """Return the passages that answer best; none if nobody speaks of it.

        Raises:
            UserError: a name in the question fits two people.
        """
        query = self.read(question) if isinstance(question, str) else question
        query = in_parts(query, self.index.postings)
        found = self._found(query, filters)
        scores = dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        rows = list(self._folded(found.rows))
        if not query.people.hosts:
            folded = {row: scores[row] for row in rows}
            rows = answers_first(folded, query, self._facets, self._passages)
        page = (Ranked(self._passages[row], scores[row], found.weak) for row in rows[offset : offset + limit])
        return Results(query, len(rows), tuple(page))

    def holding(
        self,
        query: Query,
        filters: Filters = EVERYTHING,
        most: int = 5000,
        reach: int = 0,
        enough: float = 1.0,
    ) -> list[Passage]:
        """Return the passages that hold `enough` of what a question's ideas weigh, each in some wording.

        Of too many they are the best, and the best of each source.

        With `reach` they hold one, and the others stand in them or in so many passages before and after.
        """
        rows = self._holding(query, filters, reach, enough)
        if len(rows) > most:
            scores = Scorer(self.index.postings, query).score(rows)
            best = np.argsort(-scores, kind="stable")
            _, of_each = np.unique(self._facets.sources[rows[best]], return_index=True)
            rows = rows[np.union1d(best[:most], best[of_each])]
        return [self._passages[row] for row in rows.tolist()]

    def count(
        self, query: Query, filters: Filters = EVERYTHING, reach: int = 0, enough: float = 1.0
    ) -> Mapping[str, int]:
        """Return by source how many passages `holding` would return, were they not too many."""
        return self._facets.by_source(self._holding(query, filters, reach, enough))

    def _holding(self, query: Query, filters: Filters, reach: int, enough: float) -> Rows:
        some = np.zeros(len(self._passages), np.bool_)
        held = np.zeros(len(self._passages), np.float32)
        for idea in query.ideas:
            own = np.zeros(len(self._passages), np.bool_)
            for way in idea.wordings:
                own[self.index.postings.passages_with_all(way.keys)] = True
            some |= own
            held += np.float32(idea.weight) * _widened(own, reach)
        some &= held >= enough * sum(idea.weight for idea in query.ideas) - _ROUNDED
        mask = self.mask(filters)
        return np.flatnonzero(some if mask is None else some & mask)

    def get(self, passage: str) -> Passage:
        """Return the passage of that id.

        Raises:
            UserError: there is none, or it may not be seen here.
        """
        row = self._rows.get(passage.removeprefix("#"))
        if row is None or self._passages[row].source not in self.corpus.sources:
            raise UserError("error-passage-unknown", {"id": passage[:50]})
        return self._passages[row]

    def around(self, passage: Passage, reach: int) -> tuple[Sequence[Passage], Sequence[Passage]]:
        """Return the passages of the same turn before and after a passage, at most `reach` of each."""
        row = self._rows[passage.id]
        turn = passage.source, passage.turn
        before = self._passages[max(0, row - reach) : row]
        after = self._passages[row + 1 : row + 1 + reach]
        return (
            [each for each in before if (each.source, each.turn) == turn],
            [each for each in after if (each.source, each.turn) == turn],
        )

    def context(
        self, passage: Passage, before: int = 2, after: int = 2
    ) -> tuple[Sequence[Turn], Sequence[Turn]]:
        """Return the turns before and after a passage's own."""
        turns = self.corpus.turns[passage.source]
        at = passage.turn - 1
        return turns[max(0, at - before) : at], turns[at + 1 : at + 1 + after]

    def _found(self, query: Query, filters: Filters) -> Judged:
        prior = self._prior_for(query, filters)
        if not query.ideas:
            return self._all_of(prior) if query.people.speakers else NOTHING
        scorer = Scorer(self.index.postings, query)
        best = scorer.best(prior, _CANDIDATES)
        share = _OPINION if query.people.opinion else _ASKED
        scores = best.scores + self._from_neighbours(best.rows, scorer, prior, share)
        scores += self._from_source(best.rows, scores)
        return judge(query, replace(best, scores=scores), scorer, self._passages)

    def _all_of(self, prior: Prior | None) -> Judged:
        """Return all that a prior lets pass: where somebody says much comes before a few words."""
        lengths = self.index.postings.lengths
        scores = lengths / (lengths + max(1.0, float(lengths.mean())))
        if prior is not None:
            scores = scores * prior(np.arange(len(lengths)))
        rows = np.flatnonzero(scores)
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        return Judged(rows, scores[rows])

    def _folded(self, rows: Rows) -> Iterator[int]:
        """Yield the best passage of each turn, and one of those that say the same, or nearly so."""
        facets, turns, texts = self._facets, set[tuple[int, int]](), set[int]()
        shown: list[str] = []
        known = facets.sources[rows].tolist(), facets.turns[rows].tolist(), facets.texts[rows].tolist()
        for number, (row, source, turn, text) in enumerate(zip(rows.tolist(), *known, strict=True)):
            if (source, turn) in turns or text in texts:
                continue
            if number < _SHOWN:
                own = self._passages[row].text
                if any(alike(own, other) for other in shown):
                    continue
                shown.append(own)
            turns.add((source, turn))
            texts.add(text)
            yield row

    def _prior_for(self, query: Query, filters: Filters) -> Prior | None:
        """Return what scores are multiplied by; None for 1."""
        people = query.people
        if not people.speakers:
            return self._known_prior(filters, people.hosts)
        passing = self._facets.passing(filters) & self._allowed
        fixed = self._quotable if people.hosts else self._prior
        named = self._facets.spoken_by(people.speakers)
        return Prior(self._facets, passing, fixed, named, None if people.opinion else self._naming(people))

    def _known_prior(self, filters: Filters, hosts: bool) -> Prior | None:
        # No lru_cache of a method: it would hold the searcher that holds it, beyond its last use.
        try:
            return self._priors[filters, hosts]
        except KeyError:
            if len(self._priors) >= _LATELY:
                self._priors.clear()
            prior = self._priors[filters, hosts] = self._prior_of(filters, hosts)
            return prior

    def _prior_of(self, filters: Filters, hosts: bool) -> Prior | None:
        """Return the same for a question that names nobody."""
        passing = self._facets.passing(filters) & self._allowed
        fixed = self._quotable if hosts else self._prior
        return None if fixed is None and passing.everything else Prior(self._facets, passing, fixed)

    def _naming(self, people: People) -> Rows:
        """Return the passages that name somebody who is named in the question."""
        found = (self.index.postings.passages_with_all(wording(name).keys) for name in people.found)
        return reduce(np.union1d, found, np.zeros(0, np.int64))

    def _from_neighbours(self, rows: Rows, scorer: Scorer, prior: Prior | None, share: float) -> Scores:
        """Return what passages gain from their neighbours in the source: answers, a share of the question."""
        last = len(self._passages) - 1
        before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, last)
        scores = scorer.score(np.concatenate((before, after)))
        hosts = self._facets.hosts
        asked = np.where(hosts[before] & ~hosts[rows], share, _NEIGHBOUR)
        gained = self._beside(before, rows) * asked * scores[: len(rows)]
        gained += self._beside(after, rows) * _NEIGHBOUR * scores[len(rows) :]
        return gained if prior is None else gained * prior(rows)

    def _from_source(self, rows: Rows, scores: Scores) -> Scores:
        """Return what passages gain where their source speaks much of it."""
        sources = self._facets.sources[rows]
        order = np.lexsort((-scores, sources))
        ordered = sources[order]
        best = np.arange(len(order)) - np.searchsorted(ordered, ordered) < _BEST
        sums = np.bincount(ordered[best], scores[order][best])
        gained: Scores = (_AROUND / _BEST * sums[sources]).astype(np.float32)
        return gained

    def _beside(self, one: Rows, other: Rows) -> Mask:
        sources = self._facets.sources
        beside: Mask = (one != other) & (sources[one] == sources[other])
        return beside


def open_searcher(corpus: Corpus, folder: Path, progress: Progress | None = None) -> Searcher:
    """Return a searcher by the index saved in `folder`, brought up to date if need be.

    Where nothing can be saved the index is kept in memory.
    """
    try:
        return Searcher(corpus, Index.update(folder, corpus, progress))
    except OSError:
        return Searcher(corpus, Index.build(corpus, progress))


def _widened(rows: Mask, reach: int) -> Mask:
    """Return a mask in which the neighbours of what it lets pass do as well."""
    wide = rows.copy()
    for distance in range(1, reach + 1):
        wide[distance:] |= rows[:-distance]
        wide[:-distance] |= rows[distance:]
    return wide


def _without(corpus: Corpus, hidden: frozenset[str]) -> Corpus:
    return replace(
        corpus,
        sources={name: source for name, source in corpus.sources.items() if name not in hidden},
        turns={name: turns for name, turns in corpus.turns.items() if name not in hidden},
        passages=tuple(passage for passage in corpus.passages if passage.source not in hidden),
        remarks=tuple(remark for remark in corpus.remarks if remark.source not in hidden),
    )
