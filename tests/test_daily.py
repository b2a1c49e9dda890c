"""The clock: what is due is posted once, whatever the platform answers."""

import asyncio
import os
import time as clocks
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, literal, select

from adapters.daily import Daily, Pace
from adapters.poster import PostError
from bot.app import Bot
from bot.corpus.loader import load
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply import Reply
from bot.reply.changes import ReportPassage, SaveSchedule
from bot.reply.found import Quotes
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.schedule import Posting, Rule, Schedule, State
from bot.store.sql import SqlStore
from bot.store.tables import schedules
from tests.clock import Clock

LOAD = int(os.environ.get("YULU_DAILY_LOAD", "200"))
ROOM = ChannelRef("discord", "c1", "w1")
MIRA = UserRef("discord", "mira", "zh-TW", may_manage=True)
ASKED = Interaction("daily", channel=ROOM, user=MIRA)
SCHEDULE = Schedule("s1", ROOM.key, Rule(time(8, 30), "UTC"), owner=MIRA.key, locale="zh-Hant")
GONE = PostError("Unknown Channel", permanent=True)
BUSY = PostError("429", permanent=False, retry_after=40.0)
BROKEN = PostError("502", permanent=False)
LOST = PostError("connection lost", permanent=False, unknown=True)


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    gatherings = load([Path(__file__).parent / "gatherings"])
    return Searcher(gatherings, Index.build(gatherings))


