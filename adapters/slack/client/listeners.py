"""Which kind of payload goes to which answer: acknowledged first, answered once."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import form, manifest, parse
from adapters.slack.client.app import Slack
from adapters.slack.client.calls import SdkWire
from adapters.slack.wire import Given, Wire


def listen(slack: Slack) -> None:
    """Register a listener for each kind of payload."""
    app, answering = slack.app, slack.answering
    names = "|".join(map(re.escape, parse.COMMANDS))

    def on(answer: Callable[[Given, Wire], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def listener(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
            await ack()
            async with slack.working():
                if await slack.first(body):
                    await answer(body, SdkWire(client))

        return listener

    async def on_message(body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        async with slack.working():
            if await slack.first(body):
                await answering.mention(body, SdkWire(client), context.bot_user_id or "")

    async def on_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        async def acknowledge(wrong: Given) -> None:
            await (ack(response_action="errors", errors=dict(wrong)) if wrong else ack())

        async with slack.working():
            await answering.form(body, SdkWire(client), acknowledge)

    async def on_leaving(body: dict[str, Any]) -> None:
        event, team = body["event"], str(body.get("team_id", ""))
        async with slack.working():
            if event["type"] == "app_uninstalled":
                await slack.leave(team)
            elif event.get("tokens", {}).get("bot"):
                await slack.forget(team)

    async def on_context(ack: AsyncAck) -> None:
        await ack()

    app.command(re.compile(f"^/{re.escape(slack.options.prefix)}({names})$"))(on(answering.command))
    app.message_shortcut(manifest.SHORTCUT)(on(answering.shortcut))
    app.block_action({"action_id": re.compile(r"^(here|anew)-\d+$")})(on(answering.press))
    app.view(form.SUBMITTED)(on_form)
    app.event("app_mention")(on_message)
    app.event("message")(on_message)
    app.event("app_home_opened")(on(answering.home))
    app.event("assistant_thread_started")(on(answering.assistant))
    app.event("assistant_thread_context_changed")(on_context)
    app.event("app_uninstalled")(on_leaving)
    app.event("tokens_revoked")(on_leaving)
