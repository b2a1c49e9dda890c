"""From a question to everything that can be sent for it: the card, and what to fall back to."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from adapters.discord import limits, render
from adapters.discord.gate import Gate
from adapters.discord.parse import ATTACH_FILES, EMBED_LINKS
from adapters.discord.wire import Answering
from bot import chart
from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction
from bot.reply import Action, Notice, Reply
from bot.reply.form import Form
from bot.reply.found import Timeline
from bot.texts import text

log = logging.getLogger(__name__)
ID_LENGTH = limits.CUSTOM_ID - 1
"""One character of a component's id says where the answer goes."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One way to send an answer."""

    payload: render.Payload
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer with its buttons' ids and its picture."""

    reply: Reply
    ids: tuple[str, ...] = ()
    picture: bytes | None = None

    @property
    def failed(self) -> bool:
        """Whether it only says what went wrong."""
        return isinstance(self.reply.body, Notice) and self.reply.body.level == "error"

    def ways(self, permissions: int | None = None, *, card: bool = True) -> Iterator[Sending]:
        """Return the ways to send it, best first, each for where the one before is refused."""
        may_embed = permissions is None or bool(permissions & EMBED_LINKS)
        may_attach = permissions is None or bool(permissions & ATTACH_FILES)
        if card and may_embed:
            if self.picture and may_attach:
                yield Sending(render.message(self.reply, self.ids, picture=True), self.picture)
            note = self._lacking("attach-files") if self.picture else ""
            yield Sending(render.message(self.reply, self.ids, note=note))
        note = self._lacking("embed-links") if card else ""
        yield Sending(render.plain_message(self.reply, self.ids, note))

    def _lacking(self, permission: str) -> str:
        locale = self.reply.locale
        return text(locale, "discord-lacks", permissions=text(locale, f"permission-{permission}"))


async def prepare(bot: Answering, asked: Interaction, gate: Gate) -> Prepared:
    """Ask the bot."""
    async with gate.work():
        reply = await bot.handle(asked)
    return await dress(bot, reply)


async def dress(bot: Answering, reply: Reply) -> Prepared:
    """Give an answer its buttons' ids and its picture."""
    return Prepared(reply, await bot.ids(reply, ID_LENGTH), await _picture(reply))


async def opener(bot: Answering, prepared: Prepared) -> Prepared:
    """Return a message with a button, for a form that came too late to be opened by itself."""
    reply = prepared.reply
    button = Action(text(reply.locale, "discord-form-open"), reply.interaction, anew=True)
    said = Notice(text(reply.locale, "discord-form-ready"))
    return await dress(bot, Reply(said, reply.interaction, reply.locale, private=True, actions=(button,)))


async def form_id(bot: Answering, reply: Reply, form: Form, *, in_place: bool) -> str:
    """Return a modal's id, which carries what it becomes when it is sent."""
    sending = replace(reply, body=Notice(""), actions=(Action(form.submit_label, form.submit),))
    (found,) = await bot.ids(sending, ID_LENGTH)
    return (render.IN_PLACE if in_place else render.ANEW) + found


async def remember(bot: Answering, prepared: Prepared, message: str) -> None:
    """Let follow-ups find an answer: by its message, and in direct messages and threads as the latest."""
    reply, channel = prepared.reply, prepared.reply.interaction.channel
    if prepared.failed or (reply.private and not channel.direct):
        return
    known_as = [message] if message else []
    if channel.direct or channel.thread:
        known_as.append(latest(channel))
    try:
        for name in known_as:
            await bot.sent(reply, name)
    except StoreError:
        log.exception("answer not remembered", extra={"request": reply.interaction.request})


def latest(channel: ChannelRef) -> str:
    """Return the id under which a room's latest answer is remembered."""
    return f"latest{channel.thread}"


async def _picture(reply: Reply) -> bytes | None:
    if not isinstance(reply.body, Timeline) or len(reply.body.points) < 2:
        return None
    try:
        return await asyncio.to_thread(chart.draw, reply.body, reply.locale, dark=True)
    except Exception:
        log.exception("picture", extra={"request": reply.interaction.request})
        return None
