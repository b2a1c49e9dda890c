"""Daily quotes that rooms asked for, as SQL. Every function works inside the caller's transaction."""

from collections import defaultdict
from datetime import datetime, time

from sqlalchemy import ColumnElement, RowMapping, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.pages import ScheduleRow
from bot.schedule import MOST, Due, Posting, Rule, Schedule, State, replan
from bot.store.engine import Database
from bot.store.tables import ledger, schedules

_SHOWN = 4
"""Lines of the ledger that are read of each schedule."""


async def save(
    database: Database, connection: AsyncConnection, asked: Interaction, schedule: Schedule, now: datetime
) -> None:
    """Keep a schedule, with when it is next due; one of the same id in another room stays as it is.

    Raises:
        UserError: the room has as many as it may.
    """
    room = schedules.c.room == schedule.channel
    others = select(func.count()).select_from(schedules).where(room, schedules.c.id != schedule.id)
    if (await connection.execute(others)).scalar_one() >= MOST:
        raise UserError("error-daily-many", {"most": MOST})
    found = await connection.execute(select(schedules).where(schedules.c.id == schedule.id))
    before = found.mappings().first()
    last = (await _history(connection, [schedule.id])).get(schedule.id, ())
    due = replan(now, schedule, _pending(before, schedule), last[0] if last else None)
    direct = asked.channel.direct if schedule.channel == asked.channel.key else False
    row = {**_values(schedule), "direct": direct, "next_day": due.day, "next_at": due.at}
    await connection.execute(database.upsert(schedules, row, room))


async def remove(connection: AsyncConnection, channel: ChannelRef, schedule: str) -> None:
    """Take a schedule away, if it is this room's."""
    own = (schedules.c.id == schedule) & (schedules.c.room == channel.key)
    await connection.execute(delete(schedules).where(own))


def in_room(channel: ChannelRef) -> ColumnElement[bool]:
    """Return what holds of a room's schedules."""
    return schedules.c.room == channel.key


def owned_by(person: UserRef) -> ColumnElement[bool]:
    """Return what holds of the schedules that a person has set up."""
    return schedules.c.owner == person.key


async def rows(connection: AsyncConnection, which: ColumnElement[bool]) -> tuple[ScheduleRow, ...]:
    """Return some schedules, earliest time of day first, each with its last days."""
    query = select(schedules).where(which).order_by(schedules.c.at, schedules.c.id)
    found = (await connection.execute(query)).mappings().all()
    history = await _history(connection, [row["id"] for row in found])
    return tuple(
        ScheduleRow(read(row), row["next_at"], "", history=history.get(row["id"], ())) for row in found
    )


def read(row: RowMapping) -> Schedule:
    """Return the schedule of a row."""
    weekdays = frozenset(int(day) for day in row["weekdays"])
    return Schedule(
        id=row["id"],
        channel=row["room"],
        rule=Rule(time.fromisoformat(row["at"]), row["zone"], weekdays),
        thread=row["thread"],
        speakers=row["speakers"],
        sources=row["sources"],
        topic=row["topic"],
        owner=row["owner"],
        skip=row["skip"],
        paused=row["paused"],
        locale=row["locale"],
    )


def room(row: RowMapping) -> ChannelRef:
    """Return where a row's schedule is posted."""
    platform, workspace, channel = row["room"].split(":", 2)
    return ChannelRef(platform, channel, workspace, row["thread"], row["direct"])


def _values(schedule: Schedule) -> dict[str, object]:
    return {
        "id": schedule.id,
        "room": schedule.channel,
        "thread": schedule.thread,
        "owner": schedule.owner,
        "at": schedule.rule.at.isoformat("minutes"),
        "zone": schedule.rule.zone,
        "weekdays": "".join(str(day) for day in sorted(schedule.rule.weekdays)),
        "speakers": schedule.speakers,
        "sources": schedule.sources,
        "topic": schedule.topic,
        "skip": schedule.skip,
        "paused": schedule.paused,
        "locale": schedule.locale,
    }


def _pending(row: RowMapping | None, schedule: Schedule) -> Due | None:
    """Return what would have been next; nothing if the room or the thread is another one now."""
    if row is None or row["next_at"] is None or row["room"] != schedule.channel:
        return None
    return Due(row["next_day"], row["next_at"])


async def _history(connection: AsyncConnection, ids: list[str]) -> dict[str, tuple[Posting, ...]]:
    """Return the last lines of each schedule, newest first, and the last that was posted if it is older."""
    newest = ledger.c.day.desc()
    number = func.row_number().over(partition_by=ledger.c.schedule, order_by=newest)
    alike = func.row_number().over(partition_by=(ledger.c.schedule, ledger.c.state), order_by=newest)
    lines = select(ledger, number.label("number"), alike.label("alike")).where(ledger.c.schedule.in_(ids))
    numbered = lines.subquery()
    last_posted = (numbered.c.state == State.POSTED) & (numbered.c.alike == 1)
    query = (
        select(numbered).where(or_(numbered.c.number <= _SHOWN, last_posted)).order_by(numbered.c.day.desc())
    )
    found: dict[str, list[Posting]] = defaultdict(list)
    for row in (await connection.execute(query)).mappings():
        found[row["schedule"]].append(posting(row))
    return {id_: tuple(lines) for id_, lines in found.items()}


def posting(row: RowMapping) -> Posting:
    """Return a line of the ledger."""
    return Posting(
        row["day"],
        State(row["state"]),
        row["claimed_at"],
        row["passage"],
        row["speaker"],
        row["message"],
        row["error"],
    )
