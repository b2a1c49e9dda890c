"""A sentence asks what the slash command would ask."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.command import Context
from bot.corpus.script import shown
from bot.interaction import Interaction, Via
from bot.mention import read

TABLE = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
WORDS = {"who-said": "fragment", "timeline": "topic"}
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
ANSWERED = Interaction(
    "quote", {"text": "耐心", "speaker": "Hana Example", "shown": "tea-1", "shown-by": "hana-example"}
)


def reading(text: str, context: Context, answered: Interaction | None = None) -> Interaction:
    asked = Interaction("", {"text": text}, via=Via.MENTION, at=NOW)
    return read(asked, context, answered).interaction


def summary(asked: Interaction) -> tuple[str, str, str]:
    return asked.command, asked.option(WORDS.get(asked.command, "text")), asked.option("speaker")


def folded(asked: Interaction) -> tuple[str, str, str]:
    command, words, speaker = summary(asked)
    return command, shown(words, "zh-Hans"), speaker


@pytest.mark.parametrize(("text", "command", "words", "speaker"), TABLE["sentences"])
def test_a_sentence_asks(context: Context, text: str, command: str, words: str, speaker: str) -> None:
    asked = reading(text, context)
    expected = words if command in {"who-said", "timeline", "quote"} else summary(asked)[1]
    assert summary(asked) == (command, expected, speaker)


@pytest.mark.parametrize(
    "text", ["Did Wen Example really say “{}”?", "Who said “{}”?", "谁说过“{}”？", "谁说过 {}"]
)
def test_a_long_quotation_is_read_whole(context: Context, text: str) -> None:
    words = "The clock struck nine and nobody came to wind it " * 30
    asked = reading(text.format(words.strip()), context)
    assert (asked.command, asked.option("fragment")) == ("who-said", words.strip())


@pytest.mark.parametrize("text", ["did Wen Example really say “tea knows”?", "文例真的说过“tea knows”吗？"])
def test_of_whom_it_is_asked_is_kept(context: Context, text: str) -> None:
    asked = reading(text, context)
    assert (asked.command, asked.option("whose")) == ("who-said", "Wen Example")


@pytest.mark.parametrize(("text", "words", "since", "until", "source"), TABLE["limited"])
def test_a_sentence_is_limited(
    context: Context, text: str, words: str, since: str, until: str, source: str
) -> None:
    asked = reading(text, context)
    given_limits = (asked.option("since"), asked.option("until"), asked.option("source"))
    assert (summary(asked)[1], *given_limits) == (words, since, until, source)


SENTENCES = st.sampled_from([row for row in TABLE["sentences"] if row[0]])
POLITE = st.sampled_from(["请问", "麻烦", "hi, ", "please ", "@yulu ", "hey yulu, ", "语录机器人，"])
CLOSING = st.sampled_from(
    ["", "！", "？", "~", " 🙏", "，谢谢", " please", " thanks!", "。", " :smile:", " lol 😂", "，麻煩了"]
)
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@relaxed
@given(SENTENCES, POLITE, CLOSING)
def test_politeness_changes_nothing(context: Context, row: list[str], opening: str, closing: str) -> None:
    assert summary(reading(f"{opening}{row[0]}{closing}", context)) == summary(reading(row[0], context))


@relaxed
@given(SENTENCES, st.sampled_from(["zh-Hans", "zh-Hant"]))
def test_the_script_changes_nothing(context: Context, row: list[str], script: str) -> None:
    assert folded(reading(shown(row[0], script), context)) == folded(reading(row[0], context))


@relaxed
@given(st.text(max_size=400))
def test_anything_can_be_read(context: Context, text: str) -> None:
    assert reading(text, context).command is not None


@pytest.mark.parametrize(
    ("text", "command", "options"),
    [
        ("另一个", "quote", {"text": "耐心", "speaker": "Hana Example", "page": "2"}),
        ("more", "quote", {"text": "耐心", "speaker": "Hana Example", "page": "2"}),
        ("还有吗？", "quote", {"text": "耐心", "speaker": "Hana Example", "page": "2"}),
        ("and Wen?", "quote", {"text": "耐心", "speaker": "Wen Example"}),
        ("那文例呢", "quote", {"text": "耐心", "speaker": "Wen Example"}),
        ("what came before that", "quote", {"hit": "tea-1", "context": "on"}),
        ("上下文", "quote", {"hit": "tea-1", "context": "on"}),
        ("什么时候说的？", "quote", {"hit": "tea-1"}),
        ("她还说过什么", "quote", {"text": "耐心", "speaker": "Hana Example", "page": "2"}),
        ("還有誰說過？", "quote", {"text": "耐心", "besides": "hana-example"}),
    ],
)
def test_a_follow_up_refers_to_the_answer(
    context: Context, text: str, command: str, options: dict[str, str]
) -> None:
    asked = reading(text, context, ANSWERED)
    assert (asked.command, dict(asked.options)) == (command, options)


def test_a_new_question_in_reply_to_an_answer_is_its_own(context: Context) -> None:
    asked = reading("what did Wen say about clocks?", context, ANSWERED)
    assert summary(asked) == ("quote", "clocks", "Wen Example")


@pytest.mark.parametrize("text", ["Wen", "文例", "来一句", "失败", "tea"])
def test_bare_words_in_reply_to_an_answer_are_a_new_question(context: Context, text: str) -> None:
    assert reading(text, context, ANSWERED) == reading(text, context)


def test_a_follow_up_without_an_answer_is_no_random_quote(context: Context) -> None:
    assert reading("什么时候说的？", context).command != "quote" or reading("什么时候说的？", context).option(
        "text"
    )


@pytest.mark.parametrize(
    ("message", "fragment"),
    [
        ("I love this one: “a stopped clock admits everything” so much", "a stopped clock admits everything"),
        ("> 等茶就像等孩子长大\n说得真好", "等茶就像等孩子长大"),
        ("<@U123> see https://example.org/x `code` patience is what is left", "see patience is what is left"),
        ("Lunch was fine. A broken clock is honest about what it does not know. Bye!",
         "A broken clock is honest about what it does not know."),
    ],
)  # fmt: skip
def test_who_said_this_takes_the_words_out_of_a_message(
    context: Context, message: str, fragment: str
) -> None:
    asked = replace(Interaction("", {"text": message}), via=Via.MESSAGE_MENU)
    assert read(asked, context).interaction.option("fragment") == fragment


def test_a_second_reading_is_offered(context: Context) -> None:
    asked = Interaction("", {"text": "“未来已来”"}, via=Via.MENTION, at=NOW)
    other = read(asked, context).other
    assert other is not None
    assert (other.command, other.option("text")) == ("quote", "未来已来")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("what did Ada Nobody say about clocks?", "clocks", "Ada Nobody"),
        ("Has Ada Nobody ever talked about clocks", "clocks", "Ada Nobody"),
        ("王小明对机器怎么看", "机器", "王小明"),
        ("王小明说过什么关于机器的", "机器", "王小明"),
    ],
)
def test_a_stranger_is_asked_for_by_name(context: Context, text: str, words: str, name: str) -> None:
    read_ = read(Interaction("", {"text": text}, via=Via.MENTION, at=NOW), context)
    assert summary(read_.interaction) == ("quote", words, name)
    assert read_.other is not None
    assert read_.other.option("text") == f"{name} {words}"


def test_what_is_called_by_one_word_may_be_no_person(context: Context) -> None:
    assert summary(reading("what does Acme say about clocks", context)) == ("quote", "Acme clocks", "")


@pytest.mark.parametrize("text", ["谁提到过文例", "what did they say about Wen"])
def test_somebody_may_be_what_is_spoken_of(context: Context, text: str) -> None:
    assert summary(reading(text, context))[1:] in {("文例", ""), ("Wen", "")}


@pytest.mark.parametrize(
    "piece", ["说", "who said ", "what did they say about ", "Wen 对 ", "“", "的", "every day "]
)
def test_a_question_without_an_end_is_read(context: Context, piece: str) -> None:
    assert reading(piece * (100_000 // len(piece)), context).command in {"", "quote", "who-said", "daily"}
