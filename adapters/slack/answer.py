"""From what Slack sends to an answer on its way: one method a kind of payload."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from adapters.slack import limits, parse
from adapters.slack.deliver import Delivery
from adapters.slack.options import SlackOptions
from adapters.slack.parse import Given, Origin
from adapters.slack.people import People
from adapters.slack.wire import SlackError, Wire
from bot import settings
from bot.app import Bot
from bot.commands import COMMANDS
from bot.errors import SettingError
from bot.interaction import Interaction, Via
from bot.reply import Notice, Reply
from bot.reply.pages import Help
from bot.texts import negotiate, text

Acknowledge = Callable[[Mapping[str, str]], Awaitable[object]]
"""Tells Slack that a form is taken, or by its fields what is wrong in them."""
AT_ONCE = 2
"""Questions that are answered at the same time: acknowledgements come through between them."""
IN_PLACE = limits.ACKNOWLEDGE - 0.8
"""Seconds until a form that is still being judged is closed, and answered by a message."""


@dataclass(slots=True)
class Answering:
    """Knows how each kind of payload is answered, and where."""

    bot: Bot
    options: SlackOptions
    delivery: Delivery
    people: People
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def command(self, payload: Given, to: Wire) -> None:
        """Answer a slash command."""
        asked = parse.command(payload, self.options.prefix, COMMANDS)
        await self._answer(asked, parse.origin(payload), to)

    async def shortcut(self, payload: Given, to: Wire) -> None:
        """Answer "who said this?", in the message's thread."""
        await self._answer(parse.shortcut(payload), parse.origin(payload), to)

    async def press(self, payload: Given, to: Wire) -> None:
        """Answer a button in place of its message, or by a message of its own."""
        id_, anew, press = parse.press(payload)
        asked = await self.bot.pressed(id_, press)
        await self._answer(asked, parse.origin(payload), to, here=not anew)

    async def form(self, payload: Given, to: Wire, acknowledge: Acknowledge) -> None:
        """Keep a form that was sent, or say in it what is wrong; where judging takes long, by a message."""
        id_, sent = parse.submitted(payload)
        pressed = await self.bot.pressed(id_, sent)
        asked = replace(pressed, options=MappingProxyType({**pressed.options, **sent.options}))
        answering = asyncio.create_task(self._reply(asked, to))
        await asyncio.wait({answering}, timeout=IN_PLACE)
        origin = parse.origin(payload)
        if answering.done() and (wrong := _wrong(answering.result(), sent.options)):
            await acknowledge(wrong)
            return
        await acknowledge({})
        await self.delivery.send(await answering, origin, to, here=bool(origin.message))

    async def mention(self, payload: Given, to: Wire, bot_user: str) -> None:
        """Answer a mention or a direct message, in its thread."""
        asked = parse.mention(payload, bot_user, self.options.prefix, COMMANDS)
        if asked is None:
            return
        chosen = await self.bot.settings(asked.channel)
        if not (chosen.mentions or asked.channel.direct):
            return
        origin = parse.origin(payload)
        if self.options.assistant and asked.channel.direct and asked.channel.thread:
            await self._status(asked, to)
        in_thread = asked.channel.thread or asked.channel.direct
        await self._answer(asked, replace(origin, broadcast=not (chosen.threads or in_thread)), to)

    async def home(self, payload: Given, to: Wire) -> None:
        """Show a person's home tab."""
        if payload["event"].get("tab", "home") == "home":
            asked = parse.home(payload)
            await self._answer(asked, Origin(asked.channel, asked.user.id, home=True), to)

    async def assistant(self, payload: Given, to: Wire) -> None:
        """Offer examples in a new assistant thread."""
        thread = payload["event"].get("assistant_thread", {})
        event = {**payload["event"], "user": thread.get("user_id"), "channel": thread.get("channel_id")}
        asked = parse.home({**payload, "event": event})
        reply = await self._reply(replace(asked, command="help", via=Via.COMMAND), to)
        if isinstance(reply.body, Help):
            offered = reply.body.examples[: limits.PROMPTS]
            prompts = [{"title": line.removeprefix("/"), "message": line} for line in offered]
            place = {"channel_id": thread.get("channel_id"), "thread_ts": thread.get("thread_ts")}
            shown = {**place, "title": text(reply.locale, "slack-try"), "prompts": prompts}
            await self._try(to, "assistant.threads.setSuggestedPrompts", shown)

    async def _answer(self, asked: Interaction, origin: Origin, to: Wire, *, here: bool = False) -> None:
        await self.delivery.send(await self._reply(asked, to), origin, to, here=here)

    async def _reply(self, asked: Interaction, to: Wire) -> Reply:
        asked = await self.people.introduced(asked, to)
        command = COMMANDS.get(asked.command)
        if asked.via in {Via.FORM, Via.HOME, Via.MENTION} or (command is not None and command.manages):
            asked = await self.people.trusted(asked, to)
        async with self.turns:
            return await self.bot.handle(asked)

    async def _status(self, asked: Interaction, to: Wire) -> None:
        place = {"channel_id": asked.channel.channel, "thread_ts": asked.channel.thread}
        status = text(negotiate(asked.user.locale), "slack-status")
        await self._try(to, "assistant.threads.setStatus", {**place, "status": status})

    async def _try(self, to: Wire, method: str, payload: Given) -> None:
        try:
            await to.call(method, payload)
        except SlackError as error:
            await self.delivery.noted(error, method)


def _wrong(reply: Reply, sent: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong in a form, by its fields; empty where it was taken."""
    if not (isinstance(reply.body, Notice) and reply.body.level == "error" and sent):
        return {}
    found = {}
    for name, value in sent.items():
        try:
            if name in settings.NAMES and value:
                settings.parse(name, value)
        except SettingError as error:
            found[name] = text(reply.locale, error.message, **error.arguments)
    return found or {_meant(reply.body.text, sent): reply.body.text}


def _meant(said: str, sent: Mapping[str, str]) -> str:
    """Return the field that a refusal speaks of: the one whose words it repeats, else the first."""
    repeated = {
        name: max(
            (len(part) for part in value.split(",") if part.strip() and part.strip() in said), default=0
        )
        for name, value in sent.items()
    }
    return max(repeated, key=lambda name: repeated[name])
