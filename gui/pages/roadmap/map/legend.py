"""What signs and lines on the map mean, and which keys move on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.labels import PlainLabel, Sign
from roadmaps.standing import State

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.icons import Icons
    from gui.theme import Theme

_LINES_FROM, _KEYS_FROM = 700, 840
"""Widths, px, from which there is room for the lines, and for the keys."""


class ArrowSample(QWidget):
    """A short arrow of a kind."""

    def __init__(self, theme: Theme, *, is_dashed: bool) -> None:
        super().__init__()
        self._theme, self._is_dashed = theme, is_dashed
        self.setFixedSize(QSize(28, 12))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, middle, tip = self._theme.colour("accent"), self.height() / 2, self.width() - 1
        pen = QPen(colour, 1.5 if self._is_dashed else 2)
        if self._is_dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, middle), QPointF(tip - 7, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, middle), QPointF(tip - 7, middle - 4), QPointF(tip - 7, middle + 4)])
        )


class Legend(QFrame):
    """Gives up the keys and the lines where room is short; the signs stay."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setProperty("look", "legend")
        self._lines = QWidget()
        lines = QHBoxLayout(self._lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for text, is_dashed in (("needed first", False), ("opened by it", True)):
            lines.addWidget(ArrowSample(theme, is_dashed=is_dashed))
            lines.addWidget(PlainLabel(text, role="caption", tone="text2", theme=theme))
            lines.addSpacing(8)
        self._keys = PlainLabel(
            "Arrow keys move · Enter opens · Space ticks", role="caption", tone="muted", theme=theme
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(6)
        for state in (State.HAVE, State.LEARNING, State.READY, State.LOCKED):
            row.addWidget(Sign(STATE_ICONS[state], STATE_MEANINGS[state], theme, icons, size=14))
            row.addWidget(PlainLabel(STATE_NAMES[state], role="caption", tone="text2", theme=theme))
            row.addSpacing(8)
        row.addWidget(self._lines)
        row.addStretch(1)
        row.addWidget(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._lines.setVisible(event.size().width() >= _LINES_FROM)
        self._keys.setVisible(event.size().width() >= _KEYS_FROM)
