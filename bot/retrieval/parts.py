"""Words that nobody says: in others that mean the same, and in their parts, 面试 of 面试题."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import rjieba

from bot.retrieval.analyzer import is_han
from bot.retrieval.ideas import Idea, Wording
from bot.retrieval.lexicon import akin
from bot.retrieval.postings import Postings
from bot.retrieval.query import Query, wording
from bot.retrieval.stop_words import carries

_SHARE = 0.5
"""Weight of the parts of a word."""


def in_parts(query: Query, postings: Postings) -> Query:
    """Return a question in which Chinese words that stand nowhere are looked for in their parts."""
    keys = [key for idea in query.ideas if _divisible(idea) for key in idea.wordings[0].keys]
    if not keys or postings.frequencies(np.array(keys, np.uint64)).all():
        return query
    return replace(query, ideas=tuple(_divided(idea, postings) for idea in query.ideas))


def _divisible(idea: Idea) -> bool:
    """Whether a word may be, whole or a compound: a thing whose wordings are known is looked for in these."""
    if not idea.wordings or idea.required:
        return False
    own = idea.wordings[0]
    return is_han(own.text) and (len(idea.wordings) == 1 or not own.weights)


def _divided(idea: Idea, postings: Postings) -> Idea:
    if not _divisible(idea) or any(_stands(way, postings) for way in idea.wordings):
        return idea
    word = idea.wordings[0].text
    parts = map(wording, dict.fromkeys((*akin(word), *_parts(word))))
    found = [_lighter(part) for part in parts if _stands(part, postings)]
    return replace(idea, wordings=(*idea.wordings, *found), partly=True) if found else idea


def _stands(way: Wording, postings: Postings) -> bool:
    return bool(postings.frequencies(np.array(way.keys, np.uint64)).all())


def _lighter(way: Wording) -> Wording:
    return replace(way, weights={key: _SHARE * weight for key, weight in way.weights.items()})


def _parts(word: str) -> Iterator[str]:
    """Yield the words within a word, longest first."""
    for size in range(len(word) - 1, len(word) // 2, -1):
        for start in range(len(word) - size + 1):
            part = word[start : start + size]
            if rjieba.has_word(part) and carries(part):
                yield part
