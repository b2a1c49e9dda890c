"""A store that forgets when the process ends: the terminal's, and the tests'."""

from dataclasses import dataclass, field, replace

from bot import settings
from bot.interaction import ChannelRef, Interaction, encode
from bot.reply import Change, MarkSeen, RemoveSchedule, ReportPassage, SaveSchedule, ScheduleRow, SetSettings
from bot.settings import ChannelSettings


@dataclass(slots=True)
class MemoryStore:
    """Keeps everything in dictionaries."""

    chosen: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, dict[str, ScheduleRow]] = field(default_factory=dict)
    shown: dict[str, list[MarkSeen]] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """See `Store`."""
        chosen = {**self.chosen.get(channel.workspace_key, {}), **self.chosen.get(channel.key, {})}
        values = {name: settings.parse(name, value) for name, value in chosen.items()}
        return replace(ChannelSettings(), **values)  # type: ignore[arg-type]

    async def own_settings(self, channel: ChannelRef) -> frozenset[str]:
        """See `Store`."""
        return frozenset(self.chosen.get(channel.key, {}))

    async def apply(self, interaction: Interaction, changes: tuple[Change, ...]) -> None:
        """See `Store`."""
        for change in changes:
            self._apply(interaction.channel, change)

    def _apply(self, channel: ChannelRef, change: Change) -> None:
        match change:
            case SetSettings(values, workspace):
                chosen = self.chosen.setdefault(channel.workspace_key if workspace else channel.key, {})
                for name, value in values:
                    chosen.pop(name, None)
                    if value is not None:
                        chosen[name] = value
            case SaveSchedule(schedule):
                rows = self.rows.setdefault(channel.key, {})
                rows[schedule.id] = ScheduleRow(schedule, None, "")
            case RemoveSchedule(schedule):
                self.rows.get(channel.key, {}).pop(schedule, None)
            case MarkSeen():
                self.shown.setdefault(channel.key, []).append(change)
            case ReportPassage(passage):
                self.reports.add(passage)
            case _:
                self.chosen.pop(channel.key, None)
                self.rows.pop(channel.key, None)
                self.shown.pop(channel.key, None)

    async def schedules(self, channel: ChannelRef) -> tuple[ScheduleRow, ...]:
        """See `Store`."""
        return tuple(self.rows.get(channel.key, {}).values())

    async def seen(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(mark.passage for mark in self.shown.get(channel.key, []))

    async def recent_speakers(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(mark.speaker for mark in reversed(self.shown.get(channel.key, [])))

    async def settings_log(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`: changes are not recorded here."""
        del channel
        return ()

    async def person(self, interaction: Interaction) -> dict[str, int]:
        """See `Store`: nothing about a person is kept here."""
        del interaction
        return {}

    async def reported(self) -> frozenset[str]:
        """See `Store`."""
        return frozenset(self.reports)

    async def keep_text(self, text: str) -> str:
        """See `Store`."""
        key = next((key for key, kept in self.texts.items() if kept == text), f"{len(self.texts):x}")
        self.texts[key] = text
        return key

    async def kept_text(self, key: str) -> str | None:
        """See `Store`."""
        return self.texts.get(key)

    async def remember(self, interaction: Interaction, message: str) -> None:
        """See `Store`."""
        self.answers[interaction.channel.key, message] = encode(interaction)

    async def recall(self, channel: ChannelRef, message: str) -> str | None:
        """See `Store`."""
        return self.answers.get((channel.key, message))
