import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("机会从3%涨到50%", ["3%", "50%"]),
        ("有70%到80%的把握", ["70%到80%"]),
        ("百分之二十到三十", ["百分之二十到三十"]),
        ("about 5 percent, or 2.5 percentage points", ["5 percent", "2.5 percentage points"]),
        ("每年3000 亿美元，便宜的只要2万美元", ["3000 亿美元", "2万美元"]),
        ("一億美元", ["一億美元"]),
        ("$20 billion to $30 billion, US$3.5bn", ["$20 billion to $30 billion", "US$3.5bn"]),
        ("1,000 dollars and half a million dollars", ["1,000 dollars", "half a million dollars"]),
        ("快了10 倍，甚至二十倍", ["10 倍", "二十倍"]),
        ("2到3倍", ["2到3倍"]),
        ("每年以2X的速度", ["2X"]),
        ("10x faster, a 3-fold rise, ten times more", ["10x", "3-fold", "ten times more"]),
    ],
)
def test_figures_are_marked_with_their_unit(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in figures(text)] == found


@pytest.mark.parametrize(
    "text", ["多元的单元", "一元复始", "第三倍", "x轴", "有3个人，来了5次", "in 2027", "Sonnet 3.7", ""]
)
def test_numbers_without_a_unit_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@given(st.text())
def test_any_text_gives_ranges_within_it(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in figures(text))
