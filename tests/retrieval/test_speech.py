"""Who speaks of a topic, in talks invented for the purpose."""

from itertools import pairwise

import pytest

from bot.corpus.model import Concept, Corpus, Names, Paragraph, Passage, Source, Span, Turn
from bot.retrieval.filters import EVERYTHING
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.retrieval.speech import speaking
from bot.retrieval.topic import passages_on
from bot.retrieval.topic_quote import quote
from bot.retrieval.topic_reader import read

CONCEPTS = (Concept("kelp", ("kelp", "海带"), narrower=("wakame", "裙带菜"), unlike=("海带结",)),)


def talk(*turns: str, pieces: bool = False, damaged: str = "?!") -> Searcher:
    """Return a talk of a host (`H: …`) and a guest; in `pieces` every sentence is a passage."""
    said = [("host", text[3:]) if text.startswith("H: ") else ("guest", text) for text in turns]
    questions = ["", *(before if who == "host" else "" for who, before in said)]
    passages = [
        Passage(
            f"s-{number}-{part}",
            "s",
            number,
            who,
            piece,
            question=questions[number - 1] if who != "host" else "",
            host=who == "host",
            doubts=(Span(0, 1),) if damaged in piece else (),
        )
        for number, (who, text) in enumerate(said, start=1)
        for part, piece in enumerate(text.split("|") if pieces else [text])
    ]
    whole = tuple(
        Turn("s", number, who, (Paragraph(text.replace("|", ""), number),))
        for number, (who, text) in enumerate(said, start=1)
    )
    corpus = Corpus(
        {"s": Source("s", Names("s"), hosts=("host",))}, {}, {"s": whole}, tuple(passages), concepts=CONCEPTS
    )
    return Searcher(corpus, Index.build(corpus))


def found(asked: str, searcher: Searcher) -> list[str]:
    """Return the beginnings of the passages that speak of a topic."""
    wanted = read(asked, searcher)
    passages = passages_on(wanted, searcher, EVERYTHING, 100)
    return [each.passage.text[:4] for each in speaking(wanted, passages, searcher)]


def test_who_speaks_of_a_kind_speaks_of_the_thing_and_not_the_other_way_round() -> None:
    searcher = talk("我们吃裙带菜已经很多年了。", "今年的海带长得很好。", "他打了一个海带结。")
    assert found("kelp", searcher) == ["我们吃裙", "今年的海"]
    assert found("裙带菜", searcher) == ["我们吃裙"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("我们以后要在港口种海带、种树，也要修好那条旧船。", True),
        ("市场上卖盐、鱼干、海带、木炭和绳子，每天都很热闹。", False),
        ("当然这里也包括海带、盐、鱼干、木炭这些更实际的东西。", False),
        ("他说的那片海带林，长在防波堤、码头、灯塔和船坞之间的水里。", True),
    ],
)
def test_item_of_a_list_says_nothing_of_itself(text: str, counts: bool) -> None:
    assert bool(found("海带", talk("别的话。", text))) is counts


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("你怎么看海带？", True),
        ("你去了岛上。那里有海带。船也走了。你为什么停下这个？", False),
        ("你去了岛上。那里的人种海带。你能讲讲这种生意吗？", True),
        ("你去了岛上。那里的人种海带，对吧？你睡得好吗？", False),
    ],
)
def test_answer_speaks_of_what_its_question_comes_back_to(question: str, counts: bool) -> None:
    answer = "那时候我们每天四点起床，要到傍晚才回家，一年里只休息两天。"
    assert ("那时候我" in found("海带", talk("H: 欢迎。", "谢谢。", f"H: {question}", answer))) is counts


def test_things_stand_together_across_the_passages_of_a_turn_not_of_two() -> None:
    pieces = "灯塔坏了。|后来没有人修。|看守人还在岛上。"
    assert found("灯塔的看守人", talk("别的话。", pieces, pieces=True)) == ["灯塔坏了", "看守人还"]
    assert found("灯塔的看守人", talk(*pieces.split("|"))) == []


def test_damaged_words_count_and_what_stands_beside_them_is_quoted() -> None:
    searcher = talk("别的话。", "我们种过?!海带。|那三年的收成最好。", pieces=True)
    wanted = read("海带", searcher)
    spoken = list(speaking(wanted, passages_on(wanted, searcher, EVERYTHING, 100), searcher))
    best = quote(wanted, spoken, searcher)
    assert len(spoken) == 1
    assert best
    assert best.snippet.text == "那三年的收成最好。"


def test_quote_names_the_thing_itself_rather_than_a_kind_of_it() -> None:
    searcher = talk("我认为裙带菜是最重要的，裙带菜永远比什么都更值钱。", "我们也卖海带。")
    wanted = read("海带", searcher)
    best = quote(
        wanted, list(speaking(wanted, passages_on(wanted, searcher, EVERYTHING, 9), searcher)), searcher
    )
    assert best
    assert best.snippet.text == "我们也卖海带。"


def test_quote_names_as_much_of_the_topic_as_any() -> None:
    text = "我认为灯塔从来都是最重要的，必须永远亮着。|看守人在灯塔里住了很多年。"
    searcher = talk("别的话。", text, pieces=True)
    wanted = read("灯塔的看守人", searcher)
    best = quote(wanted, list(speaking(wanted, searcher.passages, searcher)), searcher)
    assert best
    assert best.snippet.text == "看守人在灯塔里住了很多年。"


def test_quote_names_the_topic_in_one_phrase_rather_than_in_two() -> None:
    searcher = talk(
        "别的话。", "灯塔在海边，看守人不在，船也不在了。|灯塔看守人不在海边，船也不在了。", pieces=True
    )
    wanted = read("灯塔的看守人", searcher)
    best = quote(wanted, list(speaking(wanted, searcher.passages, searcher)), searcher)
    assert best
    assert best.snippet.text == "灯塔看守人不在海边，船也不在了。"


def test_answer_that_only_was_asked_for_it_is_quoted_after_what_names_it() -> None:
    answer = "我认为最重要的是从来不放弃，必须永远比别人更早起床，这就是关键。"
    searcher = talk("别的话。", "H: 你怎么看海带？", answer, "我们也卖海带。")
    wanted = read("海带", searcher)
    spoken = list(speaking(wanted, searcher.passages, searcher))
    best = quote(wanted, spoken, searcher)
    assert len(spoken) == 2
    assert best
    assert best.snippet.text == "我们也卖海带。"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("H: 去年你们在南边的港口种了海带。你睡得好吗？", True),
        ("H: 有海带啊。你睡得好吗？", False),
        ("H: 你们在南边的港口为什么种海带？", False),
    ],
)
def test_host_who_goes_on_to_ask_speaks_of_what_they_state(text: str, counts: bool) -> None:
    assert bool(found("海带", talk("H: 欢迎。", "谢谢。", text, "好。"))) is counts


def test_quotes_of_many_passages_keep_their_order() -> None:
    searcher = talk(*(f"第{number}年我们种了海带。" for number in range(1, 30)))
    wanted = read("海带", searcher)
    spoken = list(speaking(wanted, passages_on(wanted, searcher, EVERYTHING, 100), searcher))
    assert all(a.passage.turn < b.passage.turn for a, b in pairwise(spoken))
    assert len(spoken) == 29
