"""Every command as an action: in a menu, with its keys, in one list that Help shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from gui.widgets.keyboard import combination
from gui.widgets.labels import as_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMainWindow


class KeyLine(NamedTuple):
    """What a command is called and the keys that run it."""

    menu: str
    name: str
    keys: str


class Commands:
    """The menu bar of a window. A command is added once, with everything there is to know of it."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._bar = QMenuBar()
        window.setMenuBar(self._bar)
        self._menus: dict[str, QMenu] = {}
        self._actions: list[tuple[str, str, QAction]] = []

    def menu(self, title: str) -> QMenu:
        """The menu of a title, made when it is first asked for."""
        if title not in self._menus:
            self._menus[title] = QMenu(title, self._bar)
            self._bar.addMenu(self._menus[title])
        return self._menus[title]

    def add(self, menu: str, text: str, run: Callable[[], object], *keys: str) -> QAction:
        """Add a command that runs something, with any number of keys."""
        action = QAction(text, self._window)
        action.triggered.connect(lambda: run())
        return self.add_action(menu, action, *keys)

    def add_action(self, menu: str, action: QAction, *keys: str) -> QAction:
        """Add a command that is an action already."""
        action.setShortcuts([QKeySequence(key) for key in keys])
        self.menu(menu).addAction(action)
        self._actions.append((menu, as_shown(action.text()), action))
        return action

    def disable(self, menu: str, besides: Sequence[str]) -> None:
        """Take every command of a menu out of use, besides those of these names."""
        for title, name, action in self._actions:
            if title == menu and name not in besides:
                action.setEnabled(False)

    def separate(self, menu: str) -> None:
        """Put a line into a menu."""
        self.menu(menu).addSeparator()

    def for_key(self, event: QKeyEvent) -> QAction | None:
        """The command of a key that no shortcut took, because the layout prints something else on it than Latin ones.

        On a French keyboard Ctrl and the key of the digit 1 make Ctrl+&; on a Greek one, Ctrl+F may be Ctrl+Φ.
        """
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        pressed = combination(event)
        actions = (action for _, _, action in self._actions if action.isEnabled())
        return next((action for action in actions if pressed in action.shortcuts()), None)

    def key_lines(self) -> list[KeyLine]:
        """Every command that has keys, in the order of the menus."""
        native = QKeySequence.SequenceFormat.NativeText
        return [
            KeyLine(as_shown(menu), name, ", ".join(keys))
            for menu, name, action in self._actions
            if (keys := [key.toString(native) for key in action.shortcuts()])
        ]
