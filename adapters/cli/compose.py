"""From configuration to a bot."""

import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from time import monotonic

import typer
from pydantic import ValidationError

from adapters.config import Config, packaged_seeds, problems
from bot.corpus import saved
from bot.corpus.corrections import corrected
from bot.corpus.files import fingerprint
from bot.corpus.model import Corpus


def read_config() -> Config:
    """Return the configuration; a wrong value is told by name, and the process exits with 2."""
    try:
        return Config()
    except ValidationError as error:
        for problem in problems(error):
            typer.echo(problem, err=True)
    except OSError as error:
        typer.echo(f"a file that a …_FILE variable names can't be read: {error}", err=True)
    raise typer.Exit(2)


def folders_of(config: Config, seeds: Sequence[Path] | None) -> tuple[Path, ...]:
    """Return the folders to load: those asked for, else those of the environment, else our own."""
    return tuple(seeds or config.seeds or (packaged_seeds(),))


def open_corpus(config: Config, seeds: Sequence[Path] | None) -> Corpus:
    """Return what the folders hold, set right where people did; our own facts are known in any case."""
    return corrected(documents(config, seeds), config.corrections)


def kept_corpus(config: Config, seeds: Sequence[Path] | None) -> Corpus:
    """Return the same as `open_corpus`, kept from the last time where nothing has changed since.

    It opens at once and makes passages as they are read. A bot that stays has them all in memory instead:
    a timeline goes through thousands of them, and would make them anew for every answer.
    """
    digest = blake2b(fingerprint((*folders_of(config, seeds), packaged_seeds())).encode(), digest_size=16)
    digest.update(config.corrections.read_bytes() if config.corrections.is_file() else b"")
    folder, key = config.data / "corpus", digest.hexdigest()
    kept = saved.read(folder, key)
    if kept is None:
        kept = open_corpus(config, seeds)
        saved.write(folder, key, kept)
    return kept


def documents(config: Config, seeds: Sequence[Path] | None) -> Corpus:
    """Return what the folders hold, as it stands there."""
    # Takes a fifth of a second to import, and a kept corpus does without.
    from bot.corpus.loader import load  # noqa: PLC0415

    return load(
        folders_of(config, seeds),
        facts_of=(packaged_seeds(),),
        progress=progress("reading", "documents"),
        cache=config.data / "parsed",
    )


def progress(doing: str, things: str) -> Callable[[int, int], None] | None:
    """Return what shows progress on a terminal, once it takes long; None where nobody looks."""
    if not sys.stderr.isatty():
        return None
    begun, shown = monotonic(), 0

    def show(done: int, total: int) -> None:
        nonlocal shown
        if done > shown and monotonic() - begun > 1:
            end = "\n" if done == total else ""
            typer.echo(f"\r{doing} {done:,} of {total:,} {things}{end}", err=True, nl=False)
            shown = done

    return show
