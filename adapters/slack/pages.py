"""Settings, schedules, listings, help and home as blocks."""

from collections.abc import Iterator
from datetime import UTC

from adapters.slack import limits
from adapters.slack.blocks import Payload, divider, fit, header, linked, literal, quoted, rich, section, words
from adapters.slack.cards import hit_card
from bot.reply.pages import Help, Home, Listing, ScheduleRow, Settings
from bot.texts import text


def settings(shown: Settings) -> Iterator[Payload]:
    """Yield a row a setting, and who changed them."""
    for row in shown.rows:
        yield rich(
            words(*literal(f"{row.label} "), *literal(row.shown, bold=True)),
            words(*literal(f"{row.name} · {row.meaning} ({row.allowed})", italic=True)),
        )
    if not shown.may_change:
        yield section(shown.who_may)
    if shown.log:
        yield section("\n".join(shown.log))


def schedule(row: ScheduleRow) -> Payload:
    """Return a daily quote's next time, in the reader's own clock, and what it draws from."""
    parts = (fit(part, limits.SECTION // 4) for part in (row.draws_from, row.last, row.state) if part)
    return rich(words(*_due(row), *literal(" · ".join(("", *parts)) if row.next_at else " · ".join(parts))))


def _due(row: ScheduleRow) -> Iterator[Payload]:
    if row.next_at is None:
        return
    yield {
        "type": "date",
        "timestamp": int(row.next_at.timestamp()),
        "format": "{date_short_pretty} {time}",
        "fallback": f"{row.next_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        "style": {"bold": True},
    }


def listing(page: Listing, locale: str) -> Iterator[Payload]:
    """Yield a page of speakers or sources."""
    yield header(page.title)
    lines = [
        words(*linked(row.title, row.url), *literal(f" · {row.detail}" if row.detail else ""))
        for row in page.rows
    ]
    if lines:
        yield rich({"type": "rich_text_list", "style": "bullet", "elements": lines})
    if page.pages > 1:
        yield section(text(locale, "hit-number", number=page.page, total=page.pages))


def help_page(help_: Help) -> Iterator[Payload]:
    """Yield what one can ask."""
    yield header(help_.title)
    if help_.text:
        yield section(help_.text)
    rows = [words(*literal(row.usage, code=True), *literal(f" {row.meaning}")) for row in help_.rows]
    if rows:
        yield rich(*rows)
    if help_.examples:
        yield rich(*(quoted(literal(example)) for example in help_.examples))


def home_page(home_: Home, locale: str) -> Iterator[Payload]:
    """Yield a person's home tab."""
    yield header(home_.title)
    if home_.today:
        yield from hit_card(home_.today, locale)
    if home_.language:
        yield section(home_.language)
    yield from map(schedule, home_.schedules)
    yield divider()
    yield from help_page(home_.help)
