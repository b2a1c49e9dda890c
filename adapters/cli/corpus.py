"""`yulu corpus`: what was read from the documents, and what of it needs a person."""

import json
from typing import Any

import typer

from adapters.cli.compose import open_corpus, read_config
from adapters.cli.options import Seeds
from bot.corpus.counts import counts
from bot.corpus.model import Corpus, Turn
from bot.corpus.people import UNKNOWN

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
