"""When a daily quote is due, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
MOST = 5
"""Schedules of one room."""
_HORIZON = 17
"""Days among which the next occurrence is: a week, another where a zone lost a day, and the edges."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A local time of day in a named zone, on some weekdays (Monday is 0)."""

    at: time
    zone: str
    weekdays: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Due:
    """A local date, and the moment (UTC) of that date's quote."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """A daily quote that a room has asked for."""

    id: str
    channel: str
    """`ChannelRef.key` of the room."""
    rule: Rule
    thread: str = ""
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    topic: str = ""
    owner: str = ""
    """`UserRef.key` of who set it; told when it has to pause."""
    skip: date | None = None
    """The local dates up to this one are passed over."""
    paused: bool = False
    """The room could not be posted to; it is tried once a day until it can."""
    locale: str = ""
    """The owner's language: of a card in a room that chose none, and of what the owner is told."""


class State(StrEnum):
    """What became of one day's quote."""

    CLAIMED = "claimed"
    """A process is posting it."""
    WAITING = "waiting"
    """Not posted; it will be tried again."""
    POSTED = "posted"
    UNKNOWN = "unknown"
    """Whoever posted it did not live to say so."""
    MISSED = "missed"
    REFUSED = "refused"
    EMPTY = "empty"
    """Nothing that may be drawn from stands by itself."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A line of the ledger: one local date's quote."""

    day: date
    state: State
    at: datetime
    """When it was last tried."""
    passage: str = ""
    speaker: str = ""
    message: str = ""
    error: str = ""


def next_due(after: datetime, rule: Rule) -> Due:
    """Return the first occurrence later than `after`, which is aware.

    Raises:
        ValueError: the rule has no weekday.
    """
    today = after.astimezone(ZoneInfo(rule.zone)).date()
    for days in range(-1, _HORIZON):
        day = today + timedelta(days=days)
        at = moment(rule, day)
        if at is not None and at > after:
            return Due(day, at)
    raise ValueError("a rule without weekdays is never due")


def moment(rule: Rule, day: date) -> datetime | None:
    """Return when (UTC) a local date's quote is due; None on other weekdays, or if the zone has no such date.

    A time that the clock skips is right after the gap; of one that it repeats the first is meant.
    """
    if day.weekday() not in rule.weekdays:
        return None
    zone = ZoneInfo(rule.zone)
    local = datetime.combine(day, rule.at, zone)
    early, late = sorted(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).time() == rule.at:
        return early if early.astimezone(zone).date() == day else None
    found = _after_gap(early, late, zone)
    return found if found.astimezone(zone).date() == day else None


def _after_gap(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment after `early`, to the second, at which the zone has the offset of `late`."""
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == late.astimezone(zone).utcoffset():
            late = middle
        else:
            early = middle
    return late


def upcoming(after: datetime, schedule: Schedule, done: Collection[date] = ()) -> Due:
    """Return the first occurrence later than `after` that is neither skipped nor on a day that is `done`."""
    last = max((*done, schedule.skip or date.min))
    due = next_due(after, schedule.rule)
    while due.day <= last:
        due = next_due(due.at, schedule.rule)
    return due


def replan(now: datetime, schedule: Schedule, pending: Due | None, last: Posting | None) -> Due:
    """Return what is next for a schedule that was changed, with neither a double nor a hole.

    `pending` is what would have been next; `last` is the newest line of its ledger. Where the day's quote has
    not been posted and its new time is past already, it is due now.
    """
    done = (last.day,) if last else ()
    today = now.astimezone(ZoneInfo(schedule.rule.zone)).date()
    if pending and pending.day == today and today > max((*done, schedule.skip or date.min)):
        at = moment(schedule.rule, today)
        if at is not None and at <= now and (last is None or at > last.at):
            return Due(today, now)
    return upcoming(now, schedule, done)
