"""Daily quotes into Slack's channels."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import chain

from adapters.poster import PostError
from adapters.slack import limits, render, wire
from adapters.slack.blocks import BLANK, escape, fit, literal, opened, rich, words
from adapters.slack.pace import Pace
from adapters.slack.wire import Given, SlackError, Wire
from bot.app import Bot
from bot.interaction import ChannelRef
from bot.reply import Reply

_CHANNEL = re.compile(r"<#(\w{1,20})>")


@dataclass(slots=True)
class SlackPoster:
    """See `adapters.poster.Poster`. Slack knows no key by which it would drop a second message."""

    bot: Bot
    pace: Pace
    wires: Callable[[str], Awaitable[Wire]]
    """Return a workspace's wire; it raises SlackError where the app is not installed."""
    workspaces: Callable[[], Awaitable[tuple[str, ...]]]
    platform: str = "slack"
    idempotent: bool = False

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        """See `Poster`."""
        del key
        payload = render.message(reply, await self.bot.ids(reply, render.LONGEST_ID))
        thread = {"thread_ts": channel.thread} if channel.thread else {}
        try:
            to = await self.wires(channel.workspace)
            await self.pace.turn(channel.channel)
            posted = await _posted(to, {"channel": channel.channel, **thread}, payload, reply)
        except SlackError as error:
            raise _post_error(error) from None
        return str(posted.get("ts", ""))

    async def tell(self, user: str, text: str) -> None:
        """See `Poster`; whoever is in none of our workspaces cannot be told."""
        refused = SlackError("user_not_found")
        for workspace in await self.workspaces():
            try:
                to = await self.wires(workspace)
                await to.call("chat.postMessage", {**_told(text), "channel": user})
            except SlackError as error:
                refused = error
            else:
                return
        raise _post_error(refused)


def _told(text: str) -> Given:
    """Return a line of our own, in which channels can be opened."""
    parts = enumerate(_CHANNEL.split(fit(text, limits.SECTION)))
    shown = (literal(part) if number % 2 == 0 else [opened(part)] for number, part in parts if part)
    return {"text": escape(text) or BLANK, "blocks": [rich(words(*chain.from_iterable(shown)))]}


async def _posted(to: Wire, place: Given, payload: Given, reply: Reply) -> Given:
    try:
        return await to.call("chat.postMessage", {**payload, **place})
    except SlackError as error:
        if error.code not in wire.REFUSED:
            raise
        return await to.call("chat.postMessage", {**render.words_only(reply), **place})


def _post_error(error: SlackError) -> PostError:
    reason = f"{error} ({error.needed})" if error.needed else str(error)
    permanent = error.code in wire.PERMANENT
    return PostError(reason, permanent=permanent, retry_after=error.retry_after, unknown=error.unknown)
