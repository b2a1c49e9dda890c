"""The command table as Discord wants it, and its synchronisation."""

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from adapters.discord import limits
from adapters.discord.parse import MANAGE_CHANNELS
from adapters.discord.wire import Wire, WireError
from bot.command import Command, Option, OptionKind
from bot.commands import COMMANDS
from bot.texts import messages, text

log = logging.getLogger(__name__)

Payload = dict[str, Any]

LOCALES = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
EVERYWHERE: Payload = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
"""Installed in servers or by people; used in servers, in messages to the bot, and between people."""
MOST_TIDIED = 10
_GLOBAL = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_NAME = re.compile(r"[-_'\w]{1,32}")
_TYPES = {OptionKind.NUMBER: 4, OptionKind.SWITCH: 5, OptionKind.CHANNEL: 7}
_TALKED_IN = [0, 5]
"""Text and announcement channels; to post into a thread one asks there."""
_COMPLETED = {
    OptionKind.SETTING,
    OptionKind.SOURCE,
    OptionKind.SPEAKER,
    OptionKind.WEEKDAYS,
    OptionKind.ZONE,
}
_DEFAULTS: Payload = {"type": 1, "required": False, "autocomplete": False, "description": ""}
_COMPARED = (
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "choices",
    "value",
    "required",
    "autocomplete",
    "default_member_permissions",
    "integration_types",
    "contexts",
)


def payload(*, everywhere: bool) -> list[Payload]:
    """Return every command; `everywhere` for global ones, which also work outside of servers."""
    places = EVERYWHERE if everywhere else {}
    shown = [command for command in COMMANDS.values() if not command.hidden]
    return [{**_command(command), **places} for command in shown] + [{**_who_said_this(), **places}]


def digest(commands: Iterable[Mapping[str, Any]]) -> str:
    """Return a hash of what matters in commands: the same for ours and for what Discord made of them."""
    compared = sorted((_compared(command) for command in commands), key=lambda command: str(command["name"]))
    return hashlib.sha256(json.dumps(compared, sort_keys=True).encode()).hexdigest()


async def synchronise(wire: Wire, application: str, guilds: Iterable[str]) -> int:
    """Register the commands where they differ, globally or in test servers; return how often that was.

    With test servers, global ones are taken away: otherwise everybody there would see each command twice.
    """
    testing = list(guilds)
    wanted = payload(everywhere=not testing)
    written = await _write(wire, _GLOBAL, [] if testing else wanted, {"application_id": application})
    for guild in testing:
        written += await _write(wire, _IN_GUILD, wanted, {"application_id": application, "guild_id": guild})
    return written


async def tidy(wire: Wire, application: str, joined: Collection[str]) -> int:
    """Take away what a test run left in servers; return in how many. With many servers none was for tests."""
    if len(joined) > MOST_TIDIED:
        return 0
    ids = ({"application_id": application, "guild_id": guild} for guild in joined)
    return sum([await _write(wire, _IN_GUILD, [], each) for each in ids])


async def _write(wire: Wire, path: str, wanted: list[Payload], ids: Mapping[str, str]) -> int:
    try:
        present = await wire.call("GET", f"{path}?with_localizations=true", ids=ids)
    except WireError as error:
        if not error.permanent:
            raise
        present = None
    if present is None and not wanted:
        return 0
    if isinstance(present, list) and digest(present) == digest(wanted):
        return 0
    await wire.call("PUT", path, wanted, ids=ids)
    log.info("discord commands written", extra={"commands": len(wanted)})
    return 1


def _command(command: Command) -> Payload:
    options = [option for option in command.options if not option.hidden]
    options.sort(key=lambda option: not option.required)
    managing = {"default_member_permissions": MANAGE_CHANNELS} if command.manages else {}
    return {
        **_named(command.name, f"command-{command.name}"),
        "type": 1,
        "options": [_option(command, option) for option in options[: limits.OPTIONS]],
        **managing,
    }


def _who_said_this() -> Payload:
    message = "discord-who-said-this"
    names = {tag: text(locale, message) for tag, locale in LOCALES.items()}
    return {"type": 3, "name": text("en", message), "name_localizations": names}


def _option(command: Command, option: Option) -> Payload:
    shown: Payload = {
        **_named(option.name, f"option-{command.name}-{option.name}"),
        "type": _TYPES.get(option.kind, 3),
        "required": option.required,
    }
    if option.kind in _COMPLETED:
        shown["autocomplete"] = True
    if option.kind is OptionKind.CHANNEL:
        shown["channel_types"] = _TALKED_IN
    if option.kind is OptionKind.CHOICE:
        shown["choices"] = [_choice(value) for value in option.choices]
    return shown


def _choice(value: str) -> Payload:
    names = {tag: text(locale, f"choice-{value}")[: limits.CHOICE] for tag, locale in LOCALES.items()}
    return {
        "name": text("en", f"choice-{value}")[: limits.CHOICE],
        "name_localizations": names,
        "value": value,
    }


def _named(name: str, message: str) -> Payload:
    names = {tag: _name(locale, message) for tag, locale in LOCALES.items()}
    meanings = {tag: text(locale, message)[: limits.DESCRIPTION] for tag, locale in LOCALES.items()}
    return {
        "name": name,
        "name_localizations": {tag: found for tag, found in names.items() if found},
        "description": text("en", message)[: limits.DESCRIPTION],
        "description_localizations": meanings,
    }


def _name(locale: str, message: str) -> str:
    name = f"{message}.name"
    found = text(locale, name).lower() if name in messages("zh-Hans") & messages("zh-Hant") else ""
    return found if _NAME.fullmatch(found) else ""


def _compared(part: Mapping[str, Any]) -> Payload:
    kept = {key: _comparable(key, part[key]) for key in _COMPARED if part.get(key) not in (None, [], {})}
    return {key: value for key, value in kept.items() if _DEFAULTS.get(key, ...) != value}


def _comparable(key: str, value: Any) -> Any:
    match key:
        case "options" | "choices":
            return [_compared(each) for each in value]
        case "integration_types" | "contexts":
            return sorted(value)
        case "default_member_permissions":
            return str(value)
        case _:
            return value
