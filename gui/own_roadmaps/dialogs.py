"""The forms that add a roadmap of the user's own and rename one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.choice_box import ChoiceBox
from gui.widgets.form import FormDialog
from gui.widgets.text_line import TextLine
from roadmaps.own.checks import roadmap_name_faults
from roadmaps.text.limits import MOST_IN_A_MENU, shown
from roadmaps.text.text_format import one_line, within_a_sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField
    from roadmaps.catalogue import Roadmap

_ROLE, _COPY, _EMPTY = "role", "copy", "empty"
_ABOUT = "It becomes your goal, and your ticks count on it at once. You can change it on the Roadmap page."


class NewRoadmapDialog(FormDialog):
    """A name, and what to start from: the skills of a role, a copy of any roadmap, or nothing."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("New roadmap", "Add roadmap", tracker, theme, icons, parent)
        self.name = TextLine("Name")
        self.start = ChoiceBox("Start from", icons)
        # A name of any length does not widen the dialog.
        self.start.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for role in tracker.catalogue.roles.values():
            self.start.addItem(f"The skills of {within_a_sentence(role.name)}s", f"{_ROLE} {role.id}")
        for roadmap in tracker.catalogue.roadmaps.values():
            name = shown(one_line(roadmap.name), MOST_IN_A_MENU)
            self.start.addItem(f"A copy of “{name}”", f"{_COPY} {roadmap.id}")
        self.start.addItem("Nothing: an empty roadmap", f"{_EMPTY} ")
        self.name_field = self.add_field("Name", self.name)
        self.add_field("Start from", self.start)
        self.add_words(_ABOUT)
        self.name.setFocus()

    def complaints(self) -> dict[FormField, str]:
        """A name that is missing, too long or taken."""
        return {self.name_field: roadmap_name_faults(self.name.text(), self._tracker.catalogue)}

    def keep(self) -> None:
        """Add the roadmap and make it the goal."""
        way, _, start_id = self.start.currentData().partition(" ")
        edits, name, catalogue = self._tracker.own_edits, self.name.text(), self._tracker.catalogue
        if way == _ROLE:
            edits.add_roadmap_from_role(name, start_id)
        elif way == _COPY:
            edits.add_copy(name, catalogue.roadmaps[start_id])
        else:
            edits.add_roadmap(name)


class RenameRoadmapDialog(FormDialog):
    """Another name for a roadmap of the user's own."""

    def __init__(self, roadmap: Roadmap, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("Rename roadmap", "Rename", tracker, theme, icons, parent)
        self._roadmap = roadmap
        self.name = TextLine("Name", roadmap.name)
        self.name_field = self.add_field("Name", self.name)
        self.name.setFocus()
        self.name.selectAll()

    def complaints(self) -> dict[FormField, str]:
        """A name that is missing, too long or taken; the one it has is none of these."""
        if self.name.text() == self._roadmap.name:
            return {self.name_field: ""}
        found = roadmap_name_faults(self.name.text(), self._tracker.catalogue, self._roadmap.id)
        return {self.name_field: found}

    def keep(self) -> None:
        """Rename the roadmap."""
        self._tracker.own_edits.rename_roadmap(self._roadmap, self.name.text())
