"""The can-dos of a skill in the detail pane, each with its evidence, and the line up to which the goal needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.outline.rows import NOT_COUNTED
from gui.skill_detail.can_do_row import BEYOND, NEEDED, NEXT_STEP, CanDoRow, GoalLine
from gui.skill_detail.entries import evidence_pieces
from gui.skill_detail.evidence_list import EvidenceList
from gui.widgets.labels import PlainLabel, Separator
from roadmaps.gap import ScopeStatus
from roadmaps.gap.explanation import explain_lock
from roadmaps.text.text_format import within_a_sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import SkillGap


class CanDoSection(QVBoxLayout):
    """Three can-dos to tick. Signals give the index of the can-do."""

    toggled = Signal(int)
    day_wanted = Signal(int)
    before_wanted = Signal(int)
    evidence_wanted = Signal(int, str)
    """Evidence is to be added, or the piece of this id changed."""
    file_dropped = Signal(int, str)
    evidence_removed = Signal(int, str)
    address_wanted = Signal(str)

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker = tracker
        self.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(PlainLabel("I can …", role="section", bold=True, theme=theme))
        hint = PlainLabel("tick what you have done yourself", role="caption", tone="muted", theme=theme).wrapping()
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(hint, 1)
        card = QFrame()
        card.setProperty("variant", "card")
        self._lines = QVBoxLayout(card)
        self._lines.setContentsMargins(6, 4, 6, 4)
        self._lines.setSpacing(0)
        self.rows: list[CanDoRow] = []
        self.evidence: list[EvidenceList] = []
        """The evidence for each."""
        self._rules: list[Separator] = []
        for place in range(3):
            if place:
                self._rules.append(Separator())
                self._lines.addWidget(self._rules[-1])
            self._add_row(place, theme, icons)
        self._goal_line = GoalLine(theme)
        self._line_after = 0
        """The level below which the goal line is shown; 0 while there is none."""
        self._goal_line.setParent(card)  # before it is first shown: it would flash up as a window of its own
        self._lock = PlainLabel(tone="muted", theme=theme).wrapping()
        self.addLayout(head)
        self.addWidget(card)
        self.addWidget(self._lock)

    def _add_row(self, place: int, theme: Theme, icons: Icons) -> None:
        row = CanDoRow(theme, icons)
        row.toggled.connect(lambda: self.toggled.emit(place))
        row.day_wanted.connect(lambda: self.day_wanted.emit(place))
        row.before_wanted.connect(lambda: self.before_wanted.emit(place))
        row.evidence_wanted.connect(lambda: self.evidence_wanted.emit(place, ""))
        row.file_dropped.connect(lambda path: self.file_dropped.emit(place, path))
        evidence = EvidenceList(theme, icons)
        evidence.open_wanted.connect(self.address_wanted)
        evidence.change_wanted.connect(lambda id: self.evidence_wanted.emit(place, id))
        evidence.remove_wanted.connect(lambda id: self.evidence_removed.emit(place, id))
        self.rows.append(row)
        self.evidence.append(evidence)
        self._lines.addWidget(row)
        self._lines.addWidget(evidence)

    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in the order of reading."""
        return [
            control
            for row, evidence in zip(self.rows, self.evidence, strict=True)
            for control in (row.box, row.when, row.add_evidence, *evidence.controls)
        ]

    def changing(self) -> list[QWidget]:
        """What changes something."""
        rows = [widget for row in self.rows for widget in (row.box, row.when, row.add_evidence)]
        return [*rows, *(button for evidence in self.evidence for button in evidence.changing)]

    def show_skill(self, gap: SkillGap) -> None:
        """Show the can-dos of a skill, and why it is locked where it is."""
        ticks, today = self._tracker.progress.ticks, self._tracker.today
        asks_here = gap.scope_status is not ScopeStatus.NOT_TAKEN and 0 < gap.target < len(gap.skill.can_dos)
        line_after = gap.target if asks_here else 0
        if line_after != self._line_after:  # it stays where it is after a tick, which would lay all lines out anew
            self._line_after = line_after
            self._lines.removeWidget(self._goal_line)
            if line_after:
                self._lines.insertWidget(3 * line_after - 1, self._goal_line)
        for place, row in enumerate(self.rows):
            is_there = place < len(gap.skill.can_dos)  # a skill of the user's own may have fewer
            row.setVisible(is_there)
            if place:
                self._rules[place - 1].setVisible(is_there and place != line_after)
            if not is_there:
                self.evidence[place].show_pieces((), place + 1)
                continue
            can_do = gap.skill.can_dos[place]
            needed = can_do in gap.needed
            beyond = BEYOND if gap.counts else NOT_COUNTED
            remark = NEXT_STEP if can_do is gap.next_can_do and gap.is_ready else NEEDED if needed else beyond
            row.show_can_do(can_do, ticks.get(can_do.id), remark, today, needed=needed)
            self.evidence[place].show_pieces(evidence_pieces(self._tracker, can_do), can_do.level)
        self._goal_line.setVisible(bool(line_after))
        if line_after:
            self._goal_line.show_text(
                _goal_text(self._tracker.roadmap, is_optional=gap.scope_status is ScopeStatus.OPTIONAL)
            )
        lock = explain_lock(gap) if gap.counts and gap.left else ""
        self._lock.setText(lock)
        self._lock.setVisible(bool(lock))


def _goal_text(roadmap: Roadmap, *, is_optional: bool) -> str:
    """What the line says below the last can-do that the goal asks."""
    if roadmap.is_free:
        return "Optional on your roadmap up to here" if is_optional else "Your roadmap asks up to here"
    role = roadmap.to_role.name
    return f"Optional for {within_a_sentence(role)}s up to here" if is_optional else f"{role}s need up to here"
