"""`yulu db`: the database in the hands of whoever runs the bot."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.compose import read_config
from bot.errors import StoreError
from bot.store import files

app = typer.Typer(help="Back up, restore and check the database.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE")]


@app.command()
def backup(file: File) -> None:
    """Copy the database to FILE, also while the bot runs."""
    with told():
        files.backup(read_config().database, file)
    typer.echo(f"Backed up to {file}")


@app.command()
def restore(file: File) -> None:
    """Bring FILE back; the database that it replaces is kept beside."""
    with told():
        kept = files.restore(read_config().database, file)
    typer.echo(f"Restored from {file}" + (f"; what was there is kept as {kept}" if kept else ""))


@app.command()
def check() -> None:
    """Look through the whole database; exit with 1 if anything is wrong."""
    with told():
        condition = asyncio.run(files.check(read_config().database))
    typer.echo(f"{condition.where} is whole, version {condition.version}")
    for table, rows in condition.rows.items():
        typer.echo(f"{rows:>9,}  {table}")


@contextmanager
def told() -> Iterator[None]:
    """End with 1 and one line instead of a traceback."""
    try:
        yield
    except StoreError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
