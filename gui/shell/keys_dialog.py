"""The list of keyboard shortcuts, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from gui.shell.commands import KeyLine
from gui.widgets.buttons import PlainButton
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.term import TermSign
from gui.widgets.text_line import find_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_AROUND = (0, 80)
"""How much smaller than the window the dialog is, across and down, px: room for its title bar."""
_LIST_KEYS = (
    KeyLine("List", "Move from row to row, open and close", "Arrows"),
    KeyLine("List", "First row, last row, a page up or down", "Home, End, Page Up, Page Down"),
    KeyLine("List", "Select several rows; all of them", "Shift+arrows, Ctrl+A"),
    KeyLine("List", "Edit the note on the skill; back to the list", "F2, Esc"),
    KeyLine("List", "Tick the row", "Space"),
    KeyLine("List", "Go to a row", "Its first letters"),
    KeyLine("List", "Open or close the row", "Enter"),
    KeyLine("List", "In a narrow window: open what is selected, go back", "Enter, Esc"),
    KeyLine("Map", "Move from box to box; along the arrows", "Arrows, Ctrl+Left, Ctrl+Right"),
    KeyLine("Map", "Tick the next can-do in the box", "Space"),
    KeyLine("Map", "Open the skill", "Enter"),
    KeyLine("Map", "Zoom in, zoom out, fit", "+ − 0, Ctrl+wheel"),
    KeyLine("Map", "Go to what’s left, and back", "L, Esc"),
    KeyLine("Edit roadmap", "Move the skill or the stage up or down", "Alt+Up, Alt+Down"),
    KeyLine("Edit roadmap", "Raise or lower the level; take the skill off", "+ −, Del"),
    KeyLine("Edit roadmap", "Rename the stage; done", "F2, Esc"),
    KeyLine("Anywhere", "Menu of the selected item", "Menu, Shift+F10"),
    KeyLine("Study log", "Edit the session; remove it", "F2 or Enter, Del"),
    KeyLine("Evidence", "Open it; edit it; remove it", "Enter, F2, Del"),
    KeyLine("Plan", "Move the skill up or down", "Alt+Up, Alt+Down"),
    KeyLine("Welcome", "Choose a direction", "1 2"),
    KeyLine("Map", "Go to a box", "Its first letters"),
    KeyLine("Quick assess", "Choose a level, or one of several alternatives", "0 1 2 3 …"),
    KeyLine("Quick assess", "Skip; not for me; back", "S, X, Left"),
    KeyLine("Search", "Clear", "Esc"),
    KeyLine("Search", "Move to the list", "Down"),
)


_PLACES = tuple(dict.fromkeys(line.menu for line in _LIST_KEYS))


class KeysDialog(QDialog):
    """A row for each command: menu, name and keys. The field at the top filters them."""

    def __init__(self, lines: Iterable[KeyLine], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self._lines = (*lines, *sorted(_LIST_KEYS, key=lambda line: _PLACES.index(line.menu)))
        self.filter = find_field("Find a command or a key")
        self.filter.textChanged.connect(self._show_matches)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 12, 24, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        self._rows: list[tuple[PlainLabel, ...]] = []
        for place, line in enumerate(self._lines):
            row = (
                PlainLabel(tone="muted", theme=theme),
                PlainLabel(line.name, theme=theme),
                PlainLabel(line.keys, bold=True, theme=theme),
            )
            for across, label in enumerate(row):
                grid.addWidget(label, place, across)
            self._rows.append(row)
        grid.setRowStretch(len(self._rows), 1)
        self._nothing = PlainLabel("No command or key matches.", tone="muted", theme=theme)
        self._nothing.setContentsMargins(24, 12, 24, 12)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.print = PlainButton("Print …")
        self.print.setAutoDefault(False)
        self.print.clicked.connect(self._print)
        area = ScrollArea("Keys", inner, takes_focus=True)
        area.setFrameShape(ScrollArea.Shape.NoFrame)
        self._show_matches("")
        room = parent.width() - area.verticalScrollBar().sizeHint().width()
        if inner.sizeHint().width() > room:
            for _, *texts in self._rows:
                for label in texts:
                    label.wrapping()
            inner.setMaximumWidth(room)
        area.setMinimumWidth(min(inner.sizeHint().width(), room) + parent.width() - room)
        terms = TermSign(("skill", "can-do"), theme, icons, self)
        foot = hbox(terms, STRETCH, self.print, buttons, gap=8, margins=(24, 12, 24, 16))
        head = hbox((self.filter, 1), margins=(24, 16, 24, 8))
        column = vbox(head, self._nothing, (area, 1), Separator(), foot, on=self, gap=0)
        whole = QSize(self.sizeHint().width(), inner.sizeHint().height() + column.sizeHint().height())
        self.resize(whole.boundedTo(parent.size() - QSize(*_AROUND)))
        self.filter.setFocus()

    def _show_matches(self, text: str) -> None:
        """Show the lines that contain all words of a text; a menu is named only at its first line."""
        words, last = text.casefold().split(), ""
        for line, row in zip(self._lines, self._rows, strict=True):
            is_found = all(word in " ".join(line).casefold() for word in words)
            row[0].setText(line.menu if line.menu != last else "")
            for label in row:
                label.setVisible(is_found)
            last = line.menu if is_found else last
        self._nothing.setVisible(not self.shown_lines)

    @property
    def shown_lines(self) -> list[KeyLine]:
        """The lines that match."""
        return [line for line, row in zip(self._lines, self._rows, strict=True) if not row[0].isHidden()]

    def document(self) -> QTextDocument:
        """What is printed: the lines that are shown, as a table."""
        document, lines = QTextDocument(self), self.shown_lines
        cursor = QTextCursor(document)
        cursor.insertText("Skillgap: keys")
        if lines:
            table = cursor.insertTable(len(lines), len(KeyLine._fields))
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    table.cellAt(row, column).firstCursorPosition().insertText(text)
        return document

    def _print(self) -> None:
        """Show a preview, from which the keys are printed."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog  # seldom needed, and slow to load

        preview = QPrintPreviewDialog(self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.setWindowTitle("Print the keys")
        preview.paintRequested.connect(self.document().print_)
        preview.open()
