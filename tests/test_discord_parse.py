"""Payloads as Discord sends them, read as interactions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import parse
from adapters.discord.parse import Kind, Room
from bot.interaction import Via

ME = "900"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "data", "options", "value", "name", "components", "message", "member"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def interaction(**more: Any) -> dict[str, Any]:
    """Return a command's payload."""
    member = {"user": {"id": "77"}, "permissions": "3072"}
    return {
        "id": "1",
        "type": 2,
        "token": "t",
        "application_id": "9",
        "guild_id": "4",
        "channel_id": "5",
        "channel": {"id": "5", "type": 0},
        "member": member,
        "locale": "zh-TW",
        "context": 0,
        "data": {"name": "quote", "type": 1, "options": [{"name": "text", "type": 3, "value": "潮水"}]},
        **more,
    }


def message(**more: Any) -> dict[str, Any]:
    """Return a message that mentions the bot."""
    return {
        "id": "2",
        "type": 0,
        "channel_id": "5",
        "guild_id": "4",
        "author": {"id": "77", "username": "ann"},
        "content": f"<@{ME}> who said it?",
        "mentions": [{"id": ME, "username": "yulu"}],
        **more,
    }


def test_a_command_with_its_options_its_room_and_its_asker() -> None:
    got = parse.interaction(interaction())
    assert got is not None
    asked = got.asked
    assert (got.kind, asked.command, dict(asked.options)) == (Kind.COMMAND, "quote", {"text": "潮水"})
    assert (asked.channel.key, asked.user.key, asked.user.locale) == ("discord:4:5", "discord:77", "zh-TW")
    assert not asked.user.may_manage


@pytest.mark.parametrize(
    ("value", "text"), [(True, "on"), (False, "off"), (3, "3"), ("x", "x"), (2.5, "2.5")]
)
def test_values_become_text(value: object, text: str) -> None:
    data = {"name": "settings", "type": 1, "options": [{"name": "given", "type": 3, "value": value}]}
    got = parse.interaction(interaction(data=data))
    assert got is not None
    assert got.asked.option("given") == text


def test_a_subcommand_is_an_action() -> None:
    inner = {"name": "on", "type": 1, "options": [{"name": "time", "type": 3, "value": "08:30"}]}
    got = parse.interaction(interaction(data={"name": "daily", "type": 1, "options": [inner]}))
    assert got is not None
    assert dict(got.asked.options) == {"action": "on", "time": "08:30"}


def test_a_thread_is_its_channel_with_a_thread() -> None:
    got = parse.interaction(interaction(channel_id="8", channel={"id": "8", "type": 11, "parent_id": "5"}))
    assert got is not None
    assert (got.asked.channel.channel, got.asked.channel.thread) == ("5", "8")


@pytest.mark.parametrize(
    ("permissions", "channel", "server"),
    [
        (0, False, False),
        (1 << 4, True, False),
        (1 << 5, True, True),
        (1 << 3, True, True),
        (1 << 11, False, False),
    ],
)
def test_who_may_manage(permissions: int, channel: bool, server: bool) -> None:
    member = {"user": {"id": "77"}, "permissions": str(permissions)}
    got = parse.interaction(interaction(member=member))
    assert got is not None
    assert (got.asked.user.may_manage, got.asked.user.may_manage_workspace) == (channel, server)


def test_in_a_message_to_the_bot_one_manages_ones_own_room() -> None:
    payload = interaction(user={"id": "77"}, context=1)
    del payload["guild_id"], payload["member"]
    got = parse.interaction(payload)
    assert got is not None
    assert got.asked.channel.direct
    assert got.asked.user.may_manage


def test_between_people_nobody_manages_the_room() -> None:
    payload = interaction(user={"id": "77"}, context=2)
    del payload["guild_id"], payload["member"]
    got = parse.interaction(payload)
    assert got is not None
    assert not got.asked.user.may_manage


def test_a_button_and_the_message_it_stands_on() -> None:
    data = {"custom_id": "+0abc", "component_type": 2}
    got = parse.interaction(interaction(type=3, data=data, message={"id": "6", "flags": 64 | 1 << 15}))
    assert got is not None
    assert (got.component, got.anew, got.on_private, got.on_card) == ("0abc", True, True, True)
    assert (got.asked.via, got.asked.message, got.asked.command) == (Via.BUTTON, "6", "")


