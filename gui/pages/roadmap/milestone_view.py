"""One milestone: what to build, the checks that prove it, and when it was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton

from gui.app.date_format import day_text, full_day_text
from gui.skill_detail.can_do_row import WhenButton
from gui.skill_detail.entries import entry_lines
from gui.skill_detail.facts import HistoryList
from gui.widgets.change_lock import ChangeLock
from gui.widgets.check_box import TickTarget
from gui.widgets.labels import PlainLabel, Separator, set_tip
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from roadmaps.journal import Kind, Tick
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.palette import Theme
    from gui.widgets.check_box import CheckBox
    from roadmaps.catalogue import EvidenceCheck, Milestone

_LINE_EDGE = 8


class TickLine(TickTarget):
    """A check box and its text."""

    def __init__(self, text: str, theme: Theme, *, bold: bool = False) -> None:
        super().__init__(theme)
        self.box.setAccessibleName(text)
        label = PlainLabel(text, bold=bold, theme=theme).wrapping().selectable()
        self.row = hbox(
            (self.box, 0, Qt.AlignmentFlag.AlignTop), (label, 1), on=self, gap=8, margins=(_LINE_EDGE, 5, _LINE_EDGE, 5)
        )
        label.setContentsMargins(
            0, max(0, (self.box.sizeHint().height() - label.fontMetrics().height()) // 2 - 1), 0, 0
        )


class MilestoneView(Refreshed, QFrame):
    """Shows a milestone and lets the user tick its evidence and date it."""

    SHOWS = frozenset({Kind.MILESTONE, Kind.EVIDENCE_CHECK})

    def __init__(self, tracker: Tracker, theme: Theme, *, is_framed: bool = True) -> None:
        super().__init__()
        self._tracker, self._theme, self._is_framed = tracker, theme, is_framed
        self._lock = ChangeLock(tracker, self)
        self.milestone: Milestone | None = None
        """The milestone on show."""
        self._lines: list[tuple[EvidenceCheck, TickLine]] = []
        self._body: QWidget | None = None
        self._column = vbox(on=self)
        self.refresh_with(tracker)

    def show_milestone(self, milestone: Milestone) -> None:
        """Show another milestone."""
        if milestone is not self.milestone:
            self.milestone = milestone
            self._build(milestone)
        self._fill()

    def _build(self, milestone: Milestone) -> None:
        theme = self._theme
        if self._body:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.setAccessibleName(f"Milestone: {milestone.title}")
        self._done = PlainLabel(role="caption", tone="muted", theme=theme).wrapping().selectable()
        card = QFrame()
        if self._is_framed:
            card.setProperty("variant", "card")
        rows = vbox(on=card, gap=0, margins=(6, 4, 6, 4) if self._is_framed else (0, 0, 0, 0))
        self._lines = []
        for check in milestone.evidence:
            line = TickLine(check.text, theme)
            line.toggled.connect(lambda check=check: self._toggle_check(check))
            self._lines.append((check, line))
            rows.addWidget(line)
        rows.addWidget(Separator())
        rows.addWidget(self._reached_line(milestone))
        self._history = HistoryList("History", theme)
        self._body = holding(
            vbox(
                PlainLabel(milestone.brief, tone="text2", theme=theme).wrapping().selectable(),
                PlainLabel("What proves it", role="section", bold=True, theme=theme).wrapping().selectable(),
                card,
                self._done,
                self._history,
                gap=8,
            )
        )
        self._column.addWidget(self._body)

    def _reached_line(self, milestone: Milestone) -> TickLine:
        self._reached = TickLine("Milestone reached", self._theme, bold=True)
        self._reached.box.setAccessibleName(f"Milestone reached: {milestone.title}")
        self._reached.toggled.connect(lambda: self._tracker.edits.toggle_milestone(milestone))
        self.when = WhenButton(self._theme)
        self.when.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.when.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_tip(self.when, "Change the date, or mark it as reached before you started here")
        menu = QMenu(self.when)
        menu.addAction("Reached on another day …").triggered.connect(self._ask_day)
        menu.addAction("Reached before I started here").triggered.connect(
            lambda: self._tracker.edits.reach(milestone, Tick(None))
        )
        menu.aboutToHide.connect(self.when.forget_pointer)
        self.when.setMenu(menu)
        self._reached.row.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        return self._reached

    @property
    def boxes(self) -> list[CheckBox]:
        """The check boxes of the evidence, then that of the milestone."""
        return [*(line.box for _, line in self._lines), self._reached.box]

    def show_change(self, change: Change) -> None:
        """Show the current state of the milestone."""
        self._fill()

    def _fill(self) -> None:
        milestone = self.milestone
        if milestone is None:
            return
        progress, today = self._tracker.progress, self._tracker.today
        tick = progress.milestones.get(milestone.id)
        self._lock.hold(*self.boxes, self.when)
        for check, line in self._lines:
            line.box.setChecked(check.id in progress.evidence_checks)
        self._reached.box.setChecked(tick is not None)
        words = "when?" if tick is None else day_text(tick.day, today) if tick.day else "before"
        spoken = "not reached" if tick is None else full_day_text(tick.day) if tick.day else "before"
        self.when.setText(words)
        self.when.setAccessibleName(f"Day of the milestone: {spoken}")
        there = sum(check.id in progress.evidence_checks for check in milestone.evidence)
        self._done.setText(
            f"{of_text(there, len(milestone.evidence))} checks done. A milestone is a portfolio project; "
            "it doesn’t count towards readiness."
        )
        self._history.show_lines(entry_lines(self._tracker.history.of_milestone(milestone), today))

    def _toggle_check(self, check: EvidenceCheck) -> None:
        if self.milestone:
            there = check.id not in self._tracker.progress.evidence_checks
            self._tracker.edits.check_evidence(check, there)

    def _ask_day(self) -> None:
        from gui.skill_detail import day_dialog  # a calendar is rarely needed, and slow to load

        milestone, today = self.milestone, self._tracker.today
        if milestone is None:
            return
        tick = self._tracker.progress.milestones.get(milestone.id)
        question = f"When did you reach this milestone? {milestone.title}"
        start = tick.day if tick else None
        day = day_dialog.ask_day(
            question, start or today, today, self._theme, self.window(), today, None, start is None, self._tracker
        )
        if day:
            self._tracker.edits.reach(milestone, Tick(day))


class MilestonePane(ScrollArea):
    """A milestone below its title, beside the list."""

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__("", takes_focus=True)
        self._caption = PlainLabel(role="caption", tone="muted", theme=theme).wrapping().selectable()
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping().selectable()
        self.view = MilestoneView(tracker, theme)
        self.setWidget(holding(vbox(self._caption, self._title, self.view, STRETCH, gap=8, margins=(24, 16, 24, 20))))

    def show_milestone(self, milestone: Milestone, caption: str) -> None:
        """Show another milestone."""
        self._caption.setText(caption)
        self._title.setText(milestone.title)
        self.setAccessibleName(milestone.title)
        self.view.show_milestone(milestone)
