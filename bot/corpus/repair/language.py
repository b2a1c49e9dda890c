"""How likely a run of Chinese is: words from a dictionary, characters from the document's own clean text."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.corpus.repair.words import frequencies, initials, total

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


@dataclass(frozen=True, slots=True)
class Reading:
    """Text read so far, as far as it matters to what follows."""

    tail: str
    """The last characters."""
    words: tuple[float, ...]
    """Log-probability of the best split into words up to each of the last places."""
    habit: float = 0.0
    """Log-probability that the document's own habits add."""
    start: float = 0.0
    """What a word would add that the last character begins and the next ones end."""

    @property
    def score(self) -> float:
        """Log-probability of all that was read."""
        return self.words[-1] + self.habit

    @property
    def promise(self) -> float:
        """Log-probability if the last character is the beginning of a word."""
        return self.score + self.start


class LanguageModel:
    """Scores Simplified text with full-width punctuation."""

    def __init__(self, sample: Iterable[str]) -> None:
        self._single: Counter[str] = Counter()
        self._double: Counter[str] = Counter()
        self._triple: Counter[str] = Counter()
        self._words = frequencies()
        self._log_total = math.log(total())
        self._alone: dict[str, tuple[float, float, float]] = {}
        self._size = _UNSEEN
        for run in sample:
            self.learn(run)

    def learn(self, run: str) -> None:
        """Add text of the document."""
        self._single.update(run)
        self._double.update(map("".join, pairwise(run)))
        self._triple.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        self._size += len(run)
        self._alone.clear()

    def begin(self, context: str) -> Reading:
        """Return the reading of what stands before, with a score of zero."""
        reading = Reading("\n", (0.0,) * LONGEST)
        for char in context[-2 * LONGEST :]:
            reading = self.extend(reading, char)
        words = tuple(cost - reading.words[-1] for cost in reading.words)
        return Reading(reading.tail, words)

    def extend(self, reading: Reading, char: str) -> Reading:
        """Return the reading with one more character."""
        return next(self.choose(reading, (char,), -math.inf))[1]

    def follows(self, last: str, char: str) -> bool:
        """Whether both are a word, or stand together in the document."""
        pair = last + char
        return pair in self._words or pair in self._double

    def joins(self, text: str, at: int) -> bool:
        """Whether a word or the document joins the character to a Chinese neighbour."""
        pairs = (text[start : start + 2] for start in (at - 1, at) if start >= 0)
        if any(pair in self._double and len(pair) == 2 and min(pair) >= "一" for pair in pairs):
            return True
        return any(
            text[start : start + length] in self._words
            for length in range(2, LONGEST + 1)
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1)
        )

    def choose(self, reading: Reading, chars: Iterable[str], floor: float) -> Iterator[tuple[str, Reading]]:
        """Yield the readings with one more character, of those that may come to score `floor`."""
        three, two, one, zero = reading.words
        last, last_two, last_three = reading.tail[-1:], reading.tail[-2:], reading.tail[-3:]
        share, share_two, share_three = self._shares(last, last_two)
        words, double, triple, log_total, alone = (
            self._words,
            self._double,
            self._triple,
            self._log_total,
            self._alone,
        )
        for char in chars:
            word, beginning, share_alone = alone.get(char) or self._measure(char)
            start = beginning + zero
            word += zero
            pair = last + char
            if count := words.get(pair):
                word = max(word, one + math.log(count) - log_total)
            if count := words.get(last_two + char):
                word = max(word, two + math.log(count) - log_total)
            if count := words.get(last_three + char):
                word = max(word, three + math.log(count) - log_total)
            known = share
            if pair in double:
                known += (
                    double[pair] * share_two + triple.get(last_two + char, 0) * share_three
                ) / share_alone
            elif max(word, start) + reading.habit < floor:
                continue
            habit = reading.habit + math.log(known) + self._mark(last, char)
            start = max(start - word, 0.0)
            if word + habit + start >= floor:
                yield char, Reading(last_three + char, (two, one, zero, word), habit, start)

    @staticmethod
    def _mark(last: str, char: str) -> float:
        if char in _MARKS and last in _MARKS:
            return _DOUBLED
        return _UNENDED if char == "\n" and last not in _ENDS else 0.0

    def _shares(self, last: str, last_two: str) -> tuple[float, float, float]:
        """Return how much a character counts alone, behind the last one, and behind the last two."""
        single, double = self._single.get(last, 0), self._double.get(last_two, 0)
        if not single:
            return 1.0, 0.0, 0.0
        if not double:
            return 1 - _SHARE_TWO - _SHARE_THREE, (_SHARE_TWO + _SHARE_THREE) / (single + 1), 0.0
        return 1 - _SHARE_TWO - _SHARE_THREE, _SHARE_TWO / (single + 1), _SHARE_THREE / (double + 1)

    def _measure(self, char: str) -> tuple[float, float, float]:
        """Return log-probabilities as a word and as a word's beginning, and the share of the document."""
        count = self._words.get(char, 0) if is_plain(char) else 0
        share = (self._single.get(char, 0) + 0.05) / self._size
        if count:
            word = math.log(count) - self._log_total
        elif char.isascii() and char.isalnum():
            word = _LATIN
        else:
            word = _RARE if "一" <= char <= "鿿" else math.log(share)
        beginning = math.log(initials().get(char, 0) + 0.01) - self._log_total
        self._alone[char] = word, beginning, share
        return self._alone[char]


def is_plain(char: str) -> bool:
    """Whether the character is among the 6763 that Simplified text is written with."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
