"""A closer look at the best passages: how much of the question they hold, and how close together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Passage
from bot.retrieval import ranking
from bot.retrieval.build import asked
from bot.retrieval.folding import folded
from bot.retrieval.ideas import Idea
from bot.retrieval.query import Query
from bot.retrieval.scoring import Scored, Scorer
from bot.retrieval.terms import Flags

_HELD = 0.5
"""Share of a score that depends on how many of the ideas a passage holds."""
_CLOSE = 0.5
"""What a passage gains that has all ideas side by side."""
_ASKED = 0.7
"""Share of that where the ideas stand together only with the question that the passage answers."""
_REACH = 10
"""Characters between two ideas at which the gain has halved."""
_CLOSELY = 10
"""Passages whose text is looked at."""
_ANSWER = (0.52, 0.52, 0.62, 0.55, 0.52)
"""Share of the ideas, by weight, that an answer holds, by their number: of two, more than the rarer alone."""
_GUESSED = 0.5
"""The same where a word of the question is known from the lexicon only, or not at all."""
_NEAR = (0.42, 0.42, 0.4, 0.35, 0.3)
"""Share that the nearest passage must hold, by the number of ideas; a long question has more idle words."""
_RARE = 0.46
"""The same of two where the first, which tells what kind of the second is meant, is nowhere: who speaks of
prices does not speak of Bitcoin's."""
_LETTERS = 0.4
"""Share of a question's terms, parts of words among them, that is near as well: a word may be misspelt, or
be cut out of its sentence wrongly."""
_MANY = 3
"""Ideas that are enough to be near."""
_FOREIGN = 0.4
"""Weight of a word without known translation when a corpus in another language lacks it."""
_PARTLY = 0.5
"""Share of a word that its parts are."""
_BOTH = 2
"""Ideas of which each is needed."""
_FAR = 0.25
"""Share of the best score below which a passage is no hit any more."""
_OCCURRENCES = 4
_ANSWERS, _TELLING = 18, 200
"""Characters from which on the answer to a question, or other words, may say something without naming it."""
_BARE = 0.3
"""What the shortest answer counts that names nothing of the question."""

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Hits, best first; none if nobody speaks of it."""

    rows: Rows
    scores: Floats
    weak: bool = False
    """Whether none of them holds enough of the question to be an answer."""


NOTHING = Judged(np.zeros(0, np.int64), np.zeros(0))


def judge(query: Query, found: Scored, scorer: Scorer, passages: Sequence[Passage]) -> Judged:
    """Rank candidates by what they hold of the question's ideas, and tell whether any is an answer."""
    rows, scores = found.rows, found.scores.astype(np.float64)
    if not len(rows):
        return NOTHING
    held = scorer.held(rows)
    partly = np.array([idea.partly for idea in query.ideas])
    frequencies = np.where(partly, 0, scorer.frequencies)
    weights = ranking.idf(frequencies, len(passages))
    phrases = np.array([idea.required for idea in query.ideas])
    worth = weights * np.where(partly, _PARTLY, 1.0)
    shares = worth @ held / weights.sum()
    scores = scores * (1 - _HELD + _HELD * shares)
    lacking = (~held[phrases]).any(axis=0)
    if lacking.any() and not lacking.all():
        rows, scores, shares, held = rows[~lacking], scores[~lacking], shares[~lacking], held[:, ~lacking]
    unknown = np.array([idea.unknown for idea in query.ideas])
    strange = unknown & (frequencies == 0)
    told = np.where(strange, _FOREIGN, 1.0)
    nowhere = (frequencies == 0) & (len(weights) == _BOTH)
    least = _RARE if (nowhere & ~unknown)[0] else _NEAR[min(len(weights), len(_NEAR) - 1)]
    near = ((told * worth) @ held / (told * weights).sum() >= least) | (held.sum(axis=0) >= _MANY)
    if not near.any() and not _nearly(query.ideas, rows, scorer):
        return NOTHING
    best = 0.0
    closest = _closest(held)
    for at in np.argsort(-scores)[:_CLOSELY].tolist():
        if scores[at] * (1 + _CLOSE * closest[at]) < _FAR * best:
            continue
        own = [idea if holds else None for idea, holds in zip(query.ideas, held[:, at].tolist(), strict=True)]
        scores[at] *= (1 + _CLOSE * _closeness_in(passages[rows[at]], own)) * _said(passages[rows[at]], own)
        best = max(best, scores[at])
    order = np.lexsort((rows, -scores))
    order = order[scores[order] >= _FAR * scores[order[0]]]
    answered = near.any() and (shares >= _enough(query.ideas)).any()
    weak = bool(not answered or lacking.all() or nowhere.any())
    return Judged(rows[order], scores[order], weak)


