"""The commands of the Skill menu, which act on the selected skill."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu

from gui.widgets.context_menu import add
from gui.widgets.labels import typed
from roadmaps.gap import ScopeStatus
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.shell.commands import Commands
    from gui.shell.main_window import MainWindow
    from gui.shell.page_stack import PageStack
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo
    from roadmaps.gap import SkillGap


_CONTEXT_MENU = (
    ("skill.tick", "skill.before", "skill.still-know", "skill.log-time", "skill.note"),
    ("skill.aside", "skill.first"),
    ("skill.other-page", "skill.job-ads"),
    ("edit.copy", "skill.copy-link"),
    ("skill.new", "skill.edit", "skill.hours", "skill.delete"),
)
_ICONS = {
    "skill.tick": "check",
    "skill.before": "carry",
    "skill.log-time": "clock",
    "skill.note": "note",
    "skill.aside": "aside",
    "skill.first": "raise",
    "skill.other-page": "roadmap",
    "skill.job-ads": "ads",
    "edit.copy": "copy",
    "skill.copy-link": "link",
    "skill.new": "new",
    "skill.edit": "edit",
    "skill.hours": "clock",
}


class SkillCommands:
    """Acts on the selection of the current page; does nothing if no skill is selected."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, window: MainWindow) -> None:
        self._tracker = tracker
        self._theme, self._icons, self._window = theme, icons, window
        self._is_offered = False
        """Whether a menu is open that offers the commands."""

    @property
    def _pages(self) -> PageStack:
        return self._window.pages

    def _selected(self) -> SkillGap | None:
        skill_id = self._pages.shown.shown_skill
        return self._tracker.gap.skills[skill_id] if skill_id else None

    def _all_selected(self) -> list[SkillGap]:
        return [self._tracker.gap.skills[skill_id] for skill_id in self._pages.shown.selected_skills()]

    # In menus

    def is_ready(self, command_id: str) -> bool:
        """Whether a command has something to do; always outside an open menu, because its key checks when pressed."""
        if not self._is_offered:
            return True
        ticked, gap = self._tracker.progress.ticks, self._selected()
        match command_id:
            case "skill.tick":
                return bool(self._next_can_dos())
            case "skill.before":
                return any(can_do.id not in ticked for can_do in self._pages.shown.selected_can_dos()[0])
            case "skill.aside":
                return bool(self._movable())
            case "skill.still-know":
                return gap is not None and any(can_do.id in ticked for can_do in gap.skill.can_dos)
            case "skill.first":
                return gap is not None and gap.counts and bool(gap.left)
            case "skill.job-ads":
                return gap is not None and self._is_asked(gap)
            case "skill.copy-link":
                return gap is not None and bool(gap.skill.resources)
            case "skill.edit" | "skill.delete":
                return gap is not None and gap.skill.is_own
            case _:
                return gap is not None

    def offer(self, menu: QMenu, commands: Commands) -> None:
        """Prepare the commands for a menu that opens: enable those that have something to do."""
        ids = [command.id for command in commands.all if command.id.startswith("skill.")]
        for command_id, icon in _ICONS.items():
            commands.action(command_id).setIcon(self._icons.icon(icon, "text2"))
        commands.action("skill.aside").setText(self._aside_text())
        other = "skills" if self._pages.is_shown("roadmap") else "roadmap"
        commands.action("skill.other-page").setText(f"Sh&ow on the {other} page")
        self._is_offered = True
        commands.refresh(*ids)
        menu.aboutToHide.connect(partial(self._end_offer, commands, ids))

    def _end_offer(self, commands: Commands, ids: list[str]) -> None:
        self._is_offered = False
        commands.refresh(*ids)

    def fill(self, menu: QMenu, commands: Commands) -> None:
        """Add what can be done with the selected skills to a context menu: the actions of the menu bar themselves."""
        self.offer(menu, commands)
        for place, group in enumerate(_CONTEXT_MENU):
            if place:
                menu.addSeparator()
            menu.addActions([commands.action(command_id) for command_id in group])
            if "skill.other-page" in group:
                menu.addMenu(self._resources(menu))

    def _resources(self, menu: QMenu) -> QMenu:
        from gui.skill_detail.facts import open_address

        resources, gap = QMenu("Open resource", menu), self._selected()
        resources.setIcon(self._icons.icon("book", "text2"))
        for each in gap.skill.resources if gap else ():
            add(resources, typed(each.title), partial(open_address, each.url))
        resources.setEnabled(not resources.isEmpty())
        return resources

    # What they do

    def _next_can_dos(self) -> list[CanDo]:
        several = self._all_selected()
        if len(several) < 2 and self._pages.is_shown("roadmap"):
            following = self._pages.roadmap.next_can_do()
            return [following] if following else []
        return [gap.next_can_do for gap in several if gap.next_can_do]

    def tick_next(self) -> None:
        """Tick the next can-do of each selected skill."""
        can_dos = self._next_can_dos()
        self._tracker.edits.set_ticked(can_dos, True, count_text(len(can_dos), "skill"))

    def mark_known_before(self) -> None:
        """Record that the user could do this before."""
        can_dos, name = self._pages.shown.selected_can_dos()
        self._tracker.edits.mark_known_before(can_dos, name)

    def toggle_aside(self) -> None:
        """Set the selected skills aside, or bring them back when all are."""
        if gaps := self._movable():
            self._tracker.edits.set_all_aside([gap.skill.id for gap in gaps], not _are_aside(gaps))

    def _movable(self) -> list[SkillGap]:
        """The selected skills that can be set aside, or, when all are, brought back."""
        gaps = [gap for gap in self._all_selected() if gap.scope_status is not ScopeStatus.NOT_NEEDED]
        return gaps if _are_aside(gaps) else [gap for gap in gaps if gap.scope_status is not ScopeStatus.SET_ASIDE]

    def _aside_text(self) -> str:
        """The text of the command: which of the two it does, and to how many skills."""
        gaps = self._movable()
        several = f"{len(gaps)} " if len(gaps) > 1 else ""
        return f"Bring {several}&back" if gaps and _are_aside(gaps) else f"Set {several}&aside"

    def put_first(self) -> None:
        """Put the skill first in the plan, as far as its prerequisites allow."""
        from roadmaps.plan import try_move
        from roadmaps.plan.explanation import held_back_text

        gap, tracker = self._selected(), self._tracker
        if gap is None or not gap.counts or not gap.left:
            return
        name, moves = gap.skill.short_name, tracker.progress.commitments.on(tracker.roadmap.id).moves
        try:
            tried = try_move(tracker.gap, moves, gap.skill.id, 0)
        except ValueError:
            tracker.refused.emit(f"{name} is the only skill in your plan")
            return
        held = held_back_text(tried.held_back) if tried.held_back else ""
        if not tried.moves_something:
            tracker.refused.emit(held or f"{name} comes first in your plan already")
        elif tried.before_id and tracker.plan_edits.move_before(tried.skill_id, tried.before_id):
            tracker.worth_a_toast.emit(held or f"Put {name} first in your plan")

    def write_note(self) -> None:
        """Go to the note on the skill."""
        if gap := self._selected():
            if not self._pages.is_shown("skills"):
                self._pages.skill_opened.emit(gap.skill.id)
            self._pages.skills.write_note()

    def show_in_ads(self) -> None:
        """Show the skill on the Job ads page, or say that no ad asks for it."""
        if not (gap := self._selected()):
            return
        if not self._is_asked(gap):
            self._window.notices.tell(f"None of your job ads asks for {gap.skill.short_name}")
            return
        self._window.show_page("ads")
        self._pages.ads.show_skill(gap.skill.id)

    def _is_asked(self, gap: SkillGap) -> bool:
        """Whether a job ad asks for a skill; reads no ad, and loads nothing, where there is none."""
        return bool(self._tracker.progress.ads) and gap.skill.id in self._pages.ad_book.asked

    def copy_link(self) -> None:
        """Copy the web addresses of the skill's resources, one per line."""
        if gap := self._selected():
            QApplication.clipboard().setText("\n".join(each.url for each in gap.skill.resources))

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

    # Skills of the user's own

    def new_skill(self, name: str = "", roadmap_id: str = "", stage_id: str = "") -> None:
        """Ask for a skill of the user's own; its roadmap is by default the goal, and its stage the last."""
        self._write_skill(name=name, roadmap_id=roadmap_id, stage_id=stage_id)

    def edit_skill(self) -> None:
        """Edit the selected skill, if it is the user's own."""
        if (gap := self._selected()) and gap.skill.is_own:
            self._write_skill(skill_id=gap.skill.id)

    def _write_skill(self, **about: str) -> None:
        from gui.own_skills.skill_dialog import SkillDialog

        if self._pages.is_shown("welcome"):
            return  # the goal comes before anything else
        dialog = SkillDialog(self._tracker, self._theme, self._icons, self._window, **about)
        dialog.kept.connect(self._pages.show_written)
        dialog.open()

    def delete_skill(self) -> None:
        """Delete the selected skill, if it is the user's own; its ticks are kept."""
        from roadmaps.own import edits

        if (gap := self._selected()) and gap.skill.is_own:
            toast = f"Deleted {gap.skill.name}. Its ticks are kept"
            self._tracker.own_edits.keep(edits.remove_skill(self._tracker.progress, gap.skill.id), "", toast=toast)

    def change_hours(self) -> None:
        """Ask for the user's own estimate of the selected skill."""
        if gap := self._selected():
            self.change_hours_of(gap.skill.id)

    def change_hours_of(self, skill_id: str) -> None:
        """Ask for the user's own estimate of a skill."""
        from gui.own_skills.hours_dialog import HoursDialog

        HoursDialog(self._tracker, self._theme, self._icons, self._window, skill_id).open()

    def confirm_skill(self) -> None:
        """Record that the user still knows what is ticked."""
        gap = self._selected()
        if gap:
            self._tracker.log_edits.confirm_skill(gap.skill.id)


def _are_aside(gaps: list[SkillGap]) -> bool:
    return all(gap.scope_status is ScopeStatus.SET_ASIDE for gap in gaps)
