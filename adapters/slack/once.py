"""What Slack delivers twice is answered once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

KEPT = 3600.0
"""Seconds: Slack sends an event again after up to an hour."""
_MOST = 100_000


@dataclass(slots=True)
class Once:
    """Remembers, in this process, what came."""

    now: Callable[[], float] = monotonic
    seen: dict[str, float] = field(default_factory=dict)

    async def first(self, key: str) -> bool:
        """Return whether this key comes for the first time; what has none always does."""
        if not key:
            return True
        if key in self.seen:
            return False
        self._forget()
        self.seen[key] = self.now()
        return True

    def _forget(self) -> None:
        oldest = self.now() - KEPT
        while self.seen and (len(self.seen) >= _MOST or next(iter(self.seen.values())) < oldest):
            del self.seen[next(iter(self.seen))]
