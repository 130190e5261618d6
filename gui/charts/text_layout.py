"""Measuring chart text, and placing labels so that none overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle

_MARGIN = 2
"""Minimum space between two labels, and between a label and the edge of the picture, px."""


class Offset(NamedTuple):
    """A candidate position of a label: px right of and above its point, and which end of the text is there."""

    x: float
    y: float
    align: str = "left"


class Box(NamedTuple):
    """A rectangle in pixels from the bottom left corner of the picture."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles share a point, or are closer than a label may be."""
        return (
            self.left < other.right + _MARGIN
            and other.left < self.right + _MARGIN
            and self.bottom < other.top + _MARGIN
            and other.bottom < self.top + _MARGIN
        )


class TextMeasure:
    """Measures text in the current matplotlib settings."""

    def __init__(self, figure: Figure, style: ChartStyle) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        canvas: Any = FigureCanvasAgg(figure)  # matplotlib’s canvases are not typed
        self._renderer = canvas.get_renderer()
        self._ratio = style.ratio
        self._sizes: dict[tuple[str, int], tuple[float, float]] = {}

    def size(self, text: str, weight: int = 400) -> tuple[float, float]:
        """Width and height of one line, px."""
        from matplotlib.font_manager import FontProperties

        if (text, weight) not in self._sizes:
            width, height, _ = self._renderer.get_text_width_height_descent(text, FontProperties(weight=weight), False)
            self._sizes[text, weight] = width / self._ratio, height / self._ratio
        return self._sizes[text, weight]

    def widest(self, texts: Iterable[str], weight: int = 400) -> float:
        """The width of the longest of some lines, px; 0 for none."""
        return max((self.size(text, weight)[0] for text in texts), default=0.0)


class Labels:
    """Places the labels of one picture. One without a free position is left out; the table has its fact too."""

    def __init__(self, axes: Axes, style: ChartStyle, measure: TextMeasure) -> None:
        self._axes, self._style, self._measure = axes, style, measure
        place = axes.get_position()
        left, bottom = place.x0 * style.width, place.y0 * style.height
        # The space of the tick labels along both axes.
        self._taken = [Box(0, 0, style.width, bottom - _MARGIN), Box(0, 0, left - _MARGIN, style.height)]

    def reserve(self, first: tuple[float, float], last: tuple[float, float], padding: float = 0) -> None:
        """Keep labels off a rectangle between two points of the data, widened by ``padding`` px."""
        (left, bottom), (right, top) = self._pixels(first), self._pixels(last)
        self._taken.append(Box(left - padding, bottom - padding, right + padding, top + padding))

    def write(
        self, point: tuple[float, float], text: str, meaning: str, offsets: Sequence[Offset], weight: int = 400
    ) -> bool:
        """Write ``text`` near a point of the data at the first offset that is free; whether one was."""
        x, y = self._pixels(point)
        width, height = self._measure.size(text, weight)
        for offset in offsets:
            left = x + offset.x - {"left": 0.0, "center": width / 2, "right": width}[offset.align]
            bottom = y + offset.y - height / 2
            box = Box(left, bottom, left + width, bottom + height)
            if self._is_inside(box) and not any(box.overlaps(other) for other in self._taken):
                self._taken.append(box)
                self._style.write(
                    self._axes, *point, text, meaning, (offset.x, offset.y), ha=offset.align, weight=weight
                )
                return True
        return False

    def _pixels(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = self._axes.transData.transform(point)
        return float(x) / self._style.ratio, float(y) / self._style.ratio

    def _is_inside(self, box: Box) -> bool:
        style = self._style
        return box.left >= 0 and box.bottom >= 0 and box.right <= style.width and box.top <= style.height
