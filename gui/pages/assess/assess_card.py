"""One card: a skill, the levels to claim, and the other answers. It does not show what the roles need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.pages.assess.options import AnswerButton, LevelOption, MemberPicker, OptionMark
from gui.widgets.flow import spread_row
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import Stretch, hbox, holding, vbox
from gui.widgets.segments import Segment, Segments
from gui.widgets.term import TermSign
from roadmaps.catalogue import YOURS
from roadmaps.journal import SKIPPED

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.assessment import AssessmentCard

NOT_YET = "Not yet"
MEANINGS = ("", "with guidance", "on my own", "I set the standard")


class AssessCard(QFrame):
    """Reports which answer was given; the page acts on it. For a choice, a member is picked first."""

    _card: AssessmentCard
    level_given = Signal(int)
    picked = Signal()
    """A member of a choice was picked, and its levels are asked now."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self.skill_id = ""
        """The skill being asked about; for a choice, the member on show."""
        self.setProperty("variant", "card")
        self._category = PlainLabel(role="caption", tone="muted", theme=theme)
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping().selectable()
        self._description = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self.is_picking = self._was_picked = self._can_go_back = False
        """Whether the card asks which member of a choice to assess."""
        self._choice_words = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self._choice_row = QWidget()
        self._members_place = vbox(self._choice_words, on=self._choice_row, gap=4)
        self._members: Segments | None = None
        self.picker = MemberPicker(theme)
        self.picker.picked.connect(self._pick)
        self.highest = len(MEANINGS) - 1
        """The highest level of the skill that is asked about."""
        self.options = [LevelOption(level, meaning, theme) for level, meaning in enumerate(MEANINGS)]
        self.back = AnswerButton("Back", "←", "Left", theme)
        self.aside = AnswerButton("Not for me", "X", "X", theme)
        self.skip = AnswerButton("Not sure, skip", "S", "S", theme)
        self._terms = TermSign((), theme, icons, self)
        head = hbox(
            self._category,
            self._terms,
            Stretch(1),
            PlainLabel("Press a key, or click", role="caption", tone="muted", theme=theme),
        )
        column = vbox(
            head, self._title, self._description, self._choice_row, self.picker, on=self, gap=8, margins=(24, 8, 24, 20)
        )
        for option in self.options:
            option.clicked.connect(lambda _=False, level=option.level: self.level_given.emit(level))
            column.addWidget(option)
        column.addSpacing(4)
        column.addWidget(spread_row(self.back, holding(hbox(self.aside, self.skip, gap=8))))

    @property
    def unit_id(self) -> str:
        """The skill or the choice that the card is about."""
        return self._card.unit_id

    @property
    def spoken(self) -> str:
        """What is asked, and the answers with their keys."""
        answers = [self._description.text()] if self.is_picking else []
        answers += [option.accessibleName() for option in self.options if not option.isHidden()]
        return " ".join((f"{self._title.text()}.", *answers))

    @property
    def can_pick_again(self) -> bool:
        """Whether a member was picked on this card, so that going back returns to that question."""
        return self._was_picked and not self.is_picking

    def show_card(self, card: AssessmentCard, skill_id: str, *, can_go_back: bool) -> None:
        """Ask about a skill; for a choice nothing is known about yet, ask first which member to assess."""
        is_other = card != getattr(self, "_card", None)
        self._card, self._can_go_back = card, can_go_back
        if is_other:
            self._was_picked = False
            self._make_members(card)
        is_open = len(card.skill_ids) > 1 and not any(self._is_known(card, each) for each in card.skill_ids)
        if is_open and not self._was_picked:
            self._ask_which(card, skill_id)
        else:
            self._ask_level(card, self.skill_id if self._was_picked and self.skill_id in card.skill_ids else skill_id)

    def pick_again(self) -> None:
        """Ask again which member to assess."""
        self._was_picked = False
        self._ask_which(self._card, self.skill_id)

    def _ask_which(self, card: AssessmentCard, skill_id: str) -> None:
        catalogue = self._tracker.catalogue
        self.is_picking, self.skill_id = True, skill_id
        choice = catalogue.choices[card.unit_id]
        self._title.setText(choice.name)
        self._description.setText("Any one of these is enough. Which one do you know best?")
        answers = self._tracker.progress.quick_answers
        self.picker.show_members([catalogue.skills[each].name for each in card.skill_ids])
        is_none = not self._is_aside(card) and any(answers.get(each) == 0 for each in card.skill_ids)
        self.picker.mark_none(is_answer=is_none)
        self._terms.show_terms(("one-of", "skill", "set-aside"))
        self._show_parts(card)

    def _ask_level(self, card: AssessmentCard, skill_id: str) -> None:
        catalogue, progress = self._tracker.catalogue, self._tracker.progress
        self.is_picking, self.skill_id = False, skill_id
        skill = catalogue.skills[skill_id]
        self._title.setText(skill.name)
        self._description.setText(f"{skill.description} Pick the highest level you’ve done yourself.")
        if self._members:
            self._members.choose(skill_id)
        answer, level = progress.quick_answers.get(skill_id), self._tracker.gap.skills[skill_id].level
        is_aside = self._is_aside(card)
        texts = (NOT_YET, *(can_do.text for can_do in skill.can_dos))
        self.highest = len(skill.can_dos)
        for option, text in zip(self.options, texts, strict=False):  # a skill of the user's own may have fewer can-dos
            mark = OptionMark.NONE
            if not is_aside and option.level == level:
                # A skip claims no level, and without a tick there is none to mark either.
                mark = OptionMark.ANSWER if answer == level else OptionMark.TICKED if level else OptionMark.NONE
            option.show_text(text, mark)
        one_of = ("one-of",) if len(card.skill_ids) > 1 else ()
        self._terms.show_terms(("level", "can-do", "skill", *one_of, "set-aside"))
        self._show_parts(card)

    def _show_parts(self, card: AssessmentCard) -> None:
        catalogue = self._tracker.catalogue
        category = catalogue.categories[card.category_id].name
        is_own = any(catalogue.skills[each].is_own for each in card.skill_ids)
        self._category.setText(f"{category} · {YOURS}" if is_own else category)
        self.picker.setVisible(self.is_picking)
        self._choice_row.setVisible(self._members is not None and not self.is_picking)
        for option in self.options:
            option.setVisible(not self.is_picking and option.level <= self.highest)
        self.back.setEnabled(self._can_go_back or self.can_pick_again)
        self.aside.mark_answer(is_answer=self._is_aside(card))
        self.skip.mark_answer(is_answer=self._is_skipped(card))

    def _is_aside(self, card: AssessmentCard) -> bool:
        return all(each in self._tracker.progress.set_aside for each in card.skill_ids)

    def _is_skipped(self, card: AssessmentCard) -> bool:
        answers = self._tracker.progress.quick_answers
        return not self._is_aside(card) and {answers.get(each) for each in card.skill_ids} - {None} == {SKIPPED}

    def _is_known(self, card: AssessmentCard, skill_id: str) -> bool:
        """Whether a member was claimed, chosen or ticked before. "Not yet" for one member counts for none of them."""
        progress = self._tracker.progress
        answer = progress.quick_answers.get(skill_id)
        if (isinstance(answer, int) and answer > 0) or progress.choices.get(card.unit_id) == skill_id:
            return True
        return any(can_do.id in progress.ticks for can_do in self._tracker.catalogue.skills[skill_id].can_dos)

    def _pick(self, place: int) -> None:
        if place < 0:
            self.level_given.emit(0)
        else:
            self._was_picked = True
            self._ask_level(self._card, self._card.skill_ids[place])
            self.picked.emit()

    def _switch(self, skill_id: str) -> None:
        self._was_picked = self._was_picked or not self._is_known(self._card, skill_id)
        self._ask_level(self._card, skill_id)

    def _make_members(self, card: AssessmentCard) -> None:
        """Put the members in a row above the levels, to switch between them."""
        if self._members:
            self._members_place.removeWidget(self._members)
            self._members.hide()
            self._members.deleteLater()
            self._members = None
        if len(card.skill_ids) < 2:
            return
        skills, choice = self._tracker.catalogue.skills, self._tracker.catalogue.choices[card.unit_id]
        segments = [Segment(each, skills[each].short_name, skills[each].name) for each in card.skill_ids]
        self._choice_words.setText(f"{choice.name}: any one is enough. You’re answering for")
        self._members = Segments(choice.name, segments)
        self._members.wanted.connect(self._switch)
        self._members_place.addWidget(self._members)
