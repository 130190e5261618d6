"""A line in which a value is typed: a number, a duration or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.widgets.buttons import is_enter
from gui.widgets.field_error import mark_wrong

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_RELEASE_MS = 30
"""How often the mouse is looked at while a button of it is held."""
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_STILL_HERE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class TypedLine(QLineEdit):
    """Every key types. Enter and leaving the field take the value; Esc puts the standing one back.

    What cannot be taken is refused in one sentence: then the text stays as it was typed, and nothing is changed. A
    subclass reads and writes its kind of value.
    """

    REWRITES = True
    """Whether a value that was taken is shown in the form of ``write``, so that the user sees how it was understood."""

    taken = Signal(object)
    """A value other than the one that stood."""
    refused = Signal(str)
    """Why the text cannot be taken, in a sentence; empty once that is settled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._standing: Any = None
        self._shown = ""
        self._fault = ""
        self.setAccessibleName(name)
        self.textChanged.connect(self._reconsider)

    def read(self, text: str) -> Any:
        """The value of a text. Raises ValueError with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """A value as it is shown, so that ``read`` gives the same value."""
        raise NotImplementedError

    def step(self, value: Any, steps: int) -> Any:
        """The value so many steps up, or down below 0; ``value`` is None where what is typed cannot be read."""
        raise NotImplementedError

    @property
    def fault(self) -> str:
        """Why the text was refused; empty when it was not."""
        return self._fault

    @property
    def standing(self) -> Any:
        """The value that stands, whatever is typed."""
        return self._standing

    @property
    def is_pending(self) -> bool:
        """Whether something else is typed than what stands."""
        return self.text() != self._shown

    def value(self) -> Any:
        """What is typed. Raises ValueError with a sentence; what stands is never refused."""
        return self.read(self.text()) if self.is_pending else self._standing

    def show_value(self, value: Any) -> None:
        """Show a value that stands, in place of anything that is typed."""
        self._standing, self._shown = value, self.write(value)
        if self.is_pending:
            self.setText(self._shown)
        self.refuse("")

    def take(self) -> bool:
        """Take what is typed; False where it was refused."""
        try:
            value = self.value()
        except ValueError as error:
            self.refuse(str(error))
            return False
        is_new = value != self._standing
        if self.REWRITES:
            self.show_value(value)
        else:
            self._standing, self._shown = value, self.text()
            self.refuse("")
        if is_new:
            self.taken.emit(value)
        return True

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be taken; an empty sentence takes that back."""
        if sentence != self._fault:
            self._fault = sentence
            mark_wrong(self, sentence)
            self.refused.emit(sentence)

    def step_by(self, steps: int) -> None:
        """Show the value so many steps on, as if it were typed."""
        try:
            value = self.value()
        except ValueError:
            value = None
        self.setText(self.write(self.step(value, steps)))
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Esc is for this field while there is something to put back, whatever it does elsewhere in the window."""
        if event.type() is QEvent.Type.ShortcutOverride and self._is_put_back_by(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc puts back, up and down step; all other keys type."""
        steps = _STEPS.get(Qt.Key(event.key()), 0)
        if self._is_put_back_by(event):
            self.show_value(self._standing)
            self.selectAll()
        elif steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_by(steps)
        else:
            if is_enter(event):
                self.take()
                self.selectAll()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes, except for a menu or another window, from which the user comes back."""
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self._leave()

    def _leave(self) -> None:
        """Take, but complain only when no mouse button is held: what moves under the pointer cannot be clicked."""
        try:
            self.value()
        except ValueError:
            if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
                QTimer.singleShot(_RELEASE_MS, self, self._leave_unless_back)
                return
        self.take()

    def _leave_unless_back(self) -> None:
        if not self.hasFocus():
            self._leave()

    def _reconsider(self) -> None:
        """A complaint goes as soon as what is typed can be taken."""
        if self._fault:
            try:
                self.value()
            except ValueError:
                return
            self.refuse("")

    def _is_put_back_by(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and (self.is_pending or bool(self._fault))
