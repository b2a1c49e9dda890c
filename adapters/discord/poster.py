"""Messages that nobody just asked for: the daily quote, and a word to the one who set it."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from adapters.discord import limits, render, wire
from adapters.discord.markup import fit
from adapters.discord.messages import open_direct
from adapters.discord.prepare import Prepared, dress, remember
from adapters.discord.wire import Answering, Wire, WireError
from adapters.poster import PostError
from bot.interaction import ChannelRef
from bot.reply import Reply

_MESSAGES = "/channels/{channel_id}/messages"
_CHANNEL = re.compile(r"\\*<\\*#(\d{1,20})\\*>")
"""A channel, with what keeps other text from meaning anything."""


@dataclass(slots=True)
class DiscordPoster:
    """Posts to Discord; the same key within some minutes is the same message."""

    bot: Answering
    wire: Wire
    platform: str = "discord"
    idempotent: bool = True

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        """See `Poster`."""
        with _post_errors():
            prepared = await dress(self.bot, reply)
            message = await self._send(channel.thread or channel.channel, prepared, key)
        await remember(self.bot, prepared, message)
        return message

    async def tell(self, user: str, text: str) -> None:
        """See `Poster`."""
        with _post_errors():
            direct = await open_direct(self.wire, user)
            said = render.words(_CHANNEL.sub(r"<#\1>", fit(text, limits.CONTENT)))
            await self.wire.call("POST", _MESSAGES, said, ids={"channel_id": direct})

    async def _send(self, room: str, prepared: Prepared, key: str) -> str:
        *better, last = prepared.ways()
        once = {"nonce": nonce(key), "enforce_nonce": True}
        for way in better:
            try:
                return await self._post(room, {**way.payload, **once}, way.picture)
            except WireError as error:
                if not error.permanent or error.status == 404:
                    raise
        return await self._post(room, {**last.payload, **once}, last.picture)

    async def _post(self, room: str, payload: render.Payload, picture: bytes | None) -> str:
        return wire.message_id(
            await self.wire.call("POST", _MESSAGES, payload, ids={"channel_id": room}, picture=picture)
        )


def nonce(key: str) -> str:
    """Return a key as short as Discord wants it, the same for the same key."""
    return hashlib.blake2b(key.encode(), digest_size=limits.NONCE // 2).hexdigest()


@contextmanager
def _post_errors() -> Iterator[None]:
    try:
        yield
    except WireError as error:
        lost = error.status == 0 and not error.unsent
        # A token that is not valid any more is no fault of the room's.
        closed = error.permanent and error.status != 401
        raise PostError(str(error), permanent=closed, retry_after=error.retry_after, unknown=lost) from error
