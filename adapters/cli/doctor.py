"""`yulu doctor`: everything that can be tried, and what to do where it fails."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import aiohttp
import typer

from adapters.cli.compose import open_corpus, read_config
from adapters.cli.options import Seeds
from adapters.config import Config, origin
from adapters.slack.manifest import scopes
from bot.corpus.check import report
from bot.corpus.model import Corpus
from bot.errors import StoreError
from bot.store import files

app = typer.Typer(rich_markup_mode=None)
DISCORD = "https://discord.com/api/v10"
_WAIT = aiohttp.ClientTimeout(total=10)
_LEAST_FREE = 200 * 1024**2
_MOST_SKEW = 30.0


class UnwellError(Exception):
    """A trial failed; the text says what to do."""


Trial = Callable[[], Awaitable[str]]


@app.command()
def doctor(seeds: Seeds = None) -> None:
    """Try corpus, disk, database, time zones, font and platforms; exit with 1 if one fails.

    Example: yulu doctor
    """
    config = read_config()
    corpus = open_corpus(config, seeds)
    failed = asyncio.run(_examine(_trials(config, corpus)))
    typer.echo("all is well" if not failed else f"{failed} to mend")
    raise typer.Exit(int(failed > 0))


async def _examine(trials: dict[str, Trial]) -> int:
    failed = 0
    for name, trial in trials.items():
        try:
            typer.echo(f"ok    {name}: {await trial()}")
        except UnwellError as error:
            failed += 1
            typer.echo(f"mend  {name}: {error}")
    return failed


def _trials(config: Config, corpus: Corpus) -> dict[str, Trial]:
    return {
        "corpus": lambda: _corpus(corpus),
        "data folder": lambda: _folder(config),
        "database": lambda: _database(config),
        "time zones": _zones,
        "font": _font,
        "discord": lambda: _discord(config),
        "slack": lambda: _slack(config),
    }


async def _corpus(corpus: Corpus) -> str:
    checked = report(corpus)
    if checked.needs_person:
        severe = next(problem for problem in checked.problems if problem.severe)
        raise UnwellError(f"{severe.path}:{severe.line}: {severe.text}; `yulu corpus check` tells all")
    if not corpus.passages:
        raise UnwellError("there is nothing to quote from; set YULU_SEEDS to a folder of transcripts")
    return f"{len(corpus.sources)} sources, {len(corpus.passages):,} passages"


async def _folder(config: Config) -> str:
    try:
        config.data.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=config.data):
            free = shutil.disk_usage(config.data).free
    except OSError as error:
        reason = f"{config.data} can't be written ({error.strerror}); set YULU_DATA to a folder of yours"
        raise UnwellError(reason) from None
    if free < _LEAST_FREE:
        raise UnwellError(f"{config.data} has {free // 1024**2} MiB left; make room for at least 200")
    return f"{config.data} ({origin('data')}), {free // 1024**3} GiB free"


async def _database(config: Config) -> str:
    if not config.database_url.get_secret_value() and not (config.data / "yulu.db").exists():
        return "not there yet; it is made at the first start"
    try:
        condition = await files.check(config.database)
    except StoreError as error:
        raise UnwellError(str(error)) from None
    return f"{condition.where} is whole, version {condition.version}"


async def _zones() -> str:
    ZoneInfo("Asia/Shanghai")
    return f"{len(available_timezones())} known"


async def _font() -> str:
    glyphs = import_module("bot.chart.glyphs")
    missing = [path for path in glyphs.FONTS if not path.is_file()]
    if missing:
        raise UnwellError(f"{missing[0]} is missing; install the dependencies again")
    return f"{len(glyphs.characters()):,} characters can be drawn"


async def _discord(config: Config) -> str:
    token = config.discord_token.get_secret_value()
    if not token:
        return "not configured"
    url = f"{config.discord_api or DISCORD}/users/@me"
    status, told, _ = await _asked("GET", url, f"Bot {token}")
    if status == 401:
        raise UnwellError(
            "Discord refuses YULU_DISCORD_TOKEN; copy it again from the app's page, Bot, Reset Token"
        )
    if status != 200:
        raise UnwellError(f"Discord answers {status}; try again later")
    return f"logged in as {told.get('username')}; no privileged intent is needed"


async def _slack(config: Config) -> str:
    token = config.slack_bot_token.get_secret_value()
    if not token:
        return "many workspaces, by OAuth" if config.slack_client_id else "not configured"
    url = f"{config.slack_api.rstrip('/')}/auth.test"
    _, told, granted = await _asked("POST", url, f"Bearer {token}")
    if not told.get("ok"):
        raise UnwellError(f"Slack refuses YULU_SLACK_BOT_TOKEN: {told.get('error')}")
    missing = set(scopes(assistant=config.slack_assistant)) - granted
    if granted and missing:
        lacking = ", ".join(sorted(missing))
        raise UnwellError(
            f"the app lacks {lacking}; install it again with the manifest of `yulu slack-manifest`"
        )
    return f"logged in as {told.get('user')} of {told.get('team')}"


async def _asked(method: str, url: str, authorization: str) -> tuple[int, dict[str, Any], frozenset[str]]:
    """Return the status, the JSON and the granted scopes of an answer, after a look at our clock."""
    headers = {"Authorization": authorization}
    try:
        async with (
            aiohttp.ClientSession(timeout=_WAIT, headers=headers) as session,
            session.request(method, url) as answer,
        ):
            told = await answer.json(content_type=None)
            _check_clock(answer.headers.get("Date"))
            granted = answer.headers.get("x-oauth-scopes", "")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise UnwellError(f"{url} can't be reached ({type(error).__name__}); look at the network") from None
    scopes_granted = frozenset(scope.strip() for scope in granted.split(",") if scope.strip())
    return answer.status, told if isinstance(told, dict) else {}, scopes_granted


def _check_clock(date: str | None) -> None:
    if date is None:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if skew > _MOST_SKEW:
        raise UnwellError(
            f"this machine's clock is {skew:.0f} s off; daily quotes and signatures need it right"
        )
