"""Two processes on one database, killed at random moments: no daily quote comes twice, none is lost.

What was posted is counted at the receiving side. `make kill-daily` runs it whole.

The Discord of this test forgets a nonce after as long as ours counts on it, which is what the product is
shipped with: 120 s, the least that "the past few minutes" can mean, for which Discord says that it checks an
enforced nonce (https://docs.discord.com/developers/resources/message#create-message-jsonform-params).
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
LATER = daily_worker.PACE.lease + timedelta(seconds=4)
"""Until nobody holds a claim, and no wait is going on."""


class Receiver(socketserver.ThreadingTCPServer):
    """A platform: drops a second message with a nonce that it remembers, if it is like Discord."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.arrived = threading.Semaphore(0)
        self.created: Counter[tuple[str, str]] = Counter()
        self.quotes: dict[str, set[str]] = {}
        self.nonces: dict[str, float] = {}
        self.dropped = 0

    def wait(self, count: int) -> int:
        """Wait until so many more quotes arrived; return the count."""
        for _ in range(count):
            self.arrived.acquire()
        return count

    def create(self, said: dict[str, str]) -> None:
        with self.lock:
            key, now = said["key"], time.monotonic()
            self.quotes.setdefault(key, set()).add(said["quote"])
            window = daily_worker.PACE.remembered.total_seconds()
            if said["platform"] == "discord" and now - self.nonces.get(key, -window) < window:
                self.dropped += 1
                return
            self.nonces[key] = now
            self.created[said["platform"], key] += 1
        self.arrived.release()


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


async def settle(url: str, port: int) -> None:
    """Take away what nobody has begun, and let another process finish the rest at its first look."""
    store = await SqlStore.open(url, lambda: datetime.now(UTC) + LATER)
    async with store.database.writing() as connection:
        await connection.execute(update(schedules).values(next_at=store.now() + timedelta(days=400)))
    daily = daily_worker.clock(store, port)
    await daily._beat()
    await asyncio.gather(*daily._busy.values())
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
        awaited = server.wait(1)
        for _ in range(KILLS):
            # However slow the machine is, something arrived between two kills.
            awaited += server.wait(moments.randint(1, 3))
            time.sleep(moments.uniform(0, 0.1))
            unlucky = moments.randrange(2)
            end(working[unlucky])
            working[unlucky] = begin()
        for process in working:
            end(process)
        asyncio.run(settle(database_url, server.server_address[1]))
        check(server, asyncio.run(lines(database_url)), awaited)


def end(process: BaseProcess) -> None:
    process.kill()
    process.join()


def check(server: Receiver, found: dict[str, State], awaited: int) -> None:
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
    assert len(unknown) <= (KILLS + 2) * daily_worker.PACE.at_once, "more unknown than were under way"
    assert all(int(key[1:].partition(":")[0]) % 2 == 0 for key in unknown), "unknown on Discord"
    assert all(len(quotes) == 1 for quotes in server.quotes.values()), "a repetition showed another quote"
    assert set(platforms.values()) == {"discord", "slack"}
    assert len(arrived) >= awaited > KILLS, said
