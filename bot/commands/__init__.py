"""The one table that every menu, help text, manifest and page is made from."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.command import Command
from bot.commands.daily import DAILY
from bot.commands.expired import EXPIRED
from bot.commands.help import HELP
from bot.commands.home import HOME
from bot.commands.privacy import PRIVACY
from bot.commands.quote import QUOTE
from bot.commands.report import REPORT
from bot.commands.settings import SETTINGS
from bot.commands.small_talk import SMALL_TALK
from bot.commands.sources import SOURCES
from bot.commands.speakers import SPEAKERS
from bot.commands.timeline import TIMELINE
from bot.commands.who_said import WHO_SAID

_IN_MENUS = (QUOTE, WHO_SAID, TIMELINE, DAILY, SPEAKERS, SOURCES, SETTINGS, HELP, PRIVACY)
_BEHIND_BUTTONS = (REPORT, EXPIRED, HOME, SMALL_TALK)
COMMANDS: Mapping[str, Command] = MappingProxyType(
    {command.name: command for command in (*_IN_MENUS, *_BEHIND_BUTTONS)}
)
