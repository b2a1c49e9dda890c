"""The words of Chinese and how often they are used, from jieba's dictionary."""

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words in order and, one longer, the sums of the counts before each of them."""

    words: list[str]
    sums: list[int]
    _next: dict[str, Mapping[str, float]] = field(default_factory=dict)
    _opening: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The sum of all counts."""
        return self.sums[-1]

    def count(self, word: str) -> int:
        """Return how often a word is used, zero if it is none."""
        at = bisect_left(self.words, word)
        known = at < len(self.words) and self.words[at] == word
        return self.sums[at + 1] - self.sums[at] if known else 0

    def opening(self, char: str) -> float:
        """Return the log-probability that a word begins with a character."""
        found = self._opening.get(char)
        if found is None:
            low, high = self._range(char)
            found = self._opening[char] = self.log(self.sums[high] - self.sums[low] + 0.01)
        return found

    def following(self, start: str) -> Mapping[str, float]:
        """Return the characters that make a word behind `start`, and that word's log-probability."""
        found = self._next.get(start)
        if found is None:
            size, (low, high) = len(start), self._range(start)
            found = self._next[start] = {
                self.words[at][size]: self.log(self.sums[at + 1] - self.sums[at])
                for at in range(low, high)
                if len(self.words[at]) == size + 1
            }
        return found

    def log(self, count: float) -> float:
        """Return the log-probability of what is used `count` times."""
        return math.log(count / self.total)

    def _range(self, start: str) -> tuple[int, int]:
        low = bisect_left(self.words, start)
        return low, bisect_left(self.words, start + _LAST, low)


@cache
def lexicon() -> Lexicon:
    """Return the words of jieba's own text collection (60 million words)."""
    lines = _dictionary().read_bytes().splitlines()
    fields = b" ".join(sorted(lines)).decode().split()
    return Lexicon(fields[::3], list(accumulate(map(int, fields[1::3]), initial=0)))


def _dictionary() -> Path:
    """Return jieba's dictionary; to import the package takes longer than to read the file."""
    spec = find_spec("jieba")
    if not spec or not spec.origin:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")
