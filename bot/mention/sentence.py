"""A sentence, ready to be read: folded, with quotations and names as one character each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from bot.corpus.model import Span
from bot.retrieval.analyzer import is_han
from bot.retrieval.folding import fold

NAME = 0xE000
QUOTATION = 0xE100
_MARKS = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "«": "»", "„": "“", "《": "》"}
_ADDRESSED = re.compile(
    r"<@[^>]*>|@\s?(?:yulu|语录|語錄)(?:\s?(?:机器人|機器人|bot))?|[*_~`>|]+|:[a-z0-9_+-]+:"
)

_SINGLE = re.compile(r"(?<!\w)'(?=\S)[^'\"“]+(?:'\w[^'\"“]*)*'(?!\w)")
"""A quotation in straight single marks, which are apostrophes too."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`shape[i]` stands for `originals[i]`, what was written."""

    shape: str
    originals: tuple[str, ...]

    def cut(self, start: int, end: int) -> "Sentence":
        """Return a part of it."""
        return Sentence(self.shape[start:end], self.originals[start:end])

    def without(self, start: int, end: int) -> "Sentence":
        """Return it without a part, in whose place there is a space."""
        return Sentence(
            f"{self.shape[:start]} {self.shape[end:]}", (*self.originals[:start], " ", *self.originals[end:])
        )

    def marked(self, start: int, end: int, mark: int) -> "Sentence":
        """Return it with a part as one character."""
        whole = "".join(self.originals[start:end])
        return Sentence(
            self.shape[:start] + chr(mark) + self.shape[end:],
            (*self.originals[:start], whole, *self.originals[end:]),
        )

    def trimmed(self) -> "Sentence":
        """Return it without spaces, punctuation and emoji at its ends."""
        start, end = 0, len(self.shape)
        while start < end and _idle(self.shape[start]):
            start += 1
        while end > start and _idle(self.shape[end - 1]) and not _closes(self.shape[start:end]):
            end -= 1
        return self.cut(start, end)

    def words(self) -> str:
        """Return what was written."""
        return "".join(self.originals).strip()

    def borders(self) -> frozenset[int]:
        """Return the positions between two words, where a phrase may end or begin.

        A guess that is in no dictionary may be two words.
        """
        parts = (part for word in rjieba.cut(self.shape) for part in _known(word))
        return frozenset({0, *accumulate(map(len, parts))})


def _known(word: str) -> Sequence[str]:
    return word if is_han(word[0]) and not rjieba.has_word(word) else (word,)


def sentence(text: str) -> Sentence:
    """Return a text folded, without whom it addresses, its quotations marked."""
    text = _ADDRESSED.sub(" ", text)
    folded = fold(text)
    spans = (folded.original(at, at + 1) for at in range(len(folded.text)))
    read = Sentence(folded.text, tuple(text[span.start : span.end] for span in spans))
    for number, place in reversed(list(enumerate(_quotations(read.shape)))):
        read = read.marked(place.start, place.end, QUOTATION + min(number, 0xFF))
    return read


def quotation(words: str) -> str:
    """Return words without the quotation marks around them."""
    words = words.strip()
    closing = {words[-1], "”", '"'} if words else {""}
    return words[1:-1].strip() if len(words) > 1 and _MARKS.get(words[0], words[0]) in closing else words


def _quotations(shape: str) -> list[Span]:
    found, position = [Span(*match.span()) for match in _SINGLE.finditer(shape)], 0
    if found:
        return found
    while position < len(shape):
        closing = _MARKS.get(shape[position])
        end = shape.find(closing, position + 1) if closing else -1
        apostrophe = shape[position] in "‘'" and position > 0 and shape[position - 1].isalnum()
        if end > position + 1 and not apostrophe:
            found.append(Span(position, end + 1))
            position = end
        position += 1
    return found


def _closes(shape: str) -> bool:
    """Tell whether a part ends with a bracket that is open in it."""
    return shape[-1] == ")" and shape.count("(") == shape.count(")")


def _idle(character: str) -> bool:
    return not (character.isalnum() or NAME <= ord(character) < QUOTATION + 0x100 or character in "%+#$&")
