"""The banner under the top bar while an earlier day is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import full_day_text
from gui.widgets.accessibility import announce
from gui.widgets.banner import PersistentBanner

if TYPE_CHECKING:
    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


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
