from dataclasses import replace
from itertools import zip_longest

import pytest

from bot.corpus.model import Concept, Corpus, Names, Passage, Source, Speaker, Turn
from bot.retrieval.filters import EVERYTHING
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.retrieval.topic import more_than_read, passages_on
from bot.retrieval.topic_reader import read

PERSON = Speaker("nora-quast", Names("Nora Quast", "诺拉·夸斯特"), ("Quast",))
CONCEPTS = (
    Concept("kelp", ("kelp", "海带", "昆布")),
    Concept("responsibility", ("responsibility", "责任")),
    Concept("bottleneck", ("bottleneck", "瓶颈"), beside=("不够",)),
)

OTHERS = ("别的话。",) * 60


def searcher(*texts: str, speakers: tuple[str, ...] = ()) -> Searcher:
    said = zip_longest(texts, speakers, fillvalue="somebody")
    passages = tuple(Passage(f"s-{at}", "s", at, by, text) for at, (text, by) in enumerate(said, start=1))
    turns: dict[str, tuple[Turn, ...]] = {"s": ()}
    corpus = Corpus(
        {"s": Source("s", Names("s"))}, {"nora-quast": PERSON}, turns, passages, concepts=CONCEPTS
    )
    return Searcher(corpus, Index.build(corpus))


def named(asked: str, text: str) -> list[str]:
    mentions = read(asked, searcher(text, "别的话。", "Other words.")).mentions(text)
    return [text[span.start : span.end] for span in mentions]


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("海带", "我们种昆布，也卖海带。", ["昆布", "海带"]),
        ("Kelp", "昆布很好", ["昆布"]),
        ("海帶", "Kelp forests", ["Kelp"]),
        ("tide tables", "A tide-table lies; the Tide Table does not.", ["tide-table", "Tide Table"]),
        ("Nora Quast", "夸斯特来过。诺拉·夸斯特说的。Quast!", ["夸斯特", "诺拉·夸斯特", "Quast"]),
        ("Nora Quast", "Quast, Nora Bell and Nora", ["Quast", "Nora"]),
        ("Walrus 2", "Walrus 2 sank, Walrus-2 too, Walrus 3 floats", ["Walrus 2", "Walrus-2"]),
        ("Walrus 7", "Walrus 3 floats", []),
        ("国会", "他在国会说的", ["国会"]),
        ("国会", "中国会不会赢", []),
        ("元宇宙", "一元钱买不到宇宙", []),
    ],
)
def test_topic_is_found_in_every_wording_and_nowhere_else(asked: str, text: str, found: list[str]) -> None:
    assert named(asked, text) == found


def test_several_things_must_be_spoken_of_together() -> None:
    near = "灯塔坏了。看守人还在岛上。"
    far = "灯塔坏了。海鸥飞走。船也走。天黑了。看守人还在岛上。"
    wanted = read("灯塔的看守人", searcher(near, far, "灯塔。", "看守人。"))
    assert wanted.mentions(near)
    assert not wanted.mentions(far)


def test_what_tells_nothing_is_not_asked_for() -> None:
    texts = ["影响很大。", "有影响。", "受影响。", "没有影响。", "海葵会唱歌。", "鱼。"]
    assert read("海葵的影响", searcher(*texts)).mentions("海葵会唱歌。")


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Orla M. Fenn", "Orla M. Fenn came; Orla Bell did not.", ["Orla M. Fenn"]),
        ("in 2028", "到2028年就好了", ["2028"]),
        ("海带何时到来", "海带来了", ["海带"]),
        ("A/B", "A/B, A-B", ["A/B", "A-B"]),
        ("GPU", "20,000 GPUs, one GPU", ["GPUs", "GPU"]),
        ("LLMs", "an LLM", ["LLM"]),
    ],
)
def test_names_numbers_and_what_is_only_asked(asked: str, text: str, found: list[str]) -> None:
    assert named(asked, text) == found


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("昆布瓶颈", "海带不够卖。", ["海带不够"]),
        ("瓶颈", "海带不够卖。", []),
        ("昆布能力", "海带很好", ["海带"]),
        ("天价昆布", "海带很好", ["海带"]),
    ],
)
def test_beside_another_idea_more_words_put_it_and_general_ones_add_nothing(
    asked: str, text: str, found: list[str]
) -> None:
    mentions = read(asked, searcher(text, *OTHERS)).mentions(text)
    assert [text[span.start : span.end] for span in mentions] == found


def test_the_rarer_of_two_ideas_tells_enough_only_if_the_other_tells_little() -> None:
    rare, common = "灯塔坏了。", ("海鸥飞走。",) * 20
    assert read("灯塔 海鸥", searcher(rare, *common, *OTHERS)).mentions(rare)
    assert not read("灯塔 海鸥", searcher(rare, *common[:1], *OTHERS)).mentions(rare)


def test_what_puts_an_idea_only_beside_another_is_none_by_itself() -> None:
    wanted = read("昆布瓶颈", searcher("海带不够卖。", "瓶颈。", *("昆布。",) * 12, *OTHERS))
    assert not wanted.mentions("船不够。")
    assert wanted.mentions("船的瓶颈。")


