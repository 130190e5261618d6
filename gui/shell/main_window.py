"""The main window: rail, top bar, pages, menus, banners, status bar and toast."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QStatusBar, QWidget

from gui.app.change import Origin
from gui.app.day_watch import DayWatch, tell_new_day
from gui.shell.closing import Closing
from gui.shell.commands import Commands
from gui.shell.file_commands import FileCommands
from gui.shell.help_commands import HelpCommands
from gui.shell.menu_table import GOAL, NEW_ROADMAP, OWN_ROADMAP, PAGES, SKILL_MENU, goal_commands, menu_commands
from gui.shell.navigation import Navigation
from gui.shell.navigation_rail import NavigationRail
from gui.shell.notices import Notices
from gui.shell.page_stack import PageStack
from gui.shell.preference_commands import PreferenceCommands
from gui.shell.skill_commands import SkillCommands
from gui.shell.state_banners import AsOfBanner, ReadOnlyBanner
from gui.shell.top_bar import TopBar
from gui.shell.undo_keys import UndoKeys
from gui.shell.window_memory import WindowMemory
from gui.theme.style_sheet import style_sheet
from gui.widgets.banner import BannerStack
from gui.widgets.change_lock import ChangeLock
from gui.widgets.file_drop import IMPORTED, FileDrop
from gui.widgets.focus_follower import FocusFollower
from gui.widgets.labels import Separator
from gui.widgets.row_copy import copy_from
from gui.widgets.status_bar import StatusLine
from roadmaps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.import_export import Copies
    from gui.backups.protocols import BackupRepository
    from gui.files.save_dialogs import WriteFile
    from gui.shell.command_palette import CommandPalette
    from gui.theme.icons import Icons
    from gui.theme.palette import Mode, Theme
    from gui.widgets.explanation import ExplanationPanel
    from gui.widgets.toast import Toast
    from roadmaps.gap.explanation import Explanation

_PAINTED_AT_LAST_MS = 3000
SMALLEST = (800, 500)


class MainWindow(FocusFollower, QMainWindow):
    """Creates its parts and connects them; each does its work in a module of its own."""

    first_painted = Signal()
    """The window was painted for the first time; what was not needed for that can be loaded now."""
    example_wanted = Signal(str)
    """Show the example person on the roadmap of this id."""
    log_wanted = Signal()
    """The user wants to read the log."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        version: str,
        write_file: WriteFile,
        copies: Copies,
        first_page: str = "",
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._is_painted = False
        self._roadmap = tracker.roadmap
        self._memory = WindowMemory(settings, self)
        self._first_page = first_page
        self._day = tracker.today
        self.setWindowTitle("Skillgap")
        # A window that starts minimised is not painted, but must become ready all the same.
        QTimer.singleShot(_PAINTED_AT_LAST_MS, self._tell_painted)
        self.setWindowIcon(icons.icon("logo", "accent", 64))
        self.setMinimumSize(*SMALLEST)
        # Before anything else follows the theme: setting a style sheet restores earlier palettes.
        theme.changed.connect(self._restyle)
        theme.resized.connect(self.make_anew)
        self.lock = ChangeLock(tracker, self)
        self.pages = PageStack(tracker, theme, icons, settings, self._explain)
        self.banners = BannerStack(theme, icons)
        self.files = FileCommands(tracker, theme, icons, settings, write_file, copies, self.banners, self)
        self.skill_commands = SkillCommands(tracker, theme, icons, self)
        self.help_commands = HelpCommands(tracker, settings, theme, icons, version, self)
        self.navigation = Navigation(tracker, theme, icons, self)
        FileDrop(self, lambda path, _: self.files.import_given(path), *IMPORTED)
        self.preferences = PreferenceCommands(tracker, settings, theme, icons, self)
        self.commands = Commands(self, self.lock)
        self.commands.add(menu_commands(self, tracker, theme))
        self.undo_action, self.redo_action = self.commands.action("edit.undo"), self.commands.action("edit.redo")
        self.example_action = self.commands.action("help.example")
        UndoKeys(self, ((self.undo_action, tracker.undo), (self.redo_action, tracker.redo)))
        self._make_frame()
        self.status = StatusLine(tracker.catalogue, theme, icons)
        self.notices = Notices(tracker, self)
        self.closing = Closing(self)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self.setStatusBar(bar)
        self._lay_out()
        self._connect_content()
        self._connect()
        self._restore()
        self.show_saved()
        self.setStyleSheet(style_sheet(theme))
        self.notices.tell_clock()
        self.day_watch = DayWatch(tracker, self)
        self.first_painted.connect(self._memory.start)
        self.first_painted.connect(self.day_watch.start)
        self.first_painted.connect(lambda: QTimer.singleShot(0, self, self.pages.complete))

    # Parts that the first page does not need, made when first used

    @cached_property
    def panel(self) -> ExplanationPanel:
        """The panel that explains numbers."""
        from gui.widgets.explanation import ExplanationPanel

        panel = ExplanationPanel(self, self._theme, self._icons)
        panel.skill_wanted.connect(self.navigation.open_skill)
        panel.hours_wanted.connect(self.skill_commands.change_hours_of)
        return panel

    @cached_property
    def command_palette(self) -> CommandPalette:
        """Every command, page, skill and note, found by typing."""
        from gui.shell.command_palette import CommandPalette

        return CommandPalette(self._tracker, self.commands, self._settings, self._theme, self._icons, self)

    @cached_property
    def toast(self) -> Toast:
        """The toast in the bar below the page."""
        from gui.widgets.toast import Toast

        toast = Toast(self._theme, self._icons)
        self.status.hold(toast)
        toast.undo_wanted.connect(self._tracker.undo)
        self.lock.hold(toast.undo)
        return toast

    def _make_frame(self) -> None:
        """Make what surrounds the pages."""
        tracker, theme, icons = self._tracker, self._theme, self._icons
        self.top_bar = TopBar(tracker, self.undo_action, self.redo_action, theme, icons)
        self.top_bar.goal.offer([self.commands.action(each) for each in (NEW_ROADMAP, *OWN_ROADMAP)])
        self.lock.hold(self.top_bar.goal)
        self.rail = NavigationRail(theme, icons)
        self.looking_back = AsOfBanner(tracker, theme, icons)
        self.read_only = ReadOnlyBanner(tracker, theme, icons)
        self._top_rule = Separator()

    def make_anew(self) -> None:
        """Make the pages and their frame anew, as they were: text has another size, or the week another first day.

        What is typed is kept as when the window closes, and each page remembers its place as at the end.
        """
        self.closing.save_typed()
        self._memory.save_pages()
        before, page, search = self.pages, self.pages.shown.name, self.top_bar.search.text()
        for name in ("panel", "toast", "command_palette"):
            if part := self.__dict__.pop(name, None):
                part.hide()
                part.deleteLater()
        self.pages.stop()
        self.pages = PageStack(self._tracker, self._theme, self._icons, self._settings, self._explain)
        if self._is_painted:
            self.pages.complete()
        self._make_frame()
        if area := self.takeCentralWidget():
            area.deleteLater()  # no longer in the window, whose style sheet it would follow until then
        self._lay_out()
        self._connect_content()
        self.pages.named(page)
        self.top_bar.search.setText(search)
        self.show_page(page)
        if page == "roadmap" and before.roadmap.is_editing:
            self.pages.roadmap.edit_as(before.roadmap)
        if self.isActiveWindow():
            self.pages.shown.take_focus()

    def _lay_out(self) -> None:
        area = QWidget()
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        column = (self.top_bar, self._top_rule, self.looking_back, self.read_only, self.banners, self.pages)
        grid.addWidget(self.rail, 0, 0, len(column), 1)
        for place, widget in enumerate(column):
            grid.addWidget(widget, place, 1)
        grid.setRowStretch(len(column) - 1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(area)

    def _connect_content(self) -> None:
        go, pages, files = self.navigation, self.pages, self.files
        for name, title, _, keys in PAGES:
            self.rail.add_page(name, title, name, keys)
        pages.skill_menu_wanted.connect(lambda menu: self.skill_commands.fill(menu, self.commands))
        self.rail.add_preferences()
        self.rail.preferences_wanted.connect(self.preferences.show)
        self.rail.page_wanted.connect(go.show_page)
        self.top_bar.goal.wanted.connect(self._set_goal)
        self.top_bar.search.textChanged.connect(go.search)
        self.top_bar.search.left_downwards.connect(go.go_on_into_list)
        self.top_bar.readiness.explanation_wanted.connect(pages.explain_readiness)
        pages.new_skill_wanted.connect(self.skill_commands.new_skill)
        pages.page_wanted.connect(go.go_to)
        pages.skill_wanted.connect(go.open_skill)
        pages.skill_opened.connect(go.show_in_skills)
        pages.roadmap_wanted.connect(go.open_roadmap)
        pages.sheet_wanted.connect(files.export_sheet)
        pages.planned.connect(lambda: self.toast.offer(("Show in plan", partial(go.go_to, "plan"))))
        pages.picture_wanted.connect(self.save_picture)
        pages.import_wanted.connect(files.import_everything)
        pages.example_wanted.connect(self.want_example)
        pages.search_cleared.connect(self.top_bar.search.clear)
        pages.asking_changed.connect(self._show_readiness)

    def _connect(self) -> None:
        tracker, notices, files = self._tracker, self.notices, self.files
        skill_menu = self.commands.menu(SKILL_MENU)
        skill_menu.aboutToShow.connect(lambda: self.skill_commands.offer(skill_menu, self.commands))
        files.done.connect(notices.tell_done)
        files.written.connect(notices.offer_to_show)
        files.failed.connect(self._tell_not_done)
        files.imported.connect(self._show_imported)
        files.restored.connect(self._show_restored)
        files.exported.connect(self.closing.note_written)
        tracker.worth_a_toast.connect(notices.tell_change)
        tracker.failed.connect(notices.tell_failure)
        tracker.note_unkept.connect(partial(notices.tell_unsaved, "Note not saved"))
        tracker.unconfirmed.connect(partial(notices.tell_unsaved, "Saved, but not confirmed by the disk"))
        tracker.refused.connect(notices.tell)
        tracker.catalogue_changed.connect(
            lambda: self.commands.replace(GOAL, goal_commands(tracker), before=NEW_ROADMAP)
        )
        tracker.changed.connect(self._follow)
        tracker.undo_stack.moved.connect(notices.name_undo)
        tracker.catalogue_changed.connect(lambda: self.status.show_catalogue(tracker.catalogue))
        notices.name_undo()

    # Following changes

    def _follow(self, change: Change) -> None:
        if not change.is_edit:
            self.notices.name_undo()
        if change.origin is Origin.CLOCK:
            self._follow_day()
            return
        if Kind.GOAL in change.kinds:
            self.commands.refresh(*OWN_ROADMAP)
        if Kind.GOAL in change.kinds and (self._tracker.roadmap.id != self._roadmap.id or not change.is_edit):
            self._roadmap = self._tracker.roadmap
            self.notices.tell_goal()
        self.hide_panel()
        self.show_saved()

    def show_saved(self) -> None:
        """Say that everything is saved."""
        self.closing.note_saved()
        self.notices.tell_saved()

    def _follow_day(self) -> None:
        """The date or the time zone changed: open dialogs follow, too."""
        before, self._day = self._day, self._tracker.today
        self.hide_panel()
        self.notices.tell_clock()
        tell_new_day(self, before, self._day)

    def hide_panel(self) -> None:
        """Hide the panel, since what it explains has changed or is no longer shown."""
        if "panel" in self.__dict__:
            self.panel.leave()

    # What the user does

    def _show_readiness(self) -> None:
        """Hide readiness while quick assess asks questions, so that it cannot influence the answers."""
        is_asked = self.pages.is_shown("assess") and self.pages.assess.is_asking
        self.top_bar.hide_readiness(is_asked)

    def show_page(self, name: str) -> None:
        """Show a page, with the search that is typed in."""
        self.navigation.show_page(name)

    def frame_page(self, name: str) -> None:
        """Show or hide the frame around a page: the welcome page has none."""
        is_welcome = name == "welcome"
        for part in (self.rail, self.top_bar, self._top_rule):
            part.setVisible(not is_welcome)
        if not is_welcome:
            self.rail.show_page(name)
        self._show_readiness()
        self.notices.tell_first_steps()

    def set_mode(self, mode: Mode) -> None:
        """Switch the colours, and remember that for the next start."""
        self.preferences.set_look(self._theme.look._replace(mode=mode))

    def _tell_not_done(self, sentence: str) -> None:
        self.closing.note_failed()
        self.notices.tell_not_done(sentence)

    def use_backups(self, repository: BackupRepository, remember: Callable[[], object]) -> None:
        """Back the file up from now on, and offer to restore a backup; ``remember`` is called after that."""
        self.files.use_backups(repository, remember, self.status)
        self.commands.refresh("file.restore")

    def _show_imported(self) -> None:
        self.navigation.go_to("skills")
        self.notices.tell_clock()

    def _show_restored(self) -> None:
        self.notices.tell_clock()
        if self.pages.is_shown("welcome"):
            self.show_page("skills")
        self.pages.shown.take_focus()  # the focused button may be gone

    def save_picture(self, name: str, draw: Callable[[str], Callable[[], bytes]]) -> None:
        """Ask for a file, and save a picture."""
        self.files.save_picture(name, draw)

    def want_example(self) -> None:
        """Ask for the example person, on the chosen roadmap."""
        is_asked = self.pages.is_shown("welcome")
        roadmap = self.pages.welcome.chosen if is_asked else self._tracker.roadmap
        if roadmap.is_own:  # the example person has the shipped ones
            roadmap = next(iter(self._tracker.catalogue.roadmaps.values()))
        self.example_wanted.emit(roadmap.id)

    def show_source(self, source_id: str) -> None:
        """Show the title of an article on the Sources tab."""
        self.navigation.show_source(source_id)

    def show_palette(self) -> None:
        """Offer everything that can be done or opened; the goal comes before that."""
        if not self.pages.is_shown("welcome"):
            self.command_palette.open()

    def copy_selected(self) -> None:
        """Copy the selected text or rows."""
        if not copy_from(QApplication.focusWidget()):
            self.notices.tell("Nothing is selected that could be copied")

    def name_file(self, path: Path) -> None:
        """Say in the title which file this is, since it is not the usual one."""
        self.setWindowTitle(f"{path.name} – Skillgap")

    def come_to_front(self) -> None:
        """Bring the window to the front: the program was started again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _set_goal(self, roadmap_id: str) -> None:
        if not self._tracker.edits.set_goal(roadmap_id):
            self.top_bar.goal.choose(self._tracker.roadmap.id)

    def _explain(self, explanation: Explanation, anchor: QWidget) -> None:
        self.panel.explain(explanation, anchor)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run a command whose shortcut another keyboard layout hides from Qt."""
        action = self.commands.for_key(event)
        if action:
            action.trigger()
        else:
            super().keyPressEvent(event)

    # Appearance

    def _restyle(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))
        self.setWindowIcon(self._icons.icon("logo", "accent", 64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Report the first paint."""
        super().paintEvent(event)
        if not self._is_painted:
            QTimer.singleShot(0, self._tell_painted)

    def _tell_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Dismiss the panel, since what it points at has moved."""
        super().resizeEvent(event)
        if "panel" in self.__dict__:
            self.panel.dismiss()

    # Closing

    def changeEvent(self, event: QEvent) -> None:
        """Remember everything when the user switches to another window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._is_painted:
            if self.isActiveWindow():
                self.day_watch.look()
                self._memory.start()
            else:
                self._memory.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed and remember the window, unless something keeps it open."""
        if not self.closing.may_close():
            event.ignore()
            return
        self._memory.stop()
        self._settings.write()
        self.pages.stop(wait=not self.closing.is_forced)
        self.files.stop()
        super().closeEvent(event)

    def leave(self) -> None:
        """Close at once, whatever would keep the window open: the process has to end."""
        self.closing.is_forced = True
        self.close()

    def keep_all(self) -> bool:
        """Write to disk whatever is only in memory, since the session may end; whether all of it is there."""
        is_saved = self.closing.save_typed()
        self.remember()
        self._settings.write()
        self.files.back_up_now()
        return is_saved

    def remember(self) -> None:
        """Remember the window and its pages for the next start."""
        self._memory.save()

    def _restore(self) -> None:
        self._memory.restore_place()
        self.show_page(self._first_page or self._memory.page if self._tracker.events() else "welcome")
        self.pages.shown.take_focus()
