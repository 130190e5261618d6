"""Asks what each topic of a roadmap.sh file stands for, and imports it as a roadmap of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame

from gui.app.editor import new_id
from gui.exchange.preview_dialog import AS_GOAL
from gui.exchange.topic_model import TopicChip, TopicModel
from gui.exchange.topic_table import TableHead, TopicTable
from gui.widgets.buttons import PlainButton, PrimaryButton, is_enter
from gui.widgets.change_lock import ChangeLock
from gui.widgets.check_box import CheckBox
from gui.widgets.chips import ChipRow
from gui.widgets.field_error import FieldError, mark_wrong
from gui.widgets.focus_follower import FocusFollower
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, add_parts, hbox, holding, vbox
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.text_line import TextLine, find_field
from roadmaps.own.checks import name_faults
from roadmaps.own.topic_matching import Fate, TopicImport
from roadmaps.text.limits import MOST_OWN_NAME_LETTERS, MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.topic_matching import ImportCounts, Row

SIZE = QSize(940, 712)
_AROUND = 32
_FIELD, _ROOM_FOR_KEYS = 220, 860
_SIGNS = {
    TopicChip.SURE: ("check", "have"),
    TopicChip.LIKELY: ("help", "learning"),
    TopicChip.NONE: ("none", "muted"),
}
_KEYS = "Space ticks · F4 opens the choice · Ctrl+F finds"


class TopicsDialog(FocusFollower, QDialog):
    """Nothing is recorded before the import, which is one undo step; if it fails, the dialog stays and says why."""

    def __init__(
        self, file_name: str, name: str, rows: Sequence[Row], remarks: Sequence[str],
        tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget,
    ) -> None:  # fmt: skip
        """``name`` is proposed for the roadmap; ``remarks`` say what of the file could not be read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a roadmap")
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._levels = {unit: demand.level for unit, demand in tracker.roadmap.to_role.demands.items()}
        self.model = TopicModel(rows, tracker.catalogue, tracker.progress, self._levels, self)
        self.name = TextLine("Call it", name, MOST_OWN_NAME_LETTERS)
        self.name.setMinimumWidth(min(theme.px(_FIELD), parent.width() // 4))
        self._complaint = FieldError(theme, icons)
        self.chips = ChipRow(tuple(TopicChip), _SIGNS, theme, icons, "topic")
        self.chips.show_counts(self.model.chips)
        self.search = find_field("Find a topic")
        self.search.setMinimumWidth(min(theme.px(_FIELD), parent.width() // 4))
        self.table = TopicTable(self.model, theme, icons)
        self.head = TableHead(self.table, theme)
        self._nothing = PlainLabel("No topic matches.", tone="muted", theme=theme)
        self._nothing.hide()
        self._makes = PlainLabel(bold=True, theme=theme).wrapping()
        self._leaves = PlainLabel(tone="text2", theme=theme).wrapping()
        self._trouble = FieldError(theme, icons)
        self.save = PrimaryButton("Import", theme)
        self._lock = ChangeLock(tracker, self)
        self._lay_out(file_name, remarks)
        self._connect()
        self._follow()
        self.table.select_first()
        wanted = QSize(theme.px(SIZE.width()), theme.px(SIZE.height()))
        self.resize(wanted.boundedTo(parent.size() - QSize(_AROUND, _AROUND)))
        self.table.setFocus()

    def _lay_out(self, file_name: str, remarks: Sequence[str]) -> None:
        theme = self._theme
        topics, groups = count_text(len(self.model.rows), "topic"), {row.topic.group for row in self.model.rows}
        about = f"a roadmap.sh file · {topics} in {count_text(len(groups), 'group')} · read on this computer only"
        call_it = PlainLabel("Call it", tone="text2", theme=theme)
        call_it.setBuddy(self.name)
        title = PlainLabel(shown(file_name, MOST_SHOWN_IN_A_LINE), role="title", bold=True, theme=theme).wrapping()
        what = vbox(title, PlainLabel(about, role="caption", tone="text2", theme=theme).wrapping(), gap=2)
        named = vbox(hbox(STRETCH, call_it, (self.name, 1), gap=8), self._complaint, gap=4)
        top = hbox((what, 3), (named, 2), gap=16)
        filters = hbox((self.chips, 1), self.search, gap=16)
        frame = QFrame()
        frame.setProperty("variant", "card")
        vbox(self.head, Separator(), (self.table, 1), (self._nothing, 0, Qt.AlignmentFlag.AlignCenter), on=frame, gap=0,
             margins=(1, 1, 1, 1))  # fmt: skip
        body = ScrollingBody("Import a roadmap", 12)
        body.column.setContentsMargins(24, 16, 24, 16)
        told = [PlainLabel(remark, tone="learning_text", theme=theme).wrapping() for remark in remarks]
        add_parts(body.column, top, *told, filters, (frame, 1), self._rest())
        cancel = PlainButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.as_goal = CheckBox(AS_GOAL, theme)
        self.as_goal.setChecked(True)
        words = vbox(self._makes, self._leaves, self.as_goal, self._trouble, gap=2)
        foot = hbox((words, 1), cancel, self.save, gap=8, margins=(24, 12, 24, 16))
        vbox((body, 1), Separator(), holding(foot), on=self, gap=0)

    def _rest(self) -> QHBoxLayout:
        """What can be done with all topics that have no match, and the keys."""
        count = self.model.chips[TopicChip.NONE]
        words = "The one without a match:" if count == 1 else f"All {count} without a match:"
        self.become, self.leave_out = PlainButton("Become skills of your own"), PlainButton("Leave out")
        self.become.clicked.connect(lambda: self.model.give_the_rest(Fate.OWN_SKILL))
        self.leave_out.clicked.connect(lambda: self.model.give_the_rest(Fate.LEFT_OUT))
        rest = holding(hbox(PlainLabel(words, tone="text2", theme=self._theme), self.become, self.leave_out, gap=8))
        rest.setVisible(count > 0)
        self._keys = PlainLabel(_KEYS, role="caption", tone="muted", theme=self._theme)
        self._keys.hide()  # until there is room: it would widen the dialog
        return hbox(rest, STRETCH, self._keys, gap=16)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _name: self._show())
        self.search.textChanged.connect(lambda _text: self._show())
        self.model.edited.connect(self._follow)
        self.save.clicked.connect(self.accept)
        self.name.textEdited.connect(lambda _text: self._complain(""))
        self._tracker.failed.connect(self._trouble.tell)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._go_find)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys are named where there is room; a screen reader reads them with the table."""
        self._keys.setVisible(event.size().width() >= self._theme.px(_ROOM_FOR_KEYS))
        super().resizeEvent(event)

    def _go_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show(self) -> None:
        self.model.show_only(self.chips.current, self.search.text())
        self.table.setVisible(bool(self.model.shown))
        self._nothing.setVisible(not self.model.shown)

    def _follow(self) -> None:
        """Say what the import makes."""
        counts = self.model.counts
        skills = counts.skills + counts.own_skills
        self._makes.setText(makes_text(counts))
        self._leaves.setText(leaves_text(counts))
        self.save.setText(f"Import {count_text(skills, 'skill')}" if skills else "Import")
        self._lock.hold(self.save, ready=skills > 0)

    def _complain(self, sentence: str) -> None:
        self._complaint.tell(sentence)
        mark_wrong(self.name, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search goes to what was found, and not on with the import."""
        if is_enter(event) and self.search.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Import, and close; stay open where the name is missing or nothing could be recorded."""
        if not self.save.isEnabled():
            return
        name = " ".join(self.name.text().split())
        if fault := next(name_faults("name", name, "Give the roadmap a name."), None):
            self._complain(fault.sentence)
            self.name.setFocus()
            return
        tracker = self._tracker
        made = TopicImport(self.model.rows, tracker.catalogue, tracker.progress, self._levels, new_id)
        what, is_goal = f": {skills_text(made.counts)}", self.as_goal.isChecked()
        if tracker.own_edits.import_roadmap(made.edits(name), name, what, is_goal=is_goal):
            super().accept()


def makes_text(counts: ImportCounts) -> str:
    """What an import makes, in a sentence."""
    if not counts.skills + counts.own_skills:
        return "Nothing is ticked, so there is nothing to import."
    return f"Makes a roadmap with {count_text(counts.stages, 'stage')}: {skills_text(counts)}."


def skills_text(counts: ImportCounts) -> str:
    """How many skills of which kind."""
    topics = f" ({count_text(counts.topics, 'topic')})" if counts.topics != counts.skills else ""
    known = f"{count_text(counts.skills, 'skill')} from the catalogue{topics}"
    if not counts.own_skills:
        return known
    own = f"{counts.own_skills} of your own"
    return f"{known} and {own}" if counts.skills else count_text(counts.own_skills, "skill") + " of your own"


def leaves_text(counts: ImportCounts) -> str:
    """What is left out, and what becomes of ticks."""
    sentences = []
    if counts.left_out:
        sentences.append(f"{count_text(counts.left_out, 'topic')} {'is' if counts.left_out == 1 else 'are'} left out.")
    if counts.skills:
        sentences.append(f"Your ticks on the {counts.skills} stay." if counts.skills > 1 else "Your ticks stay.")
    if counts.ticks:
        ticked = "1 tick in the file is" if counts.ticks == 1 else f"{counts.ticks} ticks in the file are"
        sentences.append(f"{ticked} taken over as “before”.")
    return " ".join([*sentences, "You can undo it."] if counts.skills + counts.own_skills else sentences)
