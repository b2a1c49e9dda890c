"""Payload to interaction: what the gateway sends, as the core reads it. Never raises on odd payloads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from adapters.discord.render import ANEW, CARD, EPHEMERAL
from bot.corpus.script import language
from bot.interaction import ChannelRef, Interaction, UserRef, Via

Payload = Mapping[str, Any]

MANAGE_CHANNELS, MANAGE_GUILD, ADMINISTRATOR = 1 << 4, 1 << 5, 1 << 3
EMBED_LINKS, ATTACH_FILES = 1 << 14, 1 << 15
_THREADS = {10, 11, 12}
_TYPED = {0, 19}
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
_LONGEST = 4000


class Kind(IntEnum):
    """What an interaction's payload is, by Discord's numbers."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(frozen=True, slots=True)
class Received:
    """An interaction with what one needs to answer it."""

    kind: Kind
    asked: Interaction
    """Without command and options where a component or a modal carries them in its id."""
    id: str
    application: str
    token: str = field(repr=False)
    component: str = ""
    """The id that the bot gave to the component pressed or the modal sent."""
    anew: bool = False
    """Whether the component answers by a message of its own."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What was entered into a modal."""
    on_message: bool = False
    """Whether there is a message that can be answered in place."""
    on_private: bool = False
    """Whether that message is for the asker alone."""
    on_card: bool = False
    """Whether that message is a card; one cannot become the other."""
    permissions: int | None = None
    """The bot's own in the room, where Discord tells."""

    @property
    def in_place(self) -> bool:
        """Whether the answer may replace the message that the component stands on."""
        return self.on_message and not self.anew


@dataclass(frozen=True, slots=True)
class Room:
    """What a message's payload does not tell about where it was written."""

    parent: str = ""
    """The channel that the thread belongs to; empty if it is none."""
    may_manage: bool = False
    may_manage_all: bool = False
    """Whether the author may change the whole server's settings."""
    locale: str = ""
    """The server's; its author's shows only in the language of the message."""


def interaction(payload: Payload) -> Received | None:
    """Return the interaction of an `INTERACTION_CREATE`; None for kinds that are not ours."""
    if _number(payload.get("type")) not in set(Kind):
        return None
    kind, data = Kind(_number(payload["type"])), _part(payload, "data")
    asked, message = _asked(payload), _part(payload, "message")
    options = _options(data) if kind in {Kind.COMMAND, Kind.AUTOCOMPLETE} else {}
    flags = _number(message.get("flags"))
    component = str(data.get("custom_id", ""))
    permissions = payload.get("app_permissions")
    return Received(
        kind,
        _told(asked, kind, data, options),
        str(payload.get("id", "")),
        str(payload.get("application_id", "")),
        str(payload.get("token", "")),
        component[1:],
        component.startswith(ANEW),
        MappingProxyType(dict(_fields(data)) if kind is Kind.MODAL else {}),
        bool(message),
        bool(flags & EPHEMERAL),
        bool(flags & CARD) or not message.get("content"),
        None if permissions is None else _number(permissions),
    )


def message(payload: Payload, me: str, room: Room) -> Interaction | None:
    """Return the question of a `MESSAGE_CREATE`: a mention of `me` or a direct message.

    None where nobody asks: bots (this one too), webhooks, system messages, messages that do not mention it.
    """
    author = _part(payload, "author")
    direct = "guild_id" not in payload
    mentioned = any(user.get("id") == me for user in _parts(payload, "mentions")) or bool(
        re.search(rf"<@!?{re.escape(me)}>", str(payload.get("content", "")))
    )
    if author.get("bot") or "webhook_id" in payload or _number(payload.get("type")) not in _TYPED:
        return None
    if author.get("id") == me or not (direct or mentioned):
        return None
    channel = str(payload.get("channel_id", ""))
    guild = str(payload.get("guild_id") or "")
    where = ChannelRef("discord", room.parent or channel, guild, channel if room.parent else "", direct)
    said = _said(payload, me)
    user = UserRef(
        "discord",
        str(author.get("id", "")),
        language(said) or room.locale,
        may_manage=direct or room.may_manage,
        may_manage_workspace=room.may_manage_all,
    )
    return Interaction(
        "",
        MappingProxyType({"text": said}),
        where,
        user,
        Via.MENTION,
        message=str(payload.get("id", "")),
        replies_to=str(_part(payload, "message_reference").get("message_id") or ""),
        request=str(payload.get("id", "")),
    )


