"""The line editor of `yulu chat`: completion and history."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory

from adapters.console import Console
from bot.commands import COMMANDS
from bot.texts import text


class CommandCompleter(Completer):
    """Completes commands, their options, and the options' values."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the word before the cursor may become."""
        del complete_event
        line, word = document.text_before_cursor, document.get_word_before_cursor(WORD=True)
        if not line.startswith("/"):
            return
        if " " not in line:
            yield from self._commands(line)
            return
        command = COMMANDS.get(line[1 : line.index(" ")])
        name, colon, value = word.partition(":")
        if command is None:
            return
        if colon:
            for choice in asyncio.run(self.console.complete(command.name, name, value)):
                yield Completion(_quoted(choice.value), -len(value), display=choice.name)
        else:
            for option in command.options:
                if not option.hidden and option.name.startswith(word):
                    meaning = text(self.console.locale, f"option-{command.name}-{option.name}")
                    yield Completion(f"{option.name}:", -len(word), display_meta=meaning)

    def _commands(self, line: str) -> Iterator[Completion]:
        for command in COMMANDS.values():
            if not command.hidden and f"/{command.name}".startswith(line):
                meaning = text(self.console.locale, f"command-{command.name}")
                yield Completion(f"/{command.name}", -len(line), display_meta=meaning)


def prompt_lines(console: Console, history: Path) -> Iterator[str]:
    """Yield the lines that a person types, until they leave."""
    try:
        history.parent.mkdir(parents=True, exist_ok=True)
        kept: FileHistory | InMemoryHistory = FileHistory(str(history))
    except OSError:
        kept = InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=kept, completer=ThreadedCompleter(CommandCompleter(console)), complete_while_typing=True
    )
    while True:
        try:
            yield session.prompt("yulu> ", in_thread=True)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
