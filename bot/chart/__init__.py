"""A timeline as a picture, as its alternative text, and as characters for the terminal."""

import threading

from bot.chart.lanes import lanes
from bot.chart.words import alt_text, text_chart
from bot.reply.found import Timeline
from bot.texts import text

__all__ = ["alt_text", "draw", "text_chart"]
_ONE_AT_A_TIME = threading.Lock()


def draw(timeline: Timeline, locale: str, *, dark: bool = False) -> bytes:
    """Return the timeline as PNG, 1,200 pixels wide; drawn once for equal content.

    It computes for tenths of a second: call it in a worker thread or process, never in an event loop.
    """
    with _ONE_AT_A_TIME:
        # Matplotlib is loaded with the first picture, not with the bot.
        from bot.chart.picture import DARK, LIGHT, Picture, png  # noqa: PLC0415

        sources = len(timeline.points) + len(timeline.undated)
        said = text(locale, "timeline-sources", count=sources), text(locale, "timeline-scale")
        picture = Picture(
            title=timeline.topic,
            subtitle=" · ".join(said),
            lanes=lanes(timeline, locale),
            undated=text(locale, "timeline-undated"),
            locale=locale,
            theme=DARK if dark else LIGHT,
        )
        return png(picture)
