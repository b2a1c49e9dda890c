from datetime import date

import pytest

from bot.corpus.model import (
    Concept,
    Corpus,
    Names,
    Paragraph,
    PartialDate,
    Passage,
    Rights,
    Source,
    Span,
    Speaker,
    Turn,
)
from bot.errors import UserError
from bot.retrieval.filters import EVERYTHING, Filters
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher

ANN, BO, HOST = "ann-lind", "bo-lind", "mia-host"
LINES = [
    ("harbour", HOST, "你们为什么把灯塔关掉了？"),
    ("harbour", ANN, "因为海图已经变了。我们舍不得，可是船都有了新的导航设备。"),
    ("harbour", HOST, "苹果园今年的收成怎么样？"),
    ("harbour", ANN, "今年的霜冻来得太早，一半的花都没有结果。"),
    ("harbour", ANN, "我父亲种下第一棵苹果树的时候只有十九岁。"),
    ("island", BO, "我们在岛上修了一座新的灯塔，用太阳能点亮。"),
    ("island", BO, "渔民们担心的是潮汐涡轮机会吓跑鲱鱼。"),
    ("island", BO, "A lighthouse is a promise that somebody is awake."),
    ("island", BO, "Ann 的父亲教会了我嫁接。"),
]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    turns: dict[str, list[Turn]] = {"harbour": [], "island": []}
    passages = []
    for source, speaker, text in LINES:
        number = len(turns[source]) + 1
        asked = turns[source][-1].text if turns[source] and turns[source][-1].speaker == HOST else ""
        turns[source].append(Turn(source, number, speaker, (Paragraph(text, number),)))
        passages.append(
            Passage(f"{source}-{number}", source, number, speaker, text, question=asked, host=speaker == HOST)
        )
    corpus = Corpus(
        sources={
            "harbour": Source("harbour", Names("Harbour"), date=PartialDate(2024, 5, 2), hosts=(HOST,)),
            "island": Source(
                "island", Names("Island"), date=PartialDate(2025, 1), rights=Rights(workspaces=("chat:w",))
            ),
        },
        speakers={
            ANN: Speaker(ANN, Names("Ann Lind", "安·林德"), ("Ann", "林德", "Lind")),
            BO: Speaker(BO, Names("Bo Lind"), ("Bosse", "Lind")),
            HOST: Speaker(HOST, Names("Mia Host"), ("Mia",)),
        },
        turns={source: tuple(own) for source, own in turns.items()},
        passages=tuple(passages),
        concepts=(Concept("tide", ("tidal turbine", "潮汐涡轮机", "潮流发电机")),),
    )
    return Searcher(corpus, Index.build(corpus))


def first(searcher: Searcher, question: str, filters: Filters = EVERYTHING) -> str:
    hits = searcher.search(question, filters).hits
    return hits[0].passage.id if hits else ""


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("霜冻", "harbour-4"),
        ("霜凍對花的影響", "harbour-4"),
        ("潮流发电机", "island-2"),
        ("tidal turbines", "island-2"),
        ("太阳能灯塔", "island-1"),
        ("a promise that somebody is awake", "island-3"),
        ("the father and the apples", "harbour-5"),
    ],
)
def test_the_right_passage_comes_first(searcher: Searcher, question: str, passage: str) -> None:
    assert first(searcher, question) == passage


def test_a_host_comes_after_a_guest_who_says_the_same() -> None:
    texts = ("灯塔夜里很亮", "灯塔夜里真亮")
    passages = tuple(Passage(f"s-{n}", "s", 9 * n, "p", text, host=n == 1) for n, text in enumerate(texts, 1))
    corpus = Corpus(sources={"s": Source("s", Names(), hosts=("p",))}, passages=passages)
    found = Searcher(corpus, Index.build(corpus))
    assert [hit.passage.host for hit in found.search("灯塔").hits] == [False, True]
    asked = [hit.score for hit in found.search("主持人 灯塔").hits]
    assert len(asked) == 2
    assert asked != [hit.score for hit in found.search("灯塔").hits]


def test_an_answer_comes_before_the_host_who_asked(searcher: Searcher) -> None:
    found = [hit.passage.id for hit in searcher.search("苹果园收成").hits]
    assert found[:2] == ["harbour-4", "harbour-3"]


@pytest.mark.parametrize(
    "question",
    [
        "天气预报",
        "區塊鏈",
        "quantum computing",
        "how to cook pasta",
        "的",
        "？！",
        "",
        " \u202e",
        "🙂",
        "\ud800",
    ],
)
def test_nobody_is_an_answer(searcher: Searcher, question: str) -> None:
    assert searcher.search(question).hits == ()


