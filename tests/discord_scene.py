"""Discord and the bot connected to it, for tests of whole flows."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.connection import Discord
from adapters.discord.options import DiscordOptions
from adapters.discord.wire import Answering
from tests.discord_rules import Rules
from tests.discord_server import BOT, CHANNEL, DiscordServer

MESSAGES = rf"/channels/{CHANNEL}/messages"
ORIGINAL = r"/webhooks/901/.*/messages/@original"
FOLLOW_UP = r"/webhooks/901/[^/]+"
MENTION = f"<@{BOT}>"


@asynccontextmanager
async def playing(rules: Rules) -> AsyncIterator[DiscordServer]:
    """Play Discord; in the end, everything that was sent must have been valid."""
    addresses = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        async with DiscordServer(rules) as server:
            yield server
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = addresses
    assert server.problems == []


@asynccontextmanager
async def connected(server: DiscordServer, bot: Answering, **options: Any) -> AsyncIterator[Discord]:
    """Run the whole connection until the block ends."""
    given = {"token": server.token, "api": server.api, "gateway": server.gateway, **options}
    found = Discord(bot, DiscordOptions(**given))
    running = asyncio.create_task(found.run())
    try:
        await server.until(lambda: len(server.identified) >= server.shards and server.commands, 30)
        await until(lambda: found.readiness().ready, 30)
        yield found
    finally:
        await found.close()
        await running


async def until(happened: Callable[[], Any], seconds: float = 60.0) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def shown(payload: Any) -> str:
    """Return everything that a message says."""
    return json.dumps(payload, ensure_ascii=False)


def buttons(message: Any) -> dict[str, str]:
    """Return a message's buttons: label to id."""
    rows = [part for part in message["components"] if part["type"] == 1]
    return {button["label"]: button["custom_id"] for row in rows for button in row["components"]}


def kept(server: DiscordServer, interaction: dict[str, Any]) -> dict[str, Any]:
    """Return the message that answered an interaction."""
    return server.messages[server.originals[interaction["token"]]]
