"""When a daily quote is due."""

from dataclasses import dataclass
from datetime import date, time

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Rule:
    """A local time of day in a named zone, on some weekdays (Monday is 0)."""

    at: time
    zone: str
    weekdays: frozenset[int] = EVERY_DAY


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
    """A local date that is passed over."""
    paused: bool = False
