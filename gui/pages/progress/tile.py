"""One number of the Progress page between its caption and a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gui.widgets.buttons import NumberButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import vbox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme.palette import Theme


_EDGE, _ABOVE = 13, 8
_INSET = NumberButton.INSET


class Tile(QFrame):
    """A caption, a number that opens its explanation, and a remark."""

    explanation_wanted = Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._caption = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.number = NumberButton(theme, role="title").wrapping()
        self.number.clicked.connect(lambda: self.explanation_wanted.emit(self.number))
        self._remark = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        for words in (self._caption, self._remark):
            words.setContentsMargins(_INSET, 0, 0, 0)  # in line with the number
        vbox(self._caption, self.number, self._remark, on=self, gap=0, margins=(_EDGE - _INSET, _ABOVE, _EDGE, _ABOVE))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_number(self, caption: str, number: str, remark: str = "") -> None:
        """Show a caption, a number and a remark."""
        self._caption.setText(caption)
        self.number.show_number(number)
        self.number.setAccessibleName(f"{caption}: {number}")
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.setAccessibleName(f"{caption}: {number}. {remark}")
        self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text needs more height at less width."""
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        # Layouts give wrapped labels only their minimum height.
        width = self.width() - 2 * _EDGE + _INSET
        number = self.number.heightForWidth(width)
        self.number.setMinimumHeight(number)
        words = [label.heightForWidth(width) for label in (self._caption, self._remark) if label.text()]
        self.setMinimumHeight(sum(words) + number + 2 * _ABOVE + 2)
