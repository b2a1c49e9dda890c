"""The terminal takes commands, sentences and JSON."""

import json
import subprocess
import sys

import pytest

from adapters.console import Console
from bot.app import Bot
from bot.json_text import as_dict, to_json
from bot.plain_text import plain
from bot.reply import Notice
from bot.reply.found import Quotes
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore


@pytest.fixture
def console(searcher: Searcher) -> Console:
    return Console(Bot(searcher, MemoryStore()))


async def test_a_command_and_the_same_as_json_answer_the_same(console: Console) -> None:
    typed = await console.answer("/quote 香料 speaker:Wen")
    given = await console.answer('{"command": "quote", "options": {"text": "香料", "speaker": "Wen"}}')
    assert typed.body == given.body


async def test_a_sentence_is_a_mention(console: Console) -> None:
    reply = await console.answer("what did Wen say about silence?")
    assert reply.interaction.command == "quote"
    assert reply.interaction.option("speaker") == "Wen Example"


async def test_a_follow_up_refers_to_the_last_answer(console: Console) -> None:
    first = await console.answer("/quote patience")
    more = await console.answer("more")
    assert isinstance(first.body, Quotes)
    assert isinstance(more.body, Quotes)
    assert more.body.first == first.body.first + 1


async def test_a_button_is_pressed_by_its_number(console: Console) -> None:
    reply = await console.answer("/quote patience")
    assert isinstance((await console.press(reply, 2)).body, Quotes)


@pytest.mark.parametrize(
    "line",
    ["{bad", "[]", "{}", '{"command": 1}', '{"command": "quote", "options": {"text": []}}', "/nonsense"],
)
async def test_a_bad_line_is_a_notice(console: Console, line: str) -> None:
    reply = await console.answer(line)
    assert isinstance(reply.body, Notice)


@pytest.mark.parametrize(
    "line", ["", " ", "\x00\x07", "\u202egnp", "@everyone " * 40, "字" * 100_000, "/" * 9]
)
async def test_any_line_has_a_readable_answer(console: Console, line: str) -> None:
    reply = await console.answer(line)
    assert plain(reply)
    assert json.loads(to_json(reply))["kind"]


async def test_the_json_is_what_the_readme_says(console: Console) -> None:
    answered = as_dict(await console.answer("/quote 香料 烟熏味"))
    assert answered["kind"] == "quotes"
    assert answered["interaction"] == {"command": "quote", "options": {"text": "香料 烟熏味"}}
    assert set(answered["hits"][0]) == {
        "passage", "quote", "text", "highlights", "speaker", "source", "turn", "turn_id", "score", "verbatim",
        "translated", "weak", "before", "after",
    }  # fmt: skip
    assert answered["hits"][0]["speaker"] == {"id": "wen-example", "name": "Wen Example"}
    assert answered["hits"][0]["source"]["date"] == "2021-05-03"
    asked = as_dict(await console.answer("/quote 最难忘"))["hits"][0]["before"]
    assert asked == [
        {
            "speaker": {"id": "hana-example", "name": "Hana Example"},
            "turn": 5,
            "text": "您最难忘的一次失败是什么？",
        }
    ]


@pytest.mark.parametrize(
    "line", ["/help", "/speakers", "/sources", "/settings", "/privacy", "/timeline patience"]
)
@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
async def test_every_command_answers_in_every_language(searcher: Searcher, line: str, locale: str) -> None:
    reply = await Console(Bot(searcher, MemoryStore()), locale).answer(line)
    assert reply.locale == locale
    assert not (isinstance(reply.body, Notice) and reply.body.level == "error")
    assert len(plain(reply)) > 20
    json.loads(to_json(reply))


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "nothing is posted"), ("zh-Hans", "不会定时发送"), ("zh-Hant", "不會定時發送")],
)
async def test_a_terminal_says_that_it_posts_nothing_and_shows_a_quote_all_the_same(
    searcher: Searcher, locale: str, said: str
) -> None:
    console = Console(Bot(searcher, MemoryStore(), posts=False), locale)
    for line in ("/daily on 08:30", "/daily show", "/daily skip"):
        assert said in plain(await console.answer(line))
    for line in ("/daily now", "/daily preview"):
        assert isinstance((await console.answer(line)).body, Quotes)
    assert said not in plain(await console.answer("/daily off"))


@pytest.mark.parametrize(
    "module", ["bot.corpus.formats", "matplotlib", "discord", "slack_bolt", "sqlalchemy"]
)
def test_nothing_that_a_question_does_not_need_is_loaded_to_answer_it(module: str) -> None:
    code = f"import sys, adapters.console, adapters.cli.searching; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
