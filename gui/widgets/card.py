"""A card: a title, a caption at its right, and content below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from gui.theme.palette import Theme


class Card(QFrame):
    """Content is added to ``column``."""

    def __init__(self, title: str, theme: Theme, caption: str = "") -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(8)
        self.caption = PlainLabel(caption, role="caption", tone="muted", theme=theme).wrapping()
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(PlainLabel(title, role="section", bold=True, theme=theme))
        head.addWidget(self.caption, 1)
        self.column.addLayout(head)
