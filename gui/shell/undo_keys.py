"""Ctrl+Z wherever the focus is: first undoes typing in the field, then the program's last step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.keyboard import combination

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction


class _Command(NamedTuple):
    """Undo or redo: the action with its keys, and what it runs."""

    action: QAction
    run: Callable[[], object]
    is_redo: bool


class UndoKeys(QObject):
    """Follows the keyboard focus, and takes the undo keys from fields that have no typing to undo.

    Qt's text fields claim these keys even when they have nothing to undo, and keys of the main window do not work in
    its dialogs. Only the widget with the focus is watched, so that no other event passes through here.
    """

    def __init__(self, window: QWidget, commands: Sequence[tuple[QAction, Callable[[], object]]]) -> None:
        """``commands`` are undo and redo, in this order, each with the action and what it runs."""
        super().__init__(window)
        self._window = window
        self._commands = [_Command(action, run, bool(place)) for place, (action, run) in enumerate(commands)]
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._belongs(new):
            new.installEventFilter(self)

    def _belongs(self, widget: QWidget) -> bool:
        """Whether a widget is in the main window or in a dialog of it."""
        window: QWidget | None = widget.window()
        while window is not None and window is not self._window:
            parent = window.parentWidget()
            window = parent.window() if parent else None
        return window is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window's own shortcut have the key, or, in a dialog, run the command."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not (isinstance(event, QKeyEvent) and isinstance(watched, QWidget)):
            return False
        command = self._wanted(event, watched)
        if command is None:
            return False
        is_override = kind is QEvent.Type.ShortcutOverride
        if watched.window() is self._window:
            if is_override:
                event.ignore()  # so that the key goes on to the shortcut
            return is_override
        event.accept()
        if not is_override and command.action.isEnabled() and not event.isAutoRepeat():
            command.run()
        return True

    def _wanted(self, event: QKeyEvent, widget: QWidget) -> _Command | None:
        """The command of a key; None if the field has typing to undo, or for any other key."""
        if event.isAutoRepeat() and _editor(widget):
            return None  # a held key empties the field, and must not then undo ticks
        pressed = combination(event)
        for command in self._commands:
            if pressed in command.action.shortcuts():
                return None if _has_own_step(widget, is_redo=command.is_redo) else command
        return None


def _editor(widget: QWidget) -> QLineEdit | ExactTextEdit | None:
    """The text field of a widget: itself, or the one inside a number field or a combo box."""
    if isinstance(widget, (QLineEdit, ExactTextEdit)):
        return widget
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox  # no start needs them

    if isinstance(widget, (QAbstractSpinBox, QComboBox)):
        return widget.findChild(QLineEdit)
    return None


def _has_own_step(widget: QWidget, *, is_redo: bool) -> bool:
    """Whether the text field of a widget has typing to undo, or to redo."""
    editor = _editor(widget)
    if editor is None or editor.isReadOnly():
        return False
    typing = editor if isinstance(editor, QLineEdit) else editor.document()
    return typing.isRedoAvailable() if is_redo else typing.isUndoAvailable()
