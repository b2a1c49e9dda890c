"""/who-said names who said a line, shows the difference, or says that nobody did."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.command import Context
from bot.commands.who_said import answer
from bot.errors import UserError
from bot.interaction import Interaction
from bot.json_text import as_dict
from bot.plain_text import plain
from bot.reply import Reply
from bot.reply.found import Attribution, Verdict


def ask(context: Context, fragment: str, **options: str) -> Reply:
    return answer(Interaction("who-said", {"fragment": fragment, **options}), context)


def body(reply: Reply) -> Attribution:
    assert isinstance(reply.body, Attribution)
    return reply.body


def test_the_words_stand_in_their_sentence(context: Context) -> None:
    found = body(ask(context, "少一天都帶著青澀"))
    hit = found.candidates[0].hit
    assert (found.verdict, hit.speaker.id) == (Verdict.EXACT, "wen-example")
    assert hit.quote.startswith("一片高山茶叶")
    assert [hit.quote[span.start : span.end] for span in hit.highlights] == ["少一天都带着青涩"]


def test_the_difference_is_shown_word_for_word(context: Context) -> None:
    text = plain(ask(context, "a stopped clock hangs on the door and admits everything"))
    assert "[-door -]{+wall +}" in text


def test_whom_the_speaker_quotes_is_said(context: Context) -> None:
    candidate = body(ask(context, "You do not own clocks, you own silence")).candidates[0]
    assert (candidate.hit.speaker.id, candidate.quoted_speaker) == ("wen-example", "others")


@pytest.mark.parametrize(
    ("fragment", "whose", "heading"),
    [
        ("Most machines hide their mistakes", "Wen Example", "Yes, Wen Example said it."),
        ("Most machines hide their mistakes", "Otto Example", "It was not Otto Example but Wen Example."),
        ("Most machines hide their mistakes", "Ada Nobody", "It was not Ada Nobody but Wen Example."),
        ("you own silence", "Wen Example", "Wen Example said it, but as somebody else’s words."),
        ("The harbour was sold at noon to nobody", "Wen Example", ""),
        ("Most machines hide their mistakes", "", ""),
    ],
)
def test_whether_it_was_the_one_asked_about(
    context: Context, fragment: str, whose: str, heading: str
) -> None:
    answered = ask(context, fragment, whose=whose)
    assert body(answered).heading == heading
    assert plain(answered).startswith(heading)


def test_nobody_is_an_answer(context: Context) -> None:
    found = body(ask(context, "火山保险公司的年度报告"))
    assert (found.verdict, found.candidates) == (Verdict.NOT_FOUND, ())


def test_what_is_related_is_no_answer(context: Context) -> None:
    found = body(ask(context, "机器采的茶叶味道一定很差而且很贵"))
    assert found.verdict is Verdict.NOT_FOUND
    assert found.related


def test_a_hidden_talk_stays_hidden(context: Context) -> None:
    assert body(ask(context, "The zeppelin was never lost")).verdict is Verdict.NOT_FOUND


def test_json_is_as_documented(context: Context) -> None:
    told = as_dict(ask(context, "少一天都带着青涩"))
    assert (told["kind"], told["verdict"]) == ("attribution", "exact")
    assert {"speaker", "turn", "quote", "similarity", "diff", "quoted_speaker"} <= set(told["candidates"][0])
    json.dumps(told)


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize(
    "fragment", ["谢谢", "少一天都带着青色", "火山保险公司", "Slow Machines, the clock episode"]
)
def test_every_answer_can_be_told(context: Context, locale: str, fragment: str) -> None:
    assert plain(ask(replace(context, locale=locale), fragment))


def test_a_missing_fragment_is_asked_for(context: Context) -> None:
    with pytest.raises(UserError) as error:
        ask(context, " \u200b ")
    assert error.value.message == "error-fragment-missing"


def test_the_longest_fragment_is_2000_characters(context: Context) -> None:
    assert body(ask(context, "茶" * 2000)).verdict is Verdict.NOT_FOUND
    with pytest.raises(UserError):
        ask(context, "茶" * 2001)


def test_the_examples_hold(seed_context: Context, examples: Path) -> None:
    for line in (examples / "who-said.jsonl").read_text("utf-8").splitlines():
        wanted = json.loads(line)
        told = as_dict(ask(seed_context, wanted["fragment"]))
        first = told["candidates"][0] if told["candidates"] else None
        assert told["verdict"] == wanted["verdict"]
        assert (first and first["speaker"]["name"]) == wanted["speaker"]
        assert (first and first["quoted_speaker"]) == wanted.get("quoted_speaker")
