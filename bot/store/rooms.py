"""What a room chose and has seen, as SQL. Every function works inside the caller's transaction."""

from datetime import datetime, time

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import ChannelRef, Interaction
from bot.reply import MarkSeen, SetSettings
from bot.schedule import Rule, Schedule
from bot.settings import SettingChange, scopes
from bot.store import LOG_SHOWN
from bot.store.engine import Database
from bot.store.tables import schedules, seen, settings, settings_log

RECENT = 30


async def chosen(connection: AsyncConnection, scope: str) -> dict[str, str]:
    """Return what was set for a room or a workspace, as text."""
    query = select(settings.c.name, settings.c.value).where(settings.c.scope == scope)
    return {row.name: row.value for row in await connection.execute(query)}


async def choose(
    database: Database, connection: AsyncConnection, asked: Interaction, change: SetSettings, at: datetime
) -> None:
    """Set and reset settings, and record who did."""
    scope = asked.channel.workspace_key if change.workspace else asked.channel.key
    before = await chosen(connection, scope)
    for name, new in change.values:
        old = before.get(name)
        if new == old:
            continue
        if new is None:
            row = (settings.c.scope == scope) & (settings.c.name == name)
            await connection.execute(delete(settings).where(row))
        else:
            await connection.execute(database.upsert(settings, {"scope": scope, "name": name, "value": new}))
        record = {"scope": scope, "name": name, "old": old, "new": new, "who": asked.user.key, "at": at}
        await connection.execute(insert(settings_log).values(record))


async def record(connection: AsyncConnection, channel: ChannelRef) -> tuple[SettingChange, ...]:
    """Return the last changes that concern a room, newest first."""
    log = settings_log.c
    query = (
        select(settings_log).where(log.scope.in_(scopes(channel))).order_by(log.id.desc()).limit(LOG_SHOWN)
    )
    return tuple(
        SettingChange(row.at, row.who, row.name, row.old, row.new, row.scope != channel.key)
        for row in await connection.execute(query)
    )


async def save_schedule(
    database: Database, connection: AsyncConnection, asked: Interaction, schedule: Schedule
) -> None:
    """Keep a schedule; one of the same id in another room stays as it is."""
    own = schedules.c.room == asked.channel.key
    await connection.execute(database.upsert(schedules, schedule_values(schedule, asked.channel), own))


async def remove_schedule(connection: AsyncConnection, channel: ChannelRef, schedule: str) -> None:
    """Take a schedule away, if it is this room's."""
    own = (schedules.c.id == schedule) & (schedules.c.room == channel.key)
    await connection.execute(delete(schedules).where(own))


async def daily(connection: AsyncConnection, channel: ChannelRef) -> tuple[Schedule, ...]:
    """Return a room's schedules, earliest time of day first."""
    query = select(schedules).where(schedules.c.room == channel.key).order_by(schedules.c.at, schedules.c.id)
    return tuple(read_schedule(row) for row in (await connection.execute(query)).mappings())


def schedule_values(schedule: Schedule, channel: ChannelRef) -> dict[str, object]:
    """Return a schedule as a row."""
    return {
        "id": schedule.id,
        "room": channel.key,
        "thread": schedule.thread,
        "direct": channel.direct,
        "owner": schedule.owner,
        "at": schedule.rule.at.isoformat("minutes"),
        "zone": schedule.rule.zone,
        "weekdays": "".join(str(day) for day in sorted(schedule.rule.weekdays)),
        "speakers": schedule.speakers,
        "sources": schedule.sources,
        "topic": schedule.topic,
        "skip": schedule.skip,
        "paused": schedule.paused,
    }


def read_schedule(row: RowMapping) -> Schedule:
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
    )


async def mark_seen(connection: AsyncConnection, channel: ChannelRef, mark: MarkSeen) -> None:
    """Note that a room saw a passage; seen again, it becomes the newest."""
    again = (seen.c.room == channel.key) & (seen.c.passage == mark.passage)
    await connection.execute(delete(seen).where(again))
    row = {"room": channel.key, "passage": mark.passage, "speaker": mark.speaker, "day": mark.day}
    await connection.execute(insert(seen).values(row))


async def seen_passages(connection: AsyncConnection, channel: ChannelRef) -> tuple[str, ...]:
    """Return the passages that a room saw, oldest first."""
    query = select(seen.c.passage).where(seen.c.room == channel.key).order_by(seen.c.id)
    return tuple((await connection.execute(query)).scalars())


async def recent_speakers(connection: AsyncConnection, channel: ChannelRef) -> tuple[str, ...]:
    """Return who said what a room saw last, newest first."""
    query = select(seen.c.speaker).where(seen.c.room == channel.key).order_by(seen.c.id.desc())
    return tuple((await connection.execute(query.limit(RECENT))).scalars())
