"""The terminal as a platform: a line in, a reply out. Also the harness of the tests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.app import Bot, refusal
from bot.arguments import parse
from bot.commands import COMMANDS
from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction, UserRef, Via
from bot.reply import Reply
from bot.reply.changes import SetSettings
from bot.reply.form import Choice, Choices

FORM = '{"command": "quote", "options": {"text": "…"}}'


@dataclass(slots=True)
class Console:
    """One person in one room, who may manage it."""

    bot: Bot
    locale: str = "en"
    room: ChannelRef = field(default_factory=lambda: ChannelRef("console", "terminal"))
    asked: int = 0
    """How many questions there were."""
    answered: str = ""
    """The request that the last answer was for."""

    async def answer(self, line: str) -> Reply:
        """Return the answer to a command, a sentence, or a JSON object with `command` and `options`."""
        asked = self._asking()
        try:
            reply = await self.bot.handle(self._read(line.strip(), asked))
        except UserError as error:
            return refusal(asked, error, self.locale)
        self.answered = asked.request
        await self.bot.sent(reply, asked.request)
        return reply

    async def press(self, reply: Reply, number: int) -> Reply:
        """Return what the 1-based button `number` of a reply answers."""
        pressed = reply.actions[number - 1].interaction
        return await self.bot.handle(replace(self._asking(pressed), via=Via.BUTTON))

    async def complete(self, command: str, option: str, typed: str) -> tuple[Choice, ...]:
        """Return what an option that is being typed may become."""
        typing = replace(self._asking(), command=command, options={option: typed})
        reply = await self.bot.handle(replace(typing, via=Via.AUTOCOMPLETE, focused=option))
        return reply.body.choices if isinstance(reply.body, Choices) else ()

    async def choose(self, **settings: str) -> None:
        """Set the room's settings."""
        await self.bot.store.apply(self._asking(), (SetSettings(tuple(settings.items())),))

    def _asking(self, like: Interaction | None = None) -> Interaction:
        self.asked += 1
        user = UserRef("console", "you", self.locale, may_manage=True)
        asked = Interaction("", channel=self.room, user=user, request=f"c{self.asked}")
        return asked if like is None else replace(asked, command=like.command, options=like.options)

    def _read(self, line: str, asked: Interaction) -> Interaction:
        if line.startswith("{"):
            return _read_json(line, asked)
        if line.startswith("/"):
            return parse(line, asked, COMMANDS)
        return replace(asked, options={"text": line}, via=Via.MENTION, replies_to=self.answered)


def _read_json(line: str, asked: Interaction) -> Interaction:
    refused = UserError("error-bad-line", {"form": FORM})
    try:
        given = json.loads(line)
    except ValueError:
        raise refused from None
    if not isinstance(given, dict):
        raise refused
    command, options = given.get("command"), given.get("options", {})
    if not isinstance(command, str) or not isinstance(options, Mapping):
        raise refused
    if not all(isinstance(value, str | int | float) for value in options.values()):
        raise refused
    return replace(asked, command=command, options={name: str(value) for name, value in options.items()})