def test_words_found_nowhere_together_give_weak_hits(searcher: Searcher) -> None:
    hits = searcher.search("霜冻 涡轮机").hits
    assert hits
    assert all(hit.weak for hit in hits)


def test_what_is_nowhere_of_a_common_thing_is_not_spoken_of() -> None:
    found = searcher_of(*(f"第{n}座灯塔的价格谁也说不准，大家都在等。" for n in "一二三四五六七八九十"))
    assert not found.search("茶叶价格").hits
    assert not found.search("灯塔价格").hits[0].weak


def test_a_word_cut_otherwise_is_found_by_its_letters() -> None:
    towers = (f"第{n}座灯塔刚刚刷过油漆。" for n in "一二三四五")
    found = searcher_of("岸边那棵枇杷树是周小满种的，修船的手艺也是她教的。", *towers)
    hits = found.search("周小满学修船").hits
    assert [hit.passage.turn for hit in hits] == [1]
    assert hits[0].weak
    assert not found.search("林阿岩学修船").hits


def test_a_compound_is_found_in_its_parts() -> None:
    found = searcher_of("渔民在军事上没有取得什么优势。", "渔民在岛上修了一座灯塔。")
    hits = found.search("军事优势").hits
    assert [hit.passage.turn for hit in hits] == [1]
    assert not hits[0].weak


def test_a_rare_wording_weighs_no_more_than_what_it_means() -> None:
    often = (f"灯塔的第{n}扇窗户朝着大海，守塔人天天擦它。" for n in "一二三四五六七八")
    found = searcher_of(
        "信标的油漆是昨天刷的，还没有干透。", "灯塔的霜冻来得很早。", *often, synonyms=("灯塔", "信标")
    )
    assert found.search("灯塔的霜冻").hits[0].passage.turn == 2


def test_a_few_words_that_name_nothing_come_after_what_says_something() -> None:
    asked = "海图上的灯塔今年有没有改过位置？"
    found = searcher_of("对，没有错。", "灯塔的位置改过两次，海图上都写着。", question=asked)
    assert found.search("灯塔 位置 海图").hits[0].passage.turn == 2


def test_where_much_is_said_of_it_comes_first() -> None:
    lines = [("one", "灯塔夜里很亮"), *[("one", "渔民早上出海")] * 2, *[("two", "渔民早上出海")] * 2]
    lines += [("two", "灯塔夜里真亮"), *[("two", "渔民早上出海")] * 2, *[("two", "船长也说起灯塔和雾")] * 3]
    passages = tuple(Passage(f"p-{n}", source, n, "p", text) for n, (source, text) in enumerate(lines, 1))
    corpus = Corpus(sources={name: Source(name, Names()) for name in ("one", "two")}, passages=passages)
    assert Searcher(corpus, Index.build(corpus)).search("灯塔很亮吗").hits[0].passage.source == "one"
    assert Searcher(corpus, Index.build(corpus)).search("灯塔夜里").hits[0].passage.source == "two"


def searcher_of(*texts: str, synonyms: tuple[str, ...] = (), question: str = "") -> Searcher:
    passages = tuple(
        Passage(f"s-{n}", "s", n, "p", text, question=question) for n, text in enumerate(texts, 1)
    )
    corpus = Corpus(
        sources={"s": Source("s", Names())}, passages=passages, concepts=(Concept("c", synonyms or ("塔",)),)
    )
    return Searcher(corpus, Index.build(corpus))


def test_words_found_together_are_not_weak(searcher: Searcher) -> None:
    assert not searcher.search("霜冻 花").hits[0].weak


def test_a_name_narrows_to_what_they_say(searcher: Searcher) -> None:
    hits = searcher.search("Bosse 怎么看灯塔").hits
    assert {hit.passage.speaker for hit in hits} == {BO}


def test_a_name_in_chinese_is_not_a_word_to_look_for(searcher: Searcher) -> None:
    assert first(searcher, "安·林德说过什么关于苹果树的话") == "harbour-5"


def test_who_is_spoken_of_counts_too(searcher: Searcher) -> None:
    found = [hit.passage.id for hit in searcher.search("Ann 父亲").hits]
    assert found == ["harbour-5", "island-4"]


def test_a_name_alone_gives_their_words(searcher: Searcher) -> None:
    assert {hit.passage.speaker for hit in searcher.search("Bosse").hits} == {BO}


def test_a_name_of_two_people_is_asked_about(searcher: Searcher) -> None:
    with pytest.raises(UserError) as refused:
        searcher.search("Lind 怎么看灯塔")
    assert refused.value.message == "error-speaker-ambiguous"
    assert refused.value.arguments["names"] == "Ann Lind, Bo Lind"


