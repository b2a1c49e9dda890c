"""When a daily quote is due, over the days on which clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import EVERY_DAY, Due, Posting, Rule, Schedule, State, moment, next_due, replan, upcoming

# Zone, local time, local date, and when that is: "—" where the zone has no such date.
CASES = [
    ("Europe/Berlin", "02:30", "2026-03-28", "2026-03-28T01:30"),
    ("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29T01:00"),  # skipped: 03:00
    ("Europe/Berlin", "02:00", "2026-03-29", "2026-03-29T01:00"),
    ("Europe/Berlin", "03:00", "2026-03-29", "2026-03-29T01:00"),
    ("Europe/Berlin", "01:59", "2026-03-29", "2026-03-29T00:59"),
    ("Europe/Berlin", "08:30", "2026-03-29", "2026-03-29T06:30"),
    ("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30"),  # the first of two
    ("Europe/Berlin", "03:00", "2026-10-25", "2026-10-25T02:00"),
    ("Europe/Berlin", "08:30", "2026-10-25", "2026-10-25T07:30"),
    ("America/New_York", "02:15", "2026-03-08", "2026-03-08T07:00"),
    ("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30"),
    ("America/New_York", "08:30", "2026-11-01", "2026-11-01T13:30"),
    ("Australia/Lord_Howe", "02:10", "2026-10-04", "2026-10-03T15:30"),  # half an hour: 02:30
    ("Australia/Lord_Howe", "02:30", "2026-10-04", "2026-10-03T15:30"),
    ("Australia/Lord_Howe", "01:45", "2026-04-05", "2026-04-04T14:45"),
    ("Australia/Lord_Howe", "02:00", "2026-04-05", "2026-04-04T15:30"),
    ("America/Sao_Paulo", "00:00", "2018-11-04", "2018-11-04T03:00"),  # midnight skipped: 01:00
    ("America/Sao_Paulo", "00:30", "2018-11-04", "2018-11-04T03:00"),
    ("America/Sao_Paulo", "23:30", "2019-02-16", "2019-02-17T01:30"),
    ("America/Sao_Paulo", "00:00", "2019-02-17", "2019-02-17T03:00"),
    ("America/Sao_Paulo", "08:30", "2026-11-22", "2026-11-22T11:30"),
    ("Pacific/Apia", "08:30", "2011-12-29", "2011-12-29T18:30"),
    ("Pacific/Apia", "08:30", "2011-12-30", "—"),
    ("Pacific/Apia", "00:00", "2011-12-30", "—"),
    ("Pacific/Apia", "08:30", "2011-12-31", "2011-12-30T18:30"),
    ("Asia/Shanghai", "08:30", "2026-11-22", "2026-11-22T00:30"),
    ("Asia/Shanghai", "00:00", "2026-01-01", "2025-12-31T16:00"),
    ("Asia/Shanghai", "00:30", "1991-04-14", "1991-04-13T16:30"),
    ("Asia/Shanghai", "02:30", "1991-04-14", "1991-04-13T18:00"),  # skipped: 03:00
    ("Asia/Shanghai", "01:30", "1991-09-15", "1991-09-14T16:30"),  # the first of two
    ("Asia/Shanghai", "02:00", "1991-09-15", "1991-09-14T18:00"),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def rule(zone: str, at: str, weekdays: frozenset[int] = EVERY_DAY) -> Rule:
    return Rule(time.fromisoformat(at), zone, weekdays)


@pytest.mark.parametrize(("zone", "at", "day", "expected"), CASES)
def test_a_local_time_happens_once_a_day(zone: str, at: str, day: str, expected: str) -> None:
    found = moment(rule(zone, at), date.fromisoformat(day))
    assert found == (None if expected == "—" else utc(expected))


@pytest.mark.parametrize(("zone", "at", "day", "expected"), CASES)
def test_what_is_next_is_that_day_and_then_another(zone: str, at: str, day: str, expected: str) -> None:
    wanted = rule(zone, at)
    if expected == "—":
        assert next_due(utc("2011-12-29T18:30"), wanted).day == date(2011, 12, 31)
        return
    on = date.fromisoformat(day)
    assert next_due(utc(expected) - timedelta(seconds=1), wanted) == Due(on, utc(expected))
    assert next_due(utc(expected), wanted).day > on


ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia")


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(1_100_000_000, 1_900_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
)
def test_nothing_is_left_out_and_nothing_comes_twice(
    zone: str, at: time, weekdays: frozenset[int], start: datetime
) -> None:
    wanted = Rule(at, zone, weekdays)
    first = next_due(start, wanted)
    second = next_due(first.at, wanted)
    assert start < first.at < second.at
    assert first.day < second.day
    assert first.at.astimezone(ZoneInfo(zone)).date() == first.day
    between = (first.day + timedelta(days=days) for days in range(1, (second.day - first.day).days))
    assert all(moment(wanted, day) is None for day in between)


def test_a_weekday_that_the_zone_lost_comes_a_week_later() -> None:
    friday = rule("Pacific/Apia", "08:30", frozenset({4}))
    assert next_due(utc("2011-12-24T00:00"), friday).day == date(2012, 1, 6)


def test_a_rule_without_weekdays_is_refused() -> None:
    with pytest.raises(ValueError, match="weekdays"):
        next_due(utc("2026-01-01T00:00"), rule("UTC", "08:30", frozenset()))


SCHEDULE = Schedule("s", "console::terminal", rule("UTC", "08:30"))
NOON = utc("2026-03-02T12:00")
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


def at(time_: str, zone: str = "UTC") -> Schedule:
    return replace(SCHEDULE, rule=rule(zone, time_))


def posted(day: date, at_: datetime) -> Posting:
    return Posting(day, State.POSTED, at_)


def test_a_new_schedule_waits_for_its_time() -> None:
    assert replan(NOON, SCHEDULE, None, None) == Due(TOMORROW, utc("2026-03-03T08:30"))


def test_a_skipped_day_is_passed_over() -> None:
    assert upcoming(NOON, replace(SCHEDULE, skip=TOMORROW)).day == date(2026, 3, 4)


def test_a_later_time_after_todays_quote_is_for_tomorrow() -> None:
    done = posted(TODAY, utc("2026-03-02T08:30"))
    found = replan(NOON, at("20:00"), Due(TOMORROW, utc("2026-03-03T08:30")), done)
    assert found == Due(TOMORROW, utc("2026-03-03T20:00"))


def test_an_earlier_time_before_todays_quote_makes_it_due_now() -> None:
    found = replan(NOON, SCHEDULE, Due(TODAY, utc("2026-03-02T20:00")), None)
    assert found == Due(TODAY, NOON)


def test_a_later_time_before_todays_quote_is_for_today() -> None:
    found = replan(NOON, at("20:00"), Due(TODAY, utc("2026-03-02T18:00")), None)
    assert found == Due(TODAY, utc("2026-03-02T20:00"))


def test_a_zone_that_is_a_day_ahead_gets_no_second_quote_at_once() -> None:
    evening = utc("2026-03-03T01:01")  # 20:01 of 2 March in New York, afternoon of 3 March in Auckland
    done = posted(TODAY, utc("2026-03-03T01:00"))
    found = replan(evening, at("08:30", "Pacific/Auckland"), Due(TOMORROW, utc("2026-03-04T01:00")), done)
    assert found.day == date(2026, 3, 4)


def test_a_zone_that_is_a_day_behind_waits_for_the_next_date() -> None:
    done = posted(TOMORROW, utc("2026-03-02T19:30"))
    found = replan(utc("2026-03-02T20:00"), at("20:00", "America/New_York"), None, done)
    assert found == Due(date(2026, 3, 4), utc("2026-03-05T01:00"))
