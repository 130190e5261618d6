"""One backup in a list: when it was made, what it holds, and whether it reads well."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout

from gui.app.background import Mistake
from gui.widgets.labels import PlainLabel, Sign, plain_tip, typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.backups.protocols import Backup
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.faults import Fault

LOWEST = 40
READS_WELL, READS_BADLY, IS_READ, NOT_READ = "checked", "cannot be read", "checking …", "not checked"


Remark: TypeAlias = "str | Callable[[date], str]"
"""Sentences, or where they name moments by today, what makes them on a day."""


class Chosen(NamedTuple):
    """A backup that reads well, what it holds, and what it comes to; not its events, of which there may be many."""

    backup: Backup
    holdings: str
    remark: Remark


class BackupRow(QFrame):
    """One backup. It can be chosen once it turned out to read well."""

    def __init__(self, backup: Backup, when: str, theme: Theme, icons: Icons) -> None:
        """``when``: when it was made, in words that no other row has."""
        super().__init__()
        self.backup, self._theme = backup, theme
        self.chosen: Chosen | None = None
        self.fault = ""
        self.when = when
        self.button = QRadioButton(typed(self.when))
        self.button.setEnabled(False)
        self.button.toggled.connect(self._show_choice)
        self._holdings = PlainLabel(theme=theme)
        self._occasion = PlainLabel(backup.occasion, role="caption", tone="muted", theme=theme)
        self._occasion.setVisible(bool(backup.occasion))
        self._sign = Sign("check", "have", theme, icons)
        self._sign.hide()
        self._verdict = PlainLabel(IS_READ, tone="muted", theme=theme)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._holdings)
        middle.addWidget(self._occasion)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addLayout(middle, 1)
        row.addWidget(self._sign)
        row.addWidget(self._verdict)
        self.setMinimumHeight(LOWEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._line_up()
        self._name()
        theme.changed.connect(self.update)

    @property
    def is_read(self) -> bool:
        """Whether it is known how it reads."""
        return self.chosen is not None or bool(self.fault)

    @property
    def text(self) -> str:
        """Everything that the row says."""
        parts = (self.when, self._holdings.text(), self.backup.occasion, self._verdict.text())
        return ", ".join(part for part in parts if part)

    def show_when(self, when: str) -> None:
        """Say when it was made in other words: "Today" is "Yesterday" after midnight."""
        self.when = when
        self.button.setText(typed(when))
        self._name()

    def show_contents(self, read: Chosen) -> None:
        """It reads well, and holds this."""
        self.chosen = read
        self._holdings.setText(read.holdings)
        self._show_verdict(READS_WELL, "have_text", "check", "have")
        self.button.setEnabled(True)

    def show_fault(self, fault: Fault) -> None:
        """It does not read well, and is no choice; nor is one that a mistake of ours kept from being read."""
        self.fault = str(fault)
        words = NOT_READ if isinstance(fault, Mistake) else READS_BADLY
        self._show_verdict(words, "error_text", "error", "error")
        self.setToolTip(plain_tip(self.fault))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole row can be clicked."""
        if self.button.isEnabled():
            self.button.setChecked(True)
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen row stands out, besides its full circle."""
        if self.button.isChecked():
            QPainter(self).fillRect(self.rect(), self._theme.colour("accent_tint"))
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other widths."""
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
        """The same widths in every row, so that columns stand below each other."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        self.button.setMinimumWidth(metrics.horizontalAdvance("00 Mmm 0000, 00:00:00") + 40)
        self._verdict.setMinimumWidth(QFontMetrics(self._theme.font()).horizontalAdvance(IS_READ) + 4)

    def _show_choice(self, chosen: bool) -> None:
        self.button.setFont(self._theme.font(bold=chosen))
        self.update()
