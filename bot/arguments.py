"""Text as people type it to options, for platforms that send text."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from bot.command import Command, Option, OptionKind
from bot.errors import UserError
from bot.interaction import Interaction

LONGEST = 4000
"""Characters of one command that are read; Discord and Slack send no more."""

_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "'": "'", "«": "»"}
_NAMED = re.compile(r"(?<!\S)(?P<name>[\w-]+)\s?[:：](?=\S)")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


def parse(line: str, asked: Interaction, commands: Mapping[str, Command]) -> Interaction:
    """Return `asked` with the command and options of a line such as `/quote speaker:ben curiosity`.

    Options may stand anywhere, with values in any quotation marks; what is left is the command's free text.

    Raises:
        UserError: there is no such command.
    """
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    command = commands.get(name.lower())
    if command is None:
        raise UserError("error-command-unknown", {"name": name[:50]})
    return asked.asking(command.name, **_options(command, rest.strip()[:LONGEST]))


def _options(command: Command, rest: str) -> dict[str, str]:
    if [option.kind for option in command.options if not option.hidden] == [OptionKind.TEXT]:
        return {command.free_text: _only(command.free_text, rest)}
    options, left = _named(command, rest)
    for option in command.options:
        if option.kind is OptionKind.CHOICE and option.name not in options:
            word, _, after = left.partition(" ")
            if word.lower() in option.choices:
                options[option.name], left = word.lower(), after.strip()
    if left and command.free_text:
        options.setdefault(command.free_text, left)
    return options


def _only(name: str, text: str) -> str:
    """Return the words of a command that takes nothing else, where its option may be named first."""
    found = re.match(rf"{re.escape(name)}\s?[:：]", text, re.IGNORECASE)
    return _value(Option(name), text[found.end() :]) if found else text


def _named(command: Command, rest: str) -> tuple[dict[str, str], str]:
    options: dict[str, str] = {}
    left, position = "", 0
    while (found := _NAMED.search(rest, position)) is not None:
        option = command.option(found["name"].lower())
        end = _end_of_value(rest, found.end())
        left += rest[position : end if option is None else found.start()]
        if option is not None:
            options[option.name] = _value(option, rest[found.end() : end])
        position = end
    return options, (left + rest[position:]).strip()


def _value(option: Option, text: str) -> str:
    value = text.strip()
    if len(value) > 1 and _QUOTES.get(value[0]) == value[-1]:
        return value[1:-1]
    return value.lower() if option.kind is OptionKind.CHOICE else value


def _end_of_value(text: str, start: int) -> int:
    closing = _QUOTES.get(text[start])
    if closing is not None and (end := text.find(closing, start + 1)) != -1:
        return end + 1
    space = re.compile(r"\s").search(text, start)
    return space.start() if space else len(text)


def parse_date(text: str, *, last: bool = False) -> date:
    """Return the first (or last) day of `2025`, `2025-03`, `2025年3月` or `2025-03-01`.

    Raises:
        UserError: it is not such a date.
    """
    found = _DATE.fullmatch(text.strip())
    refused = UserError("error-date", {"value": text[:50]})
    if found is None:
        raise refused
    year, month, day = (int(part) if part else 0 for part in found.groups())
    month = month or (12 if last else 1)
    try:
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise refused from None
