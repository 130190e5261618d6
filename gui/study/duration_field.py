"""A field for a length of time: typed as people write it, or stepped by quarters of an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from gui.widgets.labels import plain_tip
from roadmaps.study import STEP, read_minutes, stepped
from roadmaps.wording import time_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.icons import Icons
    from gui.theme import Theme

_SIDE = 32


class _Line(QLineEdit):
    """Up and down step."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that step; all others type."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)


class DurationField(QWidget):
    """What is typed stays as it is typed; only a step writes anew."""

    def __init__(self, minutes: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.line = _Line(time_text(minutes))
        self.line.setAccessibleName("Time")
        self.line.setPlaceholderText("45, 1:30 or 1 h 30")
        self.line.stepped.connect(self._step)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        self._buttons = {}
        for steps, icon, name in ((-1, "none", f"{STEP} minutes less"), (1, "new", f"{STEP} minutes more")):
            button = QToolButton()
            button.setProperty("look", "icon")
            button.setFixedWidth(_SIDE)
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name))
            button.clicked.connect(lambda _=False, steps=steps: self._step(steps))
            self._buttons[icon] = button
            row.addWidget(button)
        theme.changed.connect(self._retint)
        self._retint()

    @property
    def minutes(self) -> int:
        """What is typed, in minutes. Raises ValueError with a sentence where that is no time."""
        return read_minutes(self.line.text())

    def _step(self, steps: int) -> None:
        try:
            minutes = self.minutes
        except ValueError:
            minutes = 0
        self.line.setText(time_text(stepped(minutes, steps)))
        self.line.selectAll()

    def _retint(self) -> None:
        for icon, button in self._buttons.items():
            button.setIcon(self._icons.icon(icon, "text2", 16))
