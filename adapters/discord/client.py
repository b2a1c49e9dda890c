"""The SDK: it logs in, keeps the connection, waits as rate limits ask; payloads pass through unchanged."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from adapters.discord.options import DiscordOptions
from adapters.discord.parse import Payload, Room
from adapters.discord.render import PICTURE
from adapters.discord.wire import NO_IDS, LoginError, WireError
from bot.interaction import ChannelRef

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0
"""Seconds that a rate limit may ask for before the call is given up."""
PROBE_WITHIN = 15.0
_FATAL = {
    4004: "Discord does not accept YULU_DISCORD_TOKEN: copy it anew from the developer portal.",
    4010: "Discord does not know one of the shards: check shard ids and shard count.",
    4011: "Discord asks for more shards: raise the shard count, or leave it to Discord.",
    4013: "Discord does not know the intents that were asked for.",
    4014: "Discord does not allow the intents that were asked for.",
}
_NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")

Heard = Callable[[str, Payload, int], Awaitable[None]]


class Client(discord.AutoShardedClient):
    """Hands on what the gateway says, by shard, and carries what is answered."""

    def __init__(self, options: DiscordOptions, heard: Heard) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            shard_count=options.shard_count,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
            # The one way in which the SDK hands on a payload as it came.
            enable_debug_events=True,
        )
        self.shard_ids = list(options.shard_ids) or None
        self._options = options
        self._heard = heard
        self._webhooks = AsyncWebhookAdapter()  # type: ignore[no-untyped-call]
        self._session: aiohttp.ClientSession | None = None
        self.logged_in = asyncio.Event()
        # Its debug lines hold tokens and people's words.
        logging.getLogger("discord").setLevel(logging.INFO)

    @property
    def me(self) -> str:
        """Return the bot's own user id; empty before it is known."""
        return str(self.user.id) if self.user else ""

    async def live(self) -> None:
        """Stay connected until `close`.

        Raises:
            LoginError: the token, the intents or the shards are wrong.
            Exception: anything else that ended the connection; a new client can try again.
        """
        _addresses(self._options)
        try:
            await self.start(self._options.token)
        except discord.LoginFailure:
            raise LoginError(_FATAL[4004]) from None
        except discord.PrivilegedIntentsRequired:
            raise LoginError(_FATAL[4014]) from None
        except discord.ConnectionClosed as closed:
            if closed.code in _FATAL:
                raise LoginError(_FATAL[closed.code]) from None
            raise

    async def setup_hook(self) -> None:
        """Open the connections that interactions are answered by; they know no global rate limit."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self.logged_in.set()

    async def close(self) -> None:
        """Close every connection."""
        await super().close()
        if self._session is not None:
            await self._session.close()

    async def on_socket_raw_receive(self, text: str) -> None:
        """Hand on an event as it came."""
        told = json.loads(text)
        if told.get("op") == 0:
            payload = told["d"] or {}
            await self._heard(told["t"], payload, self._shard(told["t"], payload))

    async def on_shard_resumed(self, shard: int) -> None:
        """Hand on that a shard went on where it was cut off; the payload does not say which."""
        await self._heard("SHARD_RESUMED", {}, shard)

    async def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        ids: Mapping[str, str] = NO_IDS,
        picture: bytes | None = None,
    ) -> Any:
        """See `Wire`."""
        try:
            route = Route(method, path, **ids)
            form = _form(payload, picture) if picture else None
            if "webhook_token" in ids:
                return await self._by_token(route, payload, form)
            if form:
                return await self.http.request(route, form=form)
            return await self.http.request(route, **({} if payload is None else {"json": payload}))
        except discord.RateLimited as error:
            raise WireError(429, reason="rate limit", retry_after=error.retry_after) from None
        except discord.HTTPException as error:
            raise WireError(error.status, error.code, error.text) from None
        except (aiohttp.ClientConnectorError, RuntimeError) as error:
            raise WireError(0, reason=type(error).__name__, unsent=True) from None
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            # An address may hold an interaction's token: say the kind of error, no more.
            raise WireError(0, reason=type(error).__name__) from None

    def room(self, payload: Payload) -> Room:
        """Return what is known of where a message was written, and of its author's rights there."""
        guild = self.get_guild(int(payload.get("guild_id") or 0))
        channel = guild.get_channel_or_thread(int(payload["channel_id"])) if guild else None
        if guild is None or channel is None:
            return Room()
        parent = str(channel.parent_id) if isinstance(channel, discord.Thread) else ""
        rights = _rights(guild, channel, payload)
        may_manage_all = rights.administrator or rights.manage_guild
        return Room(
            parent, may_manage_all or rights.manage_channels, may_manage_all, str(guild.preferred_locale)
        )

    def lacking(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return the names of the permissions that the bot lacks in a room, as far as is known."""
        guild = self.get_guild(int(channel.workspace or 0))
        room = guild.get_channel_or_thread(int(channel.thread or channel.channel)) if guild else None
        me = guild.get_member(self.user.id) if guild and self.user else None
        if room is None or me is None:
            return ()
        granted = room.permissions_for(me)
        names = [name for name in _NEEDED if not getattr(granted, name)]
        if channel.thread and not granted.send_messages_in_threads:
            names.append("send_messages_in_threads")
        return tuple(name.replace("_", "-") for name in names)

    def left(self, server: str) -> bool:
        """Whether a server of this process's shards does not have the bot."""
        number = int(server) if server.isdecimal() else 0
        mine = (number >> 22) % (self.shard_count or 1) in self.shards
        return mine and self.get_guild(number) is None

    def open_shards(self) -> dict[int, bool]:
        """Return each shard, and whether its connection is open."""
        return {shard: not info.is_closed() for shard, info in self.shards.items()}

    async def hears(self, shard: int) -> bool | None:
        """Ask a shard for an event; return whether it came, None where there is nothing to ask about."""
        guild = next((guild for guild in self.guilds if guild.shard_id == shard), None)
        if guild is None or self.user is None:
            return None
        try:
            async with asyncio.timeout(min(PROBE_WITHIN, self._options.deaf_after)):
                await guild.query_members(user_ids=[self.user.id], cache=False)
        except (TimeoutError, discord.DiscordException, OSError):
            return False
        return True

    async def reconnect(self, shard: int) -> None:
        """Connect a shard anew."""
        info = self.get_shard(shard)
        if info is not None:
            await info.reconnect()

    async def _by_token(self, route: Route, payload: Any, form: list[dict[str, Any]] | None) -> Any:
        if self._session is None:
            raise WireError(0, reason="not connected", unsent=True)
        if form:
            return await self._webhooks.request(route, self._session, multipart=form)
        return await self._webhooks.request(route, self._session, payload=payload)

    def _shard(self, event: str, payload: Payload) -> int:
        if event == "READY":
            return int((payload.get("shard") or [0])[0])
        guild = payload.get("id") if event.startswith("GUILD_") and "guild_id" not in payload else None
        found = payload.get("guild_id") or guild
        return (int(found) >> 22) % (self.shard_count or 1) if found else 0


def _addresses(options: DiscordOptions) -> None:
    if options.api:
        Route.BASE = options.api.rstrip("/")
    if options.gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(options.gateway)


def _form(payload: Any, picture: bytes) -> list[dict[str, Any]]:
    return [
        {"name": "payload_json", "value": json.dumps(payload)},
        {"name": "files[0]", "value": picture, "filename": PICTURE, "content_type": "image/png"},
    ]


def _rights(guild: discord.Guild, channel: Any, payload: Payload) -> discord.Permissions:
    author, roles = int(payload["author"]["id"]), (payload.get("member") or {}).get("roles", ())
    if author == guild.owner_id:
        return discord.Permissions.all()
    member = guild.get_member(author)
    if member is not None:
        return channel.permissions_for(member)  # type: ignore[no-any-return]
    granted = guild.default_role.permissions
    for role in filter(None, (guild.get_role(int(role)) for role in roles)):
        granted |= role.permissions
    return granted
