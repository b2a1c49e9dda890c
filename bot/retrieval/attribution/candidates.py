"""Which passages are worth comparing with a fragment, by the index alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Corpus
from bot.retrieval.analyzer import TOKEN, Folded, Kind, Term, is_han, pair_key, stem, term_key, terms_of
from bot.retrieval.attribution.spelling import around, one_letter_off
from bot.retrieval.build import FIELDS
from bot.retrieval.filters import Mask
from bot.retrieval.postings import Postings

_MOST = 40
"""Passages that are compared closely."""
_TERMS = 120
"""Terms of a fragment that are looked up; the rarest tell the most."""
_BUDGET = 150_000
"""Postings that are read; the rarest terms come first."""
_ENOUGH = 1000
"""Passages with all terms that are looked for: more would not change the answer."""
_BLOCK = 20_000
"""Postings of the rarest term that are looked up among the other terms at a time."""
_MISSPELT = 6
"""Words that occur nowhere which are looked at for the words that they may mean."""
_BODY = FIELDS[0]
"""The least count of a term that occurs in the passage itself; others occur only around it."""

Rows = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]
Scores = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of the index."""

    likely: Rows
    """The passages that share most with the fragment, best first."""
    whole: Rows
    """Passages that hold every term of it, the shortest first: they are the likeliest to hold the words
    side by side. Empty if some term occurs nowhere."""


def candidates(fragment: Folded, postings: Postings, corpus: Corpus, mask: Mask | None) -> Found:
    """Return where to look for a fragment."""
    keys, frequencies = _by_frequency({term.key for term in _terms(fragment)}, postings)
    if len(keys) and frequencies[0]:
        return Found(_likely(keys, frequencies, postings, mask), _whole(keys[:_TERMS], postings, mask))
    known = set(keys[frequencies > 0].tolist())
    meant = known.union(_meant(fragment, postings))
    words = _spaced_words(fragment)
    cut = {words[0], words[-1]} if known and words else words
    meant |= {_key(whole) for word in cut if _key(word) not in known for whole in around(word, corpus)}
    likely = _likely(*_by_frequency(meant, postings), postings, mask)
    return Found(likely, np.zeros(0, np.int64))


def _by_frequency(keys: set[int], postings: Postings) -> tuple[Keys, Counts]:
    own = np.fromiter(keys, np.uint64, len(keys))
    frequencies = postings.frequencies(own)
    order = np.argsort(frequencies, kind="stable")
    return own[order], frequencies[order]


def _terms(fragment: Folded) -> list[Term]:
    """Return pairs of characters and of words, words of spaced scripts, and characters that stand alone."""
    terms = list(terms_of(fragment))
    paired = {at for term in terms if term.kind is Kind.BIGRAM for at in (term.span.start, term.span.end - 1)}
    return [
        term
        for term in terms
        if term.kind in {Kind.BIGRAM, Kind.PAIR}
        or (term.kind is Kind.WORD and not is_han(term.text))
        or (term.kind is Kind.CHARACTER and term.span.start not in paired)
    ]


def _meant(fragment: Folded, postings: Postings) -> Iterator[int]:
    """Yield the terms that occur of what misspelt words may mean, alone and beside the words around them."""
    words = ["", *_spaced_words(fragment), ""]
    own = postings.frequencies(np.array([_key(word) for word in words], np.uint64))
    misspelt = [at for at in range(1, len(words) - 1) if not own[at]][:_MISSPELT]
    for at in misspelt:
        likely = _occurring(
            [key for words_ in one_letter_off(words[at]) for key in _phrase(words_)], postings
        )
        yield from likely
        before, after = _key(words[at - 1]), _key(words[at + 1])
        beside = [pair for key in likely for pair in (pair_key(before, key), pair_key(key, after))]
        yield from _occurring(beside, postings)


def _phrase(words: Sequence[str]) -> list[int]:
    keys = [_key(word) for word in words]
    return [pair_key(first, second) for first, second in pairwise(keys)] or keys


def _occurring(keys: Sequence[int], postings: Postings) -> list[int]:
    own = np.array(keys, np.uint64)
    found: list[int] = own[postings.frequencies(own) > 0].tolist()
    return found


def _spaced_words(fragment: Folded) -> list[str]:
    return [token for token in TOKEN.findall(fragment.text) if not is_han(token)]


def _key(word: str) -> int:
    return term_key(stem(word)) if word else 0


def _likely(keys: Keys, frequencies: Counts, postings: Postings, mask: Mask | None) -> Rows:
    if not len(keys):
        return np.zeros(0, np.int64)
    keys, frequencies = keys[:_TERMS], frequencies[:_TERMS]
    read = max(1, int(np.searchsorted(np.cumsum(frequencies), _BUDGET, "right")))
    weights = np.log((len(postings) + 1) / (frequencies + 0.5))
    rows = [_body(postings, key)[:_BUDGET] for key in keys[:read].tolist()]
    values = [np.full(len(own), weight) for own, weight in zip(rows, weights, strict=False)]
    scores: Scores = np.bincount(np.concatenate(rows), np.concatenate(values), minlength=len(postings))
    if mask is not None:
        scores = scores * mask
    best = _best(scores, _MOST if read == len(keys) else 4 * _MOST)
    for key, weight in zip(keys[read:].tolist(), weights[read:], strict=True):
        scores[best] += weight * postings.contains(key, best)
    return best[np.argsort(-scores[best], kind="stable")][:_MOST]


def _best(scores: Scores, most: int) -> Rows:
    rows = np.flatnonzero(scores)
    if len(rows) > most:
        rows = rows[np.argpartition(-scores[rows], most)[:most]]
    return rows[np.lexsort((rows, -scores[rows]))]


def _whole(keys: Keys, postings: Postings, mask: Mask | None) -> Rows:
    rarest = _body(postings, int(keys[0]))
    found: list[Rows] = []
    for first in range(0, len(rarest), _BLOCK):
        rows = rarest[first : first + _BLOCK].astype(np.int64)
        if mask is not None:
            rows = rows[mask[rows]]
        for key in keys[1:].tolist():
            rows = rows[postings.contains(key, rows)]
        found.append(rows)
        if sum(map(len, found)) >= _ENOUGH:
            break
    whole = np.concatenate(found or [np.zeros(0, np.int64)])[:_ENOUGH]
    return whole[np.argsort(postings.lengths[whole], kind="stable")]


def _body(postings: Postings, key: int) -> npt.NDArray[np.int32]:
    at = int(postings.find(np.array([key], np.uint64))[0])
    own = slice(int(postings.starts[at]), int(postings.starts[at + 1]))
    return postings.rows[own][postings.counts[own] >= _BODY]
