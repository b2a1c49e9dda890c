from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import blocks, parse
from bot.command import Command, Option, OptionKind
from bot.interaction import Interaction, Via
from bot.reply import Notice, Reply
from tests import slack_payloads as sent


def _answer(asked: Interaction, context: object) -> Reply:
    return Reply(Notice("."), asked)


QUOTE = Command(
    "quote",
    _answer,
    (Option("text"), Option("speaker", OptionKind.SPEAKER), Option("since", OptionKind.DATE)),
    free_text="text",
)
DAILY = Command("daily", _answer, (Option("time", OptionKind.TIME), Option("channel")), free_text="time")
SPEAKERS = Command("speakers", _answer, (Option("page", OptionKind.NUMBER),))
HELP = Command("help", _answer)
COMMANDS = {command.name: command for command in (QUOTE, DAILY, SPEAKERS, HELP)}


def asked(name: str, text: str = "", prefix: str = "") -> Interaction:
    return parse.command(sent.command(name, text), prefix, COMMANDS)


@pytest.mark.parametrize("quotes", ["“”", '""', "「」", "『』"])
def test_free_text_and_options_are_told_apart(quotes: str) -> None:
    line = f"经济图灵测试 speaker:{quotes[0]}wen example{quotes[1]} since:2025"

    question = asked("/quote", line)

    assert question.command == "quote"
    assert dict(question.options) == {"text": "经济图灵测试", "speaker": "wen example", "since": "2025"}


def test_a_question_knows_who_asks_and_where() -> None:
    question = asked("/quote", "tides")

    assert question.channel.key == "slack:T1:C1"
    assert question.user.key == "slack:U1"
    assert (question.via, question.channel.direct) == (Via.COMMAND, False)


def test_a_prefix_renames_every_command() -> None:
    assert asked("/lab-quote", "tides", prefix="lab-").command == "quote"
    assert asked("/lab-yulu", "speakers page:2", prefix="lab-").command == "speakers"


@pytest.mark.parametrize(
    ("line", "command"), [("", "help"), ("speakers page:2", "speakers"), ("HELP", "help")]
)
def test_yulu_takes_the_name_of_another_command(line: str, command: str) -> None:
    assert asked("/yulu", line).command == command


def test_yulu_takes_a_question_in_ones_own_words() -> None:
    question = asked("/yulu", "what did Wen say about tides?")

    assert (question.via, question.option("text")) == (Via.MENTION, "what did Wen say about tides?")


def test_a_channel_is_text_in_a_question_and_an_id_in_an_option() -> None:
    assert asked("/quote", "<#C7|tides>").option("text") == "tides"
    assert asked("/daily", "8:30 channel:<#C7|tides>").option("channel") == "C7"


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@U1> and <@U2|oda> said", "and oda said"),
        ("<!here> <!subteam^S1|@crew> listen", "listen"),
        ("see <https://example.org/x|the talk> <https://example.org>", "see the talk"),
        ("&gt; The tide keeps no diary.", "> The tide keeps no diary."),
    ],
)
def test_markup_is_read_as_people_see_it(markup: str, seen: str) -> None:
    assert parse.said(markup) == seen


def test_a_mention_in_a_thread_refers_to_the_thread() -> None:
    payload = sent.mention("another", thread_ts="1700000000.000100")

    question = parse.mention(payload, "UBOT", "", COMMANDS)

    assert question is not None
    assert (question.option("text"), question.replies_to) == ("another", "1700000000.000100")
    assert parse.origin(payload).thread == "1700000000.000100"


def test_a_mention_in_a_channel_opens_a_thread() -> None:
    payload = sent.mention("tides")

    assert parse.origin(payload).thread == payload["event"]["ts"]


def test_a_direct_message_is_answered_beside_it_and_refers_to_the_last_answer() -> None:
    payload = sent.direct("another")

    question = parse.mention(payload, "UBOT", "", COMMANDS)

    assert question is not None
    assert question.channel.direct
    assert question.replies_to == "D1"
    assert parse.origin(payload).thread == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"bot_id": "B2"},
        {"user": "UBOT"},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1"}},
    ],
)
def test_nobody_asks_with_an_edit_a_join_or_as_a_bot(fields: dict[str, object]) -> None:
    assert parse.mention(sent.mention("tides", **fields), "UBOT", "", COMMANDS) is None


