"""The history of all events, newest first; any one can be reverted by a new event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QWidget,
)

from gui.app.date_format import day_text, full_day_text, locale_forms
from gui.widgets.buttons import PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.context_menu import ContextMenu, add, add_copy, row_of
from gui.widgets.fact_table import RowTable, set_plain, set_single_lines
from gui.widgets.labels import PlainLabel, plain_tip
from gui.widgets.layouts import hbox, vbox
from gui.widgets.text_line import find_field
from roadmaps.journal import History, Names, is_understood
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import (
        QMenu,
    )

    from gui.app.tracker import Tracker
    from gui.theme.palette import Theme
    from roadmaps.journal import HistoryEntry

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADERS = ("Date", "About", "What")
_ROWS = 10


class HistoryModel(QAbstractTableModel):
    """One row per event."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._tracker = tracker
        self._name_by_catalogue()
        self._shown: Sequence[int] = ()
        self._stand: tuple[int, str] | None = None
        self._day = tracker.today
        self._text = ""

    def _name_by_catalogue(self) -> None:
        self._catalogue = self._tracker.catalogue
        self._history = History(Names(self._catalogue, locale_forms()))

    def refresh(self) -> None:
        """Show events added since the last refresh."""
        if self._tracker.revision != self._stand:
            self._stand = self._tracker.revision
            if self._tracker.catalogue is not self._catalogue:
                self._name_by_catalogue()
            self._history.follow(self._tracker.events())
            self._filter()
        elif self._day != self._tracker.today:
            self._filter()  # days of this year are written without it
        self._day = self._tracker.today

    def set_filter(self, text: str) -> None:
        """Show only entries that contain these words."""
        self._text = text
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = self._history.found(self._text)
        self.endResetModel()

    def entry_at(self, row: int) -> HistoryEntry | None:
        """The entry of a row; None where there is no such row."""
        return self._history.entry(self._shown[row]) if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of events shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Three."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column headers."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in words."""
        entry, today = self.entry_at(index.row()), self._tracker.today
        if entry is None:
            return None
        held = f" (on {day_text(entry.day, today)})" if entry.day else ""
        words = f"{shown(entry.text, MOST_SHOWN_IN_A_LINE)}{held}"
        cells = (day_text(entry.said_on, today), shown(entry.about, MOST_SHOWN_IN_A_LINE), words)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(cells[index.column()])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            spoken = f"{full_day_text(entry.said_on)}, {entry.about}: {cells[2]}"
            return plain_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken
        return None


class HistoryTable(QWidget):
    """A filter field, the table, and a button that reverts the current row."""

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__()
        self._tracker = tracker
        self._lock = ChangeLock(tracker, self)
        self.model = HistoryModel(tracker)
        self.filter = find_field("Find in history")
        self.filter.textChanged.connect(self.model.set_filter)
        self.table = RowTable()
        self.table.setModel(self.model)
        set_plain(self.table, "History")
        set_single_lines(self.table)
        self.table.setAlternatingRowColors(True)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.setDefaultSectionSize(max(28, theme.size("body") + 15))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(len(_HEADERS) - 1, QHeaderView.ResizeMode.Stretch)
        for column, letters in enumerate((9, 18)):
            columns.resizeSection(column, letters * theme.size("body"))
        self.table.setFixedHeight((_ROWS + 1) * rows.defaultSectionSize())
        self.revert = PlainButton("Revert")
        self.revert.clicked.connect(self._revert)
        ContextMenu(self.table, self._fill_menu, partial(row_of, self.table))
        self._effect = PlainLabel(tone="text2", role="dense", theme=theme).wrapping()
        vbox(self.filter, self.table, hbox(self.revert, (self._effect, 1), gap=12), on=self, gap=8)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.show_effect())
        self.model.modelReset.connect(self.show_effect)
        self.show_effect()

    @property
    def current(self) -> HistoryEntry | None:
        """The current entry."""
        return self.model.entry_at(self.table.currentIndex().row())

    def refresh(self) -> None:
        """Show events added since the last refresh."""
        self.model.refresh()

    def _fill_menu(self, menu: QMenu) -> None:
        is_enabled = self.revert.isEnabled()
        add(menu, "Revert", self.revert.click, why_not="" if is_enabled else self._effect.text())
        add_copy(menu, self.table)

    def show_effect(self) -> None:
        """Say what reverting the row would do, before it is done."""
        entry, tracker = self.current, self._tracker
        can_revert, words = False, "Choose a row to revert it. This restores the previous value as a new entry."
        if entry and not is_understood(entry.event):
            words = "Another version of Skillgap wrote this. It is kept, but cannot be reverted here."
        elif entry and tracker.as_of:
            words = "Nothing can be reverted while you look back."
        elif entry and tracker.read_only:
            words = "Nothing can be reverted while your file is read-only."
        elif entry:
            now = tracker.progress.value_of(entry.event.kind, entry.event.subject)
            can_revert = now != tracker.value_before(entry.event)
            words = f"Reverts “{entry.about}: {entry.text}” by restoring the previous value."
            if not can_revert:
                words = "The previous value is already in place."
        self._lock.hold(self.revert, ready=can_revert)
        self._effect.setText(words)

    def _revert(self) -> None:
        entry = self.current
        if entry:
            self._tracker.revert(entry.event, f"{entry.about}: {entry.text}")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.selectRow(0)  # the new event
