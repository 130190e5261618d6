"""Charts drawn as pixels or as SVG, in any thread."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QImage, QPainter

from gui.files.save_dialogs import png_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.charts.chart import Chart, Spot
    from gui.charts.chart_style import ChartStyle

_SETTINGS = threading.Lock()
"""matplotlib has one set of settings for all threads."""


class RenderedChart(NamedTuple):
    """A chart as pixels on a transparent ground, and the spots of it that have a text."""

    chart: Chart
    style: ChartStyle
    image: QImage
    spots: Sequence[Spot]

    def on_paper(self) -> QImage:
        """The image on the background of its palette, to be shown anywhere."""
        paper = QImage(self.image.size(), QImage.Format.Format_RGB32)
        paper.setDevicePixelRatio(self.style.ratio)
        paper.fill(self.style.colours.colour("surface"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, self.image)
        painter.end()
        return paper

    def png(self) -> bytes:
        """The image on its background, as a PNG file."""
        return png_of(self.on_paper(), self.chart.summary)


def warm_up(style: ChartStyle) -> None:
    """Load matplotlib and draw a figure that nobody sees.

    The first figure of a process fills caches of fonts, glyphs and markers, which takes longer than drawing it.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with _SETTINGS, mpl.rc_context(style.settings()):
        figure = style.figure()
        axes = style.axes(figure, 20, 20, 20, 20)
        axes.plot([0, 1], [0, 1], "o")
        axes.fill_between([0, 1], 0, 1, step="post", hatch="///")
        for weight in (400, 600):
            style.write(axes, 0, 0, "0123456789", "text", weight=weight)
        canvas: Any = FigureCanvasAgg(figure)
        canvas.draw()


def render(chart: Chart, style: ChartStyle) -> RenderedChart:
    """Draw a chart as pixels."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with _SETTINGS, mpl.rc_context(style.settings()):
        figure = style.figure()
        spots = tuple(chart.draw(figure, style))
        canvas: Any = FigureCanvasAgg(figure)  # matplotlib’s canvases are not typed
        canvas.draw()
        width, height = canvas.get_width_height(physical=True)
        # The pixels belong to the canvas, which does not outlive this function, so they are copied.
        image = QImage(bytes(canvas.buffer_rgba()), width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(style.ratio)
    return RenderedChart(chart, style, image, spots)


def svg_of(chart: Chart, style: ChartStyle) -> bytes:
    """Draw a chart as an SVG file in which text stays text."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    with _SETTINGS, mpl.rc_context(style.settings()):
        figure = style.figure()
        chart.draw(figure, style)
        buffer = io.BytesIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": "Skillgap", "Title": chart.summary})
        return buffer.getvalue()
