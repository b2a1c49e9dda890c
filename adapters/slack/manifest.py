"""The app's manifest, made from the command table."""

from collections.abc import Mapping
from typing import Any

import yaml

from adapters.slack import parse
from adapters.slack.options import check_prefix
from bot.command import Command
from bot.texts import text

LANGUAGE = "en"
"""A manifest has one language, and Slack shows no other."""
SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "im:history",
    "mpim:read",
    "users:read",
)
"""Reads of channels tell who created one; `im:history` brings direct messages, and nothing else is read."""
ASSISTANT_SCOPES = ("assistant:write",)
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
ASSISTANT_EVENTS = ("assistant_thread_context_changed", "assistant_thread_started")
SHORTCUT = "who-said"
EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


def manifest(
    commands: Mapping[str, Command], *, prefix: str = "", public_url: str = "", assistant: bool = False
) -> dict[str, Any]:
    """Return the manifest: for Socket Mode, or with `public_url` (no path) for HTTP and other workspaces.

    Raises:
        ValueError: Slack would refuse the prefix.
    """
    check_prefix(prefix)
    request_url = f"{public_url.rstrip('/')}{EVENTS_PATH}" if public_url else ""
    return {
        "display_information": {
            "name": "Yulu",
            "description": text(LANGUAGE, "slack-description"),
            "long_description": text(LANGUAGE, "slack-long-description"),
            "background_color": "#2b3a55",
        },
        "features": _features(commands, prefix, request_url, assistant=assistant),
        "oauth_config": _oauth(public_url, assistant=assistant),
        "settings": _settings(request_url, assistant=assistant),
    }


def dumped(made: Mapping[str, Any]) -> str:
    """Return a manifest as YAML, as Slack's page for new apps takes it."""
    return yaml.safe_dump(dict(made), sort_keys=False, allow_unicode=True, width=110)


def scopes(*, assistant: bool) -> tuple[str, ...]:
    """Return what the bot's token may do, and no more."""
    return (*SCOPES, *(ASSISTANT_SCOPES if assistant else ()))


def _features(
    commands: Mapping[str, Command], prefix: str, request_url: str, *, assistant: bool
) -> dict[str, Any]:
    url = {"url": request_url} if request_url else {}
    features: dict[str, Any] = {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Yulu", "always_online": True},
        "shortcuts": [
            {
                "name": text(LANGUAGE, "slack-shortcut"),
                "type": "message",
                "callback_id": SHORTCUT,
                "description": text(LANGUAGE, "slack-shortcut-description"),
            }
        ],
        "slash_commands": [{**_command(name, commands, prefix), **url} for name in _names(commands)],
    }
    if assistant:
        features["assistant_view"] = {"assistant_description": text(LANGUAGE, "slack-description")}
    return features


def _names(commands: Mapping[str, Command]) -> list[str]:
    return [name for name in parse.COMMANDS if name in commands or name == parse.HUB]


def _command(name: str, commands: Mapping[str, Command], prefix: str) -> dict[str, Any]:
    described = f"slack-command-{name}" if name == parse.HUB else f"command-{name}"
    return {
        "command": f"/{prefix}{name}",
        "description": text(LANGUAGE, described),
        "usage_hint": _hub_usage(commands) if name == parse.HUB else _usage(commands[name]),
        "should_escape": True,
    }


def _usage(command: Command) -> str:
    shown = (option for option in command.options if not option.hidden)
    parts = (
        f"[{'|'.join(option.choices)}]"
        if option.choices
        else f"[{option.name}]"
        if option.name == command.free_text
        else f"[{option.name}:…]"
        for option in shown
    )
    return " ".join(parts)


def _hub_usage(commands: Mapping[str, Command]) -> str:
    behind = (name for name, command in commands.items() if not command.hidden and name not in parse.COMMANDS)
    return f"[{'|'.join(behind)}]"


def _oauth(public_url: str, *, assistant: bool) -> dict[str, Any]:
    config: dict[str, Any] = {"scopes": {"bot": list(scopes(assistant=assistant))}}
    if public_url:
        config["redirect_urls"] = [f"{public_url.rstrip('/')}{REDIRECT_PATH}"]
    return config


def _settings(request_url: str, *, assistant: bool) -> dict[str, Any]:
    url = {"request_url": request_url} if request_url else {}
    events = sorted((*EVENTS, *(ASSISTANT_EVENTS if assistant else ())))
    return {
        "event_subscriptions": {**url, "bot_events": events},
        "interactivity": {"is_enabled": True, **url},
        "org_deploy_enabled": False,
        "socket_mode_enabled": not request_url,
        "token_rotation_enabled": bool(request_url),
    }
