"""Your note on a skill: saved on leaving the field, after two seconds of rest or ten of typing, and at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.app.date_format import locale_forms
from gui.app.delayed_save import DelayedSave, TimerWake
from gui.widgets.change_lock import ChangeLock
from gui.widgets.exact_text_edit import ExactTextEdit
from roadmaps.text.limits import MOST_NOTE_LETTERS, shown

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent

    from gui.app.tracker import Tracker


class NoteField(ExactTextEdit):
    """Shows what is typed until it is kept; one event each time, not one a letter.

    Of a note that is longer than may be typed only the beginning is shown, and it cannot be edited here.
    """

    shortened = Signal(bool)
    """Whether only the beginning is shown."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._tracker = tracker
        self._skill_id = ""
        self._is_showing = self._is_long = False
        self._lock = ChangeLock(tracker, self)
        self.later = DelayedSave(self.keep, partial(TimerWake, parent=self))
        self.setAccessibleName("My notes")
        self.setPlaceholderText("What you did, and what’s next.")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._hold)

    def show_skill(self, skill_id: str) -> None:
        """Show the note of a skill; what was typed for another is kept first."""
        if skill_id != self._skill_id:
            self.keep()
            self._skill_id = skill_id
        note = self._tracker.drafts.text(skill_id)
        is_long = len(note) > MOST_NOTE_LETTERS and note == self._tracker.progress.notes.get(skill_id)
        if is_long is not self._is_long:
            self._is_long = is_long
            self.shortened.emit(is_long)
        self._lock.hold(self, ready=not is_long)
        text = shown(note) if is_long else note
        if text != self.exact_text():
            self._is_showing = True
            self.show_text(text)
            self._is_showing = False

    def keep(self) -> bool:
        """Keep what was typed; whether it is on disk. After a failed write it stays, here and on the other page."""
        self.later.forget()
        return self._tracker.drafts.save()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped is taken whole or not at all: laying out megabytes would stop the window."""
        size = len(self.exact_text()) - len(self.textCursor().selectedText()) + len(source.text())
        if size > MOST_NOTE_LETTERS:
            forms = locale_forms()
            self._tracker.refused.emit(
                f"Nothing was pasted: the note would have {forms.number(size)} characters, and a note can have up to "
                f"{forms.number(MOST_NOTE_LETTERS)}."
            )
            return
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps the note."""
        super().focusOutEvent(event)
        self.keep()

    def _hold(self) -> None:
        if not self._is_showing and not self.isReadOnly():
            self._tracker.drafts.hold(self._skill_id, self.exact_text())
            self.later.note_change()
