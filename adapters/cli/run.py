"""`yulu run`: the bot, until it is told to stop."""

import asyncio
import logging
import os
import threading
from typing import Annotated

import typer

from adapters.cli.compose import read_config
from adapters.cli.options import Seeds
from adapters.cli.platform import RefusedError
from adapters.cli.process import Process
from adapters.cli.reading import THREAD
from adapters.config import Config, unread
from adapters.logs import configure
from bot.errors import StoreError

log = logging.getLogger(__name__)
app = typer.Typer(rich_markup_mode=None)
PLATFORMS = {
    "discord": "set YULU_DISCORD_TOKEN",
    "slack": "set YULU_SLACK_BOT_TOKEN and YULU_SLACK_APP_TOKEN",
}


@app.command()
def run(
    platforms: Annotated[list[str] | None, typer.Argument(metavar="[discord] [slack]")] = None,
    *,
    seeds: Seeds = None,
) -> None:
    """Run the bot on the platforms named, or on all that are configured. SIGHUP reads the corpus again.

    Example: YULU_DISCORD_TOKEN_FILE=/run/secrets/discord yulu run discord
    """
    config = read_config()
    configure(config.log_level, config.log_format)
    for told in unread():
        log.warning(told)
    wanted = _wanted(platforms or [], config)
    os.umask(0o077)  # the database may hold tokens
    try:
        asyncio.run(Process(config, wanted, tuple(seeds or ())).run())
    except (RefusedError, StoreError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    if any(thread.name == THREAD for thread in threading.enumerate()):
        # A reading under way has processes of its own, for which the interpreter would wait.
        logging.shutdown()
        os._exit(0)


def _wanted(named: list[str], config: Config) -> frozenset[str]:
    unknown = set(named) - PLATFORMS.keys()
    if unknown:
        typer.echo(f"{', '.join(sorted(unknown))}: allowed are {' and '.join(PLATFORMS)}", err=True)
        raise typer.Exit(2)
    slack = config.slack_bot_token.get_secret_value() or config.slack_client_id
    configured = {
        name
        for name, here in (("discord", config.discord_token.get_secret_value()), ("slack", slack))
        if here
    }
    for name in sorted(set(named) - configured):
        typer.echo(f"{name} is not configured: {PLATFORMS[name]}", err=True)
        raise typer.Exit(2)
    if not configured:
        typer.echo("no platform is configured: " + "; or ".join(PLATFORMS.values()), err=True)
        raise typer.Exit(2)
    return frozenset(named or configured)
