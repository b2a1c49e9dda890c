"""Timelines as blocks."""

from collections.abc import Iterator
from itertools import chain

from adapters.slack.blocks import (
    Payload,
    fit,
    header,
    linked,
    literal,
    preformatted,
    quoted,
    rich,
    section,
    words,
)
from bot import card
from bot.chart import text_chart
from bot.reply.found import Hit, Point, Timeline
from bot.texts import text
from bot.texts.dates import show_date


def timeline(shown: Timeline, locale: str, *, chart: bool) -> Iterator[Payload]:
    """Yield a heading, the chart if asked for, and a quote or more of each source."""
    points = (*shown.points, *shown.undated)
    if not points:
        yield section(text(locale, "nobody-filtered" if shown.narrowed else "nobody", query=shown.topic))
        return
    yield header(text(locale, "timeline-heading", topic=shown.topic))
    yield section(text(locale, "timeline-sources", count=len(points)))
    if chart and (drawn := text_chart(shown, locale)):
        yield rich(preformatted(drawn))
    for point in shown.points:
        yield _point(point, locale)
    if shown.undated:
        yield section(text(locale, "timeline-undated-heading"))
        for point in shown.undated:
            yield _point(point, locale)


def _point(point: Point, locale: str) -> Payload:
    date = show_date(point.date, locale) if point.date else text(locale, "timeline-undated")
    counted = [text(locale, "timeline-passages", count=point.count), _share(point.share, locale)]
    if point.years_meant:
        years = ", ".join(map(str, point.years_meant))
        counted.append(text(locale, "timeline-years-meant", years=years))
    title = words(
        *literal(f"{date} · ", bold=True),
        *linked(point.source.title.for_locale(locale) or point.source.id, card.address(point.hit)),
        *literal(f" · {' · '.join(counted)}"),
    )
    hits = point.lines or (point.hit,)
    return rich(title, *chain.from_iterable(_line(hit, locale) for hit in hits))


def _line(hit: Hit, locale: str) -> Iterator[Payload]:
    yield quoted(
        [
            *literal(card.says(hit.speaker, locale), bold=True),
            *literal(fit(card.words(hit, locale), 400)),
        ]
    )
    if label := card.label(hit, locale):
        yield words(*literal(label, italic=True))


def _share(share: float, locale: str) -> str:
    percent = round(share * 100)
    return (
        text(locale, "timeline-share", percent=percent) if percent else text(locale, "timeline-share-small")
    )
