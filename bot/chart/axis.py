"""Days to places on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from babel.dates import format_skeleton

from bot.chart.lanes import Lane, Mark

STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 6000, 12000)
"""Months between two ticks."""
UNDATED = 84.0
"""Width of the column at the right for what has no date, in points."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of time from `left` to `right`, and a column for what has no date up to `edge`; in points."""

    left: float
    right: float
    edge: float
    days: tuple[date, date] | None

    @classmethod
    def over(cls, lanes: tuple[Lane, ...], left: float, edge: float) -> Self:
        """Return an axis for all marks of the lanes."""
        days = span(lanes)
        undated = any(mark.said is None for lane in lanes for mark in lane.marks)
        column = 0.0 if not undated else UNDATED if days else edge - left
        return cls(left, edge - column, edge, days)

    @property
    def has_undated(self) -> bool:
        """Whether there is anything without a date."""
        return self.right < self.edge

    def place(self, day: date) -> float:
        """Return where a day is."""
        first, last = self.days or (day, day + timedelta(days=1))
        return self.left + (day - first) / (last - first) * (self.right - self.left)

    def places(self, lane: Lane) -> Iterator[tuple[float, Mark]]:
        """Yield a lane's marks with their places; those without a date share their column evenly."""
        undated = [mark for mark in lane.marks if mark.day is None]
        for mark in lane.marks:
            if mark.day:
                yield self.place(mark.day), mark
        for number, mark in enumerate(undated, start=1):
            yield self.right + (self.edge - self.right) * number / (len(undated) + 1), mark

    def ticks(self, most: int, locale: str) -> list[tuple[float, str]]:
        """Return at most `most` places, evenly apart in time, with the date in the reader's language."""
        if self.days is None:
            return []
        first, last = self.days
        for step in STEPS:
            days = [day for day in _firsts(first, last, step) if first <= day <= last]
            if len(days) <= most:
                break
        skeleton = "y" if step % 12 == 0 else "yMMM"
        return [
            (self.place(day), format_skeleton(skeleton, day, locale=locale.replace("-", "_"))) for day in days
        ]


def span(lanes: tuple[Lane, ...]) -> tuple[date, date] | None:
    """Return the first and last day of the axis, with some air; None without any date."""
    days = [mark.day for lane in lanes for mark in lane.marks if mark.day]
    if not days:
        return None
    first, last = min(days), max(days)
    air = timedelta(days=max(20, round((last - first).days * 0.08)))
    return max(first, date.min + air) - air, min(last, date.max - air) + air


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if month % step == 0 and month >= 12:
            yield date(month // 12, month % 12 + 1, 1)
