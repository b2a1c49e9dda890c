"""The app with its listeners and connections, for as long as it serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from adapters.slack.client.app import Slack
from adapters.slack.client.calls import WAIT
from adapters.slack.client.listeners import listen
from adapters.slack.client.timed import Tell, ignore
from adapters.slack.options import SlackOptions
from bot.app import Bot
from bot.store.engine import Database


@asynccontextmanager
async def connected(
    bot: Bot, options: SlackOptions, database: Database | None = None, tell: Tell = ignore
) -> AsyncIterator[Slack]:
    """Yield the app with its connections; `database` is what several processes and workspaces share."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WAIT)) as session:
        slack = Slack(bot, options, database, session, tell)
        listen(slack)
        yield slack


async def run(bot: Bot, options: SlackOptions, database: Database | None = None) -> None:
    """Serve Slack until cancelled.

    Raises:
        ValueError: an option is missing or wrong, or Slack refuses a token.
    """
    async with connected(bot, options, database) as slack:
        await slack.run()
