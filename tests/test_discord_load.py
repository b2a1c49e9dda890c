"""Many interactions at once: each is acknowledged in time, however long the answers take."""

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer

ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def loaded(busy: float) -> AsyncIterator[DiscordServer]:
    server = DiscordServer()
    await server.start()
    command = [sys.executable, "-m", "tests.discord_child", server.api, server.gateway, str(busy)]
    child = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, cwd=ROOT)
    try:
        await server.until(lambda: server.identified and server.commands, 30)
        yield server
    finally:
        if child.stdin:
            child.stdin.close()
        await asyncio.wait_for(child.wait(), 20)
        await server.stop()


async def latencies(server: DiscordServer, count: int, seconds: float) -> list[float]:
    """Send interactions at an even pace; return how long each acknowledgement took."""
    sent: dict[str, float] = {}
    began = time.monotonic()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number * seconds / count - time.monotonic()))
        at = time.monotonic()
        name = ("quote", "speakers", "help")[number % 3]
        sent[(await server.command(name, {"text": str(number)}))["id"]] = at
    await server.until(lambda: len(server.originals) == count, 60)
    acknowledged: dict[str, float] = {}
    for call in server.found("POST", "/interactions/.*"):
        acknowledged.setdefault(call.path.split("/")[2], call.at)
    return sorted(acknowledged[number] - at for number, at in sent.items())


@pytest.mark.parametrize(("count", "seconds"), [(200, 2.0), pytest.param(1000, 10.0, marks=pytest.mark.slow)])
async def test_a_hundred_a_second_are_acknowledged_at_once(count: int, seconds: float) -> None:
    async with loaded(busy=0.002) as server:
        took = await latencies(server, count, seconds)
    print(
        f"median {statistics.median(took):.3f} s, p99 {took[count * 99 // 100]:.3f} s, most {took[-1]:.3f} s"
    )
    assert took[count * 99 // 100] < 0.5
    assert took[-1] < 3


async def test_more_than_it_can_answer_is_acknowledged_all_the_same() -> None:
    async with loaded(busy=0.1) as server:
        took = await latencies(server, 100, 0.5)
    assert took[-1] < 3
