"""Mixed traffic on both local platforms, and which of it was acknowledged, and when."""

import asyncio
import json
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectionResetError

from tests import slack_payloads as sent
from tests.discord_server import Call, DiscordServer, member
from tests.servers.slack import SlackServer

QUESTIONS = (
    "clock",
    "tea",
    "香料",
    "tide",
    "broken clock",
    "nothing that anybody said",
    "茶",
    "😀" * 50,
    "a" * 3000,
)
MANAGER = 1 << 4 | 1 << 5 | 1 << 10 | 1 << 11
_WAIT = {5, 6}
"""Discord's kinds of acknowledgement that promise an answer."""
ALLOWED = 3.0
"""Seconds after which a platform shows its users that the bot did not answer."""


@dataclass(slots=True)
class Asked:
    """One interaction and its acknowledgement, in seconds of the monotonic clock."""

    platform: str
    kind: str
    at: float
    cut_off: bool = False
    """Asked while the platform had no connection to us."""
    acknowledged: float | None = None

    @property
    def took(self) -> float | None:
        """Return the seconds until the acknowledgement; None where there is none."""
        return None if self.acknowledged is None else self.acknowledged - self.at


@dataclass(slots=True)
class DiscordTraffic:
    """Asks on Discord."""

    server: DiscordServer
    chance: random.Random
    asked: dict[str, Asked] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    """Tokens of interactions that were told to wait, and wait for their answer."""
    _read: int = 0

    async def ask(self) -> None:
        """Ask one thing."""
        kind = self.chance.choice(
            (
                "quote",
                "quote",
                "timeline",
                "who-said",
                "settings",
                "daily",
                "complete",
                "press",
                "mention",
                "help",
            )
        )
        at, cut_off = time.monotonic(), not any(socket.session for socket in self.server.sockets)
        payload = await self._send(kind, self.chance.choice(QUESTIONS))
        if kind != "mention":
            self.asked[payload["id"]] = Asked("discord", kind, at, cut_off)

    async def _send(self, kind: str, words: str) -> dict[str, Any]:
        person = {"member": member(str(self.chance.randrange(1000, 9000)), MANAGER)}
        where = {**person, "channel_id": str(500 + self.chance.randrange(200))}
        match kind:
            case "quote":
                return await self.server.command("quote", {"text": words}, **where)
            case "timeline":
                return await self.server.command("timeline", {"topic": words}, **where)
            case "who-said":
                return await self.server.command("who-said", {"fragment": words}, **where)
            case "settings":
                chosen = {"name": "results", "value": str(self.chance.randint(1, 5))}
                return await self.server.command("settings", chosen, **where)
            case "daily":
                return await self.server.command("daily", {"action": "show"}, **where)
            case "complete":
                return await self.server.complete("quote", {"speaker": words[:20]}, "speaker", **where)
            case "press":
                return await self._press(where)
            case "mention":
                return await self.server.say(f"<@900> {words[:1000]}")
        return await self.server.command("help", {}, **where)

    async def _press(self, where: dict[str, Any]) -> dict[str, Any]:
        recent = [self.server.messages[key] for key in list(self.server.messages)[-50:]]
        found = [(message, id_) for message in recent for id_ in buttons(message)]
        if not found:
            return await self.server.command("help", {}, **where)
        message, id_ = self.chance.choice(found)
        return await self.server.press(id_, message, **where)

    def look(self) -> None:
        """Note what was acknowledged since the last look."""
        calls = self.server.calls[self._read :]
        self._read += len(calls)
        for call in calls:
            if call.status < 300:
                self._note(call, call.path.split("/"))
        for key in list(self.server.messages)[:-2000]:
            del self.server.messages[key]

    def _note(self, call: Call, parts: list[str]) -> None:
        if parts[1] == "interactions" and parts[2] in self.asked:
            self.asked[parts[2]].acknowledged = call.at
            if call.payload["type"] in _WAIT:
                self.promised.add(parts[3])
        elif parts[1] == "webhooks":
            self.promised.discard(parts[3])


@dataclass(slots=True)
class SlackTraffic:
    """Asks in Slack."""

    server: SlackServer
    chance: random.Random
    asked: dict[str, Asked] = field(default_factory=dict)

    async def ask(self) -> None:
        """Ask one thing."""
        kind = self.chance.choice(
            ("quote", "quote", "timeline", "who-said", "yulu", "shortcut", "mention", "home")
        )
        kind_of_envelope, payload = self._payload(kind, self.chance.choice(QUESTIONS))
        with suppress(ClientConnectionResetError):  # cut while it was sent: Slack itself could not ask
            id_ = await self.server.envelope(kind_of_envelope, payload)
            self.asked[id_] = Asked("slack", kind, time.monotonic())

    def _payload(self, kind: str, words: str) -> tuple[str, dict[str, Any]]:
        channel, user = f"C{self.chance.randrange(200)}", f"U{self.chance.randrange(500)}"
        self.server.members.add(channel)
        match kind:
            case "quote" | "timeline" | "who-said":
                text = words if kind != "who-said" else f"who-said {words}"
                command = "/yulu" if kind == "who-said" else f"/{kind}"
                return "slash_commands", self._command(command, text, channel, user)
            case "yulu":
                setting = f"settings results {self.chance.randint(1, 5)}"
                return "slash_commands", self._command("/yulu", setting, channel, user)
            case "shortcut":
                place = {"channel": {"id": channel, "name": "x"}, "user": {"id": user, "name": "x"}}
                return "interactive", sent.shortcut(words, response_url=self.server.hook(), **place)
            case "mention":
                return "events_api", sent.mention(words, channel=channel, user=user)
        return "events_api", sent.event("app_home_opened", user=user, channel="D1", tab="home")

    def _command(self, name: str, text: str, channel: str, user: str) -> dict[str, Any]:
        where = {"channel_id": channel, "user_id": user}
        return sent.command(
            name, text, **where, response_url=self.server.hook(), trigger_id=self.server.trigger()
        )

    def look(self) -> None:
        """Note what was acknowledged."""
        for id_, asked in self.asked.items():
            if asked.acknowledged is None and id_ in self.server.acks:
                asked.acknowledged = self.server.acks[id_][0]


Traffic = DiscordTraffic | SlackTraffic


async def flow(traffic: Traffic, a_second: float, open_: asyncio.Event) -> None:
    """Ask at random moments, so many times a second, until cancelled; while `open_` is not set, nothing."""
    while True:
        await open_.wait()
        await traffic.ask()
        await asyncio.sleep(traffic.chance.expovariate(a_second))


async def settled(traffic: Traffic, seconds: float = 30.0) -> bool:
    """Wait until all that was asked is acknowledged; return whether it is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        traffic.look()
        if all(asked.acknowledged is not None for asked in list(traffic.asked.values())[-3000:]):
            return True
        await asyncio.sleep(0.05)
    return False


def buttons(message: Any) -> list[str]:
    """Return the ids of the buttons of a Discord message, however deep they stand."""
    whole = json.dumps(message)
    if '"custom_id"' not in whole:
        return []
    found: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("type") == 2 and "custom_id" in part and not part.get("disabled"):
                found.append(part["custom_id"])
            for each in part.values():
                walk(each)
        elif isinstance(part, list):
            for each in part:
                walk(each)

    walk(message)
    return found
