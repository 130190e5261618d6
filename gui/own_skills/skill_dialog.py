"""The form that writes a skill of your own, or edits one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from gui.app.editor import new_id
from gui.own_skills.can_do_fields import CanDoFields
from gui.own_skills.chip_field import ChipField, Held
from gui.own_skills.hours_pair import HoursPair
from gui.own_skills.placement_table import PlacementTable
from gui.own_skills.resource_fields import ResourceFields
from gui.own_skills.section import Remark, RemarkLine, Section
from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.flow import FlowLayout
from gui.widgets.form import FormDialog
from gui.widgets.layouts import holding, vbox
from gui.widgets.text_line import TextLine
from roadmaps.catalogue import Hours
from roadmaps.journal import Kind, OwnCanDo, OwnSkill
from roadmaps.own import checks, edits, effect_text, own_id, part_id
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField

_WIDTH, _NARROW = 720, 560
_REST_MS = 150
_RELEASE_MS = 30
_NAMES = {
    "name": "the name", "category": "the category", "can_dos": "the can-dos", "hours": "the hours",
    "needs": "what it needs first", "names": "the other names", "resources": "the resources",
}  # fmt: skip
"""What the foot calls the fields, in their order."""
_UNSAVED = "Nothing of this is saved yet. Press Esc to go on writing."


class SkillDialog(FormDialog):
    """Says what is wrong at a field once it was left. What is typed is never dropped without a question."""

    kept = Signal(str)
    """The id of the skill that was added or changed."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
        *,
        skill_id: str = "",
        name: str = "",
        roadmap_id: str = "",
        stage_id: str = "",
    ) -> None:
        """Edit the skill of this id, or write a new one: called ``name``, on a roadmap (the goal) and in a stage."""
        self._saved: OwnSkill | None = tracker.progress.of_kind(Kind.SKILL_WRITTEN).get(skill_id)
        saved = self._saved
        title = f"Edit “{saved.name}”" if saved else "New skill of your own"
        super().__init__(title, "Save" if saved else "Add skill", tracker, theme, icons, parent)
        self._id = skill_id if saved else own_id(new_id)
        self._category_id = own_id(new_id)
        self._left: set[str] = set()
        """The fields that were left, and say what is wrong with them."""
        self._is_asked = self._is_ready = False
        self._focus_before: QWidget | None = None
        self._make_fields(saved, name, (roadmap_id or tracker.roadmap.id, stage_id) if not saved else ("", ""))
        self._lay_out()
        self.foot = RemarkLine(theme, icons)
        self._foot.insertWidget(1, self.foot, 1, Qt.AlignmentFlag.AlignVCenter)
        self.cancel.clicked.disconnect(self.reject)
        self.cancel.clicked.connect(self._press_cancel)
        self.setMinimumWidth(min(theme.px(_WIDTH), max(420, parent.width() - 32)))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_effect)
        self._follow_can_dos()
        self._first = self._written()
        self._is_ready = True
        self._connect()
        self._show_effect()
        self.name.setFocus()

    def _make_fields(self, saved: OwnSkill | None, name: str, on: tuple[str, str]) -> None:
        tracker, theme, icons = self._tracker, self._theme, self._icons
        catalogue = tracker.catalogue
        self.name = TextLine("Name", saved.name if saved else name)
        self.category = ChoiceBox("Category", icons)
        self.category.setMinimumContentsLength(12)
        self.category.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        own: Mapping[str, str] = tracker.progress.of_kind(Kind.CATEGORY_WRITTEN)
        for category_id, called in ({each.id: each.name for each in catalogue.categories.values()} | {**own}).items():
            self.category.addItem(called, category_id)
        self.category.setCurrentIndex(max(0, self.category.findData(saved.category_id if saved else "")))
        self.new_category = TextLine("Name of the new category")
        self.new_category.setPlaceholderText("Name of the new category")
        self.new_category.hide()
        self.category_link = LinkButton("New category …", theme, icons)
        self.category_link.clicked.connect(self._switch_category)
        self.can_dos = CanDoFields(saved.can_dos if saved else (), lambda: part_id(self._id, new_id), theme, icons)
        self.hours = HoursPair(saved.hours if saved else None, theme)
        skills = {each.id: each.name for each in catalogue.skills.values() if each.id != self._id}
        needs = [Held(each, skills.get(each, each)) for each in (saved.needs if saved else ())]
        self.needs = ChipField("Needs first", "Add a skill", theme, icons, needs, skills)
        names = [Held(each, each) for each in (saved.names if saved else ())]
        self.names = ChipField("Other names", "Add a name", theme, icons, names)
        self.resources = ResourceFields(saved.resources if saved else (), theme, icons)
        roadmap_id, stage_id = on
        if roadmap_id == tracker.roadmap.id and not stage_id:  # what the user is at
            stages = (each.stage.id for each in tracker.gap.stages if each.stage and each.tally.left)
            on = roadmap_id, next(stages, "")
        self.places = PlacementTable([*catalogue.roadmaps.values()], self._id, theme, icons, on=on)

    def _lay_out(self) -> None:
        theme, icons = self._theme, self._icons
        link = FlowLayout()
        link.addWidget(self.category_link)
        category = holding(vbox(self.category, self.new_category, link, gap=2))
        hours = self.hours
        self.sections = {
            "name": Section("Name", self.name, [self.name], theme, icons),
            "category": Section("Category", category, [self.category, self.new_category], theme, icons),
            "can_dos": Section(
                "I can …", self.can_dos, self.can_dos.fields, theme, icons, "one to three sentences, the easiest first"
            ),
            "hours": Section("Hours, from zero to the last can-do", hours, [hours.low, hours.high], theme, icons),
            "needs": Section("Needs first", self.needs, [self.needs], theme, icons),
            "names": Section("Other names, to be found in job ads", self.names, [self.names], theme, icons),
            "resources": Section("To learn from", self.resources, [self.resources], theme, icons, "title and address"),
            "places": Section("Where it stands", self.places, [self.places], theme, icons),
        }
        found = self.sections
        self._pairs = [QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2)]
        for pair, names in zip(self._pairs, (("name", "category"), ("hours", "needs")), strict=True):
            pair.setSpacing(16)
            for name, share in zip(names, (11, 9) if "name" in names else (8, 15), strict=True):
                pair.addWidget(found[name], share, Qt.AlignmentFlag.AlignTop)
        self._fields.setContentsMargins(0, 0, 8, 0)
        for part in (self._pairs[0], found["can_dos"], self._pairs[1]):
            self._fields.addWidget(part) if isinstance(part, QWidget) else self._fields.addLayout(part)
        for each in ("names", "resources", "places"):
            self._fields.addWidget(found[each])

    def _connect(self) -> None:
        self.name.textChanged.connect(self._follow)
        self.category.currentIndexChanged.connect(self._follow)
        self.new_category.textChanged.connect(self._follow)
        self.can_dos.changed.connect(self._follow_can_dos)
        for field in (self.hours, self.needs, self.names, self.resources, self.places):
            field.changed.connect(self._follow)
        pasted = {
            "name": self.name.remarked, "category": self.new_category.remarked, "can_dos": self.can_dos.remarked,
            "needs": self.needs.line.remarked, "names": self.names.line.remarked, "resources": self.resources.remarked,
        }  # fmt: skip
        for name, remarked in pasted.items():
            remarked.connect(self.sections[name].tell_what_happened)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields below each other where there is no room beside."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_narrow = self.width() < self._theme.px(_NARROW)
        self.places.arrange(is_narrow=is_narrow)
        for pair in self._pairs:
            pair.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    # What is written

    def _switch_category(self) -> None:
        """Write a new category, or choose one after all."""
        is_new = self.new_category.isHidden()
        self.new_category.setVisible(is_new)
        self.category.setVisible(not is_new)
        self.category_link.setText("Choose a category" if is_new else "New category …")
        self.category_link.setAccessibleName(self.category_link.text())
        (self.new_category if is_new else self.category).setFocus()
        self._follow()

    @property
    def _writes_category(self) -> bool:
        return not self.new_category.isHidden()

    def _skill(self, hours: Hours) -> OwnSkill:
        category_id = self._category_id if self._writes_category else self.category.currentData()
        saved = self._saved
        if saved and self.category.currentIndex() == 0 and self.category.findData(saved.category_id) < 0:
            category_id = saved.category_id  # one that is gone is left as it is until another is chosen
        return OwnSkill(
            self.name.text(),
            category_id,
            self.can_dos.can_dos,
            hours,
            tuple(self.needs.keys),
            tuple(self.names.keys),
            self.resources.resources,
        )

    def _written(self) -> tuple[object, ...]:
        """Everything that can be typed or chosen, to know whether something was."""
        lines = (self.hours.low.text(), self.hours.high.text(), self.needs.typed, self.names.typed)
        rows = [(row.check.isChecked(), row.stage.currentData(), row.level.level, row.need.currentData())
                for row in self.places.rows]  # fmt: skip
        return self._skill(Hours()), lines, rows, self._writes_category, self.new_category.text()

    # What is wrong with it

    def _remarks(self) -> dict[str, list[Remark]]:
        """For each field, what is wrong or worth knowing."""
        found: dict[str, list[Remark]] = {name: [] for name in self.sections}
        found["hours"] = self.hours.remarks()
        if self._writes_category:
            faults = checks.name_faults("category", self.new_category.text(), "Give the category a name.")
            found["category"] = [Remark(each.sentence) for each in faults]
        if self.needs.typed:
            found["needs"].append(Remark(f"There is no skill called “{self.needs.typed}”. Choose one of the list."))
        for fault in checks.skill_faults(self._id, self._skill(Hours(1, 1)), self._tracker.catalogue):
            found[fault.field].append(Remark(fault.sentence, fault.stops))
        name = self.name.text()
        if found["name"] and name not in self.names.keys and checks.stands_for(name, self._id, self._tracker.catalogue):
            remark = found["name"][-1]
            found["name"][-1] = remark._replace(repair="Let it stand for this skill", run=self._take_name_over)
        return found

    def _take_name_over(self) -> None:
        """Let job ads mean this skill by its name."""
        self.names.line.setText(self.name.text())
        self.names.take_typed()
        self._left.add("names")
        self._show_remarks()

    def _follow_can_dos(self) -> None:
        self.places.limit(len(self.can_dos.can_dos))
        self._follow()

    def _follow(self) -> None:
        """Something was typed: what is settled is said no more."""
        if self._is_ready:
            self._ask(is_asked=False)
            self._rest.start()
            if self._left:
                self._show_remarks()

    def _note_left(self, left: QWidget | None, entered: QWidget | None) -> None:
        if not left or not entered or entered.window() is not self or entered in (self.cancel, self.save):
            return  # a menu, another window, or a button that ends it
        for name, section in self.sections.items():
            if section.isAncestorOf(left) and not section.isAncestorOf(entered):
                self._left.add(name)
                if name == "names":
                    self.names.take_typed()
                self._show_when_released()

    def _show_when_released(self) -> None:
        """A message that moves the target spoils a click."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_RELEASE_MS, self, self._show_when_released)
            return
        self._show_remarks()

    def _show_remarks(self) -> dict[str, list[Remark]]:
        remarks = self._remarks()
        wrong = []
        for name, section in self.sections.items():
            if name == "places":
                continue
            is_told = name in self._left
            section.show_remarks(remarks[name] if is_told else [])
            if is_told and any(each.stops for each in remarks[name]):
                wrong.append(_NAMES[name])
        catalogue = self._tracker.catalogue
        self.names.mark([each for each in self.names.keys if checks.stands_for(each, self._id, catalogue)])
        count = "One thing" if len(wrong) == 1 else f"{len(wrong)} things"
        if not self._is_asked:
            self.foot.show_remark(Remark(f"{count} to put right: {joined(wrong)}.") if wrong else None)
        return remarks

    def _show_effect(self) -> None:
        """Say what it would do to the goal."""
        text = ""
        if self._tracker.may_change and self.can_dos.can_dos:
            text = effect_text(self._tracker.gap, self._tracker.own_edits.gap_after(self._edits(is_preview=True)))
        self.sections["places"].show_remarks([Remark(text, stops=False)] if text else [])
        self._fit()

    # Saving

    def _edits(self, *, is_preview: bool = False) -> list[edits.Edit]:
        skill = self._skill(Hours(1, 1) if is_preview else self.hours.hours)
        if is_preview:  # whatever is still to be put right, it counts the same
            can_dos = tuple(OwnCanDo(each.id, "…") for each in skill.can_dos)
            needs = tuple(each for each in skill.needs if each in self._tracker.catalogue.skills)
            skill = skill._replace(name="…", can_dos=can_dos, needs=needs, names=(), resources=())
        made = edits.write_skill(self._id, skill)
        if self._writes_category and not is_preview:
            made.append(edits.write_category(self._category_id, self.new_category.text()))
        return [*made, *self.places.edits()]

    def complaints(self) -> dict[FormField, str]:
        """None at a FormField: each section shows its own."""
        return {}

    def accept(self) -> None:
        """Save, or go to the first thing to put right."""
        self.names.take_typed()
        self.needs.take_typed()
        self._left.update(self.sections)
        self._ask(is_asked=False)
        remarks = self._show_remarks()
        wrong = next((name for name, found in remarks.items() if any(each.stops for each in found)), "")
        if wrong:
            self.sections[wrong].take_focus()
            self._body.show_part(self.sections[wrong])
        else:
            super().accept()

    def keep(self) -> None:
        """Keep the skill, and where it is."""
        if self._tracker.own_edits.keep(self._edits(), "") or not self.trouble:
            self.kept.emit(self._id)

    def reject(self) -> None:
        """Close; where something was written, ask first. Esc again goes back to it."""
        if self._written() == self._first:
            super().reject()
        else:
            self._ask(is_asked=not self._is_asked)

    def _press_cancel(self) -> None:
        if self._is_asked:
            super().reject()
        else:
            self.reject()

    def _ask(self, *, is_asked: bool) -> None:
        """Ask whether to drop what is written, or ask no longer."""
        if is_asked is self._is_asked:
            return
        self._is_asked = is_asked
        self.cancel.setText("Discard" if is_asked else "Cancel")
        if is_asked:
            self.foot.show_remark(Remark(_UNSAVED))
            announce(self, _UNSAVED)
            self._focus_before = self.focusWidget()
            self.cancel.setFocus()
        else:
            self._show_remarks()
            if self._focus_before and self.cancel.hasFocus():
                self._focus_before.setFocus()
