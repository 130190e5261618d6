"""Copies rows as tab-separated text, which spreadsheets and editors both accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QAbstractItemView, QWidget

_TABLE = "text/tab-separated-values"


@runtime_checkable
class HasRows(Protocol):
    """A widget whose selected rows can be copied."""

    def copied_rows(self) -> Sequence[Sequence[str]]:
        """The cells of each selected row, from top to bottom, below a row of headers; empty if nothing is selected."""
        ...


def copy_rows(rows: Sequence[Sequence[str]]) -> None:
    """Put rows of cells on the clipboard."""
    table = "\n".join("\t".join(one_line(cell).replace("\t", " ") for cell in cells) for cells in rows)
    data = QMimeData()
    data.setText(table)
    data.setData(_TABLE, table.encode())
    QApplication.clipboard().setMimeData(data)


def table_rows(view: QAbstractItemView, rows: Iterable[int] | None = None) -> list[list[str]]:
    """Rows of a table as shown, the selected ones if not told which, below its headers."""
    model, selection = view.model(), view.selectionModel()
    wanted = sorted({index.row() for index in selection.selectedIndexes()}) if rows is None else rows
    columns = range(model.columnCount())
    heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    cells = [[str(model.index(row, column).data() or "") for column in columns] for row in wanted]
    return [heads, *cells] if cells else []


def copy_from(widget: QWidget | None) -> bool:
    """Copy what is selected in a widget or in one around it; returns whether anything was."""
    while widget is not None:
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            widget.copy()
            return True
        if isinstance(widget, QLabel) and widget.hasSelectedText():
            QApplication.clipboard().setText(widget.selectedText())
            return True
        if isinstance(widget, HasRows) and (rows := widget.copied_rows()):
            copy_rows(rows)
            return True
        widget = widget.parentWidget()
    return False
