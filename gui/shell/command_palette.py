"""The command palette: every command, page, skill, note and job ad in one list, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from gui.shell.palette_entries import (
    actions_on,
    ad_entries,
    command_entries,
    note_entries,
    preference_entries,
    skill_entries,
)
from gui.widgets.accessibility import AccessibleRowsModel, announce
from gui.widgets.key_cap import KeyCap, draw_cap
from gui.widgets.labels import PlainLabel, Separator, Sign
from gui.widgets.layouts import hbox, vbox
from gui.widgets.painting import write
from roadmaps.text.fuzzy import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.shell.commands import Commands
    from gui.shell.main_window import MainWindow
    from gui.shell.palette_entries import Entry
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_WIDTH, _TOP, _MARGIN = 640, 96, 8
_ROW, _ROWS_SHOWN = 40, 7
_MOST_FOUND = 50
_RECENT, _MOST_RECENT = "palette/recent", 8
_ENTRY = Qt.ItemDataRole.UserRole
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QFrame):
    """Covers part of the window while the user types; Esc, a click outside it or a choice closes it.

    Each of its ``sources`` is asked for entries whenever it opens.
    """

    def __init__(
        self,
        tracker: Tracker,
        commands: Commands,
        settings: Settings,
        theme: Theme,
        icons: Icons,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._tracker, self._window = tracker, window
        self._settings, self._icons = settings, icons
        self.sources: list[Callable[[], Sequence[Entry]]] = [
            lambda: list(skill_entries(tracker, window.navigation)),
            lambda: list(command_entries(commands, tracker)),
            lambda: list(preference_entries(window.preferences.show)),
            lambda: list(ad_entries(tracker, window.navigation)),
        ]
        self._entries: list[Entry] = []
        self._focus_before: QWidget | None = None
        self.setProperty("variant", "panel")
        self.setAccessibleName("Command palette")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search commands, pages, skills, notes and ads")
        self.field.setAccessibleName("Search commands, pages, skills, notes and ads")
        self.field.setProperty("variant", "bare")
        self.field.setMinimumHeight(_ROW)
        self.found = PlainLabel(role="caption", tone="muted", theme=theme)
        self._model: AccessibleRowsModel[Entry] = AccessibleRowsModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(theme, icons, self.list))
        self.list.setAccessibleName("Results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._announce)
        self.field.textEdited.connect(self._find)
        self.field.installEventFilter(self)
        self._lay_out(theme)
        self.hide()
        window.installEventFilter(self)

    def _lay_out(self, theme: Theme) -> None:
        sign, escape = Sign("search", "accent", theme, self._icons), KeyCap("Esc", theme, is_large=False)
        top = hbox(sign, self.field, self.found, escape, gap=12, margins=(16, 4, 16, 4))
        foot = hbox(margins=(16, 6, 16, 8))
        for words in ("↑ ↓ choose", "Enter open", "Ctrl+Enter tick the next can-do"):
            foot.addWidget(PlainLabel(words, role="caption", tone="muted", theme=theme))
            foot.addSpacing(8)
        foot.addStretch()
        vbox(top, Separator(), self.list, Separator(), foot, on=self, gap=0, margins=(1, 1, 1, 1))

    def open(self) -> None:
        """Show it, with the most recently used commands at the top."""
        self._focus_before = QApplication.focusWidget()
        self._entries = [entry for source in self.sources for entry in source()]
        self.field.clear()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a click beside it closes it

    def close_palette(self) -> None:
        """Hide it, and return the focus."""
        if self.isVisible():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.hide()
            if self._focus_before and self._focus_before.isVisible():
                self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)

    # Finding

    def _find(self, typed: str) -> None:
        if typed.strip():
            shown = self._ranked(typed)
            self.found.setText(f"{len(shown)} found" if shown else "Nothing found")
        else:
            shown = self._lately_used()
            self.found.setText("")
        self._show(shown)

    def _ranked(self, typed: str) -> list[Entry]:
        entries = [*self._entries, *note_entries(self._tracker, self._window.navigation, typed)]
        lately = self._settings.texts(_RECENT)
        found = matches(typed, [(entry.title, *entry.also) for entry in entries])
        by_note = {entry.id for entry in entries if entry.id.startswith("note.")}
        ranked = [entries[index] for index, _ in sorted(
            found, key=lambda each: (-each[1], entries[each[0]].id not in lately)
        )]  # fmt: skip
        ranked += [entry for entry in entries if entry.id in by_note and entry not in ranked]
        first = next((entry for entry in ranked[:1] if entry.skill_id and entry.id not in by_note), None)
        if first:
            on_it = actions_on(
                self._tracker.gap.skills[first.skill_id], self._tracker, self._window.skill_commands.log_time_for
            )
            ranked[1:1] = on_it
        return ranked[:_MOST_FOUND]

    def _lately_used(self) -> list[Entry]:
        by_id = {entry.id: entry for entry in self._entries}
        lately = [by_id[each] for each in self._settings.texts(_RECENT) if each in by_id]
        return [*lately, *(entry for entry in self._entries if not entry.skill_id and entry not in lately)]

    def _show(self, entries: Sequence[Entry]) -> None:
        self._model.show_rows(entries)
        if entries:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def _announce(self, current: QModelIndex) -> None:
        if self.isVisible() and current.isValid():
            announce(self.field, current.data(Qt.ItemDataRole.AccessibleTextRole))

    # Choosing

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(_ENTRY)
        if entry is None or entry.why_not:
            return
        lately = [entry.id, *(each for each in self._settings.texts(_RECENT) if each != entry.id)]
        if entry.id in {each.id for each in self._entries}:
            self._settings.set_texts(_RECENT, lately[:_MOST_RECENT])
        self.close_palette()
        QTimer.singleShot(0, self, entry.run)  # after this key press, so that no dialog receives it

    def _tick(self) -> None:
        entry: Entry | None = self.list.currentIndex().data(_ENTRY)
        can_do = self._tracker.gap.skills[entry.skill_id].next_can_do if entry and entry.skill_id else None
        if can_do and not self._tracker.why_locked:
            self.close_palette()
            self._tracker.edits.set_ticked([can_do], True)

    # Keys, clicks and room

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the field move through the list, a click beside the palette closes it, and it follows the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if self.isVisible() and watched is not self and not self.isAncestorOf(watched):
                self.close_palette()
        elif event.type() == QEvent.Type.ShortcutOverride and watched is self.field:
            event.accept()  # while it is open, it takes every key: Ctrl+1 goes to no page
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            return self._press(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep unused keys from the window, where they may be shortcuts."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click on the palette from the window, which would take it for a click beside it."""
        event.accept()

    def _press(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        is_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape or (is_control and key == Qt.Key.Key_K):
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tick() if is_control else self._choose(self.list.currentIndex())
        elif key in _LIST_KEYS:
            QApplication.sendEvent(self.list, event)
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
        rows = max(1, min(_ROWS_SHOWN, self._model.rowCount()))
        row = max(_ROW, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(min(rows * row + 2, window.height() - _TOP - 4 * _ROW))
        self.setGeometry(QRect((window.width() - width) // 2, _TOP, width, self.sizeHint().height()))


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry: icon, title, remark, and its keys at the right."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line, with room above and below."""
        return QSize(0, max(_ROW, QFontMetrics(self._theme.font()).height() + 20))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        entry: Entry = index.data(_ENTRY)
        rect: QRect = option.rect
        theme = self._theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(rect, theme.colour("accent_tint"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        ground = "accent_tint" if is_current else "surface"
        line, right = rect.adjusted(16, 0, -16, 0), rect.right() - 16
        line.adjust(self._icons.draw(painter, line, entry.icon, ground=ground) + 14, 0, 0, 0)
        if entry.keys:
            right = draw_cap(painter, entry.keys, right, rect.center().y(), theme)
        line.setWidth(right - line.left() - 12)
        colour = theme.colour("muted" if entry.why_not else "text")
        line.setLeft(line.left() + write(painter, line, entry.title, theme.font(bold=is_current), colour) + 12)
        write(painter, line, entry.why_not or entry.remark, theme.font(), theme.colour("text2"))
        painter.restore()
