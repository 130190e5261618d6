"""The status bar: what is saved and backed up, what Undo would undo, and the version of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import OneLine, PlainLabel, Sign, plain_tip
from gui.widgets.layouts import hbox, holding

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.toast import Toast
    from roadmaps.catalogue import Catalogue

_SIGN = 14


class StatusLine(QWidget):
    """Text at both ends; the shape of the icon shows whether the last change was saved."""

    failure_seen = Signal()
    """The user has seen that a backup failed, and asks why."""

    def __init__(self, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._is_saved = True
        self._words, self._backup = "", ""
        self._sign = Sign("check", "have", theme, icons, size=_SIGN)
        self._saved, self._about = (PlainLabel(role="caption", tone="muted", theme=theme) for _ in range(2))
        self._next_undo = OneLine(role="caption", tone="muted", theme=theme)
        self.show_catalogue(catalogue)
        self.failure = LinkButton("", theme, icons, icon="warning", icon_meaning="error")
        self.failure.setAccessibleDescription("Dismiss this message")
        self.failure.clicked.connect(self._see_failure)
        self.failure.hide()
        self._rule = QFrame()
        self._rule.setProperty("variant", "rule")
        self._rule.setFixedSize(1, _SIGN)
        self._facts = holding(hbox(self._rule, (self._next_undo, 1), self._about, gap=16, margins=(8, 0, 0, 0)))
        self._row = hbox(
            self._sign, self._saved, self.failure, (self._facts, 1), on=self, gap=8, margins=(16, 0, 16, 0)
        )

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show how many skills there are, and how many of them the user wrote."""
        own = sum(skill.is_own for skill in catalogue.skills.values())
        shipped = f"{len(catalogue.skills) - own} skills in catalogue {catalogue.version}"
        self._about.setText(f"{shipped}, {own} of yours" if own else shipped)

    def hold(self, toast: Toast) -> None:
        """Make room for a toast, in place of the next undo and the catalogue."""
        self._row.addWidget(toast, 1, Qt.AlignmentFlag.AlignLeft)
        toast.shown.connect(lambda shown: self._facts.setVisible(not shown))

    @property
    def saved(self) -> str:
        """The text about saving."""
        return self._saved.text()

    @property
    def about(self) -> str:
        """What is said about the catalogue."""
        return self._about.text()

    @property
    def next_undo(self) -> str:
        """What Undo would undo, in words; empty if nothing."""
        return self._next_undo.text()

    def show_saved(self, words: str, *, saved: bool = True) -> None:
        """Show whether the last change is on disk."""
        self._words, self._is_saved = words, saved
        self._say_saved()

    def show_backup(self, when: str) -> None:
        """Show when the newest backup was made."""
        self._backup = when
        self._say_saved()

    def show_failure(self, words: str, sentence: str) -> None:
        """Show briefly that a backup failed, until the user has seen it; the sentence says why."""
        is_new = self.failure.isHidden() or not self.failure.accessibleName().endswith(sentence)
        self.failure.setText(words)
        self.failure.setAccessibleName(f"{words}. {sentence}")
        self.failure.setToolTip(plain_tip(sentence))
        self.failure.show()
        if is_new:
            announce(self, sentence)

    def _see_failure(self) -> None:
        self.failure.hide()
        self.failure_seen.emit()

    def _say_saved(self) -> None:
        backup = f" · backup {self._backup}" if self._backup and self._is_saved else ""
        self._saved.setText(f"{self._words}{backup}")
        self._sign.show_icon(*(("check", "have") if self._is_saved else ("warning", "error")))

    def show_next_undo(self, step: str) -> None:
        """Show what Undo would undo."""
        self._next_undo.setText(f"Undo: {step}" if step else "")
        self._rule.setVisible(bool(step))
