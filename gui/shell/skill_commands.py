"""The commands of the Skill menu, which act on the selected skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.gap import ScopeStatus

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gui.app.tracker import Tracker
    from gui.shell.main_window import MainWindow
    from gui.shell.page_stack import PageStack
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import SkillGap


class SkillCommands:
    """Acts on the selection of the current page; does nothing if no skill is selected."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, window: MainWindow) -> None:
        self._tracker = tracker
        self._theme, self._icons, self._window = theme, icons, window

    @property
    def _pages(self) -> PageStack:
        return self._window.pages

    def _selected(self) -> SkillGap | None:
        skill_id = self._pages.shown.shown_skill
        return self._tracker.gap.skills[skill_id] if skill_id else None

    def tick_next(self) -> None:
        """Tick the next can-do."""
        if self._pages.is_shown("roadmap"):
            can_do = self._pages.roadmap.next_can_do()
        else:
            gap = self._selected()
            can_do = gap.next_can_do if gap else None
        if can_do:
            self._tracker.edits.set_ticked([can_do], True)

    def mark_known_before(self) -> None:
        """Record that the user could do this before."""
        can_dos, name = self._pages.shown.selected_can_dos()
        self._tracker.edits.mark_known_before(can_dos, name)

    def toggle_aside(self) -> None:
        """Set the skill aside, or bring it back."""
        gap = self._selected()
        if gap and gap.scope_status is not ScopeStatus.NOT_NEEDED:
            self._tracker.edits.set_aside(gap.skill.id, gap.scope_status is not ScopeStatus.SET_ASIDE)

    def name_aside(self, action: QAction) -> None:
        """Let the command say which of the two it will do."""
        gap = self._selected()
        action.setText("Bring &back" if gap and gap.scope_status is ScopeStatus.SET_ASIDE else "Set &aside")

    def log_time(self) -> None:
        """Ask for time spent on the skill; on any skill if none is selected."""
        gap = self._selected()
        self.log_time_for(gap.skill.id if gap else "")

    def log_time_for(self, skill_id: str) -> None:
        """Ask for time spent on a skill; on any skill if the id is empty."""
        from gui.study.log_dialog import LogDialog

        if self._pages.is_shown("welcome"):
            return  # the goal comes before anything else
        LogDialog(self._tracker, self._theme, self._icons, self._window, skill_id=skill_id).open()

    def confirm_skill(self) -> None:
        """Record that the user still knows what is ticked."""
        gap = self._selected()
        if gap:
            self._tracker.log_edits.confirm_skill(gap.skill.id)
