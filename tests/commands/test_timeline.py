import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.command import Context
from bot.commands.timeline import TIMELINE, answer
from bot.corpus.loader import load
from bot.corpus.model import Rights
from bot.errors import UserError
from bot.interaction import Interaction
from bot.json_text import as_dict
from bot.plain_text import plain
from bot.reply import Reply
from bot.reply.found import Timeline
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings
from bot.texts import LOCALES


@pytest.fixture(scope="module")
def harbours() -> Searcher:
    corpus = load([Path(__file__).parents[1] / "harbours"])
    return Searcher(corpus, Index.build(corpus))


@pytest.fixture
def room(harbours: Searcher) -> Context:
    return Context(harbours, ChannelSettings(), "en", datetime(2024, 3, 1, 12, tzinfo=UTC))


def ask(room: Context, topic: str, **options: str) -> Reply:
    return answer(Interaction("timeline", {"topic": topic, **options}), room)


def timeline(room: Context, topic: str, **options: str) -> Timeline:
    body = ask(room, topic, **options).body
    assert isinstance(body, Timeline)
    return body


def sources(room: Context, topic: str, **options: str) -> list[str]:
    body = timeline(room, topic, **options)
    return [point.source.id for point in (*body.points, *body.undated)]


def test_sources_stand_in_order_of_date_and_undated_ones_apart(room: Context) -> None:
    body = timeline(room, "foghorn")
    assert [str(point.date) for point in body.points] == ["2020-02-11", "2022-09"]
    assert [point.source.id for point in body.undated] == ["attic"]


def test_every_wording_is_one_topic(room: Context) -> None:
    assert (
        sources(room, "霧號")
        == sources(room, "雾号")
        == sources(room, "Foghorns")
        == sources(room, "foghorn")
    )


def test_point_tells_who_speaks_how_much_and_what_was_meant(room: Context) -> None:
    harbour, lighthouse = timeline(room, "foghorn").points
    assert harbour.hit.quote.startswith("A foghorn is a promise.")
    assert harbour.years_meant == (2031,)
    assert [harbour.hit.quote[span.start : span.end] for span in harbour.figures] == ["40 percent"]
    assert (harbour.count, harbour.counts) == (1, (1,))
    assert 0 < harbour.share < 0.2
    assert {speaker.id for speaker in lighthouse.speakers} == {"ines-fabel", "bo-linse"}


def test_speakers_stand_side_by_side(room: Context) -> None:
    harbour, lighthouse = timeline(room, "foghorn").points
    assert harbour.lines == ()
    assert {line.speaker.id for line in lighthouse.lines} == {"ines-fabel", "bo-linse"}
    assert lighthouse.hit in lighthouse.lines


@pytest.mark.parametrize("topic", ["zeppelin", "飞艇", "foghorn zeppelin", "？！", "the of and"])
def test_what_nobody_speaks_of_gets_an_honest_no(room: Context, topic: str) -> None:
    reply = ask(room, topic)
    assert reply.body == Timeline(topic)
    assert topic in plain(reply)


@pytest.mark.parametrize("topic", ["sextant", "chalk", "corks", "pier"])
def test_word_that_passes_by_does_not_count(room: Context, topic: str) -> None:
    assert sources(room, topic) == []


def test_answer_to_a_question_counts_without_the_word(room: Context) -> None:
    assert sources(room, "ferry") == ["harbour"]
    assert sources(room, "kites") == ["lighthouse"]


def test_hosts_aside_is_nobodys_statement_unless_the_host_is_asked_for(room: Context) -> None:
    assert sources(room, "ropes everywhere") == []
    assert sources(room, "ropes everywhere", speaker="Karl Hafen") == ["harbour"]


def test_only_source_says_so(room: Context) -> None:
    assert "Only one source" in plain(ask(room, "satellite"))


def test_options_narrow_it(room: Context) -> None:
    assert sources(room, "foghorn", since="2021") == ["lighthouse"]
    assert sources(room, "foghorn", until="2020-12") == ["harbour"]
    (point,) = timeline(room, "foghorn", speaker="bo-linse").points
    assert [speaker.id for speaker in point.speakers] == ["bo-linse"]
    assert timeline(room, "zeppelin", speaker="bo-linse").narrowed


def test_room_that_draws_from_some_sources_sees_no_others(room: Context) -> None:
    narrow = replace(room, settings=ChannelSettings(sources=("harbour",)))
    assert sources(narrow, "foghorn") == ["harbour"]


def test_buttons_lead_to_each_speaker_and_back(room: Context) -> None:
    everybody = ask(room, "foghorn")
    assert {action.interaction.option("speaker") for action in everybody.actions} == {
        "ines-fabel",
        "bo-linse",
    }
    (back,) = ask(room, "foghorn", speaker="bo-linse").actions
    assert back.interaction.option("speaker") == ""


def test_hidden_source_leaves_no_trace(harbours: Searcher, room: Context) -> None:
    corpus = harbours.corpus
    hidden = replace(corpus.sources["harbour"], rights=Rights(hidden=True))
    taken_down = replace(corpus, sources={**corpus.sources, "harbour": hidden})
    here = Searcher(taken_down, harbours.index).visible_to("console:")
    assert sources(replace(room, searcher=here), "foghorn") == ["lighthouse", "attic"]


def test_quote_is_no_longer_than_the_source_allows(harbours: Searcher, room: Context) -> None:
    corpus = harbours.corpus
    sparing = {
        name: replace(source, rights=Rights(longest_quote=30)) for name, source in corpus.sources.items()
    }
    here = Searcher(replace(corpus, sources=sparing), harbours.index)
    (point,) = timeline(replace(room, searcher=here), "foghorn", until="2020").points
    assert point.hit.quote == "A foghorn is a promise."


def test_topic_is_needed(room: Context) -> None:
    with pytest.raises(UserError, match="error-topic-missing"):
        ask(room, " \u200b ")


@pytest.mark.parametrize(
    "topic", ["x" * 100_000, "雾号" * 5_000, "<@everyone> foghorn\x00\u202e", "$^*[(", "a\ud800b"]
)
def test_any_topic_is_answered(room: Context, topic: str) -> None:
    assert len(timeline(room, topic).topic) <= 100


def test_json_is_the_contract(room: Context) -> None:
    written = json.loads(json.dumps(as_dict(ask(room, "foghorn"))))
    assert written["kind"] == "timeline"
    point = written["points"][0]
    assert {"date", "source", "speakers", "count", "share", "hit", "years_meant"} <= set(point)
    assert (point["date"], point["source"], point["years_meant"]) == ("2020-02-11", "harbour", [2031])
    assert [each["source"] for each in written["undated"]] == ["attic"]


@pytest.mark.parametrize("locale", LOCALES)
def test_terminal_shows_it_in_every_language(room: Context, locale: str) -> None:
    shown = plain(replace(ask(room, "foghorn"), locale=locale))
    assert "2031" in shown
    assert "40 percent" in shown


def test_words_without_an_option_are_the_topic() -> None:
    assert TIMELINE.free_text == "topic"


@pytest.mark.seeds
def test_examples_are_answered(seeds: Path, examples: Path) -> None:
    corpus = load([Path(__file__).parents[2] / "seeds", seeds])
    room = Context(Searcher(corpus, Index.build(corpus)), ChannelSettings(), "zh-Hans", datetime.now(UTC))
    for line in (examples / "timeline.jsonl").read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        found = timeline(room, example["topic"])
        assert {point.source.id for point in found.points} == set(example["sources"]), example["topic"]
        dates = [str(point.date) for point in found.points]
        assert dates == sorted(dates)
