"""The strip that stands under the top bar while the file can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.widgets.announcing import announce
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.plain_button import PlainButton

if TYPE_CHECKING:
    from gui.icons import Icons
    from gui.theme import Theme
    from gui.tracker import Tracker

CHECK_MS = 5000
"""So often is it tried whether the file can be written again."""
TEXT = (
    "Your file is read-only at the moment, so nothing can be changed. To carry on, allow writing to the file and its "
    "folder."
)
WRITABLE = "Your file can be written again."


class ReadOnlyStrip(QFrame):
    """Says that nothing can be changed, and why; it goes by itself once the file can be written."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker = tracker
        self.setProperty("look", "looking-back")
        self.setAccessibleName("Read-only")
        self._text = PlainLabel(TEXT, theme=theme).wrapping()
        self.check = PlainButton("Check now")
        self.check.clicked.connect(self._check)
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(tracker.try_to_write)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(Sign("warning", "accent", theme, icons, size=18))
        row.addWidget(self._text, 1)
        row.addWidget(self.check)
        tracker.looked_back.connect(self._follow)
        if tracker.read_only:
            self._timer.start()  # and it is shown with the window: now it would be a window of its own
        else:
            self.hide()

    @property
    def text(self) -> str:
        """What the strip says; empty while the file can be written."""
        return self._text.text() if self._timer.isActive() else ""

    def _check(self) -> None:
        if not self._tracker.try_to_write():
            announce(self, TEXT)

    def _follow(self) -> None:
        is_read_only = self._tracker.read_only
        if is_read_only == self._timer.isActive():
            return
        self.setVisible(is_read_only)
        if is_read_only:
            self._timer.start()
        else:
            self._timer.stop()
        announce(self, TEXT if is_read_only else WRITABLE)
