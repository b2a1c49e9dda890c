"""Where a text holds any of several wordings, in whatever form of its words."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import rjieba

from bot.retrieval.analyzer import HAN_RANGES, TOKEN, is_han, stem

Units = tuple[str, ...]
"""Chinese characters, and stems of other words."""
Place = tuple[int, int]
"""From where to where, in a folded text."""

_HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
_GAP = r"[\s/·\-‐–'\"“”‘’《》「」『』(（]{0,3}"
_LETTER = rf"[^\W_{_HAN}]"
_FORM = rf"{_LETTER}*(?:['’][^\W\d_{_HAN}]+)*"


def units(folded: str) -> Units:
    """Return the units of a folded text."""
    return tuple(_units(folded))


class Wordings:
    """Several wordings of one thing, ready to be looked for; `unlike` are those in which it is not meant."""

    def __init__(self, ways: Iterable[Units], unlike: Iterable[Units] = ()) -> None:
        self.ways = frozenset(ways) - {()}
        self._unlike = _any(frozenset(unlike) - {()})
        self._chinese = _any(way for way in self.ways if is_han("".join(way)))
        self._others = [(_pattern(way), way) for way in self.ways if not is_han("".join(way))]

    def places(self, folded: str) -> list[Place]:
        """Return where any of them stands, in order."""
        found = set(self._in_chinese(folded))
        for pattern, way in self._others:
            found.update(_forms(pattern, way, folded))
        if found and self._unlike:
            unlike = [match.span() for match in self._unlike.finditer(folded)]
            found = {place for place in found if not any(_within(place, other) for other in unlike)}
        return sorted(found)

    def _in_chinese(self, folded: str) -> Iterator[Place]:
        if not self._chinese:
            return
        match = self._chinese.search(folded)
        while match:
            torn = len(match[0]) == 2 and _tears(match.span(), folded)
            if not torn:
                yield match.span()
            match = self._chinese.search(folded, match.start() + 1 if torn else match.end())


def _units(folded: str) -> Iterator[str]:
    for match in TOKEN.finditer(folded):
        if is_han(match[0]):
            yield from match[0]
        else:
            yield stem(match[0])


def _any(ways: Iterable[Units]) -> re.Pattern[str] | None:
    longest_first = sorted(ways, key=lambda way: (-len(way), way))
    return (
        re.compile("|".join(_GAP.join(map(_unit, way)) for way in longest_first)) if longest_first else None
    )


@lru_cache(maxsize=1024)
def _pattern(way: Units) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(_unit, way)))


def _unit(unit: str) -> str:
    """Return a pattern for what may be a form of a word; its stem tells."""
    if is_han(unit):
        return re.escape(unit)
    if unit[0].isdigit():
        return rf"(?<!{_LETTER})(?<!\d[.,]){',?'.join(map(re.escape, unit))}(?![.,]?\d|{_LETTER})"
    if len(unit) == 1:
        return rf"(?<!{_LETTER})(?<!{_LETTER}['’]){re.escape(unit)}(?!{_LETTER})\.?"
    ending = 2 if len(unit) > 3 or unit.endswith("ie") else len(unit) // 3
    return rf"(?<!{_LETTER})(?<!{_LETTER}['’]){re.escape(unit[: len(unit) - ending])}{_FORM}"


def _forms(pattern: re.Pattern[str], way: Units, folded: str) -> Iterator[Place]:
    match = pattern.search(folded)
    while match:
        same = units(match[0]) == way
        if same:
            yield match.span()
        match = pattern.search(folded, match.end() if same else match.start() + 1)


def _tears(place: Place, folded: str) -> bool:
    """Whether two characters are the end of one word and the beginning of the next."""
    begin, finish = place
    while begin and is_han(folded[begin - 1]):
        begin -= 1
    while finish < len(folded) and is_han(folded[finish]):
        finish += 1
    start = begin
    for word in _cut(folded[begin:finish]):
        end = start + len(word)
        if start < place[1] and place[0] < end:
            inside = start <= place[0] and place[1] <= end
            around = place[0] <= start and end <= place[1]
            return not (inside or around)
        start = end
    return False


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(rjieba.cut(run))


def _within(place: Place, other: Place) -> bool:
    return other[0] <= place[0] and place[1] <= other[1]
