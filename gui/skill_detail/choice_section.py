"""The members of a choice, of which one counts: the user's, or the one with the fewest hours left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from gui.skill_detail.facts import DetailSection
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Choice, Skill

OPEN = "Not decided"


class ChoiceSection(DetailSection):
    """One button a member, and one that leaves the choice open."""

    chosen = Signal(object)
    """The id of the member that the user chose, None to leave the choice open."""

    def __init__(self, skills: Mapping[str, Skill], theme: Theme) -> None:
        super().__init__("One of these counts", theme)
        self._skills = skills
        self._choice: Choice | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[str | None, QRadioButton] = {}
        self._why = PlainLabel(tone="text2", theme=theme).wrapping()
        self._row: QWidget | None = None
        self.column.addWidget(self._why)

    def show_choice(self, choice: Choice | None, chosen: str | None) -> None:
        """Show a choice and what was chosen; nothing at all for a skill that is in no choice."""
        self.setVisible(choice is not None)
        if choice is None:
            return
        if choice is not self._choice:
            self._choice = choice
            self._build(choice)
        self._why.setText(f"{choice.name}. {choice.why}")
        self._buttons[chosen if chosen in self._buttons else None].setChecked(True)

    @property
    def buttons(self) -> list[QRadioButton]:
        """The buttons from top to bottom."""
        return list(self._buttons.values())

    def _build(self, choice: Choice) -> None:
        if self._row:
            self.column.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row = QWidget()
        row = FlowLayout(self._row, gap=16)
        self._buttons = {}
        for member in (*choice.member_ids, None):
            button = QRadioButton(typed(self._skills[member].short_name) if member else OPEN)
            button.clicked.connect(lambda _=False, member=member: self.chosen.emit(member))
            self._group.addButton(button)
            self._buttons[member] = button
            row.addWidget(button)
        self.column.addWidget(self._row)
