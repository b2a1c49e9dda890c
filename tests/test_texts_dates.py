"""Dates and numbers in three languages."""

from datetime import UTC, date, datetime, time

import pytest

from bot.corpus.model import PartialDate
from bot.texts.dates import show_date, show_moment, show_time, show_weekdays


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en", "July 20, 2025"),
        ("zh-Hans", "2025年7月20日"),
        ("zh-Hant", "2025年7月20日"),
        ("xx", "July 20, 2025"),
    ],
)
def test_a_day_is_told_in_the_readers_language(locale: str, shown: str) -> None:
    assert show_date(PartialDate(2025, 7, 20), locale) == shown
    assert show_date(date(2025, 7, 20), locale) == shown


@pytest.mark.parametrize(
    ("locale", "shown"), [("en", "July 2025"), ("zh-Hans", "2025年7月"), ("zh-Hant", "2025年7月")]
)
def test_a_month_is_not_given_a_day_that_nobody_knows(locale: str, shown: str) -> None:
    assert show_date(PartialDate(2025, 7), locale) == shown


def test_a_moment_is_told_in_the_rooms_zone() -> None:
    moment = datetime(2025, 7, 20, 23, 5, tzinfo=UTC)
    assert show_moment(moment, "Asia/Taipei", "zh-Hant") == "2025年7月21日 07:05"
    assert show_moment(moment, "America/New_York", "en") == "July 20, 2025 19:05"


def test_weekdays_stand_in_the_order_of_the_week() -> None:
    assert show_weekdays({4, 0}, "en") == "Mon, Fri"
    assert show_weekdays({4, 0}, "zh-Hans") == "周一、周五"
    assert show_weekdays({6}, "zh-Hant") == "週日"


def test_a_time_has_two_digits_each() -> None:
    assert show_time(time(8, 5)) == "08:05"
