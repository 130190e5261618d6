"""The banner under the top bar while the file can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from gui.widgets.accessibility import announce
from gui.widgets.banner import PersistentBanner

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

CHECK_MS = 5000
"""So often is it tried whether the file can be written again."""
TEXT = (
    "Your file is read-only at the moment, so nothing can be changed. To carry on, make the file and its folder "
    "writable."
)
WRITABLE = "Your file is writable again."


class ReadOnlyBanner(PersistentBanner):
    """Says that nothing can be changed, and why; it goes by itself once the file can be written."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Read-only", "warning", TEXT, "Check now", theme, icons)
        self._tracker = tracker
        self.check = self.button
        self.check.clicked.connect(self._check)
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(tracker.try_to_write)
        tracker.changed.connect(self._follow)
        if tracker.read_only:
            self._timer.start()  # and it is shown with the window: now it would be a window of its own
        else:
            self.hide()

    @property
    def text(self) -> str:
        """What the strip says; empty while the file can be written."""
        return self.label.text() if self._timer.isActive() else ""

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
