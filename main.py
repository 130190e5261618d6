"""Skillgap: the one module that knows every part; it wires them together and starts the program."""

from __future__ import annotations

import builtins
import gc
import os
import sys
import threading
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gui.diagnostics.system_check import NOT_STARTED, has_display, no_window_sentence, qt_sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from gui.app.clock import WallClock
    from gui.app.tracker import Tracker
    from gui.app.unsaved_notes import UnsavedNotes
    from gui.backups.import_export import Copies
    from gui.backups.stop_dialog import SalvageResult
    from gui.diagnostics.error_handler import ErrorHandler
    from gui.shell.main_window import MainWindow
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event
    from roadmaps.report import DataTable
    from store.backup_repository import BackupRepository
    from store.journal import Journal

__version__ = "0.1.0"

NOT_OPENED = 1
"""Exit status: the file was not opened."""
SAFE_PAGE = "skills"
"""The page that opens after a crash, whichever was shown before."""
_CHARTS_AFTER_MS = 1500
_TURN_SECONDS = 0.0005
"""The interpreter's switch interval. Its default of 5 ms stalls the window for about 0.3 s while charts are drawn."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    is_data = options.file and options.file.suffix.lower() == ".db"
    if is_data and options.data:
        parser.error(f"two files to open: {options.data} and {options.file}")
    if options.doctor:
        return doctor(options.data)
    if options.check:
        return check_roadmap(options.check)
    if options.install_desktop or options.uninstall_desktop:
        return change_menu_entry(is_wanted=options.install_desktop)
    try:
        _import_qt()  # where a missing library shows
    except ImportError as error:
        sys.stderr.write(qt_sentence(error) + "\n")
        return NOT_STARTED
    if not has_display():
        sys.stderr.write(no_window_sentence() + "\n")
        return NOT_STARTED
    return run(options.file if is_data else options.data, to_import=None if is_data else options.file)


def run(
    data: Path | None,
    after_first_paint: Callable[[MainWindow], None] | None = None,
    *,
    to_import: Path | None = None,
) -> int:
    """Open the file and the window, import what is given, and stay until it is closed; returns the exit status."""
    # Nothing that is made while starting becomes garbage soon: collecting it meanwhile only takes time.
    gc.disable()
    _import_qt()
    with ExitStack() as held:
        program = Program(data, held)
        status = program.open_file(to_import)
        if status is not None:
            return status
        window = program.make_window()
        if window is None:
            return NOT_OPENED
        program.plan_first_paint(window, after_first_paint)
        program.connect(window, to_import)
        status = program.stay(window)
    program.ends.end_process(status)
    return status


class Program:
    """One run of the program: what it has started. ``held`` ends that in the reverse order."""

    journal: Journal
    tracker: Tracker
    unsaved: UnsavedNotes

    def __init__(self, data: Path | None, held: ExitStack) -> None:
        """Start Qt, and what reports errors, before anything is opened."""
        from PySide6.QtWidgets import QApplication

        from gui.diagnostics.guarded_overrides import guard_overrides

        guard_overrides()  # before our widgets are defined, so that each is looked at once

        from gui.app.clock import WallClock
        from gui.app.date_format import start_week_on
        from gui.app.paths import default_data_file, settings_file, state_folder
        from gui.app.preferences import Preferences
        from gui.app.settings import Settings
        from gui.diagnostics.crashes import CrashWatch
        from gui.diagnostics.error_handler import ErrorHandler, leave_qt_alone, watch_qt
        from gui.diagnostics.log import Log
        from gui.startup.shutdown import Shutdown
        from gui.theme.palette import Theme
        from store.platform import lock, take

        log, self.crashes = Log(state_folder()), CrashWatch(state_folder(), lock, take)
        watch_qt(log, lambda: self.ends.keep_at_last())
        # Fusion by argument: asking a running application for its style would cost more than all of our colours.
        self.application = QApplication([*sys.argv[:1], "-style", "fusion"])
        self.application.setApplicationName("Skillgap")
        self.application.setDesktopFileName("skillgap")
        self.errors = ErrorHandler(self.application, log)
        self.errors.install()
        self.ends = Shutdown(self.application)
        self.ends.listen()
        sys.setswitchinterval(_TURN_SECONDS)
        self.crashes.begin()
        for end in (leave_qt_alone, self.ends.remove, self.errors.remove, self.crashes.end):
            held.callback(end)
        self.held = held
        self.settings = Settings(settings_file())
        self.preferences = Preferences(self.settings)
        self.theme = Theme(self.application, self.preferences.look)
        start_week_on(self.preferences.first_weekday)
        self.clock = WallClock()
        usual = self.preferences.data_file or default_data_file()
        self._use(data or usual, is_usual=data is None or data.absolute() == usual)
        self.notices: list[str] = []
        """What the start has to tell, once the window is there."""

    def _use(self, data_file: Path, *, is_usual: bool) -> None:
        """Open this file. The folder for backups that the user chose is that of their usual file."""
        from gui.app.date_format import locale_forms
        from gui.startup.expected_file import Expectation
        from store.backup_repository import BackupRepository

        self.data_file, self.is_usual_file = data_file, is_usual
        self.vault = BackupRepository(
            data_file,
            time_text=lambda moment: locale_forms().time(moment),
            backup_folder=self.preferences.backup_folder if is_usual else None,
            rule=self.preferences.retention,
        )
        self.expectation = Expectation(data_file, self.settings)
        self.vault.before_replacing = self.expectation.expect

    def _finds_moved_file(self) -> bool:
        """Whether to go on: False where the folder that the file was moved to is absent, and the user quits."""
        from gui.app.paths import default_data_file
        from gui.startup.expected_file import goes_without

        place = self.data_file
        if not self.is_usual_file or place != self.preferences.data_file or os.path.lexists(place.parent):
            return True
        usual = default_data_file()
        if not goes_without(place, usual, self.vault, self.settings, self.theme, self.clock):
            return False
        self.preferences.data_file = None
        self._use(usual, is_usual=True)
        return True

    def open_file(self, to_import: Path | None = None) -> int | None:
        """Become the only program that has the file open, and open it; the exit status where that fails."""
        from gui.startup.expected_file import bring_to_front, open_or_ask, tell_not_opened
        from gui.startup.single_instance import InstanceClaim, SingleInstance
        from roadmaps.catalogue import load_catalogue
        from roadmaps.faults import Fault
        from store.atomic_files import make_private_folder
        from store.errors import StoreError

        if not self._finds_moved_file():
            return NOT_OPENED
        data_file, vault, settings, theme, clock = self.data_file, self.vault, self.settings, self.theme, self.clock
        tell = partial(tell_not_opened, vault=vault, data_file=data_file, settings=settings, theme=theme, clock=clock)
        try:
            place = vault.path  # refuses what cannot be a file of ours, before anything is made for it
            make_private_folder(data_file.parent)
            self.instance = SingleInstance(place)
            match self.instance.take(to_import):
                case InstanceClaim.RAISED:
                    return 0
                case InstanceClaim.SILENT:
                    raise StoreError(
                        f"{data_file} is open in another Skillgap, which isn’t responding. Nothing was changed. "
                        "It may still be closing: wait a moment, then start Skillgap again, or end the other one first."
                    )
            self.held.callback(self.instance.release)
            self.asking = self.instance.raise_wanted.connect(bring_to_front)
            listen = self.instance.listen
            opened = open_or_ask(vault, data_file, settings, theme, clock, save_what_can_be_read, listen)
            if opened is None:
                return NOT_OPENED
            self.journal, told = opened
            self.notices.append(told)
            self.held.enter_context(self.journal)
            self.catalogue = load_catalogue()
        except Fault as fault:
            tell(str(fault))
            return NOT_OPENED
        except OSError as error:
            reason = f"{data_file.parent} can’t be used for your file: {error.strerror or error}."
            tell(f"{reason} Use --data to start Skillgap with a file somewhere else.")
            return NOT_OPENED
        return None

    def make_window(self) -> MainWindow | None:
        """The window over the file; none where that fails, which is reported."""
        from gui.app.tracker import Tracker
        from gui.app.unsaved_notes import UnsavedNotes
        from gui.shell.main_window import MainWindow
        from gui.theme.icons import Icons
        from store.atomic_files import write_atomically

        self.crash_notice = self.errors.note_crashes(self.crashes.left())
        try:
            self.tracker = Tracker(self.catalogue, self.journal, self.clock, self.journal)
            self.expectation.follow(self.tracker)
            self.unsaved = UnsavedNotes(self.data_file, self.settings)
            if not self.journal.read_only:
                self.notices.append(self.unsaved.take_up(self.tracker))
            icons = Icons(self.theme)
            write, page = write_atomically, SAFE_PAGE if self.crash_notice else ""  # the last one may end it again
            return MainWindow(self.tracker, self.theme, icons, self.settings, __version__, write, copies(), page)
        except Exception as error:
            self.errors.tell_before_the_window(error)
            return None

    def plan_first_paint(self, window: MainWindow, also: Callable[[MainWindow], None] | None) -> None:
        """Leave until after the first paint what it does not need; the steps are taken in the order of the list."""
        from PySide6.QtCore import QTimer

        from gui.diagnostics.garbage_collection import GarbageCollector
        from gui.files.save_dialogs import last_folder

        # Not waited for at the end: the folder of the last export may be on a network that is gone.
        exports = last_folder(self.settings)
        self.tidying = threading.Thread(target=tidy_up, args=(self.vault, exports), name="tidy-up", daemon=True)
        # sqlite-utils takes longer to import than the window to open: it is fetched while the user looks at the page.
        self.preparation = threading.Thread(target=self.journal.warm_up, name="prepare-writing")
        self.garbage = GarbageCollector(self.application)
        window.pages.charts_warmed.connect(self.garbage.spare)
        steps: list[Callable[[], object]] = [
            self.tidying.start,
            *([partial(also, window)] if also else []),
            self.garbage.start,
            self.instance.listen,
            self.preparation.start,
            self.remember_file,
            partial(window.use_backups, self.vault, self.remember_file),
            partial(self.offer_to_move, window),
            # After the user's first look, and long before they come to the charts.
            lambda: QTimer.singleShot(_CHARTS_AFTER_MS, window, lambda: window.pages.warm_charts()),
            partial(self.errors.note_start, __version__),
            window.help_commands.tell_whats_new,
        ]
        for step in steps:  # a signal holds no method's object, so each is an attribute
            window.first_painted.connect(step)

    def connect(self, window: MainWindow, to_import: Path | None) -> None:
        """Connect the window with what it cannot reach itself, and tell what the start has to tell."""
        from PySide6.QtCore import QTimer

        from store.checks import SQLITE_VERSION
        from store.platform import account_name

        self.instance.raise_wanted.disconnect(self.asking)
        self.instance.raise_wanted.connect(window.come_to_front)
        self.instance.file_given.connect(window.files.import_given)
        errors, catalogue = self.errors, self.catalogue
        errors.tell_over(window)
        if not self.is_usual_file:
            window.name_file(self.data_file)
        window.log_wanted.connect(errors.open_log)
        window.files.account_name = account_name
        window.help_commands.sqlite_version = SQLITE_VERSION
        window.example_wanted.connect(lambda id: show_example(window, catalogue, id, self.theme, self.clock, errors))
        if self.crash_notice:
            window.banners.tell_once(self.crash_notice, "Open the log", errors.open_log)
        window.notices.tell_first([*self.notices, self.settings.remark])
        if to_import:
            given = partial(window.files.import_at_start, str(to_import.absolute()))
            window.first_painted.connect(lambda: QTimer.singleShot(0, window, given))
        self.application.saveStateRequest.connect(window.remember)

    def offer_to_move(self, window: MainWindow) -> None:
        """Let the user move the file and its backups; another file than the usual one stays where they opened it."""
        from gui.startup.file_places import FilePlaces

        if self.is_usual_file:
            parts = self.instance, self.expectation, self.unsaved, self.tracker, self.settings
            window.preferences.places = FilePlaces(*parts)

    def stay(self, window: MainWindow) -> int:
        """Show the window until it is closed, then put on disk what is not yet; returns the exit status."""
        window.show()
        self.ends.leave_by(window.leave, lambda: None if window.keep_all() else self.unsaved.hold(self.tracker))
        status = self.application.exec()
        self.settings.write()
        # From here on another start has to wait for the file, and not for this window.
        self.instance.stop_listening()
        if self.preparation.ident is not None:
            self.preparation.join()
        window.files.finish_backups()
        self.remember_file()
        if self.ends.is_wanted:
            self.unsaved.hold(self.tracker)
        return status

    def remember_file(self) -> None:
        """Remember what the file holds now, so that the next start misses what is gone from it."""
        self.expectation.remember(self.tracker.revision)


def show_example(
    window: MainWindow, catalogue: Catalogue, roadmap_id: str, theme: Theme, clock: WallClock, errors: ErrorHandler
) -> None:
    """Show the example person in place of the user's own window."""
    from gui.shell.example_window import show_example

    show_example(window, catalogue, roadmap_id, theme, clock, errors.tell_over)


