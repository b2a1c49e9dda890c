"""What Slack sends, in its own shape."""

import itertools
from typing import Any

Payload = dict[str, Any]
_numbers = itertools.count(1)


def _number() -> int:
    return next(_numbers)


def command(name: str, text: str = "", **changes: Any) -> Payload:
    return {
        "token": "x",
        "team_id": "T1",
        "team_domain": "example",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": "U1",
        "user_name": "wen",
        "command": name,
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "",
        "trigger_id": f"{_number()}.command",
        **changes,
    }


def press(button: Payload, *, url: str = "", ephemeral: bool = False, **changes: Any) -> Payload:
    ts = "1700000000.000100"
    return {
        "type": "block_actions",
        "user": {"id": "U1", "username": "wen", "name": "wen", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "x",
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": "C1",
            "is_ephemeral": ephemeral,
        },
        "trigger_id": f"{_number()}.press",
        "team": {"id": "T1", "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "C1", "name": "general"},
        **({} if ephemeral else {"message": {"type": "message", "ts": ts, "text": "…"}}),
        "response_url": url,
        "actions": [{**button, "block_id": "b1", "action_ts": "1700000001.000200"}],
        **changes,
    }


def shortcut(text: str, **changes: Any) -> Payload:
    return {
        "type": "message_action",
        "token": "x",
        "action_ts": "1700000002.000300",
        "team": {"id": "T1", "domain": "example"},
        "user": {"id": "U1", "name": "wen"},
        "channel": {"id": "C1", "name": "general"},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "who-said",
        "trigger_id": f"{_number()}.shortcut",
        "response_url": "",
        "message_ts": "1700000000.000050",
        "message": {"type": "message", "user": "U2", "ts": "1700000000.000050", "text": text},
        **changes,
    }


def submission(view: Payload, values: Payload, **changes: Any) -> Payload:
    return {
        "type": "view_submission",
        "team": {"id": "T1", "domain": "example"},
        "user": {"id": "U1", "username": "wen", "name": "wen", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "x",
        "trigger_id": f"{_number()}.submission",
        "view": {**view, "id": "V1", "team_id": "T1", "state": {"values": values}},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
        **changes,
    }


def event(kind: str, *, team: str = "T1", **fields: Any) -> Payload:
    number = _number()
    return {
        "token": "x",
        "team_id": team,
        "api_app_id": "A1",
        "event": {"type": kind, "event_ts": f"1700000003.{number:06}", **fields},
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1700000003,
        "authorizations": [{"team_id": team, "user_id": "UBOT", "is_bot": True}],
    }


def mention(text: str, **fields: Any) -> Payload:
    number = _number()
    given = {
        "user": "U1",
        "text": f"<@UBOT> {text}",
        "ts": f"1700000004.{number:06}",
        "channel": "C1",
        "team": "T1",
    }
    return event("app_mention", **{**given, **fields})


def direct(text: str, **fields: Any) -> Payload:
    number = _number()
    given = {
        "user": "U1",
        "text": text,
        "ts": f"1700000005.{number:06}",
        "channel": "D1",
        "channel_type": "im",
        "team": "T1",
    }
    return event("message", **{**given, **fields})
