"""Whether a fragment that is nowhere word for word is still recognisably somebody's words.

What fragment and turn share is weighed by how much it tells: a character or word that follows what it follows
in few passages tells much, one that everybody says tells little. The units u1 … un of a shared run are worth

    I = idf(u1) + Σ (idf(u(k-1) uk) - idf(u(k-1))),    idf(x) = ln((N + 1) / (passages with x + ½))

nats, their information under a model of neighbouring pairs; N is the number of passages. As a small corpus
cannot tell what everybody says, no character is worth less than `LEAST - LEAST_STEP · ln N`, and no word of
another script less than twice that. Every edit takes `CHARACTER` nats away, in other scripts `LETTER`, and
every character before or after all that is shared takes `EDGE` more: who remembers wrongly goes on rightly,
but another text with a phrase in common goes its own way. Of a run of edits between what is shared, such as a
word left out, those after the first `RUN` count `FURTHER` each. The words are recognised if
`SLOPE · ln N - START` nats, and no less than `LOWEST`, are left.

The similarity is the part of the fragment that is left, I / (I + what the edits took), so that it means the
same at every length; and the rule is a threshold on it that falls from 1 to about 1/2 as the fragment tells
more.

The numbers were chosen on public talks that are not in this repository (14,000 turns each in Simplified and
Traditional Chinese and in English, and some hundreds in Chinese), so that about one in 150 fragments of other
talks by the same people is attributed; fragments of further talks were then used to confirm them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from bot.corpus.model import Span
from bot.retrieval.analyzer import bigram_key, is_han, pair_key, stem, term_key
from bot.retrieval.attribution.alignment import Alignment
from bot.retrieval.attribution.words import Words
from bot.retrieval.postings import Postings

CHARACTER, LETTER, EDGE = 4.0, 2.5, 2.0
SLOPE, START, LOWEST = 3.2, 20.6, -0.5
RUN, FURTHER = 3, 0.25
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


def evidence(asked: Words, alignment: Alignment, said: Words, postings: Postings) -> Evidence:
    """Return what an alignment is worth."""
    cost = edit_cost(asked.text)
    if not alignment.pairs:
        return Evidence(0.0, cost * alignment.edits)
    gaps = [max(b[0] - a[0], b[1] - a[1]) - 1 for a, b in pairwise(alignment.pairs)]
    saved = sum(max(0, gap - RUN) for gap in gaps) * (1 - FURTHER)
    first, last = alignment.pairs[0][0], alignment.pairs[-1][0]
    lost = cost * (alignment.edits - saved) + EDGE * (first + len(asked.text) - 1 - last)
    equal = {at for _, at in alignment.pairs}
    units = list(said.units(alignment.pairs[0][1], alignment.pairs[-1][1] + 1))
    shares = [
        len(equal.intersection(range(unit.start, unit.end))) / (unit.end - unit.start) for unit in units
    ]
    alone, after = _worth(units, said, postings)
    shared = 0.0
    for number, share in enumerate(shares):
        follows = number > 0 and shares[number - 1] == 1.0
        shared += share * (after[number] if follows else alone[number])
    return Evidence(shared, lost)


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
