"""Whether two names sound the same, part by part."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.corpus.naming import DOT, everyday
from bot.retrieval.sounds import most, odds, of_chinese, of_latin

NEVER = float("-inf")


def in_latin(name: str, words: Sequence[str], alike: float) -> float:
    """Return the log-odds that a transliterated name is that of some Latin words.

    They are nil where a part of it has less than a share, `alike`, of the log-odds possible.
    """
    parts = re.split(DOT, name)
    if len(parts) > len(words) == 2:
        parts = [parts[0], parts[-1]]
    return max((_together(parts, groups, alike) for groups in _grouped(words, len(parts))), default=NEVER)


def in_chinese(name: str, other: str, alike: float) -> float:
    """Return the log-odds that two transliterations are of one name."""
    parts, others = re.split(DOT, name), re.split(DOT, other)
    if len(parts) != len(others):
        return NEVER
    sounds = [(of_chinese(one), of_chinese(two)) for one, two in zip(parts, others, strict=True)]
    return sum(
        max(_alike(one, _as_latin(two), alike), _alike(two, _as_latin(one), alike)) for one, two in sounds
    )


def trimmed(name: str) -> Iterator[tuple[int, str]]:
    """Yield a name with and without the words that may stick to it, and where it then begins."""
    for start in range(_everyday(name) + 1):
        for end in range(_everyday(name[::-1]) + 1):
            yield start, name[start : len(name) - end]


def _everyday(name: str) -> int:
    return next((at for at, character in enumerate(name) if character not in everyday()), 0)


def _grouped(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield words as so many parts of a name, in order; of two, those between may be missing."""
    for cuts in combinations(range(1, len(words)), size - 1):
        ends = (0, *cuts, len(words))
        yield tuple("".join(words[ends[at] : ends[at + 1]]) for at in range(size))
    if size == 2 < len(words):
        yield words[0], words[-1]


def _together(parts: Sequence[str], groups: Sequence[str], alike: float) -> float:
    total = 0.0
    for part, group in zip(parts, groups, strict=True):
        total += _alike(of_chinese(part), of_latin(group), alike)
        if total == NEVER:
            break
    return total


def _alike(chinese: str, latin: str, alike: float) -> float:
    own = odds(chinese, latin)
    return own if own >= alike * most(chinese, latin) else NEVER


def _as_latin(sound: str) -> str:
    return sound.replace("E", "2")