def tidy_up(vault: BackupRepository, exports: Path | None) -> None:
    """Remove what a run that was killed left half written: beside the file, in its backups, and where it exported."""
    from store.atomic_files import remove_leftovers

    for folder in (vault.folder.parent, vault.folder, exports):
        if folder is not None:
            remove_leftovers(folder)


def copies() -> Copies:
    """How everything is exported and imported; loaded at its first use."""
    from gui.backups.import_export import Copies

    def write(path: Path, events: Sequence[Event], watch: Callable[[float], object]) -> str:
        from store.copies import export

        return export(path, events, __version__, watch)

    def read(path: Path, watch: Callable[[float], object]) -> Sequence[Event]:
        from store.copies import read_copy

        return read_copy(path, watch)

    def database(events: Sequence[Event], tables: Sequence[DataTable]) -> bytes:
        from store.data_copy import data_copy

        return data_copy(events, tables)

    return Copies(write, read, database)


def _import_qt() -> None:
    """Import Qt without its import hook.

    PySide puts a hook before every later import: it reads the source of the module, to see whether it uses
    ``from __feature__ import …``. None of ours does.
    """
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plain


def save_what_can_be_read(path: Path, to: Path) -> SalvageResult:
    """Write what can be read of a damaged file into a new one."""
    from store.salvage import save_salvaged

    return save_salvaged(path, to)


