"""`yulu doctor`: everything that can be tried, and what to do where it fails."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from importlib import import_module
from zoneinfo import ZoneInfo, available_timezones

import typer

from adapters.cli.compose import open_corpus, read_config
from adapters.cli.doctor_platforms import UnwellError, discord, slack
from adapters.cli.options import Seeds
from adapters.config import Config, origin
from bot.corpus.check import report
from bot.corpus.model import Corpus
from bot.errors import StoreError
from bot.store import files

app = typer.Typer(rich_markup_mode=None)
_LEAST_FREE = 200 * 1024**2


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
        "discord": lambda: discord(config),
        "slack": lambda: slack(config),
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
