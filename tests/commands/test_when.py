"""A time as it is typed in one go, with the place and the days behind it."""

import pytest

from bot.commands.when import When, parted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("08:30", When("08:30")),
        ("8:30 am", When("8:30 am")),
        ("8:30am Taipei", When("8:30am", "Taipei")),
        ("8:30 am New York", When("8:30 am", "New York")),
        ("08:30 in Tokyo, Mon-Fri", When("08:30", "Tokyo", "Mon-Fri")),
        ("08:30 weekdays Asia/Tokyo", When("08:30", "Asia/Tokyo", "weekdays")),
        ("早上八点半 台北 工作日", When("早上八点半", "台北", "工作日")),
        ("08:30 Mars", When("08:30", "Mars")),
        ("25:30 Berlin", When("25:30 Berlin")),
        ("", When("")),
    ],
)
def test_what_follows_a_time_is_where_and_on_which_days(text: str, parts: When) -> None:
    assert parted(text) == parts


@pytest.mark.parametrize("text", ["", " ", "x" * 100_000, "08:30 " * 2_000, "\u202e08:30", "@everyone 08:30"])
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(parted(text), When)