def test_another_name_of_the_same_person_decides(searcher: Searcher) -> None:
    assert searcher.search("Ann Lind 怎么看霜冻").total >= 1


def test_a_quoted_phrase_is_not_torn(searcher: Searcher) -> None:
    assert first(searcher, "“第一棵苹果树”") == "harbour-5"
    assert all(hit.weak for hit in searcher.search("“苹果树的花”").hits)


def test_common_words_are_a_phrase_where_they_stand_in_its_order() -> None:
    searcher = searcher_of(
        "There are jobs, a job is a job, and we have jobs for all.",
        "The jobs to be done are few.",
        "What is to be, is to be done.",
    )

    assert searcher.search("jobs to be done").hits[0].passage.text.startswith("The jobs to be")


def test_a_phrase_of_words_that_carry_nothing_is_found_or_nobody_said_it() -> None:
    searcher = searcher_of(
        "He was good at getting things done.", "Things are what they are.", "Lamps cost oil."
    )

    assert [hit.passage.text for hit in searcher.search("get things done").hits] == [
        "He was good at getting things done."
    ]
    assert not searcher.search("done by what they get").hits


@pytest.mark.parametrize(
    ("filters", "passages"),
    [
        (Filters(speakers=frozenset({BO})), {"island-1"}),
        (Filters(sources=frozenset({"harbour"})), {"harbour-1", "harbour-2"}),
        (Filters(since=date(2025, 1, 1)), {"island-1"}),
        (Filters(until=date(2024, 12, 31)), {"harbour-1", "harbour-2"}),
        (Filters(sources=frozenset({"nowhere"})), set()),
    ],
)
def test_filters(searcher: Searcher, filters: Filters, passages: set[str]) -> None:
    assert {hit.passage.id for hit in searcher.search("灯塔", filters).hits} <= passages


def test_what_a_workspace_may_not_see_is_not_there(searcher: Searcher) -> None:
    outside = searcher.visible_to("chat:other")
    assert first(outside, "太阳能") == ""
    assert "island" not in outside.corpus.sources
    assert searcher.visible_to("chat:w").search("太阳能").total == 1
    with pytest.raises(UserError):
        outside.get("island-1")


def test_what_is_hidden_stays_hidden_in_a_narrower_view() -> None:
    rights = {"a": Rights(workspaces=("chat:b",)), "b": Rights(workspaces=("chat:c",)), "c": Rights()}
    corpus = Corpus(
        sources={name: Source(name, Names(), rights=own) for name, own in rights.items()},
        passages=tuple(Passage(f"{name}-1", name, 1, "p", f"灯塔在{name}岸") for name in rights),
    )
    narrower = Searcher(corpus, Index.build(corpus)).visible_to("chat:c").visible_to("chat:b")
    assert [hit.passage.source for hit in narrower.search("灯塔").hits] == ["c"]


def test_pages_do_not_overlap(searcher: Searcher) -> None:
    everything = searcher.search("灯塔", limit=10).hits
    assert (
        searcher.search("灯塔", limit=1).hits + searcher.search("灯塔", limit=1, offset=1).hits
        == everything[:2]
    )


def test_a_passage_by_its_id(searcher: Searcher) -> None:
    assert searcher.get("#harbour-4").text == LINES[3][2]


def test_the_turns_around_a_passage(searcher: Searcher) -> None:
    before, after = searcher.context(searcher.get("harbour-2"), 1, 2)
    assert [turn.number for turn in before] == [1]
    assert [turn.number for turn in after] == [3, 4]


def test_a_long_question(searcher: Searcher) -> None:
    assert first(searcher, "霜冻" + "嗯" * 100_000) == "harbour-4"


def damaged(text: str, *doubts: Span) -> Searcher:
    corpus = Corpus(
        sources={"s": Source("s", Names())}, passages=(Passage("s-1", "s", 1, "p", text, doubts=doubts),)
    )
    return Searcher(corpus, Index.build(corpus))


def test_a_damaged_passage_is_no_quote() -> None:
    assert damaged("灯塔很亮").search("灯塔").total == 1
    assert damaged("灯塔很亮", Span(2, 3)).search("灯塔").total == 0


def test_passages_of_one_turn_are_one_hit() -> None:
    corpus = Corpus(
        sources={"s": Source("s", Names())},
        passages=tuple(
            Passage(f"s-{n}", "s", turn, "p", f"灯塔{n}很亮") for n, turn in ((1, 1), (2, 1), (3, 2))
        ),
    )
    found = Searcher(corpus, Index.build(corpus)).search("灯塔").hits
    assert sorted(hit.passage.turn for hit in found) == [1, 2]


