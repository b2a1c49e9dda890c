"""What was announced on Discord is sent, also when Discord's proxies fail."""

from collections.abc import AsyncIterator

import pytest

from tests.discord_bot import ScriptedBot
from tests.discord_scene import ORIGINAL, connected
from tests.discord_server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_an_announced_answer_outlives_an_error_of_the_platform(
    server: DiscordServer, status: int
) -> None:
    async with connected(server, ScriptedBot(slow=0.5), defer_after=0.1):
        server.fail("PATCH", "/webhooks/.*", status, times=2)
        asked = await server.command("quote", {"text": "tide"})
        await server.until(lambda: server.found("PATCH", ORIGINAL), 20)
    assert (await server.callback(asked)).payload["type"] == 5
    assert len(server.found("PATCH", ORIGINAL)) == 1
