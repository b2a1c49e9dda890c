"""What is to be kept before a reply is sent."""

import datetime
from dataclasses import dataclass
from typing import Literal

from bot.schedule import Schedule


@dataclass(frozen=True, slots=True)
class SetSettings:
    """Keep settings of a room (or, with `workspace`, the defaults of all its rooms); None resets one."""

    values: tuple[tuple[str, str | None], ...]
    workspace: bool = False


@dataclass(frozen=True, slots=True)
class SaveSchedule:
    """Keep a schedule, new or changed."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    """Take a schedule away."""

    schedule: str


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """A passage was shown as a room's random or daily quote."""

    passage: str
    speaker: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class ReportPassage:
    """Somebody says that a quote has the wrong speaker or is garbled."""

    passage: str
    reason: Literal["speaker", "garbled"]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Delete what is kept about the asker."""


@dataclass(frozen=True, slots=True)
class ForgetRoom:
    """Delete what is kept about the room."""


Change = SetSettings | SaveSchedule | RemoveSchedule | MarkSeen | ReportPassage | ForgetPerson | ForgetRoom