LONG = "我们在岛上修了一座新的灯塔，用太阳能点亮，守塔人不必再背着油桶上山，夜里的船也看得更远了。"


@pytest.mark.parametrize(
    "other",
    [
        "我們在島上修了一座新的燈塔，用太陽能點亮，守塔人不必再背著油桶上山，夜裡的船也看得更遠了。",
        LONG.replace("，", " ").replace("新的", "新"),
    ],
)
def test_what_is_said_twice_nearly_alike_is_one_hit(other: str) -> None:
    assert searcher_of(LONG, other).search("岛上的灯塔").total == 1
    assert (
        searcher_of(LONG, LONG[:20] + "可是没有人愿意上山，船也少了，大家都到城里做工，谁还看灯呢？")
        .search("岛上的灯塔")
        .total
        == 2
    )


def test_a_name_alone_gives_first_where_much_is_said() -> None:
    texts = ("对。", LONG, "嗯，是的。")
    corpus = Corpus(
        sources={"s": Source("s", Names())},
        speakers={BO: Speaker(BO, Names("Bo Lind"))},
        passages=tuple(Passage(f"s-{n}", "s", n, BO, text) for n, text in enumerate(texts, 1)),
    )
    assert [hit.passage.turn for hit in Searcher(corpus, Index.build(corpus)).search("Bo Lind").hits] == [
        2,
        3,
        1,
    ]


def test_a_speech_before_is_no_question() -> None:
    speech = "说起潮汐涡轮机，大家都有话要讲。" * 20
    assert not searcher_of("对，我同意你说的这些。", question=speech).search("潮汐涡轮机").hits
    assert searcher_of("对，我同意你说的这些。", question=speech + "你同意吗？").search("潮汐涡轮机").hits


def test_an_answer_comes_before_the_question_that_names_more(searcher: Searcher) -> None:
    asked = [hit.passage.id for hit in searcher.search("灯塔关掉").hits]
    assert asked.index("harbour-2") < asked.index("harbour-1")


@pytest.mark.parametrize(("question", "first"), [("灯塔", "s-2"), ("主持人 灯塔", "s-1")])
def test_a_host_comes_first_only_where_hosts_are_asked_for(question: str, first: str) -> None:
    texts = ("灯塔，灯塔，为什么又是灯塔？", "海边的人都知道。")
    passages = tuple(
        Passage(f"s-{n}", "s", n, "hg"[n - 1], text, question=texts[0] * (n == 2), host=n == 1)
        for n, text in enumerate(texts, 1)
    )
    corpus = Corpus(sources={"s": Source("s", Names(), hosts=("h",))}, passages=passages)
    assert Searcher(corpus, Index.build(corpus)).search(question).hits[0].passage.id == first


def test_a_number_in_words_is_found_in_digits() -> None:
    found = searcher_of("修一座灯塔要 3 个月。", "灯塔去年刚修过。", "渔民早上出海。")
    assert found.search("修灯塔要三个月").hits[0].passage.turn == 1


def test_a_nod_comes_after_what_the_host_tells() -> None:
    told = "我们听说灯塔的窗户夜里全被海鸥撞破了，守塔人只好拿船帆挡住窗户。"
    passages = (
        Passage("s-1", "s", 1, "h", told, host=True),
        Passage("s-2", "s", 2, "g", "对，那些窗户。", question=told),
        Passage("s-3", "s", 3, "g", "渔民早上出海。"),
    )
    corpus = Corpus(sources={"s": Source("s", Names(), hosts=("h",))}, passages=passages)
    hits = Searcher(corpus, Index.build(corpus)).search("海鸥撞破灯塔窗户").hits
    assert [hit.passage.turn for hit in hits[:2]] == [1, 2]


def test_words_are_told_apart_that_have_one_stem() -> None:
    found = searcher_of("生产力提高以后，渔民清闲多了。", "新的产品卖得不好。", "渔民早上出海。")
    assert [hit.passage.turn for hit in found.search("productivity").hits] == [1]
    assert [hit.passage.turn for hit in found.search("products").hits] == [2]


@pytest.mark.parametrize("nickname", ["小霜", "阿花", "老海"])
def test_a_nickname_is_not_the_character_in_it(searcher: Searcher, nickname: str) -> None:
    assert not searcher.search(f"{nickname}说过什么").hits


@pytest.mark.parametrize(
    ("question", "found"), [("苹果树 摔 嫌弃 查出", True), ("苹果树 毛病 驾照 显微镜", False)]
)
def test_what_is_done_may_be_said_otherwise_but_not_what_it_is(
    searcher: Searcher, question: str, found: bool
) -> None:
    hits = searcher.search(question).hits
    assert [hit.weak for hit in hits[:1]] == [True] * found
