"""Shows all of a text that is too long for its field, to read and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from gui.app.date_format import locale_forms
from gui.widgets.buttons import PlainButton
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme

_SIZE = (640, 480)
_LONGEST_LINE = 1_000
"""Qt lays out a paragraph as a whole, in a time that grows with the square of its length if it has no blanks."""


def broken(text: str) -> str:
    """A text with its very long lines broken, for display only."""
    return "\n".join(
        "\n".join(line[start : start + _LONGEST_LINE] for start in range(0, len(line) or 1, _LONGEST_LINE))
        for line in text.split("\n")
    )


class LongTextDialog(QDialog):
    """Shows the whole text, copies it exactly, and can offer to remove it."""

    removed = Signal()
    """Remove the text."""

    def __init__(self, title: str, text: str, remove: str, theme: Theme, parent: QWidget) -> None:
        """``remove`` is the text of the button that removes the text; empty for no such button."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._text = text
        shown = broken(text)
        self.field = ExactTextEdit(shown)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(title)
        self.copy = PlainButton("Copy all")
        self.copy.clicked.connect(self._copy)
        self.remove = PlainButton(remove)
        self.remove.setVisible(bool(remove))
        self.remove.clicked.connect(self._remove)
        close = PlainButton("Close")
        close.clicked.connect(self.accept)
        words = f"{locale_forms().number(len(text))} characters."
        if shown != text:
            words += " Very long lines are wrapped here. A copy keeps them as they are."
        vbox(
            PlainLabel(words, tone="text2", theme=theme).wrapping().selectable(),
            (self.field, 1),
            hbox(self.copy, self.remove, STRETCH, close, gap=8),
            on=self,
            gap=12,
            margins=(20, 16, 20, 16),
        )
        self.resize(min(_SIZE[0], parent.width() - 32), min(_SIZE[1], parent.height() - 32))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _remove(self) -> None:
        self.removed.emit()
        self.accept()
