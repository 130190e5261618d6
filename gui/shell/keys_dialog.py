"""The list of keyboard shortcuts, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QWidget

from gui.shell.commands import KeyLine
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import hbox, vbox
from gui.widgets.term import TermSign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_AROUND = (0, 80)
"""Pixels of the window that stay visible around the dialog, across and down: room for its title bar."""
_LIST_KEYS = (
    KeyLine("List", "Move from row to row, open and close", "Arrows"),
    KeyLine("List", "Tick the row", "Space"),
    KeyLine("List", "Go to a row", "Its first letters"),
    KeyLine("List", "Open or close the row", "Enter"),
    KeyLine("List", "In a narrow window: open what is selected, go back", "Enter, Esc"),
    KeyLine("Map", "Move from box to box; along the arrows", "Arrows, Ctrl+Left, Ctrl+Right"),
    KeyLine("Map", "Tick the next can-do in the box", "Space"),
    KeyLine("Map", "Open the skill", "Enter"),
    KeyLine("Map", "Larger, smaller, fit", "+ − 0, Ctrl+wheel"),
    KeyLine("Map", "Go to what’s left, and back", "L, Esc"),
    KeyLine("Study log", "Change the session; remove it", "Enter, Del"),
    KeyLine("Welcome", "Choose a direction", "1 2"),
    KeyLine("Map", "Go to a box", "Its first letters"),
    KeyLine("Quick assess", "Choose a level, or one of several alternatives", "0 1 2 3 …"),
    KeyLine("Quick assess", "Skip; not for me; back", "S, X, Left"),
    KeyLine("Search", "Clear", "Esc"),
    KeyLine("Search", "Move to the list", "Down"),
)


class KeysDialog(QDialog):
    """A row for each command: menu, name and keys."""

    def __init__(self, lines: Iterable[KeyLine], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        inner = QWidget()
        inner.setAutoFillBackground(False)
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 20, 24, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        last = ""
        for place, line in enumerate((*lines, *_LIST_KEYS)):
            menu, last = line.menu if line.menu != last else "", line.menu
            grid.addWidget(PlainLabel(menu, tone="muted", theme=theme), place, 0)
            grid.addWidget(PlainLabel(line.name, theme=theme), place, 1)
            grid.addWidget(PlainLabel(line.keys, bold=True, theme=theme), place, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll
        area.setAccessibleName("Keys")
        area.setWidget(inner)
        area.setMinimumWidth(inner.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        terms = TermSign(("skill", "can-do"), theme, icons, self)
        foot = hbox(terms, buttons, margins=(24, 12, 24, 16))
        column = vbox((area, 1), Separator(), foot, on=self, gap=0)
        whole = QSize(self.sizeHint().width(), inner.sizeHint().height() + column.sizeHint().height())
        self.resize(whole.boundedTo(parent.size() - QSize(*_AROUND)))
