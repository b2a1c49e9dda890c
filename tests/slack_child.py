"""A process with the whole app and a bot that computes for a while, on one core."""

import asyncio
import os
import sys
import time

from adapters.slack.client import run
from adapters.slack.options import SlackOptions
from bot.interaction import Interaction
from bot.reply import Reply
from tests.servers.slack import APP_TOKEN, SECRET, TOKEN
from tests.slack_bot import FakeBot


class BusyBot(FakeBot):
    """Takes the processor for as long as a search does."""

    busy = 0.0

    async def handle(self, asked: Interaction) -> Reply:
        end = time.perf_counter() + self.busy
        while time.perf_counter() < end:
            pass
        return await super().handle(asked)


async def main(api: str, busy: str, port: str) -> None:
    """Run until the parent closes our standard input; over HTTP on `port`, or by Socket Mode if it is 0."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    bot = BusyBot()
    bot.busy = float(busy)
    way = {"signing_secret": SECRET} if int(port) else {"app_token": APP_TOKEN}
    options = SlackOptions(bot_token=TOKEN, api=api, port=int(port), **way)  # type: ignore[arg-type]
    running = asyncio.create_task(run(bot, options))  # type: ignore[arg-type]
    await asyncio.to_thread(sys.stdin.read)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
