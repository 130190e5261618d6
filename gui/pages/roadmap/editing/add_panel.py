"""Adding a skill to the roadmap: a search over the catalogue and the user's own skills."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.app.date_format import locale_forms
from gui.pages.roadmap.editing.drag import DragDots
from gui.pages.roadmap.editing.rows import yours_tag
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.labels import OneLine, PlainLabel, Sign, set_tip
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.text_line import find_field
from roadmaps.text.folding import folded
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.search import SkillFinder

_MOST, _MOST_UNASKED = 20, 6
"""How many skills are listed that were searched for, and that were not; more are found by typing more."""


class FoundRow(QFrame):
    """A skill that was found, with a button that adds it or shows it where it is."""

    def __init__(self, tracker: Tracker, skill_id: str, unit_id: str, theme: Theme, icons: Icons) -> None:
        """``unit_id`` is through what the roadmap asks it already; empty where it does not."""
        super().__init__()
        self.setProperty("variant", "line")
        self.skill_id, self.unit_id = skill_id, unit_id
        skill, state = tracker.catalogue.skills[skill_id], tracker.gap.skills[skill_id].state
        self.dots = DragDots(theme, "Drag into a stage")
        policy = self.dots.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.dots.setSizePolicy(policy)
        if unit_id:
            self.dots.hide()
        sign = Sign(STATE_ICONS[state], STATE_MEANINGS[state], theme, icons)
        set_tip(sign, STATE_NAMES[state])
        category = tracker.catalogue.categories[skill.category_id].name
        hours = hours_text(skill.hours, locale_forms())
        name = hbox(OneLine(skill.name, theme=theme), gap=8)
        if skill.is_own:
            name.addWidget(yours_tag(theme, icons))
        name.addStretch()
        caption = OneLine(
            f"already here · {category}" if unit_id else f"{category} · {hours}",
            role="caption",
            tone="muted",
            theme=theme,
        )
        self.act = PlainButton("Show" if unit_id else "Add")
        self.act.setAccessibleName(f"{'Show' if unit_id else 'Add'} {skill.name}")
        hbox(self.dots, sign, (vbox(name, caption, gap=0), 1), self.act, on=self, gap=8, margins=(6, 3, 10, 3))


class AddPanel(QFrame):
    """Lists what matches the search; the editor adds it or shows it."""

    added = Signal(str, str)
    """Add a skill to a stage: their ids."""
    shown = Signal(str)
    """Show a skill or a choice on the roadmap."""
    dragged = Signal(str, QPoint)
    """A skill is dragged, and the pointer is there."""
    dropped = Signal(str, QPoint)
    drag_ended = Signal()
    own_skill_wanted = Signal(str, str)
    """Write a skill of one's own: the name that was typed, and the id of the stage."""

    def __init__(self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._finder, self._theme, self._icons = tracker, finder, theme, icons
        self._shown: object = None
        self.setProperty("variant", "card")
        self.setAccessibleName("Add a skill")
        self.field = find_field("Find a skill")
        self.field.textChanged.connect(self.refresh)
        self.stage = ChoiceBox("Into which stage", icons)
        self.stage.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        into = PlainLabel("into", tone="text2", theme=theme)
        into.setBuddy(self.stage)
        self._count = PlainLabel(role="caption", tone="muted", theme=theme)
        title = PlainLabel("Add a skill", role="section", bold=True, theme=theme)
        head = vbox(
            hbox(title, STRETCH, self._count, gap=8), self.field, hbox(into, (self.stage, 1), gap=8),
            gap=8, margins=(12, 10, 12, 8),
        )  # fmt: skip
        self._column = vbox(gap=0)
        self._more = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self._more.setContentsMargins(12, 6, 12, 0)
        self.own = LinkButton("New skill of your own …", theme, icons, icon="new", icon_meaning="accent")
        self.own.clicked.connect(lambda: self.own_skill_wanted.emit(self.field.text().strip(), self.stage_id))
        foot = hbox(self.own, STRETCH, margins=(8, 6, 12, 8))
        vbox(head, self._column, self._more, foot, on=self, gap=0)
        self.rows: list[FoundRow] = []

    @property
    def stage_id(self) -> str:
        """The stage into which skills are added; empty where the roadmap has none."""
        return str(self.stage.currentData() or "")

    def follow(self, stage_id: str) -> None:
        """Add to the stage where the user is."""
        at = self.stage.findData(stage_id)
        if at >= 0:
            self.stage.setCurrentIndex(at)

    def show_stages(self) -> None:
        """Offer the stages as they are now."""
        stages = [(f"{stage.number} {stage.title}", stage.id) for stage in self._tracker.roadmap.stages]
        before = [(self.stage.itemText(n), self.stage.itemData(n)) for n in range(self.stage.count())]
        if stages != before:
            chosen = self.stage_id
            self.stage.clear()
            for title, stage_id in stages:
                self.stage.addItem(title, stage_id)
            self.follow(chosen)

    def refresh(self) -> None:
        """Show what matches, as it is now."""
        roadmap, typed = self._tracker.roadmap, folded(self.field.text())
        asked = {skill: choice.id for skill, choice in roadmap.to_role.choice_of.items()}
        asked |= {unit: unit for unit in roadmap.to_role.demands if unit in roadmap.skills}
        found = self._finder.found(self.field.text())
        skills = [each for each in self._tracker.catalogue.skills.values() if each.id in found]
        if not typed.strip():
            skills = [each for each in skills if each.id not in asked]
        skills.sort(key=lambda each: typed not in folded(each.name))
        wanted = [
            (each, asked.get(each.id, ""), self._tracker.gap.skills[each.id].state)
            for each in skills[: _MOST if typed.strip() else _MOST_UNASKED]
        ]
        self._count.setText(f"{len(skills)} found" if typed.strip() else "")
        left = len(skills) - len(wanted)
        self._more.setText(
            f"{left} more: type to find them." if left else "" if skills else f"No skill matches “{self.field.text()}”."
        )
        self._more.setVisible(bool(self._more.text()))
        shown = wanted, bool(self.stage_id)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((row.skill_id for row in self.rows if row.act.hasFocus()), "")
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(each.id, unit_id) for each, unit_id, _ in wanted]
        before: QWidget = self.stage
        for row in self.rows:
            self._column.addWidget(row)
            QWidget.setTabOrder(before, row.act)
            before = row.act
            if row.skill_id == focused:
                row.act.setFocus(Qt.FocusReason.OtherFocusReason)
        QWidget.setTabOrder(before, self.own)

    def _row(self, skill_id: str, unit_id: str) -> FoundRow:
        row = FoundRow(self._tracker, skill_id, unit_id, self._theme, self._icons)
        if unit_id:
            row.act.clicked.connect(partial(self.shown.emit, unit_id))
        else:
            row.act.clicked.connect(lambda: self.added.emit(skill_id, self.stage_id))
        row.act.setEnabled(bool(unit_id or self.stage_id))
        row.dots.moved.connect(partial(self.dragged.emit, skill_id))
        row.dots.dropped.connect(partial(self.dropped.emit, skill_id))
        row.dots.cancelled.connect(self.drag_ended)
        return row
