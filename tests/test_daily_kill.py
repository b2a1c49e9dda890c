"""Two processes on one database, killed at random moments: no daily quote comes twice, none is lost.

What was posted is counted at the receiving side. `make kill-daily` runs it whole.
"""

import asyncio
import json
import os
import random
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest
from sqlalchemy import insert, select, update

from bot.schedule import State
from bot.store.sql import SqlStore
from bot.store.tables import ledger, schedules
from tests import daily_worker

KILLS = int(os.environ.get("YULU_KILL_DAILY", "12"))
SUPPLY = 40
"""Schedules a kill, so that there is always something due."""


class Receiver(socketserver.ThreadingTCPServer):
    """A platform: drops a second message with a nonce that it remembers, if it is like Discord."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.heard = threading.Semaphore(0)
        self.created: Counter[tuple[str, str]] = Counter()
        self.quotes: dict[str, set[str]] = {}
        self.nonces: dict[str, float] = {}
        self.dropped = 0

    def hear(self, count: int) -> None:
        """Wait for some more posts."""
        for _ in range(count):
            self.heard.acquire()

    def create(self, said: dict[str, str]) -> None:
        self.heard.release()
        with self.lock:
            key, now = said["key"], time.monotonic()
            self.quotes.setdefault(key, set()).add(said["quote"])
            window = daily_worker.PACE.remembered.total_seconds()
            if said["platform"] == "discord" and now - self.nonces.get(key, -window) < window:
                self.dropped += 1
                return
            self.nonces[key] = now
            self.created[said["platform"], key] += 1


class Handler(socketserver.StreamRequestHandler):
    server: Receiver

    def handle(self) -> None:
        line = self.rfile.readline()
        time.sleep(random.uniform(0, 0.04))
        if line.endswith(b"\n"):
            self.server.create(json.loads(line))
        time.sleep(random.uniform(0, 0.04))
        try:
            self.wfile.write(b"m1\n")
        except OSError:
            return


@contextmanager
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


async def fill(url: str) -> None:
    store = await SqlStore.open(url)
    now = datetime.now(UTC)
    rows = [
        {
            "id": f"s{number}",
            "room": f"{'discord' if number % 2 else 'slack'}:w:{number}",
            "thread": "",
            "direct": False,
            "owner": "",
            "at": "08:30",
            "zone": "Europe/Berlin",
            "weekdays": "0123456",
            "speakers": (),
            "sources": (),
            "topic": "",
            "paused": False,
            "next_day": date(2020, 1, 1),
            "next_at": now - timedelta(minutes=1) + timedelta(milliseconds=number),
        }
        for number in range(KILLS * SUPPLY)
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(schedules), rows)
    await store.close()


async def settle(url: str) -> None:
    """Take away what nobody has begun."""
    store = await SqlStore.open(url)
    async with store.database.writing() as connection:
        far = datetime.now(UTC) + timedelta(days=400)
        await connection.execute(update(schedules).values(next_at=far))
    await store.close()


async def lines(url: str) -> dict[str, State]:
    store = await SqlStore.open(url)
    async with store.database.reading() as connection:
        found = (await connection.execute(select(ledger.c.key, ledger.c.state))).all()
    await store.close()
    return {key: State(state) for key, state in found}


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_whatever_is_killed_nothing_comes_twice(database_url: str) -> None:
    asyncio.run(fill(database_url))
    moments = random.Random(os.environ.get("YULU_KILL_SEED", "tide"))
    forks = get_context("forkserver")
    forks.set_forkserver_preload(["tests.daily_worker"])

    def begin() -> BaseProcess:
        process = forks.Process(target=daily_worker.work, args=(database_url, server.server_address[1]))
        process.start()
        return process

    with receiver() as server:
        working = [begin(), begin()]
        server.hear(1)
        for _ in range(KILLS):
            # However slow the machine is, something was posted between two kills.
            server.hear(moments.randint(1, 3))
            time.sleep(moments.uniform(0, 0.1))
            unlucky = moments.randrange(2)
            working[unlucky].kill()
            working[unlucky].join()
            working[unlucky] = begin()
        asyncio.run(settle(database_url))
        while {State.CLAIMED, State.WAITING} & set(asyncio.run(lines(database_url)).values()):
            time.sleep(0.5)
        for process in working:
            process.kill()
            process.join()
        check(server, asyncio.run(lines(database_url)))


def check(server: Receiver, found: dict[str, State]) -> None:
    arrived = {key: count for (_, key), count in server.created.items()}
    platforms = {key: platform for platform, key in server.created}
    unknown = {key for key, state in found.items() if state is State.UNKNOWN}
    lost = {key for key in found if key not in arrived}
    said = (
        f"{KILLS} kills: {sum(arrived.values())} posts arrived, "
        f"{sum(count > 1 for count in arrived.values())} doubled, {server.dropped} repetitions dropped, "
        f"{len(unknown)} unknown, {len(lost)} of them lost"
    )
    print(said)
    assert all(count == 1 for count in arrived.values()), said
    assert set(arrived) <= set(found), said
    assert set(found.values()) <= {State.POSTED, State.UNKNOWN}, said
    assert lost <= unknown, said
    assert all(int(key[1:].partition(":")[0]) % 2 == 0 for key in unknown), "unknown on Discord"
    assert all(len(quotes) == 1 for quotes in server.quotes.values()), "a repetition showed another quote"
    assert set(platforms.values()) == {"discord", "slack"}
    assert len(arrived) > KILLS / 2
