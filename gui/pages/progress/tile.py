"""One number of the Progress page, with what it is above it and what belongs to it beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.labels import NumberButton, PlainLabel

if TYPE_CHECKING:
    from gui.theme import Theme


class Tile(QFrame):
    """The number explains itself."""

    explanation_wanted = Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._caption = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.number = NumberButton(theme, role="title")
        self.number.clicked.connect(lambda: self.explanation_wanted.emit(self.number))
        self._remark = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.number)
        line.addWidget(self._remark, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(2)
        column.addWidget(self._caption)
        column.addLayout(line)

    def show_number(self, caption: str, number: str, remark: str = "") -> None:
        """Show what the number is, the number, and what belongs to it."""
        self._caption.setText(caption)
        self.number.show_number(number)
        self.number.setAccessibleName(f"{caption}: {number}")
        self._remark.setText(remark)
        self.setAccessibleName(f"{caption}: {number}. {remark}")
