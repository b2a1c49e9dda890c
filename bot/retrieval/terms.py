"""What is looked up for a question: its terms, what each weighs, and which of them a wording needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from bot.retrieval import ranking
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.query import Idea, Query, Wording

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
_NO_TERM = (0,)
"""Stands for the terms of a wording without any; 0 is no term's key, so no passage holds it."""
_NO_WORDING = Wording("", _NO_TERM, {})
"""Stands for the wording of a thing without any."""
_AS_ASKED = 0.85
"""Weight of a thing with several wordings where no word of the question is translated."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a question in one index. Weights are multiplied by idf."""

    begins: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    """Where the postings of each begin, and how many they are."""
    columns: npt.NDArray[np.int64]
    """The column of each, -1 where it has none."""
    weights: Floats
    """Of those that weigh by themselves."""
    worded: Floats
    """By wording of a thing that has several, then by term: the best of these wordings counts."""
    things: Sequence[int]
    """The first row in `worded` of each such thing."""
    most: Floats
    """The most that each can weigh."""
    _needed: Positions
    """Wording by wording, the terms that it needs."""
    _wordings: Sequence[int]
    """Where each wording begins in `_needed`."""
    _ideas: Sequence[int]
    """The first wording of each idea."""

    @property
    def frequencies(self) -> Positions:
        """Return in how many passages each idea stands, at most, in its most frequent wording."""
        least = np.minimum.reduceat(self.sizes.take(self._needed), self._wordings)
        return np.maximum.reduceat(least, self._ideas)

    def totals(self, impacts: Floats) -> Floats:
        """Return the scores of passages by the impacts, a row for each term."""
        totals = self.weights @ impacts
        if self.things:
            totals += np.maximum.reduceat(self.worded @ impacts, self.things).sum(axis=0)
        return totals

    def held(self, impacts: Floats) -> Flags:
        """Return, by idea, then by passage, whether it holds the idea in some wording."""
        held = np.logical_and.reduceat(impacts.take(self._needed, axis=0) > 0, self._wordings)
        return held if len(held) == len(self._ideas) else np.logical_or.reduceat(held, self._ideas)


def look_up(query: Query, postings: Postings) -> Terms:
    """Return the terms of a question as they stand in an index."""
    ways = [way.keys or _NO_TERM for idea in query.ideas for way in idea.wordings or (_NO_WORDING,)]
    several = [idea for idea in query.ideas if _several(idea)]
    wanted = [way.weights for idea in several for way in idea.wordings]
    keys = dict.fromkeys(chain(query.weights, *ways, *wanted))
    numbers = dict(zip(keys, range(len(keys)), strict=True))
    begins, sizes, columns = postings.look_up(np.fromiter(keys, np.uint64, len(keys)))
    idf = ranking.idf(sizes, len(postings)).astype(np.float32)
    weights = np.zeros(len(keys), np.float32)
    weights[: len(query.weights)] = list(query.weights.values())
    weights *= idf
    frequencies = dict(zip(keys, sizes.tolist(), strict=True)) if several else {}
    weighed = [list(_evened(idea, frequencies, len(postings))) for idea in several]
    translated = any(idea.guessed or idea.unknown for idea in query.ideas)
    evened = idf if translated else idf * np.float32(_AS_ASKED)
    worded = _matrix([way for group in weighed for way in group], numbers) * evened
    return Terms(
        begins,
        sizes,
        columns,
        weights,
        worded,
        _firsts(map(len, weighed)),
        np.maximum(weights, worded.max(axis=0)) if several else weights,
        np.array([numbers[key] for way in ways for key in way], np.int64),
        _firsts(map(len, ways)),
        _firsts(len(idea.wordings) or 1 for idea in query.ideas),
    )


def _several(idea: Idea) -> bool:
    return len(idea.wordings) > 1 and any(way.weights for way in idea.wordings)


def _evened(idea: Idea, frequencies: Mapping[int, int], passages: int) -> Iterator[Mapping[int, float]]:
    """Yield the weights of each wording: a rare wording tells no more than its thing does."""
    sizes = [min((frequencies[key] for key in way.keys), default=passages) for way in idea.wordings]
    told = ranking.idf(np.array([*sizes, min(passages, sum(sizes))]), passages).tolist()
    for way, own in zip(idea.wordings, told, strict=False):
        share = min(1.0, told[-1] / own)
        yield {key: weight * share for key, weight in way.weights.items()}


def _matrix(lists: Sequence[Mapping[int, float]], numbers: Mapping[int, int]) -> Floats:
    matrix = np.zeros((len(lists), len(numbers)), np.float32)
    if not lists:
        return matrix
    rows = [row for row, entries in enumerate(lists) for _ in entries]
    columns = [numbers[key] for entries in lists for key in entries]
    matrix[rows, columns] = [weight for entries in lists for weight in entries.values()]
    return matrix


def _firsts(sizes: Iterable[int]) -> list[int]:
    """Return where each run begins, by their lengths."""
    return list(accumulate(sizes, initial=0))[:-1]
