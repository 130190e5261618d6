"""The widget that shows a chart, with keyboard and pointer access to its spots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.charts.chart_style import current_style
from gui.widgets.accessibility import announce
from gui.widgets.accessible_roles import set_role
from gui.widgets.labels import plain_tip
from gui.widgets.painting import draw_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint, QSize
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent

    from gui.charts.chart import Chart, Spot
    from gui.charts.chart_style import ChartStyle
    from gui.charts.rendering import RenderedChart
    from gui.charts.worker import ChartWorker
    from gui.theme.palette import Theme

_SETTLE_MS = 40
"""How long a size must be stable before the chart is redrawn; a resize by dragging passes through many."""


class ChartView(QWidget):
    """Shows one chart; the last picture stays until the next one is drawn. The same key is not made twice."""

    drawn = Signal()
    """A new picture is shown."""
    settled = Signal()
    """The picture is the one that is wanted: a new one, or the last one again after the room for it came back."""

    def __init__(self, name: str, least: QSize, worker: ChartWorker, theme: Theme) -> None:
        super().__init__()
        self._name, self._least, self._worker, self._theme = name, least, worker, theme
        self._key: object = None
        self._make: Callable[[], Chart] | None = None
        self._request: tuple[object, ChartStyle] | None = None
        self._drawing: RenderedChart | None = None
        self._made_of: object = None
        self._at: int | None = None
        set_role(ChartView, "Chart")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        theme.changed.connect(self._draw_soon)

    def sizeHint(self) -> QSize:
        """The minimum size of the chart."""
        return self._least

    def minimumSizeHint(self) -> QSize:
        """The minimum size of the chart."""
        return self._least

    @property
    def chart(self) -> Chart | None:
        """The chart shown; None until the first one is drawn."""
        return self._drawing.chart if self._drawing else None

    @property
    def is_current(self) -> bool:
        """Whether the picture shows the chart last asked for, in the current size and palette."""
        drawing = self._drawing
        return drawing is not None and self._made_of == self._key and drawing.style == self.style_now()

    def show_chart(self, key: object, make: Callable[[], Chart]) -> None:
        """Show the chart that ``make`` returns; it is called in the worker thread. ``key`` is what it depends on.

        It is drawn once what is around it is painted: two threads that share an interpreter make each other wait.
        """
        if key != self._key or self._make is None:
            self._key, self._make = key, make
            self._timer.start(0)

    def style_now(self) -> ChartStyle:
        """The style for the current palette, font and size."""
        return current_style(self._theme, self.size(), self.devicePixelRatioF())

    def _draw_soon(self) -> None:
        self._timer.start(_SETTLE_MS if self._drawing else 0)

    def _draw(self) -> None:
        """Request a picture of what is wanted, unless that is shown or has been requested already."""
        make = self._make
        if make is None or not self.isVisible():
            return
        request = self._key, self.style_now()
        if self.is_current:
            self._request = None
            self.settled.emit()
        elif request != self._request:
            self._request = request
            if self._drawing and self._made_of == self._key:
                make = partial(_given, self._drawing.chart)  # only the style has changed
            is_wanted = partial(self._is_requested, request)
            self._worker.draw(make, request[1], is_wanted, partial(self._take, request))

    def _is_requested(self, request: object) -> bool:
        return request is self._request

    def _take(self, request: tuple[object, ChartStyle], drawing: RenderedChart) -> None:
        if self._is_requested(request):
            self._request = None
            self._show(drawing, request[0])

    def _show(self, drawing: RenderedChart, key: object) -> None:
        if key != self._made_of:
            self._at = None
        self._drawing, self._made_of = drawing, key
        self.setAccessibleDescription(drawing.chart.summary)
        self.update()
        self.drawn.emit()
        if self.is_current:
            self.settled.emit()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Redraw for the new size once it is stable."""
        super().resizeEvent(event)
        self._draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was asked for while the widget was hidden."""
        super().showEvent(event)
        self._draw_soon()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw for a screen with another device pixel ratio."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw_soon()

    # Spots

    @property
    def spot(self) -> Spot | None:
        """The spot that has the keyboard cursor."""
        spots = self._drawing.spots if self._drawing else ()
        return spots[self._at] if self._at is not None and self._at < len(spots) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor from spot to spot and announce it."""
        spots = self._drawing.spots if self._drawing else ()
        last = len(spots) - 1
        at = self._at
        match Qt.Key(event.key()):
            case Qt.Key.Key_Right | Qt.Key.Key_Down if spots:
                at = 0 if at is None else min(last, at + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up if spots:
                at = last if at is None else max(0, at - 1)
            case Qt.Key.Key_Home if spots:
                at = 0
            case Qt.Key.Key_End if spots:
                at = last
            case _:
                super().keyPressEvent(event)
                return
        self._at = at
        self.update()
        if self.spot:
            announce(self, self.spot.text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the cursor."""
        super().focusOutEvent(event)
        self._at = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show the text of the spot under the pointer as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = event.pos()
            found = self.spot_at(place)
            if found:
                QToolTip.showText(event.globalPos(), plain_tip(found.text), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def spot_at(self, place: QPoint) -> Spot | None:
        """The spot at a point of the widget."""
        for spot in self._drawing.spots if self._drawing else ():
            if spot.x <= place.x() < spot.x + spot.width and spot.y <= place.y() < spot.y + spot.height:
                return spot
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the last picture unscaled; before the first one, a few grid lines."""
        painter = QPainter(self)
        if self._drawing:
            painter.drawImage(0, 0, self._drawing.image)
        else:
            painter.setPen(QPen(self._theme.colour("line"), 1))
            for line in range(1, 5):
                y = round(self.height() * line / 5)
                painter.drawLine(0, y, self.width(), y)
        if self.hasFocus():
            spot = self.spot
            if spot:
                painter.setPen(Qt.PenStyle.NoPen)
                tint = self._theme.colour("accent")
                tint.setAlpha(40)
                painter.setBrush(tint)
                painter.drawRect(QRectF(spot.x, spot.y, spot.width, spot.height))
                self._paint_words(painter, spot)
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)

    def _paint_words(self, painter: QPainter, spot: Spot) -> None:
        """Paint the text of the current spot beside it, within the chart."""
        painter.setFont(self._theme.font("caption"))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(spot.text) + 16, metrics.height() + 8
        left = min(max(2.0, spot.x + spot.width / 2 - width / 2), max(2.0, self.width() - width - 2.0))
        top = max(2.0, spot.y - height - 2) if spot.height < self.height() / 2 else spot.y + 2
        frame = QRectF(left, top, width, height)
        painter.setPen(QPen(self._theme.colour("control"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, spot.text)


def _given(chart: Chart) -> Chart:
    return chart
