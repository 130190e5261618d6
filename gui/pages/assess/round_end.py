"""The end of a round: the gap, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.buttons import PlainButton
from gui.widgets.card import Card
from gui.widgets.gap_summary import GapSummary
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import Gap


class RoundEndCard(Card):
    """The result of the round, and what to do next."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Your gap", theme)
        self.summary = GapSummary(tracker, theme, icons)
        # In their order on screen, which is the tab order.
        self.more, self.skips = PlainButton(), PlainButton()
        self.roadmap, self.again = PlainButton("See the roadmap"), PlainButton("Go through it again")
        for button in (self.more, self.skips, self.roadmap, self.again):
            self.summary.buttons.addWidget(button)
        self.column.addWidget(self.summary)

    @property
    def first(self) -> QAbstractButton:
        """The first button."""
        return self.roadmap if self.summary.start.isHidden() else self.summary.start

    def show_gap(self, gap: Gap, left: int, skipped: int) -> None:
        """Show the gap; ``left`` cards are not asked yet, ``skipped`` were skipped."""
        self.caption.setText("the short round is done" if left else "all answered")
        self.summary.show_gap(gap)
        self.more.setText(f"Keep going: {count_text(left, 'more skill')}")
        self.more.setVisible(left > 0)
        self.skips.setText(f"Back to {count_text(skipped, 'skipped skill')}")
        self.skips.setVisible(skipped > 0)
        self.again.setVisible(not left)
