"""The study log: a table of sessions, each of which can be edited and removed, and its link opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QTableView, QWidget

from gui.study.log_model import LogColumn, LogRole, StudyLogModel
from gui.widgets.buttons import IconTextButton, PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.context_menu import ContextMenu, add, add_copy, row_of
from gui.widgets.fact_table import set_plain, set_single_lines
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, vbox
from gui.widgets.painting import draw_focus, fill, write
from gui.widgets.refreshed import Refreshed
from gui.widgets.text_line import find_field
from roadmaps.journal import Kind

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QMenu, QStyleOptionViewItem

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.study import LoggedSession

_SIGN = 14
_GAP = 6
_EDGE = 8


def _row_height(theme: Theme) -> int:
    return max(28, QFontMetrics(theme.font()).height() + 10)


class _Delegate(QStyledItemDelegate):
    """Paints the day, the skill in bold with the text, an icon for a link, and the time."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the text, and a row that is easy to hit."""
        width = QFontMetrics(self._theme.font()).horizontalAdvance(str(index.data())) + 2 * _EDGE
        return QSize(width, _row_height(self._theme))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            fill(painter, rect, self._theme.colour("accent_tint"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("line"))
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        column = index.column()
        if column == LogColumn.WORDS:
            self._paint_words(painter, room, index)
        else:
            colour = self._theme.colour("muted" if column == LogColumn.DAY else "text")
            side = Qt.AlignmentFlag.AlignLeft if column == LogColumn.DAY else Qt.AlignmentFlag.AlignRight
            write(painter, room, str(index.data()), self._theme.font(), colour, side)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.data(LogRole.HAS_LINK):
            sign = self._theme.px(_SIGN)
            self._icons.draw(painter, room.adjusted(room.width() - sign, 0, 0, 0), "link", "muted", size=_SIGN)
            room = room.adjusted(0, 0, -sign - _GAP, 0)
        for text, bold, meaning in ((index.data(LogRole.SKILL_NAME), True, "text"), (index.data(), False, "text2")):
            if text:
                width = write(painter, room, text, self._theme.font(bold=bold), self._theme.colour(meaning))
                room = room.adjusted(width + _GAP, 0, 0, 0)


class StudyTable(QTableView):
    """Arrows select, Enter edits, Delete removes."""

    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, model: StudyLogModel, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._log = theme, model
        self._area = QWidget()  # wrapped from the start; see OutlineView
        self.setViewport(self._area)
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, icons, self))
        set_plain(self, "Study log")
        set_single_lines(self)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(LogColumn.WORDS, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.change_wanted)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def copied_rows(self) -> list[list[str]]:
        """The selected sessions as a table."""
        return self._log.copied_rows(sorted({index.row() for index in self.selectedIndexes()}))

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(_row_height(self._theme))
        self._area.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit and remove by key."""
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                    self.change_wanted.emit()
                    return
                case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                    self.remove_wanted.emit()
                    return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a focus ring around the current one."""
        super().paintEvent(event)
        if self.hasFocus():
            row = self.visualRect(self.currentIndex().siblingAtColumn(LogColumn.DAY))
            whole = QRectF(self._area.rect())
            frame = QRectF(0, row.top(), whole.width(), row.height()) if row.isValid() else whole
            draw_focus(QPainter(self._area), frame, self._theme, 4)


