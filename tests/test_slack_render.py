import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import blocks, form, limits, render
from bot.corpus.model import Names, Span
from bot.reply import Action, Notice, Reply
from bot.reply.form import Choice, Field, Form
from bot.reply.found import Quotes, Timeline
from bot.reply.pages import Listing, ListingRow
from tests import slack_replies as made
from tests.servers.slack_rules import message_problems, view_problems

LOCALES = ("en", "zh-Hans", "zh-Hant")
HOSTILE = (
    "<!channel> <@U024BE7LH> <https://evil.example|here> *bold* _it_ ~s~ `c` & &lt; \u202eabc\x00 :tada:"
)
NASTY = st.text(max_size=300) | st.sampled_from([HOSTILE, HOSTILE * 20, "", "\ud800", "<" * 400, "好" * 3000])


def ids_of(reply: Reply) -> tuple[str, ...]:
    return tuple(f"{number}1|quote|text=<!here>&{number}" for number, _ in enumerate(reply.actions))


def message(reply: Reply) -> dict[str, Any]:
    return render.message(reply, ids_of(reply))


def spoken(payload: dict[str, Any]) -> str:
    """Return all that a reader sees in the blocks."""

    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["text"]] if isinstance(node.get("text"), str) else []
            return own + [said for key, value in node.items() if key != "style" for said in texts(value)]
        return [said for part in node for said in texts(part)] if isinstance(node, list) else []

    return "".join(texts(payload["blocks"]))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", made.BODIES)
