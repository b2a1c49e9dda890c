"""What is ranked, shown and remembered."""

from bot.corpus.model import Names, Paragraph, Source, Span, Turn
from bot.corpus.passages import passages


def test_only_the_doubtful_paragraph_of_a_turn_cannot_be_quoted() -> None:
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
