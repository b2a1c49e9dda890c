"""What is counted and timed, in a registry of its own."""

import asyncio
from collections.abc import Callable
from time import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.retrieval.search import Searcher

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)


class Metrics:
    """The process's figures. No label ever holds what somebody wrote."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.interactions = self._counter(
            "yulu_interactions", "Interactions answered", "platform", "command", "outcome"
        )
        self.acknowledged = self._seconds(
            "yulu_acknowledge_seconds", "From an interaction's arrival to its acknowledgement", "platform"
        )
        self.answered = self._seconds(
            "yulu_answer_seconds", "From an interaction to its answer, not yet sent", "platform", "command"
        )
        self.delivered = self._seconds(
            "yulu_delivery_seconds", "From an interaction's arrival until its answer was sent", "platform"
        )
        self.undelivered = self._counter(
            "yulu_undelivered", "Answers that did not reach the asker", "platform", "reason"
        )
        self.searched = self._seconds(
            "yulu_search_seconds", "Finding an answer in the index, without database and network", "command"
        )
        self.posts = self._counter(
            "yulu_posts", "Attempts to post what nobody just asked for", "platform", "outcome"
        )
        self.retries = self._counter("yulu_post_retries", "Attempts to post the same again", "platform")
        self.posted = self._gauge(
            "yulu_last_post_timestamp_seconds", "When something was last posted", "platform"
        )
        self.waiting = self._gauge("yulu_answering", "Interactions being answered now")
        self.queue = self._gauge("yulu_queue", "Interactions that came and are not done with", "platform")
        self.passages = self._gauge("yulu_index_passages", "Passages that are searched")
        self.sources = self._gauge("yulu_index_sources", "Documents that are searched")
        self.problems = self._gauge("yulu_corpus_problems", "Severe problems of the documents")
        self.index_loaded = self._gauge("yulu_index_loaded_timestamp_seconds", "When the index was loaded")
        self.reloads = self._counter("yulu_reloads", "Times the corpus was read again", "outcome")
        self._gauge("yulu_tasks", "Tasks in the event loop").set_function(_tasks)
        ProcessCollector(registry=self.registry)

    def loaded(self, searcher: Searcher) -> None:
        """Note a new index."""
        self.passages.set(len(searcher.corpus.passages))
        self.sources.set(len(searcher.corpus.sources))
        self.problems.set(sum(problem.severe for problem in searcher.corpus.problems))
        self.index_loaded.set(time())

    def queued(self, platform: str, pending: Callable[[], int]) -> None:
        """Ask a platform for the length of its queue whenever the figures are read."""
        self.queue.labels(platform).set_function(pending)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(name, told, labels, registry=self.registry)

    def _seconds(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(name, told, labels, buckets=_SECONDS, registry=self.registry)


def _tasks() -> int:
    try:
        return len(asyncio.all_tasks())
    except RuntimeError:
        return 0
