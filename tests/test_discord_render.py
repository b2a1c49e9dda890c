"""Replies as payloads: within every limit, valid, and with nothing from outside come alive."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord import limits, render
from adapters.discord.markup import escape, fit, marked, web_address
from bot.corpus.model import Names, Span
from bot.interaction import Interaction
from bot.reply import Action, Body, Notice, Reply
from bot.reply.form import Choice, Choices, Field, Form
from bot.reply.found import Attribution, Candidate, ContextTurn, Quotes, Timeline, Verdict
from bot.reply.pages import Listing, ListingRow
from tests.discord_bot import BODIES, LIN, SOURCE, hit, quotes, timeline
from tests.discord_rules import Rules

ASKED = Interaction("quote")
LOCALES = ("en", "zh-Hans", "zh-Hant")
HOSTILE = (
    "@everyone <@77> <@&5> **x** [a](https://evil.example) https://evil.example `c` ||s|| # h\n> q\n-# s <#4>"
)


@pytest.fixture(scope="module")
def rules(specs: Path) -> Rules:
    return Rules(specs)


def shown(reply: Reply, **more: Any) -> dict[str, Any]:
    """Return a reply's card."""
    ids = [f"{number}x" for number, _ in enumerate(reply.actions)]
    return render.message(reply, ids, **more)


def texts(payload: dict[str, Any]) -> str:
    """Return what a card says."""
    return "\n".join(part["content"] for part in payload["components"][0]["components"] if part["type"] == 10)


def problems(rules: Rules, payload: dict[str, Any]) -> list[str]:
    return rules.problems("POST", "/channels/1/messages", payload)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", [name for name in BODIES if name not in {"form", ""}])
def test_every_reply_is_valid_as_a_card_and_as_text(rules: Rules, name: str, locale: str) -> None:
    asked = Interaction(name)
    reply = Reply(BODIES[name](asked), asked, locale)
    assert problems(rules, shown(reply)) == []
    assert problems(rules, render.plain_message(reply, [])) == []


def test_the_words_come_first_and_large_with_what_was_asked_for_marked() -> None:
    first = texts(shown(Reply(quotes(ASKED), ASKED))).splitlines()[0]
    assert first.startswith("## “__潮水__退了")


def test_notes_are_labelled_and_bare_of_quotation_marks() -> None:
    said = texts(shown(Reply(Quotes("x", 1, (hit(verbatim=False),)), ASKED)))
    assert "**Paraphrase, not their words**" in said
    assert "“" not in said


def test_who_show_date_second_and_translator_stand_on_the_card() -> None:
    said = texts(shown(Reply(quotes(ASKED), ASKED)))
    for part in ("Lin Example", "River Radio", "12:34", "t=754s", "Ann Example", "2025"):
        assert part in said


def test_context_stands_around_the_words() -> None:
    said = texts(shown(Reply(quotes(ASKED.with_options(context="on")), ASKED)))
    assert said.index("**Wen Example**") < said.index("##") < said.rindex("**Wen Example**")


def test_a_near_match_shows_what_differs() -> None:
    said = texts(shown(Reply(BODIES["who-said"](ASKED), ASKED)))
    assert "~~走了~~**退了**" in said


def test_whom_a_speaker_quotes_is_no_small_print() -> None:
    candidate = Candidate(hit(), 1.0, quoted_speaker="wen-example", quoted_name="Wen Example")
    said = texts(shown(Reply(Attribution("x", Verdict.EXACT, (candidate,)), ASKED)))
    assert "\n**Quoting Wen Example**" in said


def test_what_is_only_related_does_not_look_like_an_answer() -> None:
    said = texts(shown(Reply(Attribution("x", Verdict.NOT_FOUND, related=(hit(),)), ASKED)))
    assert said.startswith("Nobody in these interviews said “x”")
    assert "## " not in said


def test_nobody_said_it_is_said() -> None:
    said = texts(shown(Reply(Quotes("quantum toast", 0), ASKED)))
    assert "quantum toast" in said


@pytest.mark.parametrize("size", [limits.TEXT - 1, limits.TEXT, limits.TEXT + 1, 100_000])
@pytest.mark.parametrize("character", ["字", "*", "a "])
def test_no_length_of_words_is_too_long(rules: Rules, size: int, character: str) -> None:
    long = character * size
    around = tuple(ContextTurn(LIN, number, long) for number in range(4))
    bodies: list[Body] = [
        Quotes(long, 9, (hit(long, before=around, after=around),)),
        Quotes(long, 99, tuple(hit(long) for _ in range(10)), heading=long),
        Attribution(long, Verdict.NEAR, (Candidate(hit(long), 0.5),) * 5, heading=long),
        Attribution(long, Verdict.NOT_FOUND, related=(hit(long),) * 5, remark=long),
        Listing(long, tuple(ListingRow("a", long, long, "https://example.org") for _ in range(25)), 1, 9),
        Notice(long),
    ]
    for body in bodies:
        reply = Reply(body, ASKED)
        assert problems(rules, shown(reply)) == []
        assert problems(rules, render.plain_message(reply, [], "n" * 200)) == []