def test_every_kind_of_reply_is_a_message_that_slack_takes(kind: str, locale: str) -> None:
    reply = made.reply(made.BODIES[kind], locale=locale)

    assert message_problems(message(reply)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_home_is_a_view_that_slack_takes(locale: str) -> None:
    reply = made.reply(made.BODIES["home"], locale=locale)

    assert view_problems(render.home(reply, ids_of(reply))) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_form_is_a_view_that_slack_takes(locale: str) -> None:
    assert view_problems(form.modal(made.FORM, locale, {"id": "01|settings", "channel": "C1"})) == []


@settings(deadline=None)
@given(NASTY, NASTY)
def test_no_words_from_outside_break_a_message(first: str, second: str) -> None:
    hit = made.hit(
        first,
        speaker=replace(made.WEN, names=Names(second)),
        source=replace(made.TALK, title=Names(first), show=second, url=f"https://example.org/{first}"),
        section=second,
    )
    point = replace(made.POINT, source=hit.source, hit=hit, speakers=(hit.speaker,))
    for body in (Quotes(second, 1, (hit,), heading=first), Timeline(first, (point,)), Notice(second)):
        assert message_problems(message(made.reply(body))) == []


@settings(deadline=None)
@given(st.lists(NASTY, min_size=1, max_size=4))
def test_no_words_from_outside_break_a_form(words: list[str]) -> None:
    fields = tuple(
        Field(f"f{number}", word, word, word, (Choice(word, word),) if number % 2 else ())
        for number, word in enumerate(words)
    )
    asked = Form(words[0], fields, made.ASKED, words[-1])

    assert view_problems(form.modal(asked, "en", {"id": "0~x"})) == []


def test_hostile_words_are_shown_as_they_are() -> None:
    payload = message(made.reply(Quotes("tides", 1, (made.hit("<!channel> & *friends*", highlights=()),))))

    assert "<!channel> & *friends*" in spoken(payload)
    assert "&lt;!channel&gt; &amp; *friends*" in payload["text"]
    assert "<!channel>" not in json.dumps(payload)


def test_matched_words_are_bold_where_they_stand() -> None:
    payload = message(made.reply(Quotes("tide", 1, (made.hit(highlights=(Span(4, 8),)),))))
    quote = next(part for part in _parts(payload) if part["type"] == "rich_text_quote")

    assert [element["text"] for element in quote["elements"] if "style" in element] == ["tide"]
    assert "".join(element["text"] for element in quote["elements"]) == "“The tide keeps no diary.”"


def test_a_paraphrase_stands_without_quotation_marks_and_says_so() -> None:
    payload = message(made.reply(Quotes("tide", 1, (made.hit(verbatim=False),))))

    assert "“" not in spoken(payload)
    assert "Paraphrase" in spoken(payload)


def test_help_names_the_commands_as_one_types_them_here() -> None:
    body = replace(made.HELP, text="/speakers lists all.", examples=("/quote tides",))
    seen = spoken(render.message(made.reply(body), ("a", "b", "c", "d"), prefix="lab-"))

    assert "/lab-yulu speakers lists all." in seen
    assert "/lab-quote tides" in seen


def test_quotes_keep_their_slashes() -> None:
    assert "either /help or /sources" in spoken(
        message(made.reply(Quotes("x", 1, (made.hit("either /help or /sources", highlights=()),))))
    )


def test_a_disabled_button_is_left_out() -> None:
    assert "◀" not in spoken(message(made.reply(made.BODIES["quotes"])))


def test_a_button_gives_its_id_back_as_it_was() -> None:
    payload = message(made.reply(made.BODIES["quotes"]))
    (button, *_) = payload["blocks"][-1]["elements"]

    assert blocks.unpacked(button["value"]) == "11|quote|text=<!here>&1"


@given(st.text(max_size=200))
def test_a_component_id_survives_slack(id_: str) -> None:
    assert blocks.unpacked(blocks.packed(id_)) == id_
    assert len(blocks.packed(id_)) <= 3 * len(id_)


def test_thirty_actions_stand_in_two_rows() -> None:
    actions = tuple(Action(str(number), made.ASKED) for number in range(30))
    payload = message(made.reply(Notice("many"), actions=actions))

    assert [len(block["elements"]) for block in payload["blocks"] if block["type"] == "actions"] == [25, 5]


@pytest.mark.parametrize("points", [1, 40, 120])
def test_a_long_timeline_keeps_its_buttons(points: int) -> None:
    payload = message(made.reply(Timeline("tides", (made.POINT,) * points)))

    assert message_problems(payload) == []
    assert payload["blocks"][-1]["type"] == "actions"
    assert ("(shortened)" in spoken(payload)) == (points > 40)


def test_a_listing_of_many_rows_fits() -> None:
    rows = tuple(ListingRow(str(n), "好" * 200, "d" * 200) for n in range(60))

    assert message_problems(message(made.reply(Listing("Sources", rows)))) == []


@pytest.mark.parametrize("most", [10, 150, 3000])
@settings(deadline=None)
@given(text=st.text(max_size=4000) | st.text(alphabet="好。，<&", max_size=4000))
def test_a_text_fits_once_it_is_escaped(most: int, text: str) -> None:
    assert len(blocks.escape(blocks.fit(text, most)).encode("utf-16-le")) // 2 <= most


def test_a_text_at_the_limit_stays_whole_and_one_more_is_cut() -> None:
    assert blocks.fit("x" * limits.HEADER, limits.HEADER) == "x" * limits.HEADER
    assert blocks.fit("x" * (limits.HEADER + 1), limits.HEADER) == "x" * (limits.HEADER - 1) + "…"


def test_chinese_is_cut_where_a_sentence_ends() -> None:
    assert blocks.fit("潮水不写日记。" * 30, 100) == "潮水不写日记。" * 14 + "…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "",
        "https://[",
        "ftp://example.org/x",
        "https://e.org/" + "a" * 3000,
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert blocks.address(url) == ""


def test_an_address_cannot_end_its_own_link() -> None:
    assert blocks.address("https://example.org/a|b> <!here>") == "https://example.org/a%7Cb%3E%20%3C!here%3E"


def test_a_form_of_many_choices_takes_text() -> None:
    many = tuple(Choice(str(number), str(number)) for number in range(limits.OPTIONS + 1))
    asked = replace(made.FORM, fields=(Field("sources", "Sources", "7", choices=many, several=True),))
    (block,) = form.modal(asked, "en", {})["blocks"]

    assert (block["element"]["type"], block["element"]["initial_value"]) == ("plain_text_input", "7")


def test_a_next_time_is_told_in_the_readers_own_clock() -> None:
    payload = message(made.reply(made.BODIES["schedules"]))
    (date,) = [node for part in _parts(payload) for node in part["elements"] if node["type"] == "date"]

    assert date["timestamp"] == 1795419000
    assert date["fallback"] == "2026-11-23 07:30 UTC"


def _parts(payload: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for block in payload["blocks"] if block["type"] == "rich_text" for part in block["elements"]]
