"""A button beside a field, for less or for more: large enough to hit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class StepButton(QToolButton):
    """Calls a function with its number of steps: -1 for less, 1 for more."""

    def __init__(self, name: str, steps: int, step: Callable[[int], object], theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icon, self._icons = "new" if steps > 0 else "none", icons
        self.setProperty("look", "icon")
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(partial(_call, step, steps))
        theme.changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self.setIcon(self._icons.icon(self._icon, "text2", 16))


def _call(step: Callable[[int], object], steps: int, _is_checked: bool = False) -> None:
    step(steps)
