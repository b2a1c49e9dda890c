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
from bot.chart_text import date_of, share, sources
from bot.reply.found import Hit, Point, Timeline
from bot.texts import text


def timeline(shown: Timeline, locale: str, *, chart: bool) -> Iterator[Payload]:
    """Yield a heading, the chart if asked for, and a quote or more of each source."""
    points = (*shown.points, *shown.undated)
    if not points:
        yield section(card.nobody_of(shown.topic, locale, narrowed=shown.narrowed))
        return
    yield header(text(locale, "timeline-heading", topic=shown.topic))
    yield section(sources(len(points), locale))
    if chart and (drawn := text_chart(shown, locale)):
        yield rich(preformatted(drawn))
    for point in shown.points:
        yield _point(point, locale)
    if shown.undated:
        yield section(text(locale, "timeline-undated-heading"))
        for point in shown.undated:
            yield _point(point, locale)


def _point(point: Point, locale: str) -> Payload:
    counted = [text(locale, "timeline-passages", count=point.count), share(point, locale)]
    if point.years_meant:
        years = ", ".join(map(str, point.years_meant))
        counted.append(text(locale, "timeline-years-meant", years=years))
    title = words(
        *literal(f"{date_of(point, locale)} · ", bold=True),
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
