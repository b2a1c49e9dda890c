import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.model import Concept, Corpus, Passage, Span
from bot.retrieval.query import Query, Reader
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import snippet

TEXT = (
    "我小时候住在海边。那座燈塔每天晚上都亮着，照著回家的船。后来"
    "我去了城里！他说：“你还会回来吗？”我没有回答。"
)


def passage(text: str, *doubts: Span) -> Passage:
    return Passage("s-1", "s", 1, "p", text, doubts=doubts)


def read(question: str) -> Query:
    return Reader(Corpus(concepts=(Concept("lamp", ("lighthouse", "灯塔")),))).read(question)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句！第三句", ["第一句。", "第二句！", "第三句"]),
        ("他说：“我来了。你呢？”然后走了。好。", ["他说：“我来了。你呢？”", "然后走了。", "好。"]),
        ("“真的。”他说，“我来了。”走吧。", ["“真的。”他说，“我来了。”", "走吧。"]),
        (
            'Dr. Lind came in 1999. He said "yes." Then he left!',
            ["Dr. Lind came in 1999.", 'He said "yes."', "Then he left!"],
        ),
        ("It costs 3.5 dollars. Fine.", ["It costs 3.5 dollars.", "Fine."]),
        ("一行\n另一行", ["一行", "另一行"]),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@given(st.text(alphabet="天地。！？.!?“”「」\"' \naA1…"))
def test_sentences_hold_all_but_white_space(text: str) -> None:
    found = list(sentences(text))
    left = text
    for span in reversed(found):
        left = left[: span.start] + left[span.end :]
    assert not left.strip()


def test_the_sentence_that_answers_is_shown_and_marked() -> None:
    shown = snippet(passage(TEXT), read("灯塔"))
    assert shown is not None
    assert shown.text == "那座燈塔每天晚上都亮着，照著回家的船。"
    assert [shown.text[mark.start : mark.end] for mark in shown.highlights] == ["燈塔"]
    assert TEXT[shown.place.start : shown.place.end] == shown.text


def test_another_wording_is_marked_too() -> None:
    shown = snippet(passage(TEXT), read("lighthouses"))
    assert shown is not None
    assert [shown.text[mark.start : mark.end] for mark in shown.highlights] == ["燈塔"]


def test_an_inflected_word_is_marked_whole() -> None:
    shown = snippet(passage("Nobody came. Two keepers were sleeping there."), read("keeper sleep"))
    assert shown is not None
    assert [shown.text[mark.start : mark.end] for mark in shown.highlights] == ["keepers", "sleeping"]


@pytest.mark.parametrize(
    "text",
    [
        "霜冻毁了一半的花。所以灯塔要关掉。",
        "霜凍毀了一半的花。這就是燈塔要關掉的原因。",
        "Frost took half of the blossom. So the lighthouse is closing.",
    ],
)
def test_a_quote_does_not_begin_with_what_follows_from_something(text: str) -> None:
    shown = snippet(passage(text), read("灯塔"))
    assert shown is not None
    assert shown.text == text


def test_a_doubtful_sentence_is_never_shown() -> None:
    doubt = Span(TEXT.index("晚上"), TEXT.index("晚上") + 2)
    shown = snippet(passage(TEXT, doubt), read("灯塔"))
    assert shown is not None
    assert "晚上" not in shown.text


def test_nothing_is_shown_where_all_is_doubtful() -> None:
    assert snippet(passage("灯塔。", Span(0, 1)), read("灯塔")) is None


def test_the_longest_quote_is_kept() -> None:
    shown = snippet(passage(TEXT), read("灯塔"), 12)
    assert shown is not None
    assert len(shown.text) <= 12
    assert shown.text in {TEXT[span.start : span.end] for span in sentences(TEXT)}


def test_no_sentence_is_short_enough() -> None:
    assert snippet(passage(TEXT), read("灯塔"), 3) is None


@given(st.text(max_size=300), st.text(max_size=30))
def test_a_snippet_is_a_piece_of_its_passage(text: str, question: str) -> None:
    shown = snippet(passage(text), read(question))
    if shown is not None:
        assert text[shown.place.start : shown.place.end] == shown.text
        assert all(0 <= mark.start < mark.end <= len(shown.text) for mark in shown.highlights)
