"""A milestone as a strip under the map, where there is no room beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.pages.roadmap.map.view_models import reached_text
from gui.widgets.change_lock import ChangeLock
from gui.widgets.labels import PlainLabel
from gui.widgets.plain_button import PlainButton

if TYPE_CHECKING:
    from gui.theme.palette import Theme
    from gui.tracker import Tracker
    from roadmaps.catalogue import Stage


class MilestoneStrip(QFrame):
    """Title, how far it has come, and two buttons."""

    checks_wanted = Signal()

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__()
        self._tracker = tracker
        self._stage: Stage | None = None
        self.setProperty("look", "strip")
        self._title = PlainLabel(role="section", bold=True, theme=theme).wrapping()
        self._remark = PlainLabel(role="dense", tone="text2", theme=theme)
        self.checks, self.reach = PlainButton("Show its checks"), PlainButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(16)
        row.addWidget(self._title, 1)
        row.addWidget(self._remark)
        for button in (self.reach, self.checks):
            row.addWidget(button)
        self.checks.clicked.connect(self.checks_wanted)
        self.reach.clicked.connect(self._toggle)
        ChangeLock(tracker, self).hold(self.reach)

    def show_stage(self, stage: Stage) -> None:
        """Show the milestone of a stage as it is now."""
        self._stage = stage
        progress, milestone = self._tracker.progress, stage.milestone
        tick = progress.milestones.get(milestone.id)
        remark = reached_text(milestone, tick, progress.evidence_checks, self._tracker.today)
        self._title.setText(milestone.title)
        self._remark.setText(f"Reached {remark}" if tick else remark)
        self.reach.setText("Take back" if tick else "Reached today")
        self.setAccessibleName(f"Selected: milestone, {milestone.title}")

    def _toggle(self) -> None:
        if self._stage:
            self._tracker.toggle_milestone(self._stage.milestone)
