"""What a room has chosen, and what there is to choose from: settings, schedules, listings, help."""

import datetime
from dataclasses import dataclass

from bot.reply.found import Hit
from bot.schedule import Posting, Schedule


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of a room, with labels in the reader's language."""

    name: str
    label: str
    value: str
    shown: str
    """The value as a person reads it."""
    meaning: str
    allowed: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """A room's choices, and who changed them."""

    rows: tuple[SettingRow, ...]
    may_change: bool
    who_may: str
    log: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One daily quote of a room."""

    schedule: Schedule
    next_at: datetime.datetime | None
    draws_from: str
    last: str = ""
    """What was posted last, told in the reader's language."""
    state: str = ""
    """Paused, missed, unknown: told in the reader's language; empty if all is well."""
    history: tuple[Posting, ...] = ()
    """The last days, newest first."""


@dataclass(frozen=True, slots=True)
class ScheduleList:
    """A room's daily quotes."""

    rows: tuple[ScheduleRow, ...]
    text: str = ""
    """What was just done, or that there is none."""


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A line of a listing."""

    id: str
    title: str
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Speakers or sources, a page of them."""

    title: str
    rows: tuple[ListingRow, ...]
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command as one types it, and what it does."""

    usage: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Help:
    """What one can ask here."""

    title: str
    text: str
    rows: tuple[HelpRow, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A person's own page, where the platform has one."""

    title: str
    today: Hit | None
    language: str
    schedules: tuple[ScheduleRow, ...]
    help: Help
