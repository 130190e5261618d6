"""Cards with a title and a caption, and the labelled icons of a legend in their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, vbox
from gui.widgets.painted import Painted
from gui.widgets.painting import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from gui.theme.palette import Theme

    PaintSign: TypeAlias = Callable[[QPainter, QRectF, Theme], None]
    """Paints an icon into a frame."""


class Card(QFrame):
    """Content is added to ``column``."""

    def __init__(self, title: str, theme: Theme, caption: str = "") -> None:
        super().__init__()
        self.setProperty("variant", "card")
        self.setAccessibleName(title)
        self.caption = PlainLabel(caption, role="caption", tone="muted", theme=theme).wrapping()
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column = vbox(
            hbox(PlainLabel(title, role="section", bold=True, theme=theme), (self.caption, 1), gap=12),
            on=self,
            gap=8,
            margins=(16, 12, 16, 16),
        )


_GAP = 5
_LEAST_HEIGHT = 18


class IconLabel(Painted, QWidget):
    """As wide as its icon and text."""

    def __init__(self, paint: PaintSign, width: int, text: str, theme: Theme) -> None:
        """``width`` is that of the icon, px; it grows with the text."""
        super().__init__(theme)
        self._paint_icon, self._text = paint, text
        self._unit = theme.px(width) / width
        self._width = theme.px(width)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another text beside the same icon."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the icon and the text."""
        metrics = QFontMetrics(self._theme.font("caption"))
        width = self._width + _GAP + metrics.horizontalAdvance(self._text) + 4
        return QSize(width, max(_LEAST_HEIGHT, metrics.height()))

    def _paint(self, painter: QPainter) -> None:
        painter.scale(self._unit, self._unit)
        self._paint_icon(painter, QRectF(0, 0, self._width / self._unit, self.height() / self._unit), self._theme)
        painter.resetTransform()
        room = self.rect().adjusted(self._width + _GAP, 0, 0, 0)
        write(painter, room, self._text, self._theme.font("caption"), self._theme.colour("text2"))
