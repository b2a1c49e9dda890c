"""A question, read: what to look for, in which wordings, and whose words are wanted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import rjieba

from bot.corpus.model import Concept, Corpus, Passage
from bot.retrieval.analyzer import TOKEN, Kind, fold, is_han, occurrences, stem
from bot.retrieval.ideas import Idea, Wording
from bot.retrieval.lexicon import chinese, english
from bot.retrieval.names import HOSTS, NOBODY, Names, People
from bot.retrieval.namesakes import Namesake, Namesakes
from bot.retrieval.numerals import in_digits
from bot.retrieval.sought import Sought, sought
from bot.retrieval.stop_words import OPENINGS, carries

LONGEST = 400
"""Characters of a question that are read; fragments to attribute go elsewhere."""
_KIND_WEIGHT = (1.2, 0.5, 0.75, 0.0)
"""By kind: of words, characters, bigrams, and pairs of words."""
_SPACED = 2.4
"""Weight of a word that has neither bigrams nor characters beside it."""
_EVENED = 2.5
"""Weight of a wording whose terms together weigh 1: a long one for the same thing counts more by the root."""
_IDLE = 0.25
"""Weight of what carries nothing, where something else does."""
_PAIRED = 1.2
"""Weight of two neighbouring words of a phrase that is made of words that carry nothing."""
_SHORTER = 0.5
"""Weight of a last name where the whole name is asked for."""
_PHRASE = 3
"""Words of such a phrase, at least."""
_MOSTLY = 0.8
"""Share of passages from which on a corpus is of one language."""
_SAMPLE = 400
_NICKNAME = re.compile("[小老阿].")
_QUOTED = re.compile(r"[“\"「『](.{2,}?)[”\"」』]")

Units = tuple[str, ...]
"""Chinese characters and stems of other words: what is left of a wording without spaces and punctuation."""


@dataclass(frozen=True)
class Query:
    """What to look for."""

    text: str
    weights: Mapping[int, float] = field(default_factory=dict)
    """By term; without those of ideas that have several wordings, which weigh them themselves."""
    ideas: tuple[Idea, ...] = ()
    people: People = NOBODY

    @cached_property
    def sought(self) -> Sought:
        """The same as arrays."""
        return sought(self.weights, self.ideas)


class _Word(NamedTuple):
    """A word of the question: folded, stemmed if English; where it stands; which units it is."""

    text: str
    start: int
    end: int
    units: Units


class Reader:
    """Reads questions on one corpus: knows its people and its concepts."""

    def __init__(self, corpus: Corpus) -> None:
        self._names = Names(corpus)
        self._concepts: dict[Units, list[Concept]] = defaultdict(list)
        for concept in corpus.concepts:
            for term in concept.terms:
                self._concepts[_units(fold(term).text)].append(concept)
        self._longest = max(map(len, self._concepts), default=0)
        self._openings = {units[0] for units in self._concepts if units}
        self._chinese = _share_of_chinese(corpus)
        self._namesakes = Namesakes(corpus.names)

    def read(self, text: str) -> Query:
        """Return the question, read.

        Raises:
            UserError: a name in it fits two people.
        """
        folded = fold(text[:LONGEST])
        people = self._names.find(folded.text)
        question = folded.text
        for name in people.found:
            question = question.replace(name, "\n" * len(name))
        if people.hosts:
            question = _without_hosts(question)
        words = list(_words(question))
        ideas, owned = self._ideas(question, words)
        weights: dict[int, float] = defaultdict(float)
        idle = _idle(words, len(question)) if ideas else b""
        set_phrase = _set_phrase(words)
        for term, key, start, end, kind in occurrences(question):
            if kind is Kind.PAIR and start in set_phrase:
                weights[key] += _PAIRED
            elif not (owned and any(first <= start and end <= last for first, last in owned)):
                weights[key] += _weight(term, kind) * (_IDLE if 1 in idle[start:end] else 1.0)
        return Query(text, {key: weight for key, weight in weights.items() if weight}, ideas, people)

    def _ideas(self, question: str, words: Sequence[_Word]) -> tuple[tuple[Idea, ...], list[tuple[int, int]]]:
        """Return the ideas, and the ranges of the question that ideas of several wordings take."""
        quoted = [wording(match[1]) for match in _QUOTED.finditer(question)]
        ideas = [Idea((way,), required=True) for way in quoted if way.keys]
        owned: list[tuple[int, int]] = []
        named = list(self._namesakes.find(question))
        at = 0
        while at < len(words):
            size, concepts = self._concept_at(words, at)
            somebody = _at(words[at], named)
            if somebody and not concepts:
                ideas.append(_somebody(question, somebody))
                owned.append((somebody.start, somebody.end))
                at += sum(word.start < somebody.end for word in words[at:])
                continue
            own = question[words[at].start : words[at + size - 1].end]
            if concepts:
                ideas.append(_meaning(own, concepts))
                owned.append((words[at].start, words[at + size - 1].end))
            elif carries(words[at].text):
                foreign = self._foreign(own)
                ideas.append(_idea(own, foreign, self._strange(own, foreign)))
                if foreign or in_digits(own):
                    owned.append((words[at].start, words[at].end))
            at += size
        if not ideas and len(words) >= _PHRASE:
            ideas.append(Idea((wording(question),), required=True))
        return tuple(ideas), owned

    def _foreign(self, word: str) -> tuple[str, ...]:
        """Return a word in the other language, where the corpus is written in that one too."""
        if is_han(word):
            return english(word) if self._chinese < _MOSTLY else ()
        return chinese(word) if self._chinese > 1 - _MOSTLY else ()

    def _strange(self, word: str, foreign: Sequence[str]) -> bool:
        return not foreign and not is_han(word) and self._chinese > _MOSTLY

    def _concept_at(self, words: Sequence[_Word], at: int) -> tuple[int, list[Concept]]:
        """Return how many words the longest concept that begins at a word takes, and which concepts it is."""
        best: tuple[int, list[Concept]] = (1, [])
        if words[at].units[0] not in self._openings:
            return best
        units: Units = ()
        for size, word in enumerate(words[at : at + self._longest], 1):
            units += word.units
            if len(units) > self._longest:
                break
            if units in self._concepts:
                best = size, self._concepts[units]
        return best


@lru_cache(maxsize=16384)
def wording(text: str) -> Wording:
    """Return a wording, ready to be looked for."""
    return _wording(fold(text).text)


def _wording(folded: str) -> Wording:
    kinds: dict[int, Kind] = {}
    weights: dict[int, float] = defaultdict(float)
    told_by_bigrams: set[int] = set()
    for term, key, _, _, kind in occurrences(folded):
        kinds[key] = kind
        weights[key] += 1.0 if kind is Kind.PAIR else _weight(term, kind)
        if kind is Kind.CHARACTER or (kind is Kind.WORD and len(term) > 2 and is_han(term)):
            told_by_bigrams.add(key)
    if Kind.BIGRAM not in kinds.values():
        told_by_bigrams.clear()
    keys = tuple(key for key in kinds if key not in told_by_bigrams)
    evened = _EVENED / max(1.0, sum(weights.values())) ** 0.5
    return Wording(folded, keys, {key: evened * own for key, own in weights.items()})


def _without_hosts(question: str) -> str:
    """Return a question without the word for whose words it asks, unless there is no other."""
    rest = HOSTS.sub(lambda found: "\n" * len(found[0]), question)
    return rest if rest.strip() else question


def _weight(text: str, kind: Kind) -> float:
    return _SPACED if kind is Kind.WORD and not is_han(text) else _KIND_WEIGHT[kind]


@lru_cache(maxsize=16384)
def _idea(word: str, foreign: tuple[str, ...], unknown: bool) -> Idea:
    """Return what a word stands for, `foreign` being the same in the other language."""
    digits = in_digits(word)
    if digits:
        return Idea((_wording(word), wording(digits)))
    ways = (_wording(word), *map(wording, foreign)) if foreign else _apart(word)
    return Idea(ways, unknown=unknown, guessed=bool(foreign))


def _at(word: _Word, named: Sequence[Namesake]) -> Namesake | None:
    return next((one for one in named if one.start < word.end and word.start < one.end), None)


def _somebody(question: str, named: Namesake) -> Idea:
    own = question[named.start : named.end]
    shorter = (
        replace(way, weights={key: _SHORTER * weight for key, weight in way.weights.items()})
        for way in map(wording, named.shorter)
    )
    return Idea((*_distinct((own, *named.others)), *shorter), guessed=True)


def _meaning(own: str, concepts: Sequence[Concept]) -> Idea:
    return Idea(
        tuple(_distinct([own, *(term for concept in concepts for term in concept.terms)])),
        narrower=tuple(wording(term) for concept in concepts for term in concept.narrower),
        unlike=tuple(wording(term) for concept in concepts for term in concept.unlike),
        beside=tuple(wording(term) for concept in concepts for term in concept.beside),
    )


def _apart(word: str) -> tuple[Wording, ...]:
    """Return a word, and if it is a compound the words in it as well: of one's military, of an advantage."""
    parts = [part for part in rjieba.cut_for_search(word) if part != word] if is_han(word[0]) else []
    if len(parts) < 2 or "".join(parts) != word or min(map(len, parts)) < 2:
        return (_wording(word),)
    # The terms of the word itself are weighed with the rest of the question.
    return tuple(replace(_wording(text), weights={}) for text in (word, " ".join(parts)))


