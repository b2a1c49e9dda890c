"""What comes in: who asks what, and where. A button carries one whole, as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
VERSION = "1"


class Via(StrEnum):
    """The way by which an interaction came."""

    COMMAND = "command"
    BUTTON = "button"
    AUTOCOMPLETE = "autocomplete"
    FORM = "form"
    MENTION = "mention"
    MESSAGE_MENU = "message-menu"
    CLOCK = "clock"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A room on a platform. Direct messages have one too."""

    platform: str
    """`discord`, `slack` or `console`."""
    channel: str = ""
    """The parent channel's id where `thread` is given."""
    workspace: str = ""
    """A Discord server's or a Slack workspace's id; empty in a Discord direct message."""
    thread: str = ""
    direct: bool = False

    @property
    def key(self) -> str:
        """Return what settings are kept under: a thread shares its channel's."""
        return f"{self.platform}:{self.workspace}:{self.channel}"

    @property
    def workspace_key(self) -> str:
        """Return what a workspace's defaults and rights are kept under."""
        return f"{self.platform}:{self.workspace}"


def workspace_of(key: str) -> str:
    """Return the `ChannelRef.workspace_key` that a room's key begins with."""
    return ":".join(key.split(":")[:2])


@dataclass(frozen=True, slots=True)
class UserRef:
    """A person on a platform."""

    platform: str
    id: str = ""
    locale: str = ""
    """The platform's own tag, such as `zh-TW`; empty if it does not tell."""
    may_manage: bool = False
    """Whether this person may change the room's settings."""
    zone: str = ""
    """An IANA time zone, where the platform tells."""
    may_manage_workspace: bool = False
    """Whether this person may change the defaults of all the workspace's rooms."""

    @property
    def key(self) -> str:
        """Return what is kept about a person is kept under."""
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Interaction:
    """A command and its options, as text, with where it came from.

    `options` holds what was given, by the names of `bot.command.Command.options`; many values of one
    option are parted by commas.
    """

    command: str
    options: Mapping[str, str] = field(default_factory=lambda: NO_OPTIONS)
    channel: ChannelRef = ChannelRef("console")
    user: UserRef = UserRef("console")
    via: Via = Via.COMMAND
    focused: str = ""
    """The option being typed, for `Via.AUTOCOMPLETE`."""
    message: str = ""
    """The platform's id of the message that was sent, clicked on or looked up."""
    replies_to: str = ""
    """The id of the message that this one answers; follow-ups refer to it."""
    request: str = ""
    """An id for logs and error answers."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def option(self, name: str) -> str:
        """Return an option's text, stripped; empty where it was not given."""
        return self.options.get(name, "").strip()

    def asking(self, command: str, **options: str | int | None) -> Self:
        """Return another question from the same person in the same room; empty options are left out."""
        given = {
            name.replace("_", "-"): str(value) for name, value in options.items() if value not in {None, ""}
        }
        return replace(self, command=command, options=MappingProxyType(given))

    def with_options(self, **options: str | int | None) -> Self:
        """Return the same question with some options changed; None takes one away."""
        changes = {name.replace("_", "-"): value for name, value in options.items()}
        merged: dict[str, str | int | None] = {**self.options, **changes}
        given = {name: str(value) for name, value in merged.items() if value not in {None, ""}}
        return replace(self, options=MappingProxyType(given))


def encode(interaction: Interaction) -> str:
    """Return command and options as one line, for a component's id: `1|quote|text=…|page=2`."""
    pairs = [f"{_escape(name)}={_escape(value)}" for name, value in interaction.options.items()]
    return "|".join([VERSION, _escape(interaction.command), *pairs])


def decode(text: str, interaction: Interaction) -> Interaction:
    """Return `interaction` with the command and options that `encode` wrote.

    Raises:
        ValueError: the text was not written by `encode`, or by another version of it.
    """
    version, *fields = _split(text, "|")
    if version != VERSION or not fields:
        raise ValueError("not an interaction of this version")
    command, *pairs = fields
    options = dict(_pair(pair) for pair in pairs)
    return replace(interaction, command=_unescape(command), options=MappingProxyType(options))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("=", "\\=")


def _split(text: str, mark: str) -> list[str]:
    parts, escaped = [""], False
    for character in text:
        if character == mark and not escaped:
            parts.append("")
            continue
        parts[-1] += character
        escaped = character == "\\" and not escaped
    return parts


def _unescape(text: str) -> str:
    result, escaped = [], False
    for character in text:
        escaped = character == "\\" and not escaped
        if not escaped:
            result.append(character)
    return "".join(result)


def _pair(text: str) -> tuple[str, str]:
    name, *value = _split(text, "=")
    if len(value) != 1:
        raise ValueError("not an option of an interaction")
    return _unescape(name), _unescape(value[0])
