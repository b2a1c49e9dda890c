"""What goes wrong in a long life, one after the other."""

import asyncio
import random
import shutil
import signal
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord_scene import until
from tests.soak.traffic import DiscordTraffic, SlackTraffic, Traffic, settled
from tests.yulu_process import Yulu


@dataclass(slots=True)
class Faults:
    """Lets them happen."""

    yulu: Yulu
    discord: DiscordTraffic
    slack: SlackTraffic
    documents: Path
    database: Path
    gates: dict[str, asyncio.Event]
    """By platform: set while it may be asked."""
    chance: random.Random
    happened: Counter[str] = field(default_factory=Counter)

    async def run(self, pause: float) -> None:
        """Let one thing go wrong after each pause of so many seconds, until cancelled."""
        while True:
            await self.once(pause)

    async def once(self, pause: float) -> None:
        """Let everything go wrong once."""
        kinds = [
            self.discord_limits, self.discord_fails, self.discord_drops, self.discord_orders,
            self.slack_limits, self.slack_fails, self.slack_drops, self.slack_refreshes,
            self.slow_database, self.new_corpus,
        ]  # fmt: skip
        self.chance.shuffle(kinds)
        for kind in kinds:
            await asyncio.sleep(pause)
            await kind()
            self.happened[kind.__name__.replace("_", " ")] += 1

    async def discord_limits(self) -> None:
        """Answer a few messages with 429."""
        for _ in range(3):
            self.discord.server.limit("/channels/.*/messages|/webhooks/.*", 0.5)

    async def discord_fails(self) -> None:
        """Answer a few calls with an error of the server."""
        self.discord.server.fail("PATCH", "/webhooks/.*", 502, times=2)
        self.discord.server.fail("POST", "/channels/.*/messages", 500, times=1)

    async def discord_drops(self) -> None:
        """Cut the gateway; what is asked meanwhile is told again after the session went on."""
        await self._quiet("discord", self.discord)
        cut = list(self.discord.server.sockets)
        self.discord.server.drop()
        await until(lambda: not any(socket in self.discord.server.sockets for socket in cut), 60)
        self.gates["discord"].set()

    async def discord_orders(self) -> None:
        """Ask for a new connection."""
        await self._quiet("discord", self.discord)
        before = self._sessions()
        await self.discord.server.order(7)
        await until(lambda: self._sessions() > before, 60)
        self.gates["discord"].set()

    async def slack_limits(self) -> None:
        """Answer a few messages with 429."""
        limited = {"status": 429, "headers": {"Retry-After": "1"}}
        self.slack.server.fail("chat.postMessage", "ratelimited", times=3, **limited)

    async def slack_fails(self) -> None:
        """Answer a few messages with an error of the server, and slowly."""
        self.slack.server.fail("chat.postMessage", "internal_error", times=1, delay=1.0)
        self.slack.server.fail("users.info", "fatal_error", status=503, times=1)

    async def slack_drops(self) -> None:
        """Cut Socket Mode."""
        await self._quiet("slack", self.slack)
        await self.slack.server.drop()
        await self._opened()

    async def slack_refreshes(self) -> None:
        """Ask for a new connection, as Slack does every few hours."""
        await self._quiet("slack", self.slack)
        await self.slack.server.disconnect()
        await self._opened()

    async def slow_database(self) -> None:
        """Hold the database for longer than a question may take."""
        other = sqlite3.connect(self.database, isolation_level=None, timeout=10)
        other.execute("BEGIN IMMEDIATE")
        try:
            await asyncio.sleep(2.5)
        finally:
            other.execute("ROLLBACK")
            other.close()

    async def new_corpus(self) -> None:
        """Change a document, and ask for it to be read."""
        number = self.happened["new corpus"] % 5
        shutil.copy(self.documents / "tea.md", self.documents / f"tea-{number}.md")
        self.yulu.tell(signal.SIGHUP)

    def _sessions(self) -> int:
        return len(self.discord.server.resumed) + len(self.discord.server.identified)

    async def _quiet(self, platform: str, traffic: Traffic) -> None:
        """Ask nothing new, so that nothing is on its way while the line is cut: that no bot could answer."""
        self.gates[platform].clear()
        await settled(traffic)

    async def _opened(self) -> None:
        async with asyncio.timeout(60):
            await self.slack.server.opened.wait()
        self.gates["slack"].set()
