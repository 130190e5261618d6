"""The detail pane: one skill with its can-dos, what it needs and opens, its sources, notes and history."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.app.date_format import locale_forms
from gui.outline.rows import NOT_COUNTED
from gui.skill_detail.can_do_row import BEYOND, NEEDED, NEXT_STEP, CanDoRow, GoalLine
from gui.skill_detail.choice_section import ChoiceSection
from gui.skill_detail.entries import (
    evidence_pieces,
    history_lines,
    level_lines,
    prerequisite_links,
    reason_lines,
    unlocked_links,
)
from gui.skill_detail.evidence_list import EvidenceList
from gui.skill_detail.facts import (
    DetailSection,
    HistoryList,
    LevelTable,
    ResourceList,
    SkillLinks,
    SourceList,
)
from gui.skill_detail.note_field import NoteField
from gui.widgets.badge import KIND_ICONS, DisuseMark, StateBadge, Tag
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import LinkButton, NumberButton, PlainLabel, Separator, plain_tip
from gui.widgets.plain_button import PlainButton
from gui.widgets.term import TermSign
from roadmaps.catalogue import Need
from roadmaps.gap import ScopeStatus, SkillState, WorkKind
from roadmaps.gap.explanation import explain_hours, explain_lock
from roadmaps.journal import Tick
from roadmaps.study import logged_sessions, minutes_logged
from roadmaps.text.text_format import hours_text, logged_text, of_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from gui.study.log_view import StudyLog
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.tracker import Tracker
    from roadmaps.catalogue import CanDo, Skill
    from roadmaps.gap import SkillGap
    from roadmaps.gap.explanation import Explanation

TWO_COLUMNS_FROM = 540
SIDE = 24
_SESSIONS_SHOWN = 5
_STATE_TERMS = {
    SkillState.HAVE: "have",
    SkillState.LEARNING: "learning",
    SkillState.READY: "ready",
    SkillState.LOCKED: "locked",
    SkillState.SET_ASIDE: "set-aside",
}
_KIND_TERMS = {
    WorkKind.CARRIES_OVER: "carries-over",
    WorkKind.RAISE: "raise",
    WorkKind.LEARN_NEW: "learn-new",
}


class SkillDetail(QScrollArea):
    """Shows one skill as it is on disk, and says every change through the tracker."""

    skill_wanted = Signal(str)
    """The person followed a link to another skill."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, explain: Callable[[Explanation, QWidget], None]
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._explain = tracker, theme, icons, explain
        self._changing = ChangeLock(tracker, self)
        self._skill_id = ""
        self._day = tracker.today
        self._study: StudyLog | None = None
        self._area = QWidget()  # wrapped from the start; see OutlineView
        self.setViewport(self._area)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Skill")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page = QWidget()
        page.setAutoFillBackground(False)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(SIDE, 12, SIDE, 20)
        self._column.setSpacing(8)
        self._build_head()
        self._build_can_dos()
        self._build_choice()
        self._build_facts()
        self._column.addStretch()
        self.setWidget(page)
        page.hide()
        tracker.progress_changed.connect(self._refresh_if_touched)
        tracker.goal_changed.connect(self._refresh_all)
        tracker.day_turned.connect(self._refresh_all)
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
        moved = bool(self._skill_id)
        self._skill_id = skill_id
        self._refresh()
        if moved:
            self.verticalScrollBar().setValue(0)
        self._page.show()

    def keep_note(self) -> bool:
        """Keep what was typed into the notes and is not kept yet; whether all of it is kept now."""
        return self._note.keep()

    # Parts

    def _build_head(self) -> None:
        theme = self._theme
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._category = PlainLabel(role="caption", tone="muted", theme=theme)
        self._log = PlainButton("Log time")
        self._log.clicked.connect(self.log_time)
        self._count_in = PlainButton()
        self._count_in.clicked.connect(self._toggle_counted_in)
        self._aside = PlainButton()
        self._aside.clicked.connect(self._toggle_aside)
        self._actions = FlowLayout()
        for button in (self._count_in, self._log, self._aside):
            self._actions.addWidget(button)
        self._top.addWidget(self._category, 1)
        self._top.addLayout(self._actions)
        self._title = PlainLabel(role="title", bold=True, theme=theme).wrapping()
        self._badge = StateBadge(theme, self._icons)
        self._kind = Tag(theme, self._icons)
        self._disuse = DisuseMark(theme, self._icons)
        self._still_can = LinkButton("I still know this", theme, self._icons)
        self._still_can.setToolTip(plain_tip("Confirm that you still know what is ticked here"))
        self._still_can.clicked.connect(self._say_still_can)
        self._tags = FlowLayout()
        self._terms = TermSign((), theme, self._icons, self)
        for tag in (self._badge, self._kind, self._terms, self._disuse, self._still_can):
            self._tags.addWidget(tag)
        self._description = PlainLabel(tone="text2", theme=theme).wrapping()
        self._lock = PlainLabel(tone="muted", theme=theme).wrapping()
        self._column.addLayout(self._top)
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heading.setSpacing(8)
        self._heading.addWidget(self._title)
        self._heading.addLayout(self._tags)
        self._heading.addStretch()
        self._column.addLayout(self._heading)
        self._column.addWidget(self._description)

    def _build_can_dos(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(PlainLabel("I can …", role="section", bold=True, theme=theme))
        hint = PlainLabel("tick what you have done yourself", role="caption", tone="muted", theme=theme).wrapping()
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(hint, 1)
        card = QFrame()
        card.setProperty("look", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(6, 4, 6, 4)
        rows.setSpacing(0)
        self._rows: list[CanDoRow] = []
        self._evidence: list[EvidenceList] = []
        self._rules: list[Separator] = []
        for place in range(3):
            if place:
                self._rules.append(Separator())
                rows.addWidget(self._rules[-1])
            row = CanDoRow(theme, self._icons)
            row.toggled.connect(lambda place=place: self._toggle(place))
            row.day_wanted.connect(lambda place=place: self._ask_day(place))
            row.before_wanted.connect(lambda place=place: self._say_before(place))
            row.evidence_wanted.connect(lambda place=place: self._ask_evidence(place))
            evidence = EvidenceList(theme, self._icons)
            evidence.open_wanted.connect(self._open_address)
            evidence.change_wanted.connect(lambda id, place=place: self._ask_evidence(place, id))
            evidence.remove_wanted.connect(lambda id, place=place: self._remove_evidence(place, id))
            self._rows.append(row)
            self._evidence.append(evidence)
            rows.addWidget(row)
            rows.addWidget(evidence)
        self._goal_line = GoalLine(theme)
        self._goal_line.setParent(card)  # before it is first shown: it would flash up as a window of its own
        self._can_do_rows = rows
        self._column.addLayout(head)
        self._column.addWidget(card)
        self._column.addWidget(self._lock)

    def _show_whole_note(self) -> None:
        from gui.widgets.long_text import LongTextDialog

        skill = self._skill
        text = self._tracker.note(skill.id)
        dialog = LongTextDialog(f"Note on {skill.name}", text, "Remove the note", self._theme, self.window())
        dialog.removed.connect(lambda: self._tracker.write_note(skill.id, ""))
        ChangeLock(self._tracker, dialog).hold(dialog.remove)
        dialog.open()

    def _build_choice(self) -> None:
        self._choice = ChoiceSection(self._tracker.catalogue.skills, self._theme)
        self._choice.chosen.connect(self._choose)
        self._choice.hide()
        self._column.addWidget(self._choice)

    def _build_facts(self) -> None:
        theme, icons = self._theme, self._icons
        self._levels = LevelTable(theme, rows=len(self._tracker.catalogue.roles) + 1)
        self._needs = SkillLinks("Needs first", theme, icons)
        self._unlocks = SkillLinks("Unlocks", theme, icons)
        self._why_terms = TermSign(("article", "one-of"), theme, icons)
        self._sources = SourceList("Why it is on the list", theme, icons, self._why_terms)
        self._resources = ResourceList("Learn from", theme, icons)
        self._history = HistoryList("History", theme)
        for links in (self._needs, self._unlocks):
            links.skill_wanted.connect(self.skill_wanted)
        self._hours_section = DetailSection("Hours", theme)
        self._hours = NumberButton(theme).wrapping()
        self._hours.clicked.connect(lambda: self._explain(explain_hours(self._gap), self._hours))
        self._hours_basis = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self._logged = PlainLabel(tone="text2", theme=theme)
        hours = FlowLayout()
        hours.addWidget(self._hours)
        hours.addWidget(self._logged)
        self._hours_section.column.addLayout(hours)
        self._hours_section.column.addWidget(self._hours_basis)
        self._remark_section = DetailSection("Remark", theme)
        self._remark = PlainLabel(tone="text2", theme=theme).wrapping()
        self._remark_section.column.addWidget(self._remark)
        notes = DetailSection("My notes", theme)
        self._note = NoteField(self._tracker)
        self._note.setFixedHeight(4 * self._note.fontMetrics().lineSpacing() + 18)
        notes.column.addWidget(self._note)
        self._whole_note = LinkButton("Show the whole note", theme, icons)
        self._whole_note.clicked.connect(self._show_whole_note)
        self._whole_note.hide()
        self._note.shortened.connect(self._whole_note.setVisible)
        notes.column.addWidget(self._whole_note)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(24)
        self._halves.setContentsMargins(0, 8, 0, 0)
        self._log_section = DetailSection("Study log", theme)
        left = (
            self._levels,
            self._needs,
            self._unlocks,
            self._hours_section,
            self._log_section,
            self._remark_section,
        )
        right = (self._sources, self._resources, notes, self._history)
        # The first heading on the right has a sign beside it that is higher than the words.
        above = (self._why_terms.sizeHint().height() - QFontMetrics(theme.font("caption", bold=True)).height()) // 2
        for sections, top in ((left, above), (right, 0)):
            half = QVBoxLayout()
            half.setContentsMargins(0, max(0, top), 0, 0)
            half.setSpacing(16)
            for section in sections:
                half.addWidget(section)
            half.addStretch()
            self._halves.addLayout(half, 1)
        self._column.addLayout(self._halves)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        wide = event.size().width() >= TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._halves.direction():
            self._halves.setDirection(direction)
            self._halves.setSpacing(24 if wide else 16)
        self._arrange_heading()
        # Last, since it asks how high the page is in the arrangement that has just been chosen.
        super().resizeEvent(event)

    def _arrange_heading(self) -> None:
        """State and kind stand behind the name where they fit, else below it; so do the buttons and the category."""
        room = self._area.width() - 2 * SIDE
        name = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 4
        beside = name + self._tags.sizeHint().width() + 8 <= room
        self._heading.setDirection(_direction(beside))
        self._title.set_wrapping(not beside)
        category = self._category.sizeHint().width()
        self._top.setDirection(_direction(category + self._actions.sizeHint().width() + 8 <= room))

    # Filling

    @property
    def _gap(self) -> SkillGap:
        return self._tracker.gap.skills[self._skill_id]

    @property
    def _skill(self) -> Skill:
        return self._tracker.catalogue.skills[self._skill_id]

    def _refresh_all(self) -> None:
        if self._skill_id:
            self._refresh()

    def _refresh_if_touched(self, skill_ids: frozenset[str]) -> None:
        if not self._skill_id:
            return
        skill = self._skill
        around = {skill.id, *skill.prerequisites, *self._tracker.catalogue.unlocks[skill.id]}
        around.update(each.skill.id for each in self._gap.missing)
        choice = self._gap.choice
        if choice:
            around.update(choice.member_ids)
        if around & skill_ids or self._day != self._tracker.today:
            self._refresh()

    def _refresh(self) -> None:
        self._day = self._tracker.today  # how long ago something was is another number after midnight
        skill, gap = self._skill, self._gap
        self._category.setText(self._tracker.catalogue.categories[skill.category_id].name)
        self._title.setText(skill.name)
        self._description.setText(skill.description)
        self._show_state(gap)
        self._show_can_dos(gap)
        self._show_choice(gap)
        self._lock_controls()
        self._levels.show_lines(level_lines(self._tracker, gap))
        self._needs.show_entries(prerequisite_links(self._tracker, gap))
        self._unlocks.show_entries(unlocked_links(self._tracker, gap))
        hours = hours_text(gap.hours_left)
        self._hours.setVisible(bool(gap.left))
        self._hours_basis.setText(
            f"{hours_text(skill.hours)} from zero to level 3, our estimate: {skill.hours_basis.name}"
        )
        self._hours.show_number(f"{hours} left", ", depending on choice" if gap.is_open_choice else "")
        self._show_study()
        self._remark.setText(skill.note)
        self._remark_section.setVisible(bool(skill.note))
        self._sources.show_entries(reason_lines(self._tracker, gap))
        self._resources.show_entries(skill.resources)
        self._note.show_skill(skill.id)
        self._history.show_lines(history_lines(self._tracker, gap))
        self._chain()
        # Lay out now: else the new skill would be painted once in the room of the one before.
        self._column.activate()
        QCoreApplication.sendEvent(self._page, QEvent(QEvent.Type.LayoutRequest))

    def _chain(self) -> None:
        """Let Tab go through the page as it is read: links that were made just now would come last."""
        order: list[QWidget] = [self._count_in, self._log, self._aside, self._terms, self._still_can]
        for row, evidence in zip(self._rows, self._evidence, strict=True):
            order += [row.box, row.when, row.add_evidence, *evidence.controls]
        order += [*self._choice.buttons, *self._needs.links, *self._unlocks.links, self._hours]
        if self._study:
            order += [self._study.table, *self._study.buttons]
        order += [self._why_terms, *self._sources.links, *self._resources.links, self._note, self._whole_note]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_state(self, gap: SkillGap) -> None:
        detail = of_text(len(gap.ticked), len(gap.needed)) if gap.state is SkillState.LEARNING and gap.counts else ""
        self._badge.show_state(gap.state, detail)
        self._badge.setVisible(gap.standing not in (ScopeStatus.NOT_NEEDED, ScopeStatus.NOT_TAKEN))
        words = {
            ScopeStatus.OPTIONAL: "optional, not counted",
            ScopeStatus.NOT_TAKEN: "not chosen",
        }.get(gap.standing, gap.kind.value)
        self._kind.show_text(words, KIND_ICONS[gap.kind] if words == gap.kind.value else "")
        self._terms.show_terms(_terms(gap))
        self._aside.setText("Bring back" if gap.state is SkillState.SET_ASIDE else "Set aside")
        self._aside.setIcon(self._icons.icon("restore" if gap.state is SkillState.SET_ASIDE else "aside", "text"))
        self._aside.setVisible(gap.standing is not ScopeStatus.NOT_NEEDED)
        optional = gap.need is Need.OPTIONAL and gap.state is not SkillState.SET_ASIDE
        self._count_in.setText("Don’t count" if gap.counts else "Count in")
        self._count_in.setVisible(optional and gap.standing is not ScopeStatus.NOT_TAKEN)
        lock = explain_lock(gap) if gap.counts and gap.left else ""
        self._log.setIcon(self._icons.icon("clock", "text"))
        disuse = self._tracker.disuse(self._skill_id)
        self._disuse.setVisible(bool(disuse))
        self._still_can.setVisible(bool(disuse))
        if disuse:
            self._disuse.show_disuse(disuse, self._tracker.today)
        self._arrange_heading()
        self._lock.setText(lock)
        self._lock.setVisible(bool(lock))

    def _lock_controls(self) -> None:
        """While an earlier day is looked at, or the file can only be read, nothing here can be changed."""
        rows = [widget for row in self._rows for widget in (row.box, row.when, row.add_evidence)]
        pieces = [button for evidence in self._evidence for button in evidence.changing]
        buttons = (self._aside, self._count_in, self._log, self._still_can)
        self._changing.hold(*buttons, *rows, *pieces, *self._choice.buttons)

    def _retint(self) -> None:
        if self._skill_id:
            self._show_state(self._gap)

    def _show_can_dos(self, gap: SkillGap) -> None:
        ticks = self._tracker.progress.ticks
        role = self._tracker.roadmap.to_role
        self._can_do_rows.removeWidget(self._goal_line)
        asks_here = gap.standing is not ScopeStatus.NOT_TAKEN and 0 < gap.target < len(gap.skill.can_dos)
        line_after = gap.target if asks_here else 0
        for place, (row, can_do) in enumerate(zip(self._rows, gap.skill.can_dos, strict=True)):
            needed = can_do in gap.needed
            beyond = BEYOND if gap.counts else NOT_COUNTED
            remark = NEXT_STEP if can_do is gap.next_can_do and gap.is_ready else NEEDED if needed else beyond
            row.show_can_do(can_do, ticks.get(can_do.id), remark, self._tracker.today, needed=needed)
            self._evidence[place].show_pieces(evidence_pieces(self._tracker, can_do), can_do.level)
            if place:
                self._rules[place - 1].setVisible(place != line_after)
        self._goal_line.setVisible(bool(line_after))
        if line_after:
            is_optional = gap.standing is ScopeStatus.OPTIONAL
            line = (
                f"Optional for {within_a_sentence(role.name)}s up to here"
                if is_optional
                else f"{role.name}s need up to here"
            )
            self._goal_line.show_text(line)
            self._can_do_rows.insertWidget(3 * line_after - 1, self._goal_line)

    def _show_study(self) -> None:
        """The table is made when there is something in it: most skills have no study time at first."""
        sessions = logged_sessions(self._tracker.progress, self._skill_id)
        minutes = minutes_logged(sessions, self._tracker.day)
        self._logged.setText(f"{logged_text(minutes, locale_forms())} logged" if minutes else "")
        self._logged.setVisible(bool(minutes))  # an empty line would separate the heading from the estimate
        self._log_section.setVisible(bool(sessions))
        if sessions and not self._study:
            from gui.study.log_view import StudyLog

            self._study = StudyLog(
                self._tracker, self._theme, self._icons, skill_id=self._skill_id, most_rows=_SESSIONS_SHOWN
            )
            self._log_section.column.addWidget(self._study)
        if self._study:
            self._study.show_skill(self._skill_id)

    def _show_choice(self, gap: SkillGap) -> None:
        choice = gap.choice
        self._choice.show_choice(choice, self._tracker.progress.choices.get(choice.id) if choice else None)

    # What the person does

    def _can_do(self, place: int) -> CanDo:
        return self._skill.can_dos[place]

    def _toggle(self, place: int) -> None:
        self._tracker.toggle([self._can_do(place)])

    def _say_before(self, place: int) -> None:
        self._tracker.set_tick(self._can_do(place), Tick(None))

    def _ask_day(self, place: int) -> None:
        from gui.skill_detail import day_dialog  # a calendar is seldom wanted, and takes long to load

        can_do, today = self._can_do(place), self._tracker.today
        tick = self._tracker.progress.ticks.get(can_do.id)
        start = tick.day if tick else None
        question = f"When could you first do this? {can_do.text}"
        window = self.window()
        day = day_dialog.ask_day(question, start or today, today, self._theme, window, today, None, start is None)
        if day:
            self._tracker.set_tick(can_do, Tick(day))

    def log_time(self) -> None:
        """Ask for time that was spent on the skill."""
        from gui.study.log_dialog import LogDialog  # a calendar again

        LogDialog(self._tracker, self._theme, self._icons, self.window(), skill_id=self._skill_id).open()

    def _say_still_can(self) -> None:
        self._tracker.say_still_can(self._skill_id)

    def _ask_evidence(self, place: int, evidence_id: str = "") -> None:
        from gui.skill_detail.evidence_dialog import EvidenceDialog

        EvidenceDialog(self._tracker, self._theme, self._icons, self.window(), self._can_do(place), evidence_id).open()

    def _remove_evidence(self, place: int, evidence_id: str) -> None:
        if self._tracker.remove_evidence(evidence_id):
            self._rows[place].add_evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_address(self, address: str) -> None:
        from gui.files.link_opener import ask_to_open

        ask_to_open(address, self._theme, self.window())

    def _toggle_aside(self) -> None:
        self._tracker.set_aside(self._skill_id, self._skill_id not in self._tracker.progress.set_aside)

    def _toggle_counted_in(self) -> None:
        self._tracker.count_in(self._skill_id, self._skill_id not in self._tracker.progress.counted_in)

    def _choose(self, skill_id: str | None) -> None:
        choice = self._gap.choice
        if choice and not self._tracker.choose(choice.id, skill_id):
            self._show_choice(self._gap)


def _terms(gap: SkillGap) -> list[str]:
    """The words of the head that may be new."""
    found = [_STATE_TERMS[gap.state]] if gap.standing is not ScopeStatus.NOT_NEEDED else []
    if gap.standing is ScopeStatus.OPTIONAL:
        found.append("optional")
    elif gap.kind in _KIND_TERMS and gap.standing is not ScopeStatus.NOT_TAKEN:
        found.append(_KIND_TERMS[gap.kind])
    if gap.choice:
        found.append("one-of")
    return [*dict.fromkeys([*found, "can-do", "level"])]


def _direction(beside: bool) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
