"""Text for screen readers: announcements, and list rows that each have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Announce a text to screen readers, on behalf of a widget."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # long enums of roles, rarely needed at a start

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class AccessibleRow(Protocol):
    """What each row of an ``AccessibleRowsModel`` offers."""

    @property
    def key(self) -> Hashable:
        """The identity of the row: rows with equal keys are the same row, possibly with other text."""

    @property
    def spoken(self) -> str:
        """The text for screen readers."""


RowType = TypeVar("RowType", bound=AccessibleRow)


class AccessibleRowsModel(QAbstractListModel, Generic[RowType]):
    """A list of rows. If the keys and their order stay the same, an update keeps the current row."""

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
        """The number of rows; only the root has any."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or its text for display, screen readers and tooltips."""
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
        """The index of the row with a key; None if there is none."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)
