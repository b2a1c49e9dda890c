"""How likely a run of Chinese is: words from a dictionary, characters from the document's own clean text."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.corpus.repair.options import Options
from bot.corpus.repair.words import lexicon

LONGEST = 4
"""Characters of the longest word that is looked up."""
_RARE = math.log(1e-12)
_LATIN = math.log(1e-3)
_SHARE_TWO, _SHARE_THREE = 0.4, 0.4
"""How far the document's bigrams and trigrams count against its single characters."""
_UNSEEN = 300
"""Characters that the document is taken to be longer than it is, for those that it has not."""
_MARKS = frozenset("，。、？！：；")
_ENDS = frozenset("。？！：；…”」』）")
_UNENDED = math.log(0.02)
"""A line that does not end as a sentence does."""
_DOUBLED = math.log(1e-4)
"""Two marks in a row."""


class Reading(NamedTuple):
    """Text read so far, as far as it matters to what follows."""

    tail: str
    """The last characters."""
    words: tuple[float, float, float, float]
    """Log-probability of the best split into words up to each of the last places."""
    habit: float = 0.0
    """Log-probability that the document's own habits add."""
    start: float = 0.0
    """What a word would add that the last character begins and the next ones end."""

    @property
    def score(self) -> float:
        """Log-probability of all that was read."""
        return self.words[3] + self.habit

    @property
    def promise(self) -> float:
        """Log-probability if the last character is the beginning of a word."""
        return self.words[3] + self.habit + self.start


class LanguageModel:
    """Scores Simplified text with full-width punctuation."""

    def __init__(self, sample: Iterable[str]) -> None:
        self._single: Counter[str] = Counter()
        self._double: dict[str, dict[str, int]] = defaultdict(dict)
        self._triple: Counter[str] = Counter()
        self._lexicon = lexicon()
        self._near: dict[tuple[str, Options], list[str]] = {}
        self._size = _UNSEEN
        for run in sample:
            self.learn(run)

    def learn(self, run: str) -> None:
        """Add text of the document."""
        self._single.update(run)
        for last, char in pairwise(run):
            following = self._double[last]
            following[char] = following.get(char, 0) + 1
        self._triple.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        self._size += len(run)

    def begin(self, context: str) -> Reading:
        """Return the reading of what stands before, with a score of zero."""
        reading = Reading("\n", (0.0, 0.0, 0.0, 0.0))
        for char in context[-2 * LONGEST :]:
            reading = self.extend(reading, char)
        three, two, one, zero = reading.words
        return Reading(reading.tail, (three - zero, two - zero, one - zero, 0.0))

    def extend(self, reading: Reading, char: str) -> Reading:
        """Return the reading with one more character."""
        return next(self._weigh(reading, (char,), -math.inf))[1]

    def joins(self, text: str, at: int) -> bool:
        """Whether a word or the document joins the character to a Chinese neighbour."""
        pairs = (text[start : start + 2] for start in (at - 1, at) if start >= 0)
        if any(len(pair) == 2 and pair[1] in self._double[pair[0]] and min(pair) >= "一" for pair in pairs):
            return True
        return any(
            self._lexicon.count(text[start : start + length])
            for length in range(2, LONGEST + 1)
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1)
        )

    def choose(self, reading: Reading, options: Options, floor: float) -> Iterator[tuple[str, Reading]]:
        """Yield the readings with one more character, of those that may come to score `floor`."""
        tail, chars = reading.tail, options.chars
        likely = options.begun_from(floor - reading.habit - reading.words[3])
        worth = dict.fromkeys((*likely, *self._joined(tail[-1:], options)))
        for start in (tail[-2:], tail[-3:]):
            worth.update((char, None) for char in self._lexicon.following(start) if char in chars)
        return self._weigh(reading, worth, floor)

    def _joined(self, last: str, options: Options) -> list[str]:
        """Return what a word or the document joins to the last character."""
        key = last, options
        if key not in self._near:
            near = {**self._lexicon.following(last), **self._double[last]}
            self._near[key] = [char for char in near if char in options.chars]
        return self._near[key]

    def _weigh(self, reading: Reading, chars: Iterable[str], floor: float) -> Iterator[tuple[str, Reading]]:
        three, two, one, zero = reading.words
        tail, habit = reading.tail, reading.habit
        last, last_two = tail[-1:], tail[-2:]
        following = self._lexicon.following
        second, third, fourth = following(last), following(last_two), following(tail)
        double, triple = self._double[last], self._triple
        share, share_two, share_three = self._shares(last, last_two)
        for char in chars:
            word, beginning = _measure(char)
            own = (self._single[char] + 0.05) / self._size
            word = zero + (word or math.log(own))
            start = zero + beginning
            if char in second:
                word = max(word, one + second[char])
            if char in third:
                word = max(word, two + third[char])
            if char in fourth:
                word = max(word, three + fourth[char])
            known = share
            if char in double:
                known += (double[char] * share_two + triple[last_two + char] * share_three) / own
            elif max(word, start) + habit < floor:
                continue
            more = habit + math.log(known) + self._mark(last, char)
            start = max(start - word, 0.0)
            if word + more + start >= floor:
                yield char, Reading(tail[-2:] + char, (two, one, zero, word), more, start)

    @staticmethod
    def _mark(last: str, char: str) -> float:
        if char in _MARKS and last in _MARKS:
            return _DOUBLED
        return _UNENDED if char == "\n" and last not in _ENDS else 0.0

    def _shares(self, last: str, last_two: str) -> tuple[float, float, float]:
        """Return how much a character counts alone, behind the last one, and behind the last two."""
        single, double = self._single[last], self._double[last_two[0]].get(last, 0) if last_two[1:] else 0
        if not single:
            return 1.0, 0.0, 0.0
        if not double:
            return 1 - _SHARE_TWO - _SHARE_THREE, (_SHARE_TWO + _SHARE_THREE) / (single + 1), 0.0
        return 1 - _SHARE_TWO - _SHARE_THREE, _SHARE_TWO / (single + 1), _SHARE_THREE / (double + 1)


@cache
def _measure(char: str) -> tuple[float | None, float]:
    """Return log-probabilities as a word, None if only the document knows that, and as a word's beginning."""
    known = lexicon()
    beginning = known.opening(char)
    if is_plain(char) and (count := known.count(char)):
        return known.log(count), beginning
    if char.isascii() and char.isalnum():
        return _LATIN, beginning
    return (_RARE if "一" <= char <= "鿿" else None), beginning


def is_plain(char: str) -> bool:
    """Whether the character is among the 6763 that Simplified text is written with."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
