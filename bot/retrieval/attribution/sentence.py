"""The words in their sentence: what is shown of a match."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.corpus.model import Passage, Span
from bot.excerpt import shorten
from bot.retrieval.attribution.match import Match
from bot.retrieval.attribution.turns import Spoken
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import Snippet

_CLAUSE = re.compile(r"[^，,；;。！？!?：:\n]*(?:[，,；;。！？!?：:\n]+[”’」』\"')）]*|$)")


def in_sentence(match: Match, longest: int | None = None) -> tuple[Passage, Snippet] | None:
    """Return the sentences of a match and the passage that holds them; None if none of it is certain.

    Nothing doubtful is shown, and at most `longest` characters.
    """
    spoken = match.spoken
    shown = _certain(spoken, list(_touched(sentences(spoken.text), match.place)), match.place)
    if shown is None:
        return None
    if longest is not None and shown.end - shown.start > longest:
        shown = _shorter(spoken, shown, match.place, longest)
    passage, start = _holding(spoken, shown)
    place = Span(shown.start - start, shown.end - start)
    text = passage.text[place.start : place.end]
    marked = Span(max(match.place.start - shown.start, 0), min(match.place.end - shown.start, len(text)))
    if longest is not None and len(text) > longest:
        text = shorten(text, longest)
        marked = Span(min(marked.start, len(text)), min(marked.end, len(text)))
    return passage, Snippet(text, place, (marked,) if marked.start < marked.end else ())


def _touched(spans: Iterator[Span], place: Span) -> Iterator[Span]:
    return (span for span in spans if span.start < place.end and place.start < span.end)


def _certain(spoken: Spoken, whole: Sequence[Span], place: Span) -> Span | None:
    """Return the longest run of sentences, else of clauses, that nothing in is doubtful."""
    if not whole:
        return None
    all_ = Span(whole[0].start, whole[-1].end)
    if not spoken.doubtful(all_):
        return all_
    clauses = (
        Span(*found.span())
        for found in _CLAUSE.finditer(spoken.text, all_.start, all_.end)
        if found[0].strip()
    )
    best: Span | None = None
    run: Span | None = None
    for clause in _touched(clauses, place):
        if spoken.doubtful(clause):
            run = None
            continue
        run = Span(run.start if run else clause.start, clause.end)
        if best is None or run.end - run.start > best.end - best.start:
            best = run
    return best


def _shorter(spoken: Spoken, shown: Span, place: Span, longest: int) -> Span:
    """Return the first whole sentences of the match that fit, else the match's own part of the first."""
    touched = [span for span in _touched(sentences(spoken.text), place) if span.start >= shown.start]
    end = 0
    for span in touched:
        if span.end - touched[0].start <= longest and span.end <= shown.end:
            end = span.end
    if end:
        return Span(touched[0].start, end)
    for clause in _CLAUSE.finditer(spoken.text, shown.start, shown.end):
        if clause.start() <= place.start < clause.end():
            return Span(clause.start(), min(shown.end, max(place.end, clause.end())))
    return shown


def _holding(spoken: Spoken, shown: Span) -> tuple[Passage, int]:
    """Return the passage that holds a range of a turn, made of several if need be, and where it begins."""
    ends = [start + len(passage.text) for start, passage in zip(spoken.starts, spoken.passages, strict=True)]
    held = [
        (start, passage)
        for start, end, passage in zip(spoken.starts, ends, spoken.passages, strict=True)
        if start < shown.end and shown.start < end
    ]
    start, passage = held[0]
    if len(held) == 1:
        return passage, start
    return replace(passage, text="\n".join(each.text for _, each in held), doubts=(), emphasis=()), start
