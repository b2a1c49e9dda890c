"""The health pages."""

import asyncio

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from adapters import health
from adapters.health import Condition, application
from adapters.measured import MeasuredBot
from adapters.metrics import Metrics
from bot.interaction import Interaction
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore


async def well() -> Condition:
    return Condition(ready=True, said="fine")


async def unwell() -> Condition:
    return Condition(ready=False, said="deaf")


async def broken() -> Condition:
    raise RuntimeError("secret detail")


async def test_all_well_is_ready() -> None:
    async with TestClient(TestServer(application({"database": well}, CollectorRegistry()))) as client:
        answer = await client.get("/readyz")
        assert answer.status == 200
        assert await answer.json() == {"database": {"ready": True, "said": "fine"}}


async def test_one_that_is_unwell_or_fails_is_not_ready_and_tells_no_detail() -> None:
    checks = {"database": well, "discord": unwell, "slack": broken}
    async with TestClient(TestServer(application(checks, CollectorRegistry()))) as client:
        answer = await client.get("/readyz")
        assert answer.status == 503
        assert "secret" not in await answer.text()
        assert (await client.get("/healthz")).status == 200


async def test_what_is_answered_is_counted_without_its_words(searcher: Searcher) -> None:
    metrics = Metrics()
    bot = MeasuredBot(searcher, MemoryStore(), metrics)
    await bot.handle(Interaction("quote", {"text": "香料"}))
    await bot.handle(Interaction("quote", {"since": "soon"}))
    async with TestClient(TestServer(application({}, metrics.registry))) as client:
        page = await (await client.get("/metrics")).text()
    assert 'yulu_interactions_total{command="quote",outcome="quotes",platform="console"} 1.0' in page
    assert 'outcome="refused"' in page
    assert "香料" not in page


async def hanging() -> Condition:
    await asyncio.sleep(60)
    return Condition(ready=True, said="late")


async def test_a_check_that_hangs_is_one_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    async with TestClient(TestServer(application({"database": hanging}, CollectorRegistry()))) as client:
        answer = await client.get("/readyz")
        assert (answer.status, await answer.json()) == (
            503,
            {"database": {"ready": False, "said": "TimeoutError"}},
        )