@dataclass
class FakePoster:
    """Posts to a list; answers what it is told to, one after another."""

    platform: str = "discord"
    idempotent: bool = True
    answers: list[PostError | None] = field(default_factory=list)
    posted: list[tuple[ChannelRef, Reply, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    deaf: PostError | None = None

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        answer = self.answers.pop(0) if self.answers else None
        if answer is None or answer.unknown:
            self.posted.append((channel, reply, key))
        if answer is not None:
            raise answer
        return f"m{len(self.posted)}"

    async def tell(self, user: str, text: str) -> None:
        if self.deaf:
            raise self.deaf
        self.told.append((user, text))

    @property
    def quotes(self) -> list[str]:
        return [reply.body.hits[0].quote for _, reply, _ in self.posted if isinstance(reply.body, Quotes)]


@dataclass
class Room:
    """A database with one schedule at 08:30 UTC, and a clock that posts from it."""

    store: SqlStore
    clock: Clock
    poster: FakePoster
    daily: Daily

    async def beat(self, **ahead: float) -> None:
        self.clock.moment += timedelta(**ahead)
        await self.daily._beat()
        await asyncio.gather(*self.daily._busy.values())

    async def line(self) -> Posting:
        (row,) = await self.store.schedules(ROOM)
        return row.history[0]

    async def schedule(self) -> Schedule:
        (row,) = await self.store.schedules(ROOM)
        return row.schedule


@pytest.fixture
async def room(searcher: Searcher, tmp_path: Path) -> AsyncIterator[Room]:
    clock = Clock()
    store = await SqlStore.open(f"sqlite+aiosqlite:///{tmp_path / 'yulu.db'}", clock)
    await store.apply(ASKED, (SaveSchedule(SCHEDULE),))
    clock.moment += timedelta(minutes=30)
    poster = FakePoster()
    yield Room(store, clock, poster, Daily(Bot(searcher, store), store, {"discord": poster}, Pace()))
    await store.close()


async def test_a_quote_is_posted_at_its_time_and_once(room: Room) -> None:
    await room.beat()
    await room.beat(seconds=1)
    ((channel, reply, key),) = room.poster.posted
    assert channel == ROOM
    assert (reply.locale, reply.private, key) == ("zh-Hant", False, "s1:2026-03-02")
    assert (await room.line()).message == "m1"
    assert room.daily.last_success == room.clock.moment - timedelta(seconds=1)
    await room.beat(days=1)
    assert len(room.poster.posted) == 2


async def test_no_quote_comes_again_until_all_were_shown(room: Room) -> None:
    await room.beat()
    for _ in range(13):
        await room.beat(days=1)
    quotes = room.poster.quotes
    assert len(set(quotes)) == 7
    assert len(set(quotes[:7])) == 7
    # In the same order, but for somebody who was just heard on two days in a row.
    assert set(quotes[7:]) == set(quotes[:7])


async def test_buttons_leave_the_post_in_place(room: Room) -> None:
    await room.beat()
    ((_, reply, _),) = room.poster.posted
    assert reply.interaction.command == "quote"
    assert all(action.interaction.option("hit") or action.anew for action in reply.actions)


async def test_being_limited_waits_as_long_as_is_asked(room: Room) -> None:
    room.poster.answers = [BUSY]
    await room.beat()
    assert (await room.line()).state is State.WAITING
    await room.beat(seconds=39)
    assert room.poster.posted == []
    await room.beat(seconds=20)
    assert len(room.poster.posted) == 1


async def test_waiting_has_a_limit(room: Room) -> None:
    room.poster.answers = [BROKEN] * 99
    for _ in range(60):
        await room.beat(minutes=5)
    assert (await room.line()).state is State.MISSED
    assert 5 < 99 - len(room.poster.answers) < 40


async def test_a_lost_answer_is_asked_for_again_where_keys_are_honoured(room: Room) -> None:
    room.poster.answers = [LOST]
    await room.beat()
    await room.beat(seconds=25)
    assert [key for *_, key in room.poster.posted] == ["s1:2026-03-02"] * 2
    assert len(set(room.poster.quotes)) == 1
    assert (await room.line()).state is State.POSTED


async def test_a_lost_answer_is_never_asked_for_again_elsewhere(room: Room) -> None:
    room.poster.idempotent = False
    room.poster.answers = [LOST]
    await room.beat()
    for _ in range(5):
        await room.beat(minutes=5)
    assert len(room.poster.posted) == 1
    assert (await room.line()).state is State.UNKNOWN


async def test_a_claim_that_is_too_old_is_not_posted_again(room: Room) -> None:
    (post,) = await room.store.ledger.due(1)
    await room.store.ledger.claim(post, "tea-1", "wen-example")
    await room.beat(minutes=10)
    assert room.poster.posted == []
    assert (await room.line()).state is State.UNKNOWN


async def test_a_surprise_counts_as_a_lost_answer(room: Room) -> None:
    async def burst(channel: ChannelRef, reply: Reply, key: str) -> str:
        raise RuntimeError("a pipe burst")

    room.poster.idempotent = False
    room.poster.post = burst  # type: ignore[method-assign]
    await room.beat()
    assert (await room.line()).state is State.UNKNOWN


async def test_a_platform_that_never_answers_is_given_up(room: Room) -> None:
    async def silent(channel: ChannelRef, reply: Reply, key: str) -> str:
        await asyncio.sleep(60)
        return ""

    room.poster.idempotent = False
    room.poster.post = silent  # type: ignore[method-assign]
    room.daily.pace = replace(room.daily.pace, post_within=0.05)
    await room.beat()
    assert (await room.line()).state is State.UNKNOWN


async def test_being_down_for_an_hour_is_caught_up_and_for_a_day_is_not(room: Room) -> None:
    await room.beat(hours=1)
    assert len(room.poster.posted) == 1
    await room.beat(days=2, hours=4)
    assert len(room.poster.posted) == 1
    assert (await room.line()).state is State.MISSED


async def test_a_closed_room_pauses_tells_its_owner_once_and_opens_by_itself(room: Room) -> None:
    room.poster.answers = [GONE] * 4
    for _ in range(3):
        await room.beat(minutes=5)
    assert (await room.schedule()).paused
    await room.daily._tell()
    await room.beat(days=1)
    await room.daily._tell()
    ((person, told),) = room.poster.told
    assert person == "mira"
    assert "Unknown Channel" in told
    assert "08:30" in told
    assert "每日語錄" in told
    assert "<#c1>" in told
    assert room.poster.answers == []
    await room.beat(days=1)
    assert len(room.poster.posted) == 1
    assert not (await room.schedule()).paused


async def test_one_refusal_is_not_yet_a_closed_room(room: Room) -> None:
    room.poster.answers = [GONE]
    await room.beat()
    await room.beat(minutes=5)
    assert len(room.poster.posted) == 1
    assert not (await room.schedule()).paused


async def test_who_cannot_be_told_now_is_told_later(room: Room) -> None:
    await room.store.notify("discord:mira", "hello")
    room.poster.deaf = BROKEN
    await room.daily._tell()
    room.poster.deaf = None
    await room.daily._tell()
    await room.daily._tell()
    assert room.poster.told == [("mira", "hello")]


async def test_who_can_never_be_told_is_forgotten(room: Room) -> None:
    await room.store.notify("discord:mira", "hello")
    room.poster.deaf = GONE
    await room.daily._tell()
    assert await room.store.notices() == ()


async def test_other_platforms_are_left_to_other_processes(room: Room) -> None:
    room.daily.posters = {}
    await room.store.notify("discord:mira", "hello")
    await room.beat()
    await room.daily._tell()
    assert len(await room.store.ledger.due(5)) == 1
    assert len(await room.store.notices()) == 1


async def test_a_room_from_which_nothing_can_be_drawn_gets_nothing(room: Room) -> None:
    gone = replace(SCHEDULE, speakers=("nobody-any-more",))
    await room.store.apply(ASKED, (SaveSchedule(gone),))
    await room.beat()
    assert room.poster.posted == []
    assert (await room.line()).state is State.EMPTY


async def test_what_was_reported_meanwhile_is_not_repeated(room: Room) -> None:
    room.poster.answers = [BROKEN]
    await room.beat()
    first = (await room.line()).passage
    await room.store.apply(ASKED, (ReportPassage(first, "garbled"),))
    await room.beat(minutes=2)
    ((_, reply, _),) = room.poster.posted
    assert isinstance(reply.body, Quotes)
    assert reply.body.hits[0].passage != first


async def test_an_error_of_ours_is_tried_again_after_a_rest(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(asked: Interaction) -> Reply:
        raise RuntimeError("the attic is on fire")

    with monkeypatch.context() as patch:
        patch.setattr(Bot, "handle", lambda self, asked: fail(asked))
        await room.beat()
    await room.beat()
    assert room.poster.posted == []
    room.daily._resting.clear()
    await room.beat()
    assert len(room.poster.posted) == 1


async def test_a_zone_that_is_gone_does_not_hold_up_the_others(room: Room) -> None:
    async with room.store.database.writing() as connection:
        odd = insert(schedules).from_select(
            [column.name for column in schedules.c],
            select(
                *(
                    literal("s2")
                    if column.name == "id"
                    else literal("Atlantis/Deep")
                    if column.name == "zone"
                    else literal(None)
                    if column.name == "next_at"
                    else column
                    for column in schedules.c
                )
            ),
        )
        await connection.execute(odd)
    await room.beat()
    assert [key for *_, key in room.poster.posted] == ["s1:2026-03-02"]


async def test_the_clock_runs_until_it_is_closed(room: Room) -> None:
    running = asyncio.create_task(room.daily.run())
    async with asyncio.timeout(10):
        while not room.poster.posted:  # noqa: ASYNC110 (the poster is a list)
            await asyncio.sleep(0.01)
        await room.daily.close()
        await running


async def test_a_database_that_fails_does_not_stop_the_clock(room: Room) -> None:
    calls = []

    async def fail() -> float:
        calls.append(1)
        if len(calls) == 2:
            await room.daily.close()
        raise OSError("no disk")

    async with asyncio.timeout(10):
        await room.daily._again(fail, "test")
    assert len(calls) == 2


async def test_how_late_the_latest_post_is(room: Room) -> None:
    room.clock.moment += timedelta(minutes=7)
    assert await room.daily.overdue() == timedelta(minutes=7)
    await room.beat()
    assert await room.daily.overdue() == timedelta()


@asynccontextmanager
async def many(searcher: Searcher, folder: Path, count: int) -> AsyncIterator[SqlStore]:
    store = await SqlStore.open(f"sqlite+aiosqlite:///{folder / 'yulu.db'}")
    now = datetime.now(UTC)
    row = {"thread": "", "direct": False, "owner": "", "at": "08:30", "zone": "UTC", "weekdays": "0123456"}
    row |= {"topic": "", "paused": False, "next_day": date(2020, 1, 1), "next_at": now}
    rows = [
        {**row, "id": f"s{number}", "room": f"discord:w:{number}", "speakers": (), "sources": ()}
        for number in range(count)
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(schedules), rows)
    yield store
    await store.close()


async def test_many_at_once_are_posted_while_commands_are_answered(
    searcher: Searcher, tmp_path: Path
) -> None:
    """`YULU_DAILY_LOAD=10000` for the whole load."""

    @dataclass
    class Paced(FakePoster):
        async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
            await asyncio.sleep(0.05)
            return await FakePoster.post(self, channel, reply, key)

    async with many(searcher, tmp_path, LOAD) as store:
        bot, poster, waits = Bot(searcher, store), Paced(), []
        daily = Daily(bot, store, {"discord": poster})
        running, began = asyncio.create_task(daily.run()), clocks.monotonic()
        while len(poster.posted) < LOAD:
            asked = clocks.monotonic()
            await bot.handle(Interaction("quote", {"text": "patience"}, ROOM, MIRA))
            waits.append(clocks.monotonic() - asked)
            await asyncio.sleep(0.02)
        took = clocks.monotonic() - began
        await daily.close()
        await running
        waits.sort()
        print(
            f"{LOAD} posts in {took:.1f} s ({LOAD / took:.0f}/s); /quote meanwhile: median "
            f"{waits[len(waits) // 2] * 1000:.0f} ms, 99 % {waits[int(len(waits) * 0.99)] * 1000:.0f} ms"
        )
        assert set(Counter(key for *_, key in poster.posted).values()) == {1}
        assert waits[-1] < took / 3, "a command waited for the posts"


async def test_what_a_process_left_when_it_died_goes_before_what_nobody_began(
    searcher: Searcher, tmp_path: Path
) -> None:
    async with many(searcher, tmp_path, 30) as store:
        poster = FakePoster()
        daily = Daily(Bot(searcher, store), store, {"discord": poster}, Pace(at_once=1, lease=timedelta()))
        left = next(post for post in await daily._ledger.due(30) if post.schedule.id == "s17")
        await daily._ledger.claim(left, "tea-1", "wen-example")
        await daily._beat()
        await asyncio.gather(*daily._busy.values())
        assert poster.posted[0][2] == left.key


async def test_idle_schedules_cost_nothing_each(searcher: Searcher, tmp_path: Path) -> None:
    async with many(searcher, tmp_path, 2000) as store:
        far = datetime.now(UTC) + timedelta(hours=5)
        async with store.database.writing() as connection:
            await connection.execute(schedules.update().values(next_at=far))
        daily = Daily(Bot(searcher, store), store, {"discord": FakePoster()})
        plan = await _explained(store)
        assert "ix_schedules_next_at" in plan
        assert await daily._beat() == daily.pace.poll


async def _explained(store: SqlStore) -> str:
    from sqlalchemy import text

    query = select(schedules).where(schedules.c.next_at <= datetime.now(UTC)).order_by(schedules.c.next_at)
    compiled = str(query.compile(compile_kwargs={"literal_binds": True}))
    async with store.database.reading() as connection:
        found = await connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))
        return "\n".join(str(row) for row in found)
