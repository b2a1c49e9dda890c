"""How an answer reaches people: the ways that Slack leaves open, the best one first."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from adapters.slack import form, limits, parse, render, wire
from adapters.slack.blocks import Payload
from adapters.slack.pace import Pace
from adapters.slack.parse import Origin
from adapters.slack.wire import SlackError, Wire
from bot.app import Bot
from bot.chart import alt_text, draw
from bot.interaction import Via
from bot.reply import Action, Body, Reply
from bot.reply.form import Form
from bot.reply.found import Timeline
from bot.reply.pages import Home
from bot.texts import text

log = logging.getLogger(__name__)
PATIENCE = 2.0
"""Seconds that an answer may wait for the channel's pace where it has another way."""


async def _nobody(workspace: str) -> None:
    del workspace


def _nothing() -> None:
    pass


@dataclass(slots=True)
class Delivery:
    """Sends replies to where they were asked for."""

    bot: Bot
    pace: Pace = field(default_factory=Pace)
    gone: Callable[[str], Awaitable[None]] = _nobody
    """Called with a workspace that no longer knows our token."""
    lost: Callable[[], None] = _nothing
    """Called when an answer did not reach its asker."""
    prefix: str = ""
    """Of the commands' names."""
    name: str = "yulu"
    """Ours in Slack, for the invitation."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One rendering in each round of the loop: acknowledgements come through between them."""
    scopeless: set[str] = field(default_factory=set)
    """Workspaces where pictures cannot be uploaded."""
    hinted: set[str] = field(default_factory=set)
    """Channels whose people know how to invite us."""

    async def send(self, reply: Reply, origin: Origin, to: Wire, *, here: bool = False) -> None:
        """Deliver an answer; `here` in place of the message whose button was pressed."""
        try:
            await self._send(reply, origin, to, here=here)
        except SlackError as error:
            self.lost()
            if reply.interaction.via is Via.HOME:
                await self.noted(error, "views.publish")
                return
            await self.explain(error, reply.locale, origin, to)

    async def _send(self, reply: Reply, origin: Origin, to: Wire, *, here: bool) -> None:
        if isinstance(reply.body, Form) and origin.trigger:
            await self._open(reply.body, reply, origin, to)
        elif isinstance(reply.body, Home) or reply.interaction.via is Via.HOME:
            view = render.home(reply, await self._ids(reply), prefix=self.prefix)
            await to.call("views.publish", {"user_id": origin.user, "view": view})
        elif origin.home:
            await self._post(reply, origin.user, "", to)
        elif here and (origin.ephemeral or not reply.private):
            await self._replace(reply, origin, to)
        elif reply.private and not (origin.channel.direct and not origin.response_url):
            await self._whisper(reply, origin, to)
        else:
            await self._publish(reply, origin, to)

    async def _ids(self, reply: Reply) -> tuple[str, ...]:
        return await self.bot.ids(reply, render.LONGEST_ID)

    async def _message(self, reply: Reply, *, chart: bool = True) -> Payload:
        ids = await self._ids(reply)
        async with self.turn:
            return render.message(reply, ids, chart=chart, prefix=self.prefix)

    async def _open(self, asked: Form, reply: Reply, origin: Origin, to: Wire) -> None:
        submit = replace(reply, actions=(Action("", asked.submit),))
        (id_,) = await self.bot.ids(submit, limits.METADATA // 6)
        view = form.modal(asked, reply.locale, parse.carried(origin, id_))
        try:
            await to.call("views.open", {"trigger_id": origin.trigger, "view": view})
        except SlackError as error:
            if error.code not in {"expired_trigger_id", "exchanged_trigger_id", "trigger_expired"}:
                raise
            await self._say(text(reply.locale, "slack-too-late"), origin, to)

    async def _replace(self, reply: Reply, origin: Origin, to: Wire) -> None:
        payload = await self._message(reply)
        if not await self._respond(origin, to, {**payload, "replace_original": True}):
            if origin.ephemeral:
                await self._ephemeral(payload, origin, to)
                return
            where = {"channel": origin.channel.channel, "ts": origin.message}
            await self._call("chat.update", {**payload, **where}, reply, to)
        if not origin.ephemeral:
            await self._remember(reply, origin, origin.message)

    async def _whisper(self, reply: Reply, origin: Origin, to: Wire) -> None:
        payload = await self._message(reply)
        aside = {"response_type": "ephemeral", "replace_original": False}
        if not await self._respond(origin, to, {**payload, **aside}):
            await self._ephemeral(payload, origin, to)

    async def _ephemeral(self, payload: Payload, origin: Origin, to: Wire) -> None:
        where = {"channel": origin.channel.channel, "user": origin.user}
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        try:
            await to.call("chat.postEphemeral", {**payload, **where, **thread})
        except SlackError as error:
            if error.code in wire.GONE or not origin.user:
                raise
            await to.call("chat.postMessage", {**payload, "channel": origin.user})

    async def _publish(self, reply: Reply, origin: Origin, to: Wire) -> None:
        crowded = self.pace.delay(origin.channel.channel) > PATIENCE
        if crowded and await self._aloud(reply, origin, to):
            return
        try:
            ts = await self._post(
                reply, origin.channel.channel, origin.thread, to, broadcast=origin.broadcast
            )
        except SlackError as error:
            if error.code in wire.GONE or not await self._aloud(reply, origin, to):
                raise
            await self._hint(error, reply.locale, origin, to)
            return
        await self._remember(reply, origin, ts)

    async def _aloud(self, reply: Reply, origin: Origin, to: Wire) -> bool:
        """Answer in the channel by the response URL, which needs neither membership nor scopes."""
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        said = {"response_type": "in_channel", "replace_original": False, **thread}
        return await self._respond(origin, to, {**await self._message(reply), **said})

    async def _hint(self, error: SlackError, locale: str, origin: Origin, to: Wire) -> None:
        if error.code not in wire.PERMANENT or origin.channel.direct or origin.channel.key in self.hinted:
            return
        self.hinted.add(origin.channel.key)
        await self.explain(error, locale, origin, to)

    async def _post(
        self, reply: Reply, channel: str, thread: str, to: Wire, *, broadcast: bool = False
    ) -> str:
        workspace = reply.interaction.channel.workspace
        drawn = _drawable(reply.body) if workspace not in self.scopeless else None
        where: Payload = {"channel": channel, **({"thread_ts": thread} if thread else {})}
        if thread and broadcast:
            where["reply_broadcast"] = True
        await self.pace.turn(channel)
        payload = {**await self._message(reply, chart=drawn is None), **where}
        posted = await self._call("chat.postMessage", payload, reply, to)
        ts = str(posted.get("ts", ""))
        if drawn:
            place = str(posted.get("channel") or channel), thread or ts
            if not await self._picture(drawn, reply, place, to):
                whole = {**await self._message(reply), "channel": place[0], "ts": ts}
                await self._call("chat.update", whole, reply, to)
        return ts

    async def _call(self, method: str, payload: Payload, reply: Reply, to: Wire) -> wire.Given:
        try:
            return await to.call(method, payload)
        except SlackError as error:
            if error.code not in wire.REFUSED:
                raise
            log.error("refused", extra={"method": method, "code": error.code})  # noqa: TRY400
            bare = {key: value for key, value in payload.items() if key != "blocks"}
            return await to.call(method, {**bare, **render.words_only(reply)})

    async def _picture(self, timeline: Timeline, reply: Reply, place: tuple[str, str], to: Wire) -> bool:
        """Share a timeline's picture in a channel's thread; False where that cannot be."""
        picture = await asyncio.to_thread(draw, timeline, reply.locale)
        title = text(reply.locale, "slack-picture", topic=timeline.topic)[: limits.HEADER]
        try:
            await to.upload(*place, picture, title, alt_text(timeline, reply.locale)[: limits.ALT])
        except SlackError as error:
            if error.code in wire.SCOPE:
                self.scopeless.add(reply.interaction.channel.workspace)
            log.warning("no picture", extra={"code": error.code, "needed": error.needed})
            return False
        return True

    async def _remember(self, reply: Reply, origin: Origin, ts: str) -> None:
        conversation = parse.conversation(replace(origin.channel, thread=origin.thread))
        for message in dict.fromkeys((ts, conversation)):
            if message:
                await self.bot.sent(reply, message)

    async def _respond(self, origin: Origin, to: Wire, payload: Payload) -> bool:
        return bool(origin.response_url) and await to.respond(origin.response_url, payload)

    async def noted(self, error: SlackError, method: str) -> None:
        """Write down that something nobody waits for did not work."""
        log.warning("left out", extra={"method": method, "code": error.code, "needed": error.needed})

    async def explain(self, error: SlackError, locale: str, origin: Origin, to: Wire) -> None:
        """Tell the asker, by whatever way is open, why there is no answer where one was due."""
        where = {"workspace": origin.channel.workspace, "code": error.code, "needed": error.needed}
        log.warning("not delivered", extra=where)
        if error.code in wire.GONE:
            await self.gone(origin.channel.workspace)
            return
        await self._say(self._reason(error, locale), origin, to)

    def _reason(self, error: SlackError, locale: str) -> str:
        if error.code in wire.OUTSIDE:
            return text(locale, "slack-not-in-channel", name=self.name)
        if error.code in wire.SCOPE:
            return text(locale, "slack-missing-scope", scope=error.needed or error.code)
        if error.code in wire.ARCHIVED:
            return text(locale, "slack-archived")
        if error.code in wire.RESTRICTED:
            return text(locale, "slack-restricted")
        return text(locale, "slack-failed", code=error.code or "–")

    async def _say(self, said: str, origin: Origin, to: Wire) -> None:
        payload = render.notice(said)
        aside = {"response_type": "ephemeral", "replace_original": False}
        try:
            if not await self._respond(origin, to, {**payload, **aside}) and origin.user:
                await self._ephemeral(payload, origin, to)
        except SlackError as error:
            log.warning("nobody could be told", extra={"code": error.code})


def _drawable(body: Body) -> Timeline | None:
    return body if isinstance(body, Timeline) and body.points else None
