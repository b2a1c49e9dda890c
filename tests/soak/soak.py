"""A life in short: a process, traffic, faults, and a look at it every second."""

import asyncio
import random
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.discord_server import DiscordServer
from tests.servers.slack import running
from tests.soak.faults import Faults
from tests.soak.report import WARM, Report, Sample
from tests.soak.traffic import DiscordTraffic, SlackTraffic, flow, settled
from tests.yulu_process import TALKS, Yulu, yulu_run

REST = 31.0
"""Seconds without a question, before it is compared with itself: idle connections are closed in twice 15."""
DEPLOYED = {"MALLOC_ARENA_MAX": "2"}
"""What the image and the unit in deploy/ set."""
DONE = 30
"""Seconds that it gets to finish what it was asked."""
_EXPECTED = {"corpus not read; the one before stays"}


async def soak(folder: Path, seconds: float, *, a_second: float, growth: float, seed: int = 1) -> Report:
    """Run the bot under traffic and faults; `a_second` questions on each platform."""
    chance = random.Random(seed)
    documents = Path(await asyncio.to_thread(shutil.copytree, TALKS, folder / "talks"))
    report = Report(seconds, growth)
    async with (
        DiscordServer() as discord_server,
        running() as slack_server,
        yulu_run(
            folder / "data", discord=discord_server, slack=slack_server, seeds=documents, **DEPLOYED
        ) as yulu,
    ):
        discord, slack = DiscordTraffic(discord_server, chance), SlackTraffic(slack_server, chance)
        gates = {"discord": asyncio.Event(), "slack": asyncio.Event()}
        database = folder / "data" / "yulu.db"
        faults = Faults(yulu, discord, slack, documents, database, gates, chance, report.faults)
        await yulu.ready()
        await _live(report, faults, a_second)
        report.asked = [*discord.asked.values(), *slack.asked.values()]
        report.log = yulu.lines
        report.promised, report.errors = len(discord.promised), _errors(yulu)
        yulu.process.terminate()
        report.left = (None, await yulu.ended())
        report.left = (yulu.process.returncode, report.left[1])
    return report


async def _live(report: Report, faults: Faults, a_second: float) -> None:
    """Warm up, until everything went wrong once; then go on for the rest of the time."""
    warm = report.seconds * WARM
    async with _asking(faults, a_second) as asking:
        failing = asyncio.create_task(faults.once(warm / 12))
        await _watched(report, faults, [*asking, failing], warm, failing.done)
        await failing
    report.before, report.warm = await _rested(faults), len(report.samples)
    rest = report.seconds - warm
    async with _asking(faults, a_second) as asking:
        asking.append(asyncio.create_task(faults.run(min(5.0, rest / 12))))
        await _watched(report, faults, asking, rest)
    report.after = await _rested(faults)


@asynccontextmanager
async def _asking(faults: Faults, a_second: float) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Yield the tasks that ask; what is added to them ends with them."""
    for gate in faults.gates.values():
        gate.set()
    tasks = [
        asyncio.create_task(flow(traffic, a_second, faults.gates[name]))
        for name, traffic in (("discord", faults.discord), ("slack", faults.slack))
    ]
    yield tasks
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _watched(
    report: Report,
    faults: Faults,
    tasks: list[asyncio.Task[None]],
    seconds: float,
    through: Callable[[], bool] = lambda: True,
) -> None:
    """Take a sample every second; a task that failed ends it."""
    start = time.monotonic()
    while time.monotonic() - start < seconds or not through():
        report.samples.append(await _sample(faults.yulu))
        await asyncio.sleep(1)
        for task in tasks:
            if task.done():
                task.result()


async def _rested(faults: Faults) -> Sample:
    """Return the process once it has nothing to do: a call that failed is made again for some seconds."""
    traffics = (faults.discord, faults.slack)
    await asyncio.gather(*(settled(traffic) for traffic in traffics))
    for _ in range(DONE):
        if not (await _sample(faults.yulu)).queue:
            break
        await asyncio.sleep(1)
    await asyncio.sleep(REST)
    for traffic in traffics:
        traffic.look()
    return await _sample(faults.yulu)


async def _sample(yulu: Yulu) -> Sample:
    figures = Counter[str]()
    for line in (await yulu.page("/metrics"))[1].splitlines():
        name, _, value = line.rpartition(" ")
        if not line.startswith("#"):
            figures[name.partition("{")[0]] += float(value)  # type: ignore[assignment]
    return Sample(
        figures["process_resident_memory_bytes"] / 2**20,
        int(figures["process_open_fds"]),
        int(figures["yulu_tasks"]),
        int(figures["yulu_queue"]),
    )


def _errors(yulu: Yulu) -> Counter[str]:
    """Return what the bot itself called an error."""
    ours = (line for line in yulu.log if line["level"] in {"error", "critical"})
    return Counter(
        f"{line['logger']}: {line['event'][:80]}" for line in ours if line["event"] not in _EXPECTED
    )
