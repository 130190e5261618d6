"""One thread in which every chart is made and drawn, so that the window never waits for it."""

from __future__ import annotations

import io
import logging
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QImage, QPainter

from gui.app.background import Background
from gui.files.save_dialogs import png_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.charts.chart import Chart, Spot
    from gui.charts.style import ChartStyle

# Which weight a font has to do without is seen, and is nothing to print.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
_SETTINGS = threading.Lock()
"""matplotlib has one set of settings for all threads."""


class Drawing(NamedTuple):
    """A drawn chart."""

    chart: Chart
    style: ChartStyle
    image: QImage
    spots: Sequence[Spot]

    def on_paper(self) -> QImage:
        """The picture on the ground of its palette, to be shown anywhere."""
        paper = QImage(self.image.size(), QImage.Format.Format_RGB32)
        paper.setDevicePixelRatio(self.style.ratio)
        paper.fill(self.style.colours.colour("surface"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, self.image)
        painter.end()
        return paper

    def png(self) -> bytes:
        """The picture on its ground, as a file."""
        return png_of(self.on_paper(), self.chart.summary)


class Easel(Background):
    """Draws one chart after the other, and does what else takes as long."""

    def __init__(self) -> None:
        super().__init__("charts")

    def warm_up(self, done: Callable[[], object]) -> None:
        """Load matplotlib before anybody waits for it; then call ``done``."""
        self.submit(_load, lambda _: done())

    def draw(
        self,
        make: Callable[[], Chart],
        style: ChartStyle,
        is_wanted: Callable[[], bool],
        done: Callable[[Drawing], None],
    ) -> None:
        """Make and draw a chart, then call ``done`` with it in the window's thread, while it is wanted."""
        self.submit(lambda: render(make(), style), done, is_wanted=is_wanted)


def _load() -> None:
    import matplotlib.backends.backend_agg
    import matplotlib.font_manager  # noqa: F401  # what all charts use


def render(chart: Chart, style: ChartStyle) -> Drawing:
    """Draw a chart as pixels, in any thread."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with _SETTINGS, mpl.rc_context(style.settings()):
        figure = style.figure()
        spots = tuple(chart.draw(figure, style))
        canvas: Any = FigureCanvasAgg(figure)  # matplotlib’s canvases say no types
        canvas.draw()
        width, height = canvas.get_width_height(physical=True)
        # A copy: the pixels belong to the canvas, which goes with this function.
        image = QImage(bytes(canvas.buffer_rgba()), width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(style.ratio)
    return Drawing(chart, style, image, spots)


def svg_of(chart: Chart, style: ChartStyle) -> bytes:
    """Draw a chart as lines and text."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    with _SETTINGS, mpl.rc_context(style.settings()):
        figure = style.figure()
        chart.draw(figure, style)
        buffer = io.BytesIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": "Skillgap", "Title": chart.summary})
        return buffer.getvalue()
