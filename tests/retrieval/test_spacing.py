"""A word is found whether the corpus writes it in one or in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.model import Corpus, Names, Passage, Source
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher


def searcher_of(*texts: str) -> Searcher:
    passages = tuple(Passage(f"s-{n}", "s", n, "p", text) for n, text in enumerate(texts, 1))
    corpus = Corpus(sources={"s": Source("s", Names())}, passages=passages)
    return Searcher(corpus, Index.build(corpus))


SPOKEN = (
    "渔民说岛上终于有了 Tide-Net，可以打电话了。",
    "灯塔管理员在 LampWorks 工作了十年。",
    "船长只谈论天气和潮汐。",
)


@pytest.mark.parametrize(
    ("question", "turn"),
    [("tidenet", 1), ("TideNet", 1), ("Tide-Net", 1), ("tide net", 1), ("lamp works", 2), ("Lamp-Works", 2)],
)
def test_a_name_is_found_however_it_is_spaced(question: str, turn: int) -> None:
    best = searcher_of(*SPOKEN).search(question).hits[0]
    assert (best.passage.turn, best.weak) == (turn, False)


def test_words_that_stand_apart_in_the_question_are_not_one() -> None:
    found = searcher_of(*SPOKEN, "Lamp oil is dear.")
    query = found.search("works without a lamp").query
    assert all("lampworks" not in way.text for idea in query.ideas for way in idea.wordings)


def test_a_word_that_stands_as_it_is_asked_for_is_not_cut() -> None:
    found = searcher_of("Nowhere is the sea so calm.", "From now here is where they land.")
    assert [hit.passage.turn for hit in found.search("nowhere").hits] == [1]


def test_a_quoted_phrase_is_taken_at_its_word() -> None:
    assert not searcher_of(*SPOKEN).search('"lamp works"').hits


@given(st.text(alphabet="abé中-' 9_", max_size=24))
def test_any_question_is_read(question: str) -> None:
    searcher_of(*SPOKEN).search(question)
