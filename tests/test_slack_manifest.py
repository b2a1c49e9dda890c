import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from adapters.slack import manifest
from bot.commands import COMMANDS
from tests.conftest import shared

FILE = Path(__file__).parents[1] / "deploy" / "slack-manifest.yaml"
KINDS: list[dict[str, Any]] = [
    {},
    {"prefix": "lab-"},
    {"public_url": "https://yulu.example"},
    {"public_url": "https://yulu.example/", "assistant": True, "prefix": "a" * 23},
]


@pytest.mark.parametrize("kind", KINDS)
def test_slack_takes_the_manifest(kind: dict[str, Any]) -> None:
    schema = json.loads((shared("specs") / "slack-manifest.schema.json").read_text())

    assert list(Draft7Validator(schema).iter_errors(manifest.manifest(COMMANDS, **kind))) == []


def test_the_file_is_made_from_the_commands_of_today() -> None:
    assert FILE.read_text(encoding="utf-8") == manifest.dumped(manifest.manifest(COMMANDS)), (
        "make it anew: yulu slack-manifest > deploy/slack-manifest.yaml"
    )


def test_it_can_be_read_back() -> None:
    made = manifest.manifest(COMMANDS, assistant=True)

    assert yaml.safe_load(manifest.dumped(made)) == made


def test_slacks_limits_hold() -> None:
    made = manifest.manifest(COMMANDS, prefix="a" * 23)

    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert 175 <= len(made["display_information"]["long_description"]) <= 4000
    assert all(len(row["command"]) <= 32 for row in made["features"]["slash_commands"])


def test_a_prefix_renames_all_commands() -> None:
    names = [
        row["command"] for row in manifest.manifest(COMMANDS, prefix="lab-")["features"]["slash_commands"]
    ]

    own = [name for name in ("quote", "who-said", "timeline", "daily", "yulu") if name in {*COMMANDS, "yulu"}]
    assert names == [f"/lab-{name}" for name in own]


def test_what_has_no_command_of_its_own_stands_behind_yulu() -> None:
    hub = manifest.manifest(COMMANDS)["features"]["slash_commands"][-1]

    assert hub["command"] == "/yulu"
    assert {"settings", "speakers", "sources", "help", "privacy"} <= set(hub["usage_hint"][1:-1].split("|"))
    assert "report" not in hub["usage_hint"]


def test_an_app_of_one_workspace_has_no_address_and_one_of_many_rotates_its_tokens() -> None:
    one, many = manifest.manifest(COMMANDS), manifest.manifest(COMMANDS, public_url="https://yulu.example")

    assert one["settings"]["socket_mode_enabled"]
    assert "yulu.example" not in json.dumps(one)
    assert many["oauth_config"]["redirect_urls"] == ["https://yulu.example/slack/oauth_redirect"]
    assert many["settings"]["token_rotation_enabled"]
    assert many["settings"]["event_subscriptions"]["request_url"] == "https://yulu.example/slack/events"


def test_nothing_is_asked_for_that_is_not_used() -> None:
    scopes = set(manifest.scopes(assistant=True))

    assert not {"channels:history", "groups:history", "chat:write.public", "chat:write.customize"} & scopes
    assert "assistant:write" not in manifest.scopes(assistant=False)
