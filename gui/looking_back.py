"""The strip that stands under the top bar while an earlier day is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.widgets.announcing import announce
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.plain_button import PlainButton
from gui.words import full_day_text

if TYPE_CHECKING:
    from gui.icons import Icons
    from gui.theme import Theme
    from gui.tracker import Tracker


class LookingBackStrip(QFrame):
    """Says which day it is, and leads back to today; it cannot be closed before."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker = tracker
        self.setProperty("look", "looking-back")
        self.setAccessibleName("Looking back")
        self._text = PlainLabel(theme=theme).wrapping()
        self.back = PlainButton("Back to today")
        self.back.clicked.connect(lambda: tracker.look_back(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(Sign("history", "accent", theme, icons, size=18))
        row.addWidget(self._text, 1)
        row.addWidget(self.back)
        tracker.looked_back.connect(self._follow)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says."""
        return self._text.text()

    def _follow(self) -> None:
        day = self._tracker.as_of
        self.setVisible(day is not None)
        if day:
            text = f"As of {full_day_text(day)}: you see everything as it was on that day. Nothing can be changed."
            self._text.setText(text)
            announce(self, text)
