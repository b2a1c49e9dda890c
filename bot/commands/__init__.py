"""The one table that every menu, help text, manifest and page is made from."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.command import Command
from bot.commands.quote import QUOTE

COMMANDS: Mapping[str, Command] = MappingProxyType({command.name: command for command in (QUOTE,)})
