"""Our own pace: Slack takes about one message a second in each channel."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from adapters.slack import limits

_MOST = 10_000


@dataclass(slots=True)
class Pace:
    """Gives each message into a channel its moment."""

    now: Callable[[], float] = monotonic
    gap: float = limits.PACE
    free: dict[str, float] = field(default_factory=dict)
    """When each channel's next message may go."""

    def delay(self, channel: str) -> float:
        """Return the seconds that a message into a channel would have to wait."""
        return max(0.0, self.free.get(channel, 0.0) - self.now())

    async def turn(self, channel: str) -> None:
        """Wait for this message's moment; those who come later wait longer."""
        wait = self.delay(channel)
        self._forget()
        self.free[channel] = self.now() + wait + self.gap
        if wait:
            await asyncio.sleep(wait)

    def _forget(self) -> None:
        if len(self.free) > _MOST:
            now = self.now()
            self.free = {channel: free for channel, free in self.free.items() if free > now}
