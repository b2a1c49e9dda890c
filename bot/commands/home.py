"""A person's own page, where the platform has one: today's quote, their daily quotes, the help."""

from random import Random

from bot.command import Command, Context, Reads
from bot.commands import help as help_
from bot.commands.daily_page import shown_row
from bot.commands.hits import showing
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.found import Hit
from bot.reply.pages import Help, Home
from bot.retrieval.pick import Wish, pick
from bot.retrieval.search import Ranked


def answer(asked: Interaction, context: Context) -> Reply:
    """Return the page; its quote is the same all day."""
    helping = help_.answer(asked, context).body
    body = Home(
        context.text("home-title"),
        _today(context),
        context.text("home-language", language=context.text(f"choice-{context.locale}")),
        tuple(shown_row(row, context) for row in context.schedules),
        helping if isinstance(helping, Help) else Help("", "", (), ()),
    )
    return Reply(body, asked, context.locale, private=True)


def _today(context: Context) -> Hit | None:
    today = context.now.date()
    wish = Wish(besides=context.reported, today=today, daily=True, choice=Random(today.isoformat()))
    picked = pick(context.searcher, wish)
    return showing(Ranked(picked.passage, 0.0), picked.snippet, context) if picked else None


HOME = Command("home", answer, reads=frozenset({Reads.OWN_SCHEDULES, Reads.REPORTS}), hidden=True)
