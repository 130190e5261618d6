"""The person's note on a skill: kept on leaving the field, after two seconds of rest, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from gui.tracker import Tracker

REST_MS = 2000


class NoteField(QPlainTextEdit):
    """Holds what is typed until it is kept; one event each time, not one a letter."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._tracker = tracker
        self._skill_id = ""
        self._shown = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)
        self.setAccessibleName("My notes")
        self.setPlaceholderText("Write down what you did, and what is next.")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._rest.start)

    def show_skill(self, skill_id: str) -> None:
        """Show the note of a skill; what was typed for another is kept first."""
        if skill_id != self._skill_id:
            self.keep()
            self._skill_id = skill_id
            self._show(self._noted())
        elif self.toPlainText() == self._shown:
            self._show(self._noted())

    def keep(self) -> bool:
        """Keep what was typed, if it is not kept already. After a failed write the text stays and is tried again."""
        self._rest.stop()
        text = self.toPlainText()
        if self._skill_id and text != self._noted() and self._tracker.write_note(self._skill_id, text):
            self._shown = text
        return not self._skill_id or text == self._noted()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps the note."""
        super().focusOutEvent(event)
        self.keep()

    def _noted(self) -> str:
        return self._tracker.progress.notes.get(self._skill_id, "")

    def _show(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
        self._shown = text
        self._rest.stop()
