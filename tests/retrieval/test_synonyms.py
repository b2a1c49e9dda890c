"""The list of Chinese words that say the same, and what is found by it."""

from collections import Counter
from importlib.resources import files

import pytest
import rjieba

from bot.corpus.model import Corpus, Names, Passage, Source
from bot.retrieval.analyzer import fold, is_han
from bot.retrieval.index import Index
from bot.retrieval.lexicon import akin, synonyms
from bot.retrieval.search import Searcher
from bot.retrieval.stop_words import carries

LINES = files("bot.retrieval").joinpath("synonyms.txt").read_text("utf-8").splitlines()
GROUPS = [line.split() for line in LINES]
WORDS = Counter(word for group in GROUPS for word in group)


def searcher_of(*texts: str) -> Searcher:
    passages = tuple(Passage(f"s-{n}", "s", n, "p", text) for n, text in enumerate(texts, 1))
    corpus = Corpus(sources={"s": Source("s", Names())}, passages=passages)
    return Searcher(corpus, Index.build(corpus))


def test_the_list_is_long_sorted_and_says_nothing_twice() -> None:
    assert len(LINES) >= 1200
    assert sorted(set(LINES)) == LINES
    assert all(2 <= len(set(group)) == len(group) <= 8 for group in GROUPS)


def test_no_group_stands_within_another() -> None:
    sets = [frozenset(group) for group in GROUPS]
    by_word = {word: [own for own in sets if word in own] for word in WORDS}
    assert not [own for own in sets if any(own < other for other in by_word[min(own)])]


def test_its_words_are_folded_chinese_words_that_carry_something() -> None:
    assert [word for word in WORDS if fold(word).text != word] == []
    assert [word for word in WORDS if not is_han(word) or not carries(word)] == []


def test_no_word_has_many_meanings() -> None:
    assert [word for word, times in WORDS.items() if times > 4] == []


def test_each_group_has_a_word_that_is_read_as_one() -> None:
    assert [group for group in GROUPS if all(len(rjieba.cut(word)) > 1 for word in group)] == []


def test_each_group_has_a_word_to_look_for() -> None:
    assert [group for group in GROUPS if all(len(word) == 1 for word in group)] == []


def test_words_that_say_the_same_come_before_those_by_way_of_english() -> None:
    own = synonyms("坠毁")
    assert own
    assert akin("坠毁")[: len(own)] == own
    assert len(akin("坠毁")) > len(own)


def test_a_single_character_is_no_synonym() -> None:
    assert "爸" in WORDS
    assert "爸" not in synonyms("父亲")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("爸", "船长的父亲在码头修了三十年渔网。"),
        ("查出", "去年冬天守灯人被诊断有肺炎。"),
        ("互相", "两座岛上的渔民彼此不说话。"),
        ("养老", "水手们退休后都搬到山谷里。"),
        ("软体", "灯塔里的软件每晚记下潮汐。"),
        ("掩耳盗铃", "把钟拨慢来等潮水，不过是自欺。"),
        ("表里不一", "那个船主很虚伪，从来不出海。"),
    ],
)
def test_a_word_finds_what_is_said_in_another(asked: str, said: str) -> None:
    found = searcher_of("岛上的花园种满了紫藤。", said, "风车每天转到黄昏。")
    assert [hit.passage.turn for hit in found.search(asked).hits] == [2]


def test_what_is_said_in_another_word_is_no_sure_answer() -> None:
    found = searcher_of("水手们退休后都搬到山谷里。", "岛上的花园种满了紫藤。")
    assert found.search("养老").hits[0].weak


def test_a_word_that_somebody_says_is_looked_for_itself() -> None:
    found = searcher_of("水手们退休后都搬到山谷里。", "守灯人在岛上养老。")
    assert [hit.passage.turn for hit in found.search("养老").hits] == [2]
    assert not found.search("养老").hits[0].weak