def test_a_long_timeline_says_how_much_is_left_out(rules: Rules) -> None:
    body = timeline(ASKED)
    assert isinstance(body, Timeline)
    long = replace(body, points=body.points * 60)
    payload = shown(Reply(long, ASKED), picture=True)
    assert problems(rules, payload) == []
    assert re.search(r"and \d+ more", texts(payload))


def test_a_picture_is_described(rules: Rules) -> None:
    payload = shown(Reply(timeline(ASKED), ASKED), picture=True)
    assert problems(rules, payload) == []
    gallery = next(part for part in payload["components"][0]["components"] if part["type"] == 12)
    assert "Lin Example" in gallery["items"][0]["description"]


@pytest.mark.parametrize("count", [1, 5, 6, 25, 26])
def test_buttons_stand_five_a_row(rules: Rules, count: int) -> None:
    actions = tuple(Action("x" * 200, ASKED) for _ in range(count))
    payload = shown(Reply(quotes(ASKED), ASKED, actions=actions))
    assert problems(rules, payload) == []
    assert sum(len(row["components"]) for row in payload["components"][1:]) == min(count, 25)


def test_a_form_is_valid_and_cut_to_its_limits(rules: Rules) -> None:
    choices = tuple(Choice("c" * 200, f"v{number}") for number in range(40))
    fields = tuple(Field(f"f{number}", "l" * 99, "v" * 9000, "h" * 999) for number in range(4))
    body = Form("t" * 99, (Field("s", "Select", "v1,v2", "", choices, several=True), *fields), ASKED, "Save")
    payload: dict[str, Any] = {"type": 9, "data": render.form(body, "x" * limits.CUSTOM_ID)}
    assert rules.problems("POST", "/interactions/1/t/callback", payload) == []
    select = payload["data"]["components"][0]["component"]
    assert [option["value"] for option in select["options"] if option["default"]] == ["v1", "v2"]


def test_completions_are_cut_to_their_limits(rules: Rules) -> None:
    long = Choices(
        (Choice("n" * 200, "v"), Choice("n", "v" * 101), Choice("n", "")) + (Choice("n", "v"),) * 40
    )
    found = render.choices(Reply(long, ASKED))
    assert rules.problems("POST", "/interactions/1/t/callback", {"type": 8, "data": found}) == []
    assert len(found["choices"]) == 25
    assert found["choices"][0]["name"] == "n" * 100


def hostile() -> list[Body]:
    speaker = replace(LIN, names=Names(HOSTILE, HOSTILE, HOSTILE))
    source = replace(SOURCE, show=HOSTILE, translator=HOSTILE, url="https://a.example/)[x](https://b.example")
    bad = hit(HOSTILE, speaker=speaker, source=source, start=None, section=HOSTILE, highlights=(Span(0, 40),))
    return [
        Quotes(HOSTILE, 1, (bad,)),
        Quotes(HOSTILE, 0),
        Attribution(HOSTILE, Verdict.NOT_FOUND, related=(bad,), remark=HOSTILE),
        Attribution(HOSTILE, Verdict.NEAR, (Candidate(bad, 0.5, quoted_name=HOSTILE),), heading=HOSTILE),
        Listing(HOSTILE, (ListingRow("a", HOSTILE, HOSTILE, "javascript:alert(1)"),)),
        Notice(HOSTILE),
    ]


@pytest.mark.parametrize("body", hostile())
def test_nothing_from_outside_comes_alive(body: Body) -> None:
    reply = Reply(body, ASKED)
    for payload in (shown(reply), render.plain_message(reply, [])):
        said = json.dumps(payload, ensure_ascii=False)
        assert payload["allowed_mentions"] == {"parse": []}
        assert "@everyone" not in said
        assert not re.search(r"(?<!\\)<[@#]", said.replace("\\\\", "\\"))
        assert "https://evil.example" not in said
        assert "](https://b.example" not in said


@given(st.text(alphabet="a*_~`|[]<>#-+.1)(\\@: \n字", max_size=40))
@settings(max_examples=300)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    read = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text))
    assert read.replace("\u200b", "") == text


@given(st.text(max_size=200), st.integers(20, 120))
def test_fitting_text_is_never_longer_than_asked(text: str, longest: int) -> None:
    assert len(fit(text, longest, (Span(0, 5), Span(3, 9)))) <= longest


def test_marks_stand_around_the_characters_they_are_for() -> None:
    assert marked("a*b*c", (Span(1, 2), Span(4, 5))) == r"a**\***b\***c**"


@pytest.mark.parametrize("url", ["javascript:x", "file:///etc", "//no.scheme", "http://[", "ftp://a.b", ""])
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert web_address(url) == ""
