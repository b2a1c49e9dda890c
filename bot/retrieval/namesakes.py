"""Names of a question as a corpus writes them in another script or transliteration, found by their sound."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.corpus.naming import DOT, transliterated, undotted
from bot.retrieval.analyzer import is_han, stem
from bot.retrieval.hearing import in_chinese, in_latin, trimmed
from bot.retrieval.lexicon import chinese, english
from bot.retrieval.sounds import consonants
from bot.retrieval.stop_words import carries

_WHOLE, _PART = 3.0, 5.0
"""Log-odds that a name, or a part of one alone, has at least, beside those of being any of the others."""
_WHOLE_ALIKE, _PART_ALIKE = 0.3, 0.65
"""Share of the log-odds possible that each part of a name, or one alone, has at least."""
_BESIDE = 4.0
"""What a name may have less than the likeliest and still be another spelling of it."""
_NEAR = 100
"""Names that are looked at closely, those with the likeliest consonants."""
_CONSONANTS = 0.5
"""Likeness of consonants, from 0 to 1, below which two names are not the same."""
_LONGEST, _MOST = 4, 8
"""Words of a name in Latin letters, and words that may stand together with it and carry something."""
_CHARACTERS, _LETTERS = 3, 5
"""Length from which on a part of a name tells who is meant."""
_WORD = "[a-z\u00df-\u024f][a-z\u00df-\u024f'’-]+"
_RUN = re.compile(rf"{_WORD}(?: (?:[a-z]\. )?{_WORD})*")
_WORDS = re.compile(r"\S{2,}")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))

Found = tuple[str, ...]
Hear = Callable[[str], float]


class Namesake(NamedTuple):
    """Where a question names somebody, and how the corpus does."""

    start: int
    end: int
    others: Found
    shorter: Found = ()
    """Last names alone, where the corpus gives them to nobody else."""


class Namesakes:
    """Everybody whom a corpus may name."""

    def __init__(self, names: Sequence[str]) -> None:
        self._all = names

    def find(self, question: str) -> Iterator[Namesake]:
        """Yield who is named in a folded question and is written otherwise in the corpus."""
        if self._all:
            yield from self._of_chinese(question)
            yield from self._of_latin(question)

    def _of_chinese(self, question: str) -> Iterator[Namesake]:
        if re.search(DOT, question):
            for match in transliterated().finditer(question):
                yield from self._trimmed(match, self._otherwise)
        else:
            for match in undotted().finditer(question):
                yield from self._trimmed(match, self._part_otherwise)

    def _trimmed(self, match: re.Match[str], otherwise: Callable[[str], Found]) -> Iterator[Namesake]:
        found = ((at, name, otherwise(name)) for at, name in trimmed(match[0]))
        at, name, others = next((each for each in found if each[2]), (0, "", ()))
        if others:
            yield Namesake(match.start() + at, match.start() + at + len(name), others)

    def _otherwise(self, name: str) -> Found:
        latin = self._latin.like(name, lambda other: in_latin(name, other.split(), _WHOLE_ALIKE), _WHOLE)
        same = self._dotted.like(name, lambda other: in_chinese(name, other, _WHOLE_ALIKE), _WHOLE)
        return (*latin, *(other for other in same if other != name))

    def _part_otherwise(self, name: str) -> Found:
        if english(name) or len(name) < _CHARACTERS:
            return ()
        latin = self._latin_parts.like(name, lambda other: in_latin(name, [other], _PART_ALIKE), _PART)
        same = self._parts.like(name, lambda other: in_chinese(name, other, _PART_ALIKE), _PART)
        return (*latin, *(other for other in same if other != name))

    def _of_latin(self, question: str) -> Iterator[Namesake]:
        for words in _together(question):
            strange = [not chinese(word[0]) for word in words]
            alone = strange[0] and not any(strange[1:])
            at = 0
            while at < len(words) and any(strange[at:]):
                size, others = self._beginning([word[0] for word in words[at : at + _LONGEST]])
                shorter = tuple(self._last_parts(others))
                if not others and alone and at == 0:
                    others = self._alone(words[0][0])
                if others:
                    yield Namesake(words[at].start(), words[at + size - 1].end(), others, shorter)
                at += size

    def _beginning(self, words: Sequence[str]) -> tuple[int, Found]:
        """Return of how many words the longest name is that they begin with, and how the corpus writes it."""
        for size in range(len(words), 1, -1):
            if others := self._in_transliteration([word for word in words[:size] if word not in _SUFFIXES]):
                return size, others
        return 1, ()

    def _in_transliteration(self, words: Sequence[str]) -> Found:
        name = "".join(words)
        return self._dotted.like(name, lambda other: in_latin(other, words, _WHOLE_ALIKE), _WHOLE)

    def _alone(self, word: str) -> Found:
        if len(word) < _LETTERS:
            return ()
        return self._parts.like(word, lambda other: in_latin(other, [word], _PART_ALIKE), _PART)

    def _last_parts(self, found: Found) -> Iterator[str]:
        """Yield the last parts of names where they are nobody else's."""
        for last in {re.split(DOT, name)[-1] for name in found}:
            if len(last) >= _CHARACTERS:
                bearers = (name for name in self._dotted.texts if re.split(DOT, name)[-1].startswith(last))
                if all(any(name in bearer for name in found) for bearer in bearers):
                    yield last

    @cached_property
    def _dotted(self) -> "_Names":
        return _Names(name for name in self._all if re.search(DOT, name))

    @cached_property
    def _parts(self) -> "_Names":
        parts = (part for name in self._all if is_han(name[0]) for part in re.split(DOT, name))
        return _Names(part for part in parts if len(part) >= _CHARACTERS)

    @cached_property
    def _latin(self) -> "_Names":
        runs = (name.split() for name in self._all if not is_han(name[0]))
        return _Names(" ".join(window) for run in runs for window in _windows(run))

    @cached_property
    def _latin_parts(self) -> "_Names":
        words = (word for name in self._all if not is_han(name[0]) for word in name.split())
        return _Names(word for word in words if len(word) >= _LETTERS and not chinese(word))


class _Names:
    """Names of one script, and their consonants."""

    def __init__(self, names: Iterable[str]) -> None:
        self.texts = tuple(dict.fromkeys(names))
        self._consonants = consonants("\n".join(self.texts)).split("\n")

    def like(self, name: str, hear: Hear, sure: float) -> Found:
        """Return the names that are heard in one, all spellings that are nearly as likely."""
        near = process.extract(
            consonants(name),
            self._consonants,
            scorer=Indel.normalized_similarity,
            limit=_NEAR,
            score_cutoff=_CONSONANTS,
        )
        heard = [max((hear(text), text) for _, text in trimmed(self.texts[at])) for _, _, at in near]
        least = max([sure + log(len(self.texts) + 1), *(odds - _BESIDE for odds, _ in heard)])
        return tuple(dict.fromkeys(text for odds, text in sorted(heard, reverse=True) if odds >= least))


def _together(question: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words in Latin letters that stand together and carry something."""
    for run in _RUN.finditer(question):
        words = _WORDS.finditer(question, *run.span())
        for carrying, own in groupby(words, lambda word: carries(stem(word[0]))):
            together = list(own)
            if carrying and len(together) <= _MOST:
                yield together


def _windows(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(words) - 1):
        for end in range(start + 2, len(words) + 1):
            yield words[start:end]
