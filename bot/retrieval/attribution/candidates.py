"""Which passages are worth comparing with a fragment, by the index alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Corpus
from bot.retrieval.analyzer import Folded, Kind, Term, is_han, stem, term_key, terms_of
from bot.retrieval.attribution.spelling import meant
from bot.retrieval.build import FIELDS
from bot.retrieval.filters import Mask
from bot.retrieval.postings import Postings

_MOST = 40
"""Passages that are compared closely."""
_BUDGET = 150_000
"""Postings that are read; the rarest terms come first."""
_BODY = FIELDS[0]
"""The least count of a term that occurs in the passage itself; others occur only around it."""

Rows = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of the index."""

    likely: Rows
    """The passages that share most with the fragment, best first."""
    whole: Rows
    """The passages that hold every term of it, ascending; empty if some term occurs nowhere."""


def candidates(fragment: Folded, postings: Postings, corpus: Corpus, mask: Mask | None) -> Found:
    """Return where to look for a fragment."""
    terms = _terms(fragment)
    keys = np.fromiter({term.key for term in terms}, np.uint64)
    frequencies = postings.frequencies(keys)
    order = np.argsort(frequencies, kind="stable")
    keys, frequencies = keys[order], frequencies[order]
    if len(keys) and frequencies[0]:
        return Found(_likely(keys, frequencies, postings, mask), _whole(keys, postings, mask))
    unknown = set(keys[frequencies == 0].tolist())
    missing = {term.text for term in terms if term.kind is Kind.WORD and term.key in unknown}
    guessed = {term_key(stem(word)) for text in missing for word in meant(text, corpus)} - set(keys.tolist())
    keys = np.concatenate((keys[frequencies > 0], np.fromiter(guessed, np.uint64)))
    frequencies = postings.frequencies(keys)
    order = np.argsort(frequencies, kind="stable")
    return Found(_likely(keys[order], frequencies[order], postings, mask), np.zeros(0, np.int64))


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


def _likely(keys: Keys, frequencies: npt.NDArray[np.int64], postings: Postings, mask: Mask | None) -> Rows:
    if not len(keys):
        return np.zeros(0, np.int64)
    read = max(1, int(np.searchsorted(np.cumsum(frequencies), _BUDGET, "right")))
    weights = np.log((len(postings) + 1) / (frequencies + 0.5))
    rows = [_body(postings, key) for key in keys[:read].tolist()]
    values = [np.full(len(own), weight) for own, weight in zip(rows, weights, strict=False)]
    scores: npt.NDArray[Any] = np.bincount(
        np.concatenate(rows), np.concatenate(values), minlength=len(postings)
    )
    if mask is not None:
        scores = np.where(mask, scores, 0.0)
    best = _best(scores, _MOST if read == len(keys) else 4 * _MOST)
    for key, weight in zip(keys[read:].tolist(), weights[read:], strict=True):
        scores[best] += weight * postings.contains(key, best)
    return best[np.argsort(-scores[best], kind="stable")][:_MOST]


def _best(scores: npt.NDArray[np.float64], most: int) -> Rows:
    rows = np.flatnonzero(scores > 0)
    if len(rows) > most:
        rows = rows[np.argpartition(-scores[rows], most)[:most]]
    return rows[np.lexsort((rows, -scores[rows]))]


def _whole(keys: Keys, postings: Postings, mask: Mask | None) -> Rows:
    rows: Rows = _body(postings, int(keys[0])).astype(np.int64)
    if mask is not None:
        rows = rows[mask[rows]]
    for key in keys[1:].tolist():
        rows = rows[postings.contains(key, rows)]
    return rows


def _body(postings: Postings, key: int) -> npt.NDArray[np.int32]:
    at = int(postings.find(np.array([key], np.uint64))[0])
    own = slice(int(postings.starts[at]), int(postings.starts[at + 1]))
    return postings.rows[own][postings.counts[own] >= _BODY]
