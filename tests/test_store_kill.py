"""A process killed at random moments loses nothing that it acknowledged. `make kill-store` runs it whole."""

import asyncio
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from bot.store import files
from bot.store.sql import SqlStore
from tests.kill_worker import TASKS, room

CHANGES = int(os.environ.get("YULU_KILL_CHANGES", "80"))
ROOT = Path(__file__).parents[1]


def run_and_kill(url: str, moments: random.Random) -> tuple[set[tuple[int, int]], bool]:
    """Return the changes that were acknowledged before the kill, and whether all were made."""
    command = [sys.executable, "-m", "tests.kill_worker", url, str(CHANGES)]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    # Mostly in the midst of its work, sometimes while it starts.
    first = worker.stdout.readline() if moments.random() < 0.85 else ""
    time.sleep(moments.uniform(0, 0.25))
    worker.kill()
    said = first + worker.communicate()[0]
    # A line that the kill cut in two was not said.
    lines = (line.split() for line in said.splitlines(keepends=True) if line.endswith("\n"))
    return {(int(task), int(number)) for task, number in lines}, worker.returncode == 0


async def kept(url: str) -> set[tuple[int, int]]:
    """Return the changes that are there; each must be whole and in order."""
    store = await SqlStore.open(url)
    await files.check(url)
    found: set[tuple[int, int]] = set()
    for task in range(TASKS):
        seen = await store.seen(room(task))
        assert seen == tuple(f"s{number}" for number in range(len(seen)))
        assert (await store.settings(room(task))).sources == seen[-1:]
        assert [change.new for change in await store.settings_log(room(task))] == list(reversed(seen))[:20]
        found |= {(task, number) for number in range(len(seen))}
    await store.close()
    return found


def test_every_acknowledged_change_outlives_a_kill(database_url: str) -> None:
    moments = random.Random(os.environ.get("YULU_KILL_SEED", "tide"))
    asyncio.run(kept(database_url))
    acknowledged: set[tuple[int, int]] = set()
    kills, whole = 0, False
    while not whole:
        said, whole = run_and_kill(database_url, moments)
        acknowledged |= said
        assert acknowledged <= asyncio.run(kept(database_url))
        kills += not whole
    everything = {(task, number) for task in range(TASKS) for number in range(CHANGES // TASKS)}
    assert asyncio.run(kept(database_url)) == everything
    assert kills > 0
    print(f"{CHANGES} changes, {len(acknowledged)} acknowledged, {kills} kills")
