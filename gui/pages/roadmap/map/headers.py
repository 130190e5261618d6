"""The heads of the stages, which stay in sight while the map scrolls beneath them."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget

from gui.pages.roadmap.map.map_style import REMARK
from gui.pages.roadmap.map.scene import GROUNDS
from gui.widgets.labels import plain_tip
from gui.widgets.painting import draw_bar, draw_focus, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.scene import StageColumn
    from gui.pages.roadmap.map.view_models import StageViewModel

_EDGE, _ABOVE, _BETWEEN, _BAR = 4, 8, 5, 6


class StageHeader(QAbstractButton):
    """Number and name of a stage, how far it is, and what is left; a click shows the sum."""

    def __init__(self, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setAccessibleDescription("Explains how this number is worked out")
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def stage(self) -> int:
        """The number of the stage."""
        return self._face.number

    def show_stage(self, face: StageViewModel, column: StageColumn, look: MapStyle) -> None:
        """Show a stage over its column."""
        self._face, self._column, self._look = face, column, look
        self.setText(f"{face.number}  {face.name}")
        self.setAccessibleName(face.spoken)
        self.setToolTip(plain_tip(face.spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines; as wide as its column."""
        return QSize(self.width(), head_height(self._look))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head, and where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() else self._ground
        paint_head(painter, self.rect(), self._face, self._column, ground, self._look)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._look)


def head_height(look: MapStyle) -> int:
    """How high a head has to be, px."""
    words = look.metrics(bold=True).height() + look.metrics(REMARK).height()
    return round(words) + 2 * _ABOVE + 2 * _BETWEEN + _BAR


def head_width(face: StageViewModel, look: MapStyle) -> int:
    """How wide the text of a head is, px, with the room right of it."""
    name = look.metrics(bold=True).horizontalAdvance(_title(face))
    return math.ceil(max(name, look.remark_width(face.words))) + _EDGE


def _title(face: StageViewModel) -> str:
    return f"{face.number} {face.name}"


def paint_head(
    painter: QPainter, frame: QRect, face: StageViewModel, column: StageColumn, ground: str, look: MapStyle
) -> None:
    """Paint name, bar and words over the boxes of a column."""
    fill(painter, frame, look.colour(ground))
    room = QRectF(column.left - column.start, _ABOVE, column.right - column.left, frame.height() - _ABOVE)
    metrics = look.metrics(bold=True)
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    title = QRectF(room.left(), room.top(), frame.width() - room.left() - _EDGE, metrics.height())
    name = metrics.elidedText(_title(face), Qt.TextElideMode.ElideRight, title.width())
    painter.setFont(look.font(bold=True))
    painter.setPen(look.colour("text"))
    painter.drawText(title, place, name)
    top = room.top() + metrics.height() + _BETWEEN
    bar = QRectF(room.left(), top, room.width(), _BAR)
    draw_bar(painter, bar, (("have", face.ticked), ("left", face.left)), look)
    room.setTop(top + _BAR + _BETWEEN)
    painter.setFont(look.font(REMARK))
    painter.setPen(look.colour("text2"))
    room.setWidth(title.width())
    words = look.metrics(REMARK).elidedText(face.words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, place, words)


class StageHeaders(QScrollArea):
    """One head over each column; its scroll bar, which is not shown, goes along with that of the map."""

    explanation_wanted = Signal(int, QWidget)
    """The sum of the stage of this number was asked for, by this widget."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Stages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QWidget()
        self.setWidget(self._row)
        self._heads: list[StageHeader] = []
        self._columns: Sequence[StageColumn] = ()
        self._most = 0

    def show_stages(self, faces: Sequence[StageViewModel], columns: Sequence[StageColumn], look: MapStyle) -> bool:
        """Show a head for each column; whether there are others than before. One that stays is never made anew."""
        before = len(self._heads)
        self._columns = columns
        while len(self._heads) > len(faces):
            head = self._heads.pop()
            head.hide()
            head.deleteLater()
        while len(self._heads) < len(faces):
            head = StageHeader(GROUNDS[len(self._heads) % len(GROUNDS)], self._row)
            head.clicked.connect(partial(self._ask, head))
            self._heads.append(head)
        for head, face, column in zip(self._heads, faces, columns, strict=True):
            head.show_stage(face, column, look)
            head.show()
        if self._heads:
            self.setFixedHeight(self._heads[0].sizeHint().height())
        self._place()
        return len(self._heads) != before

    def _ask(self, head: StageHeader, _is_checked: bool = False) -> None:
        self.explanation_wanted.emit(head.stage, head)

    def follow_range(self, _least: int, most: int) -> None:
        """Scroll as far as the map does, which may have a bar at its side."""
        self._most = most
        self._place()

    def keep_free(self, width: int) -> None:
        """Leave so many px free at the right, where something lies over the page."""
        self.setViewportMargins(0, 0, width, 0)
        self._place()

    def _place(self) -> None:
        whole = round(self._columns[-1].end) if self._columns else 0
        self._row.resize(max(whole, self._most + self.viewport().width()), self.height())
        for number, (head, column) in enumerate(zip(self._heads, self._columns, strict=True)):
            # The last one ends where the page ends, over a scroll bar, too.
            end = self._row.width() if number == len(self._heads) - 1 else round(column.end)
            head.setGeometry(round(column.start), 0, end - round(column.start), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last head ends where the page ends."""
        super().resizeEvent(event)
        self._place()

    @property
    def heads(self) -> Sequence[StageHeader]:
        """The heads from left to right."""
        return self._heads
