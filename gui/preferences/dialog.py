"""Preferences: sections at the left, their settings at the right; everything applies at once."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from gui.preferences.appearance import Appearance
from gui.preferences.files import FilesAndBackups
from gui.preferences.sections import Dates, Keyboard, Start, Study
from gui.widgets.buttons import LinkButton, PrimaryButton, is_enter
from gui.widgets.focus_follower import FocusFollower
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.scrolling_body import ScrollingBody

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon, QKeyEvent

    from gui.app.tracker import Tracker
    from gui.preferences.changes import Changes
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

    Section = Appearance | Dates | FilesAndBackups | Keyboard | Start | Study

_ICONS = MappingProxyType(
    {
        "appearance": "sun",
        "dates": "globe",
        "study": "clock",
        "files": "folder",
        "start": "flag",
        "keyboard": "keyboard",
    }
)
_WITHOUT_DEFAULTS = ("study", "keyboard")
_SIZE = QSize(720, 590)
_AROUND = 32
_ICON = 16


class PreferencesDialog(FocusFollower, QDialog):
    """Made anew from inside when the text gets another size."""

    def __init__(
        self,
        titles: Sequence[tuple[str, str]],
        changes: Changes,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """``titles``: name and title of each section, in their order."""
        super().__init__(parent)
        self._titles, self._window = titles, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Preferences")
        self._changes, self._tracker, self._theme, self._icons = changes, tracker, theme, icons
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self.sections: dict[str, Section] = {}
        self._inside = self._made()
        theme.changed.connect(self._show_look)
        # Not at once: what asked for another size is a part of what is made anew.
        theme.resized.connect(self._make_anew_soon)

    def _made(self) -> QWidget:
        theme, icons, tracker, changes = self._theme, self._icons, self._tracker, self._changes
        self._appearance = Appearance(changes, theme, icons)
        makers: dict[str, Callable[[], Section]] = {
            "appearance": lambda: self._appearance,
            "dates": lambda: Dates(changes, tracker, theme, icons),
            "study": lambda: Study(tracker, theme, icons),
            "files": lambda: FilesAndBackups(changes, tracker, theme, icons),
            "start": lambda: Start(changes, theme, icons),
            "keyboard": lambda: Keyboard(changes, theme),
        }
        self.list = QListWidget()
        self.list.setProperty("variant", "sections")
        self.list.setAccessibleName("Sections")
        self.list.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.setProperty("variant", "pane")
        for name, title in self._titles:
            self.list.addItem(QListWidgetItem(self._icon(name), title))
            self.sections[name] = makers[name]()
            body = ScrollingBody(title, 0)
            body.column.setContentsMargins(24, 16, 24, 16)
            body.column.addWidget(self.sections[name])
            self._stack.addWidget(body)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + theme.px(_AROUND))
        room = self._window.size() - QSize(_AROUND, _AROUND)
        beside = room.width() - self.list.width()
        if self._stack.minimumSizeHint().width() > beside:
            self._stack.setMinimumWidth(beside)  # what is wider scrolls
        self.list.currentRowChanged.connect(self._show_row)
        self.defaults = LinkButton("Back to the defaults", theme, icons)
        self.defaults.clicked.connect(self._reset)
        close = PrimaryButton("Close", theme)
        close.clicked.connect(self.accept)
        remark = PlainLabel("Changes apply at once", role="caption", tone="muted", theme=theme)
        foot = hbox(self.defaults, STRETCH, remark, close, gap=12, margins=(24, 12, 24, 12))
        body_row = hbox(self.list, (self._stack, 1), gap=0)
        inside = holding(vbox((body_row, 1), Separator(), foot, gap=0))
        self._whole.addWidget(inside)
        self.list.setCurrentRow(0)
        self.resize(QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height())).boundedTo(room))
        self.list.setFocus()
        return inside

    def show_section(self, name: str) -> None:
        """Show a section; the first one for an unknown name."""
        names = [each for each, _ in self._titles]
        self.list.setCurrentRow(names.index(name) if name in names else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field applies what is typed, and does not also close the dialog, which would hide a complaint."""
        if not (is_enter(event) and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)

    def _show_row(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self.defaults.setVisible(self._titles[row][0] not in _WITHOUT_DEFAULTS)

    def _reset(self) -> None:
        self.sections[self._titles[self.list.currentRow()][0]].reset()

    def _show_look(self) -> None:
        self._appearance.show_look()
        for row, (name, _) in enumerate(self._titles):
            self.list.item(row).setIcon(self._icon(name))

    def _icon(self, section: str) -> QIcon:
        return self._icons.icon(_ICONS[section], "text2", _ICON)

    def _make_anew_soon(self) -> None:
        QTimer.singleShot(0, self, self._make_anew)

    def _make_anew(self) -> None:
        focused, row = self.focusWidget(), self.list.currentRow()
        name = focused.accessibleName() if self.isAncestorOf(focused) else ""
        self._whole.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = self._made()
        self.list.setCurrentRow(row)
        named = (each for each in self._inside.findChildren(QWidget) if name and each.accessibleName() == name)
        if again := next(named, None):
            again.setFocus(Qt.FocusReason.OtherFocusReason)
