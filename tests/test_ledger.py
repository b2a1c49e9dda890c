"""The ledger of daily quotes, on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import MarkSeen, RemoveSchedule, SaveSchedule
from bot.schedule import Rule, Schedule, State
from bot.store import LEDGER_KEPT
from bot.store.ledger import LEASE, Post
from bot.store.sql import SqlStore
from bot.store.tables import ledger
from tests.clock import Clock

ROOM = ChannelRef("discord", "c1", "w1")
MIRA = UserRef("discord", "mira", "zh-TW", may_manage=True)
ASKED = Interaction("daily", channel=ROOM, user=MIRA)
DAY = date(2026, 3, 2)
LATE = timedelta(hours=3)
SCHEDULE = Schedule("s1", ROOM.key, Rule(time(8, 30), "UTC"), owner=MIRA.key, locale="zh-Hant")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(database_url: str, clock: Clock) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(database_url, clock)
    await opened.apply(ASKED, (SaveSchedule(SCHEDULE),))
    yield opened
    await opened.close()


async def one(store: SqlStore) -> Post:
    (post,) = await store.ledger.due(10)
    return post


async def claimed(store: SqlStore) -> Post:
    post = await store.ledger.claim(await one(store), "p1", "ana")
    assert post is not None
    return post


async def state(store: SqlStore) -> State:
    (row,) = await store.schedules(ROOM)
    return row.history[0].state


async def next_at(store: SqlStore) -> datetime | None:
    (row,) = await store.schedules(ROOM)
    return row.next_at


async def test_nothing_is_due_before_its_time(store: SqlStore, clock: Clock) -> None:
    assert await store.ledger.due(10) == ()
    assert await store.ledger.wake_at() == clock.moment + timedelta(minutes=30)


async def test_what_is_due_is_claimed_by_one_alone(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    post = await one(store)
    assert post.channel == ROOM
    assert post.key == "s1:2026-03-02"
    assert await store.ledger.claim(post, "p1", "ana") is not None
    assert await store.ledger.claim(post, "p2", "bo") is None
    assert await store.ledger.due(10) == ()
    assert await next_at(store) == datetime(2026, 3, 3, 8, 30, tzinfo=UTC)


async def test_what_is_confirmed_is_seen_and_stays_done(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.confirm(await claimed(store), "m1")
    (row,) = await store.schedules(ROOM)
    assert (row.history[0].message, row.history[0].passage) == ("m1", "p1")
    assert await store.seen(ROOM) == ("p1",)
    assert await store.ledger.last_success() == clock.moment
    clock.moment -= timedelta(hours=2)
    assert await store.ledger.due(10) == ()


async def test_a_clock_that_is_set_back_makes_nothing_due_again(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.confirm(await claimed(store), "m1")
    clock.moment -= timedelta(days=1)
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, rule=Rule(time(7, 45), "UTC"))),))
    clock.moment = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert await store.ledger.due(10) == ()


async def test_a_claim_is_left_to_others_when_its_holder_is_silent(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    began = clock.moment
    post = await claimed(store)
    clock.moment += LEASE * 0.9
    assert await store.ledger.renew(post, clock.moment + LEASE)
    clock.moment += LEASE * 0.9
    assert await store.ledger.due(10) == ()
    clock.moment += LEASE
    left = await one(store)
    assert (left.state, left.passage, left.attempt) == (State.CLAIMED, "p1", 1)
    again = await store.ledger.claim(left, left.passage, left.speaker)
    assert again is not None
    assert again.at == began
    assert not await store.ledger.renew(post, clock.moment + LEASE)
    assert await store.ledger.claim(left, "p2", "bo") is None


async def test_what_was_given_up_is_known_after_all_if_its_holder_says_so(
    store: SqlStore, clock: Clock
) -> None:
    clock.moment += timedelta(minutes=30)
    post = await claimed(store)
    clock.moment += LEASE
    await store.ledger.finish(await one(store), State.UNKNOWN)
    assert await state(store) is State.UNKNOWN
    assert await store.seen(ROOM) == ("p1",)
    await store.ledger.confirm(post, "m1")
    assert await state(store) is State.POSTED


async def test_what_waits_is_due_again(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.wait(await claimed(store), clock.moment + timedelta(minutes=2), "503")
    assert await store.ledger.due(10) == ()
    clock.moment += timedelta(minutes=2)
    post = await one(store)
    assert (post.state, post.passage) == (State.WAITING, "p1")
    again = await store.ledger.claim(post, "p1", "ana")
    assert again is not None
    assert again.at == clock.moment


async def test_what_is_not_very_late_is_caught_up(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(hours=3)
    assert await store.ledger.catch_up(LATE) == 0
    assert (await one(store)).day == DAY


async def test_what_is_too_late_is_missed_every_day_of_it(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(days=2, hours=5)
    assert await store.ledger.catch_up(LATE) == 3
    assert await store.ledger.due(10) == ()
    (row,) = await store.schedules(ROOM)
    assert [line.state for line in row.history] == [State.MISSED] * 3
    assert row.next_at == datetime(2026, 3, 5, 8, 30, tzinfo=UTC)


async def test_what_waited_too_long_is_missed(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.wait(await claimed(store), clock.moment + timedelta(minutes=2), "503")
    clock.moment += timedelta(hours=4)
    assert await store.ledger.catch_up(LATE) == 1
    assert await state(store) is State.MISSED


async def test_a_closed_room_is_told_of_once_and_opens_by_itself(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.pause(await claimed(store), "Unknown Channel", "it is closed")
    clock.moment += timedelta(days=1)
    post = await claimed(store)
    assert post.schedule.paused
    await store.ledger.pause(post, "Unknown Channel", "it is closed")
    assert [notice.text for notice in await store.notices()] == ["it is closed"]
    clock.moment += timedelta(days=1)
    await store.ledger.confirm(await claimed(store), "m1")
    (row,) = await store.schedules(ROOM)
    assert not row.schedule.paused


async def test_a_notice_is_told_by_one_alone(store: SqlStore) -> None:
    await store.notify("discord:mira", "hello")
    (notice,) = await store.notices()
    assert await store.told(notice.id)
    assert not await store.told(notice.id)


async def test_a_skipped_day_is_not_due(store: SqlStore, clock: Clock) -> None:
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, skip=DAY)),))
    clock.moment += timedelta(hours=1)
    assert await store.ledger.due(10) == ()


async def test_a_changed_time_holds_at_once(store: SqlStore, clock: Clock) -> None:
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, rule=Rule(time(9), "UTC"))),))
    clock.moment += timedelta(minutes=30)
    assert await store.ledger.due(10) == ()
    clock.moment += timedelta(minutes=30)
    assert (await one(store)).day == DAY


async def test_a_change_after_the_quote_makes_no_second_one(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await store.ledger.confirm(await claimed(store), "m1")
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, rule=Rule(time(20), "UTC"))),))
    assert await next_at(store) == datetime(2026, 3, 3, 20, tzinfo=UTC)


async def test_a_change_between_finding_and_claiming_wins(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    post = await one(store)
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, rule=Rule(time(20), "UTC"))),))
    assert await store.ledger.claim(post, "p1", "ana") is None
    assert await next_at(store) == datetime(2026, 3, 2, 20, tzinfo=UTC)


async def test_a_stopped_schedule_takes_its_ledger_along(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    post = await claimed(store)
    await store.apply(ASKED, (RemoveSchedule("s1"),))
    await store.ledger.confirm(post, "m1")
    assert await store.ledger.due(10) == ()
    assert await store.ledger.wake_at() is None


async def test_a_room_has_five_at_most(store: SqlStore) -> None:
    for number in range(2, 6):
        await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, id=f"s{number}")),))
    await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, topic="tides")),))
    with pytest.raises(UserError):
        await store.apply(ASKED, (SaveSchedule(replace(SCHEDULE, id="s6")), MarkSeen("p", "a", DAY)))
    assert len(await store.schedules(ROOM)) == 5
    assert await store.seen(ROOM) == ()


async def days(store: SqlStore) -> dict[date, State]:
    async with store.database.reading() as connection:
        found = await connection.execute(select(ledger.c.day, ledger.c.state).order_by(ledger.c.day))
        return {row.day: State(row.state) for row in found}


async def post(store: SqlStore, clock: Clock, passage: str) -> None:
    mine = await store.ledger.claim(await one(store), passage, "ana")
    assert mine is not None
    await store.ledger.confirm(mine, f"m-{passage}")
    clock.moment += timedelta(days=1)


async def test_what_became_of_old_days_is_forgotten_and_what_was_seen_is_not(
    store: SqlStore, clock: Clock
) -> None:
    clock.moment += timedelta(minutes=30)
    for number in range(100):
        await post(store, clock, f"p{number}")
    await store.sweep()
    kept = await days(store)
    assert min(kept) == clock.moment.date() - LEDGER_KEPT
    assert len(kept) == LEDGER_KEPT.days
    assert len(await store.seen(ROOM)) == 100


async def test_what_is_open_newest_or_posted_last_is_kept_however_old(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await post(store, clock, "p1")
    await post(store, clock, "p2")
    await store.ledger.finish(await claimed(store), State.EMPTY)
    clock.moment += timedelta(days=1)
    waiting = await claimed(store)
    await store.ledger.wait(waiting, clock.moment, "busy")
    clock.moment += timedelta(days=1)
    fresh = next(post for post in await store.ledger.due(10) if post.state is None)
    mine = await store.ledger.claim(fresh)
    assert mine is not None
    await store.ledger.finish(mine, State.EMPTY)
    clock.moment += timedelta(days=200)
    await store.sweep()
    assert list((await days(store)).values()) == [State.POSTED, State.WAITING, State.EMPTY]


async def test_the_last_post_is_told_of_however_much_failed_since(store: SqlStore, clock: Clock) -> None:
    clock.moment += timedelta(minutes=30)
    await post(store, clock, "p1")
    for _ in range(6):
        await store.ledger.finish(await claimed(store), State.EMPTY)
        clock.moment += timedelta(days=1)
    (row,) = await store.schedules(ROOM)
    assert [line.state for line in row.history] == [*[State.EMPTY] * 4, State.POSTED]
    assert row.history[-1].passage == "p1"
