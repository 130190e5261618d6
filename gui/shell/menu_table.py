"""The commands of the main window, menu by menu."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from gui.shell.commands import Command, Writes
from gui.theme.palette import Mode
from gui.widgets.labels import typed
from roadmaps.text.limits import MOST_IN_A_MENU, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.app.tracker import Tracker
    from gui.shell.main_window import MainWindow
    from gui.theme.palette import Theme

PAGES = (
    ("skills", "Skills", "&Skills", "Ctrl+1"),
    ("assess", "Quick assess", "&Quick assess", "Ctrl+2"),
    ("roadmap", "Roadmap", "&Roadmap", "Ctrl+3"),
    ("ads", "Job ads", "&Job ads", "Ctrl+7"),
    ("progress", "Progress", "&Progress", "Ctrl+4"),
    ("plan", "Plan", "Pla&n", "Ctrl+5"),
    ("roles", "Roles", "R&oles", "Ctrl+6"),
)
"""Name, title, menu text and key of each page of the rail."""
FILE_MENU, SKILL_MENU = "&File", "&Skill"
_EDIT, _GO, _VIEW, _HELP = "&Edit", "&Go", "&View", "&Help"
_THEMES = ((Mode.SYSTEM, "Follow the &system"), (Mode.LIGHT, "&Light"), (Mode.DARK, "&Dark"))
StandardKey = QKeySequence.StandardKey
_FULL_SCREEN = (StandardKey.FullScreen, *(() if sys.platform == "darwin" else ("F11",)), "Alt+Return")
"""On macOS, F11 shows the desktop."""
_PROGRESS, _WHOLE_FILE = Writes.PROGRESS, Writes.FILE
GOAL, NEW_ROADMAP = "go.goal.", "go.new-roadmap"
"""How the ids of the commands that choose a goal begin; the command that comes after them."""
OWN_ROADMAP = ("go.rename-roadmap", "go.remove-roadmap")
"""What can be done with a goal of the user's own."""


def goal_commands(tracker: Tracker) -> list[Command]:
    """A command for each roadmap that there is now, to make it the goal."""
    return [
        Command(
            f"{GOAL}{each.id}", _GO, typed(f"Goal: {shown(one_line(each.short_name), MOST_IN_A_MENU)}"),
            partial(tracker.edits.set_goal, each.id), writes=_PROGRESS,
        )
        for each in tracker.catalogue.roadmaps.values()
    ]  # fmt: skip


