"""The form for a milestone of the user's own: its title, what to build, and the checks that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import new_id
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.form import FormDialog, error_of
from gui.widgets.text_line import TextLine
from roadmaps.catalogue import CAN_DO_LENGTH, EvidenceCheck
from roadmaps.journal import Kind, OwnMilestone
from roadmaps.own import own_id, part_id
from roadmaps.own.checks import milestone_faults
from roadmaps.text.limits import MOST_OWN_NAME_LETTERS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.pages.roadmap.editing.steps import RoadmapSteps
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField

_LINES = 4


class MilestoneDialog(FormDialog):
    """Checks are written one a line. One that keeps its text keeps its tick."""

    def __init__(
        self,
        tracker: Tracker,
        steps: RoadmapSteps,
        stage_id: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
        milestone_id: str = "",
    ) -> None:
        """Change the milestone of this id, or add one to the stage."""
        known: OwnMilestone | None = tracker.progress.of_kind(Kind.MILESTONE_WRITTEN).get(milestone_id)
        super().__init__(
            "Edit milestone" if known else "Add a milestone", "Save" if known else "Add milestone",
            tracker, theme, icons, parent,
        )  # fmt: skip
        self._steps, self._stage_id = steps, stage_id
        self._id, self._known = milestone_id or own_id(new_id), known
        self.title = TextLine("Title", known.title if known else "", MOST_OWN_NAME_LETTERS)
        self.brief = ExactTextEdit(known.brief if known else "")
        self.checks = ExactTextEdit("\n".join(each.text for each in known.checks) if known else "")
        for field, name in ((self.brief, "What to build"), (self.checks, "What proves it, one check a line")):
            field.setAccessibleName(name)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(_LINES * field.fontMetrics().lineSpacing() + 16)
        self.title_field = self.add_field("Title", self.title)
        self.brief_field = self.add_field("What to build", self.brief)
        self.checks_field = self.add_field("What proves it, one check a line", self.checks)
        self.title.setFocus()

    def _milestone(self) -> OwnMilestone:
        texts = [line.strip() for line in self.checks.exact_text().splitlines() if line.strip()]
        ids = {each.text: each.id for each in (self._known.checks if self._known else ())}
        checks = tuple(EvidenceCheck(ids.pop(text, "") or part_id(self._id, new_id), text) for text in texts)
        return OwnMilestone(
            self._tracker.roadmap.id, self._stage_id, self.title.text(), self.brief.exact_text(), checks
        )

    def complaints(self) -> dict[FormField, str]:
        """What is wrong, by the checks that hold for everything of the user's own."""
        faults: dict[str, str] = {}
        for each in milestone_faults(self._milestone()):
            faults.setdefault(each.field, each.sentence)
        return {
            self.title_field: faults.get("title", "") or error_of(lambda: self.title.words),
            self.brief_field: faults.get("brief", ""),
            self.checks_field: faults.get("checks", "") or ("" if self._milestone().checks else _NO_CHECK),
        }

    def keep(self) -> None:
        """Write it."""
        self._steps.write_milestone(self._id, self._milestone())


_NO_CHECK = f"Write at least one check, of {CAN_DO_LENGTH} characters at the most."