def test_ideas_that_meet_by_chance_must_stand_nearer() -> None:
    text = "灯塔坏了。船走了。看守人还在岛上。"
    seldom = searcher(text, *OTHERS)
    often = searcher(text, *("灯塔。", "看守人。") * 30)
    assert read("灯塔的看守人", seldom).mentions(text)
    assert not read("灯塔的看守人", often).mentions(text)
    assert read("灯塔的看守人", often).mentions("看守人在灯塔里。")


def test_name_is_needed_however_often_it_stands() -> None:
    texts = ["Marlow 也种海葵。", "别人种海葵。", *("Marlow 来过。",) * 30]
    wanted = read("Marlow 的海葵", searcher(*texts, *OTHERS))
    assert [bool(wanted.mentions(text)) for text in texts[:2]] == [True, False]


def test_words_of_a_phrase_that_is_seldom_said_may_stand_apart() -> None:
    texts = ["The tide tables are wrong.", "A table that tells the tide is wrong."]
    wanted = read("tide tables", searcher(*texts, "Other words."))
    assert all(map(wanted.mentions, texts))


def test_everyday_word_and_a_common_one_are_a_term_only_together() -> None:
    texts = ["海带很好。", "这里空间很大，海带也好。", "空间昆布很贵。", *("昆布来了。",) * 30]
    wanted = read("空间海带", searcher(*texts, *OTHERS))
    assert [bool(wanted.mentions(text)) for text in texts[:3]] == [False, False, True]


def test_one_idea_may_stand_in_the_question_that_is_answered() -> None:
    here = searcher("昆布不贵。", *OTHERS)
    asked = replace(here.passages[0], question="海葵怎么样？")
    wanted = read("海葵 海带", here)
    assert wanted.mentions_in(asked, here)
    assert not wanted.mentions_in(here.passages[0], here)


def test_foreign_name_is_not_translated() -> None:
    texts = ["他用Excel做表。", "Excel很慢。", "她很优秀，也很擅长画画。"]
    wanted = read("Excel", searcher(*texts))
    assert [bool(wanted.mentions(text)) for text in texts] == [True, True, False]


def test_guessed_translation_that_is_known_to_mean_something_else_is_none() -> None:
    assert named("liability", "责任很大，负债也很多。") == ["负债"]
    assert named("responsibility", "责任很大，负债也很多。") == ["责任"]


def test_set_phrase_is_more_than_its_words() -> None:
    phrase = ["海葵社区在这里。", "我们有海葵社区。", "海葵社区很大。", "海葵社区真好。", "去海葵社区看看。"]
    apart = "海葵住在社区里。"
    assert not read("海葵社区", searcher(*phrase, apart)).mentions(apart)
    assert read("海葵社区", searcher(*phrase[:1], apart, "别的。")).mentions(apart)


def test_words_that_only_stand_in_one_passage_are_no_set_phrase() -> None:
    texts = [f"海葵{end}。大家都住在社区。" for end in ("好", "美", "大", "小", "多")]
    assert read("海葵社区", searcher(*texts)).mentions(texts[0])


def test_compound_that_nobody_says_in_one_word_is_its_parts() -> None:
    text = "不能在军事上取得优势。"
    assert read("军事优势", searcher(text, "别的话。")).mentions(text)
    assert not read("军事优势", searcher(text, "我们有军事优势。")).mentions(text)


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Walrus 2 report", "Walrus 2 sank", ["Walrus 2"]),
        ("Walrus 2 报告", "Walrus 2 sank", ["Walrus 2"]),
        ("walrus report", "The walrus sank", []),
        ("kelp and 昆布", "海带很好", ["海带"]),
        ("海带问题", "海带很好", ["海带"]),
    ],
)
def test_kind_of_a_title_and_a_second_name_of_one_thing_add_nothing(
    asked: str, text: str, found: list[str]
) -> None:
    assert named(asked, text) == found


def test_what_is_a_speakers_is_told_by_them_or_by_their_name() -> None:
    texts = ["我爱海带。", "海带真好。", "诺拉·夸斯特的海带最好。"]
    here = searcher(*texts, speakers=("nora-quast", "somebody", "somebody"))
    wanted = read("Nora Quast 的海带", here)
    assert [each.id for each in passages_on(wanted, here, EVERYTHING, 10)] == ["s-1", "s-3"]


def test_of_too_many_passages_the_best_are_read_and_the_others_counted() -> None:
    here = searcher(*(f"海带{number}" for number in range(20)))
    wanted = read("海带", here)
    best = passages_on(wanted, here, EVERYTHING, 5)
    assert len(best) == 5
    assert more_than_read(wanted, best, here, EVERYTHING) == {"s": 4.0}


def test_person_is_meant_by_a_first_name_only_where_the_whole_name_stands() -> None:
    here = searcher("Nora Quast is here. Nora laughs.", "Nora Bell is not.")
    wanted = read("Nora Quast", here)
    assert wanted.in_full
    assert [bool(wanted.mentions(passage.text)) for passage in here.passages] == [True, False]
    assert passages_on(wanted, searcher("Nora laughs."), EVERYTHING, 10) == []


def test_empty_topic_is_found_nowhere() -> None:
    assert named("?!", "what?!") == []
    assert named("", "what") == []