def _asked(payload: Payload) -> Interaction:
    member, room = _part(payload, "member"), _part(payload, "channel")
    person = _part(member, "user") or _part(payload, "user")
    guild = str(payload.get("guild_id") or "")
    channel = str(payload.get("channel_id") or room.get("id") or "")
    parent = str(room.get("parent_id") or "") if _number(room.get("type")) in _THREADS else ""
    own_room = not guild and payload.get("context", 1) == 1
    rights = _number(member.get("permissions"))
    locale = str(payload.get("locale") or payload.get("guild_locale") or "")
    return Interaction(
        "",
        channel=ChannelRef("discord", parent or channel, guild, channel if parent else "", not guild),
        user=UserRef(
            "discord",
            str(person.get("id", "")),
            locale,
            may_manage=own_room or bool(rights & (MANAGE_CHANNELS | MANAGE_GUILD | ADMINISTRATOR)),
            may_manage_workspace=bool(rights & (MANAGE_GUILD | ADMINISTRATOR)),
        ),
        message=str(_part(payload, "message").get("id", "")),
        request=str(payload.get("id", "")),
    )


def _told(asked: Interaction, kind: Kind, data: Payload, options: Mapping[str, str]) -> Interaction:
    via = {Kind.COMPONENT: Via.BUTTON, Kind.AUTOCOMPLETE: Via.AUTOCOMPLETE, Kind.MODAL: Via.FORM}.get(kind)
    command, focused = str(data.get("name", "")), _focused(data) if kind is Kind.AUTOCOMPLETE else ""
    if kind is Kind.COMMAND and data.get("type", 1) != 1:
        via, command, options = Via.MESSAGE_MENU, "", {"text": _target(data)}
    return Interaction(
        command if kind in {Kind.COMMAND, Kind.AUTOCOMPLETE} else "",
        MappingProxyType(dict(options)),
        asked.channel,
        asked.user,
        via or Via.COMMAND,
        focused,
        message=str(data.get("target_id") or asked.message),
        request=asked.request,
    )


def _options(data: Payload) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in _parts(data, "options"):
        if _number(option.get("type")) in {1, 2}:
            found |= {"action": str(option.get("name", "")), **_options(option)}
        else:
            found[str(option.get("name", ""))] = _value(option.get("value"))
    return {name: value for name, value in found.items() if name and value}


def _focused(data: Payload) -> str:
    for option in _parts(data, "options"):
        if option.get("focused"):
            return str(option.get("name", ""))
        if inner := _focused(option):
            return inner
    return ""


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else str(value)[:_LONGEST]


def _fields(data: Payload) -> Iterator[tuple[str, str]]:
    for component in _parts(data, "components"):
        for part in [*_parts(component, "components"), _part(component, "component")]:
            values = part.get("values")
            value = ",".join(map(str, values)) if isinstance(values, list) else _value(part.get("value"))
            if part.get("custom_id"):
                yield str(part["custom_id"]), value


def _target(data: Payload) -> str:
    messages = _part(_part(data, "resolved"), "messages")
    target = _part_of(messages.get(str(data.get("target_id")), next(iter(messages.values()), {})))
    return "\n".join(_texts(target))[:_LONGEST]


def _texts(message: Payload) -> Iterator[str]:
    if content := message.get("content"):
        yield str(content)
    for embed in _parts(message, "embeds"):
        yield from (str(embed[key]) for key in ("title", "description") if embed.get(key))
    yield from _displayed(message)
    for snapshot in _parts(message, "message_snapshots"):
        yield from _texts(_part(snapshot, "message"))


def _displayed(outer: Payload) -> Iterator[str]:
    for component in _parts(outer, "components"):
        if component.get("type") == 10:
            yield str(component.get("content", ""))
        yield from _displayed(component)


def _said(payload: Payload, me: str) -> str:
    text = re.sub(rf"<@!?{re.escape(me)}>", " ", str(payload.get("content", ""))[:_LONGEST])
    for user in _parts(payload, "mentions"):
        text = re.sub(rf"<@!?{re.escape(str(user.get('id')))}>", f"@{user.get('username', '')}", text)
    return _EMOJI.sub(r":\1:", text).strip()


def _part(payload: Payload, name: str) -> Payload:
    return _part_of(payload.get(name))


def _parts(payload: Payload, name: str) -> list[Payload]:
    found = payload.get(name)
    return [_part_of(part) for part in found] if isinstance(found, list) else []


def _part_of(value: object) -> Payload:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> int:
    try:
        return int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0
