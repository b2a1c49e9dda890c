"""A whole damaged document, line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.corpus.model import Span
from bot.corpus.repair.candidates import Candidates
from bot.corpus.repair.damage import Piece, is_hopeless, pieces, sounds, without_toneless
from bot.corpus.repair.language import LanguageModel
from bot.corpus.repair.script import in_full_width, simplify, widen
from bot.corpus.repair.search import Guess, Search
from bot.corpus.repair.verdict import judge, strange

CONTEXT = 300
"""Characters of the line before a stretch that are looked at, for open quotation marks."""
LONGEST = 400
"""Characters of the longest stretch that is read."""
PATIENCE = 20_000
"""Characters that are read in stretches, about a minute's work; further stretches are left and marked."""
QUIET = 4
"""Characters in step after which a stretch has ended."""
_CLEAN = re.compile(r"[^？€]+")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair. Line numbers are those of the damaged text."""

    text: str
    doubts: tuple[Span, ...] = ()
    """What could not be read with certainty."""
    repaired: bool = False


def restore(text: str) -> Repaired:
    """Return the whole text repaired."""
    text = without_toneless(text)
    rows = [tuple(pieces(line)) for line in text.split("\n")]
    reader = Reader(rows, text)
    lines = [reader.read(row) for row in rows]
    for number, row in enumerate(rows):
        if lines[number].doubts:
            lines[number] = reader.read(row)
    if is_hopeless(text):
        lines = [replace(line, doubts=(Span(0, len(line.text)),) * bool(line.text)) for line in lines]
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    doubts = (
        Span(start + doubt.start, start + doubt.end)
        for line, start in zip(lines, starts, strict=False)
        for doubt in line.doubts
    )
    return Repaired("\n".join(widen(simplify(line.text)) for line in lines), tuple(doubts), repaired=True)


class Reader:
    """Reads lines, and learns the document's language from those that it is sure of."""

    def __init__(self, rows: Sequence[Sequence[Piece]], text: str) -> None:
        self._patience = PATIENCE
        self._model = LanguageModel(sample(rows))
        self._search = Search(self._model, Candidates(frozenset(text)), sounds(text))

    def read(self, row: Sequence[Piece]) -> Repaired:
        """Return one line as it was."""
        done = ""
        doubts: list[Span] = []
        at = 0
        while at < len(row):
            if row[at].char == "?":
                stretch, at = self._stretch(done, row, at)
                doubts += [Span(len(done) + doubt.start, len(done) + doubt.end) for doubt in stretch.doubts]
                done += stretch.text
            else:
                done += row[at].char
                at += 1
        doubts += (
            odd for odd in strange(self._model, done) if not any(_within(odd, doubt) for doubt in doubts)
        )
        return Repaired(done, tuple(sorted(doubts)))

    def _stretch(self, done: str, row: Sequence[Piece], start: int) -> tuple[Repaired, int]:
        """Return what begins at a lost byte and goes on until reading is in step again, and where that is."""
        guesses = [self._search.begin(in_full_width(simplify(done[-CONTEXT:])))]
        quiet = 0
        for at in range(start, len(row)):
            self._patience -= 1
            if self._patience > 0 and at - start < LONGEST:
                guesses = self._search.step(guesses, row, at)
            else:
                guesses = []
            if not guesses:
                return unread(row, start, at)
            quiet = 0 if row[at].char == "?" or any(guess.leads for guess in guesses) else quiet + 1
            if quiet == QUIET:
                return self._judge(done, guesses), at + 1
        guesses = self._search.end(guesses)
        return (self._judge(done, guesses), len(row)) if guesses else unread(row, start, len(row) - 1)

    def _judge(self, done: str, guesses: Sequence[Guess]) -> Repaired:
        text, doubt = judge(self._model, simplify(done[-1:]), guesses)
        if doubt is None:
            self._model.learn(in_full_width(simplify(text)))
        return Repaired(text, () if doubt is None else (doubt,))


def sample(rows: Sequence[Sequence[Piece]]) -> list[str]:
    """Return the runs of text that nothing was lost from, as the model reads them."""
    text = "\n".join("".join(piece.char for piece in row) for row in rows) + "\n"
    return _CLEAN.findall(in_full_width(simplify(text)))


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def unread(row: Sequence[Piece], start: int, at: int) -> tuple[Repaired, int]:
    """Return a stretch as it stands, up to the ASCII character where reading is in step again."""
    ends = (i for i in range(max(at, start + 1), len(row)) if row[i].char.isascii() and row[i].char != "?")
    end = next(ends, len(row))
    text = "".join(piece.char for piece in row[start:end])
    return Repaired(text, (Span(0, len(text)),)), end
