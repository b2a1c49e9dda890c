"""Examples of what one can ask, from what can be quoted in this room."""

import re

from bot.command import Context
from bot.corpus.counts import counts, once
from bot.corpus.model import Corpus, Kind, Passage
from bot.corpus.people import UNKNOWN

EXAMPLES = 3
_LOOKED_AT = 2000
"""Passages among which an example is looked for: help must be quick in a corpus of a million."""
_CLAUSE = re.compile(r"(?<![A-Za-z\d])[^，。！？；：、,.!?;:\n“”\"「」『』（）()\[\]]{8,30}(?![A-Za-z\d])")


def talkers(context: Context) -> list[str]:
    """Return the names of those who say most here."""
    corpus = context.searcher.corpus
    most = (id_ for id_, _ in counts(corpus).speakers.most_common() if id_ in corpus.speakers)
    names = (corpus.speakers[id_].names.for_locale(context.locale) for id_ in most if id_ != UNKNOWN.id)
    return [name for name in names if name][:EXAMPLES]


@once
def topic(corpus: Corpus) -> str:
    """Return a term of the glossary that many interviews speak of, but not everybody all the time.

    Where the glossary has none, a section's heading.
    """
    looked_at = corpus.passages[:: max(1, len(corpus.passages) // _LOOKED_AT)]
    enough = max(1, (len(corpus.sources) + 1) // 2)
    best, fewest = "", len(looked_at) + 1
    for concept in corpus.concepts:
        for term in concept.terms:
            within = [passage.source for passage in looked_at if term in passage.text]
            if len(set(within)) >= enough and len(within) < fewest:
                best, fewest = term, len(within)
    headings = (passage.section for passage in looked_at if 2 <= len(passage.section) <= 20)
    return best or next(headings, "")


def sayable(context: Context) -> str:
    """Return some words that a guest here said; empty if there are none."""
    corpus, drawn = context.searcher.corpus, context.settings.speakers
    for passage in corpus.passages[:: max(1, len(corpus.passages) // _LOOKED_AT)]:
        said = passage.quotable and passage.kind is Kind.VERBATIM and not passage.host
        if said and (not drawn or passage.speaker in drawn) and (words := _clause(passage)):
            return words
    return ""


def _clause(passage: Passage) -> str:
    found = max(_CLAUSE.findall(passage.text), key=len, default="")
    return found.strip() if len(found.strip()) >= 8 else ""
