"""`yulu chat`: a conversation in the terminal; reads a pipe as well."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console as Screen
from rich.text import Text

from adapters.cli.compose import kept_corpus, read_config
from adapters.cli.options import Lang, Seeds
from adapters.cli.searching import open_index
from adapters.console import Console
from bot.app import Bot
from bot.plain_text import plain
from bot.reply import Notice, Reply
from bot.reply.found import Attribution, Hit, Quotes
from bot.store.memory import MemoryStore
from bot.texts import text

app = typer.Typer(rich_markup_mode=None)
_LEAVE = {"exit", "quit", "/exit", "/quit", ":q"}


@app.command()
def chat(lang: Lang = "en", seeds: Seeds = None) -> None:
    """Talk to Yulu: commands complete with Tab, a number presses a button, Ctrl-D leaves.

    Example: yulu chat --lang zh-Hans
    """
    config = read_config()
    searcher = open_index(config, kept_corpus(config, seeds))
    console = Console(Bot(searcher, MemoryStore(), posts=False), lang)
    asyncio.run(_chat(console, config.data / "history"))


async def _chat(console: Console, history: Path) -> None:
    screen = Screen(highlight=False, soft_wrap=True)
    if sys.stdin.isatty():
        from adapters.cli.prompt import prompt_lines  # noqa: PLC0415 (a pipe needs no line editor)

        screen.print(text(console.locale, "chat-welcome"))
        await _talk(console, prompt_lines(console, history), screen)
    else:
        lines = (line.decode("utf-8", errors="replace") for line in sys.stdin.buffer)
        await _talk(console, lines, screen)


async def _talk(console: Console, lines: Iterable[str], screen: Screen) -> None:
    last: Reply | None = None
    for line in map(str.strip, lines):
        if line.lower() in _LEAVE:
            return
        if not line:
            continue
        if last and line.isdecimal() and 1 <= int(line[:3]) <= len(last.actions):
            last = await console.press(last, int(line))
        else:
            last = await console.answer(line)
        screen.print(_coloured(last))
        screen.print(_buttons(last), style="dim")


def _coloured(reply: Reply) -> Text:
    shown = Text(plain(reply))
    if isinstance(reply.body, Notice) and reply.body.level == "error":
        shown.stylize("red")
    for hit in _hits(reply):
        _mark(shown, hit)
    return shown


def _hits(reply: Reply) -> tuple[Hit, ...]:
    match reply.body:
        case Quotes(hits=hits):
            return hits
        case Attribution(candidates=candidates):
            return tuple(candidate.hit for candidate in candidates)
        case _:
            return ()


def _mark(shown: Text, hit: Hit) -> None:
    start = shown.plain.find(hit.quote.strip())
    if start == -1:
        return
    lead = len(hit.quote) - len(hit.quote.lstrip())
    shown.stylize("bold", start, start + len(hit.quote.strip()))
    for span in hit.highlights:
        shown.stylize("yellow", start + span.start - lead, start + span.end - lead)


def _buttons(reply: Reply) -> str:
    return "  ".join(f"[{number}] {action.label}" for number, action in enumerate(reply.actions, 1))
