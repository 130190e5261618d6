"""Two widgets beside each other where there is room for both, else the second below the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 12


class YieldingRow(QWidget):
    """The first stands at the left edge, the second at the right one while both are in one row."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(first)
        self._box.addStretch(1)
        self._box.addWidget(second)

    def arrange(self) -> None:
        """Choose again, after the widgets or the room have changed."""
        beside = self._first.sizeHint().width() + _GAP + self._second.sizeHint().width() <= self.width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrower than both together: that is when the second yields."""
        hints = (self._first.sizeHint(), self._second.sizeHint())
        return QSize(max(hint.width() for hint in hints), super().minimumSizeHint().height())
