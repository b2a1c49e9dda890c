"""`yulu corpus`: what was read from the documents, and what of it needs a person."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.cli.compose import folders_of, open_corpus, read_config
from adapters.cli.corpus_report import show
from adapters.cli.options import Seeds
from adapters.config import packaged_seeds
from bot.corpus import adding
from bot.corpus.check import report
from bot.corpus.counts import counts
from bot.corpus.model import Corpus, Turn
from bot.corpus.people import UNKNOWN
from bot.errors import CorpusError

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Look at the documents.")


@app.command()
def export(seeds: Seeds = None) -> None:
    """Write every turn as one line of JSON.

    Example: yulu corpus export --seeds ~/transcripts > turns.jsonl
    """
    corpus = open_corpus(read_config(), seeds)
    for turns in corpus.turns.values():
        for turn in turns:
            typer.echo(json.dumps(_turn(turn, corpus), ensure_ascii=False))


@app.command("list")
def list_(seeds: Seeds = None) -> None:
    """List the sources: id, date, turns, show and title.

    Example: yulu corpus list --seeds ~/transcripts
    """
    corpus = open_corpus(read_config(), seeds)
    for source in corpus.sources.values():
        turns = counts(corpus).sources[source.id]
        title = " · ".join(filter(None, (source.show, source.title.for_locale("en"))))
        typer.echo(f"{source.id:24} {source.date or 'no date':10} {turns:6,} turns  {title}")


@app.command()
def check(seeds: Seeds = None) -> None:
    """Report on every document: format, turns a speaker, unknown speakers, what was left out, damage.

    Exits with 1 if something needs a person.

    Example: yulu corpus check --seeds ~/transcripts
    """
    checked = report(open_corpus(read_config(), seeds))
    show(checked)
    raise typer.Exit(int(checked.needs_person))


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Documents to add.", exists=True, dir_okay=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    seeds: Seeds = None,
) -> None:
    """Show what documents hold, and copy them into the (first) seeds folder once you agree.

    Example: yulu corpus add talk.md --seeds ~/transcripts
    """
    folders = folders_of(read_config(), seeds)
    preview = adding.preview(files, folders[0], (packaged_seeds(), *folders))
    show(preview.report)
    if not preview.targets:
        raise typer.Exit(1)
    if not yes:
        typer.confirm(f"Copy {len(preview.targets)} of {len(files)} to {folders[0]}?", abort=True)
    try:
        for path in adding.add(preview):
            typer.echo(f"added {path}")
    except CorpusError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="A source's id or a document's file name.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    seeds: Seeds = None,
) -> None:
    """Delete a document from the seeds folder.

    Example: yulu corpus remove tea --seeds ~/transcripts
    """
    config = read_config()
    if not yes:
        typer.confirm(f"Delete the document of {name}?", abort=True)
    try:
        path = adding.remove(name, folders_of(config, seeds), open_corpus(config, seeds))
    except CorpusError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    typer.echo(f"removed {path}")


def _turn(turn: Turn, corpus: Corpus) -> dict[str, Any]:
    source = corpus.sources[turn.source]
    speaker = corpus.speakers.get(turn.speaker, UNKNOWN)
    return {
        "source": turn.source,
        "date": str(source.date) if source.date else None,
        "turn": turn.number,
        "speaker": turn.speaker,
        "speaker_name": speaker.names.for_locale("en"),
        "text": turn.text,
        "kind": source.kind.value,
        "inferred": turn.inferred,
        "damaged": turn.damaged,
        "line": turn.line,
    }
