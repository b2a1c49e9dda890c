"""`yulu run` as an operator runs it: a process with its signals, its log and its health pages."""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.discord_server import DiscordServer
from tests.servers.slack import APP_TOKEN, TOKEN, SlackServer

ROOT = Path(__file__).parents[1]
TALKS = ROOT / "tests" / "talks"
_STRICT = "-W", "error", "-W", "ignore:'audioop':DeprecationWarning"


@dataclass(slots=True)
class Yulu:
    """A running process."""

    process: asyncio.subprocess.Process
    health: str
    began: float
    lines: list[str] = field(default_factory=list)
    """What it wrote to standard error."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def log(self) -> list[dict[str, Any]]:
        """Return the lines of its log."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    async def listen(self) -> None:
        """Read its log until it ends."""
        assert self.process.stderr
        async for line in self.process.stderr:
            self.lines.append(line.decode().rstrip("\n"))
            async with self._changed:
                self._changed.notify_all()

    async def logged(self, event: str, count: int = 1, seconds: float = 60.0) -> dict[str, Any]:
        """Wait until an event was logged so many times; return the last line of it."""

        def found() -> list[dict[str, Any]]:
            return [line for line in self.log if line["event"] == event]

        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: len(found()) >= count or self.process.returncode is not None)
        assert len(found()) >= count, "\n".join(self.lines)
        return found()[-1]

    async def page(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a health page."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.health}{path}") as answer:
            return answer.status, await answer.text()

    async def ready(self, seconds: float = 60.0) -> float:
        """Wait until everything is ready; return the seconds since the process began."""
        async with asyncio.timeout(seconds):
            while self.process.returncode is None:
                try:
                    if (await self.page("/readyz"))[0] == 200:
                        return time.monotonic() - self.began
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)
        raise AssertionError("\n".join(self.lines))

    def tell(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    async def ended(self, seconds: float = 30.0) -> float:
        """Wait for the end; return how long that took."""
        began = time.monotonic()
        await asyncio.wait_for(self.process.wait(), seconds)
        return time.monotonic() - began


@asynccontextmanager
async def yulu_run(
    data: Path,
    *,
    discord: DiscordServer | None = None,
    slack: SlackServer | None = None,
    seeds: Path = TALKS,
    **more: str,
) -> AsyncIterator[Yulu]:
    """Run the bot on those platforms; in the end it is told to stop, if it has not."""
    port = free_port()
    given = environment(discord, slack)
    own = {"YULU_DATA": str(data), "YULU_SEEDS": str(seeds), "YULU_HEALTH_PORT": str(port)}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YULU_")}
    names = [name for name, server in (("discord", discord), ("slack", slack)) if server]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *_STRICT, "-m", "adapters", "run", *names,
        cwd=ROOT,
        env={**clean, **own, **given, **more},
        stderr=asyncio.subprocess.PIPE,
        limit=2**20,
    )  # fmt: skip
    yulu = Yulu(process, f"http://127.0.0.1:{port}", time.monotonic())
    listening = asyncio.create_task(yulu.listen())
    try:
        yield yulu
    except BaseException as error:
        error.add_note("\n".join(("what it logged:", *yulu.lines[-50:])))
        raise
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 15)
            except TimeoutError:
                process.kill()
        await listening


def environment(discord: DiscordServer | None, slack: SlackServer | None) -> dict[str, str]:
    """Return what a process needs to know to find these platforms."""
    given: dict[str, str] = {}
    if discord:
        given |= {
            "YULU_DISCORD_TOKEN": discord.token,
            "YULU_DISCORD_API": discord.api,
            "YULU_DISCORD_GATEWAY": discord.gateway,
        }
    if slack:
        given |= {
            "YULU_SLACK_BOT_TOKEN": TOKEN,
            "YULU_SLACK_APP_TOKEN": APP_TOKEN,
            "YULU_SLACK_API": f"{slack.base}/api/",
        }
    return given


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
