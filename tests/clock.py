"""A clock that stands until it is moved."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass
class Clock:
    """Tells eight o'clock on a Monday, and whatever it is moved to."""

    moment: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.moment
