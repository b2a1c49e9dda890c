import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.likeness import alike

LONG = "The keeper walked up the hill every evening, lit the lamp, and wrote the weather into a small book."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("灯塔很亮。", "燈塔很亮", True),
        ("灯塔很亮", "灯塔真亮", False),
        (LONG, LONG.upper().replace(",", ""), True),
        (LONG, LONG.replace("small", "tiny"), True),
        (LONG, LONG[:50] + "never once told anybody what she had seen out there.", False),
        (LONG, LONG + " Nobody read it.", False),
        ("", "", True),
        ("", "灯塔", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@given(st.text(max_size=200))
def test_any_text_is_like_itself(text: str) -> None:
    assert alike(text, text)


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert alike(one, other) in (True, False)
