"""The words of Chinese and how often they are used, from jieba's dictionary."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def frequencies() -> Mapping[str, int]:
    """Return the count of every word in jieba's own text collection (60 million words)."""
    fields = files("jieba").joinpath("dict.txt").read_text("utf-8").split()
    return dict(zip(fields[::3], map(int, fields[1::3]), strict=True))


@cache
def initials() -> Mapping[str, int]:
    """Return how often a word begins with a character."""
    counts: dict[str, int] = defaultdict(int)
    for word, count in frequencies().items():
        counts[word[0]] += count
    return counts


@cache
def total() -> int:
    """Return the sum of all counts."""
    return sum(frequencies().values())
