"""What a lost byte may have been: common characters by their bytes."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.corpus.repair.gbk import LEADS, char_of, with_lead
from bot.corpus.repair.options import MARKS, Options
from bot.corpus.repair.script import in_full_width, simplify, spread
from bot.corpus.repair.words import lexicon

COMMON = 20
"""A character must be this frequent in the dictionary to be tried."""

Lost = Callable[[int], tuple[int, ...]]
"""The first byte of a pair that is no character to all that its second may be."""


@dataclass(frozen=True, slots=True)
class Table:
    """All that GBK can write."""

    folded: Mapping[str, str]
    simplified_only: frozenset[str]
    by_lead: Mapping[int, Mapping[int, str]]
    """Common characters by first byte, then by second."""


@cache
def table() -> Table:
    """Return what is the same for every document."""
    chars = [char for lead in LEADS for char in with_lead(lead).values()]
    lines, known = "\n".join(chars), lexicon()
    folded = dict(zip(chars, in_full_width(simplify(lines)).split("\n"), strict=True))
    unfolded = zip(chars, spread(lines).split("\n"), strict=True)
    by_lead: dict[int, dict[int, str]] = defaultdict(dict)
    for lead in LEADS:
        for trail, char in with_lead(lead).items():
            if char in MARKS or known.count(folded[char]) >= COMMON:
                by_lead[lead][trail] = char
    return Table(folded, frozenset(char for char, wide in unfolded if char != wide), by_lead)


class Candidates:
    """The characters that the lost bytes of a document may stand for; `seen` are those that it has."""

    def __init__(self, seen: Container[str]) -> None:
        self._table = table()
        self._seen = seen
        self._joined: dict[tuple[tuple[int, ...], int], Options] = {}
        self._cut: dict[tuple[tuple[int, ...], Lost], Sequence[tuple[tuple[int, ...], Options]]] = {}
        self._begun: dict[tuple[int, ...], Options] = {}

    def folded(self, char: str) -> str:
        """Return a character as the language model knows it."""
        return self._table.folded.get(char) or in_full_width(char)

    def is_odd(self, char: str) -> bool:
        """Whether it is a Simplified character in a Traditional document that has it nowhere else."""
        return char in self._table.simplified_only and char not in self._seen

    def options(self, chars: Iterable[str]) -> Options:
        """Return the characters, in Traditional where both scripts are among them."""
        ranked = sorted(chars, key=self.is_odd, reverse=True)
        return Options.of((self.folded(char), char) for char in ranked)

    def joined(self, leads: tuple[int, ...], trail: int) -> Options:
        """Return what one of the first bytes and a second byte may be together."""
        key = leads, trail
        if key not in self._joined:
            if len(leads) == 1:
                chars = [char for char in [char_of(leads[0], trail)] if char]
            else:
                by_lead = self._table.by_lead
                chars = [char for lead in leads if (char := by_lead[lead].get(trail))]
            self._joined[key] = self.options(chars)
        return self._joined[key]

    def begun(self, leads: tuple[int, ...]) -> Options:
        """Return what may begin with one of the bytes."""
        if leads not in self._begun:
            by_lead = self._table.by_lead
            self._begun[leads] = self.options(char for lead in leads for char in by_lead[lead].values())
        return self._begun[leads]

    def cut(self, leads: tuple[int, ...], lost: Lost) -> Sequence[tuple[tuple[int, ...], Options]]:
        """Return what may begin with one of the bytes and end with half of a lost pair, by the other half."""
        key = leads, lost
        if key not in self._cut:
            by_next: dict[tuple[int, ...], list[str]] = defaultdict(list)
            for lead in leads:
                for trail, char in self._table.by_lead[lead].items():
                    by_next[lost(trail)].append(char)
            self._cut[key] = [
                (following, self.options(chars)) for following, chars in by_next.items() if following
            ]
        return self._cut[key]
