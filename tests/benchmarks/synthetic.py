"""Invented corpora of any size: meaningless Chinese, its words as frequent as real ones, always the same."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from bot.corpus.model import Corpus, Names, PartialDate, Passage, Source, Speaker

_CHARACTERS = 3500
_WORDS = 60_000
_A_SOURCE = 500
"""Passages of one source."""


PEOPLE = tuple(f"p{number}" for number in range(40))


FIRST = date(2015, 1, 1)


def texts(passages: int, seed: int = 1) -> Iterator[str]:
    """Yield that many passages of 40 to 400 characters."""
    random = np.random.default_rng(seed)
    return _texts(_vocabulary(random), passages, random)


def questions(passages: Sequence[str], count: int, seed: int = 2) -> list[str]:
    """Return questions, each made from words of one of the passages."""
    random = np.random.default_rng(seed)
    return [_question(passages[row], random) for row in random.integers(0, len(passages), count)]


def corpus_of(passages: Sequence[str]) -> Corpus:
    """Return the passages as talks of 500 turns, spread over ten years."""
    count = len(passages) // _A_SOURCE + 1
    sources = {}
    for number in range(count):
        day = FIRST + timedelta(days=3650 * number // count)
        sources[f"s{number}"] = Source(
            f"s{number}", Names("Talk"), date=PartialDate(day.year, day.month, day.day)
        )
    made = (
        Passage(str(row), f"s{row // _A_SOURCE}", row % _A_SOURCE + 1, PEOPLE[row % len(PEOPLE)], text)
        for row, text in enumerate(passages)
    )
    people = {person: Speaker(person, Names()) for person in PEOPLE}
    return Corpus(sources=sources, speakers=people, passages=tuple(made))


def _vocabulary(random: np.random.Generator) -> list[str]:
    weights = 1 / (np.arange(_CHARACTERS) + 20.0)
    sizes = random.choice([1, 2, 3, 4], _WORDS, p=[0.05, 0.75, 0.15, 0.05])
    letters = random.choice(_CHARACTERS, (_WORDS, 4), p=weights / weights.sum())
    return [
        "".join(chr(0x4E00 + 5 * int(c)) for c in row[:size])
        for row, size in zip(letters, sizes, strict=True)
    ]


def _texts(words: list[str], count: int, random: np.random.Generator) -> Iterator[str]:
    weights = 1 / (np.arange(len(words)) + 3.0)
    spread = np.cumsum(weights / weights.sum())
    for _ in range(count):
        size = int(np.clip(random.lognormal(4.3, 0.5), 20, 220))
        picked = np.searchsorted(spread, random.random(size))
        parts = [words[min(at, len(words) - 1)] for at in picked]
        yield "，".join("".join(parts[i : i + 8]) for i in range(0, size, 8)) + "。"


def _question(text: str, random: np.random.Generator) -> str:
    clauses = text.rstrip("。").split("，")
    chosen = random.choice(clauses, min(2, len(clauses)), replace=False)
    return "".join(clause[: int(random.integers(4, 10))] for clause in chosen)
