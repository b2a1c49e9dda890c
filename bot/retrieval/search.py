"""Questions to passages, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.corpus.model import Corpus, Passage, Turn
from bot.errors import UserError
from bot.retrieval.answers import answers_first
from bot.retrieval.build import Progress
from bot.retrieval.evidence import NOTHING, Judged, judge
from bot.retrieval.filters import EVERYTHING, Filters, Mask, Passing
from bot.retrieval.hidden import hidden_from, without
from bot.retrieval.holding import best_of, holding
from bot.retrieval.index import Index
from bot.retrieval.indexed import Indexed
from bot.retrieval.parts import in_parts
from bot.retrieval.pool import Pool
from bot.retrieval.postings import Positions
from bot.retrieval.prior import Prior
from bot.retrieval.priors import Priors
from bot.retrieval.query import Query, Reader
from bot.retrieval.repeats import without_repeats
from bot.retrieval.scoring import Scorer
from bot.retrieval.spacing import as_written
from bot.retrieval.surroundings import from_neighbours, from_source

_CANDIDATES = 100
"""Passages that are looked at closely; no answer has more hits."""


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

    def __init__(
        self,
        corpus: Corpus,
        index: Index,
        indexed: Indexed | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.corpus = corpus
        """What may be seen here."""
        self.index = index
        self._indexed = indexed or Indexed(corpus)
        self._hidden = hidden
        self._facets = self._indexed.facets
        self._allowed = self._facets.without(hidden) if hidden else Passing()
        self._priors = Priors(self._facets, index.postings, self._allowed)
        self._views: dict[frozenset[str], Searcher] = {}

    @property
    def passages(self) -> Sequence[Passage]:
        """Return all passages by their rows in the index, also those that `mask` lets not pass."""
        return self._indexed.passages

    @property
    def pool(self) -> Pool:
        """Return what may be shown unasked, of everything in the index."""
        return self._indexed.pool

    @property
    def sizes(self) -> Mapping[str, int]:
        """Return how many passages each source has."""
        return self._indexed.sizes

    def mask(self, filters: Filters) -> Mask | None:
        """Return which rows of the index may be seen here and pass the filters; None if all do."""
        return self._facets.mask(self._facets.passing(filters) & self._allowed)

    def visible_to(self, workspace: str) -> "Searcher":
        """Return a searcher over what a workspace, `platform:id`, may see."""
        hidden = hidden_from(workspace, self.corpus)
        if not hidden:
            return self
        if hidden not in self._views:
            seen = without(self.corpus, hidden)
            self._views[hidden] = Searcher(seen, self.index, self._indexed, self._hidden | hidden)
        return self._views[hidden]

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.corpus)

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
        query = in_parts(as_written(query, self.index.postings), self.index.postings)
        found = self._found(query, filters)
        scores = dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        rows = list(without_repeats(found.rows, self._facets, self.passages))
        if not query.people.hosts:
            rows = answers_first({row: scores[row] for row in rows}, query, self._facets, self.passages)
        page = (Ranked(self.passages[row], scores[row], found.weak) for row in rows[offset : offset + limit])
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
            rows = best_of(rows, scores, self._facets.sources[rows], most)
        return [self.passages[row] for row in rows.tolist()]

    def count(
        self, query: Query, filters: Filters = EVERYTHING, reach: int = 0, enough: float = 1.0
    ) -> Mapping[str, int]:
        """Return by source how many passages `holding` would return, were they not too many."""
        return self._facets.by_source(self._holding(query, filters, reach, enough))

    def get(self, passage: str) -> Passage:
        """Return the passage of that id.

        Raises:
            UserError: there is none, or it may not be seen here.
        """
        found = self._indexed.get(passage.removeprefix("#"))
        if found is None or found.source not in self.corpus.sources:
            raise UserError("error-passage-unknown", {"id": passage[:50]})
        return found

    def around(self, passage: Passage, reach: int) -> tuple[Sequence[Passage], Sequence[Passage]]:
        """Return the passages of the same turn before and after a passage, at most `reach` of each."""
        return self._indexed.around(passage, reach)

    def context(
        self, passage: Passage, before: int = 2, after: int = 2
    ) -> tuple[Sequence[Turn], Sequence[Turn]]:
        """Return the turns before and after a passage's own."""
        turns = self.corpus.turns[passage.source]
        at = passage.turn - 1
        return turns[max(0, at - before) : at], turns[at + 1 : at + 1 + after]

    def _holding(self, query: Query, filters: Filters, reach: int, enough: float) -> Positions:
        held = holding(query.ideas, self.index.postings, reach, enough)
        mask = self.mask(filters)
        return np.flatnonzero(held if mask is None else held & mask)

    def _found(self, query: Query, filters: Filters) -> Judged:
        prior = self._priors.of(query.people, filters)
        if not query.ideas:
            return self._all_of(prior) if query.people.speakers else NOTHING
        scorer = Scorer(self.index.postings, query)
        best = scorer.best(prior, _CANDIDATES)
        scores = best.scores + from_neighbours(best.rows, self._facets, scorer, prior, query.people)
        scores += from_source(best.rows, self._facets, scores)
        return judge(query, best._replace(scores=scores), scorer, self.passages)

    def _all_of(self, prior: Prior | None) -> Judged:
        """Return all that a prior lets pass: where somebody says much comes before a few words."""
        lengths = self.index.postings.lengths
        scores = lengths / (lengths + max(1.0, float(lengths.mean())))
        if prior is not None:
            scores = scores * prior.every
        rows = np.flatnonzero(scores)
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        return Judged(rows, scores[rows])


def open_searcher(corpus: Corpus, folder: Path, progress: Progress | None = None) -> Searcher:
    """Return a searcher by the index saved in `folder`, brought up to date if need be.

    Where nothing can be saved the index is kept in memory.
    """
    try:
        return Searcher(corpus, Index.update(folder, corpus, progress))
    except OSError:
        return Searcher(corpus, Index.build(corpus, progress))