def doctor(data: Path | None) -> int:
    """Check libraries, versions, folders and the file, and write what is found; the exit status is 0 if all is well."""
    from gui.diagnostics.doctor import write_report
    from store.examination import examine

    return 0 if write_report(__version__, data, examine) else NOT_OPENED


def check_roadmap(path: Path) -> int:
    """Write every mistake in a roadmap file; the exit status is 0 where there is none."""
    from roadmaps.catalogue import load_catalogue
    from roadmaps.own import read_file

    found = read_file(path, load_catalogue())
    told = [*found.mistakes, *found.remarks] or [f"{path}: no mistakes."]
    sys.stdout.write("".join(f"{line}\n" for line in told))
    return 1 if found.mistakes else 0


def change_menu_entry(*, is_wanted: bool) -> int:
    """Write the entry in the desktop's menus, or remove it; returns the exit status."""
    has_menus = sys.platform == "linux"
    if not has_menus:
        sys.stderr.write("Only Linux has menu entries to add. Nothing was changed.\n")
        return NOT_STARTED
    from gui.desktop.menu_entry import data_home, install, starting_command, uninstall

    try:
        changed = install(starting_command(Path(__file__)), data_home()) if is_wanted else uninstall(data_home())
    except OSError as error:
        sys.stderr.write(f"{error.filename} cannot be changed: {error.strerror}.\n")
        return NOT_STARTED
    sys.stdout.write("".join(f"{'Wrote' if is_wanted else 'Removed'} {path}\n" for path in changed))
    sys.stdout.write("Skillgap is in your menus now.\n" if is_wanted else "Skillgap is no longer in your menus.\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="skillgap", description="See what stands between you and the other role: data scientist or ML engineer."
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="use this file instead of the one in the data folder")
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="open this file (.db), or import anything else"
    )
    parser.add_argument("--doctor", action="store_true", help="check libraries, versions, folders and the file")
    parser.add_argument(
        "--check", type=Path, metavar="FILE", help="tell every mistake in a roadmap file, with its line"
    )
    menus = parser.add_mutually_exclusive_group()
    menus.add_argument("--install-desktop", action="store_true", help="add the menu entry, icons and file type (Linux)")
    menus.add_argument("--uninstall-desktop", action="store_true", help="remove them again; your data stays")
    parser.add_argument("--version", action="version", version=f"Skillgap {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
