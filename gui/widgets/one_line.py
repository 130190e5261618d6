"""A one-line label that gives way where space is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QToolTip

from gui.widgets.labels import PlainLabel, plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LEAST = 40


class OneLine(PlainLabel):
    """Cut with an ellipsis rather than stretching the window; shown in full in a tooltip and to screen readers."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(min(_LEAST, self.sizeHint().width()), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Words that are cut are shown whole under the pointer."""
        if event.type() is QEvent.Type.ToolTip and self.width() < self.sizeHint().width():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
