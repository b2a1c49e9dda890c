"""/speakers: whose words can be quoted here."""

from bot.command import Command, Context, Option, OptionKind
from bot.commands.listings import listed
from bot.corpus.counts import counts, span
from bot.corpus.model import Speaker
from bot.corpus.people import UNKNOWN
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.pages import ListingRow
from bot.texts.dates import show_date


def answer(asked: Interaction, context: Context) -> Reply:
    """List who speaks here, those who say most first; people that no facts file knows come last."""
    corpus = context.searcher.corpus
    speaking = [
        (corpus.speakers.get(id_, Speaker(id_, UNKNOWN.names, known=False)), turns)
        for id_, turns in counts(corpus).speakers.items()
        if id_ != UNKNOWN.id
    ]
    speaking.sort(key=lambda found: (not found[0].known, -found[1], found[0].id))
    title = context.text("speakers-title", count=len(speaking))
    return listed(asked, context, title, [_row(speaker, turns, context) for speaker, turns in speaking])


def _row(speaker: Speaker, turns: int, context: Context) -> ListingRow:
    sources = counts(context.searcher.corpus).sources_of[speaker.id]
    said = context.text("speaker-detail", turns=turns, sources=len(sources))
    detail = " · ".join(part for part in (said, _years(sources, context)) if part)
    return ListingRow(speaker.id, speaker.names.for_locale(context.locale) or speaker.id, detail)


def _years(sources: tuple[str, ...], context: Context) -> str:
    dates = span(context.searcher.corpus, sources)
    return " – ".join(dict.fromkeys(show_date(date, context.locale) for date in dates)) if dates else ""


SPEAKERS = Command("speakers", answer, (Option("page", OptionKind.NUMBER),), free_text="page")
