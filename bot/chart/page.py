"""A sheet measured in points from its top left corner. What is drawn later covers what was before."""

from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Literal, Self

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke

from bot.chart.glyphs import drawable, font

DPI = 200
POINTS = 72
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Self) -> bool:
        """Return whether they share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Pen:
    """How a text is written; a halo keeps it readable where it crosses a line."""

    size: float
    colour: str
    align: Literal["left", "center", "right"] = "left"
    halo: str = "none"


class Page:
    """Draws with objects of its own, never with pyplot's global ones, which only one thread may use."""

    def __init__(self, width: float, height: float, paper: str) -> None:
        self.width = width
        self.height = height
        self._figure = Figure((width / POINTS, height / POINTS), dpi=DPI, facecolor=paper)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._layers = count()

    def text(self, x: float, y: float, words: str, pen: Pen) -> None:
        """Write one line, centred on `y`."""
        self._axes.text(
            x,
            y,
            drawable(words),
            fontproperties=font(pen.size),
            color=pen.colour,
            ha=pen.align,
            va="center_baseline",
            parse_math=False,
            path_effects=[withStroke(linewidth=3, foreground=pen.halo)] if pen.halo != "none" else [],
            zorder=next(self._layers),
        )

    def measure(self, words: str, size: float) -> float:
        """Return how wide a line is."""
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        width, _, _ = renderer.get_text_width_height_descent(drawable(words), font(size), ismath=False)
        return float(width) * POINTS / DPI

    def fit(self, words: str, size: float, width: float) -> str:
        """Return as much of a line as fits, with an ellipsis where it is cut."""
        shortest, longest = 0, min(len(words), 300)
        if longest == len(words) and self.measure(words, size) <= width:
            return words
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            fits = self.measure(words[:middle] + "…", size) <= width
            shortest, longest = (middle, longest) if fits else (shortest, middle - 1)
        return words[:shortest].rstrip() + "…"

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
    ) -> None:
        """Draw a straight line."""
        xs, ys = zip(start, end, strict=True)
        line = Line2D(
            xs, ys, color=colour, linewidth=width, solid_capstyle="round", zorder=next(self._layers)
        )
        self._axes.add_line(line)

    def dot(self, centre: Place, radius: float, fill: str, edge: str) -> None:
        """Draw a filled circle with a thin edge."""
        layer = next(self._layers)
        self._axes.add_patch(
            Circle(centre, radius, facecolor=fill, edgecolor=edge, linewidth=1.2, zorder=layer)
        )

    def png(self) -> bytes:
        """Return the page as PNG."""
        stream = BytesIO()
        self._canvas.print_png(stream)  # type: ignore[no-untyped-call]
        return stream.getvalue()
