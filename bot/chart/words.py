"""A timeline's picture in words, and as characters for the terminal."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from bot.chart.lanes import Lane, label, lanes
from bot.reply.found import Point, Timeline
from bot.texts import text

LONGEST_ALT = 1000
"""Discord takes 1024 characters, Slack 2000."""
COLUMNS = 48
_BARS = "▁▂▃▄▅▆▇█"


def alt_text(timeline: Timeline, locale: str) -> str:
    """Return what the picture shows, for those who cannot see it: 1,000 characters at most."""
    said = text(locale, "timeline-alt", topic=timeline.topic[:200])
    points = (*timeline.points, *timeline.undated)
    for number, point in enumerate(points):
        more = text(locale, "timeline-alt-more", count=len(points) - number)
        line = _alt_line(point, locale)
        if len(said) + len(line) + len(more) + 2 > LONGEST_ALT:
            return f"{said}\n{more}"
        said += f"\n{line}"
    return said


def text_chart(timeline: Timeline, locale: str) -> str:
    """Return a lane of bars a speaker over one axis of time, about 70 columns wide; empty without dates."""
    shown = lanes(timeline, locale)
    days = [mark.day for lane in shown for mark in lane.marks if mark.day]
    if not days:
        return ""
    axis = min(days), max(days)
    dated = [lane for lane in shown if any(mark.day for mark in lane.marks)]
    width = max(_width(lane.name) for lane in dated)
    most = max(max(_columns(lane, axis)) for lane in dated)
    rows = [f"{_pad(lane.name, width)} {_bars(_columns(lane, axis), most)} {lane.count}" for lane in dated]
    first, last = (f"{day:%Y-%m}" for day in axis)
    ends = first if first == last else f"{first}{last:>{COLUMNS - len(first)}}"
    return "\n".join([*rows, f"{' ' * width} {ends}"])


def _alt_line(point: Point, locale: str) -> str:
    return text(
        locale,
        "timeline-alt-point",
        date=str(point.date) if point.date else text(locale, "timeline-undated"),
        source=label(point, locale)[:100],
        speakers=", ".join(speaker.names.for_locale(locale) for speaker in point.speakers)[:200],
        count=point.count,
    )


def _columns(lane: Lane, axis: tuple[date, date]) -> list[int]:
    columns = [0] * COLUMNS
    first, last = axis
    for mark in lane.marks:
        if mark.day:
            share = (mark.day - first) / (last - first) if last > first else 0.0
            columns[round(share * (COLUMNS - 1))] += mark.count
    return columns


def _bars(columns: list[int], most: int) -> str:
    return "".join(_BARS[(count * len(_BARS) - 1) // most] if count else "·" for count in columns)


def _pad(name: str, width: int) -> str:
    return name + " " * (width - _width(name))


def _width(name: str) -> int:
    return sum(_cells(name))


def _cells(name: str) -> Iterator[int]:
    for character in name:
        yield 0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
