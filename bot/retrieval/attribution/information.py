"""How much words tell, in nats.

A character or word that follows what it follows in few passages tells much, one that everybody says tells
little. The units u1 … un of a run are worth

    I = idf(u1) + Σ (idf(u(k-1) uk) - idf(u(k-1))),    idf(x) = ln((N + 1) / (passages with x + ½))

their information under a model of neighbouring pairs; N is the number of passages. As a small corpus cannot
tell what everybody says, no character is worth less than `LEAST - LEAST_STEP · ln N`, and no word of another
script less than twice that.
"""

from collections.abc import Sequence, Set
from math import log

import numpy as np

from bot.corpus.model import Span
from bot.retrieval.analyzer import bigram_key, is_han, pair_key, stem, term_key
from bot.retrieval.attribution.words import Words
from bot.retrieval.postings import Postings

LEAST, LEAST_STEP = 2.4, 0.25


def shared(said: Words, equal: Set[int], meant: Set[int], postings: Postings) -> float:
    """Return what the units of a turn tell of which a fragment has, or means, some characters."""
    whole = said.whole_words(Span(min(equal), max(equal) + 1))
    units = list(said.units(whole.start, whole.end))
    alone, after = _worth(units, said, postings)
    nats, follows = 0.0, False
    for number, unit in enumerate(units):
        characters = range(unit.start, unit.end)
        share = len((meant if len(characters) > 1 else equal) & frozenset(characters)) / len(characters)
        nats += share * (after if follows else alone)[number]
        follows = share == 1.0
    return nats


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
