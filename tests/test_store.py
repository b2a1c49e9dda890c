"""What every store does alike: in memory, in SQLite, in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.interaction import ChannelRef, Interaction, UserRef, encode
from bot.reply.changes import (
    Change,
    ForgetPerson,
    ForgetRoom,
    MarkSeen,
    RemoveSchedule,
    ReportPassage,
    SaveSchedule,
    SetSettings,
)
from bot.schedule import Rule, Schedule
from bot.settings import DELETED, ChannelSettings
from bot.store import Store
from bot.store.memory import MemoryStore
from bot.store.sql import SqlStore
from bot.store.tables import settings
from tests.clock import Clock

ROOM = ChannelRef("discord", "c1", "w1")
NEIGHBOUR = ChannelRef("discord", "c2", "w1")
ELSEWHERE = ChannelRef("discord", "c3", "w10")
MIRA = UserRef("discord", "mira", "zh-TW", may_manage=True)
OTTO = UserRef("discord", "otto", "en-GB")
ASKED = Interaction("settings", channel=ROOM, user=MIRA)
DAY = date(2026, 3, 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, clock: Clock) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore(clock)
        return
    opened = await SqlStore.open(request.getfixturevalue("url"), clock)
    yield opened
    await opened.close()


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """Ask for a database only where one is needed."""
    kind = request.node.callspec.params["store"]
    if kind == "sqlite":
        return f"sqlite+aiosqlite:///{request.getfixturevalue('tmp_path') / 'yulu.db'}"
    return str(request.getfixturevalue("new_postgresql"))


def setting(*, workspace: bool = False, **values: str | None) -> tuple[Change, ...]:
    return (SetSettings(tuple(values.items()), workspace),)


def schedule(id_: str = "s1", **changes: object) -> Schedule:
    rule = Rule(time(8, 30), "Asia/Taipei", frozenset({0, 4}))
    made = Schedule(id_, ROOM.key, rule, "t1", ("ana-lin",), ("one", "two"), "海", MIRA.key, DAY)
    return replace(made, **changes)  # type: ignore[arg-type]


async def test_a_room_that_chose_nothing_has_the_defaults(store: Store) -> None:
    assert await store.settings(ROOM) == ChannelSettings()
    assert await store.own_settings(ROOM) == frozenset()


async def test_a_rooms_choice_goes_before_its_workspaces(store: Store) -> None:
    await store.apply(ASKED, setting(workspace=True, language="zh-Hant", results="5"))
    await store.apply(ASKED, setting(results="7"))
    assert await store.settings(ROOM) == ChannelSettings(language="zh-Hant", results=7)
    assert await store.settings(NEIGHBOUR) == ChannelSettings(language="zh-Hant", results=5)
    assert await store.settings(ELSEWHERE) == ChannelSettings()
    assert await store.own_settings(ROOM) == {"results"}


async def test_a_thread_has_its_channels_settings(store: Store) -> None:
    await store.apply(ASKED, setting(script="zh-Hans"))
    assert (await store.settings(replace(ROOM, thread="t9"))).script == "zh-Hans"


async def test_direct_messages_outside_a_workspace_share_no_defaults(store: Store) -> None:
    mine = ChannelRef("discord", "d1", direct=True)
    await store.apply(replace(ASKED, channel=mine), setting(workspace=True, results="9"))
    assert await store.settings(ChannelRef("discord", "d2", direct=True)) == ChannelSettings()


async def test_a_reset_setting_is_inherited_again(store: Store) -> None:
    await store.apply(ASKED, setting(results="7"))
    await store.apply(ASKED, setting(results=None))
    assert await store.settings(ROOM) == ChannelSettings()


async def test_a_value_of_another_version_falls_back_instead_of_breaking_the_room(store: Store) -> None:
    await store.apply(ASKED, setting(results="many", colour="blue", script="zh-Hans"))
    assert await store.settings(ROOM) == ChannelSettings(script="zh-Hans")


async def test_every_change_is_recorded_newest_first(store: Store, clock: Clock) -> None:
    await store.apply(ASKED, setting(results="7"))
    clock.moment += timedelta(hours=1)
    await store.apply(replace(ASKED, user=OTTO), setting(results="8", script=None))
    newest, oldest = await store.settings_log(ROOM)
    assert (newest.who, newest.name, newest.old, newest.new) == ("discord:otto", "results", "7", "8")
    assert (oldest.old, oldest.new) == (None, "7")
    assert newest.at - oldest.at == timedelta(hours=1)


async def test_the_record_tells_a_workspaces_default_from_a_rooms_choice(store: Store) -> None:
    await store.apply(ASKED, setting(workspace=True, results="7"))
    assert [change.workspace for change in await store.settings_log(NEIGHBOUR)] == [True]
    assert await store.settings_log(ELSEWHERE) == ()


async def test_a_schedule_is_kept_whole_and_changed_in_place(store: Store) -> None:
    await store.apply(ASKED, (SaveSchedule(schedule()),))
    await store.apply(ASKED, (SaveSchedule(schedule(paused=True, speakers=())),))
    assert [row.schedule for row in await store.schedules(ROOM)] == [schedule(paused=True, speakers=())]
    assert await store.schedules(NEIGHBOUR) == ()


async def test_a_forged_id_neither_changes_nor_removes_another_rooms_schedule(store: Store) -> None:
    await store.apply(ASKED, (SaveSchedule(schedule()),))
    forged = replace(ASKED, channel=NEIGHBOUR)
    taken = schedule(channel=NEIGHBOUR.key, topic="taken")
    await store.apply(forged, (SaveSchedule(taken), RemoveSchedule("s1")))
    assert [row.schedule for row in await store.schedules(ROOM)] == [schedule()]
    assert await store.schedules(NEIGHBOUR) == ()


async def test_a_removed_schedule_is_gone(store: Store) -> None:
    await store.apply(ASKED, (SaveSchedule(schedule()), SaveSchedule(schedule("s2"))))
    await store.apply(ASKED, (RemoveSchedule("s1"),))
    assert [row.schedule.id for row in await store.schedules(ROOM)] == ["s2"]


async def test_what_is_seen_again_becomes_the_newest(store: Store) -> None:
    marks = [MarkSeen("p1", "ana", DAY), MarkSeen("p2", "bo", DAY), MarkSeen("p1", "ana", DAY)]
    await store.apply(ASKED, tuple(marks))
    assert await store.seen(ROOM) == ("p2", "p1")
    assert await store.recent_speakers(ROOM) == ("ana", "bo")
    assert await store.seen(NEIGHBOUR) == ()


async def test_a_report_counts_once_a_person(store: Store) -> None:
    for user in (MIRA, MIRA, OTTO):
        await store.apply(replace(ASKED, user=user), (ReportPassage("p1", "speaker"),))
    assert await store.reported() == {"p1"}
    assert [report.reporter for report in await store.reports()] == ["discord:mira", "discord:otto"]


async def test_a_settled_report_frees_the_quote_and_tells_everyone_in_their_language(store: Store) -> None:
    for user in (MIRA, OTTO):
        await store.apply(replace(ASKED, user=user), (ReportPassage("p1", "speaker"),))
    await store.apply(ASKED, (ReportPassage("p2", "garbled"),))
    first = (await store.reports())[0]
    assert await store.settle(first, applied=True, quote="The tide waits") == 2
    assert await store.reported() == {"p2"}
    told = {notice.person: notice.text for notice in await store.notices()}
    assert told["discord:mira"].startswith("謝謝")
    assert told["discord:otto"].startswith("Thank you")
    assert all("The tide waits" in text for text in told.values())


async def test_a_settled_quote_can_be_reported_again(store: Store) -> None:
    await store.apply(ASKED, (ReportPassage("p1", "speaker"),))
    await store.settle((await store.reports())[0], applied=False, quote="…")
    await store.apply(ASKED, (ReportPassage("p1", "speaker"),))
    assert await store.reported() == {"p1"}


async def test_a_notice_is_told_once(store: Store) -> None:
    await store.apply(ASKED, (ReportPassage("p1", "speaker"),))
    await store.settle((await store.reports())[0], applied=False, quote="…")
    await store.told((await store.notices())[0].id)
    assert await store.notices() == ()


async def test_a_kept_text_has_one_key_and_expires(store: Store, clock: Clock) -> None:
    key = await store.keep_text("1|quote|text=海")
    assert await store.keep_text("1|quote|text=海") == key
    assert await store.keep_text("another") != key
    assert await store.kept_text(key) == "1|quote|text=海"
    clock.moment += timedelta(days=31)
    assert await store.kept_text(key) is None
    assert await store.kept_text("forged") is None


async def test_an_answer_is_remembered_for_a_week_in_its_own_room(store: Store, clock: Clock) -> None:
    asked = replace(ASKED, command="quote", options={"text": "tides"})
    await store.remember(asked, "m1")
    assert await store.recall(ROOM, "m1") == encode(asked)
    assert await store.recall(NEIGHBOUR, "m1") is None
    clock.moment += timedelta(days=7)
    assert await store.recall(ROOM, "m1") is None


async def test_a_forgotten_person_is_nowhere(store: Store) -> None:
    await store.apply(ASKED, (*setting(results="7"), SaveSchedule(schedule())))
    await store.apply(
        ASKED, (ReportPassage("p1", "garbled", "the name is mine"), ReportPassage("p2", "garbled"))
    )
    await store.settle((await store.reports())[1], applied=True, quote="…")
    await store.remember(ASKED, "m1")
    counted = {kind for kind, count in (await store.person(ASKED)).items() if count}
    assert counted >= {f"person-{kind}" for kind in ("changes", "schedules", "reports", "notices", "answers")}

    await store.apply(ASKED, (ForgetPerson(),))

    assert not any(count for kind, count in (await store.person(ASKED)).items() if kind.startswith("person"))
    assert [change.who for change in await store.settings_log(ROOM)] == [DELETED]
    assert (await store.settings(ROOM)).results == 7
    assert [row.schedule.owner for row in await store.schedules(ROOM)] == [""]
    (report,) = await store.reports()
    assert (report.reporter, report.remark, report.room) == (DELETED, "", "")
    assert await store.recall(ROOM, "m1") is None


async def test_a_report_of_somebody_forgotten_is_settled_without_telling_anybody(store: Store) -> None:
    await store.apply(ASKED, (ReportPassage("p1", "garbled"), ForgetPerson()))
    assert await store.settle((await store.reports())[0], applied=True, quote="…") == 1
    assert await store.notices() == ()


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    await store.apply(replace(ASKED, user=OTTO), setting(results="7"))
    await store.apply(ASKED, (ForgetPerson(),))
    assert [change.who for change in await store.settings_log(ROOM)] == ["discord:otto"]


async def test_a_forgotten_room_leaves_its_neighbours(store: Store) -> None:
    for channel in (ROOM, NEIGHBOUR):
        here = replace(ASKED, channel=channel)
        mark = MarkSeen("p1", "ana", DAY)
        kept = SaveSchedule(schedule(channel.channel, channel=channel.key))
        await store.apply(here, (*setting(results="7"), kept, mark, ReportPassage(channel.key, "garbled")))
        await store.remember(here, "m1")
    await store.apply(ASKED, (ForgetRoom(),))
    gone = await store.person(ASKED)
    assert not any(count for kind, count in gone.items() if kind.startswith("room"))
    there = await store.person(replace(ASKED, channel=NEIGHBOUR))
    assert all(count for kind, count in there.items() if kind.startswith("room"))
    assert len(await store.reports()) == 2


async def test_a_workspace_that_left_is_forgotten_after_the_time_of_grace(store: Store, clock: Clock) -> None:
    for channel in (ROOM, ELSEWHERE):
        here = replace(ASKED, channel=channel)
        await store.apply(here, (*setting(results="7"), *setting(workspace=True, script="zh-Hans")))
    await store.departed(ROOM.workspace_key)
    clock.moment += timedelta(days=29)
    await store.sweep()
    assert (await store.settings(ROOM)).results == 7
    clock.moment += timedelta(days=2)
    await store.sweep()
    assert await store.settings(ROOM) == ChannelSettings()
    assert await store.settings(ELSEWHERE) == ChannelSettings(results=7, script="zh-Hans")


async def test_workspaces_are_those_with_something_kept_that_are_here(store: Store) -> None:
    await store.apply(ASKED, setting(results="7"))
    await store.remember(replace(ASKED, channel=ChannelRef("discord", "5", direct=True)), "1")
    assert await store.workspaces(ROOM.platform) == (ROOM.workspace_key,)
    assert await store.workspaces("elsewhere") == ()
    await store.departed(ROOM.workspace_key)
    assert await store.workspaces(ROOM.platform) == ()


async def test_a_workspace_that_came_back_keeps_everything(store: Store, clock: Clock) -> None:
    await store.apply(ASKED, setting(results="7"))
    await store.departed(ROOM.workspace_key)
    await store.returned(ROOM.workspace_key)
    clock.moment += timedelta(days=90)
    await store.sweep()
    assert (await store.settings(ROOM)).results == 7


async def test_sweeping_deletes_only_what_has_expired(store: Store, clock: Clock) -> None:
    old = await store.keep_text("old")
    await store.remember(ASKED, "old")
    clock.moment += timedelta(days=29)
    new = await store.keep_text("new")
    await store.remember(ASKED, "new")
    clock.moment += timedelta(days=2)
    await store.sweep()
    assert (await store.kept_text(old), await store.kept_text(new)) == (None, "new")
    assert (await store.person(ASKED))["room-answers"] == 1


anything = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.sampled_from(
        ["", "\0", "\ud800", "\u202e<@everyone>\u2066", "'; DROP TABLE settings;--", "海" * 100_000]
    ),
)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(word=anything)
async def test_any_text_in_any_field_is_kept_or_cleaned_but_never_breaks(store: Store, word: str) -> None:
    key = word[:100]
    asked = Interaction(word, {word: word}, ChannelRef("discord", key, key, key), UserRef("discord", key))
    made = schedule(key, thread=word, speakers=(word,), sources=(word,), topic=word, owner=key)
    changes = (
        SetSettings(((key, word),)),
        SaveSchedule(replace(made, channel=asked.channel.key)),
        MarkSeen(key, word, DAY),
        ReportPassage(key, "speaker", word),
    )
    await store.apply(asked, changes)
    await store.remember(asked, key)
    assert await store.settings(asked.channel) == ChannelSettings()
    assert len(await store.seen(asked.channel)) == 1
    assert await store.kept_text(await store.keep_text(word)) is not None
    assert await store.recall(asked.channel, key) is not None
    await store.apply(asked, (ForgetPerson(), ForgetRoom()))
    assert not any((await store.person(asked)).values())


async def test_a_reader_does_not_wait_for_a_writer(database_url: str) -> None:
    opened = await SqlStore.open(database_url)
    await opened.apply(ASKED, setting(results="7"))
    async with opened.database.writing() as connection:
        await connection.execute(settings.update().values(value="9"))
        async with asyncio.timeout(2):
            assert (await opened.settings(ROOM)).results == 7
    assert (await opened.settings(ROOM)).results == 9
    await opened.close()


async def test_many_who_write_at_once_all_succeed_in_turn(database_url: str) -> None:
    opened = await SqlStore.open(database_url)
    await asyncio.gather(*(opened.apply(ASKED, setting(zone=str(number))) for number in range(40)))
    newest_first = await opened.settings_log(ROOM)
    assert all(newer.old == older.new for newer, older in pairwise(newest_first))
    await opened.close()


async def test_two_processes_share_one_database(database_url: str) -> None:
    first, second = await SqlStore.open(database_url), await SqlStore.open(database_url)
    writers = [
        store.apply(ASKED, (MarkSeen(f"p{n}", "ana", DAY),)) for n in range(20) for store in (first, second)
    ]
    await asyncio.gather(*writers)
    assert sorted(await first.seen(ROOM)) == sorted({f"p{n}" for n in range(20)})
    await first.close()
    await second.close()


async def test_the_time_of_grace_is_a_setting(database_url: str, clock: Clock) -> None:
    store = await SqlStore.open(database_url, clock, grace=timedelta(days=3))
    try:
        await store.apply(ASKED, setting(results="7"))
        await store.departed(ROOM.workspace_key)
        clock.moment += timedelta(days=2)
        await store.sweep()
        assert (await store.settings(ROOM)).results == 7
        clock.moment += timedelta(days=2)
        await store.sweep()
        assert await store.settings(ROOM) == ChannelSettings()
    finally:
        await store.close()
