"""How much a quote says: what weighs for it and against it, as sums of what it is found to do."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import rjieba

from bot.corpus.model import Span
from bot.retrieval.figures import figures

_RULES: dict[str, list[str]] = tomllib.loads(
    files(__package__).joinpath("standalone.toml").read_text("utf-8")
)


_FOLDED = str.maketrans("，；：！", ",;:!")
"""What folding makes of the marks that stand in the rules."""


def rule(name: str) -> re.Pattern[str]:
    """Return the expressions of a name, for folded text."""
    parts = (part.translate(_FOLDED) for part in _RULES[name])
    return re.compile("|".join(f"(?:{part})" for part in parts))


_WEIGHTS = (
    ("contrasts", 1.2),
    ("images", 1.0),
    ("definitions", 0.8),
    ("turns", 0.8),
    ("claims", 0.6),
    ("stances", 0.5),
    ("conditions", 0.4),
    ("denials", 0.4),
    ("human", 0.3),
    ("accounts", -0.8),
    ("affairs", -0.7),
    ("loose", -0.6),
    ("ours", -0.5),
    ("vague", -0.4),
)
_WEIGHED = [(rule(name), weight) for name, weight in _WEIGHTS]
_BEST = (28, 100)
"""Chinese characters of the quotes that read best; a word of another script is worth two."""
_FIGURE = 1.4
_RECITAL, _AGAIN, _VERSION, _NAMED, _OURS, _WINDING = 0.8, 0.5, 0.8, 0.25, 0.3, 0.3
_FURTHER = (0.3, 0.6)
"""What each further sentence costs, Chinese and other: speech in English wanders sooner."""
_MOST, _MOST_COSTS = 2, 4
"""Finds of one kind that count."""
_CLAUSE = re.compile(r"[,，;；]")
_VERSIONS = re.compile(r"[a-z]+[- ]?\d")
_FOREIGN_WORDS = re.compile(r"[a-z]{4,}")
_WE = re.compile(r"我们|\b(?:we|our|us)\b")
_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
_SPEECH = re.compile(r"[“「][^”」]*[”」]|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its passage; `han` counts its Chinese characters, `words` what is written otherwise."""

    place: Span
    text: str
    folded: str
    han: int
    words: int

    @property
    def size(self) -> int:
        """Return the length in Chinese characters, a word being worth two."""
        return self.han + 2 * self.words


def worth(run: Sequence[Sentence]) -> float:
    """Return how much neighbouring sentences say; what says nothing is worth less than 0."""
    text = " ".join(each.folded for each in run)
    signs = (
        weight * min(len({found[0] for found in sign.finditer(text)}), _MOST if weight > 0 else _MOST_COSTS)
        for sign, weight in _WEIGHED
    )
    return sum(signs) + _FIGURE * bool(figures(text)) - _speech(run, text) - _size(run)


def _speech(run: Sequence[Sentence], text: str) -> float:
    """Return what loose speech costs, and names that say nothing to others."""
    names = _FOREIGN_WORDS.findall(text)
    if _foreign(run):
        names = [name for each in run for name in _NAMES.findall(each.text)]
    clauses = max(len(_CLAUSE.findall(each.folded)) for each in run)
    return (
        _RECITAL * _recited(text)
        + _AGAIN * _repeated(text)
        + _VERSION * bool(_VERSIONS.search(text))
        + _NAMED * min(3, len(set(names)))
        + _OURS * max(0, len(_WE.findall(text)) - 2)
        + _WINDING * max(0, clauses - 5)
    )


def _size(run: Sequence[Sentence]) -> float:
    size = sum(each.size for each in run)
    odd = max(0, _BEST[0] - size) / 16 + max(0, size - _BEST[1]) / 25
    return odd + _FURTHER[_foreign(run)] * (len(run) - 1)


def _foreign(run: Sequence[Sentence]) -> bool:
    return sum(each.words for each in run) >= sum(each.han for each in run)


def _recited(text: str) -> bool:
    """Whether a third of a quote, and not all of it, is what somebody said at the time."""
    speech = sum(len(found[0]) for found in _SPEECH.finditer(text))
    return len(text) / 3 < speech < 0.95 * len(text)


def _repeated(text: str) -> int:
    """Return how often more than thrice the most frequent word comes: loose speech goes in circles."""
    words = (
        word for word, tag in rjieba.tag(text) if len(word) > (4 if word.isascii() else 1) and tag[0] in "nve"
    )
    return max(0, max(Counter(words).values(), default=0) - 3)
