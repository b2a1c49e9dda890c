"""Options from text as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arguments import parse, parse_date
from bot.command import Command, Context, Option, OptionKind
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Notice, Reply


def _answer(asked: Interaction, context: Context) -> Reply:
    return Reply(Notice(""), asked)


QUOTE = Command(
    "quote",
    _answer,
    (Option("text"), Option("speaker", OptionKind.SPEAKER), Option("since", OptionKind.DATE)),
    free_text="text",
)
WHO_SAID = Command("who-said", _answer, (Option("fragment", required=True),), free_text="fragment")
TIMELINE = Command(
    "timeline", _answer, (Option("topic", required=True), Option("speaker")), free_text="topic"
)
DAILY = Command(
    "daily",
    _answer,
    (Option("action", OptionKind.CHOICE, choices=("on", "off")), Option("time", OptionKind.TIME)),
    free_text="time",
)
COMMANDS = {command.name: command for command in (QUOTE, WHO_SAID, TIMELINE, DAILY)}


def options(line: str) -> dict[str, str]:
    return dict(parse(line, Interaction(""), COMMANDS).options)


def test_words_without_a_name_are_the_free_text() -> None:
    assert options("/quote open questions") == {"text": "open questions"}


def test_options_may_stand_anywhere() -> None:
    expected = {"text": "open questions", "speaker": "wen", "since": "2025"}
    assert options("/quote speaker:wen open questions since:2025") == expected


@pytest.mark.parametrize("value", ['"Wen Example"', "“Wen Example”", "「Wen Example」", "『Wen Example』"])
def test_a_value_may_stand_in_any_quotation_marks(value: str) -> None:
    assert options(f"/quote speaker:{value} tea") == {"text": "tea", "speaker": "Wen Example"}


def test_a_colon_of_full_width_names_an_option_too() -> None:
    assert options("/quote speaker：文 茶") == {"text": "茶", "speaker": "文"}


def test_a_colon_in_the_question_names_no_option() -> None:
    assert options("/quote note:this matters") == {"text": "note:this matters"}


def test_all_that_follows_is_the_fragment() -> None:
    assert options("/who-said he said: speaker:wen is late") == {"fragment": "he said: speaker:wen is late"}


def test_a_required_topic_leaves_room_for_options() -> None:
    assert options("/timeline tea speaker:wen") == {"topic": "tea", "speaker": "wen"}


def test_a_leading_choice_is_one() -> None:
    assert options("/daily on 08:30") == {"action": "on", "time": "08:30"}


def test_quotation_marks_in_the_question_stay() -> None:
    assert options("/quote “cold tea” and milk") == {"text": "“cold tea” and milk"}


def test_an_unknown_command_is_named() -> None:
    with pytest.raises(UserError) as refused:
        parse("/qoute tea", Interaction(""), COMMANDS)
    assert refused.value.arguments == {"name": "qoute"}


@given(st.sampled_from(sorted(COMMANDS)), st.text(max_size=300))
def test_whatever_is_typed_is_read(command: str, rest: str) -> None:
    assert parse(f"/{command} {rest}", Interaction(""), COMMANDS).command == command


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025年3月", date(2025, 3, 1), date(2025, 3, 31)),
        ("2025-03-09", date(2025, 3, 9), date(2025, 3, 9)),
        ("2025年3月9日", date(2025, 3, 9), date(2025, 3, 9)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(typed: str, first: date, last: date) -> None:
    assert (parse_date(typed), parse_date(typed, last=True)) == (first, last)


@pytest.mark.parametrize("typed", ["", "soon", "2025-13", "2025-02-30", "0000", "20250309x"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        parse_date(typed)


@pytest.mark.parametrize("line", ["a broken clock", "fragment:“a broken clock”", "Fragment: a broken clock"])
def test_the_only_option_may_be_named(line: str) -> None:
    assert options(f"/who-said {line}") == {"fragment": "a broken clock"}
