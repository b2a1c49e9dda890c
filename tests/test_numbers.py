import pytest

from bot.numbers import number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十七", 37),
        ("一百", 100),
        ("seven", 7),
        ("fifty", 50),
        ("many", None),
        ("", None),
    ],
)
def test_a_number_is_read(written: str, value: int | None) -> None:
    assert number(written) == value
