"""The store in a database: one transaction a method."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import settings
from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction, UserRef
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
from bot.reply.pages import ScheduleRow
from bot.settings import ChannelSettings, SettingChange
from bot.store import GRACE, LEDGER_KEPT, PendingNotice, Report, kept, people, reports, rooms, schedules
from bot.store.engine import Database
from bot.store.ledger import Ledger
from bot.store.pruning import prune
from bot.store.upgrade import upgrade


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class SqlStore:
    """A `Store` that outlives the process, and that several processes may share."""

    database: Database
    now: Callable[[], datetime] = _utc_now
    grace: timedelta = GRACE
    """How long what a departed workspace left is kept."""

    @classmethod
    async def open(
        cls, url: str, now: Callable[[], datetime] = _utc_now, *, grace: timedelta = GRACE
    ) -> Self:
        """Open a database and bring it to today's version.

        Raises:
            StoreError: it cannot be used; the text says what to do.
        """
        database = Database(url)
        try:
            await database.prove()
            await upgrade(database)
            await database.fill()
        except StoreError:
            await database.close()
            raise
        return cls(database, now, grace)

    @property
    def ledger(self) -> Ledger:
        """Return what is due, and what became of it."""
        return Ledger(self.database, self.now)

    async def close(self) -> None:
        """Give the connections back."""
        await self.database.close()

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """See `Store`."""
        async with self.database.reading() as connection:
            values: dict[str, str] = {}
            for scope in settings.scopes(channel):
                values |= await rooms.chosen(connection, scope)
        return settings.chosen(values)

    async def own_settings(self, channel: ChannelRef) -> frozenset[str]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return frozenset(await rooms.chosen(connection, channel.key))

    async def apply(self, interaction: Interaction, changes: tuple[Change, ...]) -> None:
        """See `Store`."""
        async with self.database.writing(interaction.channel.workspace_key) as connection:
            for change in changes:
                await self._apply(connection, interaction, change)

    async def _apply(self, connection: AsyncConnection, asked: Interaction, change: Change) -> None:
        match change:
            case SetSettings():
                await rooms.choose(self.database, connection, asked, change, self.now())
            case SaveSchedule(schedule):
                await schedules.save(self.database, connection, asked, schedule, self.now())
            case RemoveSchedule(schedule):
                await schedules.remove(connection, asked.channel, schedule)
            case MarkSeen():
                await rooms.mark_seen(connection, asked.channel, change)
            case ReportPassage():
                await reports.report(connection, asked, change, self.now())
            case ForgetPerson():
                await people.forget_person(connection, asked.user.key)
            case ForgetRoom():
                await people.forget_room(connection, asked.channel)

    async def schedules(self, channel: ChannelRef) -> tuple[ScheduleRow, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await schedules.rows(connection, schedules.in_room(channel))

    async def schedules_of(self, person: UserRef) -> tuple[ScheduleRow, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await schedules.rows(connection, schedules.owned_by(person))

    async def seen(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await rooms.seen_passages(connection, channel)

    async def recent_speakers(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await rooms.recent_speakers(connection, channel)

    async def settings_log(self, channel: ChannelRef) -> tuple[SettingChange, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await rooms.record(connection, channel)

    async def person(self, interaction: Interaction) -> dict[str, int]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await people.count(connection, interaction)

    async def reported(self) -> frozenset[str]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await reports.reported(connection)

    async def reports(self) -> tuple[Report, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await reports.unsettled(connection)

    async def settle(self, report: Report, *, applied: bool, quote: str) -> int:
        """See `Store`."""
        async with self.database.writing(report.passage) as connection:
            return await reports.settle(connection, report, quote, self.now(), applied=applied)

    async def notices(self) -> tuple[PendingNotice, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await reports.pending(connection)

    async def told(self, notice: int) -> bool:
        """See `Store`."""
        async with self.database.writing() as connection:
            return await reports.told(connection, notice)

    async def notify(self, person: str, text: str) -> None:
        """See `Store`."""
        async with self.database.writing() as connection:
            await reports.notify(connection, person, text, self.now())

    async def keep_text(self, text: str) -> str:
        """See `Store`."""
        async with self.database.writing() as connection:
            return await kept.keep_text(self.database, connection, text, self.now())

    async def kept_text(self, key: str) -> str | None:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await kept.kept_text(connection, key, self.now())

    async def remember(self, interaction: Interaction, message: str) -> None:
        """See `Store`."""
        async with self.database.writing() as connection:
            await kept.remember(self.database, connection, interaction, message, self.now())

    async def recall(self, channel: ChannelRef, message: str) -> str | None:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await kept.recall(connection, channel, message, self.now())

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """See `Store`."""
        async with self.database.reading() as connection:
            return await people.workspaces(connection, platform)

    async def departed(self, workspace: str) -> None:
        """See `Store`."""
        async with self.database.writing() as connection:
            await people.depart(self.database, connection, workspace, self.now())

    async def returned(self, workspace: str) -> None:
        """See `Store`."""
        async with self.database.writing() as connection:
            await people.come_back(connection, workspace)

    async def sweep(self) -> None:
        """See `Store`."""
        async with self.database.writing("sweep") as connection:
            await kept.expire(connection, self.now())
            await people.forget_departed(connection, self.now() - self.grace)
        await prune(self.database, self.now().date() - LEDGER_KEPT)
