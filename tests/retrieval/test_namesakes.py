"""Names are found as the corpus writes them in another script."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.model import Corpus, Names, Passage, Source
from bot.corpus.naming import names_in
from bot.retrieval.index import Index
from bot.retrieval.namesakes import Namesakes
from bot.retrieval.search import Searcher
from bot.retrieval.sounds import odds, of_chinese, of_latin

CHINESE = (
    "布伦娜·托尔维克把山羊留在了岛上，没有人问她为什么。",
    "马洛·邓克森说灯塔应该漆成绿色，船长不同意。",
    "奥西恩·韦尔布鲁克每天早上都去量潮水，一天也不落下。",
    "后来托尔维克又写了一封信，讲她的山羊怎么过冬。",
    "斯坦尼克罗夫特从来没有到过岛上，他只在地图上看过。",
    "今年的霜冻来得太早，果园里什么也没有剩下。",
)
ENGLISH = (
    "It was Brenna Tolvick who left the goats on the island.",
    "And then Marlo Dunkerson painted the lighthouse green.",
    "Nobody had measured the tide before Ossian Velbrook did.",
    "The frost came early that year and took the orchard.",
)


def searcher_of(texts: Sequence[str]) -> Searcher:
    passages = tuple(Passage(f"s-{n}", "s", n, "p", text) for n, text in enumerate(texts, 1))
    names = tuple(dict.fromkeys(name for text in texts for name in names_in(text)))
    corpus = Corpus(sources={"s": Source("s", Names())}, passages=passages, names=names)
    return Searcher(corpus, Index.build(corpus))


def turns(searcher: Searcher, question: str) -> list[int]:
    return [hit.passage.turn for hit in searcher.search(question).hits]


@pytest.fixture(scope="module")
def chinese() -> Searcher:
    return searcher_of(CHINESE)


@pytest.fixture(scope="module")
def english() -> Searcher:
    return searcher_of(ENGLISH)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Brenna Tolvick", 1),
        ("brenna tolvick", 1),
        ("Brenna Tolvick's goats", 1),
        ("what did Marlo Dunkerson say?", 2),
        ("Marlo P. Dunkerson Jr.", 2),
        ("Ossian Velbrook", 3),
        ("Ossian Vel-Brook", 3),
        ("Stanicroft", 5),
        ("Stanicroft 地图", 5),
        ("瑪洛·唐克森", 2),
        ("奥森・维尔布鲁克", 3),
    ],
)
def test_a_name_finds_its_transliteration(chinese: Searcher, question: str, first: int) -> None:
    found = chinese.search(question).hits
    assert found[0].passage.turn == first
    assert not found[0].weak


@pytest.mark.parametrize(
    ("question", "first"),
    [("布伦娜·托尔维克", 1), ("布倫娜・托維克", 1), ("马洛·邓克森怎么说", 2), ("维尔布鲁克", 3)],
)
def test_a_transliteration_finds_the_name(english: Searcher, question: str, first: int) -> None:
    assert turns(english, question)[:1] == [first]


def test_a_last_name_that_is_nobody_elses_is_found_as_well(chinese: Searcher) -> None:
    assert turns(chinese, "Brenna Tolvick") == [1, 4]


def test_a_last_name_of_two_is_not() -> None:
    names = Namesakes(("布伦娜·托尔维克", "古斯塔夫·托尔维克"))
    (found,) = names.find("brenna tolvick")
    assert (found.others, found.shorter) == (("布伦娜·托尔维克",), ())


@pytest.mark.parametrize(
    "question",
    ["Brenna Hallowcombe", "Gustaf Tolvick", "Quentin Marsk", "Ossian Dunkerson", "Velma Brooks", "Marl"],
)
def test_somebody_else_is_not_found(chinese: Searcher, question: str) -> None:
    assert turns(chinese, question) == []


@pytest.mark.parametrize("question", ["古斯塔夫·托尔维克", "布伦娜·哈洛库姆", "邓肯", "如果真能明白"])
def test_nor_is_a_transliteration_of_somebody_else(english: Searcher, question: str) -> None:
    assert turns(english, question) == []


def test_both_spellings_of_one_name_are_found_and_its_neighbours_left_out() -> None:
    names = Namesakes(("比布伦娜·托尔维克", "布蕾娜·托尔维克", "布鲁诺·托马斯"))
    (found,) = names.find("brenna tolvick")
    assert {"布伦娜·托尔维克", "布蕾娜·托尔维克"} <= set(found.others)
    assert "布鲁诺·托马斯" not in found.others


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [("托尔维克", "Tolvick"), ("奥西恩", "Ossian"), ("邓克森", "Dunkerson"), ("韦尔布鲁克", "Vélbrook")],
)
def test_a_name_sounds_like_its_transliteration(chinese: str, latin: str) -> None:
    other = "哈洛库姆"
    assert odds(of_chinese(chinese), of_latin(latin)) > 8 > 0 > odds(of_chinese(other), of_latin(latin))


def test_what_is_no_transliteration_has_no_sound() -> None:
    assert of_chinese("灯塔") == ""


@given(st.text(max_size=400))
def test_any_question_may_be_asked(text: str) -> None:
    for found in Namesakes(("布伦娜·托尔维克", "托尔维克", "brenna tolvick")).find(text.lower()):
        assert 0 <= found.start < found.end <= len(text.lower())


@given(st.text("abcdefghijklmnopqrstuvwxyzé'’-", max_size=30), st.text("托尔维克布伦娜邓森马洛", max_size=12))
def test_any_two_names_can_be_compared(latin: str, chinese: str) -> None:
    assert odds(of_chinese(chinese), of_latin(latin)) < 200
