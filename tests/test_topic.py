import pytest

from bot.corpus.model import Concept, Corpus, Names, Passage, Source, Speaker, Turn
from bot.retrieval import topic
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher

PERSON = Speaker("nora-quast", Names("Nora Quast", "诺拉·夸斯特"), ("Quast",))
CONCEPTS = (Concept("kelp", ("kelp", "海带", "昆布")),)


def searcher(*texts: str) -> Searcher:
    passages = tuple(Passage(f"s-{at}", "s", at, "somebody", text) for at, text in enumerate(texts, start=1))
    turns: dict[str, tuple[Turn, ...]] = {"s": ()}
    corpus = Corpus(
        {"s": Source("s", Names("s"))}, {"nora-quast": PERSON}, turns, passages, concepts=CONCEPTS
    )
    return Searcher(corpus, Index.build(corpus))


def named(asked: str, text: str) -> list[str]:
    mentions = topic.read(asked, searcher(text, "别的话。", "Other words.")).mentions(text)
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
    wanted = topic.read("灯塔的看守人", searcher(near, far, "灯塔。", "看守人。"))
    assert wanted.mentions(near)
    assert not wanted.mentions(far)


def test_what_tells_nothing_is_not_asked_for() -> None:
    texts = ["影响很大。", "有影响。", "受影响。", "没有影响。", "海葵会唱歌。", "鱼。"]
    assert topic.read("海葵的影响", searcher(*texts)).mentions("海葵会唱歌。")


def test_empty_topic_is_found_nowhere() -> None:
    assert named("?!", "what?!") == []
    assert named("", "what") == []
