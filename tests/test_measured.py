"""What is counted of interactions and posts."""

from dataclasses import dataclass, field

import pytest

from adapters.measured import MeasuredBot, MeasuredPoster
from adapters.metrics import Metrics
from adapters.poster import PostError
from bot.interaction import ChannelRef, Interaction, Via
from bot.reply import Notice, Reply
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore

REPLY = Reply(Notice("Good morning"), Interaction("daily"))
ROOM = ChannelRef("slack", "C1", "T1")


@dataclass
class Fickle:
    """Fails as it is told to, then posts."""

    errors: list[PostError] = field(default_factory=list)
    platform: str = "slack"
    idempotent: bool = False
    told: list[str] = field(default_factory=list)

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return f"message of {key}"

    async def tell(self, user: str, text: str) -> None:
        self.told.append(f"{user}: {text}")


def figure(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


async def test_a_post_is_counted_by_what_became_of_it_and_how_often_it_was_tried() -> None:
    metrics = Metrics()
    errors = [PostError("busy", permanent=False), PostError("archived", permanent=True)]
    poster = MeasuredPoster(Fickle(errors), metrics)
    for _ in errors.copy():
        with pytest.raises(PostError):
            await poster.post(ROOM, REPLY, "k1")
    assert await poster.post(ROOM, REPLY, "k1") == "message of k1"
    assert await poster.post(ROOM, REPLY, "k2") == "message of k2"
    counts = {
        outcome: figure(metrics, "yulu_posts_total", platform="slack", outcome=outcome)
        for outcome in ("failed", "refused", "posted")
    }
    assert counts == {"failed": 1, "refused": 1, "posted": 2}
    assert figure(metrics, "yulu_post_retries_total", platform="slack") == 2
    assert (figure(metrics, "yulu_last_post_timestamp_seconds", platform="slack") or 0) > 0


async def test_it_is_the_poster_that_it_measures() -> None:
    inner = Fickle()
    poster = MeasuredPoster(inner, Metrics())
    await poster.tell("U1", "hello")
    assert (poster.platform, poster.idempotent, inner.told) == ("slack", False, ["U1: hello"])


async def test_what_somebody_wrote_never_becomes_a_label(searcher: Searcher) -> None:
    metrics = Metrics()
    bot = MeasuredBot(searcher, MemoryStore(), metrics)
    for number in range(20):
        await bot.handle(Interaction(f"made-up-{number}", channel=ROOM))
        await bot.handle(Interaction("", {"text": f"made up {number}"}, ROOM, via=Via.MENTION))
    series = [sample for metric in metrics.registry.collect() for sample in metric.samples]
    assert not any("made" in value for sample in series for value in sample.labels.values())
    assert len({sample.labels["command"] for sample in series if "command" in sample.labels}) < 8


async def test_a_search_is_timed_without_the_database(searcher: Searcher) -> None:
    metrics = Metrics()
    await MeasuredBot(searcher, MemoryStore(), metrics).handle(Interaction("quote", {"text": "香料"}))
    searched = figure(metrics, "yulu_search_seconds_sum", command="quote") or 0
    answered = figure(metrics, "yulu_answer_seconds_sum", platform="console", command="quote") or 0
    assert 0 < searched < answered


def test_a_new_index_is_told_with_its_size_and_age(searcher: Searcher) -> None:
    metrics = Metrics()
    metrics.loaded(searcher)
    assert figure(metrics, "yulu_index_passages") == len(searcher.corpus.passages)
    assert figure(metrics, "yulu_index_sources") == len(searcher.corpus.sources)
    assert (figure(metrics, "yulu_index_loaded_timestamp_seconds") or 0) > 0


def test_a_queue_is_asked_for_its_length_when_it_is_read() -> None:
    metrics, waiting = Metrics(), [1, 2]
    metrics.queued("slack", lambda: len(waiting))
    assert figure(metrics, "yulu_queue", platform="slack") == 2
    waiting.append(3)
    assert figure(metrics, "yulu_queue", platform="slack") == 3
