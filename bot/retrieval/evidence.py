"""How far a passage speaks of what the question is about: answer, nearest passage, or nothing."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from bot.retrieval.postings import Postings
from bot.retrieval.query import Idea, Query

_ANSWER = 0.45
"""Share of the ideas, by weight, that a passage must hold to be an answer."""
_NEAR = 0.25
"""Share below which it is not even near."""

Shares = npt.NDArray[np.float64]


class Evidence:
    """Judges passages by the ideas of a question."""

    def __init__(self, postings: Postings, query: Query) -> None:
        self._postings = postings
        self._ideas = query.ideas
        self._weights = np.array([self._weight(idea) for idea in query.ideas])

    def judge(
        self, rows: npt.NDArray[np.int64], scores: npt.NDArray[np.float32]
    ) -> Iterator[tuple[int, float, bool]]:
        """Yield row, score, and whether it is weak, of those that are answers; else of those nearest."""
        if not self._ideas:
            yield from ((int(row), float(score), False) for row, score in zip(rows, scores, strict=True))
            return
        held = np.array([self._holding(idea, rows) for idea in self._ideas])
        required = np.array([idea.required for idea in self._ideas])
        shares = self._weights @ held / max(self._weights.sum(), 1e-9)
        lacking = (~held[required]).any(axis=0)
        ranked = scores * (0.5 + 0.5 * shares)
        order = np.lexsort((rows, -ranked))
        answers = (shares >= _ANSWER) & ~lacking
        weak = not answers.any()
        chosen = shares >= _NEAR if weak else answers
        for i in order:
            if chosen[i]:
                yield int(rows[i]), round(float(ranked[i]), 4), weak

    def _weight(self, idea: Idea) -> float:
        """Return how much the idea tells: the idf of its most frequent wording."""
        passages = len(self._postings)
        frequency = max((self._frequency(wording.keys) for wording in idea.wordings), default=0)
        return float(np.log1p((passages - frequency + 0.5) / (frequency + 0.5)))

    def _frequency(self, keys: tuple[int, ...]) -> int:
        counts = self._postings.frequencies(np.array(keys, np.uint64))
        return int(counts.min()) if len(counts) else 0

    def _holding(self, idea: Idea, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        holding = np.zeros(len(rows), np.bool_)
        for wording in idea.wordings:
            own = np.ones(len(rows), np.bool_)
            for key in wording.keys:
                own &= self._postings.contains(key, rows)
            holding |= own
        return holding
