"""A line edit for a value: a number, a duration or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.widgets.buttons import is_enter
from gui.widgets.field_error import mark_wrong

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_RELEASE_MS = 30
"""How often the mouse is checked while one of its buttons is held."""
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_STILL_HERE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class TypedLine(QLineEdit):
    """Enter and leaving the field apply the value; Esc restores the current one.

    Invalid text is refused with a sentence: it stays as typed, and nothing changes. Subclasses read and write a kind of
    value.
    """

    REWRITES = True
    """Whether an applied value is rewritten in the form of ``write``, so that the user sees how it was understood."""

    taken = Signal(object)
    """A value other than the current one was applied."""
    refused = Signal(str)
    """Why the text is invalid, as a sentence; empty once that is settled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.current: Any = None
        """The current value, whatever is typed."""
        self._shown = ""
        self.error = ""
        """Why the text was refused; empty if it was not."""
        self.setAccessibleName(name)
        self.textChanged.connect(self._reconsider)

    def read(self, text: str) -> Any:
        """Parse a text. Raises ValueError with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Format a value so that ``read`` returns the same value."""
        raise NotImplementedError

    def step(self, value: Any, steps: int) -> Any:
        """The value ``steps`` up, or down if negative; ``value`` is None if the text is invalid."""
        raise NotImplementedError

    @property
    def is_pending(self) -> bool:
        """Whether the text differs from the current value."""
        return self.text() != self._shown

    def value(self) -> Any:
        """The typed value. Raises ValueError with a sentence; the current value is never refused."""
        return self.read(self.text()) if self.is_pending else self.current

    def show_value(self, value: Any) -> None:
        """Show a value as the current one, replacing any typed text."""
        self.current, self._shown = value, self.write(value)
        if self.is_pending:
            self.setText(self._shown)
        self.refuse("")

    def take(self) -> bool:
        """Apply the typed value; returns False if it was refused."""
        try:
            value = self.value()
        except ValueError as error:
            self.refuse(str(error))
            return False
        is_new = value != self.current
        if self.REWRITES:
            self.show_value(value)
        else:
            self.current, self._shown = value, self.text()
            self.refuse("")
        if is_new:
            self.taken.emit(value)
        return True

    def refuse(self, sentence: str) -> None:
        """Show why the text is invalid; an empty sentence clears that."""
        if sentence != self.error:
            self.error = sentence
            mark_wrong(self, sentence)
            self.refused.emit(sentence)

    def step_by(self, steps: int) -> None:
        """Show the value ``steps`` further, as if it were typed."""
        try:
            value = self.value()
        except ValueError:
            value = None
        self.setText(self.write(self.step(value, steps)))
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Claim Esc while there is something to restore, whatever it does elsewhere in the window."""
        if event.type() is QEvent.Type.ShortcutOverride and self._is_restored_by(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies, Esc restores, up and down step; all other keys type."""
        steps = _STEPS.get(Qt.Key(event.key()), 0)
        if self._is_restored_by(event):
            self.show_value(self.current)
            self.selectAll()
        elif steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_by(steps)
        else:
            if is_enter(event):
                self.take()
                self.selectAll()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Apply on leaving, except for a menu or another window, from which the user comes back."""
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self._leave()

    def _leave(self) -> None:
        """Apply, but complain only while no mouse button is held: a message that moves the target spoils the click."""
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
        """Clear the complaint as soon as the text is valid."""
        if self.error:
            try:
                self.value()
            except ValueError:
                return
            self.refuse("")

    def _is_restored_by(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and (self.is_pending or bool(self.error))
