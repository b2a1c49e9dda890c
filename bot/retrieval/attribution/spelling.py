"""Words of spaced scripts that a fragment may mean: it misspells them, or was cut out in their middle."""

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.corpus.counts import once
from bot.corpus.model import Corpus
from bot.retrieval.analyzer import TOKEN, fold, is_han

MOST_PASSAGES = 20_000
"""Corpora larger than this are not read for their vocabulary; a fragment's other words have to do."""
_SHORTEST = 3
_NEAREST = 4
_CUT = 6


def meant(word: str, corpus: Corpus) -> Iterator[str]:
    """Yield the words of a corpus that an unknown word is nearest to, and some that it is a part of."""
    if len(word) < _SHORTEST or len(corpus.passages) > MOST_PASSAGES:
        return
    known = _vocabulary(corpus)
    most = 1 if len(word) < 6 else 2
    nearest = process.extract(
        word, known, scorer=Levenshtein.distance, processor=None, score_cutoff=most, limit=_NEAREST
    )
    yield from (found for found, _, _ in nearest)
    around = (found for found in known if word in found)
    yield from sorted(around, key=len)[:_CUT]


@once
def _vocabulary(corpus: Corpus) -> Sequence[str]:
    words = {
        token
        for passage in corpus.passages
        for token in TOKEN.findall(fold(passage.text).text)
        if len(token) >= _SHORTEST and not is_han(token)
    }
    return sorted(words)
