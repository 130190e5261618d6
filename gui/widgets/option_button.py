"""Large buttons to choose from, made of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.widgets.labels import PlainLabel
from gui.widgets.painted import Painted

if TYPE_CHECKING:
    from gui.theme.palette import Theme


class OptionButton(Painted, QAbstractButton):
    """As high as the text in it needs, which can be selected with the mouse; a mere click presses the button."""

    def __init__(self, theme: Theme, *, hint: int, least: QSize) -> None:
        """``hint`` is the width that it would have, and ``least`` the size that it needs, px."""
        super().__init__(theme)
        self._hint, self._least = hint, least
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def let_clicks_through(self) -> None:
        """Make a click on anything inside a click on the button."""
        for child in self.findChildren(QWidget):
            if isinstance(child, PlainLabel):
                child.selectable().setCursor(self.cursor())
            else:
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def heightForWidth(self, width: int) -> int:
        """The height of the text at a width."""
        layout = self.layout()
        return max(self._least.height(), layout.heightForWidth(width) if layout else 0)

    def sizeHint(self) -> QSize:
        """The size of the text."""
        return QSize(self._hint, self.heightForWidth(max(self.width(), self._hint)))

    def minimumSizeHint(self) -> QSize:
        """A line or two."""
        return self._least
