"""The banners under the top bar while an earlier day is shown, and while the file is read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from gui.app.date_format import full_day_text
from gui.widgets.accessibility import announce
from gui.widgets.banner import PersistentBanner

if TYPE_CHECKING:
    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

CHECK_MS = 5000
"""How often to try whether the file can be written again."""
TEXT = (
    "Your file is read-only at the moment, so nothing can be changed. To carry on, make the file and its folder "
    "writable."
)
WRITABLE = "Your file is writable again."


class AsOfBanner(PersistentBanner):
    """Names the day, with a button back to today. It stays until then."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Looking back", "history", "", "Back to today", theme, icons)
        self._tracker = tracker
        self.button.clicked.connect(lambda: tracker.view_as_of(None))
        tracker.changed.connect(self._follow)
        self.hide()

    def _follow(self, change: Change) -> None:
        if change.is_edit:
            return
        day = self._tracker.as_of
        self.setVisible(day is not None)
        if day:
            text = f"As of {full_day_text(day)}: you see everything as it was on that day. Nothing can be changed."
            self.label.setText(text)
            announce(self, text)


class ReadOnlyBanner(PersistentBanner):
    """Says that nothing can be changed, and why. It disappears once the file can be written."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Read-only", "warning", TEXT, "Check now", theme, icons)
        self._tracker = tracker
        self.button.clicked.connect(self._check)
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(tracker.try_to_write)
        tracker.changed.connect(self._follow)
        if tracker.read_only:
            self._timer.start()  # the banner shows with the window: shown now, it would be a window of its own
        else:
            self.hide()

    @property
    def text(self) -> str:
        """Its sentence; empty while the file can be written."""
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
