"""Rows that are values, each of which says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex


class AccessibleRow(Protocol):
    """A row as a value."""

    @property
    def key(self) -> Hashable:
        """What the row is about: other rows about the same things are the same rows, with other words."""

    @property
    def spoken(self) -> str:
        """The row in words."""


RowType = TypeVar("RowType", bound=AccessibleRow)


class AccessibleRowsModel(QAbstractListModel, Generic[RowType]):
    """A list of rows. Rows about the same things in the same order are shown without losing where the person is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RowType] = ()

    def show_rows(self, rows: Sequence[RowType]) -> None:
        """Show other rows."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own
        """A list has rows only at its root."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row as a value, and in words."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.spoken)
        return None

    def place_of(self, key: Hashable) -> int | None:
        """The row that is about something; None if there is none."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)
