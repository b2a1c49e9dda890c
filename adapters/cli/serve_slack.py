"""Slack, from configuration."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.cli.platform import Platform, RefusedError
from adapters.config import Config
from adapters.health import Condition
from adapters.measured import MeasuredBot
from adapters.slack.client import connected
from adapters.slack.client.timed import What
from adapters.slack.options import SlackOptions
from bot.store.sql import SqlStore

_LOST = {"undelivered", "failed"}


@asynccontextmanager
async def serving(bot: MeasuredBot, config: Config, store: SqlStore) -> AsyncIterator[Platform]:
    """Yield Slack, ready to run."""

    def tell(what: What, seconds: float = 0.0) -> None:
        if what in _LOST:
            bot.metrics.undelivered.labels("slack", what).inc()
            return
        histogram = bot.metrics.acknowledged if what == "acknowledged" else bot.metrics.delivered
        histogram.labels("slack").observe(seconds)

    try:
        async with connected(bot, options(config), store.database, tell) as slack:

            async def run() -> None:
                try:
                    await slack.run()
                except ValueError as error:
                    raise RefusedError(str(error)) from None

            async def check() -> Condition:
                ready = await slack.ready()
                return Condition(ready, "connected" if ready else "connecting")

            yield Platform(slack.poster, check, run, slack.drain, slack.pending)
    except ValueError as error:
        raise RefusedError(str(error)) from None


def options(config: Config) -> SlackOptions:
    """Return what the configuration says of Slack."""
    return SlackOptions(
        bot_token=config.slack_bot_token.get_secret_value(),
        app_token=config.slack_app_token.get_secret_value(),
        signing_secret=config.slack_signing_secret.get_secret_value(),
        client_id=config.slack_client_id,
        client_secret=config.slack_client_secret.get_secret_value(),
        prefix=config.slack_prefix,
        managers=config.slack_managers,
        assistant=config.slack_assistant,
        api=config.slack_api,
        public_url=config.slack_public_url,
        host=config.slack_host,
        port=config.slack_port,
    )
