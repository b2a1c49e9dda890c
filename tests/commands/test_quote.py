"""/quote finds a passage, and says so when there is none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.command import Context
from bot.commands.quote import answer
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Action, Reply
from bot.reply.found import Quotes
from bot.retrieval.analyzer import fold


def quotes(reply: Reply) -> Quotes:
    assert isinstance(reply.body, Quotes)
    return reply.body


def ask(context: Context, **options: str) -> Quotes:
    return quotes(answer(Interaction("quote", options), context))


def action(reply: Reply, label: str) -> Action:
    return next(action for action in reply.actions if action.label == label)


def test_the_best_passage_comes_with_its_speaker_and_date(context: Context) -> None:
    hit = ask(context, text="香料 烟熏味").hits[0]
    assert "烟熏味" in hit.quote
    assert (hit.speaker.id, str(hit.source.date)) == ("wen-example", "2021-05-03")


def test_traditional_script_finds_simplified_words(context: Context) -> None:
    assert "机器" in ask(context, text="機器採茶").hits[0].text


def test_an_answer_that_does_not_repeat_what_was_asked_comes_with_its_question(context: Context) -> None:
    hit = ask(context, text="最难忘").hits[0]
    assert "烘焦" in hit.quote
    assert [(turn.speaker.id, turn.text) for turn in hit.before] == [
        ("hana-example", "您最难忘的一次失败是什么？")
    ]


def test_an_answer_that_names_what_was_asked_stands_alone(context: Context) -> None:
    assert ask(context, text="机器采茶").hits[0].before == ()


def test_the_question_before_a_quote_is_in_the_rooms_script(context: Context) -> None:
    room = replace(context, settings=replace(context.settings, script="zh-Hant"))
    assert [turn.text for turn in ask(room, text="最难忘").hits[0].before] == ["您最難忘的一次失敗是什麼？"]


def test_what_nobody_spoke_of_has_no_hit(context: Context) -> None:
    assert ask(context, text="volcano insurance") == Quotes("volcano insurance", 0)


def test_an_id_shows_its_passage_again(context: Context) -> None:
    shown = ask(context, text="香料 烟熏味").hits[0]
    assert ask(context, text=f"#{shown.passage}").hits[0].passage == shown.passage


def test_an_unknown_id_is_refused(context: Context) -> None:
    with pytest.raises(UserError) as refused:
        ask(context, text="#tea-00000000")
    assert refused.value.message == "error-passage-unknown"


def test_without_words_there_is_a_quote_that_is_kept_as_seen(context: Context) -> None:
    reply = answer(Interaction("quote"), context)
    assert len(quotes(reply).hits) == 1
    assert len(reply.changes) == 1


@pytest.mark.parametrize(
    ("options", "sources"),
    [
        ({"speaker": "Otto"}, {"clock"}),
        ({"source": "Teahouse"}, {"tea"}),
        ({"since": "2022"}, {"clock"}),
        ({"until": "2021-12"}, {"tea"}),
    ],
)
def test_options_narrow_the_answer(context: Context, options: dict[str, str], sources: set[str]) -> None:
    room = replace(context, settings=replace(context.settings, results=10))
    hits = ask(room, text="茶 clock patience 耐心 collect", **options).hits
    assert {hit.source.id for hit in hits} == sources


def test_dates_in_the_wrong_order_are_told(context: Context) -> None:
    with pytest.raises(UserError) as refused:
        ask(context, text="茶", since="2024", until="2021")
    assert refused.value.message == "error-dates-order"


def test_an_unknown_speaker_is_told(context: Context) -> None:
    with pytest.raises(UserError) as refused:
        ask(context, text="茶", speaker="Nobody")
    assert refused.value.arguments == {"name": "Nobody"}


def test_what_a_room_draws_from_binds_the_asker(context: Context) -> None:
    room = replace(context, settings=replace(context.settings, sources=("clock",)))
    assert not ask(room, text="香料 烟熏味", source="tea").hits


def test_a_closed_source_is_not_there(context: Context) -> None:
    assert not ask(context, text="zeppelin circus").hits


def test_pages_go_on_where_the_last_one_ended(context: Context) -> None:
    first = answer(Interaction("quote", {"text": "patience 耐心"}), context)
    following = answer(action(first, "▶").interaction, context)
    assert quotes(following).first == 1
    assert quotes(following).hits[0].passage != quotes(first).hits[0].passage


def test_there_is_no_page_before_the_first(context: Context) -> None:
    reply = answer(Interaction("quote", {"text": "patience 耐心"}), context)
    assert action(reply, "◀").disabled


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "²"])
def test_a_page_that_is_no_number_is_refused(context: Context, page: str) -> None:
    with pytest.raises(UserError):
        ask(context, text="patience", page=page)


def test_context_shows_the_turns_around_and_hides_them_again(context: Context) -> None:
    first = answer(Interaction("quote", {"text": "香料 烟熏味"}), context)
    opened = answer(action(first, "Context").interaction, context)
    assert [turn.turn for turn in quotes(opened).hits[0].before] == [4, 5]
    closed = answer(action(opened, "Hide context").interaction, context)
    assert quotes(closed).hits[0].before == ()


def test_who_else_leaves_out_whom_one_has_read(context: Context) -> None:
    first = answer(Interaction("quote", {"text": "patience clock"}), context)
    others = answer(action(first, "Who else").interaction, context)
    assert quotes(others).hits
    assert "wen-example" not in {hit.speaker.id for hit in quotes(others).hits}


def test_only_a_private_answer_can_be_shared(context: Context) -> None:
    private = replace(context, settings=replace(context.settings, private=True))
    reply = answer(Interaction("quote", {"text": "香料"}), private)
    shared = answer(action(reply, "Share").interaction, private)
    assert (reply.private, shared.private) == (True, False)
    assert "Share" not in {shown.label for shown in shared.actions}


def test_a_room_may_read_everything_in_its_script(context: Context) -> None:
    room = replace(context, settings=replace(context.settings, script="zh-Hant"))
    hit = ask(room, text="香料 烟熏味").hits[0]
    assert hit.converted
    assert "煙燻味" in hit.quote or "煙熏味" in hit.quote
    assert all(0 <= span.start < span.end <= len(hit.quote) for span in hit.highlights)


def test_the_examples_hold(seed_context: Context, examples: Path) -> None:
    for line in (examples / "quote.jsonl").read_text("utf-8").splitlines():
        wanted = json.loads(line)
        hits = ask(seed_context, text=wanted["query"]).hits
        assert bool(hits) == bool(wanted["any"]), wanted["query"]
        assert not hits or any(bare(words) in bare(hits[0].text) for words in wanted["any"]), wanted["query"]


def bare(text: str) -> str:
    """Return what is left of a text to compare: no script, case, spaces, punctuation."""
    return "".join(filter(str.isalnum, fold(text).text))
