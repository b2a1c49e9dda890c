"""A bot for the adapter's tests: answers with what the test crafted, keeps what it was asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.interaction import ChannelRef, Interaction, decode, encode
from bot.reply import Notice, Reply
from bot.reply.found import Quotes
from bot.settings import ChannelSettings
from bot.store.memory import MemoryStore
from tests import slack_replies as made


@dataclass
class FakeBot:
    """The same methods as `bot.app.Bot`."""

    bodies: dict[str, Any] = field(default_factory=dict)
    """The body for a command, or what makes one of an interaction."""
    chosen: ChannelSettings = field(default_factory=ChannelSettings)
    private: bool = False
    delay: float = 0.0
    asked: list[Interaction] = field(default_factory=list)
    remembered: list[tuple[str, str]] = field(default_factory=list)
    store: MemoryStore = field(default_factory=MemoryStore)
    dressed: Callable[[Reply], Reply] | None = None
    """What a test changes in every reply."""

    async def handle(self, asked: Interaction) -> Reply:
        self.asked.append(asked)
        await asyncio.sleep(self.delay)
        body = self.bodies.get(asked.command, Quotes("tides", 1, (made.hit(),)))
        body = body(asked) if callable(body) else body
        private = self.private or (isinstance(body, Notice) and body.level == "error")
        reply = made.reply(body, interaction=asked, private=private)
        return self.dressed(reply) if self.dressed else reply

    async def ids(self, reply: Reply, longest: int) -> tuple[str, ...]:
        ids = tuple(f"{n}{encode(action.interaction)}" for n, action in enumerate(reply.actions))
        assert all(len(id_) <= longest for id_ in ids)
        return ids

    async def pressed(self, component_id: str, press: Interaction) -> Interaction:
        try:
            return decode(component_id[1:], press)
        except ValueError:
            return press.asking("expired")

    async def sent(self, reply: Reply, message: str) -> None:
        self.remembered.append((reply.interaction.command, message))

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        return self.chosen
