"""Tables in the style of the pages, and a read-only table of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

from gui.widgets.context_menu import ContextMenu, add_copy
from gui.widgets.labels import plain_tip
from gui.widgets.row_copy import table_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


_GAP, _AROUND = 12, 10
"""Between two columns; above and below a text, both together. In px."""
_LEAST = 120
"""A first column that needs no more than this, such as one of dates, is never cut. In px."""


def set_plain(table: QTableView, name: str) -> None:
    """Read-only rows on the background of the page, selected as a whole; Tab leaves the table."""
    table.setAccessibleName(name)
    table.setProperty("variant", "log")
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


def set_single_lines(table: QTableView) -> None:
    """Each row is one line; the table scrolls only vertically."""
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setWordWrap(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class RowTable(QTableView):
    """A table whose rows can be copied."""

    def copied_rows(self) -> list[list[str]]:
        """The selected rows."""
        return table_rows(self)


class FactTable(QTableWidget):
    """The first column takes the remaining width; cut cells have a tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        set_plain(self, name)
        ContextMenu(self, lambda menu: add_copy(menu, self))
        self.setAlternatingRowColors(True)

    def copied_rows(self) -> list[list[str]]:
        """The selected rows, or all where none is selected."""
        if not self.selectionModel().hasSelection():
            return table_rows(self, range(self.rowCount()))
        return table_rows(self)

    def show_facts(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Replace the rows."""
        self.setColumnCount(len(headers))
        metrics = self.fontMetrics()
        for column, name in enumerate(headers):
            widest = max((metrics.horizontalAdvance(cells[column]) for cells in rows), default=0)
            header = QTableWidgetItem(name if widest > metrics.horizontalAdvance(name) else in_two_lines(name))
            header.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, header)
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                item.setTextAlignment(_side(column))
                item.setSizeHint(QSize(metrics.horizontalAdvance(text) + _GAP, metrics.height() + _AROUND))
                self.setItem(row, column, item)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit()
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all columns scroll where the first would shrink below half its width, or be too narrow for a date."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head = self.horizontalHeader()
        widths = [max(self.sizeHintForColumn(each), head.sectionSizeHint(each)) for each in range(self.columnCount())]
        if not widths:
            return
        least = max(widths[0] // 2, min(widths[0], _LEAST))
        is_roomy = least + sum(widths[1:]) <= self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if is_roomy else QHeaderView.ResizeMode.ResizeToContents
        if head.sectionResizeMode(0) is not mode:
            head.setSectionResizeMode(0, mode)


def in_two_lines(name: str) -> str:
    """A header of several words, broken where its longer line is shortest."""
    words = name.split(" ")
    ways = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return "\n".join(min(ways, key=lambda lines: max(map(len, lines)))) if ways else name


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
