"""From a fragment to the turns it is from, or to an honest no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.corpus.counts import once
from bot.corpus.model import Corpus, Kind, Passage
from bot.reply.found import Verdict
from bot.retrieval.attribution.candidates import candidates
from bot.retrieval.attribution.exactly import ENOUGH, exact, exact_across, occurrence
from bot.retrieval.attribution.gaps import Surprise
from bot.retrieval.attribution.match import Match
from bot.retrieval.attribution.nearly import Nearly
from bot.retrieval.attribution.turns import Spoken, turns_of
from bot.retrieval.attribution.words import Words, bare, read
from bot.retrieval.filters import EVERYTHING, Filters, Mask
from bot.retrieval.search import Searcher

LONGEST = 2000
"""Characters of a fragment that are compared."""
COMMON = 10
"""Turns from which on words that several people said are too common to attribute."""
_EXAMPLES = 3
_READ = 300
"""Passages that are read of those that hold all terms of a fragment."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """Whose words a fragment is: oldest first, or the best first where they are near."""

    verdict: Verdict
    matches: tuple[Match, ...] = ()
    remark: str = ""
    """What an editor wrote, where the fragment stands only there."""
    speakers: int = 0
    """How many people said it, where it is too common to attribute."""


def attribute(fragment: str, searcher: Searcher, filters: Filters = EVERYTHING) -> Attributed:
    """Return who said a fragment, of which the first `LONGEST` characters count."""
    fragment = fragment[:LONGEST]
    asked, passages, mask = read(fragment), searcher.passages, searcher.mask(filters)
    if not asked.text:
        return Attributed(Verdict.NOT_FOUND)
    found = candidates(asked.folded, searcher.index.postings, searcher.corpus, mask)
    whole = turns_of(found.whole[:_READ].tolist(), passages)
    likely = turns_of(found.likely.tolist(), passages)
    spoken = [turn for turn in likely if _said(turn)]
    matches = (
        exact(asked, filter(_said, whole)) or exact(asked, spoken) or exact_across(asked, spoken, passages)
    )
    if matches := _allowed(matches, mask):
        unread = [passages[row] for row in found.whole.tolist()] if len(matches) >= ENOUGH else []
        return _exactly(matches, unread, searcher.corpus)
    paraphrases = (passage.text for turn in (*whole, *likely) if not _said(turn) for passage in turn.passages)
    if remark := _remark(asked, paraphrases, searcher.corpus):
        return Attributed(Verdict.NOT_FOUND, remark=remark)
    postings = searcher.index.postings
    nearly = Nearly(asked, fragment, Surprise.of(asked, postings), passages, postings)
    if near := _allowed(nearly.matches(spoken), mask):
        return Attributed(Verdict.NEAR, tuple(near))
    return Attributed(Verdict.NOT_FOUND)


def _allowed(matches: Sequence[Match], mask: Mask | None) -> list[Match]:
    """Return the matches that may be shown: a neighbouring turn may be another person's."""
    return [match for match in matches if mask is None or mask[match.spoken.first]]


def _said(turn: Spoken) -> bool:
    return turn.passages[0].kind is Kind.VERBATIM


def _exactly(matches: Sequence[Match], unread: Sequence[Passage], corpus: Corpus) -> Attributed:
    oldest = sorted(matches, key=lambda match: _age(match, corpus))
    verdict = Verdict.NEAR if all(match.doubtful for match in oldest) else Verdict.EXACT
    said = (*(match.spoken.passages[0] for match in oldest), *unread)
    people = {passage.speaker for passage in said if passage.kind is Kind.VERBATIM}
    if len(people) > 1 and len(oldest) > COMMON:
        return Attributed(verdict, tuple(oldest[:_EXAMPLES]), speakers=len(people))
    return Attributed(verdict, tuple(oldest[:COMMON]))


def _age(match: Match, corpus: Corpus) -> tuple[date, bool, int]:
    """Return what to sort by: the date, then the interview itself before lines pulled out of it."""
    first = match.spoken.passages[0]
    published = corpus.sources[first.source].date
    return published.first_day() if published else date.max, first.pull_quote, match.spoken.first


def _remark(asked: Words, paraphrases: Iterable[str], corpus: Corpus) -> str:
    """Return what was written about a talk, by an editor or as notes, that holds the fragment."""
    for text in paraphrases:
        if asked.text in bare(text) and occurrence(asked, read(text)):
            return text
    texts, joined = _editorial(corpus)
    if asked.text not in joined:
        return ""
    return next((text for text in texts if occurrence(asked, read(text))), "")


@once
def _editorial(corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """Return what is nobody's words, and the same as one bare text."""
    texts = tuple(remark.text for remark in corpus.remarks)
    return texts, "\n".join(map(bare, texts))
