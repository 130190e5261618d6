"""One number of the Progress page, with what it is above it and what belongs to it beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

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
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 8)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self.number)
        column.addWidget(self._remark)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_number(self, caption: str, number: str, remark: str = "") -> None:
        """Show what the number is, the number, and what belongs to it."""
        self._caption.setText(caption)
        self.number.show_number(number)
        self.number.setAccessibleName(f"{caption}: {number}")
        self._remark.setText(remark)
        self.setAccessibleName(f"{caption}: {number}. {remark}")
