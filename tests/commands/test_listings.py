"""/speakers, /sources and /help tell what can be quoted in this room."""

import re
from dataclasses import replace

import pytest

from bot.command import Command, Context
from bot.commands.help import HELP
from bot.commands.sources import SOURCES
from bot.commands.speakers import SPEAKERS
from bot.corpus.model import Corpus, Names, Paragraph, Source, Speaker, Turn
from bot.corpus.passages import passages
from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction
from bot.plain_text import plain
from bot.reply import Reply
from bot.reply.pages import Help, Listing
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher


def listing(command: Command, context: Context, **options: str) -> Listing:
    reply = command.answer(Interaction(command.name, options), context)
    assert isinstance(reply.body, Listing)
    return reply.body


def crowd(count: int) -> Searcher:
    people = {f"p{number:02}": Speaker(f"p{number:02}", Names(f"Person {number}")) for number in range(count)}
    source = Source("fair", Names("The fair"))
    turns = tuple(
        Turn("fair", number, person, (Paragraph(f"I came here as number {number} of them all.", number),))
        for number, person in enumerate(people, 1)
    )
    corpus = Corpus({"fair": source}, people, {"fair": turns}, passages(source, turns))
    return Searcher(corpus, Index.build(corpus))


def test_speakers_have_counts_and_dates(context: Context) -> None:
    body = listing(SPEAKERS, context)
    first = body.rows[0]
    assert first.id == "wen-example"
    assert "turns in 2 interviews" in first.detail
    assert "May 3, 2021 – November 2023" in first.detail
    assert body.title == f"{len(body.rows)} speakers"


def test_speakers_have_their_names_in_the_readers_script(context: Context) -> None:
    names = {row.id: row.title for row in listing(SPEAKERS, replace(context, locale="zh-Hant")).rows}
    assert names["otto-example"] == "奧例"


def test_sources_are_listed_newest_first_with_what_one_asks_of_them(context: Context) -> None:
    clock, tea = listing(SOURCES, context).rows
    assert (clock.id, tea.id) == ("clock", "tea")
    assert clock.title == "Wen Example on clocks"
    assert clock.detail.startswith("Slow Machines · November 2023 · ")
    assert "Wen Example" in clock.detail
    assert tea.url == "https://www.youtube.com/watch?v=teahouse001"


def test_a_source_without_a_date_says_so_and_comes_last(context: Context) -> None:
    rows = listing(SOURCES, replace(context, searcher=crowd(3))).rows
    assert "date unknown" in rows[-1].detail


@pytest.mark.parametrize(("page", "first", "rows"), [("1", "p00", 10), ("3", "p20", 3), ("99", "p20", 3)])
def test_long_lists_have_pages(context: Context, page: str, first: str, rows: int) -> None:
    body = listing(SPEAKERS, replace(context, searcher=crowd(23)), page=page)
    assert (body.pages, body.rows[0].id, len(body.rows)) == (3, first, rows)


def test_buttons_turn_the_page_and_end_where_the_list_does(context: Context) -> None:
    many = replace(context, searcher=crowd(23))
    reply = SPEAKERS.answer(Interaction("speakers", {"page": "3"}), many)
    previous, following = reply.actions
    assert (previous.interaction.options["page"], previous.disabled) == ("2", False)
    assert following.disabled
    assert listing(SPEAKERS, many, **previous.interaction.options).page == 2


@pytest.mark.parametrize("page", ["0x1", "-1", "1.5", "٣٤٥٦٧٨", "999999999", "two"])
def test_a_page_that_is_no_number_is_refused(context: Context, page: str) -> None:
    with pytest.raises(UserError):
        listing(SPEAKERS, context, page=page)


@pytest.mark.parametrize("command", [SPEAKERS, SOURCES, HELP])
def test_an_empty_corpus_is_told_kindly(context: Context, command: Command) -> None:
    empty = Searcher(Corpus(), Index.build(Corpus()))
    said = plain(command.answer(Interaction(command.name), replace(context, searcher=empty)))
    assert (
        "Nobody speaks here yet" in said
        or "no interviews here yet" in said
        or "nothing here to quote" in said
    )


def test_help_has_examples_that_find_something(context: Context) -> None:
    body = helped(context)
    assert 1 <= len(body.examples) <= 3
    topic = next(line.removeprefix("/quote ") for line in body.examples if line.startswith("/quote "))
    assert context.searcher.search(topic).total > 0
    assert "2 interviews" in body.text


def test_help_breaks_off_no_word(context: Context) -> None:
    line = next(line for line in helped(context).examples if line.startswith("/who-said "))
    words = line.removeprefix("/who-said ").split()
    said = " ".join(passage.text for passage in context.searcher.corpus.passages)
    assert not words[-1].isascii() or words[-1] in re.findall(r"[A-Za-z\d'’-]+", said)


@pytest.mark.parametrize(("mentions", "told"), [(True, True), (False, False)])
def test_help_speaks_of_mentions_only_where_they_are_answered(
    context: Context, *, mentions: bool, told: bool
) -> None:
    room = replace(context, settings=replace(context.settings, mentions=mentions))
    assert ("mention me" in helped(room).text) is told


def test_help_is_short_and_lists_no_hidden_command(context: Context) -> None:
    body = helped(context)
    assert len(body.rows) <= 9
    assert not {"/report", "/expired", "/home"} & {row.usage for row in body.rows}


def helped(context: Context) -> Help:
    reply: Reply = HELP.answer(Interaction("help", channel=ChannelRef("discord", "c1", "w1")), context)
    assert isinstance(reply.body, Help)
    return reply.body
