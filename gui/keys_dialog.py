"""The list of keys, as it is and not as somebody once wrote it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout

from gui.commands import KeyLine
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from gui.theme import Theme

_LIST_KEYS = (
    KeyLine("List", "Move from row to row, open and close", "Arrows"),
    KeyLine("List", "Tick the row", "Space"),
    KeyLine("List", "Go to a row", "Its first letters"),
    KeyLine("List", "Open or close the row", "Enter"),
    KeyLine("Map", "Move from box to box; along the arrows", "Arrows, Ctrl+Left, Ctrl+Right"),
    KeyLine("Map", "Tick the next can-do of the box", "Space"),
    KeyLine("Map", "Open the skill", "Enter"),
    KeyLine("Map", "Larger, smaller, fit", "+ − 0, Ctrl+wheel"),
    KeyLine("Map", "To what is left, and back", "L, Esc"),
    KeyLine("Study log", "Change the session; remove it", "Enter, Del"),
    KeyLine("Welcome", "Choose a way", "1 2"),
    KeyLine("Map", "Go to a box", "Its first letters"),
    KeyLine("Quick assess", "Claim a level, or pick one of a choice", "0 1 2 3 …"),
    KeyLine("Quick assess", "Skip; not for me; back", "S, X, Left"),
    KeyLine("Search", "Clear", "Esc"),
    KeyLine("Search", "Go on into the list", "Down"),
)


class KeysDialog(QDialog):
    """Menu, command, keys."""

    def __init__(self, lines: Iterable[KeyLine], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        last = ""
        for place, line in enumerate((*lines, *_LIST_KEYS)):
            menu = line.menu if line.menu != last else ""
            last = line.menu
            grid.addWidget(PlainLabel(menu, tone="muted", theme=theme), place, 0)
            grid.addWidget(PlainLabel(line.name, theme=theme), place, 1)
            grid.addWidget(PlainLabel(line.keys, bold=True, theme=theme), place, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(buttons)
