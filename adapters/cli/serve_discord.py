"""Discord, from configuration."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.cli.platform import Platform, RefusedError
from adapters.config import Config
from adapters.discord.answer import Told
from adapters.discord.connection import Discord
from adapters.discord.options import DiscordOptions
from adapters.discord.wire import LoginError
from adapters.health import Condition
from adapters.measured import MeasuredBot
from bot.store.sql import SqlStore

_LOST = {"expired", "undelivered", "failed"}


@asynccontextmanager
async def serving(bot: MeasuredBot, config: Config, store: SqlStore) -> AsyncIterator[Platform]:
    """Yield Discord, ready to run."""
    del store

    def tell(told: Told) -> None:
        bot.metrics.acknowledged.labels("discord").observe(told.acknowledged)
        bot.metrics.delivered.labels("discord").observe(told.answered)
        if told.outcome in _LOST:
            bot.metrics.undelivered.labels("discord", told.outcome).inc()

    discord = Discord(bot, options(config), tell)

    async def run() -> None:
        try:
            await discord.run()
        except LoginError as error:
            raise RefusedError(str(error)) from None

    async def check() -> Condition:
        found = discord.readiness()
        return Condition(found.ready, found.said)

    yield Platform(discord.poster, check, run, discord.close, discord.pending)


def options(config: Config) -> DiscordOptions:
    """Return what the configuration says of Discord."""
    return DiscordOptions(
        config.discord_token.get_secret_value(),
        api=config.discord_api,
        gateway=config.discord_gateway,
        guilds=config.discord_guilds,
        test_guilds=config.discord_test_guilds,
        shard_count=config.discord_shard_count,
        shard_ids=tuple(map(int, config.discord_shard_ids)),
    )
