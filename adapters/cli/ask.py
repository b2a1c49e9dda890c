"""`yulu ask`: one answer as text or JSON; many, one a line, from standard input."""

import asyncio
import sys
from typing import Annotated

import typer

from adapters.cli.compose import kept_corpus, read_config
from adapters.cli.options import Lang, Seeds
from adapters.cli.searching import open_index
from adapters.console import Console
from bot.app import Bot
from bot.json_text import to_json
from bot.plain_text import plain
from bot.reply import Notice, Reply
from bot.store.memory import MemoryStore

app = typer.Typer(rich_markup_mode=None)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="A command, or a question in your own words.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer.")] = False,
    results: Annotated[int | None, typer.Option(min=1, max=10, help="Hits an answer.")] = None,
    lang: Lang = "en",
    seeds: Seeds = None,
) -> None:
    """Answer one line; without one, every line of standard input, one answer a line.

    Example: yulu ask '/quote 经济图灵测试'
    """
    config = read_config()
    bot = Bot(open_index(config, kept_corpus(config, seeds)), MemoryStore(), posts=False)
    asyncio.run(_ask(Console(bot, lang), question, as_json=as_json, results=results))


async def _ask(console: Console, question: str | None, *, as_json: bool, results: int | None) -> None:
    await console.choose(results=str(results or (10 if as_json else 3)))
    if question is not None:
        reply = await console.answer(question)
        typer.echo(to_json(reply) if as_json else plain(reply))
        raise typer.Exit(_failed(reply))
    for line in sys.stdin.buffer:
        reply = await console.answer(line.decode("utf-8", errors="replace"))
        typer.echo(to_json(reply) if as_json else f"{plain(reply)}\n")


def _failed(reply: Reply) -> int:
    return int(isinstance(reply.body, Notice) and reply.body.level == "error")
