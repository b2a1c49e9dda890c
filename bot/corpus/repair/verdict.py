"""Which guess is right, and whether that is certain."""

from collections.abc import Iterator, Sequence

from bot.corpus.model import Span
from bot.corpus.repair.language import LanguageModel
from bot.corpus.repair.script import in_full_width, simplify
from bot.corpus.repair.search import Guess, is_han
from bot.corpus.repair.words import lexicon

MARGIN = 5.5
"""How much likelier than any other a reading must be to be sure."""
MARGIN_OF_MARKS = 3.0
"""How much likelier than one that differs in punctuation alone."""
STRANGE = 20
"""What the dictionary counts less often is hardly anyone's word; text read one byte off is full of it."""
LONELY = 2.0
"""How much likelier it must be for each character that neither a word nor the document joins to another."""
FREQUENT = 30_000
"""From this count in the dictionary on, a character may well stand alone."""
PRONOUNS = "他她它"
"""What stands for whom is nothing that a likelihood can tell."""


def judge(model: LanguageModel, before: str, guesses: Sequence[Guess]) -> tuple[str, Span | None]:
    """Return the text of the best guess, and what of it is in doubt; `before` is the character in front."""
    ranked = sorted(((score(model, before, guess), guess) for guess in guesses), key=lambda pair: -pair[0])
    best, first = ranked[0]
    text = simplify(first.text)
    rivals = {simplify(guess.text): best - mark for mark, guess in reversed(ranked) if mark > best - MARGIN}
    doubts = [difference(text, other) for other, behind in rivals.items() if is_rival(text, other, behind)]
    doubts += [Span(at, at + 1) for at in first.chosen if text[at] in PRONOUNS]
    doubts += [Span(0, len(text))] if first.blind else []
    doubts += [Span(at, at + 1) for at in lonely(model, before, text)]
    whole = Span(min(doubt.start for doubt in doubts), max(doubt.end for doubt in doubts)) if doubts else None
    return first.text, whole


def is_rival(text: str, other: str, behind: float) -> bool:
    """Whether another reading, so much less likely, leaves the first in doubt."""
    return text != other and (behind < MARGIN_OF_MARKS or words_of(text) != words_of(other))


def words_of(text: str) -> str:
    """Return a text without its punctuation."""
    return "".join(filter(str.isalnum, text))


def strange(model: LanguageModel, text: str) -> Iterator[Span]:
    """Yield the Chinese characters that hardly anyone writes and that no word or habit joins to another."""
    around = in_full_width(simplify(text))
    for at, char in enumerate(around):
        if is_han(char) and lexicon().count(char) < STRANGE and not model.joins(around, at):
            yield Span(at, at + 1)


def score(model: LanguageModel, before: str, guess: Guess) -> float:
    """Return the guess's log-probability, less for characters that belong to nothing."""
    return guess.score - LONELY * len(lonely(model, before, simplify(guess.text)))


def lonely(model: LanguageModel, before: str, text: str) -> list[int]:
    """Return the places of Chinese characters that neither a word nor the document joins to a neighbour."""
    around = in_full_width(before + text)
    rare = (at for at, char in enumerate(text) if is_han(char) and lexicon().count(char) < FREQUENT)
    return [at for at in rare if not model.joins(around, at + len(before))]


def difference(text: str, other: str) -> Span:
    """Return the range of `text` that is not in `other`, one character at least."""
    shorter = min(len(text), len(other))
    start = next((i for i in range(shorter) if text[i] != other[i]), shorter)
    same = next((i for i in range(shorter - start) if text[-1 - i] != other[-1 - i]), shorter - start)
    return Span(start, max(len(text) - same, start + 1))
