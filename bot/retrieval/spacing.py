"""Words that are written together or apart: wifi and Wi-Fi, Deep Mind and DeepMind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from bot.retrieval.analyzer import fold, is_han, pair_key, stem, term_key
from bot.retrieval.ideas import Idea
from bot.retrieval.postings import Postings
from bot.retrieval.query import Query, wording

_WORD = re.compile(r"[^\W_]+")


def as_written(query: Query, postings: Postings) -> Query:
    """Return a question whose words are looked for as the corpus writes them, in one or in two."""
    if not any(map(_word, query.ideas)):
        return query
    ideas = tuple(_apart(idea, postings) for idea in _together(query, postings))
    return query if ideas == query.ideas else replace(query, ideas=ideas)


def _word(idea: Idea) -> str:
    """Return the asker's own word of a spaced script, empty if an idea is something else."""
    own = idea.wordings[0].text if idea.wordings and not idea.required else ""
    return own if _WORD.fullmatch(own) and not is_han(own) else ""


def _together(query: Query, postings: Postings) -> Iterator[Idea]:
    """Yield the ideas, two words that are one in the corpus as one."""
    text, ideas = fold(query.text).text, list(query.ideas)
    while ideas:
        idea = ideas.pop(0)
        one, other = _word(idea), _word(ideas[0]) if ideas else ""
        if one and other and re.search(rf"\b{one}[ -]{other}\b", text) and _stands([one + other], postings):
            ideas.pop(0)
            idea = Idea((wording(f"{one} {other}"), wording(one + other)))
        yield idea


def _apart(idea: Idea, postings: Postings) -> Idea:
    """Return an idea, a word that stands nowhere as the two that the corpus makes of it as well."""
    own = _word(idea)
    if not own or _stands([own], postings):
        return idea
    halves = [(own[:at], own[at:]) for at in range(1, len(own))]
    found = [wording(" ".join(pair)) for pair in halves if _stands(pair, postings)]
    return replace(idea, wordings=(*idea.wordings, *found), unknown=False, guessed=False) if found else idea


def _stands(words: Sequence[str], postings: Postings) -> bool:
    """Whether a word stands in the corpus, or two side by side."""
    keys = [term_key(stem(word)) for word in words]
    key = keys[0] if len(keys) == 1 else pair_key(*keys)
    return bool(postings.frequencies(np.array([key], np.uint64))[0])
