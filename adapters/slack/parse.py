"""What Slack sends to an interaction, and to where its answer goes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from adapters.slack.blocks import unpacked
from bot import arguments
from bot.command import Command
from bot.interaction import ChannelRef, Interaction, UserRef, Via

Given = Mapping[str, Any]
PLATFORM = "slack"
HUB = "yulu"
"""The command that the others stand behind."""
COMMANDS = ("quote", "who-said", "timeline", "daily", HUB)

_PERSON = re.compile(r"<@[A-Z0-9]+(?:\|([^>]*))?>")
_ROOM = re.compile(r"<#([A-Z0-9]+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<(?:https?|mailto|tel):[^>|]*(?:\|([^>]*))?>")
_SPECIAL = re.compile(r"<![^>]*>")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer goes: what Slack gives for it with each payload."""

    channel: ChannelRef
    user: str
    response_url: str = ""
    trigger: str = ""
    """Opens one modal, within three seconds."""
    thread: str = ""
    """The thread to answer in."""
    message: str = ""
    """The message whose button was pressed."""
    ephemeral: bool = False
    """Whether only this person sees that message."""
    home: bool = False
    """Whether the button stands on the person's home tab."""
    broadcast: bool = False
    """Whether an answer in the thread shows in the channel too."""


def command(payload: Given, prefix: str, commands: Mapping[str, Command]) -> Interaction:
    """Return the question of a slash command; `/yulu` takes another's name, or words of one's own."""
    base = _base(payload, payload.get("channel_id", ""), payload.get("user_id", ""))
    line = f"{payload.get('command', '')} {str(payload.get('text', '')).strip()}"
    return _typed(line, prefix, base, commands) or _worded(base, said(line.partition(" ")[2]), Via.MENTION)


def _typed(line: str, prefix: str, base: Interaction, commands: Mapping[str, Command]) -> Interaction | None:
    """Return what a line such as `/quote tides` asks; None if it begins with no command."""
    name, _, rest = line.strip().partition(" ")
    name = name.removeprefix("/").removeprefix(prefix)
    if name == HUB:
        name, _, rest = (rest.strip() or "help").partition(" ")
    asked = commands.get(name.lower())
    if asked is None or not asked.name:
        return None
    rooms = asked.option("channel") is not None
    return arguments.parse(f"/{name} {said(rest, rooms=rooms)}", replace(base, via=Via.COMMAND), commands)


def press(payload: Given) -> tuple[str, bool, Interaction]:
    """Return a pressed button's component id, whether it answers anew, and who pressed it where."""
    action = payload["actions"][0]
    pressed = replace(_of(payload), via=Via.BUTTON, message=origin(payload).message)
    return (
        unpacked(str(action.get("value", ""))),
        str(action.get("action_id", "")).startswith("anew"),
        pressed,
    )


def shortcut(payload: Given) -> Interaction:
    """Return the question "who said this?" about a message."""
    text = str(payload.get("message", {}).get("text", ""))
    asked = _worded(_of(payload), said(text), Via.MESSAGE_MENU)
    return replace(asked, message=str(payload.get("message", {}).get("ts", "")))


def submitted(payload: Given) -> tuple[str, Interaction]:
    """Return a sent form's component id, and its fields as the options of who sent it where."""
    base = replace(_of(payload), channel=origin(payload).channel, via=Via.FORM)
    return str(metadata(payload).get("id", "")), replace(base, options=MappingProxyType(fields(payload)))


def fields(payload: Given) -> dict[str, str]:
    """Return what was typed and chosen in a form, by field; many values are parted by commas."""
    values = payload["view"].get("state", {}).get("values", {})
    return {name: _value(next(iter(inputs.values()), {})) for name, inputs in values.items()}


def metadata(payload: Given) -> Given:
    """Return what the form was opened with."""
    try:
        kept = json.loads(unpacked(payload["view"].get("private_metadata", "")))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def mention(
    payload: Given, bot_user: str, prefix: str, commands: Mapping[str, Command]
) -> Interaction | None:
    """Return a question from a mention or a direct message; None for what nobody asks: edits, bots, joins.

    What begins with a slash and a command's name is that command: in threads Slack takes no slash commands.
    """
    event = payload["event"]
    if event.get("bot_id") or event.get("edited") or not event.get("user") or event.get("user") == bot_user:
        return None
    if event.get("subtype") not in {None, "thread_broadcast", "file_share"}:
        return None
    direct = event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")
    if event.get("type") == "message" and not direct:
        return None
    base = _base(event, event.get("channel", ""), event["user"], team=_team(payload))
    thread = str(event.get("thread_ts", ""))
    channel = replace(base.channel, thread=thread, direct=direct)
    base = replace(base, channel=channel, message=str(event.get("ts", "")), replies_to=conversation(channel))
    text = str(event.get("text", "")).replace(f"<@{bot_user}>", "").strip()
    asked = _typed(text, prefix, base, commands) if text.startswith("/") else None
    return asked or _worded(base, said(text), Via.MENTION)


def home(payload: Given) -> Interaction:
    """Return the question for a person's home tab."""
    event = payload["event"]
    base = _base(event, event.get("channel", ""), event["user"], team=_team(payload))
    return replace(base, command="home", via=Via.HOME, channel=replace(base.channel, direct=True))


