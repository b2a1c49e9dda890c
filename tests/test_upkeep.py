"""People are told once, and what has expired goes."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from adapters.poster import PostError
from adapters.upkeep import Upkeep
from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply import Reply, ReportPassage
from bot.store import PendingNotice
from bot.store.memory import MemoryStore


@dataclass
class Told:
    platform: str = "slack"
    idempotent: bool = True
    fails: bool = False
    said: list[tuple[str, str]] = field(default_factory=list)

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        raise PostError("not asked for", permanent=True)

    async def tell(self, user: str, text: str) -> None:
        if self.fails:
            raise PostError("closed door", permanent=True)
        self.said.append((user, text))


@pytest.fixture
async def store() -> MemoryStore:
    kept = MemoryStore()
    for platform in ("slack", "discord"):
        asked = Interaction("report", channel=ChannelRef(platform, "c"), user=UserRef(platform, "u:1", "en"))
        await kept.apply(asked, (ReportPassage("p1", "speaker"),))
    await kept.settle((await kept.reports())[0], applied=True, quote="The tide waits")
    return kept


async def test_a_person_is_told_once_by_their_own_platform(store: MemoryStore) -> None:
    poster = Told()
    upkeep = Upkeep(store, {"slack": poster})
    await upkeep.round()
    await upkeep.round()
    assert [user for user, _ in poster.said] == ["u:1"]
    assert "The tide waits" in poster.said[0][1]
    assert [notice.person for notice in await store.notices()] == ["discord:u:1"]


async def test_who_cannot_be_told_is_not_asked_for_ever(store: MemoryStore) -> None:
    await Upkeep(store, {"slack": Told(fails=True), "discord": Told("discord")}).round()
    assert await store.notices() == ()


async def test_what_has_expired_is_deleted() -> None:
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    store = MemoryStore(lambda: moment)
    await store.keep_text("old")
    moment += timedelta(days=40)
    await Upkeep(store, {}).round()
    assert store.texts == {}


async def test_a_database_that_is_gone_is_tried_again() -> None:
    class Gone(MemoryStore):
        rounds = 0

        async def notices(self) -> tuple[PendingNotice, ...]:
            Gone.rounds += 1
            raise StoreError("gone")

    with suppress(TimeoutError):
        async with asyncio.timeout(0.2):
            await Upkeep(Gone(), {}, pause=0.01).run()
    assert Gone.rounds > 1
