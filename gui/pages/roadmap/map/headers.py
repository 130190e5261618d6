"""The headers of the stages, which stay in sight while the map scrolls below them."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget

from gui.pages.roadmap.map.map_style import REMARK
from gui.pages.roadmap.map.scene import GROUNDS
from gui.widgets.context_menu import ContextMenu
from gui.widgets.labels import plain_tip
from gui.widgets.painting import draw_bar, draw_focus, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu

    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.scene import StageColumn
    from gui.pages.roadmap.map.view_models import StageViewModel

_EDGE, _ABOVE, _BETWEEN, _BAR = 4, 8, 5, 6


class StageHeader(QAbstractButton):
    """Number and name of a stage, its progress, and what is left; a click explains the number."""

    def __init__(self, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setAccessibleDescription("Explains how this number is worked out")
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def stage(self) -> int:
        """The number of the stage."""
        return self._view_model.number

    def show_stage(self, view_model: StageViewModel, column: StageColumn, style: MapStyle) -> None:
        """Show a stage over its column."""
        self._view_model, self._column, self._style = view_model, column, style
        self.setText(f"{view_model.number}  {view_model.name}")
        self.setAccessibleName(view_model.spoken)
        self.setToolTip(plain_tip(view_model.spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """The height of its lines; the width of its column."""
        return QSize(self.width(), header_height(self._style))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the header and its focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() else self._ground
        paint_header(painter, self.rect(), self._view_model, self._column, ground, self._style)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._style)


def header_height(style: MapStyle) -> int:
    """The height of a header, px."""
    words = style.metrics(bold=True).height() + style.metrics(REMARK).height()
    return round(words) + 2 * _ABOVE + 2 * _BETWEEN + _BAR


def header_width(view_model: StageViewModel, style: MapStyle) -> int:
    """The width of the text of a header, px, including its right margin."""
    name = style.metrics(bold=True).horizontalAdvance(_title(view_model))
    return math.ceil(max(name, style.remark_width(view_model.words))) + _EDGE


def _title(view_model: StageViewModel) -> str:
    return f"{view_model.number} {view_model.name}"


def paint_header(
    painter: QPainter, frame: QRect, view_model: StageViewModel, column: StageColumn, ground: str, style: MapStyle
) -> None:
    """Paint name, bar and text over the boxes of a column."""
    fill(painter, frame, style.colour(ground))
    room = QRectF(column.left - column.start, _ABOVE, column.right - column.left, frame.height() - _ABOVE)
    metrics = style.metrics(bold=True)
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    title = QRectF(room.left(), room.top(), frame.width() - room.left() - _EDGE, metrics.height())
    name = metrics.elidedText(_title(view_model), Qt.TextElideMode.ElideRight, title.width())
    painter.setFont(style.font(bold=True))
    painter.setPen(style.colour("text"))
    painter.drawText(title, place, name)
    top = room.top() + metrics.height() + _BETWEEN
    bar = QRectF(room.left(), top, room.width(), _BAR)
    draw_bar(painter, bar, (("have", view_model.ticked), ("left", view_model.left)), style)
    room.setTop(top + _BAR + _BETWEEN)
    painter.setFont(style.font(REMARK))
    painter.setPen(style.colour("text2"))
    room.setWidth(title.width())
    words = style.metrics(REMARK).elidedText(view_model.words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, place, words)


class StageHeaders(QScrollArea):
    """One header over each column. Its hidden scroll bar follows that of the map."""

    explanation_wanted = Signal(int, QWidget)
    """The numbers of this stage are to be explained, next to this widget."""
    menu_wanted = Signal(int, QWidget, object)
    """A context menu opens on this stage, at this widget: add what can be done with it to this QMenu."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Stages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QWidget()
        self.setWidget(self._row)
        self.headers: list[StageHeader] = []
        """The headers from left to right."""
        self._columns: Sequence[StageColumn] = ()
        self._most = 0

    def show_stages(
        self, view_models: Sequence[StageViewModel], columns: Sequence[StageColumn], style: MapStyle
    ) -> bool:
        """Show a header for each column, reusing those that exist; returns whether their number changed."""
        before = len(self.headers)
        self._columns = columns
        while len(self.headers) > len(view_models):
            header = self.headers.pop()
            header.hide()
            header.deleteLater()
        while len(self.headers) < len(view_models):
            header = StageHeader(GROUNDS[len(self.headers) % len(GROUNDS)], self._row)
            header.clicked.connect(lambda _=False, at=header: self.explanation_wanted.emit(at.stage, at))
            ContextMenu(header, partial(self._fill_menu, header))
            self.headers.append(header)
        for header, view_model, column in zip(self.headers, view_models, columns, strict=True):
            header.show_stage(view_model, column, style)
            header.show()
        if self.headers:
            self.setFixedHeight(self.headers[0].sizeHint().height())
        self._place()
        return len(self.headers) != before

    def _fill_menu(self, header: StageHeader, menu: QMenu) -> None:
        self.menu_wanted.emit(header.stage, header, menu)

    def follow_range(self, _least: int, most: int) -> None:
        """Scroll as far as the map does, whose view is narrower where it has a vertical scroll bar."""
        self._most = most
        self._place()

    def keep_free(self, width: int) -> None:
        """Leave ``width`` px free at the right, where the drawer lies over the page."""
        self.setViewportMargins(0, 0, width, 0)
        self._place()

    def _place(self) -> None:
        whole = round(self._columns[-1].end) if self._columns else 0
        self._row.resize(max(whole, self._most + self.viewport().width()), self.height())
        for number, (header, column) in enumerate(zip(self.headers, self._columns, strict=True)):
            # The last one reaches to the edge of the page, above a scroll bar too.
            end = self._row.width() if number == len(self.headers) - 1 else round(column.end)
            header.setGeometry(round(column.start), 0, end - round(column.start), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stretch the last header to the edge of the page."""
        super().resizeEvent(event)
        self._place()
