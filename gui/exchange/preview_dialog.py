"""What a roadmap file of ours would add and change, before it does; or every mistake in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.widgets.buttons import IconTextButton, PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.check_box import CheckBox
from gui.widgets.fact_table import FactTable
from gui.widgets.field_error import FieldError
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from roadmaps.journal import Kind
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.roadmap_file import PreviewRow, RoadmapFile

_WIDTH, _TABLE_HEIGHT = 720, 300
_MOST_TOLD = 200
AS_GOAL = "Make it my goal"
_KINDS = {
    Kind.ROADMAP_WRITTEN: "roadmap", Kind.STAGE_WRITTEN: "stage", Kind.MILESTONE_WRITTEN: "milestone",
    Kind.SKILL_PLACED: "asked by the roadmap", Kind.SKILL_WRITTEN: "skill from the file",
    Kind.HOURS_WRITTEN: "estimate of hours", Kind.CATEGORY_WRITTEN: "category",
}  # fmt: skip
_EFFECTS = {"changed": "replaces yours", "removed": "goes away", "left off": "not asked", "added": "new"}
"""In the order in which they are shown: first what of the user's is touched."""


class _FileDialog(GrowingDialog):
    """A heading, what is said about the file, and a foot that stays."""

    def __init__(self, title: str, words: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a roadmap")
        self._theme = theme
        self.body = ScrollingBody(title, 12)
        heading = PlainLabel(shown(title, MOST_SHOWN_IN_A_LINE), role="title", bold=True, theme=theme).wrapping()
        self.body.column.addWidget(heading)
        for sentence in words:
            self.body.column.addWidget(PlainLabel(sentence, tone="text2", theme=theme).wrapping().selectable())

    def add_foot(self, *parts: QWidget) -> None:
        """Lay out the body above a row of buttons."""
        vbox((self.body, 1), Separator(), hbox(STRETCH, *parts, gap=8), on=self, gap=12, margins=(24, 20, 24, 16))
        parent = self.parentWidget()
        most = parent.width() - 32 if parent else _WIDTH
        self.setMinimumWidth(min(self._theme.px(_WIDTH), most))
        self.fit()


class PreviewDialog(_FileDialog):
    """Nothing is recorded before the import, which is one undo step; if it fails, the dialog stays and says why."""

    def __init__(
        self, file_name: str, file: RoadmapFile, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        rows = file.preview(tracker.progress, tracker.catalogue)
        changes = [row for effect in _EFFECTS for row in rows if row.what == effect]
        super().__init__(
            file_name, ("a Skillgap roadmap · read on this computer only", _sum(file, rows)), theme, parent
        )
        self._file, self._tracker = file, tracker
        for remark in file.remarks:
            self.body.column.addWidget(PlainLabel(remark, tone="learning_text", theme=theme).wrapping().selectable())
        self.table = FactTable("What the import does")
        self.table.show_facts(
            ("Name", "What it is", "What happens"),
            [(row.name, _KINDS[row.kind], _EFFECTS[row.what]) for row in changes],
        )
        self.table.setMinimumHeight(theme.px(_TABLE_HEIGHT))
        self.table.setVisible(bool(changes))
        self._trouble = FieldError(theme, icons)
        is_new = any(row.kind is Kind.ROADMAP_WRITTEN and row.what == "added" for row in rows)
        self.as_goal = CheckBox(AS_GOAL, theme)
        self.as_goal.setChecked(is_new)
        self.as_goal.setVisible(is_new)
        cancel = PlainButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.save = PrimaryButton("Import", theme)
        self.save.clicked.connect(self.accept)
        self.body.column.addWidget(self.table, 1)
        self.body.column.addWidget(PlainLabel(_effect_text(rows), bold=True, theme=theme).wrapping())
        self.body.column.addWidget(self.as_goal)
        self.body.column.addWidget(self._trouble)
        ChangeLock(tracker, self).hold(self.save, ready=bool(changes))
        tracker.failed.connect(self._trouble.tell)
        self.add_foot(cancel, self.save)
        (self.save if changes else cancel).setFocus()

    def accept(self) -> None:
        """Import, and close; stay open where nothing could be recorded."""
        file, edits = self._file, self._tracker.own_edits
        is_goal = self.as_goal.isChecked()
        if self.save.isEnabled() and edits.import_roadmap(file.edits, file.name, is_goal=is_goal):
            super().accept()


class MistakesDialog(_FileDialog):
    """Every mistake in a file, each with its line."""

    def __init__(self, file_name: str, mistakes: Sequence[str], theme: Theme, icons: Icons, parent: QWidget) -> None:
        words = "A file is imported as a whole or not at all, so nothing was changed. Put these right in the file:"
        super().__init__(f"{file_name} was not imported", (words, *mistakes[:_MOST_TOLD]), theme, parent)
        if more := len(mistakes) - _MOST_TOLD:
            self.body.column.addWidget(PlainLabel(f"And {more} more.", theme=theme)) if more > 0 else None
        copy = IconTextButton("Copy as text", "copy", theme, icons)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(mistakes)))
        close = PrimaryButton("Close", theme)
        close.clicked.connect(self.reject)
        self.add_foot(copy, close)
        close.setFocus()


def _sum(file: RoadmapFile, rows: Sequence[PreviewRow]) -> str:
    held = [row.kind for row in rows if row.what not in {"removed", "left off"}]
    stages, asked = held.count(Kind.STAGE_WRITTEN), held.count(Kind.SKILL_PLACED)
    own = held.count(Kind.SKILL_WRITTEN)
    brings = f" It brings {count_text(own, 'skill')} of its own." if own else ""
    return f"“{file.name}” has {count_text(stages, 'stage')} and asks for {count_text(asked, 'skill')}.{brings}"


def _effect_text(rows: Sequence[PreviewRow]) -> str:
    counts = Counter(row.what for row in rows)
    if counts["as it is"] == len(rows):
        return "Everything in it is already here."
    told = {
        "added": "new", "changed": "replacing something of yours", "removed": "going away", "as it is": "here already",
        "left off": "not asked",
    }  # fmt: skip
    parts = (f"{count_text(counts[what], 'entry', 'entries')} {words}" for what, words in told.items() if counts[what])
    return f"{', '.join(parts)}. Your ticks stay. You can undo the import."