class StudyLog(Refreshed, QWidget):
    """The sessions of a skill, or of all skills with a field that filters them.

    The selected session stays selected while others come and go.
    """

    SHOWS = frozenset({Kind.STUDY})

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, *, skill_id: str = "", most_rows: int = 0) -> None:
        """``most_rows`` is how many rows are shown before it scrolls; 0 leaves its height to the page."""
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._skill_id, self._most_rows = skill_id, most_rows
        self._lock = ChangeLock(tracker, self)
        self.model = StudyLogModel(tracker, skill_id, self)
        self.table = StudyTable(self.model, theme, icons)
        self.filter = find_field("Find in the study log")
        self.filter.textChanged.connect(self.model.set_filter)
        self.log = IconTextButton("Log time", "new", theme, icons)
        self.log.clicked.connect(lambda: self.open_form())
        self._nothing = PlainLabel(tone="muted", theme=theme).wrapping()
        self.change, self.remove, self.follow = (PlainButton(words) for words in ("Edit", "Remove", "Open link"))
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.follow.clicked.connect(self._follow_link)
        self.table.change_wanted.connect(self.change.click)
        self.table.remove_wanted.connect(self.remove.click)
        ContextMenu(self.table, self._fill_menu, partial(row_of, self.table))
        self._lay_out()
        self._at = ""
        self._row = 0
        self.model.modelReset.connect(self._settle)
        self.table.selectionModel().currentRowChanged.connect(self._note_row)
        self._settle()
        self.refresh_with(tracker)

    def show_change(self, change: Change) -> None:
        """Show the current sessions, and what can be done with them."""
        self.model.refresh()
        self._show_buttons()

    def _lay_out(self) -> None:
        column = vbox(on=self, gap=8)
        if self._skill_id:
            self.table.horizontalHeader().hide()
            for unused in (self.filter, self.log):
                unused.setParent(self)
                unused.hide()
        else:
            column.addLayout(hbox((self.filter, 1), self.log, gap=8))
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing)
        buttons = FlowLayout()
        for button in self.buttons:
            buttons.addWidget(button)
        column.addLayout(buttons)

    @property
    def buttons(self) -> tuple[PlainButton, ...]:
        """The actions for the selected session, from left to right."""
        return (self.change, self.remove, self.follow)

    @property
    def current(self) -> LoggedSession | None:
        """The selected session; None if the table is empty."""
        row = self.table.currentIndex().row()
        return self.model.sessions[row] if 0 <= row < len(self.model.sessions) else None

    def show_skill(self, skill_id: str) -> None:
        """Show the current sessions of a skill; for another skill, start with the latest."""
        if skill_id != self._skill_id:
            self._skill_id, self._at, self._row = skill_id, "", 0
        self.model.show_skill(skill_id)

    def open_form(self, session_id: str = "") -> None:
        """Open the form that logs a session, or edits the session of this id."""
        from gui.study.log_dialog import LogDialog  # a calendar is not needed at once, and slow to load

        ids = {"skill_id": self._skill_id, "session_id": session_id}
        LogDialog(self._tracker, self._theme, self._icons, self.window(), **ids).open()

    def _change(self) -> None:
        if self.current:
            self.open_form(self.current.id)

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        if sessions := [self.model.sessions[row].id for row in rows]:
            self._tracker.log_edits.remove_sessions(sessions)

    def _follow_link(self) -> None:
        from gui.files.link_opener import ask_to_open

        if self.current and self.current.session.link:
            ask_to_open(self.current.session.link, self._theme, self.window())

    def _fill_menu(self, menu: QMenu) -> None:
        """What the buttons do, with the keys of the table."""
        for button, keys in ((self.change, "F2"), (self.remove, "Del"), (self.follow, ""), (self.log, "")):
            is_enabled = button.isEnabled()
            why_not = "" if is_enabled or button is self.follow else self._tracker.why_locked
            add(menu, button.text(), button.click, keys, ready=is_enabled, why_not=why_not)
        add_copy(menu, self.table)

    def _note_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self._row = current.row()
            self._at = self.model.sessions[self._row].id
        self._show_buttons()

    def _settle(self) -> None:
        """Select the session selected before, or the next one if that is gone."""
        count = len(self.model.sessions)
        at = self.model.row_of(self._at)
        row = at if at >= 0 else min(self._row, count - 1)
        if count:
            self.table.setCurrentIndex(self.model.index(row, LogColumn.DAY))
        if self._most_rows:
            head = self.table.horizontalHeader()
            above = 0 if head.isHidden() else head.sizeHint().height()
            self.table.setFixedHeight(above + min(count, self._most_rows) * _row_height(self._theme) + 2)
        self._nothing.setText(
            f"No session matches “{self.filter.text()}”." if self.filter.text() else "No time logged yet."
        )
        self._nothing.setVisible(not count)
        self.table.setVisible(bool(count))
        self._show_buttons()

    def _show_buttons(self) -> None:
        current = self.current
        for button in self.buttons:
            button.setVisible(current is not None)
        self.follow.setEnabled(bool(current and current.session.link))
        self._lock.hold(self.log, self.change, self.remove)
