"""From a passage that was found to what is shown of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Context
from bot.corpus.model import Kind, Passage, Span, Turn
from bot.corpus.people import UNKNOWN
from bot.corpus.script import shown
from bot.reply.found import ContextTurn, Hit
from bot.retrieval.query import Query
from bot.retrieval.search import Ranked
from bot.retrieval.snippet import Snippet, asked, snippet


def hit(ranked: Ranked, query: Query, context: Context) -> Hit | None:
    """Return what answers best of a passage; None if no whole sentence of it may be shown."""
    longest = context.searcher.corpus.sources[ranked.passage.source].rights.longest_quote
    found = snippet(ranked.passage, query, longest)
    if found is None:
        return None
    quote = showing(ranked, found, context)
    return quote if found.highlights else replace(quote, before=_asked(ranked.passage, query, context))


def _asked(passage: Passage, query: Query, context: Context) -> tuple[ContextTurn, ...]:
    """Return the question that a passage answers, where what was looked for stands only there."""
    turns = context.searcher.corpus.turns[passage.source]
    words = asked(passage.question, query)
    if not words or passage.turn < 2 or turns[passage.turn - 2].damaged:
        return ()
    speaker = context.searcher.corpus.speakers.get(turns[passage.turn - 2].speaker, UNKNOWN)
    return (ContextTurn(speaker, passage.turn - 1, _in_script(words, context)),)


def showing(ranked: Ranked, snippet: Snippet, context: Context) -> Hit:
    """Return the hit that shows `snippet` of a passage, in the script that the room chose."""
    passage = ranked.passage
    source = context.searcher.corpus.sources[passage.source]
    quote, highlights = converted(snippet, context.settings.script)
    return Hit(
        passage.id,
        quote,
        passage.text,
        context.searcher.corpus.speakers.get(passage.speaker, UNKNOWN),
        source,
        passage.turn,
        round(ranked.score, 4),
        highlights,
        verbatim=passage.kind is Kind.VERBATIM,
        translated=source.translated,
        weak=ranked.weak,
        section=passage.section,
        start=passage.start,
        turn_id=passage.turn_id,
        converted=quote != snippet.text,
    )


def converted(snippet: Snippet, script: str) -> tuple[str, tuple[Span, ...]]:
    """Return a snippet in another script; a change of length moves the highlights along."""
    if script == "as-spoken":
        return snippet.text, snippet.highlights
    text = shown(snippet.text, script)
    if len(text) == len(snippet.text):
        return text, snippet.highlights
    return _piecewise(snippet, script)


def _piecewise(snippet: Snippet, script: str) -> tuple[str, tuple[Span, ...]]:
    text, spans, position = "", [], 0
    for span in snippet.highlights:
        text += shown(snippet.text[position : span.start], script)
        start = len(text)
        text += shown(snippet.text[span.start : span.end], script)
        spans.append(Span(start, len(text)))
        position = span.end
    return text + shown(snippet.text[position:], script), tuple(spans)


def context_turns(turns: Sequence[Turn], context: Context) -> tuple[ContextTurn, ...]:
    """Return turns to show around a quote; doubtful ones are left out."""
    speakers = context.searcher.corpus.speakers
    return tuple(
        ContextTurn(speakers.get(turn.speaker, UNKNOWN), turn.number, _in_script(turn.text, context))
        for turn in turns
        if not turn.damaged
    )


def _in_script(text: str, context: Context) -> str:
    script = context.settings.script
    return text if script == "as-spoken" else shown(text, script)
