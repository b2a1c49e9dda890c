"""Cutting text where a sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.excerpt import shorten, visible


@given(st.text(), st.integers(1, 60))
def test_never_longer_than_asked(text: str, longest: int) -> None:
    assert len(shorten(text, longest)) <= longest


@given(st.text(max_size=40))
def test_what_fits_stays_as_it_is(text: str) -> None:
    assert shorten(text, 40) == text


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("河水慢慢涨了。桥还在，人没有走。", 15, "河水慢慢涨了。…"),
        ("他说：“等一等。”然后走开了，再没回来", 14, "他说：“等一等。”…"),
        ("The tide came in. Nobody had left the pier.", 30, "The tide came in.…"),
        ("It cost 3.5 crowns and nobody paid at all", 20, "It cost 3.5 crowns…"),
        ("一二三四五六，七八九十一二三四", 10, "一二三四五六，…"),
        ("一二三四五六七八九十", 5, "一二三四…"),
    ],
)
def test_cuts_at_the_end_of_a_sentence_else_of_a_clause_else_of_a_word(
    text: str, longest: int, short: str
) -> None:
    assert shorten(text, longest) == short


def test_a_character_made_of_several_is_not_torn() -> None:
    family = "👩\u200d👩\u200d👧"
    assert shorten("a" * 4 + family + "b" * 20, 8) == "aaaa…"


def test_at_the_limit_and_one_over() -> None:
    assert shorten("字" * 100, 100) == "字" * 100
    assert shorten("字" * 101, 100) == "字" * 99 + "…"


def test_what_nobody_sees_is_dropped_and_line_ends_are_uniform() -> None:
    assert visible("a\u202eb\u2066c\x00d\r\ne\rf\ud800") == "abcd\ne\nf"


def test_emoji_keep_their_joiners() -> None:
    assert visible("👩\u200d🚀") == "👩\u200d🚀"
