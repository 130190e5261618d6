"""Commands: what the user can do, as a table that the menus and the list of keyboard shortcuts read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from gui.widgets.keyboard import combination
from gui.widgets.labels import as_shown, plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMainWindow

    from gui.widgets.change_lock import ChangeLock


class Writes(Enum):
    """What a command changes, which determines when it is disabled."""

    NOTHING = auto()
    PROGRESS = auto()
    """Data of the day that is shown: disabled while that is an earlier day."""
    FILE = auto()
    """The whole file: enabled on any day, unless the file is read-only."""


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """Something that the user can do, with all that a menu or the list of shortcuts shows of it."""

    id: str
    """Permanent: the menu and a name, such as ``file.export``."""
    menu: str
    text: str
    """What the menu says, with the access key marked by "&"."""
    run: Callable[[], object]
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    """Of a standard key, the first that this system has, if any."""
    help: str = ""
    """What it does, if its name does not say so."""
    writes: Writes = Writes.NOTHING
    ready: Callable[[], bool] = _always
    """Whether it has anything to do now."""
    checked: bool | None = None
    """Whether it is the checked one of its menu; None if it is not checkable."""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    """Where macOS puts it instead: there, Quit and About are in the application menu."""
    after_line: bool = False
    """Whether a separator comes before it in the menu."""


class KeyLine(NamedTuple):
    """The name of a command and the keys that run it."""

    menu: str
    name: str
    keys: str


class Commands:
    """The commands of a window and its menu bar. A page may add its own at any time."""

    def __init__(self, window: QMainWindow, lock: ChangeLock) -> None:
        self._window, self._lock = window, lock
        self._bar = QMenuBar()
        window.setMenuBar(self._bar)
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._actions: dict[Command, QAction] = {}

    def replace(self, start: str, commands: Iterable[Command], before: str) -> None:
        """Replace the commands whose ids begin with ``start`` by others, ahead of the command ``before``.

        Does nothing if they have the same ids and texts.
        """
        old, commands = [each for each in self._actions if each.id.startswith(start)], [*commands]
        if [(each.id, each.text) for each in old] == [(each.id, each.text) for each in commands]:
            return
        for command in old:
            action = self._actions.pop(command)
            self.menu(command.menu).removeAction(action)
            action.deleteLater()
        known = dict(self._actions)
        place = next(number for number, each in enumerate(known) if each.id == before)
        self._actions = dict([*known.items()][:place])
        menu, next_action = next((self.menu(each.menu), action) for each, action in known.items() if each.id == before)
        actions = menu.actions()
        at = actions.index(next_action)
        self.add(commands, actions[at - 1] if actions[at - 1].isSeparator() else next_action)
        self._actions.update(known)

    def add(self, commands: Iterable[Command], before: QAction | None = None) -> None:
        """Add commands, each at the end of its menu or ahead of one of its actions."""
        for command in commands:
            action = QAction(command.text, self._window)
            action.triggered.connect(lambda _=False, run=command.run: run())
            keys = dict.fromkeys(QKeySequence(key).toString() for key in command.keys)
            action.setShortcuts([QKeySequence(key) for key in keys if key])
            action.setMenuRole(command.role)
            if command.help:
                action.setToolTip(plain_tip(command.help))
            if command.checked is not None:
                action.setCheckable(True)
                action.setChecked(command.checked)
                self._groups.setdefault(command.menu, QActionGroup(self._window)).addAction(action)
            if command.after_line:
                self.menu(command.menu).addSeparator()
            self.menu(command.menu).insertAction(before, action)  # type: ignore[arg-type]  # None is the end
            self._actions[command] = action
            self._apply(command)

    @property
    def all(self) -> tuple[Command, ...]:
        """Every command, in the order of the menus."""
        return tuple(self._actions)

    def action(self, command_id: str) -> QAction:
        """The action of a command, for a button or another menu."""
        return next(action for command, action in self._actions.items() if command.id == command_id)

    def menu(self, title: str) -> QMenu:
        """The menu with a title, made on first use."""
        if title not in self._menus:
            self._menus[title] = QMenu(title, self._bar)
            self._menus[title].setToolTipsVisible(True)  # which say why a command is disabled
            self._bar.addMenu(self._menus[title])
        return self._menus[title]

    def refresh(self, *command_ids: str) -> None:
        """Enable or disable these commands according to their ``ready``."""
        for command in self._actions:
            if command.id in command_ids:
                self._apply(command)

    def _apply(self, command: Command) -> None:
        if command.writes is not Writes.NOTHING or command.ready is not _always:
            self._lock.hold(
                self._actions[command],
                ready=command.ready(),
                writes=command.writes is not Writes.NOTHING,
                on_any_day=command.writes is Writes.FILE,
            )

    def for_key(self, event: QKeyEvent) -> QAction | None:
        """The action for a key press that Qt matches to no shortcut, because the layout has another character there.

        On a French keyboard, Ctrl and the key of the digit 1 make Ctrl+&; on a Greek one, Ctrl+F may be Ctrl+Φ.
        """
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        pressed = combination(event)
        actions = (action for action in self._actions.values() if action.isEnabled())
        return next((action for action in actions if pressed in action.shortcuts()), None)

    def key_lines(self) -> list[KeyLine]:
        """Every command that has keys, in the order of the menus."""
        native = QKeySequence.SequenceFormat.NativeText
        return [
            KeyLine(as_shown(command.menu), as_shown(command.text), ", ".join(keys))
            for command, action in self._actions.items()
            if (keys := [key.toString(native) for key in action.shortcuts()])
        ]
