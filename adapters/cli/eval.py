"""`yulu eval`: how well the search answers a team's own questions."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.compose import kept_corpus, read_config
from adapters.cli.options import Seeds
from adapters.cli.searching import open_index
from bot.retrieval.evaluation import Failure, QuestionError, evaluate

app = typer.Typer(rich_markup_mode=None)
_SHOWN = 70


@app.command()
def eval_(
    file: Annotated[
        Path, typer.Argument(help="JSON lines: query, and any, passages or speaker.", exists=True)
    ],
    *,
    seeds: Seeds = None,
) -> None:
    """Ask every question of FILE, and print how often the right passage comes first, and the failures.

    A line is {"query": "…"} with "any" (strings one of which the passage holds; empty: nobody speaks of it),
    "passages" (ids) or "speaker".

    Example: yulu eval questions.jsonl --seeds ~/transcripts
    """
    config = read_config()
    searcher = open_index(config, kept_corpus(config, seeds))
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            report = evaluate(lines, searcher)
    except QuestionError as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"questions  {report.questions:,}")
    typer.echo(f"MRR@10     {report.mrr10:.3f}")
    for depth, share in ((1, report.recall1), (5, report.recall5), (10, report.recall10)):
        typer.echo(f"recall@{depth:<4}{share:.3f}")
    for failure in report.failures:
        typer.echo(_line(failure))


def _line(failure: Failure) -> str:
    at = f"at {failure.rank}" if failure.rank else "not found"
    first = " ".join(failure.first.split())[:_SHOWN] or failure.error or "nothing"
    return f"{at:>10}  {failure.question.text[:_SHOWN]}  →  {first}"
