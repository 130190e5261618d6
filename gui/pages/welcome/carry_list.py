"""The skills people usually bring: ticked here in advance, but not saved until the user confirms."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import LinkButton, PrimaryButton
from gui.widgets.card import Card
from gui.widgets.change_lock import ChangeLock
from gui.widgets.check_box import CheckBox
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, typed
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.segments import Segment, Segments
from gui.widgets.term import TermSign
from roadmaps.catalogue import confirmed_can_dos, suggested_can_dos, suggestions
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap, Suggestion

NONE = ""
"""The segment for no member of a choice."""


class CarryList(QWidget):
    """Skills by category with their can-dos; one button saves what is ticked."""

    confirmed = Signal()
    skipped = Signal()

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self._lock = ChangeLock(tracker, self)
        self._roadmap: Roadmap = tracker.roadmap
        self._named: dict[str, str | None] = {}
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping()
        hint = "Untick what you can’t do yet. Nothing is saved until you confirm it."
        self.confirm = PrimaryButton("", theme).on_click(self._confirm)
        self.skip = LinkButton("Skip this step", theme, icons).on_click(self.skipped)
        self._area = ScrollArea("What you bring")
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        flow.addWidget(self.confirm)
        flow.addWidget(self.skip)
        vbox(
            self._title,
            hbox(
                (PlainLabel(hint, tone="text2", theme=theme).wrapping(), 1),
                TermSign(("skill", "can-do", "level", "one-of"), theme, icons, self),
            ),
            (self._area, 1),
            foot,
            on=self,
            gap=8,
            margins=(0, 24, 0, 16),
        )

    def show_roadmap(self, roadmap: Roadmap) -> None:
        """Offer the skills people of the old role usually bring; a choice counts once its member is named."""
        self._roadmap = roadmap
        offered = suggestions(roadmap)
        self._named = {each.unit_id: each.unit_id if len(each.skill_ids) == 1 else None for each in offered}
        self._title.setText(f"{roadmap.from_role.name}: what you bring")
        column = vbox(gap=12, margins=(0, 0, 8, 0))
        for category in roadmap.categories.values():
            own = [each for each in offered if each.category_id == category.id]
            if own:
                card = Card(category.name, self._theme)
                for each in own:
                    self._offer(card, each)
                column.addWidget(card)
        column.addStretch()
        self._area.setWidget(holding(column))
        self._count()

    def _offer(self, card: Card, suggestion: Suggestion) -> None:
        skills = self._roadmap.skills
        if len(suggestion.skill_ids) == 1:
            skill_id = suggestion.unit_id
            box = CheckBox(typed(f"{skills[skill_id].name}, level {suggestion.level}"), self._theme)
            box.setChecked(True)
            box.toggled.connect(partial(self._take, suggestion.unit_id, skill_id))
            card.column.addWidget(box)
            for can_do in suggested_can_dos(self._roadmap, suggestion, skill_id):
                line = PlainLabel(can_do.text, tone="text2", theme=self._theme).wrapping()
                line.setContentsMargins(28, 0, 0, 0)
                card.column.addWidget(line)
            return
        choice = self._roadmap.choices[suggestion.unit_id]
        card.column.addWidget(
            PlainLabel(f"{choice.name}, level {suggestion.level}: which?", theme=self._theme).wrapping()
        )
        segments = [Segment(each, skills[each].short_name, skills[each].name) for each in suggestion.skill_ids]
        members = Segments(choice.name, [Segment(NONE, "None", f"None of {choice.name}"), *segments])
        members.choose(NONE)
        details = PlainLabel(tone="text2", theme=self._theme).wrapping()
        details.setContentsMargins(28, 0, 0, 0)
        details.hide()
        members.wanted.connect(partial(self._name, suggestion, details))
        holder = QWidget()
        FlowLayout(holder).addWidget(members)
        card.column.addWidget(holder)
        card.column.addWidget(details)

    def _take(self, unit_id: str, skill_id: str, taken: bool) -> None:
        self._named[unit_id] = skill_id if taken else None
        self._count()

    def _name(self, suggestion: Suggestion, details: PlainLabel, skill_id: str) -> None:
        self._named[suggestion.unit_id] = skill_id or None
        can_dos = suggested_can_dos(self._roadmap, suggestion, skill_id) if skill_id else ()
        details.setText(" ".join(can_do.text for can_do in can_dos))
        details.setVisible(bool(can_dos))
        self._count()

    def _count(self) -> None:
        skills = sum(skill_id is not None for skill_id in self._named.values())
        can_dos = len(confirmed_can_dos(self._roadmap, self._named))
        self.confirm.setText(f"Confirm {count_text(skills, 'skill')}, {count_text(can_dos, 'can-do')}")
        self._lock.hold(self.confirm, ready=can_dos > 0)

    def _confirm(self) -> None:
        can_dos = confirmed_can_dos(self._roadmap, self._named)
        open_ones = [can_do for can_do in can_dos if can_do.id not in self._tracker.progress.ticks]
        if not open_ones or self._tracker.edits.mark_known_before(can_dos, "What you bring"):
            self.confirmed.emit()
