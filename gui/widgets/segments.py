"""A few buttons in one frame, of which one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton

from gui.widgets.labels import plain_tip, typed

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEIGHT = 34


class Segment(NamedTuple):
    """What a button stands for, what it says, and what it says in full."""

    key: str
    text: str
    name: str


class Segments(QFrame):
    """Says which one was clicked; which one is on is told from outside."""

    wanted = Signal(str)

    def __init__(self, name: str, segments: Iterable[Segment], *, least_width: int = 0) -> None:
        super().__init__()
        self.setProperty("look", "segments")
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for segment in segments:
            button = QToolButton()
            button.setProperty("look", "segment")
            button.setText(typed(segment.text))
            button.setToolTip(plain_tip(segment.name))
            button.setAccessibleName(segment.name)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            # As wide as in bold, so that nothing moves when another one is on.
            button.setMinimumWidth(max(least_width, button.fontMetrics().horizontalAdvance(segment.text) + 44))
            button.clicked.connect(lambda _=False, key=segment.key: self.wanted.emit(key))
            self._group.addButton(button)
            self._buttons[segment.key] = button
            row.addWidget(button)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard onto the one that is on."""
        button = self._group.checkedButton()
        if button:
            button.setFocus(reason)

    def choose(self, key: str) -> None:
        """Say which one is on."""
        self._buttons[key].setChecked(True)
