"""What the ledger of daily quotes need not tell any more.

That no quote comes twice is for `seen`, which stays whole. Of the ledger itself these are needed for good:
what is not settled, each schedule's newest line (its day is never planned again, even with a clock set back),
and the newest that was posted (`/daily show` tells of it).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, tuple_

from bot.schedule import State
from bot.store.engine import Database
from bot.store.tables import ledger, schedules

_POSTED = ledger.c.state == State.POSTED
_AT_ONCE = 100
"""Schedules in one transaction: nobody waits long for it."""


async def prune(database: Database, before: date) -> int:
    """Delete the settled lines of days before a date that nothing needs; return how many."""
    pruned, last = 0, ""
    while ids := await _after(database, last):
        theirs = ledger.c.schedule.in_(ids)
        old = theirs & (ledger.c.day < before) & ledger.c.until.is_(None)
        kept = [
            tuple_(ledger.c.schedule, ledger.c.day).in_(_newest(which))
            for which in (theirs, theirs & _POSTED)
        ]
        async with database.writing() as connection:
            done = await connection.execute(delete(ledger).where(old, ~or_(*kept)))
        pruned, last = pruned + done.rowcount, ids[-1]
    return pruned


async def _after(database: Database, last: str) -> Sequence[str]:
    """Return the next schedules by id."""
    query = select(schedules.c.id).where(schedules.c.id > last).order_by(schedules.c.id).limit(_AT_ONCE)
    async with database.reading() as connection:
        return (await connection.execute(query)).scalars().all()


def _newest(which: ColumnElement[bool]) -> Select[tuple[str, date]]:
    return select(ledger.c.schedule, func.max(ledger.c.day)).where(which).group_by(ledger.c.schedule)
