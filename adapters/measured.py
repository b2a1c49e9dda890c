"""A bot and a poster that count, time and log what they do, without anybody's words."""

import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from time import perf_counter, time

from adapters.metrics import Metrics
from adapters.poster import Poster, PostError
from bot.app import Bot
from bot.command import Command, Context
from bot.commands import COMMANDS
from bot.interaction import ChannelRef, Interaction
from bot.reply import Notice, Reply

log = logging.getLogger(__name__)
_KEYS = 1000
"""Of how many posts it is known whether they were tried before."""


@dataclass(slots=True)
class MeasuredBot(Bot):
    """Writes one line an interaction."""

    metrics: Metrics = field(default_factory=Metrics)

    async def handle(self, asked: Interaction) -> Reply:
        """See `Bot.handle`."""
        began = perf_counter()
        with self.metrics.waiting.track_inprogress():
            reply = await Bot.handle(self, asked)
        seconds = perf_counter() - began
        platform, command, outcome = asked.channel.platform, _command(reply), _outcome(reply)
        self.metrics.interactions.labels(platform, command, outcome).inc()
        self.metrics.answered.labels(platform, command).observe(seconds)
        told = {"platform": platform, "command": command, "via": asked.via.value, "outcome": outcome}
        log.info("answered", extra={"request": asked.request, **told, "seconds": round(seconds, 4)})
        return reply

    def computed(self, command: Command, asked: Interaction, context: Context) -> Reply:
        """See `Bot.computed`."""
        with self.metrics.searched.labels(command.name).time():
            return Bot.computed(self, command, asked, context)


@dataclass(slots=True)
class MeasuredPoster:
    """See `Poster`: another one's work, counted."""

    poster: Poster
    metrics: Metrics
    platform: str = field(init=False)
    idempotent: bool = field(init=False)
    _tried: OrderedDict[str, None] = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.platform, self.idempotent = self.poster.platform, self.poster.idempotent

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        """See `Poster`."""
        self._try(key)
        try:
            message = await self.poster.post(channel, reply, key)
        except PostError as error:
            self._count("refused" if error.permanent else "failed")
            raise
        self._count("posted")
        self.metrics.posted.labels(self.platform).set(time())
        return message

    async def tell(self, user: str, text: str) -> None:
        """See `Poster`."""
        await self.poster.tell(user, text)

    def _try(self, key: str) -> None:
        if key in self._tried:
            self.metrics.retries.labels(self.platform).inc()
        self._tried[key] = None
        if len(self._tried) > _KEYS:
            self._tried.popitem(last=False)

    def _count(self, outcome: str) -> None:
        self.metrics.posts.labels(self.platform, outcome).inc()


def _command(reply: Reply) -> str:
    """Return the command; what is none is somebody's words and never becomes a label."""
    return reply.interaction.command if reply.interaction.command in COMMANDS else "none"


def _outcome(reply: Reply) -> str:
    if isinstance(reply.body, Notice) and reply.body.level == "error":
        return "refused"
    return type(reply.body).__name__.lower()
