"""The end of a round: the gap, and where to go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.gap_summary import GapSummary
from gui.widgets.plain_button import PlainButton
from gui.widgets.primary_button import PrimaryButton
from roadmaps.wording import count_text

if TYPE_CHECKING:
    from gui.theme import Theme
    from roadmaps.standing import Gap


class FinishCard(Card):
    """What came of the round, and what to do next."""

    roadmap_wanted = Signal()
    more_wanted = Signal()
    again_wanted = Signal()
    skipped_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Your gap", theme)
        self.summary = GapSummary(theme)
        self.roadmap = PrimaryButton("See the roadmap", theme)
        self.more, self.again, self.skips = PlainButton(), PlainButton("Go through it again"), PlainButton()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button, signal in (
            (self.roadmap, self.roadmap_wanted),
            (self.more, self.more_wanted),
            (self.skips, self.skipped_wanted),
            (self.again, self.again_wanted),
        ):
            button.clicked.connect(signal)
            flow.addWidget(button)
        self.column.addLayout(self.summary)
        self.column.addWidget(buttons)

    def show_gap(self, gap: Gap, left: int, skipped: int) -> None:
        """Show the gap; ``left`` cards are not asked yet, ``skipped`` were skipped."""
        self.caption.setText("the short round is done" if left else "all answered")
        self.summary.show_gap(gap)
        self.more.setText(f"Go on: {count_text(left, 'more skill')}")
        self.more.setVisible(left > 0)
        self.skips.setText(f"Back to {count_text(skipped, 'skipped skill')}")
        self.skips.setVisible(skipped > 0)
        self.again.setVisible(not left)
