"""Many commands at once: each is acknowledged in time, and answered."""

import asyncio
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests import slack_payloads as sent
from tests.servers.slack import SlackServer, form_body, running, signed

pytestmark = pytest.mark.alone

ROOT = Path(__file__).parents[1]
SIZES = [(200, 2.0), pytest.param(1000, 10.0, marks=pytest.mark.slow)]


@asynccontextmanager
async def loaded(busy: float, port: int = 0) -> AsyncIterator[SlackServer]:
    async with running() as server:
        command = [sys.executable, "-m", "tests.slack_child", f"{server.base}/api/", str(busy), str(port)]
        child = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, cwd=ROOT)
        try:
            await server.until(lambda: server.of("auth.test"), 30)
            yield server
        finally:
            assert child.stdin
            child.stdin.close()
            await child.wait()


def question(server: SlackServer, number: int) -> dict[str, object]:
    """Return a command from one of two hundred people in one of a hundred channels."""
    channel, user = f"C{number % 100}", f"U{number % 200}"
    server.members.add(channel)
    return sent.command(
        "/quote",
        str(number),
        channel_id=channel,
        user_id=user,
        response_url=server.hook(),
        trigger_id=f"{number}.t",
    )


async def pace(number: int, count: int, seconds: float, began: float) -> None:
    await asyncio.sleep(max(0.0, began + number * seconds / count - time.monotonic()))


async def socket_latencies(server: SlackServer, count: int, seconds: float) -> list[float]:
    """Send commands at an even pace; return how long each acknowledgement took."""
    began, at = time.monotonic(), {}
    for number in range(count):
        await pace(number, count, seconds, began)
        now = time.monotonic()
        at[await server.envelope("slash_commands", question(server, number))] = now
    await server.until(lambda: len(server.acks) >= count, 60)
    await server.until(lambda: len(server.of("chat.postMessage")) + len(server.hooked) >= count, 60)
    return sorted(server.acks[id_][0] - sent_at for id_, sent_at in at.items())


async def http_latencies(server: SlackServer, url: str, count: int, seconds: float) -> list[float]:
    """Post commands at an even pace; return how long each response took."""

    async def post(session: aiohttp.ClientSession, number: int) -> float:
        await pace(number, count, seconds, began)
        body, now = form_body(question(server, number)), time.monotonic()
        headers = {**signed(body), "Content-Type": "application/x-www-form-urlencoded"}
        async with session.post(url, data=body, headers=headers) as response:
            assert response.status == 200
            return time.monotonic() - now

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        began = time.monotonic()
        took = await asyncio.gather(*(post(session, number) for number in range(count)))
        await server.until(lambda: len(server.of("chat.postMessage")) + len(server.hooked) >= count, 60)
    return sorted(took)


def judge(took: list[float]) -> bool:
    """Return whether 99 of 100 were quick; that none may be late is not a matter of luck."""
    last = took[len(took) * 99 // 100]
    print(f"median {statistics.median(took):.3f} s, p99 {last:.3f} s, most {took[-1]:.3f} s")
    assert took[-1] < 3
    return last < 0.5


async def best(measure: Callable[[], Awaitable[list[float]]]) -> bool:
    """Return whether one of three runs was quick: other programs share the machine's cores."""
    for _ in range(3):
        if judge(await measure()):
            return True
    return False


@pytest.mark.parametrize(("count", "seconds"), SIZES)
async def test_a_hundred_a_second_by_socket_mode(count: int, seconds: float) -> None:
    async def measure() -> list[float]:
        async with loaded(0.002) as server:
            return await socket_latencies(server, count, seconds)

    assert await best(measure)


@pytest.mark.parametrize(("count", "seconds"), SIZES)
async def test_a_hundred_a_second_by_http(count: int, seconds: float) -> None:
    async def measure() -> list[float]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        async with loaded(0.002, port) as server:
            await asyncio.sleep(0.5)
            url = f"http://127.0.0.1:{port}/slack/events"
            return await http_latencies(server, url, count, seconds)

    assert await best(measure)


async def test_more_than_it_can_answer_is_acknowledged_all_the_same() -> None:
    async with loaded(0.1) as server:
        took = await socket_latencies(server, 60, 0.5)

    assert took[-1] < 3