def menu_commands(window: MainWindow, tracker: Tracker, theme: Theme) -> list[Command]:
    """Every command of the menus, in their order."""
    files, skill, go, stack = window.files, window.skill_commands, window.navigation, tracker.undo_stack

    def go_to(name: str, text: str, key: str) -> Command:
        return Command(f"go.{name}", _GO, text, partial(go.go_to, name), (key,))

    def on_skill(name: str, text: str, run: Callable[[], object], *keys: str, writes: Writes = _PROGRESS) -> Command:
        command_id = f"skill.{name}"
        return Command(
            command_id, SKILL_MENU, text, run, keys, writes=writes, ready=partial(skill.is_ready, command_id)
        )

    def set_mode(mode: Mode, text: str) -> Command:
        return Command(f"view.{mode.value}", _VIEW, text, partial(window.set_mode, mode), checked=mode is theme.mode)

    return [
        Command("file.export", FILE_MENU, "&Export …", files.export, ("Ctrl+E",)),
        Command(
            "file.save-map", FILE_MENU, "Save the &map as a picture …", lambda: window.pages.save_map(),
            ("Ctrl+Shift+S",),
        ),
        Command(
            "file.print", FILE_MENU, "&Print …", lambda: files.print_pages(window.pages.draw_map),
            (StandardKey.Print,),
        ),
        Command(
            "file.export-all", FILE_MENU, "E&xport everything …", lambda: files.exchange.export_everything(),
            after_line=True,
        ),
        Command("file.import", FILE_MENU, "&Import …", files.import_everything, writes=_WHOLE_FILE),
        Command(
            "file.import-roadmap", FILE_MENU, "Import a roa&dmap …", lambda: files.roadmap_import.ask(),
            writes=_PROGRESS,
            help="A roadmap that somebody shares as TOML, or a JSON file of roadmap.sh",
        ),
        Command(
            "file.restore", FILE_MENU, "&Restore a backup …", files.restore_backup,
            writes=_WHOLE_FILE, ready=lambda: files.backups is not None,
        ),
        Command(
            "file.quit", FILE_MENU, "&Quit", window.close, (StandardKey.Quit, "Ctrl+Q"), role=QAction.MenuRole.QuitRole,
            after_line=True,
        ),
        Command(
            "edit.undo", _EDIT, "&Undo", tracker.undo, (StandardKey.Undo,),
            writes=_PROGRESS, ready=lambda: stack.next_undo is not None,
        ),
        Command(
            "edit.redo", _EDIT, "&Redo", tracker.redo, ("Ctrl+Shift+Z", StandardKey.Redo, "Ctrl+Y"),
            writes=_PROGRESS, ready=lambda: stack.next_redo is not None,
        ),
        Command("edit.copy", _EDIT, "Cop&y", window.copy_selected, (StandardKey.Copy,), after_line=True),
        Command("edit.find", _EDIT, "&Find", go.find, (StandardKey.Find, "F3"), after_line=True),
        Command("edit.palette", _EDIT, "&Command palette …", window.show_palette, ("Ctrl+K",)),
        Command("edit.roadmap", _EDIT, "Edit the roa&dmap", go.edit_roadmap, writes=_PROGRESS, after_line=True),
        Command("edit.changes", _EDIT, "&What I changed …", lambda: window.pages.roadmap.show_changes()),
        Command(
            "edit.preferences", _EDIT, "Pr&eferences …", window.preferences.show, (StandardKey.Preferences, "Ctrl+,"),
            role=QAction.MenuRole.PreferencesRole, after_line=True,
        ),
        *(go_to(name, text, key) for name, _, text, key in PAGES),
        Command("go.back", _GO, "&Back", go.go_back, (StandardKey.Back,)),
        Command("go.list", _GO, "&List", go.focus_list, ("Ctrl+L",)),
        *goal_commands(tracker),
        Command(
            NEW_ROADMAP, _GO, "Ne&w roadmap …", go.new_roadmap, writes=_PROGRESS, after_line=True,
            help="From the skills of a role, a copy of another roadmap, or empty",
        ),
        *(
            Command(name, _GO, text, run, writes=_PROGRESS, ready=lambda: tracker.roadmap.is_own)
            for name, text, run in (
                (OWN_ROADMAP[0], "Rena&me roadmap …", go.rename_roadmap),
                (OWN_ROADMAP[1], "Remo&ve roadmap", go.remove_roadmap),
            )
        ),
        on_skill("tick", "&Tick the next can-do", skill.tick_next, "Ctrl+Return"),
        on_skill("before", "I &could already do this", skill.mark_known_before, "Ctrl+B"),
        on_skill("aside", "Set &aside", skill.toggle_aside, "Ctrl+D"),
        Command("skill.log-time", SKILL_MENU, "&Log time …", skill.log_time, ("Ctrl+T",), writes=_PROGRESS),
        on_skill("still-know", "I still &know this", skill.confirm_skill, "Ctrl+Shift+B"),
        on_skill("note", "Write a &note", skill.write_note, "Ctrl+Shift+N", writes=Writes.NOTHING),
        on_skill("first", "Put &first in my plan", skill.put_first),
        on_skill("other-page", "Show on the &other page", go.show_on_other_page, "Ctrl+J", writes=Writes.NOTHING),
        on_skill("job-ads", "Show in &job ads", skill.show_in_ads, writes=Writes.NOTHING),
        on_skill("copy-link", "Copy l&ink", skill.copy_link, writes=Writes.NOTHING),
        Command(
            "skill.new", SKILL_MENU, "Ne&w skill of your own …", skill.new_skill, writes=_PROGRESS, after_line=True
        ),
        on_skill("edit", "&Edit …", skill.edit_skill),
        on_skill("hours", "Change the &hours …", skill.change_hours),
        on_skill("delete", "&Delete", skill.delete_skill),
        *(set_mode(mode, text) for mode, text in _THEMES),
        Command(
            "view.text-larger", _VIEW, "Larger &text", partial(window.preferences.step_text, 1),
            (StandardKey.ZoomIn, "Ctrl++", "Ctrl+="), after_line=True,
        ),
        Command(
            "view.text-smaller", _VIEW, "Smaller te&xt", partial(window.preferences.step_text, -1),
            (StandardKey.ZoomOut, "Ctrl+-"),
        ),
        Command("view.text-normal", _VIEW, "&Normal text size", window.preferences.reset_text, ("Ctrl+0",)),
        Command("view.map-larger", _VIEW, "Map lar&ger", lambda: go.map.zoom_in(), after_line=True),
        Command("view.map-smaller", _VIEW, "Map s&maller", lambda: go.map.zoom_out()),
        Command("view.map-fit", _VIEW, "Map to f&it", lambda: go.map.fit()),
        Command("view.whats-left", _VIEW, "&What’s left", lambda: go.map.show_left()),
        Command(
            "view.full-screen", _VIEW, "&Full screen", window.toggle_full_screen, _FULL_SCREEN,
            after_line=True,
        ),
        Command("help.guide", _HELP, "&Guide", window.help_commands.show_guide, (StandardKey.HelpContents,)),
        Command("help.keys", _HELP, "&Keys", window.help_commands.show_keys, ("Shift+F1",)),
        Command("help.example", _HELP, "See an e&xample", window.want_example),
        Command("help.whats-new", _HELP, "What’s &new", window.help_commands.show_whats_new),
        Command("help.log", _HELP, "Open the &log", window.log_wanted.emit),
        Command(
            "help.about", _HELP, "&About Skillgap", window.help_commands.show_about, role=QAction.MenuRole.AboutRole
        ),
    ]  # fmt: skip
