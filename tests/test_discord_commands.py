"""The command table as Discord's menus, and when it is written."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import digest, payload, synchronise, tidy
from adapters.discord.wire import WireError
from bot.commands import COMMANDS
from tests.discord_rules import Rules


class Remote:
    """Keeps commands as Discord does: with ids, versions and defaults."""

    def __init__(self) -> None:
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.written: list[str] = []
        self.refuses = False

    async def call(
        self, method: str, path: str, payload: Any = None, *, ids: Any = None, picture: Any = None
    ) -> Any:
        place = ids.get("guild_id", "everywhere")
        if method == "GET":
            if self.refuses:
                raise WireError(404)
            return deepcopy(self.kept.get(place, []))
        self.written.append(place)
        extra = {
            "id": "1",
            "version": "2",
            "nsfw": False,
            "default_member_permissions": None,
            "description": "",
        }
        self.kept[place] = [{**extra, **deepcopy(command)} for command in payload]
        for command in self.kept[place]:
            if command["default_member_permissions"] is not None:
                command["default_member_permissions"] = str(command["default_member_permissions"])
        return self.kept[place]


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_commands_are_valid(specs: Path, everywhere: bool) -> None:
    place = "" if everywhere else "/guilds/1"
    assert (
        Rules(specs).problems("PUT", f"/applications/1{place}/commands", payload(everywhere=everywhere)) == []
    )


def test_every_command_of_the_menus_is_there_and_no_hidden_one() -> None:
    names = {command["name"] for command in payload(everywhere=True)}
    assert {"quote", "settings", "speakers", "sources", "help", "privacy", "Who said this?"} <= names
    assert not names & {"report", "expired", "home"}


def test_names_and_descriptions_are_in_three_languages() -> None:
    quote = next(command for command in payload(everywhere=True) if command["name"] == "quote")
    assert set(quote["name_localizations"]) == set(quote["description_localizations"]) == {"zh-CN", "zh-TW"}
    assert quote["name_localizations"]["zh-TW"] != quote["name"]


def test_what_only_buttons_carry_is_no_option() -> None:
    quote = next(command for command in payload(everywhere=True) if command["name"] == "quote")
    hidden = {option.name for option in COMMANDS["quote"].options if option.hidden}
    assert hidden
    assert not hidden & {option["name"] for option in quote["options"]}


def test_people_and_interviews_are_completed() -> None:
    quote = next(command for command in payload(everywhere=True) if command["name"] == "quote")
    assert {option["name"] for option in quote["options"] if option.get("autocomplete")} == {
        "speaker",
        "source",
    }


def test_only_those_who_manage_channels_are_shown_what_manages() -> None:
    guarded = {each["name"] for each in payload(everywhere=True) if each.get("default_member_permissions")}
    managing = {command.name for command in COMMANDS.values() if command.manages}
    assert guarded == managing & {each["name"] for each in payload(everywhere=True)}


def test_commands_work_for_people_who_installed_the_app_but_not_from_a_test_server() -> None:
    assert all(command["integration_types"] == [0, 1] for command in payload(everywhere=True))
    assert all("integration_types" not in command for command in payload(everywhere=False))


async def test_they_are_written_once() -> None:
    remote = Remote()
    assert await synchronise(remote, "1", ()) == 1
    assert await synchronise(remote, "1", ()) == 0


async def test_a_change_is_written() -> None:
    remote = Remote()
    await synchronise(remote, "1", ())
    remote.kept["everywhere"][0]["description"] = "An older description"
    assert await synchronise(remote, "1", ()) == 1


async def test_they_stand_in_test_servers_or_everywhere_never_both() -> None:
    remote = Remote()
    await synchronise(remote, "1", ())
    await synchronise(remote, "1", ("5", "6"))
    assert remote.kept["everywhere"] == []
    assert remote.kept["5"]
    assert remote.written == ["everywhere", "everywhere", "5", "6"]


async def test_what_a_test_run_left_is_taken_away() -> None:
    remote = Remote()
    await synchronise(remote, "1", ("5",))
    await synchronise(remote, "1", ())
    assert await tidy(remote, "1", ("5", "6")) == 1
    assert remote.kept["5"] == []
    assert remote.kept["everywhere"]


async def test_many_servers_are_not_asked_one_by_one() -> None:
    remote = Remote()
    await synchronise(remote, "1", ("5",))
    assert await tidy(remote, "1", [str(number) for number in range(50)]) == 0


async def test_they_are_written_where_they_cannot_be_read() -> None:
    remote = Remote()
    remote.refuses = True
    assert await synchronise(remote, "1", ()) == 1


def test_the_order_of_commands_does_not_matter() -> None:
    commands = payload(everywhere=True)
    assert digest(commands) == digest(reversed(commands))
