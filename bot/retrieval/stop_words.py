"""Words that carry no topic."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

import rjieba

from bot.retrieval.analyzer import stem

_LISTS: dict[str, str] = tomllib.loads(files(__package__).joinpath("stop_words.toml").read_text("utf-8"))

CHINESE = frozenset(_LISTS["chinese"].split())
ENGLISH = frozenset(map(stem, _LISTS["english"].split()))
LABELS = frozenset(_LISTS["labels"].split())
"""Speaker labels that are nobody's name."""
ASKED_OF_IT = frozenset(map(stem, _LISTS["asked_of_it"].split()))
"""Words that tell what is asked of a topic."""
OPENINGS = frozenset(map(stem, _LISTS["openings"].split()))
"""Words with which questions begin, and no phrase that one looks for."""
WORKS = frozenset(map(stem, _LISTS["works"].split()))
"""Words for what has a title."""


_HOW_MANY = re.compile("[几哪][^何乎内率]")


_THINGS = ("n", "j", "i", "s", "t", "vn", "x")
"""How the dictionary's marks begin of words that name things, places and times."""


@lru_cache(maxsize=16384)
def names_a_thing(word: str) -> bool:
    """Whether a Chinese word says what it is about, not what is done or how; one of no dictionary does."""
    if not rjieba.has_word(word):
        return True
    return rjieba.tag(word)[-1][1].startswith(_THINGS)


@lru_cache(maxsize=16384)
def carries(word: str) -> bool:
    """Whether a folded word, stemmed if English, says what a question is about."""
    if _HOW_MANY.fullmatch(word):
        return False
    return word not in CHINESE and word not in ENGLISH and (len(word) > 1 or not word.isascii())
