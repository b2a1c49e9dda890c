"""A Slack of the tests' own, our app in it by either transport, and the way between them."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from adapters.slack.client import Slack, connected
from adapters.slack.options import SlackOptions
from tests.servers.slack import APP_TOKEN, SECRET, TOKEN, SlackServer, form_body, running, signed

Payload = dict[str, Any]
KINDS = {"block_actions": "interactive", "message_action": "interactive", "view_submission": "interactive"}


@dataclass
class Scene:
    """A Slack, our app in it, and the way between them."""

    server: SlackServer
    slack: Slack
    bot: Any
    deliver: Callable[..., Awaitable[Payload]]

    async def say(self, payload: Payload, **more: Any) -> Payload:
        """Deliver a payload and return its acknowledgement."""
        return await self.deliver(payload, **more)

    async def posted(self, count: int = 1) -> Payload:
        """Return the last of so many messages into channels."""
        posts = await self.server.until(lambda: _many(self.server.of("chat.postMessage"), count))
        return dict(posts[-1])

    async def responded(self, count: int = 1) -> Payload:
        """Return the last of so many messages to response URLs."""
        return dict((await self.server.until(lambda: _many(self.server.hooked, count)))[-1][1])


def _many(found: list[Any], count: int) -> list[Any]:
    return found if len(found) >= count else []


@asynccontextmanager
async def scene(transport: str, bot: Any, **options: Any) -> AsyncIterator[Scene]:
    async with running() as server:
        tokens: Payload = {"app_token": APP_TOKEN} if transport == "socket" else {"signing_secret": SECRET}
        chosen = SlackOptions(bot_token=TOKEN, api=f"{server.base}/api/", **tokens, **options)
        async with connected(bot, chosen) as slack:
            if transport == "socket":
                running_ = asyncio.create_task(slack.run())
                await asyncio.wait_for(server.opened.wait(), 60)
                yield Scene(server, slack, bot, _over_socket(server))
                running_.cancel()
                await asyncio.gather(running_, return_exceptions=True)
            else:
                runner = web.AppRunner(slack.web(), access_log=None)
                await runner.setup()
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                async with aiohttp.ClientSession() as session:
                    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
                    yield Scene(server, slack, bot, _over_http(session, url))
                await runner.cleanup()
        assert server.problems == []


def _over_socket(server: SlackServer) -> Callable[..., Awaitable[Payload]]:
    async def deliver(payload: Payload, **more: Any) -> Payload:
        kind = "slash_commands" if "command" in payload else KINDS.get(payload["type"], "events_api")
        return await server.acknowledged(await server.envelope(kind, payload, **more))

    return deliver


def _over_http(session: aiohttp.ClientSession, url: str) -> Callable[..., Awaitable[Payload]]:
    async def deliver(payload: Payload, **more: Any) -> Payload:
        is_event = payload.get("type") == "event_callback"
        body = json.dumps(payload) if is_event else form_body(payload)
        kind = "application/json" if is_event else "application/x-www-form-urlencoded"
        retry = {"X-Slack-Retry-Num": str(more["retry_attempt"])} if "retry_attempt" in more else {}
        headers = {**signed(body), "Content-Type": kind, **retry}
        async with session.post(url, data=body, headers=headers) as response:
            assert response.status == 200, await response.text()
            said = await response.text()
            return json.loads(said) if said.startswith("{") else {}

    return deliver
