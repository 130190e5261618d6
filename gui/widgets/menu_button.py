"""A button that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton


class MenuButton(QToolButton):
    """Opens its ``choices`` below it, by a click or a key."""

    def __init__(self, text: str = "", name: str = "") -> None:
        """``name`` is for screen readers; the text, if it is left out."""
        super().__init__()
        self.setProperty("variant", "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.show_text(text, name or text)

    def show_text(self, text: str, name: str) -> None:
        """Show another text, and name the button to screen readers."""
        self.setText(f"{text} ▾")
        self.setAccessibleName(name)
