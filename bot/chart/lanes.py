"""A timeline as lanes: who spoke of it when, and how much. What every chart is made from."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.corpus.model import PartialDate
from bot.reply.found import Point, Timeline
from bot.texts import text

MOST_LANES = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A speaker in a source: when, how many passages, and what to call it."""

    said: PartialDate | None
    count: int
    label: str

    @property
    def day(self) -> date | None:
        """Return where it stands on the axis: the middle of the month where only that is known."""
        if self.said is None:
            return None
        return date(self.said.year, self.said.month, self.said.day or 15)

    @property
    def month(self) -> tuple[date, date] | None:
        """Return its first and last day, where only the month is known."""
        if self.said is None or self.said.day:
            return None
        year, month = self.said.year, self.said.month
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Lane:
    """A speaker, or all those for whom there is no room."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def count(self) -> int:
        """Return the number of passages."""
        return sum(mark.count for mark in self.marks)


def lanes(timeline: Timeline, locale: str) -> tuple[Lane, ...]:
    """Return a lane a speaker, those who speak most of it first; the least of many share the last one."""
    points = (*timeline.points, *timeline.undated)
    names = {speaker.id: speaker.names.for_locale(locale) for point in points for speaker in point.speakers}
    amounts: Counter[str] = Counter()
    marks: dict[str, list[Mark]] = {speaker: [] for speaker in names}
    for point in points:
        for speaker, count in speaker_counts(point):
            amounts[speaker] += count
            marks[speaker].append(Mark(point.date, count, label(point, locale)))
    ranked = [speaker for speaker, _ in amounts.most_common()]
    kept = ranked if len(ranked) <= MOST_LANES else ranked[: MOST_LANES - 1]
    shown = [Lane(names[speaker], tuple(marks[speaker])) for speaker in kept]
    others = ranked[len(kept) :]
    return (*shown, *_rest([mark for speaker in others for mark in marks[speaker]], len(others), locale))


def speaker_counts(point: Point) -> Iterator[tuple[str, int]]:
    """Yield the speakers of a point with the number of their passages."""
    counts = point.counts or (point.count,) * len(point.speakers)
    for speaker, count in zip(point.speakers, counts, strict=True):
        yield speaker.id, count


def label(point: Point, locale: str) -> str:
    """Return the short name of a source."""
    source = point.source
    return source.show or source.title.for_locale(locale) or source.id


def _rest(marks: Sequence[Mark], speakers: int, locale: str) -> Iterator[Lane]:
    """Yield the lane of all others, if there are any; each source is one mark in it."""
    amounts: Counter[tuple[PartialDate | None, str]] = Counter()
    for mark in marks:
        amounts[mark.said, mark.label] += mark.count
    if amounts:
        merged = tuple(Mark(said, count, label_) for (said, label_), count in amounts.items())
        yield Lane(text(locale, "timeline-others", count=speakers), merged)
