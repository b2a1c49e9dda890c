"""The command line, one file a group of verbs. A verb's file is imported when it is called."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

VERBS = {
    "chat": "Talk to Yulu in the terminal",
    "ask": "Answer one line, or every line of standard input",
    "corpus": "Look at the documents: list, check, export, add, remove",
    "eval": "Judge the search with questions of your own",
    "run": "Run the bot on Discord, Slack or both",
    "config": "Show the configuration in force and where it comes from",
    "doctor": "Try everything that can be tried, and say what to do",
    "db": "Back up, restore and check the database",
    "corrections": "List and settle what people reported",
    "slack-manifest": "Write the manifest of the Slack app",
}


class LazyGroup(TyperGroup):
    """Imports a verb when it is called, so that `yulu ask` does not wait for what it does not need."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the verbs in the order of the table."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a verb's command, imported now."""
        del ctx
        if cmd_name not in VERBS:
            return None
        module = import_module(f"adapters.cli.{cmd_name.replace('-', '_')}")
        command = get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table without importing anything."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


app = typer.Typer(
    cls=LazyGroup,
    help="Who said what, when, in which words: quotes from long interviews.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def yulu() -> None:
    """Answer who said what, when, in which words."""
