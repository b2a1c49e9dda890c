"""Times and weekdays in words."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.times import read_time
from bot.commands.weekdays import read_weekdays
from bot.errors import SettingError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:30", "08:30"),
        ("8:30", "08:30"),
        ("8:30am", "08:30"),
        ("8:30 PM", "20:30"),
        ("8:30 p.m.", "20:30"),
        ("12:05 am", "00:05"),
        ("12pm", "12:00"),
        ("8am", "08:00"),
        ("0830", "08:30"),
        ("20h30", "20:30"),
        ("20h", "20:00"),
        ("8.30", "08:30"),
        ("８：３０", "08:30"),
        ("00:00", "00:00"),
        ("23:59", "23:59"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("half past 8", "08:30"),
        ("quarter past 9 pm", "21:15"),
        ("quarter to 9", "08:45"),
        ("quarter to 12am", "23:45"),
        ("at 8:30", "08:30"),
        ("早上八点半", "08:30"),
        ("早上8点30分", "08:30"),
        ("八点", "08:00"),
        ("8點", "08:00"),
        ("上午十点一刻", "10:15"),
        ("下午三點二十", "15:20"),
        ("下午三点零五分", "15:05"),
        ("晚上九点三刻", "21:45"),
        ("晚上十二点", "00:00"),
        ("中午十二点", "12:00"),
        ("中午一点", "13:00"),
        ("凌晨两点", "02:00"),
        ("半夜一点", "01:00"),
        ("二十点整", "20:00"),
        ("二十三点五十九分", "23:59"),
        ("每天早上七点", "07:00"),
    ],
)
def test_a_time_in_words(text: str, expected: str) -> None:
    assert read_time(text) == time.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "25:30",
        "24:00",
        "8:60",
        "13pm",
        "0am",
        "8",
        "",
        "soon",
        "早上",
        "half to 9",
        "quarter to 30",
        "二十五点",
        "八十点",
        "8:30:15:9",
    ],
)
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_time(text)
    assert refused.value.message == "error-daily-time"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon", "0"),
        ("Mon-Fri", "01234"),
        ("mon – fri", "01234"),
        ("monday, wednesday and friday", "024"),
        ("Mondays", "0"),
        ("sat to mon", "056"),
        ("weekdays", "01234"),
        ("weekend", "56"),
        ("every day", "0123456"),
        ("周一到周五", "01234"),
        ("週六、週日", "56"),
        ("星期三", "2"),
        ("禮拜天", "6"),
        ("周一三五", "024"),
        ("工作日", "01234"),
        ("每周五", "4"),
        ("每天", "0123456"),
        ("mon tue", "01"),
        ("Mon, Wed & Fri", "024"),
        ("Mo-Fr", "01234"),
        ("every monday", "0"),
        ("every weekday", "01234"),
    ],
)
def test_weekdays_in_words(text: str, expected: str) -> None:
    assert read_weekdays(text) == frozenset(map(int, expected))


@pytest.mark.parametrize("text", ["", "someday", "mon-", "周八", "-", "mon-wed-fri", "\u202e"])
def test_weekdays_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_weekdays(text)
    assert refused.value.message == "error-daily-weekdays"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (read_time, read_weekdays):
        with suppress(SettingError):
            assert read(text) is not None
