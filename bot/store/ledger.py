"""The ledger of daily quotes: one line a schedule and local date, changed by compare-and-set alone.

A day's quote is *claimed*, with its passage, before it is sent, and *confirmed* after. A claim is a lease:
who holds it renews it while sending, so that a line whose lease has ended belongs to a process that died.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import ChannelRef
from bot.reply.changes import MarkSeen
from bot.schedule import Schedule, State, upcoming
from bot.store.engine import Database
from bot.store.rooms import mark_seen
from bot.store.schedules import read, room
from bot.store.tables import ledger, notices, schedules

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
_OVERDUE = 200
"""Schedules that are looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class Post:
    """A schedule's quote for one local date, on its way."""

    schedule: Schedule
    channel: ChannelRef
    day: date
    due_at: datetime
    state: State | None = None
    """None while the ledger has no line for it."""
    attempt: int = 0
    at: datetime | None = None
    """Since when it may have been sent."""
    passage: str = ""
    speaker: str = ""

    @property
    def key(self) -> str:
        """Return what a platform may know it by: the same at every attempt."""
        return f"{self.schedule.id}:{self.day}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is due, and what became of it. Every method raises `StoreError`."""

    database: Database
    now: Callable[[], datetime]
    lease: timedelta = LEASE

    async def due(self, most: int) -> tuple[Post, ...]:
        """Return what may be claimed now: due, to be tried again, or left by a process that died."""
        now = self.now()
        new = select(schedules).where(schedules.c.next_at <= now).order_by(schedules.c.next_at).limit(most)
        begun = select(ledger).where(ledger.c.until <= now).order_by(ledger.c.until).limit(most)
        async with self.database.reading() as connection:
            lines = (await connection.execute(begun)).mappings().all()
            ids = [line["schedule"] for line in lines]
            theirs = await connection.execute(select(schedules).where(schedules.c.id.in_(ids)))
            by_id = {row["id"]: row for row in theirs.mappings()}
            rows = (await connection.execute(new)).mappings().all()
        again = (_again(line, by_id[line["schedule"]]) for line in lines if line["schedule"] in by_id)
        first = (Post(read(row), room(row), row["next_day"], row["next_at"]) for row in rows)
        return (*again, *first)

    async def wake_at(self) -> datetime | None:
        """Return when there will be something due; None if nothing is planned."""
        async with self.database.reading() as connection:
            found = [
                (await connection.execute(select(func.min(column)))).scalar()
                for column in (schedules.c.next_at, ledger.c.until)
            ]
        return min((at for at in found if at is not None), default=None)

    async def catch_up(self, late: timedelta) -> int:
        """Plan what has no plan, and record as missed what is later than `late`; return how many missed."""
        now, missed = self.now(), 0
        while rows := await self._overdue(now - late):
            async with self.database.writing("catch up") as connection:
                for row in rows:
                    try:
                        missed += await self._miss(connection, row, now - late)
                    except (KeyError, ValueError):
                        # A zone that today's data does not know must not hold up all the others.
                        log.exception("schedule", extra={"schedule": row["id"]})
                        await self._advance(connection, row, row["next_day"], now + timedelta(days=1))
        stale = (ledger.c.state == State.WAITING) & (ledger.c.due_at < now - late)
        async with self.database.reading() as connection:
            found = (await connection.execute(select(func.count()).select_from(ledger).where(stale))).scalar()
        if found:
            async with self.database.writing() as connection:
                await connection.execute(update(ledger).where(stale).values(state=State.MISSED, until=None))
        return missed + (found or 0)

    async def _overdue(self, before: datetime) -> list[RowMapping]:
        late = or_(schedules.c.next_at.is_(None), schedules.c.next_at < before)
        async with self.database.reading() as connection:
            found = await connection.execute(select(schedules).where(late).limit(_OVERDUE))
            return list(found.mappings())

    async def _miss(self, connection: AsyncConnection, row: RowMapping, before: datetime) -> int:
        days = []
        schedule, day, at = read(row), row["next_day"], row["next_at"]
        while at is None or at < before:
            if at is not None:
                days.append((day, at))
            due = upcoming(at or self.now(), schedule)
            day, at = due.day, due.at
        if not await self._advance(connection, row, day, at):
            return 0
        known = select(ledger.c.day).where(ledger.c.schedule == schedule.id)
        lines = set((await connection.execute(known)).scalars())
        lost = [_line(schedule.id, day, at, State.MISSED) for day, at in days if day not in lines]
        if lost:
            await connection.execute(insert(ledger), lost)
        return len(lost)

    async def _advance(
        self, connection: AsyncConnection, row: RowMapping, day: date | None, at: datetime | None
    ) -> bool:
        same = (schedules.c.id == row["id"]) & schedules.c.next_at.is_not_distinct_from(row["next_at"])
        moved = await connection.execute(update(schedules).where(same).values(next_day=day, next_at=at))
        return bool(moved.rowcount)

    async def claim(self, post: Post, passage: str = "", speaker: str = "") -> Post | None:
        """Claim a post, with the passage that it shows; None if somebody else has."""
        now = self.now()
        # What may have been sent stays claimed since then: platforms remember a message for some time only.
        at = post.at if post.state is State.CLAIMED else now
        mine = replace(
            post, state=State.CLAIMED, attempt=post.attempt + 1, at=at, passage=passage, speaker=speaker
        )
        values = {
            "state": State.CLAIMED,
            "attempt": mine.attempt,
            "passage": passage,
            "speaker": speaker,
            "claimed_at": at,
            "until": now + self.lease,
        }
        async with self.database.writing(post.schedule.id) as connection:
            if post.state is not None:
                taken = await connection.execute(update(ledger).where(_is(post)).values(values))
                return mine if taken.rowcount else None
            if not await self._take(connection, post):
                return None
            line = _line(post.schedule.id, post.day, post.due_at, State.CLAIMED)
            await connection.execute(insert(ledger).values({**line, **values}))
        return mine

    async def _take(self, connection: AsyncConnection, post: Post) -> bool:
        """Move a schedule on to its next day; return whether the day's quote is still to be posted."""
        here = (schedules.c.id == post.schedule.id) & (schedules.c.next_at == post.due_at)
        found = await connection.execute(select(schedules).where(here, schedules.c.next_day == post.day))
        row = found.mappings().first()
        if row is None:
            return False
        due = upcoming(post.due_at, read(row), (post.day,))
        if not await self._advance(connection, row, due.day, due.at):
            return False
        line = (ledger.c.schedule == post.schedule.id) & (ledger.c.day == post.day)
        return (await connection.execute(select(ledger.c.day).where(line))).first() is None

    async def renew(self, post: Post, until: datetime) -> bool:
        """Keep others from a claim until then; return whether it is still the caller's."""
        return await self._change(post, until=until)

    async def confirm(self, post: Post, message: str) -> None:
        """Record that a post stands in its room, as which message; a paused schedule goes on."""
        async with self.database.writing(post.schedule.id) as connection:
            values = {"state": State.POSTED, "message": message, "until": None, "error": ""}
            # While this was sent, another process may have given it up as unknown.
            mine = or_(_is(post), _is(replace(post, state=State.UNKNOWN)))
            if not (await connection.execute(update(ledger).where(mine).values(values))).rowcount:
                return
            if post.schedule.paused:
                own = schedules.c.id == post.schedule.id
                await connection.execute(update(schedules).where(own).values(paused=False))
            await mark_seen(connection, post.channel, MarkSeen(post.passage, post.speaker, post.day))

    async def wait(self, post: Post, until: datetime, error: str) -> bool:
        """Record that a post surely was not made, and is tried again."""
        return await self._change(post, state=State.WAITING, until=until, error=error[:500])

    async def finish(self, post: Post, state: State, error: str = "") -> bool:
        """Record that a post is not tried again; what may have been shown counts as seen."""
        async with self.database.writing(post.schedule.id) as connection:
            values = {"state": state, "until": None, "error": error[:500]}
            done = await connection.execute(update(ledger).where(_is(post)).values(values))
            if done.rowcount and state is State.UNKNOWN and post.passage:
                await mark_seen(connection, post.channel, MarkSeen(post.passage, post.speaker, post.day))
        return bool(done.rowcount)

    async def pause(self, post: Post, error: str, notice: str) -> None:
        """Record that a room refuses posts; its schedule's owner is told once."""
        async with self.database.writing(post.schedule.id) as connection:
            values = {"state": State.REFUSED, "until": None, "error": error[:500]}
            if not (await connection.execute(update(ledger).where(_is(post)).values(values))).rowcount:
                return
            going = (schedules.c.id == post.schedule.id) & schedules.c.paused.is_(False)
            paused = await connection.execute(update(schedules).where(going).values(paused=True))
            if paused.rowcount and post.schedule.owner:
                told = {"person": post.schedule.owner, "text": notice, "at": self.now()}
                await connection.execute(insert(notices).values(told))

    async def last_success(self) -> datetime | None:
        """Return when a quote was last posted, by any process."""
        query = select(func.max(ledger.c.claimed_at)).where(ledger.c.state == State.POSTED)
        async with self.database.reading() as connection:
            found: datetime | None = (await connection.execute(query)).scalar()
        return found

    async def _change(self, post: Post, **values: object) -> bool:
        async with self.database.writing(post.schedule.id) as connection:
            changed = await connection.execute(update(ledger).where(_is(post)).values(values))
        return bool(changed.rowcount)


def _is(post: Post) -> ColumnElement[bool]:
    """Whether a line is as the post knows it: the comparison of compare-and-set."""
    return (
        (ledger.c.schedule == post.schedule.id)
        & (ledger.c.day == post.day)
        & (ledger.c.attempt == post.attempt)
        & (ledger.c.state == post.state)
    )


def _line(schedule: str, day: date, due_at: datetime, state: State) -> dict[str, object]:
    return {
        "schedule": schedule,
        "day": day,
        "state": state,
        "passage": "",
        "key": f"{schedule}:{day}",
        "message": "",
        "attempt": 0,
        "claimed_at": due_at,
        "due_at": due_at,
    }


def _again(line: RowMapping, row: RowMapping) -> Post:
    return Post(
        read(row),
        room(row),
        line["day"],
        line["due_at"] or line["claimed_at"],
        State(line["state"]),
        line["attempt"],
        line["claimed_at"],
        line["passage"],
        line["speaker"],
    )
