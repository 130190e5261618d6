"""A few buttons in one frame, of which one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from gui.widgets.labels import set_tip, typed
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

_PADDING = 2
"""Around the text of a button, both sides together, in heights of its text."""


class Segment(NamedTuple):
    """The key of a button, its text, and its accessible name."""

    key: str
    text: str
    name: str


class _FocusedByArrows(QToolButton):
    """Arrow keys move the focus but choose nothing, so that a stray key changes nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus; Qt would also click the button."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        buttons = self.group().buttons()
        place = buttons.index(self) + way
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


class Segments(QFrame):
    """Reports clicks; the owner decides which button is on. With ``arrows_only_focus``, arrow keys choose nothing."""

    wanted = Signal(str)

    def __init__(
        self, name: str, segments: Iterable[Segment], *, least_width: int = 0, arrows_only_focus: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("variant", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = hbox(on=self, gap=0, margins=(1, 1, 1, 1))
        for segment in segments:
            button = _FocusedByArrows() if arrows_only_focus else QToolButton()
            button.setProperty("variant", "segment")
            button.setText(typed(segment.text))
            set_tip(button, segment.name)
            button.setAccessibleName(segment.name)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            # As wide as in bold, so that nothing moves when another button is on.
            bold = QFont(button.font())
            bold.setWeight(QFont.Weight.DemiBold)
            padding = round(_PADDING * bold.pixelSize())
            needed = button.fontMetrics().horizontalAdvance(segment.text) + 44
            button.setMinimumWidth(
                max(least_width, needed, QFontMetrics(bold).horizontalAdvance(segment.text) + padding)
            )
            button.clicked.connect(lambda _=False, key=segment.key: self.wanted.emit(key))
            self._group.addButton(button)
            self._buttons[segment.key] = button
            row.addWidget(button)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Focus the button that is on."""
        next(button for button in self._buttons.values() if button.isChecked()).setFocus(reason)

    def choose(self, key: str) -> None:
        """Set which button is on."""
        self._buttons[key].setChecked(True)
