"""What a failed post says of itself: whether to try again, and whether it may stand there all the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from adapters.discord.poster import DiscordPoster
from adapters.discord.wire import NO_IDS, WireError
from adapters.poster import PostError
from bot.interaction import ChannelRef, Interaction
from tests.discord_bot import ScriptedBot, reply


@dataclass
class BrokenWire:
    error: WireError

    async def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        ids: Mapping[str, str] = NO_IDS,
        picture: bytes | None = None,
    ) -> Any:
        raise self.error


@pytest.mark.parametrize(
    ("error", "permanent", "unknown"),
    [
        (WireError(404), True, False),
        (WireError(401), False, False),
        (WireError(429, retry_after=9.0), False, False),
        (WireError(500), False, False),
        (WireError(502), False, False),
        (WireError(503), False, False),
        (WireError(504), False, False),
        (WireError(524), False, False),
        (WireError(0), False, True),
        (WireError(0, unsent=True), False, False),
    ],
    ids=str,
)
async def test_a_post_that_fails_says_how(error: WireError, permanent: bool, unknown: bool) -> None:
    poster = DiscordPoster(ScriptedBot(), BrokenWire(error))
    with pytest.raises(PostError) as raised:
        await poster.post(ChannelRef("discord", "1", "2"), reply(Interaction("help")), "key")
    assert (raised.value.permanent, raised.value.unknown) == (permanent, unknown)
    assert raised.value.retry_after == error.retry_after