@pytest.mark.parametrize("kind", ["channel", "group", "mpim"])
def test_what_people_say_to_one_another_is_no_question(kind: str) -> None:
    payload = sent.event("message", user="U1", text="tides", ts="1.5", channel="C1", channel_type=kind)

    assert parse.mention(payload, "UBOT", "", COMMANDS) is None


def test_only_events_are_known_again() -> None:
    assert parse.key(sent.command("/quote")) == ""
    assert parse.key(sent.press({})) == ""
    assert parse.key({"event_id": "Ev1", "event": {}}) == "Ev1"
    assert parse.key({"event": {"type": "app_mention", "channel": "C1", "ts": "1.5"}}) == "app_mention:C1:1.5"


def test_a_command_in_a_thread_is_that_command() -> None:
    payload = sent.mention("/quote tides speaker:wen", thread_ts="1700000000.000100")

    question = parse.mention(payload, "UBOT", "", COMMANDS)

    assert question is not None
    assert (question.via, question.command, question.option("speaker")) == (Via.COMMAND, "quote", "wen")
    assert question.replies_to == "1700000000.000100"


def test_a_slash_alone_is_no_command() -> None:
    question = parse.mention(sent.direct("/shrug tides"), "UBOT", "", COMMANDS)

    assert question is not None
    assert (question.via, question.option("text")) == (Via.MENTION, "/shrug tides")


def test_a_shortcut_asks_about_the_message_in_its_thread() -> None:
    payload = sent.shortcut("&gt; The tide keeps no diary.")

    question = parse.shortcut(payload)

    assert question.via is Via.MESSAGE_MENU
    assert question.option("text") == "> The tide keeps no diary."
    assert parse.origin(payload).thread == "1700000000.000050"


def test_a_press_gives_the_components_id_back() -> None:
    button = {"type": "button", "action_id": "anew-3", "value": blocks.packed("3~<a&b>%")}

    id_, anew, press = parse.press(sent.press(button))

    assert (id_, anew) == ("3~<a&b>%", True)
    assert (press.via, press.message, press.channel.channel) == (Via.BUTTON, "1700000000.000100", "C1")


def test_a_form_comes_back_with_its_fields_and_its_place() -> None:
    origin = parse.origin(sent.press({"action_id": "here-0", "value": "0"}, url="https://hooks.example/1"))
    carried = parse.carried(replace(origin, thread="1.5"), "01|settings")
    view = {"type": "modal", "callback_id": "form", "private_metadata": _packed(carried)}
    values = {
        "zone": {"zone": {"type": "plain_text_input", "value": "Asia/Shanghai"}},
        "language": {"language": {"type": "static_select", "selected_option": {"value": "zh-Hans"}}},
        "speakers": {
            "speakers": {
                "type": "multi_static_select",
                "selected_options": [{"value": "wen-example"}, {"value": "oda%26co"}],
            }
        },
        "topic": {"topic": {"type": "plain_text_input", "value": None}},
    }

    payload = sent.submission(view, values)
    id_, question = parse.submitted(payload)

    assert id_ == "01|settings"
    assert dict(question.options) == {
        "zone": "Asia/Shanghai",
        "language": "zh-Hans",
        "speakers": "wen-example,oda&co",
        "topic": "",
    }
    assert (question.channel.key, question.channel.thread) == ("slack:T1:C1", "1.5")
    assert parse.origin(payload).response_url == "https://hooks.example/1"


@given(st.text(max_size=200))
def test_no_text_breaks_a_command(text: str) -> None:
    assert asked("/quote", text).command == "quote"
    assert asked("/yulu", text).command in {*COMMANDS, ""}


@given(
    st.recursive(st.none() | st.booleans() | st.text(), lambda x: st.dictionaries(st.text(), x), max_leaves=5)
)
def test_forged_metadata_is_none(given_: object) -> None:
    view = {"type": "modal", "private_metadata": _packed(given_)}

    id_, _ = parse.submitted(sent.submission(view, {}))

    assert id_ == "" or isinstance(given_, dict)


def _packed(given_: object) -> str:
    import json

    return blocks.packed(json.dumps(given_))
