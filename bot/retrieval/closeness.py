"""A closer look at the text of the best passages: how close together they hold what a question is about."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Passage
from bot.retrieval.build import asked
from bot.retrieval.folding import folded
from bot.retrieval.ideas import Idea
from bot.retrieval.postings import Positions
from bot.retrieval.terms import Flags

FAR = 0.25
"""Share of the best score below which a passage is no hit any more."""
_CLOSE = 0.5
"""What a passage gains that has all ideas side by side."""
_ASKED = 0.7
"""Share of that where the ideas stand together only with the question that the passage answers."""
_REACH = 10
"""Characters between two ideas at which the gain has halved."""
_CLOSELY = 10
"""Passages whose text is looked at."""
_OCCURRENCES = 4
NOD, _TELLING = 18, 200
"""Characters from which on the answer to a question, or other words, may say something without naming it; a
shorter answer may be no more than a nod: "Yes, that test."."""
_BARE = 0.3
"""What the shortest answer counts that names nothing of the question."""

Floats = npt.NDArray[np.float64]


def look_closer(
    ideas: Sequence[Idea], rows: Positions, scores: Floats, held: Flags, passages: Sequence[Passage]
) -> Floats:
    """Return the scores, of the best changed by what their text says; `held` tells by idea who holds it."""
    scores, best = scores.copy(), 0.0
    closest = _closest(held)
    for at in np.argsort(-scores)[:_CLOSELY].tolist():
        if scores[at] * (1 + _CLOSE * closest[at]) < FAR * best:
            continue
        passage = passages[rows[at]]
        own = [idea if holds else None for idea, holds in zip(ideas, held[:, at].tolist(), strict=True)]
        scores[at] *= (1 + _CLOSE * _closeness_in(passage, own)) * _said(passage, own)
        best = max(best, scores[at])
    return scores


def _said(passage: Passage, ideas: Sequence[Idea | None]) -> float:
    """Return the less, the shorter a passage is and the more it holds only by the question before it."""
    answers = passage.question.endswith(("?", "？"))
    held = [idea for idea in ideas if idea]
    if len(passage.text) >= (NOD if answers else _TELLING) or not held:
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
