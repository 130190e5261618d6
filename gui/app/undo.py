"""The undo stack: which steps were done in this run of the program, and which of them are undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmaps.journal import Json


class ValueChange(NamedTuple):
    """The value of one subject, before and after, and the day it holds from."""

    kind: str
    subject: str
    before: Json
    after: Json
    effective_on: date

    def undone(self) -> ValueChange:
        """The change that writes the previous value, for the same day."""
        return self._replace(before=self.after, after=self.before)


class UndoStep(NamedTuple):
    """What one undo takes back: a title and what changed."""

    text: str
    changes: tuple[ValueChange, ...]


class UndoStack(QObject):
    """Steps in order, and a place between them. It only keeps the order: the tracker writes before it moves the stack.

    Not Qt's: a QUndoStack moves before its command has succeeded, so a write that fails would cost the step; and in
    PySide6 6.11 it deletes commands twice when Python's garbage collector meets it (a crash at exit).
    """

    moved = Signal()
    """Another step would be undone or redone now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[UndoStep] = []
        self._done = 0

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def place(self) -> int:
        """How many steps are done and not undone."""
        return self._done

    @property
    def undo_text(self) -> str:
        """What an undo would take back, in words; empty when there is nothing."""
        return self.next_undo.text if self.next_undo else ""

    @property
    def next_undo(self) -> UndoStep | None:
        """The step that an undo takes back."""
        return self._steps[self._done - 1] if self._done else None

    @property
    def next_redo(self) -> UndoStep | None:
        """The step that a redo does again."""
        return self._steps[self._done] if self._done < len(self._steps) else None

    @property
    def undone(self) -> Sequence[UndoStep]:
        """What was undone and can be redone, the next one first."""
        return self._steps[self._done :]

    def push(self, step: UndoStep) -> None:
        """A new step was done; what was undone before it can no longer be redone."""
        self._steps[self._done :] = [step]
        self._done += 1
        self.moved.emit()

    def step_back(self) -> None:
        """The last step was undone."""
        self._done = max(0, self._done - 1)
        self.moved.emit()

    def step_on(self) -> None:
        """The next step was redone."""
        self._done = min(len(self._steps), self._done + 1)
        self.moved.emit()

    def clear(self) -> None:
        """Forget every step."""
        self._steps.clear()
        self._done = 0
        self.moved.emit()
