"""What of a text counts when words are compared: not script, width, case, punctuation and spaces."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bot.corpus.model import Span
from bot.retrieval.analyzer import TOKEN, Folded, fold, is_han

_COUNTS = re.compile(r"[^\W_]+|(?<=\d)\.(?=\d)")
"""Letters, Chinese characters and digits; the point of a decimal, for 3.5 is not 35."""


_LETTER = 0.4
"""What a letter counts beside a Chinese character."""
_SAME = str.maketrans("幺画瞭著覆藉彷扞乾", "么划了着复借仿捍干")
"""Characters whose Simplified form depends on their neighbours, which a fragment may lack."""


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is what counts. Its unbroken runs begin at `starts`, and in the folded text at `origins`."""

    text: str
    folded: Folded
    starts: Sequence[int]
    origins: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Return the range of the original that the non-empty `text[start:end]` stands for."""
        return self.folded.original(self._at(start), self._at(end - 1) + 1)

    def divides_word(self, at: int) -> bool:
        """Whether `text` goes on at a position with the same word of a spaced script."""
        if not 0 < at < len(self.text) or self._at(at) != self._at(at - 1) + 1:
            return False
        return not is_han(self.text[at - 1]) and not is_han(self.text[at])

    def unbroken(self, first: int, last: int) -> bool:
        """Whether there is `text` at both positions and nothing else between them."""
        inside = first >= 0 and last < len(self.text)
        return inside and self._at(last) - self._at(first) == last - first

    def whole_words(self, place: Span) -> Span:
        """Return a range of `text`, widened where it begins or ends within a word."""
        start, end = place.start, place.end
        while start < end and self.divides_word(start):
            start -= 1
        while start < end and self.divides_word(end):
            end += 1
        return Span(start, end)

    def whole(self, place: Span) -> str | None:
        """Return a part of `text` if it begins and ends with whole words."""
        divided = place.start < place.end and (self.divides_word(place.start) or self.divides_word(place.end))
        return None if divided else self.text[place.start : place.end]

    def units(self, start: int, end: int) -> Iterator[Span]:
        """Yield the Chinese characters and the words of other scripts that lie within `text[start:end]`."""
        for found in TOKEN.finditer(self.folded.text, self._at(start), self._at(end - 1) + 1):
            first, last = self._position(found.start()), self._position(found.end() - 1) + 1
            if is_han(found[0]):
                yield from (Span(at, at + 1) for at in range(first, last))
            else:
                yield Span(first, last)

    def _at(self, position: int) -> int:
        run = bisect_right(self.starts, position) - 1
        return self.origins[run] + position - self.starts[run]

    def _position(self, at: int) -> int:
        run = bisect_right(self.origins, at) - 1
        return self.starts[run] + at - self.origins[run]


def read(text: str) -> Words:
    """Return the words of a text."""
    folded = fold(text)
    found = list(_COUNTS.finditer(folded.text.translate(_SAME)))
    runs = [match[0] for match in found]
    starts = list(accumulate(map(len, runs), initial=0))[:-1]
    return Words("".join(runs), folded, starts, [match.start() for match in found])


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Return `read(text).text`, kept for the passages asked for most."""
    return "".join(_COUNTS.findall(fold(text).text.translate(_SAME)))


def length(text: str) -> float:
    """Return as how many Chinese characters a bare text tells."""
    return sum(1.0 if is_han(letter) else _LETTER for letter in text)


def occurrences(wanted: str, text: str) -> Iterator[int]:
    """Yield where a bare text begins in another."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
