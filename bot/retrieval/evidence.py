"""How much of a question the best passages hold, and whether any of them is an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Passage
from bot.retrieval import ranking
from bot.retrieval.analyzer import is_han
from bot.retrieval.closeness import FAR, look_closer
from bot.retrieval.ideas import Idea
from bot.retrieval.postings import Positions
from bot.retrieval.query import Query
from bot.retrieval.scoring import Scored, Scorer
from bot.retrieval.stop_words import names_a_thing
from bot.retrieval.terms import Flags

_HELD = 0.5
"""Share of a score that depends on how many of the ideas a passage holds."""
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
_OTHERWISE = 0.4
"""Weight of a word that is nowhere and may be said otherwise: one without known translation in a corpus in
another language, one that tells what is done, or how."""
_PARTLY = 0.5
"""Share of a word that its parts are."""
_BOTH = 2
"""Ideas of which each is needed."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Hits, best first; none if nobody speaks of it."""

    rows: Positions
    scores: Floats
    weak: bool = False
    """Whether none of them holds enough of the question to be an answer."""


NOTHING = Judged(np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True)
class _Told:
    """What each idea of a question tells in a corpus: the more, the rarer it is."""

    weights: Floats
    worth: Floats
    """What a passage gets that holds it."""
    near: Floats
    """What its weight is where only nearness is looked for."""
    nowhere: Flags
    """Whether it is one of two and stands nowhere."""
    least: float
    """The share of all that the nearest passage must hold."""

    def is_near(self, held: Flags) -> bool:
        """Return whether any passage holds enough to be near."""
        shares = (self.near * self.worth) @ held / (self.near * self.weights).sum()
        return bool(((shares >= self.least) | (held.sum(axis=0) >= _MANY)).any())


def judge(query: Query, found: Scored, scorer: Scorer, passages: Sequence[Passage]) -> Judged:
    """Rank candidates by what they hold of the question's ideas, and tell whether any is an answer."""
    if not len(found.rows):
        return NOTHING
    ideas, held = query.ideas, scorer.held(found.rows)
    whole = _with_phrases(ideas, held)
    some = whole if whole.any() else ~whole
    rows, held = found.rows[some], held[:, some]
    told = _told(ideas, scorer.frequencies, len(passages))
    near = told.is_near(held)
    if not near and not _nearly(ideas, rows, scorer):
        return NOTHING
    shares = told.worth @ held / told.weights.sum()
    scores = found.scores[some].astype(np.float64) * (1 - _HELD + _HELD * shares)
    scores = look_closer(ideas, rows, scores, held, passages)
    order = np.lexsort((rows, -scores))
    order = order[scores[order] >= FAR * scores[order[0]]]
    answered = near and (shares >= _enough(ideas)).any() and whole.any() and not told.nowhere.any()
    return Judged(rows[order], scores[order], weak=not answered)


def _with_phrases(ideas: Sequence[Idea], held: Flags) -> Flags:
    """Return which passages hold all quoted phrases."""
    if not any(idea.required for idea in ideas):
        return np.ones(held.shape[1], np.bool_)
    whole: Flags = np.logical_and.reduce(held[[idea.required for idea in ideas]])
    return whole


def _told(ideas: Sequence[Idea], frequencies: Positions, passages: int) -> _Told:
    partly = np.array([idea.partly for idea in ideas])
    unknown = np.array([idea.unknown for idea in ideas])
    absent = (frequencies == 0) | partly
    weights = ranking.idf(np.where(absent, 0, frequencies), passages)
    looked_for = zip(ideas, absent.tolist(), strict=True)
    nowhere = absent & (len(ideas) == _BOTH)
    return _Told(
        weights,
        worth=weights * np.where(partly, _PARTLY, 1.0),
        near=np.array([_OTHERWISE if gone and _said_otherwise(idea) else 1.0 for idea, gone in looked_for]),
        nowhere=nowhere,
        least=_RARE if nowhere[0] and not unknown[0] else _NEAR[min(len(ideas), len(_NEAR) - 1)],
    )


def _said_otherwise(idea: Idea) -> bool:
    own = idea.wordings[0].text if idea.wordings else ""
    return idea.unknown or (is_han(own) and not names_a_thing(own))


def _nearly(ideas: Sequence[Idea], rows: Positions, scorer: Scorer) -> bool:
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