def _share_of_chinese(corpus: Corpus) -> float:
    """Return the share of passages that are in Chinese, by a sample."""
    sample = corpus.passages[:: max(1, len(corpus.passages) // _SAMPLE)]
    return sum(map(_in_chinese, sample)) / max(1, len(sample))


def _in_chinese(passage: Passage) -> bool:
    letters = "".join(TOKEN.findall(passage.text[:400]))
    return sum(map(is_han, letters)) * 3 > len(letters)


def _distinct(texts: Iterable[str]) -> Iterator[Wording]:
    seen: set[Units] = set()
    for text in texts:
        units = _units(fold(text).text)
        if units not in seen:
            seen.add(units)
            yield wording(text)


def _words(question: str) -> Iterator[_Word]:
    for match in TOKEN.finditer(question):
        if not is_han(match[0]):
            word = stem(match[0])
            yield _Word(word, match.start(), match.end(), (word,))
            continue
        at = match.start()
        for piece in rjieba.cut(match[0]):
            for word in _without_idle_ends(piece):
                yield _Word(word, at, at + len(word), tuple(word))
                at += len(word)


@lru_cache(maxsize=16384)
def _without_idle_ends(word: str) -> tuple[str, ...]:
    """Return the parts of a word: a guess that is in no dictionary loses what carries nothing at its ends."""
    if len(word) == 1 or rjieba.has_word(word) or _NICKNAME.fullmatch(word):
        return (word,)
    if not carries(word[0]):
        return word[0], *_without_idle_ends(word[1:])
    if not carries(word[-1]):
        return *_without_idle_ends(word[:-1]), word[-1]
    return (word,)


def _units(folded: str) -> Units:
    return tuple(unit for word in _words(folded) for unit in word.units)


def _set_phrase(words: Sequence[_Word]) -> range:
    """Return where a phrase may stand of which the words tell less than their order: jobs to be done."""
    first = next((at for at, word in enumerate(words) if word.text not in OPENINGS), len(words))
    phrase = words[first:]
    if len(phrase) < _PHRASE or any(is_han(word.text) for word in phrase):
        return range(0)
    if sum(carries(word.text) for word in phrase) > 1:
        return range(0)
    return range(phrase[0].start, phrase[-1].end)


def _idle(words: Sequence[_Word], size: int) -> bytearray:
    """Return 1 for each character of a word that carries nothing."""
    idle = bytearray(size)
    for word in words:
        if not carries(word.text):
            idle[word.start : word.end] = b"\1" * (word.end - word.start)
    return idle
