"""A closer look at the best passages: how much of the question they hold, and how close together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Passage
from bot.retrieval import ranking
from bot.retrieval.analyzer import fold
from bot.retrieval.build import QUESTION_TAIL
from bot.retrieval.postings import Postings
from bot.retrieval.query import Idea, Query

_HELD = 0.25
"""Share of a score that depends on how many of the ideas a passage holds."""
_CLOSE = 0.5
"""What a passage gains that has all ideas side by side."""
_ASKED = 0.7
"""Share of that where the ideas stand together only with the question that the passage answers."""
_REACH = 10
"""Characters between two ideas at which the gain has halved."""
_CLOSELY = 24
"""Passages whose text is looked at."""
_ANSWER = 0.5
"""Share of the ideas, by weight, that an answer holds."""
_NEAR = (0.4, 0.4, 0.38, 0.32, 0.3)
"""Share that the nearest passage must hold, by the number of ideas; a long question has more idle words."""
_MANY = 3
"""Ideas that are enough to be near."""
_FOREIGN = 0.4
"""Weight of a word that the corpus, being in another script, could not hold."""
_OCCURRENCES = 8

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates, best first; none if nobody speaks of it."""

    rows: Rows
    scores: Floats
    weak: bool = False
    """Whether none of them holds enough of the question to be an answer."""


def judge(
    query: Query, postings: Postings, passages: Sequence[Passage], rows: Rows, scores: Floats
) -> Judged:
    """Rank candidates by what they hold of the question's ideas, and tell whether any is an answer."""
    if not query.ideas or not len(rows):
        return Judged(rows, scores)
    weights = np.array([_weight(idea, postings) for idea in query.ideas])
    held = np.array([_holding(idea, postings, rows) for idea in query.ideas])
    phrases = np.array([idea.required for idea in query.ideas])
    shares = weights @ held / weights.sum()
    scores = scores * (1 - _HELD + _HELD * shares)
    lacking = (~held[phrases]).any(axis=0)
    if not lacking.all():
        rows, scores, shares, held = rows[~lacking], scores[~lacking], shares[~lacking], held[:, ~lacking]
    near = (shares >= _NEAR[min(len(weights), len(_NEAR) - 1)]) | (held.sum(axis=0) >= _MANY)
    if not near.any():
        return Judged(rows[:0], scores[:0])
    order = np.lexsort((rows, -scores))
    for at in order[:_CLOSELY].tolist():
        scores[at] *= 1 + _CLOSE * _closeness_in(passages[rows[at]], query.ideas)
    order = np.lexsort((rows, -scores))
    weak = bool(lacking.all()) or not (shares >= _ANSWER).any()
    return Judged(rows[order], scores[order], weak)


def _weight(idea: Idea, postings: Postings) -> float:
    """Return how much an idea tells: the idf of its most frequent wording."""
    frequency = max(_frequency(wording.keys, postings) for wording in idea.wordings)
    return float(ranking.idf(np.array([frequency]), len(postings))[0])


def _frequency(keys: Sequence[int], postings: Postings) -> int:
    counts = postings.frequencies(np.array(keys, np.uint64))
    return int(counts.min()) if len(counts) else 0


def _holding(idea: Idea, postings: Postings, rows: Rows) -> npt.NDArray[np.bool_]:
    holding = np.zeros(len(rows), np.bool_)
    for wording in idea.wordings:
        own = np.ones(len(rows), np.bool_)
        for key in wording.keys:
            own &= postings.contains(key, rows)
        holding |= own
    return holding


def _closeness_in(passage: Passage, ideas: Sequence[Idea]) -> float:
    if len(ideas) < 2:
        return 0.0
    body = _closeness(ideas, _fold(passage.text))
    if not passage.question:
        return body
    asked = _closeness(ideas, _fold(f"{passage.question[-QUESTION_TAIL:]}\n{passage.text}"))
    return max(body, _ASKED * asked)


def _closeness(ideas: Sequence[Idea], text: str) -> float:
    """Return 1 where each idea stands beside the one named before it, 0 where none do."""
    places = [[place for wording in idea.wordings for place in _places(text, wording.text)] for idea in ideas]
    gained = 0.0
    for one, other in pairwise(places):
        if one and other:
            gained += 1 / (1 + min(abs(a - b) for a in one for b in other) / _REACH)
    return gained / (len(ideas) - 1)


def _places(text: str, wanted: str) -> list[int]:
    places: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(places) < _OCCURRENCES:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


@lru_cache(maxsize=8192)
def _fold(text: str) -> str:
    return fold(text).text
