"""Numbers in words are found where they stand in digits."""

import pytest

from bot.retrieval.numerals import in_digits


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("十倍", "10倍"),
        ("一百年", "100年"),
        ("两百个人", ""),
        ("三十五岁", "35岁"),
        ("九千亿", "9000亿"),
        ("百分之一", "1%"),
        ("百分之八十", "80%"),
        ("三个月", "3个月"),
        ("10x", "10倍"),
        ("十分", ""),
        ("百年", "100年"),
        ("灯塔", ""),
        ("", ""),
    ],
)
def test_a_number_in_words(word: str, digits: str) -> None:
    assert in_digits(word) == digits
