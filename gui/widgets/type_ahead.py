"""Type-ahead: letters typed into a list select the row whose name starts with them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

PAUSE = 1.0
"""Seconds without a key after which a new name starts. Qt's own 0.4 s is too short for slow typists."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

_MODIFIER_KEYS = frozenset(
    key.value
    for key in (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_Multi_key,
    )
)


class TypeAhead:
    """Collects what is typed into a list. While a name is being typed, Space is part of it and nothing else.

    Feed it every key press first: any key that is not part of a name ends the name.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._typed = ""
        self._last = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a name is being typed."""
        return bool(self._typed) and self._clock() - self._last < PAUSE

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is part of a name; if so, it is added."""
        text = event.text()
        is_running = self.is_running
        if event.modifiers() & _COMMANDS or not text.isprintable() or not text or (text.isspace() and not is_running):
            if text or event.key() not in _MODIFIER_KEYS:
                self.stop()
            return False
        self._typed = self._typed + text if is_running else text
        self._last = self._clock()
        return True

    def stop(self) -> None:
        """Start a new name with the next letter."""
        self._typed = ""

    def find(self, names: Sequence[str], current: int) -> int | None:
        """The index of the first name, from the current row on and wrapping around, that starts with the typed text.

        The same letter typed again moves on to the next name that starts with it.
        """
        # A blank at the end is only the start of the next word: "git " still matches "Git".
        typed = folded(self._typed)
        if not typed:
            return None
        is_one_letter = len(set(typed)) == 1 and len(typed) > 1
        start = current + 1 if is_one_letter or len(typed) == 1 else max(current, 0)
        for wanted in (typed, typed[0]) if is_one_letter else (typed,):
            for step in range(len(names)):
                place = (start + step) % len(names)
                if folded(names[place]).startswith(wanted):
                    return place
        return None
