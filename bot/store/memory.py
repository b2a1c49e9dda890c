"""A store that forgets when the process ends: the terminal's, and the tests'."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot import settings
from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction, UserRef, encode, workspace_of
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
from bot.schedule import MOST, Due, Schedule, replan
from bot.settings import DELETED, ChannelSettings, SettingChange
from bot.store import ANSWERS_KEPT, GRACE, LOG_SHOWN, TEXTS_KEPT, PendingNotice, Report
from bot.texts import negotiate, text


@dataclass(slots=True)
class MemoryStore:
    """Keeps everything in dictionaries and lists; the first of a pair is the room or the scope."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chosen: dict[str, dict[str, str]] = field(default_factory=dict)
    log: list[tuple[str, SettingChange]] = field(default_factory=list)
    rows: dict[str, tuple[str, Schedule]] = field(default_factory=dict)
    plans: dict[str, Due] = field(default_factory=dict)
    """When each schedule is next due. Nothing is ever posted: the terminal has no clock."""
    shown: list[tuple[str, MarkSeen]] = field(default_factory=list)
    open_reports: list[Report] = field(default_factory=list)
    queue: list[PendingNotice] = field(default_factory=list)
    texts: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[Interaction, datetime]] = field(default_factory=dict)
    departures: dict[str, datetime] = field(default_factory=dict)
    numbers: int = 0

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """See `Store`."""
        values: dict[str, str] = {}
        for scope in settings.scopes(channel):
            values |= self.chosen.get(scope, {})
        return settings.chosen(values)

    async def own_settings(self, channel: ChannelRef) -> frozenset[str]:
        """See `Store`."""
        return frozenset(self.chosen.get(channel.key, {}))

    async def apply(self, interaction: Interaction, changes: tuple[Change, ...]) -> None:
        """See `Store`."""
        for change in changes:
            self._apply(interaction, change)

    def _apply(self, asked: Interaction, change: Change) -> None:
        room = asked.channel.key
        match change:
            case SetSettings():
                self._choose(asked, change)
            case SaveSchedule(schedule):
                self._save(schedule)
            case RemoveSchedule(schedule):
                if schedule in self.rows and self.rows[schedule][0] == room:
                    del self.rows[schedule]
            case MarkSeen(passage):
                self.shown = [row for row in self.shown if (row[0], row[1].passage) != (room, passage)]
                self.shown.append((room, change))
            case ReportPassage():
                self._report(asked, change)
            case ForgetPerson():
                self._forget_person(asked.user.key)
            case ForgetRoom():
                self._forget_rooms(lambda scope: scope == room)

    def _save(self, schedule: Schedule) -> None:
        room, _ = self.rows.get(schedule.id, (schedule.channel, schedule))
        others = [id_ for id_, row in self.rows.items() if row[0] == schedule.channel and id_ != schedule.id]
        if len(others) >= MOST:
            raise UserError("error-daily-many", {"most": MOST})
        if room == schedule.channel:
            self.rows[schedule.id] = room, schedule
            self.plans[schedule.id] = replan(self.now(), schedule, self.plans.get(schedule.id), None)

    def _choose(self, asked: Interaction, change: SetSettings) -> None:
        scope = asked.channel.workspace_key if change.workspace else asked.channel.key
        kept = self.chosen.setdefault(scope, {})
        for name, new in change.values:
            old = kept.pop(name, None)
            if new is not None:
                kept[name] = new
            if new != old:
                made = SettingChange(self.now(), asked.user.key, name, old, new, change.workspace)
                self.log.append((scope, made))

    def _report(self, asked: Interaction, change: ReportPassage) -> None:
        for report in self.open_reports:
            if (report.passage, report.reason, report.reporter) == (
                change.passage,
                change.reason,
                asked.user.key,
            ):
                return
        self.open_reports.append(
            Report(
                self._number(),
                change.passage,
                change.reason,
                change.remark,
                asked.user.key,
                asked.channel.key,
                negotiate(asked.user.locale),
                self.now(),
            )
        )

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers

    def _forget_person(self, person: str) -> None:
        self.answers = {key: kept for key, kept in self.answers.items() if kept[0].user.key != person}
        self.queue = [notice for notice in self.queue if notice.person != person]
        self.log = [(scope, _unsigned(change, person)) for scope, change in self.log]
        self.rows = {
            id_: (room, replace(row, owner="") if row.owner == person else row)
            for id_, (room, row) in self.rows.items()
        }
        self.open_reports = [
            replace(report, reporter=DELETED, remark="", room="") if report.reporter == person else report
            for report in self.open_reports
        ]

    def _forget_rooms(self, gone: Callable[[str], bool]) -> None:
        self.chosen = {scope: kept for scope, kept in self.chosen.items() if not gone(scope)}
        self.log = [row for row in self.log if not gone(row[0])]
        self.rows = {id_: row for id_, row in self.rows.items() if not gone(row[0])}
        self.shown = [row for row in self.shown if not gone(row[0])]
        self.answers = {key: kept for key, kept in self.answers.items() if not gone(key[0])}
        self.open_reports = [replace(row, room="") if gone(row.room) else row for row in self.open_reports]

    async def schedules(self, channel: ChannelRef) -> tuple[ScheduleRow, ...]:
        """See `Store`."""
        own = [row for room, row in self.rows.values() if room == channel.key]
        own.sort(key=lambda row: (row.rule.at, row.id))
        return tuple(ScheduleRow(row, self.plans[row.id].at, "") for row in own)

    async def schedules_of(self, person: UserRef) -> tuple[ScheduleRow, ...]:
        """See `Store`."""
        own = [row for _, row in self.rows.values() if row.owner == person.key]
        own.sort(key=lambda row: (row.rule.at, row.id))
        return tuple(ScheduleRow(row, self.plans[row.id].at, "") for row in own)

    async def seen(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(mark.passage for room, mark in self.shown if room == channel.key)

    async def recent_speakers(self, channel: ChannelRef) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(mark.speaker for room, mark in reversed(self.shown) if room == channel.key)

    async def settings_log(self, channel: ChannelRef) -> tuple[SettingChange, ...]:
        """See `Store`."""
        scopes = settings.scopes(channel)
        return tuple(change for scope, change in reversed(self.log) if scope in scopes)[:LOG_SHOWN]

    async def person(self, interaction: Interaction) -> dict[str, int]:
        """See `Store`."""
        room, person = interaction.channel.key, interaction.user.key
        own = [row for id_, row in self.rows.values() if id_ == room]
        return {
            "room-settings": len(self.chosen.get(room, {})),
            "room-changes": sum(scope == room for scope, _ in self.log),
            "room-schedules": len(own),
            "room-seen": sum(key == room for key, _ in self.shown),
            "room-answers": sum(key == room for key, _ in self.answers),
            "room-reports": Counter(report.room for report in self.open_reports)[room],
            "person-changes": sum(change.who == person for _, change in self.log),
            "person-schedules": sum(row.owner == person for _, row in self.rows.values()),
            "person-reports": Counter(report.reporter for report in self.open_reports)[person],
            "person-answers": sum(kept.user.key == person for kept, _ in self.answers.values()),
            "person-notices": sum(notice.person == person for notice in self.queue),
        }

    async def reported(self) -> frozenset[str]:
        """See `Store`."""
        return frozenset(report.passage for report in self.open_reports)

    async def reports(self) -> tuple[Report, ...]:
        """See `Store`."""
        return tuple(self.open_reports)

    async def settle(self, report: Report, *, applied: bool, quote: str) -> int:
        """See `Store`."""
        matter = (report.passage, report.reason)
        settled = [row for row in self.open_reports if (row.passage, row.reason) == matter]
        self.open_reports = [row for row in self.open_reports if row not in settled]
        for row in settled:
            if row.reporter != DELETED:
                said = text(row.locale, "report-applied" if applied else "report-rejected", quote=quote)
                self.queue.append(PendingNotice(self._number(), row.reporter, said))
        return len(settled)

    async def notices(self) -> tuple[PendingNotice, ...]:
        """See `Store`."""
        return tuple(self.queue)

    async def told(self, notice: int) -> bool:
        """See `Store`."""
        before = len(self.queue)
        self.queue = [row for row in self.queue if row.id != notice]
        return len(self.queue) < before

    async def notify(self, person: str, text: str) -> None:
        """See `Store`."""
        self.queue.append(PendingNotice(self._number(), person, text))

    async def keep_text(self, text: str) -> str:
        """See `Store`."""
        key = next((key for key, kept in self.texts.items() if kept[0] == text), f"{len(self.texts):x}")
        self.texts[key] = (text, self.now() + TEXTS_KEPT)
        return key

    async def kept_text(self, key: str) -> str | None:
        """See `Store`."""
        kept, expires = self.texts.get(key, (None, self.now()))
        return kept if expires > self.now() else None

    async def remember(self, interaction: Interaction, message: str) -> None:
        """See `Store`."""
        self.answers[interaction.channel.key, message] = (interaction, self.now() + ANSWERS_KEPT)

    async def recall(self, channel: ChannelRef, message: str) -> str | None:
        """See `Store`."""
        kept = self.answers.get((channel.key, message))
        return encode(kept[0]) if kept and kept[1] > self.now() else None

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """See `Store`."""
        rooms = {*self.chosen, *(row[0] for row in (*self.log, *self.rows.values(), *self.shown))}
        rooms |= {room for room, _ in self.answers} | {row.room for row in self.open_reports}
        found = {workspace_of(room) for room in rooms if room.startswith(f"{platform}:")}
        return tuple(sorted(found - {f"{platform}:"} - self.departures.keys()))

    async def departed(self, workspace: str) -> None:
        """See `Store`."""
        self.departures[workspace] = self.now()

    async def returned(self, workspace: str) -> None:
        """See `Store`."""
        self.departures.pop(workspace, None)

    async def sweep(self) -> None:
        """See `Store`."""
        now = self.now()
        self.answers = {key: kept for key, kept in self.answers.items() if kept[1] > now}
        self.texts = {key: kept for key, kept in self.texts.items() if kept[1] > now}
        for workspace in [name for name, at in self.departures.items() if at <= now - GRACE]:
            self._forget_rooms(lambda scope, gone=workspace: f"{scope}:".startswith(f"{gone}:"))  # type: ignore[misc]
            del self.departures[workspace]


def _unsigned(change: SettingChange, person: str) -> SettingChange:
    return replace(change, who=DELETED) if change.who == person else change
