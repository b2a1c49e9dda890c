"""Socket Mode that leaves in order: what it took is acknowledged, what it did not take goes to others."""

import asyncio
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

ACKNOWLEDGE_WITHIN = 2.5


class Socket(AsyncSocketModeHandler):
    """The SDK's connection, closed only once nothing on it waits for its acknowledgement."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._closing = False
        self._under_way = 0
        self._done = asyncio.Event()
        super().__init__(*given, **named)

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Take a request; while closing none: Slack sends it again over another connection."""
        if self._closing:
            return
        self._under_way += 1
        try:
            await super().handle(client, req)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._done.set()

    async def close_async(self) -> None:
        """Close the connection in order."""
        self._closing = True
        if self._under_way:
            self._done.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(ACKNOWLEDGE_WITHIN):
                    await self._done.wait()
        await super().close_async()  # type: ignore[no-untyped-call]
