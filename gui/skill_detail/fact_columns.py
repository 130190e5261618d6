"""Below the can-dos of the detail pane: levels, prerequisites, hours, sources, notes and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from gui.app.date_format import locale_forms
from gui.skill_detail.entries import history_lines, level_lines, prerequisite_links, reason_lines, unlocked_links
from gui.skill_detail.facts import DetailSection, HistoryList, LevelTable, ResourceList, SkillLinks, SourceList
from gui.skill_detail.note_field import NoteField
from gui.widgets.buttons import LinkButton, NumberButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.term import TermSign
from roadmaps.gap.explanation import estimate_text, explain_hours
from roadmaps.study import logged_sessions, minutes_logged
from roadmaps.text.text_format import hours_text, logged_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.study.log_view import StudyLog
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Skill
    from roadmaps.gap import SkillGap
    from roadmaps.gap.explanation import Explanation

_SESSIONS_SHOWN = 5


class FactColumns(QBoxLayout):
    """What there is to know of a skill, in two columns where there is room, else in one."""

    skill_wanted = Signal(str)
    """The user followed a link to another skill."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, explain: Callable[[Explanation, QWidget], None]
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._tracker, self._theme, self._icons, self._explain = tracker, theme, icons, explain
        self._study: StudyLog | None = None
        self._levels = LevelTable(theme, rows=len(tracker.catalogue.roles) + 1)
        self._needs = SkillLinks("Needs first", theme, icons)
        self._unlocks = SkillLinks("Unlocks", theme, icons)
        for links in (self._needs, self._unlocks):
            links.skill_wanted.connect(self.skill_wanted)
        self._log_section = DetailSection("Study log", theme)
        self._remark_section = DetailSection("Remark", theme)
        self._remark = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self._remark_section.column.addWidget(self._remark)
        self._why_terms = TermSign(("article", "one-of"), theme, icons)
        self._sources = SourceList("Why it is on the list", theme, icons, self._why_terms)
        self._resources = ResourceList("Learn from", theme, icons)
        self._history = HistoryList("History", theme)
        hours, notes = self._hours_section(), self._notes_section()
        left = (self._levels, self._needs, self._unlocks, hours, self._log_section, self._remark_section)
        right = (self._sources, self._resources, notes, self._history)
        self.setSpacing(24)
        self.setContentsMargins(0, 8, 0, 0)
        # The first heading on the right has a sign beside it that is higher than the words.
        above = (self._why_terms.sizeHint().height() - QFontMetrics(theme.font("caption", bold=True)).height()) // 2
        for sections, top in ((left, above), (right, 0)):
            half = QVBoxLayout()
            half.setContentsMargins(0, max(0, top), 0, 0)
            half.setSpacing(16)
            for section in sections:
                half.addWidget(section)
            half.addStretch()
            self.addLayout(half, 1)

    def _hours_section(self) -> DetailSection:
        section = DetailSection("Hours", self._theme)
        self._hours = NumberButton(self._theme).wrapping()
        self._hours.clicked.connect(lambda: self._explain(explain_hours(self._gap, locale_forms()), self._hours))
        self._hours_basis = PlainLabel(role="caption", tone="muted", theme=self._theme).wrapping().selectable()
        self._logged = PlainLabel(tone="text2", theme=self._theme)
        line = FlowLayout()
        line.addWidget(self._hours)
        line.addWidget(self._logged)
        section.column.addLayout(line)
        section.column.addWidget(self._hours_basis)
        self.change_hours = LinkButton("Change the hours …", self._theme, self._icons)
        self.change_hours.clicked.connect(self._ask_hours)
        ChangeLock(self._tracker, self.change_hours).hold(self.change_hours)
        section.column.addWidget(self.change_hours)
        return section

    def _ask_hours(self) -> None:
        from gui.own_skills.hours_dialog import HoursDialog

        HoursDialog(self._tracker, self._theme, self._icons, self.change_hours.window(), self._gap.skill.id).open()

    def _notes_section(self) -> DetailSection:
        section = DetailSection("My notes", self._theme)
        self.note = NoteField(self._tracker)
        self.note.setFixedHeight(4 * self.note.fontMetrics().lineSpacing() + 18)
        self._whole_note = LinkButton("Show the whole note", self._theme, self._icons)
        self._whole_note.clicked.connect(self._show_whole_note)
        self._whole_note.hide()
        self.note.shortened.connect(self._whole_note.setVisible)
        section.column.addWidget(self.note)
        section.column.addWidget(self._whole_note)
        return section

    def arrange(self, *, is_wide: bool) -> None:
        """Use two columns, or one."""
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if direction is not self.direction():
            self.setDirection(direction)
            self.setSpacing(24 if is_wide else 16)

    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in the order of reading."""
        study = [self._study.table, *self._study.buttons] if self._study else []
        links = [*self._sources.links, *self._resources.links, self.note, self._whole_note]
        return [
            *self._needs.links,
            *self._unlocks.links,
            self._hours,
            self.change_hours,
            *study,
            self._why_terms,
            *links,
        ]

    def show_skill(self, gap: SkillGap) -> None:
        """Show what there is to know of a skill."""
        self._gap = gap
        tracker, skill = self._tracker, gap.skill
        self._levels.show_lines(level_lines(tracker, gap), are_ours=not skill.is_own)
        self._needs.show_entries(prerequisite_links(tracker, gap))
        self._unlocks.show_entries(unlocked_links(tracker, gap))
        self._hours.setVisible(bool(gap.left))
        self._hours.show_number(
            f"{hours_text(gap.hours_left, locale_forms())} left", ", depending on choice" if gap.is_open_choice else ""
        )
        self._hours_basis.setText(estimate_text(skill, locale_forms()))
        self._show_study(skill)
        self._remark.setText(skill.note)
        self._remark_section.setVisible(bool(skill.note))
        self._sources.show_entries(reason_lines(tracker, gap))
        self._resources.show_entries(skill.resources)
        self._history.show_lines(history_lines(tracker, gap))

    def _show_study(self, skill: Skill) -> None:
        """The table is made when there is something in it: most skills have no study time at first."""
        sessions = logged_sessions(self._tracker.progress, skill.id)
        minutes = minutes_logged(sessions, self._tracker.day)
        self._logged.setText(f"{logged_text(minutes, locale_forms())} logged" if minutes else "")
        self._logged.setVisible(bool(minutes))  # an empty line would separate the heading from the estimate
        self._log_section.setVisible(bool(sessions))
        if sessions and not self._study:
            from gui.study.log_view import StudyLog

            self._study = StudyLog(
                self._tracker, self._theme, self._icons, skill_id=skill.id, most_rows=_SESSIONS_SHOWN
            )
            self._log_section.column.addWidget(self._study)
        if self._study:
            self._study.show_skill(skill.id)

    def _show_whole_note(self) -> None:
        from gui.widgets.long_text import LongTextDialog

        skill, window = self._gap.skill, self.note.window()
        text = self._tracker.drafts.text(skill.id)
        dialog = LongTextDialog(f"Note on {skill.name}", text, "Remove the note", self._theme, window)
        dialog.removed.connect(lambda: self._tracker.edits.write_note(skill.id, ""))
        ChangeLock(self._tracker, dialog).hold(dialog.remove)
        dialog.open()
