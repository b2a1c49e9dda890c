"""A life in short: a process, traffic, faults, and a look at it every second."""

import asyncio
import random
import shutil
import time
from collections import Counter
from pathlib import Path

from tests.discord_server import DiscordServer
from tests.servers.slack import running
from tests.soak.faults import Faults
from tests.soak.report import WARM, Report, Sample
from tests.soak.traffic import DiscordTraffic, SlackTraffic, flow, settled
from tests.yulu_process import TALKS, Yulu, yulu_run

REST = 4.0
"""Seconds without a question, before the process is compared with itself."""
_EXPECTED = {"corpus not read; the one before stays"}


async def soak(folder: Path, seconds: float, *, a_second: float, growth: float, seed: int = 1) -> Report:
    """Run the bot under traffic and faults; `a_second` questions on each platform."""
    chance = random.Random(seed)
    documents = Path(await asyncio.to_thread(shutil.copytree, TALKS, folder / "talks"))
    report = Report(seconds, growth)
    discord_server = DiscordServer()
    await discord_server.start()
    try:
        async with (
            running() as slack_server,
            yulu_run(folder / "data", discord=discord_server, slack=slack_server, seeds=documents) as yulu,
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
    finally:
        await discord_server.stop()
    return report


async def _live(report: Report, faults: Faults, a_second: float) -> None:
    traffics = (faults.discord, faults.slack)
    warm = report.seconds * WARM
    for begun, until, pause in ((0.0, warm, warm / 12), (warm, report.seconds, None)):
        for gate in faults.gates.values():
            gate.set()
        work = [
            asyncio.create_task(flow(faults.discord, a_second, faults.gates["discord"])),
            asyncio.create_task(flow(faults.slack, a_second, faults.gates["slack"])),
            asyncio.create_task(faults.run(pause or min(5.0, (until - begun) / 12))),
        ]
        await _watched(report, faults.yulu, begun, until, work)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        await asyncio.gather(*(settled(traffic) for traffic in traffics))
        await asyncio.sleep(REST)
        for traffic in traffics:
            traffic.look()
        rested = await _sample(faults.yulu, until)
        report.before, report.after = report.before or rested, rested


async def _watched(
    report: Report, yulu: Yulu, begun: float, until: float, work: list[asyncio.Task[None]]
) -> None:
    """Take a sample every second; what ends before its time ended wrongly."""
    start = time.monotonic() - begun
    while (now := time.monotonic() - start) < until:
        report.samples.append(await _sample(yulu, now))
        done, _ = await asyncio.wait(work, timeout=1.0)
        for task in done:
            task.result()


async def _sample(yulu: Yulu, at: float) -> Sample:
    figures = Counter[str]()
    for line in (await yulu.page("/metrics"))[1].splitlines():
        name, _, value = line.rpartition(" ")
        if not line.startswith("#"):
            figures[name.partition("{")[0]] += float(value)  # type: ignore[assignment]
    return Sample(
        at,
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
