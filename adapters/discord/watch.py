"""Whether the gateway still tells us anything: a connection can beat its heart and be deaf."""

from collections.abc import Iterable
from dataclasses import dataclass, field

DEAF_AFTER = 90.0
"""Seconds without an event until a shard is asked for one."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a health check wants to know."""

    ready: bool
    said: str
    silent: float | None
    """Seconds since the quietest shard told something; None before any did."""
    shards: int


@dataclass(slots=True)
class Hearing:
    """When each shard was last heard."""

    deaf_after: float = DEAF_AFTER
    _heard: dict[int, float] = field(default_factory=dict)
    _awaited: dict[int, float] = field(default_factory=dict)
    _deaf: set[int] = field(default_factory=set)

    def hear(self, shard: int, now: float) -> None:
        """An event came on a shard."""
        self._heard[shard] = now
        self._awaited.pop(shard, None)
        self._deaf.discard(shard)

    def silent(self, shards: Iterable[int], now: float, *, times: int = 1) -> list[int]:
        """Return the shards silent for too long; one never heard counts from when it is first named."""
        since = {shard: self._heard.get(shard, self._awaited.setdefault(shard, now)) for shard in shards}
        return [shard for shard, heard in since.items() if now - heard >= self.deaf_after * times]

    def deaf(self, shard: int) -> None:
        """A shard was asked and did not hear the answer."""
        self._deaf.add(shard)

    def readiness(self, connected: dict[int, bool], now: float) -> Readiness:
        """Return how things stand, given which shards have an open connection."""
        heard = [self._heard[shard] for shard in connected if shard in self._heard]
        silent = now - min(heard) if heard else None
        down = sorted(shard for shard, is_open in connected.items() if not is_open)
        unheard = sorted(shard for shard in connected if shard not in self._heard)
        if not connected or unheard:
            said = "connecting"
        elif down:
            said = f"not connected: shard {', '.join(map(str, down))}"
        elif self._deaf & set(connected):
            said = f"deaf: shard {', '.join(map(str, sorted(self._deaf & set(connected))))}"
        else:
            return Readiness(True, "connected", silent, len(connected))
        return Readiness(False, said, silent, len(connected))
