"""The way back to one interaction: which call answers it depends on how it was acknowledged."""

import logging
from dataclasses import dataclass
from enum import Enum

from adapters.discord import render, wire
from adapters.discord.gate import Gate
from adapters.discord.parse import Received
from adapters.discord.prepare import Prepared, Sending
from adapters.discord.wire import Wire, WireError
from bot.reply.form import Form

log = logging.getLogger(__name__)

_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback?with_response=1"
_FOLLOW_UP = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = _FOLLOW_UP + "/messages/@original"
_WORTH_ANOTHER_WAY = {400, 403, 413}


class Ack(Enum):
    """How an interaction was acknowledged before its answer was there."""

    NONE = "none"
    PUBLIC = "public"
    PRIVATE = "private"
    IN_PLACE = "in place"


@dataclass(slots=True)
class Delivery:
    """Answers one interaction. Every method raises `WireError` where Discord refuses."""

    wire: Wire
    gate: Gate
    got: Received
    ack: Ack = Ack.NONE

    async def defer(self, *, private: bool) -> None:
        """Acknowledge an interaction whose answer takes longer."""
        if self.got.in_place:
            self.ack = Ack.IN_PLACE
            await self._callback({"type": 6})
        else:
            self.ack = Ack.PRIVATE if private else Ack.PUBLIC
            await self._callback({"type": 5, **({"data": {"flags": render.EPHEMERAL}} if private else {})})

    async def complete(self, choices: render.Payload) -> None:
        """Answer autocomplete."""
        await self._callback({"type": 8, "data": choices})

    async def refuse(self, said: str) -> None:
        """Say why there is no answer, to the asker alone."""
        await self._callback({"type": 4, "data": render.words(said, private=True)})

    async def open(self, form: Form, form_id: str) -> None:
        """Open a modal."""
        await self._callback({"type": 9, "data": render.form(form, form_id)})

    async def send(self, prepared: Prepared) -> str:
        """Send an answer in the best way that Discord accepts; return its message's id."""
        in_place = self.stands_in_place(prepared)
        *better, last = prepared.ways(self.got.permissions, card=self.got.on_card or not in_place)
        for way in better:
            try:
                return await self._send(way, private=prepared.reply.private, in_place=in_place)
            except WireError as error:
                if error.status not in _WORTH_ANOTHER_WAY or error.code == wire.ALREADY_ANSWERED:
                    raise
                log.warning("discord refused a card: %s", error, extra={"request": self.got.id})
        return await self._send(last, private=prepared.reply.private, in_place=in_place)

    def stands_in_place(self, prepared: Prepared) -> bool:
        """Whether the answer replaces its message: what is private, or an error, replaces no public one."""
        hidden = prepared.reply.private or prepared.failed
        return self.got.in_place and (self.got.on_private or not hidden)

    async def _send(self, way: Sending, *, private: bool, in_place: bool) -> str:
        shown = render.private(way.payload) if private and not in_place else way.payload
        if self.ack is Ack.NONE:
            answer = await self._callback({"type": 7 if in_place else 4, "data": shown}, way.picture)
            return wire.message_id(answer)
        expected = Ack.IN_PLACE if in_place else Ack.PRIVATE if private else Ack.PUBLIC
        if self.ack is expected:
            return wire.message_id(await self._webhook("PATCH", _ORIGINAL, way.payload, way.picture))
        answer = await self._webhook("POST", _FOLLOW_UP, {**shown, "tts": False}, way.picture)
        if self.ack is not Ack.IN_PLACE:
            await self._take_back()
        return wire.message_id(answer)

    async def _take_back(self) -> None:
        try:
            await self._webhook("DELETE", _ORIGINAL)
        except WireError as error:
            log.info("announcement not taken back: %s", error, extra={"request": self.got.id})

    async def _callback(self, payload: render.Payload, picture: bytes | None = None) -> object:
        ids = {"webhook_id": self.got.id, "webhook_token": self.got.token}
        with self.gate.urgent():
            return await self.wire.call("POST", _CALLBACK, payload, ids=ids, picture=picture)

    async def _webhook(
        self, method: str, path: str, payload: render.Payload | None = None, picture: bytes | None = None
    ) -> object:
        return await self.wire.call(
            method,
            path,
            payload,
            ids={"webhook_id": self.got.application, "webhook_token": self.got.token},
            picture=picture,
        )
