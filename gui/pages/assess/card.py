"""One card: a skill, the levels to claim, and the other answers. What the roles need is not told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.pages.assess.options import AnswerButton, LevelOption
from gui.widgets.labels import PlainLabel
from gui.widgets.segments import Segment, Segments
from gui.widgets.yielding_row import YieldingRow

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.tracker import Tracker
    from roadmaps.assessment import Card

NOT_YET = "Not yet"
MEANINGS = ("", "with guidance", "on my own", "I set the standard")


class AssessCard(QFrame):
    """Tells what was pressed; the page knows what it means."""

    level_given = Signal(int)
    skip_wanted = Signal()
    aside_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self._skill_id = ""
        self._shown_card: Card | None = None
        self.setProperty("look", "card")
        self._category = PlainLabel(role="caption", tone="muted", theme=theme)
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping()
        self._description = PlainLabel(tone="text2", theme=theme).wrapping()
        self._members_place = QVBoxLayout()
        self._members: Segments | None = None
        self.options = [LevelOption(level, meaning, theme) for level, meaning in enumerate(MEANINGS)]
        self.back = AnswerButton("Back", "←", "Left", theme)
        self.aside = AnswerButton("Not for me", "X", "X", theme)
        self.skip = AnswerButton("Not sure, skip", "S", "S", theme)
        for button, signal in (
            (self.back, self.back_wanted),
            (self.aside, self.aside_wanted),
            (self.skip, self.skip_wanted),
        ):
            button.clicked.connect(signal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._category, 1)
        head.addWidget(PlainLabel("Press a key, or click", role="caption", tone="muted", theme=theme))
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._description)
        column.addLayout(self._members_place)
        for option in self.options:
            option.clicked.connect(lambda _=False, level=option.level: self.level_given.emit(level))
            column.addWidget(option)
        others = QWidget()
        row = QHBoxLayout(others)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.aside)
        row.addWidget(self.skip)
        column.addSpacing(4)
        column.addWidget(YieldingRow(self.back, others))

    @property
    def skill_id(self) -> str:
        """The skill that is asked about; of a choice, the member that is shown."""
        return self._skill_id

    def show_card(self, card: Card, skill_id: str, *, can_go_back: bool) -> None:
        """Ask about a skill."""
        catalogue = self._tracker.catalogue
        choice = catalogue.choices.get(card.unit_id)
        skill = catalogue.skills[skill_id]
        self._skill_id = skill_id
        self._category.setText(catalogue.categories[card.category_id].name)
        self._title.setText(skill.name)
        self._description.setText(f"{skill.description} Choose the most that you have done yourself.")
        self._show_members(card, skill_id, choice.name if choice else "")
        level = self._tracker.gap.skills[skill_id].level
        texts = (NOT_YET, *(can_do.text for can_do in skill.can_dos))
        for option, text in zip(self.options, texts, strict=True):
            option.show_text(text, is_standing=option.level == level and self._is_known(skill_id))
        self.back.setEnabled(can_go_back)

    def _is_known(self, skill_id: str) -> bool:
        progress = self._tracker.progress
        return skill_id in progress.quick_answers or self._tracker.gap.skills[skill_id].level > 0

    def _show_members(self, card: Card, skill_id: str, name: str) -> None:
        if card == self._shown_card:
            if self._members:
                self._members.choose(skill_id)
            return
        self._shown_card = card
        if self._members:
            self._members_place.removeWidget(self._members)
            self._members.hide()
            self._members.deleteLater()
            self._members = None
        if len(card.skill_ids) < 2:
            return
        skills = self._tracker.catalogue.skills
        segments = [Segment(each, skills[each].short_name, skills[each].name) for each in card.skill_ids]
        self._members = Segments(name, segments)
        self._members.choose(skill_id)
        self._members.wanted.connect(lambda wanted: self.show_card(card, wanted, can_go_back=self.back.isEnabled()))
        self._members_place.addWidget(self._members)
