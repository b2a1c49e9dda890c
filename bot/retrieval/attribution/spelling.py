"""Words of spaced scripts that a fragment may mean: it misspells them, or was cut out in their middle."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from bot.corpus.counts import once
from bot.corpus.model import Corpus
from bot.retrieval.analyzer import TOKEN, fold, is_han

MOST_PASSAGES = 20_000
"""Corpora larger than this are not read for their vocabulary; a fragment's other words have to do."""
_SHORTEST = 3
_LONGEST = 24
"""Letters of a word that is taken for one; anything longer is a line without spaces."""
_CUT = 6


def one_letter_off(word: str) -> Iterator[tuple[str, ...]]:
    """Yield what a word is one slip away from: other words, or two words run together (Norvig, 2007)."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return
    for at in range(len(word) + 1):
        before, here, after = word[:at], word[at : at + 1], word[at + 1 :]
        for letter in ascii_lowercase:
            yield (before + letter + here + after,)
            if here:
                yield (before + letter + after,)
        if here:
            yield (before + after,)
        if 1 < at < len(word) - 1:
            yield before, here + after
            yield before, after


def around(word: str, corpus: Corpus) -> list[str]:
    """Return some words of a corpus that a word is a part of, the shortest first."""
    if len(word) < _SHORTEST or len(corpus.passages) > MOST_PASSAGES:
        return []
    return sorted((known for known in _vocabulary(corpus) if word in known), key=len)[:_CUT]


@once
def _vocabulary(corpus: Corpus) -> Sequence[str]:
    words = {
        token
        for passage in corpus.passages
        for token in TOKEN.findall(fold(passage.text).text)
        if len(token) >= _SHORTEST and not is_han(token)
    }
    return sorted(words)
