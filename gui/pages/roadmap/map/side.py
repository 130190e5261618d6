"""The panel beside the map: the card of the selection, and the list of what is left."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from gui.app.date_format import locale_forms
from gui.pages.roadmap.map.left_list import LeftList
from gui.pages.roadmap.map.node_card import NodeCard
from gui.pages.roadmap.milestone_view import MilestoneView
from gui.widgets.buttons import NumberButton
from gui.widgets.empty_state import NO_SKILL_YET, EmptyContent, EmptyState, Illustration
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.scroll_area import ScrollArea
from roadmaps.gap.explanation import explain_left, nothing_left_text
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.pages.roadmap.map.left_list import LeftRow
    from gui.pages.roadmap.map.view_models import Place
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Stage
    from roadmaps.gap import StageRow

_BASE_WIDTH = 272
ROOMY_FROM = 1080
"""Width of the page, px, from which the panel is docked beside the map; below that it is a drawer."""
DONE = EmptyContent(
    Illustration.DONE,
    "Nothing is left on this roadmap.",
    "You’ve ticked every can-do you need. All that’s left is to prove it with the milestones at the end of each stage.",
    "Go to the milestones",
)
NOTHING_COUNTS = EmptyContent(
    Illustration.LIST,
    "Nothing counts on this roadmap.",
    "Every skill on it is set aside, or optional and not counted in.",
    "Show not counted",
)


class MilestoneCard(QFrame):
    """The milestone of a stage with its checks; it scrolls where space is short."""

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__()
        self.setProperty("variant", "selected-card")
        self._caption = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self._title = PlainLabel(role="section", bold=True, theme=theme).wrapping()
        self.view = MilestoneView(tracker, theme, is_framed=False)
        page = holding(vbox(self.view, STRETCH, margins=(12, 0, 12, 10)))
        area = ScrollArea("", page)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)  # setWidget made it fill itself, grey on the white card
        column = vbox(on=self, gap=4, margins=(0, 10, 0, 2))
        for label in (self._caption, self._title):
            label.setContentsMargins(12, 0, 12, 0)
            column.addWidget(label)
        column.addWidget(area, 1)

    def show_stage(self, stage: Stage) -> None:
        """Show the milestone of a stage."""
        self._caption.setText(f"Milestone of stage {stage.number}")
        self._title.setText(stage.milestone.title)
        self.setAccessibleName(f"Selected: milestone, {stage.milestone.title}")
        self.view.show_milestone(stage.milestone)


class SidePanel(QFrame):
    """Docked at the right of the map, or a drawer over it."""

    skill_wanted = Signal(str)
    opened = Signal(str)
    acted = Signal()
    """The user clicked the button shown while nothing is left."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, explain: Explain) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self.setProperty("variant", "side")
        self.setAccessibleName("What’s left")
        self.setFixedWidth(theme.px(_BASE_WIDTH))
        self.roomy_from = theme.px(ROOMY_FROM)
        self.card = NodeCard(tracker, theme, icons)
        self.card.skill_wanted.connect(self.skill_wanted)
        self.card.opened.connect(self.opened)
        self.total = NumberButton(theme, role="dense").explained(
            explain, lambda: explain_left(tracker.gap, locale_forms())
        )
        self.list = LeftList(theme, icons)
        self._nothing = PlainLabel(tone="text2", role="dense", theme=theme).wrapping()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._done = EmptyState(theme, DONE)
        self._done.acted.connect(self.acted)
        head = hbox(
            (PlainLabel("What’s left", role="section", bold=True, theme=theme), 1), self.total, margins=(0, 6, 0, 0)
        )
        self._column = vbox(
            self.card,
            head,
            (self._nothing, 1),
            (self._done, 1),
            (self.list, 1),
            on=self,
            gap=6,
            margins=(12, 12, 12, 8),
        )

    @cached_property
    def milestone(self) -> MilestoneCard:
        """The card of a milestone, made when one is first selected."""
        card = MilestoneCard(self._tracker, self._theme)
        self._column.insertWidget(1, card, 2)
        return card

    def show_row(self, row: StageRow | None) -> None:
        """Show the card of a box, or none."""
        if "milestone" in self.__dict__:
            self.milestone.hide()
        self.card.setVisible(row is not None)
        if row:
            self.card.show_row(row)

    def show_stage(self, stage: Stage) -> bool:
        """Show the milestone of a stage; returns whether its check boxes are new."""
        self.card.hide()
        is_other = self.milestone.view.milestone is not stage.milestone
        self.milestone.show_stage(stage)
        self.milestone.show()
        return is_other

    @property
    def checks(self) -> Sequence[QWidget]:
        """The controls of the milestone on show."""
        if "milestone" not in self.__dict__ or self.milestone.view.milestone is None:
            return ()
        return (*self.milestone.view.boxes, self.milestone.view.when)

    def show_left(self, rows: Sequence[LeftRow], selected: Place | None, text: str) -> None:
        """Show what is left and matches the search for a text."""
        total = self._tracker.gap.total
        nothing = nothing_left_text(self._tracker.gap)
        number = nothing or count_text(total.skills_left, "skill")
        self.total.show_number(number, "" if nothing else f" · {hours_text(total.hours_left, locale_forms())}")
        self.list.show_rows(rows, selected)
        self.list.setVisible(bool(rows))
        self._nothing.setText(f"Nothing left to learn matches “{text}”.")
        self._nothing.setVisible(bool(total.left and not rows))
        uncounted = NOTHING_COUNTS if self._tracker.roadmap.to_role.demands else NO_SKILL_YET
        self._done.show_content(DONE if total.can_dos else uncounted)
        self._done.setVisible(not total.left)
