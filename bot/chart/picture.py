"""What stands where in the picture: time on the x axis, a lane a speaker, size by amount."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from math import copysign, sqrt

from bot.chart.axis import Axis
from bot.chart.lanes import Lane, Mark
from bot.chart.page import Box, Page, Pen

WIDTH, MARGIN = 432.0, 20.0
"""Points. A phone shows the page at four fifths: a 12-point label is as large as a caption there."""
HEAD, LANE, FOOT = 64.0, 88.0, 34.0
LINE = 46.0
"""From the top of a lane to its line."""
TITLE, NAME, SMALL, AMOUNT = 18.0, 14.0, 12.0, 11.0
LARGEST = 17.0
CROWD = 12
"""Marks of one lane, from which on neighbours are drawn as one."""
COLUMN = 30.0
"""How much of a crowded lane is drawn as one dot."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours: of the paper, of what is read first and second, of rules, of the lanes in turn."""

    paper: str
    ink: str
    faint: str
    rule: str
    lanes: tuple[str, ...]


LIGHT = Theme(
    paper="#ffffff",
    ink="#1f2328",
    faint="#59636e",
    rule="#d1d9e0",
    lanes=("#0b6bcb", "#c4501b", "#1a7f4b", "#8a3fb5", "#a3154f", "#6b6b00"),
)
DARK = Theme(
    paper="#1e1f22",
    ink="#f2f3f5",
    faint="#b5bac1",
    rule="#4a4d55",
    lanes=("#6cb6ff", "#f7915d", "#56d490", "#d2a8ff", "#ff80ab", "#d6d166"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, and nothing else: equal pictures are drawn once."""

    title: str
    subtitle: str
    lanes: tuple[Lane, ...]
    undated: str
    locale: str
    theme: Theme


Group = list[tuple[float, Mark]]
"""Marks that are drawn as one, with their places."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Where on the line, how large, and what for; without a label where it stands for several sources."""

    x: float
    radius: float
    count: int
    label: str = ""
    month: tuple[float, float] | None = None
    """From where to where, if only the month is known."""

    def box(self, y: float) -> Box:
        """Return the room that it takes."""
        return Box(self.x - self.radius, y - self.radius, self.x + self.radius, y + self.radius)


@lru_cache(maxsize=64)
def png(picture: Picture) -> bytes:
    """Return the picture as PNG."""
    page = Page(WIDTH, HEAD + LANE * max(1, len(picture.lanes)) + FOOT, picture.theme.paper)
    axis = Axis.over(picture.lanes, MARGIN, WIDTH - MARGIN)
    _head(page, picture)
    _ticks(page, axis, picture)
    for row, (lane, dots) in enumerate(zip(picture.lanes, _dots(axis, picture.lanes), strict=True)):
        top, colour = HEAD + LANE * row, picture.theme.lanes[row % len(picture.theme.lanes)]
        if axis.days:
            page.line((axis.left, top + LINE), (axis.right, top + LINE), picture.theme.rule, 1.5)
        _lane(page, lane.name, dots, colour, top, picture.theme)
    return page.png()


def _head(page: Page, picture: Picture) -> None:
    width = WIDTH - 2 * MARGIN
    page.text(MARGIN, 26, page.fit(picture.title, TITLE, width), Pen(TITLE, picture.theme.ink))
    page.text(MARGIN, 48, page.fit(picture.subtitle, SMALL, width), Pen(SMALL, picture.theme.faint))


def _ticks(page: Page, axis: Axis, picture: Picture) -> None:
    theme, bottom = picture.theme, page.height - FOOT
    free = 0.0
    for x, label in axis.ticks(4, picture.locale):
        width = page.measure(label, SMALL)
        page.line((x, HEAD), (x, bottom + 4), theme.rule)
        if _inside(x, width) - width / 2 >= free:
            page.text(_inside(x, width), bottom + 16, label, Pen(SMALL, theme.faint, "center"))
            free = _inside(x, width) + width / 2 + 6
    if axis.has_undated:
        middle = (axis.right + axis.edge) / 2
        page.text(middle, bottom + 16, picture.undated, Pen(SMALL, theme.faint, "center"))


def _lane(page: Page, name: str, dots: list[Dot], colour: str, top: float, theme: Theme) -> None:
    y = top + LINE
    name = page.fit(name, NAME, WIDTH - 2 * MARGIN)
    page.text(MARGIN, top + 14, name, Pen(NAME, colour, halo=theme.paper))
    for dot in dots:
        if dot.month:
            page.line((dot.month[0], y), (dot.month[1], y), colour, 4)
        page.dot((dot.x, y), dot.radius, colour, theme.paper)
    _numbers(page, dots, y, theme)
    _labels(page, dots, Box(MARGIN, top, MARGIN + page.measure(name, NAME) + 6, top + 24), y, theme)


def _dots(axis: Axis, lanes: tuple[Lane, ...]) -> list[list[Dot]]:
    """Return the dots of each lane, the largest first."""
    grouped = [_groups(axis, lane) for lane in lanes]
    most = max((_amount(group) for groups in grouped for group in groups), default=1)
    dots = [
        [
            _dot(axis, group, max(_smallest(_amount(group)), LARGEST * sqrt(_amount(group) / most)))
            for group in groups
        ]
        for groups in grouped
    ]
    return [sorted(row, key=lambda dot: -dot.count) for row in dots]


def _groups(axis: Axis, lane: Lane) -> list[Group]:
    """Return the marks of a lane; of a crowded one by column, and without labels."""
    crowded = len(lane.marks) > CROWD
    groups: dict[float, Group] = defaultdict(list)
    for number, (x, mark) in enumerate(axis.places(lane)):
        groups[x // COLUMN if crowded else number].append((x, replace(mark, label="") if crowded else mark))
    return list(groups.values())


def _smallest(amount: int) -> float:
    """Return the radius that has room for the number."""
    return 4 + 2.9 * len(str(amount))


def _amount(group: Group) -> int:
    return sum(mark.count for _, mark in group)


def _dot(axis: Axis, group: Group, radius: float) -> Dot:
    x = sum(x for x, _ in group) / len(group)
    if len(group) > 1:
        return Dot(x, radius, _amount(group))
    mark = group[0][1]
    month = (axis.place(mark.month[0]), axis.place(mark.month[1])) if mark.month else None
    return Dot(x, radius, mark.count, mark.label, month)


def _numbers(page: Page, dots: list[Dot], y: float, theme: Theme) -> None:
    """Write the amount into each dot, unless another hides it."""
    for number, dot in enumerate(dots):
        half = page.measure(str(dot.count), AMOUNT) / 2
        own = Box(dot.x - half, y - AMOUNT / 2, dot.x + half, y + AMOUNT / 2)
        if not any(own.overlaps(other.box(y)) for other in dots[number + 1 :]):
            page.text(dot.x, y, str(dot.count), Pen(AMOUNT, theme.paper, "center"))


def _labels(page: Page, dots: list[Dot], name: Box, y: float, theme: Theme) -> None:
    """Name the sources below or above their dots, the largest first, as long as there is room."""
    taken = [name, *(dot.box(y) for dot in dots)]
    for dot in dots:
        words = page.fit(dot.label, SMALL, 150)
        width = page.measure(words, SMALL)
        x = _inside(dot.x, width)
        for away in (dot.radius, -dot.radius, LARGEST, -LARGEST):
            place = y + away + copysign(11, away)
            box = Box(x - width / 2 - 3, place - 8, x + width / 2 + 3, place + 8)
            if words and not any(map(box.overlaps, taken)):
                page.text(x, place, words, Pen(SMALL, theme.ink, "center", halo=theme.paper))
                taken.append(box)
                break


def _inside(x: float, width: float) -> float:
    """Return the middle of a text of that width, as near to `x` as the margins allow."""
    return min(max(x, MARGIN + width / 2), WIDTH - MARGIN - width / 2)
