"""/quote: find a quote, or get a good one."""

import random
from dataclasses import replace

from bot.command import Command, Context, Option, OptionKind, Reads, reply
from bot.commands.hits import context_turns, hit, showing
from bot.commands.narrowing import filters
from bot.corpus.counts import counts
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Action, Reply
from bot.reply.changes import MarkSeen
from bot.reply.found import Hit, Quotes
from bot.retrieval.filters import Filters
from bot.retrieval.pick import Picked, Wish, pick_any, recall
from bot.retrieval.search import Ranked
from bot.settings import MOST_RESULTS


def answer(interaction: Interaction, context: Context) -> Reply:
    """Return hits for `text`, the passage `hit`, or without either a good quote at random."""
    text = interaction.option("text")
    if interaction.option("hit") or text.startswith("#"):
        return _again(interaction, context)
    if text:
        return _found(interaction, context)
    return _at_random(interaction, context)


def _found(interaction: Interaction, context: Context) -> Reply:
    size, page = _size(interaction, context), _number(interaction, "page", 1)
    first = (page - 1) * size
    query = context.searcher.read(interaction.option("text"))
    results = context.searcher.search(query, _narrowed(interaction, context), size, first)
    hits = tuple(shown for ranked in results.hits if (shown := hit(ranked, results.query, context)))
    quotes = Quotes(interaction.option("text"), results.total, hits, first)
    return _with_actions(quotes, interaction, context)


def _again(interaction: Interaction, context: Context) -> Reply:
    picked = recall(context.searcher, interaction.option("hit") or interaction.option("text"))
    quotes = Quotes(interaction.option("text"), 1, _alone(picked, context))
    return _with_actions(quotes, interaction, context)


def _at_random(interaction: Interaction, context: Context) -> Reply:
    choice = random.Random(f"{interaction.request}{interaction.at}")
    wish = Wish(_narrowed(interaction, context), "", context.seen, context.reported, choice=choice)
    picked = pick_any(context.searcher, wish)
    if picked is None:
        return reply(interaction, context, Quotes("", 0))
    shown = Quotes("", 1, _alone(picked, context))
    mark = MarkSeen(picked.id, picked.passage.speaker, context.now.date())
    answered = _with_actions(shown, interaction.with_options(hit=picked.id), context)
    return replace(answered, interaction=interaction, changes=(mark,))


def _alone(picked: Picked | None, context: Context) -> tuple[Hit, ...]:
    return (showing(Ranked(picked.passage, 0.0), picked.snippet, context),) if picked else ()


def _narrowed(interaction: Interaction, context: Context) -> Filters:
    narrowed = filters(interaction, context)
    besides = interaction.option("besides")
    if not besides:
        return narrowed
    others = (narrowed.speakers or frozenset(counts(context.searcher.corpus).speakers)) - {besides}
    return replace(narrowed, speakers=others)


def _number(interaction: Interaction, option: str, default: int) -> int:
    given = interaction.option(option) or str(default)
    if not (given.isdecimal() and given.isascii() and len(given) < 6 and int(given) > 0):
        raise UserError("error-number", {"value": given[:50]})
    return int(given)


def _size(interaction: Interaction, context: Context) -> int:
    return min(_number(interaction, "results", context.settings.results), MOST_RESULTS)


def _with_actions(quotes: Quotes, interaction: Interaction, context: Context) -> Reply:
    if len(quotes.hits) == 1 and interaction.option("context"):
        quotes = replace(quotes, hits=(_in_context(quotes.hits[0], context),))
    answered = reply(interaction, context, quotes)
    if interaction.option("public"):
        answered = replace(answered, private=False)
    return replace(
        answered, actions=(*_paging(quotes, interaction, context), *_about(answered, quotes, context))
    )


def _in_context(shown: Hit, context: Context) -> Hit:
    passage = context.searcher.get(shown.passage)
    before, after = context.searcher.context(passage)
    return replace(shown, before=context_turns(before, context), after=context_turns(after, context))


def _paging(quotes: Quotes, interaction: Interaction, context: Context) -> tuple[Action, ...]:
    page, last = _number(interaction, "page", 1), -(-quotes.total // _size(interaction, context))
    if last <= 1 or not interaction.option("text"):
        again = interaction.with_options(hit=None, context=None)
        return () if interaction.option("text") else (Action(context.text("action-again"), again),)
    turned = interaction.with_options(context=None)
    return (
        Action(context.text("action-previous"), turned.with_options(page=page - 1), disabled=page == 1),
        Action(context.text("action-next"), turned.with_options(page=page + 1), disabled=page == last),
    )


def _about(answered: Reply, quotes: Quotes, context: Context) -> tuple[Action, ...]:
    asked = answered.interaction
    if len(quotes.hits) != 1:
        return _sharing(answered, asked, context)
    shown = quotes.hits[0]
    fixed = asked if asked.option("text") or asked.option("hit") else asked.with_options(hit=shown.passage)
    open_ = bool(asked.option("context"))
    label = "action-context-off" if open_ else "action-context"
    actions = [Action(context.text(label), fixed.with_options(context=None if open_ else "on"))]
    if quotes.query and not quotes.query.startswith("#"):
        others = asked.asking("quote", text=quotes.query, besides=shown.speaker.id)
        actions.append(Action(context.text("action-others"), others, anew=True))
    actions += _sharing(answered, fixed, context)
    for reason, message in (("speaker", "action-wrong-speaker"), ("garbled", "action-garbled")):
        report = asked.asking("report", passage=shown.passage, reason=reason)
        actions.append(Action(context.text(message), report, anew=True))
    return tuple(actions)


def _sharing(answered: Reply, asked: Interaction, context: Context) -> tuple[Action, ...]:
    if not (answered.private and isinstance(answered.body, Quotes) and answered.body.hits):
        return ()
    return (Action(context.text("action-share"), asked.with_options(public="on"), anew=True),)


QUOTE = Command(
    "quote",
    answer,
    (
        Option("text"),
        Option("speaker", OptionKind.SPEAKER),
        Option("source", OptionKind.SOURCE),
        Option("since", OptionKind.DATE),
        Option("until", OptionKind.DATE),
        Option("hit", hidden=True),
        Option("besides", OptionKind.SPEAKER, hidden=True),
        Option("page", OptionKind.NUMBER, hidden=True),
        Option("results", OptionKind.NUMBER, hidden=True),
        Option("context", OptionKind.SWITCH, hidden=True),
        Option("public", OptionKind.SWITCH, hidden=True),
    ),
    frozenset({Reads.SEEN, Reads.REPORTS}),
    free_text="text",
)
