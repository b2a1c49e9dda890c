"""Reply to what Slack takes: a message, or a person's home."""

from collections.abc import Iterator
from typing import assert_never

from adapters.slack import limits
from adapters.slack.blocks import BLANK, Payload, buttons, escape, fit, section
from adapters.slack.cards import attribution, quotes
from adapters.slack.pages import help_page, home_page, listing, schedule, settings
from adapters.slack.timeline import timeline
from adapters.slack.wording import worded
from bot.plain_text import plain as plain_text
from bot.reply import Body, Notice, Reply
from bot.reply.form import Choices, Form
from bot.reply.found import Attribution, Quotes, Timeline
from bot.reply.pages import Help, Home, Listing, ScheduleList, Settings
from bot.texts import text

LONGEST_ID = limits.BUTTON_VALUE // 3
"""Of `Bot.ids`: each character may take three in a button's value."""


def message(reply: Reply, ids: tuple[str, ...], *, chart: bool = True, prefix: str = "") -> Payload:
    """Return a message's text and blocks; without `chart` where a picture of the timeline follows."""
    reply = worded(reply, prefix)
    body = list(_blocks(reply, reply.body, chart=chart))
    actions = buttons(reply.actions, ids)
    return {
        "text": _fallback(reply),
        "blocks": _fitted(body, actions, limits.BLOCKS, reply.locale),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def words_only(reply: Reply) -> Payload:
    """Return the answer as text alone: what is left to say when Slack refuses the blocks."""
    return {"text": _fallback(reply), "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


def notice(said: str) -> Payload:
    """Return a line of our own as a message."""
    return {"text": escape(said) or BLANK, "blocks": [section(said)]}


def home(reply: Reply, ids: tuple[str, ...], *, prefix: str = "") -> Payload:
    """Return a person's home tab."""
    reply = worded(reply, prefix)
    body = list(_blocks(reply, reply.body, chart=True))
    actions = buttons(reply.actions, ids)
    return {"type": "home", "blocks": _fitted(body, actions, limits.VIEW_BLOCKS, reply.locale)}


def _fallback(reply: Reply) -> str:
    return escape(fit(plain_text(reply), limits.TEXT)).strip() or BLANK


def _fitted(body: list[Payload], actions: list[Payload], most: int, locale: str) -> list[Payload]:
    room = limits.MESSAGE - _size(actions)
    kept = body[: most - len(actions)]
    if len(kept) == len(body) and _size(body) <= room:
        return body + actions
    while kept and (len(kept) > most - len(actions) - 1 or _size(kept) > room - 100):
        kept.pop()
    return [*kept, section(text(locale, "shortened")), *actions]


def _size(part: object) -> int:
    if isinstance(part, str):
        return len(part)
    if isinstance(part, dict):
        return sum(_size(value) for value in part.values())
    return sum(map(_size, part)) if isinstance(part, list) else 0


def _blocks(reply: Reply, body: Body, *, chart: bool) -> Iterator[Payload]:
    locale = reply.locale
    match body:
        case Quotes():
            yield from quotes(body, reply)
        case Attribution():
            yield from attribution(body, locale)
        case Timeline():
            yield from timeline(body, locale, chart=chart)
        case Settings():
            yield from settings(body)
        case ScheduleList():
            if body.text:
                yield section(body.text)
            yield from map(schedule, body.rows)
        case Listing():
            yield from listing(body, locale)
        case Help():
            yield from help_page(body)
        case Home():
            yield from home_page(body, locale)
        case Notice():
            yield section(body.text)
        case Choices() | Form():
            yield section(plain_text(reply))
        case _:
            assert_never(body)
