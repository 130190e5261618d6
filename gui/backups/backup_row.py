"""One backup in a list: when it was made, what it holds, and whether it is readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QRadioButton, QSizePolicy

from gui.app.background import Mistake
from gui.widgets.labels import PlainLabel, Sign, set_tip, typed
from gui.widgets.layouts import hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.backups.protocols import Backup
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.faults import Fault

LOWEST = 40
READABLE, UNREADABLE, BEING_READ, NOT_READ = "checked", "cannot be read", "checking …", "not checked"

Effect: TypeAlias = "str | Callable[[date], str]"
"""What restoring a backup would change, in sentences; a function of today if they name days relative to it."""


class Chosen(NamedTuple):
    """A readable backup, its contents and the effect of restoring it; without its events, which may be many."""

    backup: Backup
    contents: str
    effect: Effect


class BackupRow(QFrame):
    """One backup. It can be selected once it has proved readable."""

    def __init__(self, backup: Backup, when: str, theme: Theme, icons: Icons) -> None:
        """``when``: when it was made, in words that no other row has."""
        super().__init__()
        self.backup, self._theme = backup, theme
        self.chosen: Chosen | None = None
        self.fault = ""
        self.button = QRadioButton()
        self.button.setEnabled(False)
        self.button.toggled.connect(self._show_choice)
        self._contents = PlainLabel(theme=theme).wrapping()
        self._occasion = PlainLabel(backup.occasion, role="caption", tone="muted", theme=theme)
        self._occasion.setVisible(bool(backup.occasion))
        self._sign = Sign("check", "have", theme, icons)
        self._sign.hide()
        self._verdict = PlainLabel(BEING_READ, tone="muted", theme=theme)
        middle = vbox(self._contents, self._occasion, gap=0)
        hbox(self.button, (middle, 1), self._sign, self._verdict, on=self, gap=8, margins=(8, 4, 12, 4))
        self.setMinimumHeight(LOWEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._line_up()
        self.show_when(when)
        theme.changed.connect(self.update)

    @property
    def is_read(self) -> bool:
        """Whether it is known to be readable or not."""
        return self.chosen is not None or bool(self.fault)

    @property
    def text(self) -> str:
        """All text of the row."""
        parts = (self.when, self._contents.text(), self.backup.occasion, self._verdict.text())
        return ", ".join(part for part in parts if part)

    def show_when(self, when: str) -> None:
        """Word the date differently: "Today" becomes "Yesterday" after midnight."""
        self.when = when
        self.button.setText(typed(when))
        self._name()

    def show_contents(self, read: Chosen) -> None:
        """Mark it as readable, with its contents."""
        self.chosen = read
        self._contents.setText(read.contents)
        self._show_verdict(READABLE, "have_text", "check", "have")
        self.button.setEnabled(True)

    def show_fault(self, fault: Fault) -> None:
        """Mark it as unreadable, whether because of the file or of an error in the program; it cannot be selected."""
        self.fault = str(fault)
        words = NOT_READ if isinstance(fault, Mistake) else UNREADABLE
        self._show_verdict(words, "error_text", "error", "error")
        set_tip(self, self.fault)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select by a click anywhere on the row."""
        if self.button.isEnabled():
            self.button.setChecked(True)
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Highlight the selected row."""
        if self.button.isChecked():
            QPainter(self).fillRect(self.rect(), self._theme.colour("accent_tint"))
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Align again: another font needs other widths."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._line_up()

    def _show_verdict(self, words: str, tone: str, icon: str, meaning: str) -> None:
        self._sign.show_icon(icon, meaning)
        self._sign.show()
        self._verdict.setText(words)
        self._verdict.set_tone(tone)
        self._name()

    def _name(self) -> None:
        self.button.setAccessibleName(self.text)

    def _line_up(self) -> None:
        """Give every row the same widths, so that the columns line up."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        self.button.setMinimumWidth(metrics.horizontalAdvance("00 Mmm 0000, 00:00:00") + 40)
        self._verdict.setMinimumWidth(QFontMetrics(self._theme.font()).horizontalAdvance(BEING_READ) + 4)

    def _show_choice(self, chosen: bool) -> None:
        self.button.setFont(self._theme.font(bold=chosen))
        self.update()
