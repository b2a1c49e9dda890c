"""What is counted and timed, and a bot that tells it."""

import logging
from dataclasses import dataclass, field
from time import perf_counter, time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.app import Bot
from bot.interaction import Interaction
from bot.reply import Notice, Reply
from bot.retrieval.search import Searcher

log = logging.getLogger(__name__)
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)


@dataclass(slots=True)
class Metrics:
    """The process's figures, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    interactions: Counter = field(init=False)
    answered: Histogram = field(init=False)
    acknowledged: Histogram = field(init=False)
    waiting: Gauge = field(init=False)
    passages: Gauge = field(init=False)
    index_loaded: Gauge = field(init=False)

    def __post_init__(self) -> None:
        to = self.registry
        self.interactions = Counter(
            "yulu_interactions", "Interactions", ("platform", "command", "outcome"), registry=to
        )
        self.answered = Histogram(
            "yulu_answer_seconds",
            "From an interaction to its answer",
            ("command",),
            buckets=_SECONDS,
            registry=to,
        )
        self.acknowledged = Histogram(
            "yulu_acknowledge_seconds",
            "From an interaction to its acknowledgement",
            ("platform",),
            buckets=_SECONDS,
            registry=to,
        )
        self.waiting = Gauge("yulu_waiting", "Interactions being answered", registry=to)
        self.passages = Gauge("yulu_index_passages", "Passages that are searched", registry=to)
        self.index_loaded = Gauge("yulu_index_loaded_timestamp", "When the index was loaded", registry=to)

    def loaded(self, searcher: Searcher) -> None:
        """Note a new index."""
        self.passages.set(len(searcher.corpus.passages))
        self.index_loaded.set(time())


@dataclass(slots=True)
class MeasuredBot(Bot):
    """A bot that counts, times and logs what it answers: one line an interaction, without its words."""

    metrics: Metrics = field(default_factory=Metrics)

    async def handle(self, asked: Interaction) -> Reply:
        """See `Bot.handle`."""
        began = perf_counter()
        with self.metrics.waiting.track_inprogress():
            reply = await Bot.handle(self, asked)
        seconds = perf_counter() - began
        command = reply.interaction.command or "small-talk"
        body = reply.body
        outcome = (
            "refused" if isinstance(body, Notice) and body.level == "error" else type(body).__name__.lower()
        )
        self.metrics.interactions.labels(asked.channel.platform, command, outcome).inc()
        self.metrics.answered.labels(command).observe(seconds)
        log.info(
            "answered",
            extra={
                "request": asked.request,
                "platform": asked.channel.platform,
                "command": command,
                "via": asked.via.value,
                "outcome": outcome,
                "seconds": round(seconds, 4),
            },
        )
        return reply
