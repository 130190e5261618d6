"""The scale of colours of the study year: from no study to two hours or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from gui.charts.study_year import SHADES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.palette import Theme


class Shades(QWidget):
    """A row of squares between the words for its ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = theme.font("caption")
        theme.changed.connect(self.update)
        metrics = QFontMetrics(self._font)
        self._texts = ("none", "2\N{NO-BREAK SPACE}h or more")
        widths = [metrics.horizontalAdvance(text) for text in self._texts]
        self.setFixedSize(sum(widths) + len(SHADES) * 15 + 14, max(18, metrics.height()))
        self.setAccessibleName("A stronger colour means more study, from none to 2 hours or more")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words and the squares."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setFont(self._font)
        painter.setPen(colour("muted"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, self._texts[0])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._texts[1])
        start = painter.fontMetrics().horizontalAdvance(self._texts[0]) + 6
        painter.setPen(Qt.PenStyle.NoPen)
        for place, share in enumerate(SHADES):
            shade = colour("accent") if share else colour("left")
            shade.setAlphaF(share or 1)
            painter.setBrush(shade)
            painter.drawRoundedRect(start + place * 15, (self.height() - 12) // 2, 12, 12, 2, 2)
