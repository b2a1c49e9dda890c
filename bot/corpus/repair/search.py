"""Finds the text that was read one byte off: a beam search over what the lost bytes may have been."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.corpus.repair.candidates import Candidates
from bot.corpus.repair.damage import Piece
from bot.corpus.repair.gbk import FULL_WIDTH, LEADS, char_of, pair_of, private_behind, unassigned_behind
from bot.corpus.repair.language import LanguageModel, Reading
from bot.corpus.repair.options import Options

BEAM = 60
SLACK = 11.0
UNKNOWN = 100
"""Of so many bytes none is likelier than another: nothing is known."""

LITERAL, LOST, VANISHED, GONE, ODD_SOUND, ODD_SPELLING, ODD_QUOTE = -1.0, -4.0, -2.5, -9.0, -8.0, -4.0, -6.0
"""Log-probabilities of what may have become of a byte, and of what a document hardly writes."""


class Guess(NamedTuple):
    """One way to read a stretch so far."""

    text: str
    reading: Reading
    prior: float = 0.0
    leads: tuple[int, ...] = ()
    """What the byte may be that waits for its second half; empty if reading is in step."""
    chosen: tuple[int, ...] = ()
    """Places in `text` of characters that lost a byte."""
    blind: bool = False
    """Whether it began at pinyin that the document has behind no character that fits."""

    @property
    def score(self) -> float:
        """Log-probability of text and damage."""
        return self.reading.score + self.prior

    @property
    def promise(self) -> float:
        """Log-probability if the last character begins a word."""
        return self.reading.promise + self.prior

    def but(self, prior: float, leads: tuple[int, ...] = ()) -> "Guess":
        """Return the guess with something assumed that adds no text."""
        return self._replace(prior=self.prior + prior, leads=leads)


class Search:
    """Reads pieces of one line; `sounds` says which pinyin stands behind which character."""

    def __init__(self, model: LanguageModel, candidates: Candidates, sounds: Mapping[str, str]) -> None:
        self._model = model
        self._candidates = candidates
        self._sounds = sounds
        self._chars: dict[str, list[str]] = defaultdict(list)
        for char, sound in sounds.items():
            self._chars[sound].append(char)
        self._floor = -math.inf
        self._quoted = False

    def begin(self, context: str) -> Guess:
        """Return the guess to start from, behind the line up to here."""
        self._quoted = context.count("“") > context.count("”")
        return Guess("", self._model.begin("\n" + context))

    def step(self, guesses: Sequence[Guess], row: Sequence[Piece], at: int) -> list[Guess]:
        """Return the best guesses after one more piece."""
        self._floor = -math.inf
        found: dict[tuple[str, tuple[int, ...]], Guess] = {}
        for guess in sorted(self._with_vanished(guesses), key=lambda guess: -guess.promise):
            if guess.promise < self._floor:
                break
            for more in self._read(guess, row, at):
                self._floor = max(self._floor, more.promise - SLACK)
                key = more.text, more.leads
                if key not in found or found[key].score < more.score:
                    found[key] = more
        return best(found.values())

    def end(self, guesses: Sequence[Guess]) -> list[Guess]:
        """Return the guesses that the end of the line leaves in step, the line's end weighed in."""
        return [self._emit(guess, "\n")._replace(text=guess.text) for guess in guesses if not guess.leads]

    def _read(self, guess: Guess, row: Sequence[Piece], at: int) -> Iterator[Guess]:
        piece = row[at]
        if piece.char == "?":
            yield from self._lost(guess, row, at)
        elif guess.leads:
            yield from self._out_of_step(guess, piece.char)
        else:
            yield self._emit(guess, piece.char)

    def _emit(self, guess: Guess, char: str, prior: float = 0.0) -> Guess:
        reading = self._model.extend(guess.reading, self._candidates.folded(char))
        return Guess(guess.text + char, reading, guess.prior + prior, (), guess.chosen, guess.blind)

    def _choose(
        self, guess: Guess, options: Options, leads: tuple[int, ...] = (), prior: float = 0.0
    ) -> Iterator[Guess]:
        """Yield the guesses with one of the characters, those that are not hopeless."""
        floor = self._floor - guess.prior - prior
        chosen = guess.chosen if len(options.chars) == 1 else (*guess.chosen, len(guess.text))
        for fold, reading in self._model.choose(guess.reading, options, floor):
            char = options.chars[fold]
            odd = ODD_SPELLING * self._candidates.is_odd(char) + ODD_QUOTE * self._is_odd_quote(guess, char)
            cost = guess.prior + prior + odd
            yield Guess(guess.text + char, reading, cost, leads, chosen, guess.blind)

    def _is_odd_quote(self, guess: Guess, char: str) -> bool:
        if char not in "“”":
            return False
        quoted = self._quoted + guess.text.count("“") - guess.text.count("”")
        return (quoted > 0) == (char == "“")

    def _pairs(
        self, guess: Guess, trail: int, leads: tuple[int, ...] = (), prior: float = 0.0
    ) -> Iterator[Guess]:
        """Yield what the waiting byte and `trail` may be together."""
        yield from self._choose(guess, self._candidates.joined(guess.leads, trail), leads, prior)

    def _out_of_step(self, guess: Guess, char: str) -> Iterator[Guess]:
        pair = pair_of(char)
        if pair and pair[1] < 0x80:
            for whole in self._pairs(guess, pair[0]):
                yield self._emit(whole, chr(pair[1]))
        elif pair:
            yield from self._pairs(guess, pair[0], (pair[1],))
        elif char == "€":
            yield from self._pairs(guess, 0x80)
        elif "@" <= char <= "~":
            yield from self._pairs(guess, ord(char))
        if "!" <= char <= "~":
            yield from self._pairs(guess, FULL_WIDTH, (ord(char) + 0x80,))

    def _with_vanished(self, guesses: Sequence[Guess]) -> list[Guess]:
        """Add the guesses that one or two pairs vanished before the piece."""
        self._floor = max(guess.promise for guess in guesses) - SLACK - 8
        once = best(
            more for guess in guesses if 0 < len(guess.leads) < UNKNOWN for more in self._vanish(guess)
        )
        twice = best(more for guess in once[:8] for more in self._vanish(guess))
        self._floor = -math.inf
        return [*guesses, *once, *twice]

    def _vanish(self, guess: Guess) -> Iterator[Guess]:
        for leads, options in self._candidates.cut(guess.leads, private_behind):
            yield from self._choose(guess, options, leads, VANISHED)

    def _unassigned(self, guess: Guess) -> Iterator[Guess]:
        for leads, options in self._candidates.cut(guess.leads, unassigned_behind):
            yield from self._choose(guess, options, leads, LOST)

    def _lost(self, guess: Guess, row: Sequence[Piece], at: int) -> Iterator[Guess]:
        piece = row[at]
        following = row[at + 1].char if at + 1 < len(row) else "\n"
        if guess.leads:
            if len(guess.leads) < UNKNOWN:
                yield from self._lost_trail(guess, row, at)
            if not piece.sound and not piece.tag:
                yield from self._pairs(guess, FULL_WIDTH, (0xBF,), LITERAL)
                yield from self._unassigned(guess) if len(guess.leads) < UNKNOWN else ()
        elif piece.sound:
            yield from self._lost_behind_sound(guess, piece, row[at - 1].char if at else "\n")
        else:
            yield self._emit(guess, "?", LITERAL)
            if following.isascii() and following.isalpha():
                for whole in self._choose(guess, self._candidates.begun(LEADS), (), GONE):
                    yield self._emit(whole, " ")
            elif not is_han(following):
                yield guess.but(LOST, LEADS)

    def _lost_behind_sound(self, guess: Guess, piece: Piece, before: str) -> Iterator[Guess]:
        pair = pair_of(before)
        near = [b for b in LEADS if pair and self._sounds.get(char_of(pair[1], b)) == piece.sound]
        if near:
            yield guess.but(0.0, tuple(near))
        else:
            yield guess.but(ODD_SOUND, LEADS)._replace(blind=True)
            yield from self._choose(guess, self._candidates.options(self._chars[piece.sound]), (), GONE)

    def _lost_trail(self, guess: Guess, row: Sequence[Piece], at: int) -> Iterator[Guess]:
        """Yield what may end with the lost byte, and the ASCII character that it swallowed."""
        sound, swallowed = row[at].sound, swallowed_by(row, at)
        options = self._candidates.begun(guess.leads)
        begun = frozenset(options.chars.values()) if sound else frozenset()
        fitting = [char for char in self._chars[sound] if char in begun]
        if fitting:
            options = self._candidates.options(fitting)
        odd = bool(sound) and not fitting
        guess = guess._replace(blind=guess.blind or odd)
        for whole in self._choose(guess, options, (), ODD_SOUND if odd else 0.0):
            yield self._emit(whole, swallowed) if swallowed else whole


def swallowed_by(row: Sequence[Piece], at: int) -> str:
    """Return the ASCII character that was lost with the byte, empty for one that belongs to the damage."""
    piece = row[at]
    rest = "".join(other.char for other in row[at + 1 : at + 30])
    if piece.sound or piece.tag or not rest or (not rest[0].isalnum() and rest[0] != "“"):
        return ""
    before_close, close, _ = rest.partition(")")
    return "(" if close and "(" not in before_close else " "


def is_han(char: str) -> bool:
    """Whether it is a Chinese character."""
    return "一" <= char <= "鿿"


def best(guesses: Iterable[Guess]) -> list[Guess]:
    """Return the likeliest guesses, best first."""
    ranked = sorted(guesses, key=lambda guess: -guess.promise)[:BEAM]
    return [guess for guess in ranked if guess.promise > ranked[0].promise - SLACK]
