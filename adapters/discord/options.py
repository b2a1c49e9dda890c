"""What the one who runs the bot can choose about Discord."""

from dataclasses import dataclass, field

from adapters.discord.answer import DEFER_AFTER
from adapters.discord.cooldown import CHANNEL, PERSON, Pace
from adapters.discord.watch import DEAF_AFTER


@dataclass(frozen=True, slots=True)
class DiscordOptions:
    """Where to connect, as whom, and for whom."""

    token: str = field(repr=False)
    api: str = ""
    """Another address of the HTTP interface, for tests and proxies; empty means Discord's."""
    gateway: str = ""
    """Another address of the gateway, likewise."""
    guilds: tuple[str, ...] = ()
    """Ids of the servers that are served; empty means all."""
    test_guilds: tuple[str, ...] = ()
    """Ids of the servers that get the commands, instead of all."""
    shard_count: int | None = None
    """Of all processes together; None means as many as Discord says."""
    shard_ids: tuple[int, ...] = ()
    """This process's; empty means all. Needs `shard_count`."""
    person: Pace = PERSON
    channel: Pace = CHANNEL
    defer_after: float = DEFER_AFTER
    """Seconds until an answer that is not there yet is announced; 3 are allowed."""
    deaf_after: float = DEAF_AFTER
    """Seconds of silence until the gateway is asked whether it still hears."""
    at_once: int = 4
    """Questions that are worked on at the same time; others wait, acknowledged."""
