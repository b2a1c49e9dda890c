"""A timeline as plain text: bars over time, then what was said when."""

from collections.abc import Iterator

from bot.card import address, label, nobody_of, says, show, words
from bot.chart import text_chart
from bot.reply.found import Hit, Point, Timeline
from bot.texts import text
from bot.texts.dates import show_date


def lines(timeline: Timeline, locale: str) -> list[str]:
    """Return the whole answer, line by line."""
    points = (*timeline.points, *timeline.undated)
    if not points:
        return [nobody_of(timeline.topic, locale, narrowed=timeline.narrowed)]
    shown = [text(locale, "timeline-heading", topic=timeline.topic), sources(len(points), locale), ""]
    if len(points) > 1:
        shown += [*text_chart(timeline, locale).splitlines(), ""]
    for point in timeline.points:
        shown += _point(point, locale)
    if timeline.undated:
        shown.append(text(locale, "timeline-undated-heading"))
    for point in timeline.undated:
        shown += _point(point, locale)
    return shown


def about(point: Point, locale: str) -> str:
    """Return how much is said and what year is meant: `3 passages · 2 % of it · looks ahead to 2027`."""
    parts = [text(locale, "timeline-passages", count=point.count), share(point, locale)]
    if point.years_meant:
        parts.append(text(locale, "timeline-years-meant", years=", ".join(map(str, point.years_meant))))
    if point.figures:
        parts.append(text(locale, "timeline-figures", figures=", ".join(figures_of(point))))
    return " · ".join(parts)


def figures_of(point: Point) -> Iterator[str]:
    """Yield the figures of a point's quote, as said."""
    return (point.hit.quote[span.start : span.end] for span in point.figures)


def sources(count: int, locale: str) -> str:
    """Return how many sources speak of it."""
    return (
        text(locale, "timeline-one-source") if count == 1 else text(locale, "timeline-sources", count=count)
    )


def date_of(point: Point, locale: str) -> str:
    """Return when it was said, or that nobody knows."""
    return show_date(point.date, locale) if point.date else text(locale, "timeline-undated")


def share(point: Point, locale: str) -> str:
    """Return how much of its source speaks of it."""
    percent = round(point.share * 100)
    return (
        text(locale, "timeline-share", percent=percent) if percent else text(locale, "timeline-share-small")
    )


def _point(point: Point, locale: str) -> list[str]:
    said = [line for hit in point.lines or (point.hit,) for line in _line(hit, locale)]
    return [
        f"{date_of(point, locale)} · {show(point.source, locale)} · {about(point, locale)}",
        *said,
        f"  {address(point.hit)}".rstrip(),
        "",
    ]


def _line(hit: Hit, locale: str) -> Iterator[str]:
    quote = words(hit, locale).replace("\n", " ")
    yield f"  {says(hit.speaker, locale)}{quote}  #{hit.passage}"
    if remark := label(hit, locale):
        yield f"    {remark}"
