"""Which quote is a day's, and how a room sees it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

from bot.command import Context
from bot.commands import narrowing, quote
from bot.corpus.counts import counts
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.found import Quotes
from bot.retrieval.filters import Filters
from bot.retrieval.pick import Picked, Wish, anniversaries
from bot.schedule import Schedule, State

_RESTED = 2
"""Days in a row after which a speaker gets a rest."""


def shown_as(picked: Picked, asked: Interaction, context: Context, day: date) -> Reply:
    """Return a quote as the room sees it: for everybody, and with buttons that leave it in place."""
    found = quote.answer(asked.asking("quote", hit=picked.id), context)
    kept = tuple(
        action if action.interaction.option("hit") else replace(action, anew=True) for action in found.actions
    )
    shown = replace(found, private=False, actions=kept)
    return headed(shown, _anniversary(shown, context, day))


def headed(shown: Reply, heading: str) -> Reply:
    """Return a quote with a line above it."""
    if not isinstance(shown.body, Quotes) or not heading:
        return shown
    return replace(shown, body=replace(shown.body, heading=heading))


def _anniversary(shown: Reply, context: Context, day: date) -> str:
    if not isinstance(shown.body, Quotes) or not shown.body.hits:
        return ""
    source = shown.body.hits[0].source
    if source.date is None or source.id not in anniversaries(context.searcher, day):
        return ""
    return context.text("daily-anniversary", years=day.year - source.date.year)


def wish_of(schedule: Schedule, context: Context, day: date) -> Wish:
    """Return what a schedule draws from on a local date; on the same date it draws the same."""
    corpus = context.searcher.corpus
    speakers = _still_there(schedule.speakers, counts(corpus).speakers)
    sources = _still_there(schedule.sources, corpus.sources)
    return Wish(
        Filters(
            narrowing.both(speakers, frozenset(context.settings.speakers)),
            narrowing.both(sources, frozenset(context.settings.sources)),
        ),
        schedule.topic,
        context.seen,
        context.reported,
        _tired(context, day),
        day,
        daily=True,
        choice=Random(f"{schedule.id}:{day}"),
    )


def _still_there(chosen: tuple[str, ...], known: Mapping[str, object]) -> frozenset[str]:
    return frozenset(id_ for id_ in chosen if id_ in known) or frozenset({narrowing.NOBODY} if chosen else ())


def _tired(context: Context, day: date) -> frozenset[str]:
    """Return who was heard here on both of the last two days."""
    heard: dict[date, set[str]] = defaultdict(set)
    for row in context.schedules:
        for line in row.history:
            if line.day < day and line.state in {State.POSTED, State.UNKNOWN}:
                heard[line.day].add(line.speaker)
    last = sorted(heard, reverse=True)[:_RESTED]
    return (
        frozenset.intersection(*(frozenset(heard[on]) for on in last))
        if len(last) == _RESTED
        else frozenset()
    )