def test_a_form_in_rows_and_in_labels() -> None:
    row = {"type": 1, "components": [{"type": 4, "custom_id": "zone", "value": "UTC"}]}
    label = {"type": 18, "component": {"type": 3, "custom_id": "speakers", "values": ["a", "b"]}}
    got = parse.interaction(interaction(type=5, data={"custom_id": "=0x", "components": [row, label]}))
    assert got is not None
    assert dict(got.fields) == {"zone": "UTC", "speakers": "a,b"}


def test_the_option_being_typed_is_found_inside_a_subcommand() -> None:
    inner = {
        "name": "on",
        "type": 1,
        "options": [{"name": "zone", "type": 3, "value": "Ber", "focused": True}],
    }
    got = parse.interaction(interaction(type=4, data={"name": "daily", "type": 1, "options": [inner]}))
    assert got is not None
    assert (got.asked.via, got.asked.focused) == (Via.AUTOCOMPLETE, "zone")


@pytest.mark.parametrize(
    "target",
    [
        {"content": "the tide"},
        {"content": "", "embeds": [{"description": "the tide"}]},
        {"content": "", "components": [{"type": 17, "components": [{"type": 10, "content": "the tide"}]}]},
        {"content": "", "message_snapshots": [{"message": {"content": "the tide"}}]},
    ],
)
def test_who_said_this_reads_a_message_wherever_its_words_stand(target: dict[str, Any]) -> None:
    data = {"name": "Who said this?", "type": 3, "target_id": "6", "resolved": {"messages": {"6": target}}}
    got = parse.interaction(interaction(data=data))
    assert got is not None
    assert (got.asked.via, got.asked.command, got.asked.message) == (Via.MESSAGE_MENU, "", "6")
    assert got.asked.option("text") == "the tide"


def test_a_mention_without_the_mention() -> None:
    asked = parse.message(message(), ME, Room(parent="3", may_manage=True, locale="zh-CN"))
    assert asked is not None
    assert (asked.via, asked.option("text")) == (Via.MENTION, "who said it?")
    assert (asked.channel.channel, asked.channel.thread) == ("3", "5")
    assert asked.user.may_manage


def test_other_people_and_emoji_are_read_by_name() -> None:
    mentions = [{"id": ME, "username": "yulu"}, {"id": "8", "username": "wen"}]
    content = f"<@!{ME}> ask <@8> <:wave:123>"
    asked = parse.message(message(content=content, mentions=mentions), ME, Room())
    assert asked is not None
    assert asked.option("text") == "ask @wen :wave:"


@pytest.mark.parametrize(
    ("content", "locale"),
    [("谁说过这句话", "zh-Hans"), ("誰說過這句話", "zh-Hant"), ("who said this", "en"), ("?", "zh-TW")],
)
def test_who_asks_in_a_language_is_answered_in_it(content: str, locale: str) -> None:
    asked = parse.message(message(content=f"<@{ME}> {content}"), ME, Room(locale="zh-TW"))
    assert asked is not None
    assert asked.user.locale == locale


@pytest.mark.parametrize(
    "more",
    [
        {"author": {"id": "1", "bot": True}},
        {"author": {"id": ME}},
        {"webhook_id": "1"},
        {"type": 6},
        {"mentions": [], "content": "<@8> who said it?"},
        {"content": "@everyone", "mentions": [], "mention_everyone": True},
    ],
)
def test_what_nobody_asked(more: dict[str, Any]) -> None:
    assert parse.message(message(**more), ME, Room()) is None


@pytest.mark.parametrize("payload", [{}, {"type": 1}, {"type": 99, "data": {}}])
def test_kinds_that_are_not_ours(payload: dict[str, Any]) -> None:
    assert parse.interaction(payload) is None


@given(st.dictionaries(st.sampled_from(["id", "type", "data", "message", "channel", "member"]), JSON))
def test_no_payload_is_too_odd(payload: dict[str, Any]) -> None:
    for kind in (2, 3, 4, 5):
        parse.interaction({**payload, "type": kind})


def test_the_token_is_in_no_repr() -> None:
    assert "secret" not in repr(parse.interaction(interaction(token="secret")))


def test_what_is_far_too_long_is_cut() -> None:
    got = parse.interaction(
        interaction(data={"name": "quote", "options": [{"name": "text", "type": 3, "value": "x" * 100_000}]})
    )
    assert got is not None
    assert len(got.asked.option("text")) == 4000
