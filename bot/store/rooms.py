"""What a room chose and has seen, as SQL. Every function works inside the caller's transaction."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import ChannelRef, Interaction
from bot.reply.changes import MarkSeen, SetSettings
from bot.settings import SettingChange, scopes
from bot.store import LOG_SHOWN
from bot.store.engine import Database
from bot.store.tables import seen, settings, settings_log

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
