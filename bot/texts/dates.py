"""Dates and times as people read them in each of the three languages."""

import datetime
from collections.abc import Iterable
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import dates

from bot.texts import negotiate


class CalendarDate(Protocol):
    """A day, or a month where `day` is None: `datetime.date` and `bot.corpus.model.PartialDate` both are."""

    @property
    def year(self) -> int:
        """Return the year."""

    @property
    def month(self) -> int:
        """Return the month, 1 to 12."""

    @property
    def day(self) -> int | None:
        """Return the day of the month, or None where only the month is known."""


def show_date(date: CalendarDate, locale: str) -> str:
    """Return `July 20, 2025` or `2025年7月20日`; without the day where only the month is known."""
    first = datetime.date(date.year, date.month, date.day or 1)
    if date.day is None:
        return dates.format_skeleton("yMMMM", first, locale=_babel(locale))
    return dates.format_date(first, "long", locale=_babel(locale))


def show_moment(moment: datetime.datetime, zone: str, locale: str) -> str:
    """Return an aware moment as a date and a 24-hour local time in `zone`, an IANA name."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{show_date(local, locale)} {show_time(local.time())}"


def show_time(time: datetime.time) -> str:
    """Return a time of day on the 24-hour clock, which all three languages read alike."""
    return f"{time:%H:%M}"


def show_weekdays(weekdays: Iterable[int], locale: str) -> str:
    """Return short names of weekdays (Monday is 0), in the order of the week: `Mon, Fri` or `周一、周五`."""
    names = dates.get_day_names("abbreviated", locale=_babel(locale))
    return (", " if negotiate(locale) == "en" else "、").join(str(names[day]) for day in sorted(weekdays))


def _babel(locale: str) -> str:
    return negotiate(locale).replace("-", "_")
