"""The frame: rail, top bar, pages, menus, status bar, toast and strips."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QStatusBar, QWidget

from gui.day_watch import DayWatch, tell_new_day
from gui.shell.as_of_banner import AsOfBanner
from gui.shell.commands import Commands
from gui.shell.file_commands import FileCommands
from gui.shell.navigation_rail import NavigationRail
from gui.shell.page_stack import PageStack
from gui.shell.read_only_banner import ReadOnlyBanner
from gui.shell.top_bar import TopBar
from gui.shell.undo_keys import UndoKeys
from gui.theme.palette import Mode
from gui.theme.style_sheet import style_sheet
from gui.widgets.banner import BannerStack
from gui.widgets.change_lock import ChangeLock
from gui.widgets.labels import Separator, as_shown, plain_tip, typed
from gui.widgets.status_bar import StatusLine
from roadmaps.gap import ScopeStatus
from roadmaps.gap.explanation import explain_readiness, unassessed_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gui.backups.import_export import Copies
    from gui.backups.protocols import BackupRepository
    from gui.files.save_dialogs import WriteFile
    from gui.pages.roadmap.map.form import MapForm
    from gui.settings import Settings
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.tracker import Tracker
    from gui.widgets.explanation_panel import ExplanationPanel
    from gui.widgets.toast import Toast
    from roadmaps.gap import SkillGap
    from roadmaps.gap.explanation import Explanation

_PAINTED_AT_LAST_MS = 3000
_REMEMBERED_EVERY_MS = 5000
SMALLEST = (800, 500)
FIRST_SIZE = (1280, 800)
_FRAME = (4, 36)
"""What the system may put around the window, in pixels across and down."""
FIRST_WORDS = "Nothing is ticked yet. Tick what you can do, or use Quick assess (Ctrl+2): one key per answer."
_CLOSE_AGAIN = "Close Skillgap again to quit without saving your note."
_PAGES = (
    ("skills", "Skills", "&Skills", "Ctrl+1"),
    ("assess", "Quick assess", "&Quick assess", "Ctrl+2"),
    ("roadmap", "Roadmap", "&Roadmap", "Ctrl+3"),
    ("progress", "Progress", "&Progress", "Ctrl+4"),
    ("plan", "Plan", "Pla&n", "Ctrl+5"),
    ("roles", "Roles", "R&oles", "Ctrl+6"),
)
_THEMES = ((Mode.SYSTEM, "Follow the &system"), (Mode.LIGHT, "&Light"), (Mode.DARK, "&Dark"))


class MainWindow(QMainWindow):
    """Wires pages to the tracker; holds no state of its own but where the person is."""

    first_painted = Signal()
    """The window stands on the screen for the first time: what is not needed for that can be fetched now."""
    example_wanted = Signal(str)
    """The example person is to be shown on the roadmap of this id."""
    log_wanted = Signal()
    """The person wants to read what went wrong."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        version: str,
        write_file: WriteFile,
        copies: Copies,
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._version = version
        self._is_painted = False
        self._has_held = False
        self._goal_notice = ""
        self._is_leaving = False
        self._is_forced = False
        self._before = ""
        self._day = tracker.today
        self._clock_said = ""
        self._not_done = ""
        self.setWindowTitle("Skillgap")
        # A window that starts minimised is not painted, but has to be as ready as any other.
        QTimer.singleShot(_PAINTED_AT_LAST_MS, self._tell_painted)
        self.setWindowIcon(icons.icon("logo", "accent", 64))
        self.setMinimumSize(*SMALLEST)
        # Before anything else follows the theme: a new style sheet puts back the palettes of before.
        theme.changed.connect(self._restyle)
        self.commands = Commands(self)
        self.undo_action, self.redo_action = QAction("&Undo", self), QAction("&Redo", self)
        self.top_bar = TopBar(tracker.catalogue.roadmaps.values(), self.undo_action, self.redo_action, theme, icons)
        self.rail = NavigationRail(theme, icons)
        self.looking_back = AsOfBanner(tracker, theme, icons)
        self.read_only = ReadOnlyBanner(tracker, theme, icons)
        self.strips = BannerStack(theme, icons)
        self.status = StatusLine(tracker.catalogue, theme, icons)
        self._top_rule = Separator()
        self.pages = PageStack(tracker, theme, icons, settings, self._explain)
        self.lock = ChangeLock(tracker, self)
        self.files = FileCommands(tracker, theme, icons, settings, write_file, copies, self.strips, self)
        self._lay_out()
        self._make_commands()
        self._connect()
        self._restore()
        self._show_progress()
        self.setStyleSheet(style_sheet(theme))
        self._tell_clock()
        # Sizes, places and what is open change with nearly everything that is done; they are looked at now and then.
        self._remembering = QTimer(self)
        self._remembering.setInterval(_REMEMBERED_EVERY_MS)
        self._remembering.timeout.connect(self.remember)
        self.first_painted.connect(self._remembering.start)
        self.day_watch = DayWatch(tracker, self)
        self.first_painted.connect(self.day_watch.start)

    # Parts. What the first page can do without is made when it is first wanted.

    @cached_property
    def panel(self) -> ExplanationPanel:
        """The panel that explains numbers."""
        from gui.widgets.explanation_panel import ExplanationPanel

        panel = ExplanationPanel(self, self._theme, self._icons)
        panel.skill_wanted.connect(self._open_skill)
        return panel

    @cached_property
    def toast(self) -> Toast:
        """The toast in the bar below the page."""
        from gui.widgets.toast import Toast

        toast = Toast(self._theme, self._icons)
        self.status.hold(toast)
        toast.undo_wanted.connect(self._tracker.undo)
        self.lock.hold(toast.undo)
        return toast

    def _lay_out(self) -> None:
        area = QWidget()
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        column = (self.top_bar, self._top_rule, self.looking_back, self.read_only, self.strips, self.pages)
        grid.addWidget(self.rail, 0, 0, len(column), 1)
        for place, widget in enumerate(column):
            grid.addWidget(widget, place, 1)
        grid.setRowStretch(len(column) - 1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(area)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self.setStatusBar(bar)

    def _make_commands(self) -> None:
        add, tracker = self.commands.add, self._tracker
        add("&File", "&Export …", self.files.export, "Ctrl+E")
        add("&File", "Save the &map as a picture …", self.pages.save_map, "Ctrl+Shift+S")
        self.commands.separate("&File")
        add("&File", "E&xport everything …", self.files.export_everything)
        self.lock.hold(add("&File", "&Import …", self.files.import_everything), on_any_day=True)
        self.restore_action = add("&File", "&Restore a backup …", self.files.restore_backup)
        self.lock.hold(self.restore_action, ready=False, on_any_day=True)
        self.commands.separate("&File")
        add("&File", "&Quit", self.close, "Ctrl+Q")
        self.commands.add_action("&Edit", self.undo_action, "Ctrl+Z")
        self.commands.add_action("&Edit", self.redo_action, "Ctrl+Shift+Z", "Ctrl+Y")
        self.undo_action.triggered.connect(tracker.undo)
        self.redo_action.triggered.connect(tracker.redo)
        UndoKeys(self, ((self.undo_action, tracker.undo), (self.redo_action, tracker.redo)))
        self.commands.separate("&Edit")
        add("&Edit", "&Find", self._find, "Ctrl+F", "Ctrl+K", "F3")
        for name, title, entry, keys in _PAGES:
            self.rail.add_page(name, title, name, keys)
            add("&Go", entry, partial(self._go_to, name), keys)
        add("&Go", "&Back", self._go_back, "Alt+Left")
        add("&Go", "&List", self._focus_list, "Ctrl+L")
        for roadmap in tracker.catalogue.roadmaps.values():
            goal = f"Goal: {roadmap.from_role.short_name} → {roadmap.to_role.short_name}"
            self.lock.hold(add("&Go", typed(goal), partial(tracker.set_goal, roadmap.id)))
        self.lock.hold(self.top_bar.goal)
        first = len(self.commands.menu("&Skill").actions())
        add("&Skill", "&Tick the next can-do", self._tick_next, "Ctrl+Return")
        add("&Skill", "I &could already do this", self._say_before, "Ctrl+B")
        self._aside = add("&Skill", "Set &aside", self._toggle_aside, "Ctrl+D")
        add("&Skill", "&Log time …", self._log_time, "Ctrl+T")
        add("&Skill", "I still &know this", self._say_still_can, "Ctrl+Shift+B")
        self.lock.hold(*self.commands.menu("&Skill").actions()[first:])
        add("&Skill", "Show on the &other page", self._show_on_other_page, "Ctrl+J")
        self.commands.menu("&Skill").aboutToShow.connect(self._name_skill_commands)
        group = QActionGroup(self)
        for mode, text in _THEMES:
            action = add("&View", text, partial(self.set_mode, mode))
            action.setCheckable(True)
            action.setChecked(mode is self._theme.mode)
            group.addAction(action)
        self.commands.separate("&View")
        add("&View", "Map lar&ger", lambda: self._map_shown().zoom_in(), "Ctrl++")
        add("&View", "Map s&maller", lambda: self._map_shown().zoom_out(), "Ctrl+-")
        add("&View", "Map to f&it", lambda: self._map_shown().fit(), "Ctrl+0")
        add("&View", "&What’s left", lambda: self._map_shown().show_left())
        self.commands.separate("&View")
        add("&View", "&Full screen", self._toggle_full_screen, "F11", "Alt+Return")
        add("&Help", "&Keys", self.show_keys, "F1")
        self.example_action = add("&Help", "See an e&xample", self._want_example)
        add("&Help", "Open the &log", self.log_wanted.emit)
        add("&Help", "&About Skillgap", self.show_about)

    def _connect(self) -> None:
        tracker, stack = self._tracker, self._tracker.stack
        self.rail.page_wanted.connect(self.show_page)
        self.top_bar.goal.wanted.connect(self._set_goal)
        self.top_bar.search.textChanged.connect(self._search)
        self.top_bar.search.left_downwards.connect(self._go_on_into_list)
        self.top_bar.readiness.explanation_wanted.connect(self._explain_readiness)
        pages, files = self.pages, self.files
        pages.page_wanted.connect(self._go_to)
        pages.skill_wanted.connect(self._open_skill)
        pages.skill_opened.connect(self._show_in_skills)
        pages.roadmap_wanted.connect(self._open_roadmap)
        pages.picture_wanted.connect(files.save_picture)
        pages.import_wanted.connect(files.import_everything)
        pages.example_wanted.connect(self._want_example)
        pages.search_cleared.connect(self.top_bar.search.clear)
        pages.asking_changed.connect(self._show_readiness)
        files.done.connect(self._tell_done)
        files.failed.connect(self._tell_not_done)
        files.imported.connect(self._show_imported)
        files.restored.connect(self._show_restored)
        files.exported.connect(self._leave_if_wanted)
        tracker.worth_a_toast.connect(self._tell_deed)
        tracker.failed.connect(self._tell_failure)
        tracker.note_unkept.connect(self._tell_unkept)
        tracker.unconfirmed.connect(self._tell_unconfirmed)
        tracker.refused.connect(lambda sentence: self.toast.tell(sentence, can_undo=False))
        tracker.looked_back.connect(self._name_undo)
        tracker.progress_changed.connect(self._show_progress)
        tracker.goal_changed.connect(self._tell_goal)
        tracker.day_turned.connect(self._follow_day)
        stack.moved.connect(self._name_undo)
        self._name_undo()

    # What holds

    def _show_progress(self) -> None:
        self._hide_panel()
        gap = self._tracker.gap
        self.top_bar.goal.choose(gap.roadmap.id)
        self.top_bar.readiness.show_gap(gap)
        self.strips.dismiss("trouble")
        self._has_held = False
        started = bool(self._tracker.events())
        if self._tracker.read_only:
            self.status.show_saved("Read-only", saved=False)
        else:
            self.status.show_saved("Saved" if started else "Nothing to save yet")
        self._tell_first_words()

    def _tell_first_words(self) -> None:
        """On the pages with a list, while nothing is ticked: what to do first."""
        is_listed = self.pages.is_shown("skills") or self.pages.is_shown("roadmap")
        if is_listed and not self._tracker.progress.is_measured:
            self.strips.tell("notice", FIRST_WORDS)
        elif self.strips.text("notice") == FIRST_WORDS:
            self.strips.dismiss("notice")

    def _tell_goal(self) -> None:
        """On another goal: why readiness may be lower than somebody who comes from that role expects."""
        told, self._goal_notice = self._goal_notice, unassessed_text(self._tracker.gap)
        if self._goal_notice:
            self.strips.tell("notice", self._goal_notice)
        elif told and self.strips.text("notice") == told:
            self.strips.dismiss("notice")

    def _tell_deed(self, deed: str) -> None:
        self.toast.tell(deed)

    def tell_first(self, sentences: Sequence[str]) -> None:
        """Tell what a start has to tell, together with what the clock says."""
        text = " ".join(filter(None, (self._tracker.clock_warning, *sentences)))
        if text:
            self.strips.tell("notice", text)

    def _tell_clock(self) -> None:
        """Say once that the clock is behind what was recorded, and no longer when it is right again."""
        before, self._clock_said = self._clock_said, self._tracker.clock_warning
        shown = self.strips.text("notice")
        if before and before in shown:
            left = shown.replace(before, self._clock_said).strip()
            if left and left != shown:
                self.strips.tell("notice", left)
            elif not left:
                self.strips.dismiss("notice")
        elif self._clock_said and not before:
            self.strips.tell("notice", self._clock_said)

    def _follow_day(self) -> None:
        """Today is another day, or the time zone another one: what is open over the pages follows, too."""
        before, self._day = self._day, self._tracker.today
        self._hide_panel()
        self._tell_clock()
        tell_new_day(self, before, self._day)

    def _hide_panel(self) -> None:
        """What it explained is no longer so, or no longer shown."""
        if "panel" in self.__dict__:
            self.panel.leave()

    def _hide_toast(self) -> None:
        if "toast" in self.__dict__:
            self.toast.hide()

    def _tell_failure(self, sentence: str) -> None:
        self._hide_toast()
        self.strips.tell("trouble", sentence)
        self.status.show_saved("Last change not saved", saved=False)
        self.top_bar.goal.choose(self._tracker.roadmap.id)

    def _tell_unkept(self, sentence: str) -> None:
        self.strips.tell("trouble", sentence)
        self.status.show_saved("Note not saved", saved=False)

    def _tell_unconfirmed(self, sentence: str) -> None:
        self.strips.tell("trouble", sentence)
        self.status.show_saved("Saved, but not confirmed by the disk", saved=False)

    def _name_undo(self) -> None:
        stack = self._tracker.stack
        for action, verb, deed in (
            (self.undo_action, "&Undo", stack.next_undo),
            (self.redo_action, "&Redo", stack.next_redo),
        ):
            action.setText(f"{verb}: {typed(deed.text)}" if deed else verb)
            action.setToolTip(plain_tip(as_shown(action.text())))
            self.lock.hold(action, ready=deed is not None)
        self.status.show_next_undo(stack.undo_text)
        # A toast offers to undo what it tells of, so it goes when something else comes.
        self._hide_toast()

    # What the person does

    def _show_readiness(self) -> None:
        """Hidden while a card of quick assess is asked, so that it cannot sway the answer."""
        is_asked = self.pages.is_shown("assess") and self.pages.assess.is_asking
        self.top_bar.hide_readiness(is_asked)

    def show_page(self, name: str) -> None:
        """Show a page, with the search that is typed in."""
        page = self.pages.named(name)
        if page is not self.pages.shown:
            self._before = self.pages.shown.name
            self.pages.shown.keep_typed()
            self.pages.shown.set_search("")
            self._hide_panel()
        holder = QApplication.focusWidget() or self
        held_focus = self.pages.isAncestorOf(holder) or (holder is self.top_bar.search and page.name == "assess")
        self.pages.setCurrentWidget(page)
        if held_focus:
            # What had the focus is hidden now, and Qt would hand it to whatever comes first on the page.
            page.take_focus()
        is_welcome = page.name == "welcome"
        self.rail.setVisible(not is_welcome)
        for part in (self.top_bar, self._top_rule):
            part.setVisible(not is_welcome)
        if not is_welcome:
            self.rail.show_page(page.name)
        self._show_readiness()
        self._tell_first_words()
        page.set_search(self.top_bar.search.text())

    def _map_shown(self) -> MapForm:
        """The map, after going to it."""
        self.show_page("roadmap")
        self.pages.roadmap.show_map()
        return self.pages.roadmap.map

    def _go_back(self) -> None:
        """To what was shown before: the list under a detail, else the page before this one."""
        if not self.pages.shown.go_back() and self._before:
            self.show_page(self._before)
            self.pages.shown.take_focus()

    def _go_to(self, name: str) -> None:
        self.show_page(name)
        self._focus_list()

    def set_mode(self, mode: Mode) -> None:
        """Switch the colours and remember it."""
        self._theme.set_mode(mode)
        self._settings.set_text("window/colours", mode.value)

    def _tell_done(self, sentence: str) -> None:
        if self.strips.text("trouble") == self._not_done:
            self.strips.dismiss("trouble")  # other trouble is not solved by a file that was written
        self.toast.tell(sentence, can_undo=False)

    def _leave_if_wanted(self) -> None:
        """Close now, if the person wanted to while a file was being made."""
        if self._is_leaving:
            self.close()

    def _tell_not_done(self, sentence: str) -> None:
        self._is_leaving = False  # the person has to see why
        self._hide_toast()
        self._not_done = sentence
        self.strips.tell("trouble", sentence)

    def use_backups(self, vault: BackupRepository, remember: Callable[[], object]) -> None:
        """Back the file up from now on, and offer to go back; ``remember`` is called when that was done."""
        self.files.use_backups(vault, remember, self.status)
        self.lock.hold(self.restore_action, on_any_day=True)

    def _show_imported(self) -> None:
        self._go_to("skills")
        self._tell_clock()

    def _show_restored(self) -> None:
        self._tell_clock()
        if self.pages.is_shown("welcome"):
            self.show_page("skills")
        self.pages.shown.take_focus()  # the button that led here may be gone

    def _want_example(self) -> None:
        is_asked = self.pages.is_shown("welcome")
        roadmap = self.pages.welcome.chosen if is_asked else self._tracker.roadmap
        self.example_wanted.emit(roadmap.id)

    def show_keys(self) -> None:
        """Show every key in a window of its own."""
        from gui.shell.keys_dialog import KeysDialog

        KeysDialog(self.commands.key_lines(), self._theme, self._icons, self).open()

    def show_about(self) -> None:
        """Say what this is."""
        from PySide6.QtWidgets import QMessageBox

        text = (
            f"Skillgap {self._version}\n\n"
            "See what stands between you and the other role: data scientist or ML engineer.\n"
            "Your data stays in one file on this computer."
        )
        box = QMessageBox(QMessageBox.Icon.NoIcon, "About Skillgap", text, QMessageBox.StandardButton.Close, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def come_to_front(self) -> None:
        """Another start asked for this window."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _set_goal(self, roadmap_id: str) -> None:
        if not self._tracker.set_goal(roadmap_id):
            self.top_bar.goal.choose(self._tracker.roadmap.id)

    def _search(self, text: str) -> None:
        if text and self.pages.shown is not self.pages.listed:
            self.show_page(self.pages.listed.name)  # what was found stands there
        self.pages.shown.set_search(text)

    def _find(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _focus_list(self) -> None:
        self.pages.shown.focus_list()

    def _go_on_into_list(self) -> None:
        self._search(self.top_bar.search.text())
        self._focus_list()

    def _open_skill(self, skill_id: str) -> None:
        if self.pages.shown is not self.pages.listed:
            self.show_page(self.pages.listed.name)
            self.pages.listed.take_focus()
        self.pages.listed.open_skill(skill_id)

    def _show_in_skills(self, skill_id: str) -> None:
        self.show_page("skills")
        self.pages.skills.open_skill(skill_id)
        self.pages.skills.take_focus()

    def show_source(self, source_id: str) -> None:
        """Show the title of an article on the Sources tab."""
        self._go_to("roles")
        self.pages.roles.show_source(source_id)

    def _open_roadmap(self, roadmap_id: str) -> None:
        self._tracker.set_goal(roadmap_id)
        if self._tracker.roadmap.id == roadmap_id:
            self._go_to("roadmap")

    def _explain_readiness(self, anchor: QWidget) -> None:
        self._explain(explain_readiness(self._tracker.gap), anchor)

    def _explain(self, explanation: Explanation, anchor: QWidget) -> None:
        self.panel.explain(explanation, anchor)

    def _selected(self) -> SkillGap | None:
        skill_id = self.pages.shown.shown_skill
        return self._tracker.gap.skills[skill_id] if skill_id else None

    def _tick_next(self) -> None:
        if self.pages.is_shown("roadmap"):
            can_do = self.pages.roadmap.next_can_do()
        else:
            gap = self._selected()
            can_do = gap.next_can_do if gap else None
        if can_do:
            self._tracker.set_ticked([can_do], True)

    def _say_before(self) -> None:
        can_dos, name = self.pages.shown.selected_can_dos()
        self._tracker.say_before(can_dos, name)

    def _toggle_aside(self) -> None:
        gap = self._selected()
        if gap and gap.standing is not ScopeStatus.NOT_NEEDED:
            self._tracker.set_aside(gap.skill.id, gap.standing is not ScopeStatus.SET_ASIDE)

    def _log_time(self) -> None:
        from gui.study.log_dialog import LogDialog

        if self.pages.is_shown("welcome"):
            return  # it comes before anything else that is said
        gap = self._selected()
        skill_id = gap.skill.id if gap else ""
        LogDialog(self._tracker, self._theme, self._icons, self, skill_id=skill_id).open()

    def _say_still_can(self) -> None:
        gap = self._selected()
        if gap:
            self._tracker.say_still_can(gap.skill.id)

    def _name_skill_commands(self) -> None:
        gap = self._selected()
        self._aside.setText("Bring &back" if gap and gap.standing is ScopeStatus.SET_ASIDE else "Set &aside")

    def _show_on_other_page(self) -> None:
        skill_id = self.pages.shown.shown_skill
        other = self.pages.skills if self.pages.is_shown("roadmap") else self.pages.roadmap
        self.show_page(other.name)
        if skill_id:
            other.open_skill(skill_id)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing else took: a command, by the place of its key on another keyboard layout."""
        action = self.commands.for_key(event)
        if action:
            action.trigger()
        else:
            super().keyPressEvent(event)

    # Looks

    def _restyle(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))
        self.setWindowIcon(self._icons.icon("logo", "accent", 64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is painted for the first time."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._tell_painted)

    def _tell_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What lies over the page follows it."""
        super().resizeEvent(event)
        if "panel" in self.__dict__:
            self.panel.dismiss()

    # Remembered

    def changeEvent(self, event: QEvent) -> None:
        """Leaving the window keeps where everything stands."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._is_painted:
            if self.isActiveWindow():
                self.day_watch.look()
                self._remembering.start()
            else:
                self._remembering.stop()
                self.remember()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed and where everything stands. A note that cannot be kept holds the window open once.

        Nothing holds it open where it has to close: what cannot be kept then is lost with the session.
        """
        is_kept = self._keep_typed()
        if not is_kept and not self._has_held and not self._is_forced:
            self._has_held = True
            self.strips.tell("trouble", f"{self.strips.text('trouble')} {_CLOSE_AGAIN}")
            event.ignore()
            return
        if (name := self.files.being_made) and not self._is_forced:
            self._is_leaving = True
            self.strips.tell("notice", f"{name} is still being written. Skillgap will close when it is done.")
            self.files.offer_to_cancel()
            event.ignore()
            return
        self._remembering.stop()
        self.remember()
        self._settings.write()
        self.pages.stop(wait=not self._is_forced)
        self.files.stop()
        super().closeEvent(event)

    def leave(self) -> None:
        """Close at once and ask nothing: the process has to end."""
        self._is_forced = True
        self.close()

    def keep_all(self) -> bool:
        """Put everything on disk that is only in memory, and go on: the session may end; whether all of it is there."""
        is_kept = self._keep_typed()
        self.remember()
        self._settings.write()
        self.files.back_up_now()
        return is_kept

    def remember(self) -> None:
        """Keep where everything stands for the next start."""
        for page in self.pages.made:
            page.remember()
        self._settings.set_blob("window/geometry", self.saveGeometry())
        self._settings.set_text("window/page", self.pages.shown.name)

    def _keep_typed(self) -> bool:
        """Keep what is typed on every page, whatever comes of another one; whether all of it is on disk."""
        kept = [page.keep_typed() for page in self.pages.made]
        return all(kept)

    def _restore(self) -> None:
        geometry = self._settings.blob("window/geometry")
        if geometry.isEmpty():
            # Frame and title bar are not known before the window is shown.
            room = self.screen().availableGeometry().size() - QSize(*_FRAME)
            self.resize(QSize(*FIRST_SIZE).boundedTo(room))
        else:
            self.resize(*FIRST_SIZE)
            # Qt moves a window whose screen is gone onto one that is there.
            self.restoreGeometry(geometry)
        before = self._settings.text("window/page")
        self.show_page("welcome" if not self._tracker.events() else before if before != "welcome" else "")
        self.pages.shown.take_focus()