def _nearly(ideas: Sequence[Idea], rows: Rows, scorer: Scorer) -> bool:
    """Whether a passage holds so many parts of the asker's own words that it may hold what is meant.

    A thing whose wordings are known is looked for in all of them: its parts tell nothing. Nor do the words of
    a phrase that is made of such as carry nothing.
    """
    known = any(len(idea.wordings) > 1 and idea.wordings[0].weights for idea in ideas)
    return not (known or all(idea.required for idea in ideas)) and bool(
        scorer.shares(np.sort(rows)).max() >= _LETTERS
    )


def _enough(ideas: Sequence[Idea]) -> float:
    """Return the share of the ideas that an answer holds."""
    if any(idea.unknown or idea.guessed for idea in ideas):
        return _GUESSED
    return _ANSWER[min(len(ideas), len(_ANSWER) - 1)]


def _said(passage: Passage, ideas: Sequence[Idea | None]) -> float:
    """Return the less, the shorter a passage is and the more it holds only by the question before it."""
    answers = passage.question.endswith(("?", "？"))
    held = [idea for idea in ideas if idea]
    if len(passage.text) >= (_ANSWERS if answers else _TELLING) or not held:
        return 1.0
    body = folded(passage.text)
    unsaid = sum(not _names(body, idea) for idea in held) / len(held)
    return 1 - (1 - _BARE) * unsaid * (1 - len(passage.text) / _TELLING)


def names(passage: Passage, ideas: Sequence[Idea | None]) -> bool:
    """Whether a passage itself, not the question that it answers, holds one of the ideas in some wording."""
    body = folded(passage.text)
    return any(_names(body, idea) for idea in ideas if idea)


def _names(text: str, idea: Idea) -> bool:
    return any(way.text in text for way in idea.wordings)


def _closest(held: Flags) -> Floats:
    """Return what the closeness of a passage is at most: where all its ideas that may are side by side."""
    closest: Floats = (held[1:] & held[:-1]).sum(axis=0) / max(1, len(held) - 1)
    return closest


def _closeness_in(passage: Passage, ideas: Sequence[Idea | None]) -> float:
    if not any(one and other for one, other in pairwise(ideas)):
        return 0.0
    body = _closeness(ideas, folded(passage.text))
    question = asked(passage)
    if not question:
        return body
    return max(body, _ASKED * _closeness(ideas, folded(f"{question}\n{passage.text}")))


def _closeness(ideas: Sequence[Idea | None], text: str) -> float:
    """Return 1 where each idea stands beside the one named before it, 0 where none do; None is not there."""
    gained = 0.0
    before: list[int] = []
    for idea in ideas:
        places = _places(text, idea) if idea else []
        if before and places:
            gained += 1 / (1 + min([abs(a - b) for a in before for b in places]) / _REACH)
        before = places
    return gained / (len(ideas) - 1)


def _places(text: str, idea: Idea) -> list[int]:
    places: list[int] = []
    for way in idea.wordings:
        at = text.find(way.text)
        most = len(places) + _OCCURRENCES
        while at >= 0 and len(places) < most:
            places.append(at)
            at = text.find(way.text, at + 1)
    return places
