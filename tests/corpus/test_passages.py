"""What is ranked, shown and remembered."""

from bot.corpus.model import Names, Paragraph, Source, Span, Turn
from bot.corpus.passages import passages


def test_a_sentence_whose_end_is_doubtful_may_go_on() -> None:
    texts = ("灯塔夜里很亮。", "海图已经？了。", "船都回来了。")
    paragraphs = tuple(
        Paragraph(text, line, doubts=(Span(4, 5),) if "？" in text else ())
        for line, text in enumerate(texts, 1)
    )
    found = passages(Source("s", Names("S")), [Turn("s", 1, "p", paragraphs)])
    assert [(passage.text, passage.quotable) for passage in found] == [
        (texts[0], True),
        (texts[1], False),
        (texts[2], True),
    ]


def test_of_a_doubtful_paragraph_the_other_sentences_can_be_quoted() -> None:
    text = "灯塔夜里很亮。海图已经湿了。船都回来了。谁也没有说话。"
    paragraph = Paragraph(text, 1, doubts=(Span(8, 9),))
    found = passages(Source("s", Names("S")), [Turn("s", 1, "p", (paragraph,))])
    assert [(passage.text, passage.quotable) for passage in found] == [
        ("灯塔夜里很亮。", True),
        ("海图已经湿了。", False),
        ("船都回来了。谁也没有说话。", True),
    ]
    assert [passage.doubts for passage in found] == [(), (Span(1, 2),), ()]