def conversation(channel: ChannelRef) -> str:
    """Return the id that a conversation's last answer is kept under: its thread, or the direct channel."""
    return channel.thread or (channel.channel if channel.direct else "")


def origin(payload: Given) -> Origin:
    """Return where the answer to any payload goes."""
    if "event" in payload:
        return _origin_of_event(payload)
    if payload.get("type") == "view_submission":
        return _origin_of_form(payload)
    container = payload.get("container", {})
    asked = _of(payload) if "user" in payload else None
    message = payload.get("message", {})
    channel = asked.channel if asked else _room(payload, str(payload.get("channel_id", "")))
    return Origin(
        channel,
        asked.user.id if asked else str(payload.get("user_id", "")),
        response_url=str(payload.get("response_url", "")),
        trigger=str(payload.get("trigger_id", "")),
        thread=channel.thread,
        message=str(container.get("message_ts", "") if "actions" in payload else ""),
        ephemeral=bool(container.get("is_ephemeral")),
        home=payload.get("view", {}).get("type") == "home" or (not channel.channel and not message),
    )


def key(payload: Given) -> str:
    """Return what is the same when Slack delivers an event again; empty for what it delivers once."""
    event = payload.get("event")
    if not isinstance(event, dict):
        return ""
    named = f"{event.get('type')}:{event.get('channel')}:{event.get('ts')}" if event.get("ts") else ""
    return str(payload.get("event_id") or named)


def said(text: str, *, rooms: bool = False) -> str:
    """Return Slack's markup as the text that people see; with `rooms`, channels as their ids."""
    text = _ROOM.sub(lambda found: found[1] if rooms else found[2] or "", text)
    text = _PERSON.sub(lambda found: found[1] or "", text)
    text = _SPECIAL.sub("", _LINK.sub(lambda found: found[1] or "", text))
    return unescape(text).strip()


def _origin_of_event(payload: Given) -> Origin:
    event = payload["event"]
    room = _room(payload, str(event.get("channel", "")))
    direct = room.direct or event.get("channel_type") == "im"
    channel = replace(room, direct=direct)
    thread = str(event.get("thread_ts", "") or ("" if direct else event.get("ts", "")))
    return Origin(channel, str(event.get("user", "")), thread=thread)


def carried(origin_: Origin, id_: str) -> dict[str, str]:
    """Return what a form carries: the component id of what it asks, and where its answer goes."""
    channel = origin_.channel
    given = {
        "id": id_,
        "channel": channel.channel,
        "thread": origin_.thread,
        "url": origin_.response_url,
        "message": origin_.message,
        "ephemeral": "1" if origin_.ephemeral else "",
    }
    return {name: value for name, value in given.items() if value}


def _origin_of_form(payload: Given) -> Origin:
    kept = {name: str(value) for name, value in metadata(payload).items()}
    room = kept.get("channel", "")
    return Origin(
        replace(_room(payload, room), thread=kept.get("thread", "")),
        str(payload["user"]["id"]),
        response_url=kept.get("url", ""),
        trigger=str(payload.get("trigger_id", "")),
        thread=kept.get("thread", ""),
        message=kept.get("message", ""),
        ephemeral=bool(kept.get("ephemeral")),
        home=not room,
    )


def _of(payload: Given) -> Interaction:
    """Return who acted where, from a payload of the interactive kind."""
    user, container, message = payload["user"], payload.get("container", {}), payload.get("message", {})
    room = str((payload.get("channel") or {}).get("id", "") or container.get("channel_id", ""))
    base = _base(payload, room, user["id"])
    thread = str(message.get("thread_ts", "") or container.get("thread_ts", ""))
    if payload.get("type") == "message_action":
        thread = thread or str(message.get("ts", ""))
    return replace(base, channel=replace(base.channel, thread=thread))


def _base(payload: Given, channel: str, user: str, team: str = "") -> Interaction:
    now = datetime.now(UTC)
    room = _room(payload, channel)
    return Interaction(
        "",
        channel=replace(room, workspace=team or room.workspace),
        user=UserRef(PLATFORM, str(user)),
        request=f"{int(now.timestamp()):x}-{token_hex(3)}",
        at=now,
    )


def _room(payload: Given, channel: str) -> ChannelRef:
    return ChannelRef(PLATFORM, str(channel), _team(payload), direct=str(channel).startswith("D"))


def _team(payload: Given) -> str:
    team, view, user = (payload.get(name) or {} for name in ("team", "view", "user"))
    found = payload.get("team_id") or (team.get("id") if isinstance(team, dict) else team)
    return str(found or view.get("app_installed_team_id") or _get(user, "team_id"))


def _get(given: object, name: str) -> str:
    return str(given.get(name) or "") if isinstance(given, dict) else ""


def _worded(base: Interaction, text: str, via: Via) -> Interaction:
    return replace(base, via=via, options=MappingProxyType({"text": text} if text else {}))


def _value(given: Given) -> str:
    if "selected_options" in given:
        return ",".join(unpacked(option["value"]) for option in given["selected_options"])
    option = given.get("selected_option")
    if isinstance(option, dict):
        return unpacked(str(option.get("value", "")))
    return str(given.get("value") or "")
