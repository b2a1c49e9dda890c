"""/sources: which interviews can be quoted here."""

from bot.command import Command, Context, Option, OptionKind
from bot.commands.listings import listed
from bot.corpus.counts import counts
from bot.corpus.model import Kind, Source
from bot.corpus.people import UNKNOWN
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.pages import ListingRow
from bot.texts.dates import show_date

MOST_SPEAKERS = 3


def answer(asked: Interaction, context: Context) -> Reply:
    """List the interviews, newest first; those without a date come last."""
    sources = sorted(context.searcher.corpus.sources.values(), key=lambda source: source.id)
    dated = [(source.date.first_day(), source) for source in sources if source.date]
    newest = [source for _, source in sorted(dated, key=lambda found: found[0], reverse=True)]
    ordered = [*newest, *(source for source in sources if not source.date)]
    title = context.text("sources-title", count=len(ordered))
    return listed(asked, context, title, [_row(source, context) for source in ordered])


def _row(source: Source, context: Context) -> ListingRow:
    known = counts(context.searcher.corpus)
    parts = (
        source.show,
        show_date(source.date, context.locale) if source.date else context.text("source-undated"),
        context.text("source-turns", turns=known.sources[source.id]),
        context.text("list-comma").join(_people(source, context)),
        context.text("notes") if source.kind is Kind.NOTES else "",
    )
    title = source.title.for_locale(context.locale) or source.show or source.id
    detail = " · ".join(part for part in parts if part and part != title)
    return ListingRow(source.id, title, detail, source.url or source.text_url)


def _people(source: Source, context: Context) -> list[str]:
    corpus = context.searcher.corpus
    speaking = [id_ for id_ in counts(corpus).speakers_of.get(source.id, ()) if id_ != UNKNOWN.id]
    names = [
        corpus.speakers[id_].names.for_locale(context.locale) for id_ in speaking if id_ in corpus.speakers
    ]
    return names[:MOST_SPEAKERS] + (["…"] if len(names) > MOST_SPEAKERS else [])


SOURCES = Command("sources", answer, (Option("page", OptionKind.NUMBER),), free_text="page")
