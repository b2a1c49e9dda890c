"""Whether a fragment that is nowhere word for word is still recognisably somebody's words.

What fragment and turn share is weighed by how much it tells: a character or word that follows what it follows
in few passages tells much, one that everybody says tells little. The units u1 … un of a shared run are worth

    I = idf(u1) + Σ (idf(u(k-1) uk) - idf(u(k-1))),    idf(x) = ln((N + 1) / (passages with x + ½))

nats, their information under a model of neighbouring pairs; N is the number of passages. As a small corpus
cannot tell what everybody says, no character is worth less than `LEAST - LEAST_STEP · ln N`, and no word of
another script less than twice that.

Edits between what is shared take nats away. Those that make other words of it take `CHARACTER` each, in other
scripts `LETTER`; of a run of them, such as a word left out, those after the first `RUN` count `FURTHER` each;
before or after all that is shared every one takes `EDGE` more: who remembers wrongly goes on rightly, but
another text with a phrase in common goes its own way. Those that leave what nobody says, a word that occurs
nowhere or characters that never meet, are likelier slips: they take `SLIP` each less what their surprise
tells, at least `LEAST_SLIP` each, and a misspelt word still counts as the one that was meant. The words are
recognised if `SLOPE · ln N - START` nats, and no less than `LOWEST`, are left.

The similarity is the part of the fragment that is left, I / (I + what the edits took), so that it means the
same at every length; and the rule is a threshold on it that falls from 1 to about 1/2 as the fragment tells
more.

The numbers were chosen on public talks that are not in this repository (14,000 turns each in Simplified and
Traditional Chinese and in English, and some hundreds in Chinese), so that about one in 150 fragments of other
talks by the same people is attributed; fragments of further talks were then used to confirm them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from bot.corpus.model import Span
from bot.retrieval.analyzer import bigram_key, is_han, pair_key, stem, term_key
from bot.retrieval.attribution.alignment import Alignment
from bot.retrieval.attribution.gaps import Gap, Surprise, gaps
from bot.retrieval.attribution.words import Words
from bot.retrieval.postings import Postings

CHARACTER, LETTER, EDGE = 6.0, 3.0, 3.0
SLIP, LEAST_SLIP = 10.0, 0.5
SLOPE, START, LOWEST = 3.2, 20.05, -0.5
RUN, FURTHER = 2, 0.25
LEAST, LEAST_STEP = 2.4, 0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fragment and a turn share, in nats, and what the edits between them took."""

    shared: float
    lost: float

    @property
    def similarity(self) -> float:
        """Return the part of the fragment that the turn has, 0 to 1."""
        whole = self.shared + self.lost
        return self.shared / whole if whole else 0.0

    @property
    def left(self) -> float:
        """Return what speaks for the same words, less what speaks against it."""
        return self.shared - self.lost

    def recognised(self, passages: int) -> bool:
        """Whether the fragment is recognisably the turn's words, among so many passages."""
        return self.left >= max(LOWEST, SLOPE * log(max(passages, 1)) - START)


def edit_cost(asked: str) -> float:
    """Return what an edit of a bare fragment takes away."""
    characters = sum(map(is_han, asked)) / max(len(asked), 1)
    return LETTER + (CHARACTER - LETTER) * characters


def evidence(
    asked: Words, surprise: Surprise, alignment: Alignment, said: Words, postings: Postings
) -> Evidence:
    """Return what an alignment is worth."""
    cost = edit_cost(asked.text)
    if not alignment.pairs:
        return Evidence(0.0, cost * alignment.edits)
    here = frozenset(at for at, _ in alignment.pairs)
    there = {at for _, at in alignment.pairs}
    meant = set(there)
    lost = 0.0
    for gap in gaps(alignment.pairs, len(asked.text)):
        others = _other_words(gap, cost)
        told = surprise.at(gap, here)
        slip = others if told is None else max(LEAST_SLIP * gap.edits, SLIP * gap.edits - told)
        if slip < others:
            meant.update(range(gap.said.start, gap.said.end))
        lost += min(others, slip)
    return Evidence(_shared(said, there, meant, postings), lost)


def _other_words(gap: Gap, cost: float) -> float:
    """Return what a gap takes away if other words stand there."""
    run = min(gap.edits, RUN)
    counted = run + (gap.edits - run) * FURTHER
    return cost * counted + EDGE * gap.edits * gap.outside


def _shared(said: Words, equal: set[int], meant: set[int], postings: Postings) -> float:
    """Return what the units of a turn tell of which a fragment has, or means, some characters."""
    units = list(said.units(min(equal), max(equal) + 1))
    alone, after = _worth(units, said, postings)
    shared, follows = 0.0, False
    for number, unit in enumerate(units):
        characters = range(unit.start, unit.end)
        share = len((meant if len(characters) > 1 else equal).intersection(characters)) / len(characters)
        shared += share * (after if follows else alone)[number]
        follows = share == 1.0
    return shared


def _worth(units: Sequence[Span], said: Words, postings: Postings) -> tuple[list[float], list[float]]:
    """Return how much each unit tells alone, and how much after the one before it."""
    texts = [said.text[unit.start : unit.end] for unit in units]
    han = [is_han(text) for text in texts]
    keys = [ord(text) if own else term_key(stem(text)) for text, own in zip(texts, han, strict=True)]
    pairs = [
        (bigram_key if han[i] else pair_key)(keys[i - 1], keys[i]) if i and han[i] == han[i - 1] else -1
        for i in range(len(keys))
    ]
    known = [key if key >= 0 else own for key, own in zip(pairs, keys, strict=True)]
    frequencies = postings.frequencies(np.array([*keys, *known], np.uint64))
    idf = np.log((len(postings) + 1) / (frequencies + 0.5))
    least = max(0.0, LEAST - LEAST_STEP * log(len(postings))) * np.where(han, 1, 2)
    alone, joined = np.maximum(idf[: len(keys)], least), idf[len(keys) :]
    after = [
        max(float(least[i]), float(joined[i] - idf[i - 1])) if pairs[i] >= 0 else float(alone[i])
        for i in range(len(keys))
    ]
    return alone.tolist(), after
