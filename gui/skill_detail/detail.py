"""The detail pane: one skill with its can-dos, what it needs and opens, its sources, notes and history."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QFileInfo, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.skill_detail.can_do_section import CanDoSection
from gui.skill_detail.choice_section import ChoiceSection
from gui.skill_detail.fact_columns import FactColumns
from gui.skill_detail.head import SkillHead
from gui.widgets.change_lock import ChangeLock
from gui.widgets.refreshed import Refreshed
from roadmaps.journal import Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.skill_detail.note_field import NoteField
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo, Skill
    from roadmaps.gap import SkillGap
    from roadmaps.gap.explanation import Explanation

TWO_COLUMNS_FROM = 540
SIDE = 24


class SkillDetail(Refreshed, QScrollArea):
    """Shows one skill as it is on disk, and makes every change through the tracker.

    After a change the state and the can-dos are shown at once, the rest when those are painted. Another skill is
    painted once, when all of it is there, so that keys which run through the list are not held up.
    """

    skill_wanted = Signal(str)
    """The user followed a link to another skill."""
    menu_wanted = Signal(object)
    """A menu opens: add what can be done with the skill to this QMenu."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, explain: Callable[[Explanation, QWidget], None]
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._explain = tracker, theme, icons, explain
        self._changing = ChangeLock(tracker, self)
        self._skill_id = ""
        self._order: list[QWidget] = []
        self._area = QWidget()  # wrapped from the start; see OutlineView
        self.setViewport(self._area)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Skill")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page = QWidget()
        page.setAutoFillBackground(False)
        page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # it paints nothing: what grows in it repaints itself
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(SIDE, 12, SIDE, 20)
        self._column.setSpacing(8)
        self._head = SkillHead(tracker, theme, icons, self)
        self.can_dos = CanDoSection(tracker, theme, icons)
        self._choice = ChoiceSection(tracker.catalogue.skills, theme)
        self._choice.hide()
        self._facts = FactColumns(tracker, theme, icons, explain)
        self._column.addLayout(self._head)
        self._column.addLayout(self.can_dos)
        self._column.addWidget(self._choice)
        self._column.addLayout(self._facts)
        self._column.addStretch()
        self.setWidget(page)
        page.hide()
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._fill_rest)
        self._connect()
        self.refresh_with(tracker)
        theme.changed.connect(self._retint)

    # What is shown

    @property
    def skill_id(self) -> str:
        """The skill that is shown; empty before the first."""
        return self._skill_id

    def show_skill(self, skill_id: str) -> None:
        """Show another skill, from its top."""
        if skill_id == self._skill_id:
            return
        self._skill_id = skill_id
        # Neither laid out nor painted before the rest is there, too: until then the pane mixes two skills.
        self._column.setEnabled(False)
        self._page.setUpdatesEnabled(False)
        self._fill_first()
        self._rest.start()
        self.verticalScrollBar().setValue(0)

    def keep_note(self) -> bool:
        """Keep what was typed into the notes and is not kept yet; whether all of it is kept now."""
        return self._facts.note.keep()

    @property
    def note(self) -> NoteField:
        """The field of the note."""
        return self._facts.note

    def focus_note(self) -> None:
        """Focus the note, and show it."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.note)

    def _connect(self) -> None:
        head, can_dos = self._head, self.can_dos
        head.log_wanted.connect(self.log_time)
        head.count_wanted.connect(self._toggle_counted_in)
        head.aside_wanted.connect(self._toggle_aside)
        head.still_can_wanted.connect(self._confirm)
        head.menu_wanted.connect(self.menu_wanted)
        can_dos.toggled.connect(self._toggle)
        can_dos.day_wanted.connect(self._ask_day)
        can_dos.before_wanted.connect(self._mark_before)
        can_dos.evidence_wanted.connect(self._ask_evidence)
        can_dos.file_dropped.connect(lambda place, path: self.add_file(self._can_do(place), path))
        can_dos.evidence_removed.connect(self._remove_evidence)
        can_dos.address_wanted.connect(self._open_address)
        self._choice.chosen.connect(self._choose)
        self._facts.skill_wanted.connect(self.skill_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        self._facts.arrange(is_wide=event.size().width() >= self._theme.px(TWO_COLUMNS_FROM))
        self._arrange_head()
        # Last, since it asks how high the page is in the arrangement that has just been chosen.
        super().resizeEvent(event)

    def _arrange_head(self) -> None:
        self._head.arrange(self._area.width() - 2 * SIDE)

    # Filling

    @property
    def _gap(self) -> SkillGap:
        return self._tracker.gap.skills[self._skill_id]

    @property
    def _skill(self) -> Skill:
        return self._tracker.catalogue.skills[self._skill_id]

    def is_touched(self, change: Change) -> bool:
        """Whether the skill or one that it shows beside itself changed."""
        if self._skill_id not in self._tracker.catalogue.skills:
            return False  # none, or one of the user's own that they removed
        skill = self._skill
        around = {skill.id, *skill.prerequisites, *self._tracker.catalogue.unlocks[skill.id]}
        around.update(each.skill.id for each in self._gap.missing)
        choice = self._gap.choice
        if choice:
            around.update(choice.member_ids)
        return not around.isdisjoint(change.skill_ids)

    def show_change(self, change: Change) -> None:
        """Show the skill as it is now."""
        if self._skill_id in self._tracker.catalogue.skills:
            self._fill_first()
            self._rest.start()

    def _fill_first(self) -> None:
        gap = self._gap
        self._head.show_skill(gap)
        self._arrange_head()
        self.can_dos.show_skill(gap)
        self._show_choice(gap)
        self._facts.note.show_skill(gap.skill.id)  # not later: what is in the field may be saved at any time
        self._changing.hold(*self._head.changing, *self.can_dos.changing(), *self._choice.buttons)

    def _fill_rest(self) -> None:
        self._rest.stop()
        if self._skill_id not in self._tracker.catalogue.skills:
            return
        self._facts.show_skill(self._gap)
        self._chain()
        self._column.setEnabled(True)
        self._page.setUpdatesEnabled(True)
        self._page.show()
        # Lay out now: else the new skill would be painted once in the room of the one before.
        self._column.activate()
        QCoreApplication.sendEvent(self._page, QEvent(QEvent.Type.LayoutRequest))

    def _chain(self) -> None:
        """Let Tab go through the page as it is read: links that were made just now would come last."""
        order = [*self._head.controls, *self.can_dos.controls(), *self._choice.buttons, *self._facts.controls()]
        if order != self._order:
            self._order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    def _retint(self) -> None:
        if self._skill_id in self._tracker.catalogue.skills:
            self._head.show_skill(self._gap)
            self._arrange_head()

    def _show_choice(self, gap: SkillGap) -> None:
        choice = gap.choice
        self._choice.show_choice(choice, self._tracker.progress.choices.get(choice.id) if choice else None)

    # What the user does

    def _can_do(self, place: int) -> CanDo:
        return self._skill.can_dos[place]

    def _toggle(self, place: int) -> None:
        self._tracker.edits.toggle([self._can_do(place)])

    def _mark_before(self, place: int) -> None:
        self._tracker.edits.set_tick(self._can_do(place), Tick(None))

    def _ask_day(self, place: int) -> None:
        from gui.skill_detail import day_dialog  # a calendar is seldom wanted, and takes long to load

        can_do, today = self._can_do(place), self._tracker.today
        tick = self._tracker.progress.ticks.get(can_do.id)
        start = tick.day if tick else None
        question = f"When could you first do this? {can_do.text}"
        day = day_dialog.ask_day(
            question, start or today, today, self._theme, self.window(), today, None, start is None, self._tracker
        )
        if day:
            self._tracker.edits.set_tick(can_do, Tick(day))

    def log_time(self) -> None:
        """Ask for time that was spent on the skill."""
        from gui.study.log_dialog import LogDialog  # a calendar again

        LogDialog(self._tracker, self._theme, self._icons, self.window(), skill_id=self._skill_id).open()

    def _confirm(self) -> None:
        self._tracker.log_edits.confirm_skill(self._skill_id)

    def _ask_evidence(self, place: int, evidence_id: str = "") -> None:
        from gui.skill_detail.evidence_dialog import EvidenceDialog

        EvidenceDialog(self._tracker, self._theme, self._icons, self.window(), self._can_do(place), evidence_id).open()

    def add_file(self, can_do: CanDo, path: str) -> None:
        """Add a dropped file as evidence of a can-do, or say why not."""
        from gui.files.link_opener import file_fault

        tracker = self._tracker
        if fault := tracker.why_locked or file_fault(path):
            tracker.refused.emit(fault)
        elif tracker.log_edits.add_evidence(can_do, path):
            tracker.worth_a_toast.emit(f"Added {QFileInfo(path).fileName()} as evidence for level {can_do.level}")
        else:
            tracker.refused.emit("This is already listed.")

    def _remove_evidence(self, place: int, evidence_id: str) -> None:
        if self._tracker.log_edits.remove_evidence(evidence_id):
            self.can_dos.rows[place].add_evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_address(self, address: str) -> None:
        from gui.files.link_opener import ask_to_open

        ask_to_open(address, self._theme, self.window())

    def _toggle_aside(self) -> None:
        self._tracker.edits.set_aside(self._skill_id, self._skill_id not in self._tracker.progress.set_aside)

    def _toggle_counted_in(self) -> None:
        self._tracker.edits.count_in(self._skill_id, self._skill_id not in self._tracker.progress.counted_in)

    def _choose(self, skill_id: str | None) -> None:
        choice = self._gap.choice
        if choice and not self._tracker.edits.choose(choice.id, skill_id):
            self._show_choice(self._gap)
