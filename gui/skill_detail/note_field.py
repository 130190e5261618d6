"""The person's note on a skill: kept on leaving the field, after two seconds of rest, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from gui.widgets.exact_text_edit import ExactTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from gui.tracker import Tracker

REST_MS = 2000


class NoteField(ExactTextEdit):
    """Shows what is typed until it is kept; one event each time, not one a letter."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._tracker = tracker
        self._skill_id = ""
        self._is_showing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)
        self.setAccessibleName("My notes")
        self.setPlaceholderText("Write down what you did, and what is next.")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._hold)

    def show_skill(self, skill_id: str) -> None:
        """Show the note of a skill; what was typed for another is kept first."""
        if skill_id != self._skill_id:
            self.keep()
            self._skill_id = skill_id
        text = self._tracker.note(skill_id)
        if text != self.exact_text():
            self._is_showing = True
            self.show_text(text)
            self._is_showing = False

    def keep(self) -> bool:
        """Keep what was typed; whether it is on disk. After a failed write it stays, here and on the other page."""
        self._rest.stop()
        return self._tracker.keep_drafts()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps the note."""
        super().focusOutEvent(event)
        self.keep()

    def _hold(self) -> None:
        if not self._is_showing:
            self._tracker.draft_note(self._skill_id, self.exact_text())
            self._rest.start()
