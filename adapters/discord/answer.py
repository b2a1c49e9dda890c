"""An interaction and its answer: acknowledged in time, whatever the answer takes."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from adapters.discord import limits, render, wire
from adapters.discord.cooldown import Cooldown
from adapters.discord.delivery import Ack, Delivery
from adapters.discord.gate import Gate
from adapters.discord.parse import Kind, Received
from adapters.discord.prepare import Prepared, form_id, opener, prepare, remember
from adapters.discord.wire import Answering, Wire, WireError
from bot.errors import StoreError
from bot.interaction import Interaction, Via
from bot.reply import Notice, Reply
from bot.reply.form import Form
from bot.texts import negotiate, text

log = logging.getLogger(__name__)

DEFER_AFTER = 1.5
COMPLETE_WITHIN = 2.0
GIVE_UP_AFTER = limits.TOKEN - 60
_ALWAYS_PRIVATE = {"settings", "privacy", "help", "report", "expired"}


@dataclass(frozen=True, slots=True)
class Told:
    """What an interaction came to, for logs and metrics; in seconds since it arrived."""

    via: str
    command: str
    outcome: str
    """`answered`, `refused`, `expired`, `undelivered` or `failed`."""
    acknowledged: float
    answered: float


def ignore(told: Told) -> None:
    """Tell nobody."""
    del told


@dataclass(slots=True)
class Answerer:
    """Answers interactions."""

    bot: Answering
    wire: Wire
    cooldown: Cooldown
    gate: Gate
    guilds: frozenset[str] = frozenset()
    """The servers that are served; empty means all."""
    tell: Callable[[Told], None] = ignore
    defer_after: float = DEFER_AFTER
    now: Callable[[], float] = field(default=time.monotonic)

    async def answer(self, got: Received) -> None:
        """Answer an interaction; never raises."""
        began, acknowledged, outcome = self.now(), None, "answered"
        self.gate.arrived()
        try:
            acknowledged = await self._answer(got)
        except WireError as error:
            outcome = "expired" if error.code == wire.UNKNOWN_INTERACTION else "undelivered"
            log.warning("discord refused an answer: %s", error, extra={"request": got.id})
        except Exception:
            outcome = "failed"
            log.exception("discord answer", extra={"request": got.id})
        ended = self.now()
        first = (acknowledged or ended) - began
        self.tell(Told(got.asked.via, got.asked.command, outcome, first, ended - began))

    async def _answer(self, got: Received) -> float | None:
        delivery = Delivery(self.wire, self.gate, got)
        if got.kind is Kind.AUTOCOMPLETE:
            await delivery.complete(await self._completions(got))
        elif refusal := self._refusal(got):
            await delivery.refuse(refusal)
        else:
            return await self._work(delivery)
        return None

    def _refusal(self, got: Received) -> str:
        asked, locale = got.asked, negotiate(got.asked.user.locale)
        if self.guilds and asked.channel.workspace and asked.channel.workspace not in self.guilds:
            return text(locale, "discord-server-not-served")
        seconds = self.cooldown.wait(asked.user.key, asked.channel.key, self.now())
        return text(locale, "discord-cooldown", seconds=max(1, round(seconds))) if seconds else ""

    async def _completions(self, got: Received) -> render.Payload:
        try:
            async with asyncio.timeout(COMPLETE_WITHIN):
                return render.choices(await self.bot.handle(got.asked))
        except TimeoutError:
            return {"choices": []}

    async def _work(self, delivery: Delivery) -> float | None:
        work = asyncio.create_task(self._prepared(delivery.got))
        acknowledged = None
        try:
            await asyncio.wait({work}, timeout=self.defer_after)
            if not work.done():
                await delivery.defer(private=await self._expects_private(delivery.got))
                acknowledged = self.now()
            await self._send(delivery, await work)
        except WireError:
            raise
        except Exception:
            log.exception("discord answer", extra={"request": delivery.got.id})
            await delivery.send(_instead(delivery.got, "error-unexpected", request=delivery.got.id))
        finally:
            work.cancel()
        return acknowledged

    async def _prepared(self, got: Received) -> Prepared:
        try:
            async with asyncio.timeout(GIVE_UP_AFTER):
                return await prepare(self.bot, await self._asked(got), self.gate)
        except TimeoutError:
            return _instead(got, "discord-too-slow")
        except Exception:
            log.exception("discord answer", extra={"request": got.id})
            return _instead(got, "error-unexpected", request=got.id)

    async def _asked(self, got: Received) -> Interaction:
        if got.kind is Kind.COMMAND:
            return got.asked
        asked = await self.bot.pressed(got.component, got.asked)
        return replace(asked, options=MappingProxyType({**asked.options, **got.fields}))

    async def _expects_private(self, got: Received) -> bool:
        if got.on_message:
            return got.on_private
        if got.asked.via is Via.MESSAGE_MENU or got.asked.command in _ALWAYS_PRIVATE:
            return True
        try:
            async with asyncio.timeout(0.3):
                return (await self.bot.settings(got.asked.channel)).private
        except (TimeoutError, StoreError) as error:
            log.warning("room settings unknown: %r", error, extra={"request": got.id})
            return True

    async def _send(self, delivery: Delivery, prepared: Prepared) -> None:
        got, body = delivery.got, prepared.reply.body
        if isinstance(body, Form):
            if delivery.ack is Ack.NONE and got.kind is not Kind.MODAL:
                carried = await form_id(self.bot, prepared.reply, body, in_place=got.in_place)
                await delivery.open(body, carried)
                return
            prepared = await opener(self.bot, prepared)
        message = await delivery.send(prepared)
        if delivery.stands_in_place(prepared):
            message = got.asked.message
        await remember(self.bot, prepared, message)


def _instead(got: Received, message: str, **arguments: str) -> Prepared:
    locale = negotiate(got.asked.user.locale)
    said = Notice(text(locale, message, **arguments), "error")
    return Prepared(Reply(said, got.asked, locale, private=True))
