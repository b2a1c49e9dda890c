"""What the bot keeps: the port, and what stands behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import Change
from bot.reply.pages import ScheduleRow
from bot.settings import ChannelSettings, SettingChange

ANSWERS_KEPT = timedelta(days=7)
TEXTS_KEPT = timedelta(days=30)
GRACE = timedelta(days=30)
"""How long a workspace's data stays after it removed the bot, should it come back."""
LEDGER_KEPT = timedelta(days=90)
"""How long it is told what became of each day's quote."""
LOG_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's word that a quote has the wrong speaker or is garbled."""

    id: int
    passage: str
    reason: str
    """`speaker` or `garbled`."""
    remark: str
    reporter: str
    """`UserRef.key`, or `bot.settings.DELETED`."""
    room: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PendingNotice:
    """A line that a person (`UserRef.key`) is still to be told."""

    id: int
    person: str
    text: str


class Store(Protocol):
    """Where rooms' choices are kept. Every method raises `StoreError` where the database cannot be used."""

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """Return a room's settings over its workspace's over the defaults."""

    async def own_settings(self, channel: ChannelRef) -> frozenset[str]:
        """Return the names of the settings that the room itself has set."""

    async def apply(self, interaction: Interaction, changes: tuple[Change, ...]) -> None:
        """Keep all changes that an answer carries, in one transaction."""

    async def schedules(self, channel: ChannelRef) -> tuple[ScheduleRow, ...]:
        """Return a room's daily quotes."""

    async def schedules_of(self, person: UserRef) -> tuple[ScheduleRow, ...]:
        """Return the daily quotes that a person has set up, in whichever rooms."""

    async def seen(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return the passages already shown in a room as random or daily quotes, oldest first."""

    async def recent_speakers(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return who spoke in a room's last daily quotes, newest first."""

    async def settings_log(self, channel: ChannelRef) -> tuple[SettingChange, ...]:
        """Return the last changes of a room's and its workspace's settings, newest first."""

    async def person(self, interaction: Interaction) -> dict[str, int]:
        """Return how many rows of each kind are kept about the room (`room-…`) and the asker (`person-…`)."""

    async def reported(self) -> frozenset[str]:
        """Return the passages with a report that nobody has settled."""

    async def reports(self) -> tuple[Report, ...]:
        """Return the reports that nobody has settled, oldest first."""

    async def settle(self, report: Report, *, applied: bool, quote: str) -> int:
        """Settle a report and all others of the same passage for the same reason.

        Those who reported are to be told of the `quote`. Return how many reports were settled.
        """

    async def notices(self) -> tuple[PendingNotice, ...]:
        """Return what people are still to be told, oldest first."""

    async def told(self, notice: int) -> bool:
        """Forget a notice that is about to be told; False if somebody else did, who then tells it."""

    async def notify(self, person: str, text: str) -> None:
        """Have a person (`UserRef.key`) told of something."""

    async def keep_text(self, text: str) -> str:
        """Keep a text that does not fit a component's id; return a short key, the same for the same text."""

    async def kept_text(self, key: str) -> str | None:
        """Return what `keep_text` kept; None where it has expired."""

    async def remember(self, interaction: Interaction, message: str) -> None:
        """Keep, for a week, which interaction the bot's own message answers."""

    async def recall(self, channel: ChannelRef, message: str) -> str | None:
        """Return the interaction that a message answered, as `encode` wrote it; None if forgotten."""

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """Return the workspaces of a platform that something is kept about and that have not departed."""

    async def departed(self, workspace: str) -> None:
        """Note that a workspace (`ChannelRef.workspace_key`) removed the bot."""

    async def returned(self, workspace: str) -> None:
        """Note that a workspace has the bot (again)."""

    async def sweep(self) -> None:
        """Delete what has expired, and what departed workspaces left, after the time of grace."""
