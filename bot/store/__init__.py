"""What the bot keeps: the port, and what stands behind it."""

from typing import Protocol

from bot.interaction import ChannelRef, Interaction
from bot.reply import Change, ScheduleRow
from bot.settings import ChannelSettings


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

    async def seen(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return the passages already shown in a room as random or daily quotes, oldest first."""

    async def recent_speakers(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return who spoke in a room's last daily quotes, newest first."""

    async def settings_log(self, channel: ChannelRef) -> tuple[str, ...]:
        """Return who changed a room's settings, when, from what to what, newest first."""

    async def person(self, interaction: Interaction) -> dict[str, int]:
        """Return how many rows of each kind are kept about the asker and the room."""

    async def reported(self) -> frozenset[str]:
        """Return the passages with a report that nobody has settled."""

    async def keep_text(self, text: str) -> str:
        """Keep a text that does not fit a component's id; return a short key, the same for the same text."""

    async def kept_text(self, key: str) -> str | None:
        """Return what `keep_text` kept; None where it has expired."""

    async def remember(self, interaction: Interaction, message: str) -> None:
        """Keep, for a week, which interaction the bot's own message answers."""

    async def recall(self, channel: ChannelRef, message: str) -> str | None:
        """Return the interaction that a message answered, as `encode` wrote it; None if forgotten."""
