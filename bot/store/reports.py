"""Reported quotes and what people are told of them, as SQL."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import Interaction
from bot.reply.changes import ReportPassage
from bot.settings import DELETED
from bot.store import PendingNotice, Report
from bot.store.tables import notices, reports
from bot.texts import negotiate, text

_OPEN = reports.c.settled_at.is_(None)


async def report(
    connection: AsyncConnection, asked: Interaction, change: ReportPassage, at: datetime
) -> None:
    """Keep a report; the same from the same person counts once while it is open."""
    same = (
        _OPEN
        & (reports.c.passage == change.passage)
        & (reports.c.reason == change.reason)
        & (reports.c.reporter == asked.user.key)
    )
    if (await connection.execute(select(reports.c.id).where(same))).first() is not None:
        return
    row = {
        "passage": change.passage,
        "reason": change.reason,
        "remark": change.remark,
        "reporter": asked.user.key,
        "room": asked.channel.key,
        "locale": negotiate(asked.user.locale),
        "at": at,
    }
    await connection.execute(insert(reports).values(row))


async def reported(connection: AsyncConnection) -> frozenset[str]:
    """Return the passages with an open report."""
    return frozenset((await connection.execute(select(reports.c.passage).where(_OPEN))).scalars())


async def unsettled(connection: AsyncConnection) -> tuple[Report, ...]:
    """Return the open reports, oldest first."""
    columns = [column for column in reports.c if column.name not in {"settled_at", "applied"}]
    found = await connection.execute(select(*columns).where(_OPEN).order_by(reports.c.id))
    return tuple(Report(**row) for row in found.mappings())


async def settle(
    connection: AsyncConnection, report_: Report, quote: str, at: datetime, *, applied: bool
) -> int:
    """Close the open reports like this one, and queue a notice for each who made one."""
    like = (reports.c.passage == report_.passage) & (reports.c.reason == report_.reason) & _OPEN
    found = (await connection.execute(select(reports.c.reporter, reports.c.locale).where(like))).all()
    await connection.execute(update(reports).where(like).values(settled_at=at, applied=applied))
    for reporter, locale in found:
        if reporter != DELETED:
            said = text(locale, "report-applied" if applied else "report-rejected", quote=quote)
            await notify(connection, reporter, said, at)
    return len(found)


async def pending(connection: AsyncConnection) -> tuple[PendingNotice, ...]:
    """Return what people are still to be told, oldest first."""
    query = select(notices.c.id, notices.c.person, notices.c.text).order_by(notices.c.id)
    return tuple(PendingNotice(*row) for row in await connection.execute(query))


async def told(connection: AsyncConnection, notice: int) -> bool:
    """Forget a notice; return whether it was there."""
    return bool((await connection.execute(delete(notices).where(notices.c.id == notice))).rowcount)


async def notify(connection: AsyncConnection, person: str, text_: str, at: datetime) -> None:
    """Keep a notice."""
    await connection.execute(insert(notices).values(person=person, text=text_, at=at))
