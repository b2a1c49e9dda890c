"""A mention or a direct message and its answer, as a reply."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from adapters.discord import limits, render, wire
from adapters.discord.answer import Told, ignore
from adapters.discord.cooldown import Cooldown
from adapters.discord.gate import Gate
from adapters.discord.prepare import Prepared, latest, opener, prepare, remember
from adapters.discord.wire import Answering, Wire, WireError
from bot.excerpt import shorten, visible
from bot.interaction import ChannelRef, Interaction
from bot.reply import Notice
from bot.reply.form import Form
from bot.reply.pages import Help
from bot.texts import negotiate, text

log = logging.getLogger(__name__)

TYPING_AFTER = 0.7
TYPING_EVERY = 8.0
_MESSAGES = "/channels/{channel_id}/messages"
_THREADS = _MESSAGES + "/{message_id}/threads"
_CANNOT_REPLY = 160002


@dataclass(slots=True)
class Messenger:
    """Answers messages."""

    bot: Answering
    wire: Wire
    cooldown: Cooldown
    gate: Gate
    guilds: frozenset[str] = frozenset()
    tell: Callable[[Told], None] = ignore
    lacking: Callable[[ChannelRef], tuple[str, ...]] = lambda _: ()
    """The names of the permissions that the bot lacks in a room, as far as is known."""
    now: Callable[[], float] = field(default=time.monotonic)

    async def answer(self, asked: Interaction) -> None:
        """Answer a message; never raises."""
        began, outcome = self.now(), "answered"
        try:
            if not await self._welcome(asked):
                return
            await self._answer(asked)
        except WireError as error:
            outcome = "undelivered"
            log.warning("discord refused an answer: %s", error, extra={"request": asked.request})
        except Exception:
            outcome = "failed"
            log.exception("discord message", extra={"request": asked.request})
        took = self.now() - began
        self.tell(Told(asked.via, "", outcome, took, took))

    async def _welcome(self, asked: Interaction) -> bool:
        channel = asked.channel
        if self.guilds and channel.workspace and channel.workspace not in self.guilds:
            return False
        if not channel.direct and not (await self.bot.settings(channel)).mentions:
            return False
        seconds = self.cooldown.wait(asked.user.key, channel.key, self.now())
        if seconds and self.cooldown.first_refusal(asked.user.key):
            said = text(negotiate(asked.user.locale), "discord-cooldown", seconds=max(1, round(seconds)))
            await self._post(_room(channel), _replying(render.words(said), asked))
        return not seconds

    async def _answer(self, asked: Interaction) -> None:
        asked = _following(asked)
        async with self._typing(_room(asked.channel)):
            prepared = await prepare(self.bot, asked, self.gate)
            if isinstance(prepared.reply.body, Form):
                prepared = await opener(self.bot, prepared)
        reply = prepared.reply
        secret = reply.private and not isinstance(reply.body, Help | Notice)
        if secret and not asked.channel.direct:
            await self._privately(asked, prepared)
            return
        thread = await self._thread(asked)
        channel = replace(asked.channel, thread=thread or asked.channel.thread)
        shown = replace(reply, interaction=replace(reply.interaction, channel=channel), private=False)
        prepared = replace(prepared, reply=shown)
        try:
            message = await self._send(_room(channel), prepared, None if thread else asked)
        except WireError as error:
            if not error.forbidden or asked.channel.direct:
                raise
            await self._tell_what_lacks(asked, prepared)
            return
        await remember(self.bot, prepared, message)

    async def _send(self, room: str, prepared: Prepared, replied: Interaction | None) -> str:
        *better, last = prepared.ways()
        for way in better:
            try:
                return await self._post(room, _replying(way.payload, replied), way.picture)
            except WireError as error:
                if error.code == _CANNOT_REPLY:
                    replied = None
                elif not error.permanent or error.status == 404:
                    raise
                log.warning("discord refused a card: %s", error)
        return await self._post(room, _replying(last.payload, replied), last.picture)

    async def _privately(self, asked: Interaction, prepared: Prepared) -> None:
        locale = prepared.reply.locale
        try:
            await self._send(await open_direct(self.wire, asked.user.id), prepared, None)
            said = text(locale, "discord-answered-privately")
        except WireError as error:
            if not error.forbidden:
                raise
            said = text(locale, "discord-private-refused")
        await self._post(_room(asked.channel), _replying(render.words(said), asked))

    async def _tell_what_lacks(self, asked: Interaction, prepared: Prepared) -> None:
        locale, room = prepared.reply.locale, _room(asked.channel)
        names = self.lacking(asked.channel) or ("send-messages", "embed-links")
        permissions = ", ".join(text(locale, f"permission-{name}") for name in names)
        said = text(locale, "discord-lacks-to-write", channel=room, permissions=permissions)
        direct = await open_direct(self.wire, asked.user.id)
        await self._post(direct, render.words(said))
        await self._send(direct, prepared, None)

    async def _thread(self, asked: Interaction) -> str:
        channel = asked.channel
        if channel.direct or channel.thread or not (await self.bot.settings(channel)).threads:
            return ""
        name = shorten(" ".join(visible(asked.option("text")).split()), limits.THREAD_NAME) or "…"
        ids = {"channel_id": _room(channel), "message_id": asked.message}
        try:
            return wire.message_id(await self.wire.call("POST", _THREADS, {"name": name}, ids=ids))
        except WireError as error:
            log.info("no thread opened: %s", error, extra={"request": asked.request})
            return ""

    async def _post(self, room: str, payload: render.Payload, picture: bytes | None = None) -> str:
        return wire.message_id(
            await self.wire.call("POST", _MESSAGES, payload, ids={"channel_id": room}, picture=picture)
        )

    @asynccontextmanager
    async def _typing(self, room: str) -> AsyncIterator[None]:
        shown = asyncio.create_task(self._show_typing(room))
        try:
            yield
        finally:
            shown.cancel()

    async def _show_typing(self, room: str) -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            try:
                await self.wire.call("POST", "/channels/{channel_id}/typing", ids={"channel_id": room})
            except WireError as error:
                log.info("typing not shown: %s", error)
                return
            await asyncio.sleep(TYPING_EVERY)


async def open_direct(wire_: Wire, user: str) -> str:
    """Return the id of the channel for direct messages with a person."""
    return wire.message_id(await wire_.call("POST", "/users/@me/channels", {"recipient_id": user}))


def _room(channel: ChannelRef) -> str:
    return channel.thread or channel.channel


def _following(asked: Interaction) -> Interaction:
    if asked.replies_to or not (asked.channel.direct or asked.channel.thread):
        return asked
    return replace(asked, replies_to=latest(asked.channel))


def _replying(payload: render.Payload, asked: Interaction | None) -> render.Payload:
    if asked is None:
        return payload
    once = {"nonce": asked.message[-limits.NONCE :], "enforce_nonce": True}
    return {
        **payload,
        **once,
        "message_reference": {"message_id": asked.message, "fail_if_not_exists": False},
    }
