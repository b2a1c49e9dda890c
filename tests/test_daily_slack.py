"""The daily quote into a Slack that fails: sent again where it was not taken, and else never."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

import pytest

from adapters.daily import Daily
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import SaveSchedule
from bot.schedule import Posting, Rule, Schedule, State
from bot.store.sql import SqlStore
from tests.clock import Clock
from tests.servers.slack import SlackServer
from tests.slack_bot import FakeBot
from tests.slack_scene import Payload, scene

ROOM = ChannelRef("slack", "C1", "T1")
ASKED = Interaction("daily", channel=ROOM, user=UserRef("slack", "U1", may_manage=True))
SCHEDULE = Schedule("s1", ROOM.key, Rule(time(8, 30), "UTC"), owner="slack:U1")
HTML = {"page": "<html>Bad Gateway</html>", "headers": {"Content-Type": "text/html"}}
NOT_JSON = {"page": "upstream", "headers": {"Content-Type": "application/json"}}


@dataclass
class Room:
    """A quote that is due, a clock that posts it, and a Slack to post it to."""

    server: SlackServer
    store: SqlStore
    clock: Clock
    daily: Daily

    async def beat(self, **ahead: float) -> None:
        self.clock.moment += timedelta(**ahead)
        await self.daily._beat()
        await asyncio.gather(*self.daily._busy.values())

    def sent(self) -> int:
        return len(self.server.of("chat.postMessage"))

    async def line(self) -> Posting:
        (row,) = await self.store.schedules(ROOM)
        return row.history[0]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    clock = Clock()
    store = await SqlStore.open(f"sqlite+aiosqlite:///{tmp_path / 'yulu.db'}", clock)
    await store.apply(ASKED, (SaveSchedule(SCHEDULE),))
    clock.moment += timedelta(minutes=30)
    bot = FakeBot()
    async with scene("http", bot) as on:
        on.slack.delivery.pace.gap = 0
        yield Room(on.server, store, clock, Daily(bot, store, {"slack": on.slack.poster}))  # type: ignore[arg-type]
    await store.close()


@pytest.mark.parametrize(
    ("failure", "sent", "state"),
    [
        ({"status": 500}, 2, State.POSTED),
        ({"status": 500, **HTML}, 2, State.POSTED),
        ({"status": 502, **HTML}, 2, State.POSTED),
        ({"status": 503, "error": "service_unavailable"}, 2, State.POSTED),
        ({"status": 503, **NOT_JSON}, 2, State.POSTED),
        ({"status": 408, "error": "request_timeout"}, 2, State.POSTED),
        ({"status": 429, "error": "ratelimited"}, 2, State.POSTED),
        ({"status": 504, **HTML}, 2, State.POSTED),
        ({"status": 504, **NOT_JSON}, 2, State.POSTED),
        ({"status": 520, **HTML}, 2, State.POSTED),
        ({"status": 200, **HTML}, 1, State.UNKNOWN),
        ({"status": 200, **NOT_JSON}, 1, State.UNKNOWN),
        ({"status": 500, "error": "internal_error"}, 1, State.UNKNOWN),
        ({"error": "internal_error"}, 1, State.UNKNOWN),
        ({"error": "fatal_error"}, 1, State.UNKNOWN),
        ({"error": "hang-up"}, 1, State.UNKNOWN),
    ],
    ids=str,
)
async def test_only_what_slack_did_not_take_is_sent_again(
    room: Room, failure: Payload, sent: int, state: State
) -> None:
    room.server.fail("chat.postMessage", **failure)
    await room.beat()
    await room.beat(minutes=2)
    await room.beat(minutes=2)
    assert room.sent() == sent
    assert (await room.line()).state is state


@pytest.mark.parametrize(("status", "wait"), [(429, 90), (503, 40), (504, 60)])
async def test_slack_says_how_long_to_wait(room: Room, status: int, wait: int) -> None:
    room.server.fail("chat.postMessage", status=status, headers={"Retry-After": str(wait)})
    await room.beat()
    await room.beat(seconds=wait - 1)
    assert room.sent() == 1
    await room.beat(seconds=wait)
    assert room.sent() == 2


@pytest.mark.parametrize("status", [502, 504])
async def test_a_slack_that_is_down_is_asked_ever_more_rarely_and_then_given_up(
    room: Room, status: int
) -> None:
    room.server.fail("chat.postMessage", status=status, times=99)
    await room.beat()
    for _ in range(60):
        await room.beat(minutes=5)
    assert 5 < room.sent() < 40
    assert (await room.line()).state is State.MISSED
