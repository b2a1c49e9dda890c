"""Discord as a whole: connected until told otherwise, answering what it hears."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from adapters.discord import parse
from adapters.discord.answer import Answerer, Told, ignore
from adapters.discord.client import Client
from adapters.discord.commands import synchronise, tidy
from adapters.discord.cooldown import Cooldown
from adapters.discord.gate import Gate
from adapters.discord.messages import Messenger
from adapters.discord.options import DiscordOptions
from adapters.discord.poster import DiscordPoster
from adapters.discord.watch import Hearing, Readiness
from adapters.discord.wire import NO_IDS, Answering, LoginError, WireError
from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction
from bot.texts import LOCALES, text

log = logging.getLogger(__name__)

FINISH_WITHIN = 7.0
LONGEST_PAUSE = 60.0
LEAVE_WITHIN = 1.5
_QUIET_WITHOUT_SERVERS = 6
_PAUSES = (0.1, 0.5, 2.0)


@dataclass(slots=True)
class Discord:
    """The connection, its answers and its health."""

    bot: Answering
    options: DiscordOptions
    tell: Callable[[Told], None] = ignore
    poster: DiscordPoster = field(init=False)
    """Posts the daily quotes."""
    _client: Client | None = field(init=False, default=None)
    _hearing: Hearing = field(init=False)
    _answerer: Answerer = field(init=False)
    _messenger: Messenger = field(init=False)
    _busy: set[asyncio.Task[Any]] = field(init=False, default_factory=set)
    _living: asyncio.Task[None] | None = field(init=False, default=None)
    _closing: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        options = self.options
        shared = Cooldown(options.person, options.channel), Gate(options.at_once)
        served = frozenset(options.guilds)
        self.poster = DiscordPoster(self.bot, self)
        self._hearing = Hearing(options.deaf_after)
        self._answerer = Answerer(self.bot, self, *shared, served, self.tell, options.defer_after)
        self._messenger = Messenger(self.bot, self, *shared, served, self.tell, self._lacking)

    async def run(self) -> None:
        """Stay connected until `close`, through whatever happens.

        Raises:
            LoginError: the token, the intents or the shards are wrong.
        """
        for locale in LOCALES:
            # Read the texts now: the first question would wait for them.
            text(locale, "discord-source")
        pause = 1.0
        while not self._closing.is_set():
            began = time.monotonic()
            self._living = asyncio.create_task(self._live())
            try:
                await asyncio.shield(self._living)
            except LoginError:
                raise
            except asyncio.CancelledError:
                if self._closing.is_set():
                    return
                await self.close()
                raise
            except Exception as error:
                # The SDK's errors may quote what was sent, the token among it: their kind must do.
                log.warning("discord connection lost: %s", type(error).__name__)
                log.debug("discord connection lost", exc_info=True)
            pause = 1.0 if time.monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            await self._closed_within(pause * random.uniform(0.5, 1))

    async def close(self) -> None:
        """Hear nothing new, finish what was begun, and leave."""
        self._closing.set()
        if self._busy:
            await asyncio.wait(self._busy, timeout=FINISH_WITHIN)
        if self._living is not None:
            # The SDK goes on connecting a shard that it began with, whatever was closed meanwhile.
            self._living.cancel()
            await asyncio.wait({self._living})

    def pending(self) -> int:
        """Return how many events are under way."""
        return len(self._busy)

    def readiness(self) -> Readiness:
        """Return what a health check wants to know."""
        shards = self._client.open_shards() if self._client else {}
        return self._hearing.readiness(shards, time.monotonic())

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
        for pause in _PAUSES:
            try:
                return await self._call(method, path, payload, ids, picture)
            except WireError as error:
                # The SDK tries again after some errors on Discord's side; after a proxy's it does not.
                failed = error.status == 0 or error.status >= 500
                lost = failed and not self._closing.is_set()
                if not (lost and (error.unsent or _may_repeat(method, path, payload))):
                    raise
            await asyncio.sleep(pause)
        return await self._call(method, path, payload, ids, picture)

    async def _call(
        self, method: str, path: str, payload: Any, ids: Mapping[str, str], picture: bytes | None
    ) -> Any:
        if self._client is None:
            raise WireError(0, reason="not connected", unsent=True)
        return await self._client.call(method, path, payload, ids=ids, picture=picture)

    async def _live(self) -> None:
        self._client = client = Client(self.options, self._hear)
        beside = asyncio.create_task(self._beside(client))
        try:
            await client.live()
        finally:
            beside.cancel()
            with suppress(TimeoutError):
                async with asyncio.timeout(LEAVE_WITHIN):
                    await client.close()

    async def _beside(self, client: Client) -> None:
        await client.logged_in.wait()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._synchronise(client))
            tasks.create_task(self._watch(client))
            tasks.create_task(self._note_departures(client))

    async def _closed_within(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    async def _hear(self, event: str, payload: parse.Payload, shard: int) -> None:
        self._hearing.hear(shard, time.monotonic())
        task = asyncio.current_task()
        if self._closing.is_set() or task is None:
            return
        self._busy.add(task)
        try:
            await self._heard(event, payload)
        finally:
            self._busy.discard(task)

    async def _heard(self, event: str, payload: parse.Payload) -> None:
        match event:
            case "INTERACTION_CREATE":
                if (got := parse.interaction(payload)) is not None:
                    await self._answerer.answer(got)
                    await self._still_asked(got.asked.channel)
            case "MESSAGE_CREATE":
                if (asked := self._message(payload)) is not None:
                    await self._messenger.answer(asked)
            case "GUILD_CREATE" if not payload.get("unavailable"):
                await self.bot.store.returned(_server(payload))
            case "GUILD_DELETE" if not payload.get("unavailable"):
                log.info("removed from a server", extra={"server": payload.get("id")})
                await self.bot.store.departed(_server(payload))

    async def _synchronise(self, client: Client) -> None:
        application, testing = str(client.application_id), self.options.test_guilds
        while True:
            try:
                await synchronise(self, application, testing)
                await client.wait_until_ready()
                if not testing:
                    await tidy(self, application, [str(guild.id) for guild in client.guilds])
            except WireError as error:
                log.warning("commands not synchronised: %s", error)
                if error.permanent:
                    return
                await asyncio.sleep(LONGEST_PAUSE)
            else:
                return

    async def _note_departures(self, client: Client) -> None:
        """Note the servers that removed the bot while it was away."""
        await client.wait_until_ready()
        try:
            for workspace in await self.bot.store.workspaces("discord"):
                if client.left(workspace.partition(":")[2]):
                    await self.bot.store.departed(workspace)
        except StoreError:
            log.exception("departures not noted")

    async def _watch(self, client: Client) -> None:
        while True:
            await asyncio.sleep(min(self.options.deaf_after / 4, 30.0))
            shards = [shard for shard, is_open in client.open_shards().items() if is_open]
            for shard in self._hearing.silent(shards, time.monotonic()):
                try:
                    await self._ask(client, shard)
                except Exception:
                    log.exception("discord watch", extra={"shard": shard})

    async def _ask(self, client: Client, shard: int) -> None:
        hears = await client.hears(shard)
        now = time.monotonic()
        if hears or (hears is None and not self._hearing.silent([shard], now, times=_QUIET_WITHOUT_SERVERS)):
            return
        log.warning("discord gateway is deaf", extra={"shard": shard})
        self._hearing.deaf(shard)
        await client.reconnect(shard)

    async def _still_asked(self, channel: ChannelRef) -> None:
        """Keep what a server without the bot chose, as long as people there use it as their own app."""
        if channel.workspace and self._client is not None and self._client.left(channel.workspace):
            await self.bot.store.returned(channel.workspace_key)

    def _message(self, payload: parse.Payload) -> Interaction | None:
        client = self._client
        return parse.message(payload, client.me, client.room(payload)) if client else None

    def _lacking(self, channel: ChannelRef) -> tuple[str, ...]:
        return self._client.lacking(channel) if self._client else ()


def _may_repeat(method: str, path: str, payload: Any) -> bool:
    """Whether a call that may have got through does no harm a second time."""
    once = isinstance(payload, dict) and payload.get("enforce_nonce")
    return method != "POST" or "/callback" in path or bool(once)


def _server(payload: parse.Payload) -> str:
    return ChannelRef("discord", workspace=str(payload["id"])).workspace_key
