"""What a process tells of itself."""

from typing import Any, cast

import pytest

from adapters.cli.process import Process
from adapters.config import Config
from adapters.measured import MeasuredBot
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore


async def test_who_asked_before_it_had_started_does_not_hear_that_it_runs(searcher: Searcher) -> None:
    process = Process(Config(), frozenset())
    asked = dict(process._checks)
    process._watch_over(MeasuredBot(searcher, MemoryStore(), process.metrics), cast("Any", None), [])
    assert not (await asked["process"]()).ready
    assert (await process._checks["process"]()).ready
    assert process._checks.keys() == {"process", "corpus", "database", "daily"}


@pytest.mark.parametrize(("started", "status"), [(False, 0), (True, 1)])
def test_a_thread_that_still_reads_leaves_no_work_undone_where_none_was_begun(
    monkeypatch: pytest.MonkeyPatch, *, started: bool, status: int
) -> None:
    left: list[int] = []

    def leave(status: int) -> None:
        left.append(status)

    monkeypatch.setattr("os._exit", leave)
    process = Process(Config(), frozenset())
    process._started = started

    process._give_up()

    assert left[0] == status
