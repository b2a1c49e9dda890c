"""`yulu corrections`: what people reported, set right or left as it is."""

import asyncio
from typing import Annotated

import typer

from adapters.cli.compose import documents, open_corpus, read_config
from adapters.cli.db import told
from adapters.cli.options import Seeds
from adapters.config import Config
from bot.corpus.corrections import Correction, Overlay, add, apply, read
from bot.corpus.model import Corpus, Passage
from bot.errors import CorpusError
from bot.store import Report
from bot.store.sql import SqlStore

app = typer.Typer(help="List and settle what people reported.", no_args_is_help=True, rich_markup_mode=None)
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As `yulu corrections list` shows it.")]
EXCERPT = 60


@app.command(name="list")
def list_(seeds: Seeds = None) -> None:
    """Show the reports that nobody has settled."""
    config = read_config()
    reports = _reports(config)
    if not reports:
        typer.echo("No open reports")
        return
    corpus = open_corpus(config, seeds)
    found = {passage.id: passage for passage in corpus.passages}
    for report in reports:
        for line in _described(report, found.get(report.passage), corpus):
            typer.echo(line)


@app.command(name="apply")
def apply_(
    number: Number,
    *,
    speaker: Annotated[str, typer.Option(help="Who really says this turn: an id or a full name.")] = "",
    wrong: Annotated[str, typer.Option(help="The words that are wrong.")] = "",
    right: Annotated[str, typer.Option(help="What they should be.")] = "",
    seeds: Seeds = None,
) -> None:
    """Set right what was reported, and tell those who reported it.

    Without an option the report is settled as mended elsewhere: in the facts, or in the document.
    """
    config = read_config()
    report = _one(config, number)
    if speaker or wrong:
        before = documents(config, seeds)
        correction = Correction(report.passage, _speaker(before, speaker), wrong, right)
        _correct(config, before, correction)
    _settle(config, report, open_corpus(config, seeds), applied=True)


@app.command()
def reject(number: Number, seeds: Seeds = None) -> None:
    """Leave a quote as it is, and tell those who reported it."""
    config = read_config()
    _settle(config, _one(config, number), open_corpus(config, seeds), applied=False)


def _correct(config: Config, before: Corpus, correction: Correction) -> None:
    try:
        so_far = read(config.corrections)
    except CorpusError as error:
        raise _refused(str(error)) from None
    if bool(correction.speaker) == bool(correction.wrong):
        raise _refused("Give either --speaker, or --wrong and --right.")
    known = apply(before, so_far).problems
    if len(apply(before, Overlay(so_far.path, (*so_far.corrections, correction))).problems) > len(known):
        raise _refused(f"{correction.passage} holds no such words, or is not in these documents.")
    try:
        add(config.corrections, correction)
    except OSError as error:
        raise _refused(f"{config.corrections} can't be written: {error.strerror}") from None


def _speaker(corpus: Corpus, name: str) -> str:
    wanted = name.casefold()
    for speaker in corpus.speakers.values():
        names = (speaker.id, speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant)
        if name and wanted in {known.casefold() for known in names}:
            return speaker.id
    if name:
        raise _refused(f"Nobody is called {name!r}. Add them to speakers.toml first, or use their id.")
    return ""


def _reports(config: Config) -> tuple[Report, ...]:
    async def read_all() -> tuple[Report, ...]:
        store = await SqlStore.open(config.database)
        try:
            return await store.reports()
        finally:
            await store.close()

    with told():
        return asyncio.run(read_all())


def _one(config: Config, number: int) -> Report:
    found = next((report for report in _reports(config) if report.id == number), None)
    if found is None:
        raise _refused(f"There is no open report {number}. See `yulu corrections list`.")
    return found


def _settle(config: Config, report: Report, corpus: Corpus, *, applied: bool) -> None:
    passage = next((passage for passage in corpus.passages if passage.id == report.passage), None)

    async def settle() -> int:
        store = await SqlStore.open(config.database)
        try:
            return await store.settle(report, applied=applied, quote=_excerpt(passage) or report.passage)
        finally:
            await store.close()

    with told():
        settled = asyncio.run(settle())
    typer.echo(f"Settled {settled} report{'s' if settled != 1 else ''}; the running bot tells who made them")


def _described(report: Report, passage: Passage | None, corpus: Corpus) -> list[str]:
    reason = {"speaker": "wrong speaker", "garbled": "garbled"}.get(report.reason, report.reason)
    head = f"{report.id:>4}  {report.at:%Y-%m-%d %H:%M} UTC  {reason}  #{report.passage}"
    if passage is None:
        return [head, "      (no longer in these documents)"]
    path = corpus.sources[passage.source].path
    where = f"{path}:{passage.line}" if path else passage.source
    lines = [head, f"      {passage.speaker}: {_excerpt(passage)}", f"      {where}"]
    return [*lines, f"      says: {report.remark}"] if report.remark else lines


def _excerpt(passage: Passage | None) -> str:
    if passage is None:
        return ""
    line = " ".join(passage.text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"


def _refused(reason: str) -> typer.Exit:
    typer.echo(reason, err=True)
    return typer.Exit(1)
