"""What is kept about a person or a room: how much, and gone when they ask, as SQL."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import ChannelRef, Interaction, workspace_of
from bot.settings import DELETED
from bot.store.engine import Database
from bot.store.tables import (
    answers,
    departures,
    notices,
    reports,
    schedules,
    seen,
    settings,
    settings_log,
)

_ROOMS = {
    "settings": settings.c.scope,
    "changes": settings_log.c.scope,
    "schedules": schedules.c.room,
    "seen": seen.c.room,
    "answers": answers.c.room,
    "reports": reports.c.room,
}
_PEOPLE = {
    "changes": settings_log.c.who,
    "schedules": schedules.c.owner,
    "reports": reports.c.reporter,
    "answers": answers.c.asker,
    "notices": notices.c.person,
}


async def count(connection: AsyncConnection, asked: Interaction) -> dict[str, int]:
    """Return how many rows of each kind there are about the room and the asker."""
    kinds = {f"room-{kind}": column == asked.channel.key for kind, column in _ROOMS.items()}
    kinds |= {f"person-{kind}": column == asked.user.key for kind, column in _PEOPLE.items()}
    return {
        kind: (await connection.execute(select(func.count()).where(about))).scalar_one()
        for kind, about in kinds.items()
    }


async def forget_person(connection: AsyncConnection, person: str) -> None:
    """Delete what is about a person; what a room still needs goes on without their name."""
    await connection.execute(delete(answers).where(answers.c.asker == person))
    await connection.execute(delete(notices).where(notices.c.person == person))
    await connection.execute(update(schedules).where(schedules.c.owner == person).values(owner=""))
    log, told = settings_log, reports
    await connection.execute(update(log).where(log.c.who == person).values(who=DELETED))
    anonymous = {"reporter": DELETED, "remark": "", "room": ""}
    await connection.execute(update(told).where(told.c.reporter == person).values(anonymous))


async def forget_room(connection: AsyncConnection, channel: ChannelRef) -> None:
    """Delete what is about a room; its reports go on without its name."""
    await _forget_rooms(connection, {name: column == channel.key for name, column in _ROOMS.items()})


async def forget_departed(connection: AsyncConnection, before: datetime) -> None:
    """Delete what is about the workspaces that left before an instant."""
    gone = departures.c.at <= before
    for workspace in (await connection.execute(select(departures.c.workspace).where(gone))).scalars().all():
        below = f"{workspace}:"
        theirs = {
            name: or_(column == workspace, column.startswith(below, autoescape=True))
            for name, column in _ROOMS.items()
        }
        await _forget_rooms(connection, theirs)
        await connection.execute(delete(departures).where(departures.c.workspace == workspace))


async def workspaces(connection: AsyncConnection, platform: str) -> tuple[str, ...]:
    """Return the workspaces that something is kept about and that are not noted as gone."""
    found: set[str] = set()
    for column in _ROOMS.values():
        theirs = select(column).where(column.startswith(f"{platform}:", autoescape=True)).distinct()
        found |= {workspace_of(room) for room in (await connection.execute(theirs)).scalars()}
    gone = (await connection.execute(select(departures.c.workspace))).scalars()
    return tuple(sorted(found - {f"{platform}:"} - set(gone)))


async def depart(database: Database, connection: AsyncConnection, workspace: str, at: datetime) -> None:
    """Note when a workspace left."""
    await connection.execute(database.upsert(departures, {"workspace": workspace, "at": at}))


async def come_back(connection: AsyncConnection, workspace: str) -> None:
    """Note that a workspace is here."""
    await connection.execute(delete(departures).where(departures.c.workspace == workspace))


async def _forget_rooms(connection: AsyncConnection, about: dict[str, ColumnElement[bool]]) -> None:
    tables: dict[str, Table] = {name: column.table for name, column in _ROOMS.items()}
    for name, rooms in about.items():
        if name == "reports":
            await connection.execute(update(reports).where(rooms).values(room=""))
        else:
            await connection.execute(delete(tables[name]).where(rooms))
