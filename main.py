"""Skillgap: the one file that knows every part; it wires them and starts."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gui.diagnostics.system_check import LIBRARIES, NOT_STARTED, has_display, is_there, no_window_sentence, qt_sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from gui.backups.import_export import Copies
    from gui.backups.stop_dialog import SalvageResult
    from gui.clock import WallClock
    from gui.diagnostics.error_handler import ErrorHandler
    from gui.shell.main_window import MainWindow
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event
    from store.backup_repository import BackupRepository

__version__ = "0.1.0"

NOT_OPENED = 1
"""Exit status: the file was not opened."""
SAFE_PAGE = "skills"
"""What a start after a crash opens, whatever was shown before."""
_CHARTS_AFTER_MS = 1500
_TURN_SECONDS = 0.0005
"""How long a thread may keep Python's lock while another one waits. Each event of the window that comes to our code
waits once, so that ten times as long, which is usual, adds up to a third of a second beside a chart that is made."""
_BEFORE_QT = (
    "gui.clock",
    "gui.ini_file",
    "roadmaps.text.links",
    "roadmaps.gap.assessment",
    "roadmaps.study.disuse",
    "roadmaps.gap.explanation",
    "roadmaps.gap.search",
    "roadmaps.gap.measure",
    "roadmaps.text.glossary",
    "roadmaps.journal",
    "roadmaps.text.limits",
    "roadmaps.study.study_log",
    "store.backup_repository",
)
"""What a start needs and can do without Qt, with all that it imports itself."""
_PACKAGES = ("PySide6-Essentials", "sqlite-utils", "matplotlib", "tomli")


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns its exit status."""
    options = _parser().parse_args(arguments)
    if options.doctor:
        return doctor(options.data)
    _begin()
    try:
        import PySide6.QtWidgets  # noqa: F401  # the first import of Qt, where a missing library shows
    except ImportError as error:
        sys.stderr.write(qt_sentence(error) + "\n")
        return NOT_STARTED
    if not has_display():
        sys.stderr.write(no_window_sentence() + "\n")
        return NOT_STARTED
    return run(options.data)


def run(data: Path | None, after_first_paint: Callable[[MainWindow], None] | None = None) -> int:
    """Open the file and the window, and stay until it is closed."""
    _begin()

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gui.diagnostics.guarded_overrides import guard_overrides

    guard_overrides()  # before our widgets are defined, so that each is looked at once

    from gui.app.date_format import locale_forms
    from gui.clock import WallClock
    from gui.diagnostics.crashes import CrashWatch
    from gui.diagnostics.error_handler import ErrorHandler, leave_qt_alone, watch_qt
    from gui.diagnostics.garbage_collection import GarbageCollector
    from gui.diagnostics.log import Log
    from gui.files.save_dialogs import last_folder
    from gui.places import default_data_file, settings_file, state_folder
    from gui.settings import Settings
    from gui.shell.main_window import MainWindow
    from gui.startup.expected_file import Expectation, bring_to_front, open_or_ask, tell_not_opened
    from gui.startup.shutdown import Shutdown
    from gui.startup.single_instance import InstanceClaim, SingleInstance
    from gui.theme.icons import Icons
    from gui.theme.palette import Mode, Theme
    from gui.tracker import Tracker
    from gui.unsaved_notes import UnsavedNotes
    from roadmaps.catalogue import load_catalogue
    from roadmaps.faults import Fault
    from store.atomic_files import make_private_folder, write_atomically
    from store.backup_repository import BackupRepository
    from store.errors import StoreError

    log, crashes = Log(state_folder()), CrashWatch(state_folder())
    watch_qt(log, lambda: ends.keep_at_last())
    # Fusion by argument: asking a running application for its style would cost more than all of our colours.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("Skillgap")
    application.setDesktopFileName("skillgap")
    errors = ErrorHandler(application, log)
    errors.install()
    ends = Shutdown(application)
    ends.listen()
    sys.setswitchinterval(_TURN_SECONDS)
    crashes.begin()
    data_file = data or default_data_file()
    settings = Settings(settings_file())
    theme = Theme(application, Mode.read(settings.text("window/colours")))
    vault, clock = BackupRepository(data_file, time_text=lambda moment: locale_forms().time(moment)), WallClock()
    expectation = Expectation(data_file, settings)
    vault.before_replacing = expectation.expect
    tell = partial(tell_not_opened, vault=vault, data_file=data_file, settings=settings, theme=theme, clock=clock)
    with ExitStack() as held:
        held.callback(leave_qt_alone)
        held.callback(ends.remove)
        held.callback(errors.remove)
        held.callback(crashes.end)
        try:
            place = vault.path  # refuses what can be no file of ours, before anything is made for it
            make_private_folder(data_file.parent)
            instance = SingleInstance(place)
            match instance.take():
                case InstanceClaim.RAISED:
                    return 0
                case InstanceClaim.SILENT:
                    raise StoreError(
                        f"{data_file} is open in another Skillgap, which isn’t responding. Nothing was changed. "
                        "It may still be closing: wait a moment, then start Skillgap again, or end the other one first."
                    )
            held.callback(instance.release)
            asking = instance.raise_wanted.connect(bring_to_front)
            opened = open_or_ask(vault, data_file, settings, theme, clock, save_what_can_be_read, instance.listen)
            if opened is None:
                return NOT_OPENED
            journal, told = opened
            held.enter_context(journal)
            catalogue = load_catalogue()
        except Fault as fault:
            tell(str(fault))
            return NOT_OPENED
        except OSError as error:
            reason = f"{data_file.parent} cannot be used for your file: {error.strerror or error}."
            tell(f"{reason} Start Skillgap with --data and another location.")
            return NOT_OPENED
        if ended := errors.note_crashes(crashes.left()):
            settings.set_text("window/page", SAFE_PAGE)  # the one that was shown may end the program again
        try:
            tracker = Tracker(catalogue, journal, clock, journal)
            expectation.follow(tracker)
            unsaved = UnsavedNotes(data_file, settings)
            saved_late = "" if journal.read_only else unsaved.take_up(tracker)
            window = MainWindow(tracker, theme, Icons(theme), settings, __version__, write_atomically, copies())
        except Exception as error:
            errors.tell_before_the_window(error)
            return NOT_OPENED
        instance.raise_wanted.disconnect(asking)
        instance.raise_wanted.connect(window.come_to_front)
        # sqlite-utils takes longer to import than the window to open: it is fetched while the person looks at the page.
        preparation = threading.Thread(target=journal.warm_up, name="prepare-writing")
        # Not waited for at the end: the folder of the last export may be on a network that is gone.
        tidying = threading.Thread(target=tidy_up, args=(vault, last_folder(settings)), name="tidy-up", daemon=True)
        window.first_painted.connect(tidying.start)
        if after_first_paint:
            window.first_painted.connect(partial(after_first_paint, window))
        garbage = GarbageCollector(application)
        window.first_painted.connect(garbage.start)
        window.pages.charts_warmed.connect(garbage.spare)
        window.first_painted.connect(instance.listen)
        window.first_painted.connect(preparation.start)
        window.first_painted.connect(lambda: expectation.remember(tracker.stand))
        window.first_painted.connect(lambda: window.use_backups(vault, lambda: expectation.remember(tracker.stand)))
        # After the person's first look, and long before they come to the charts.
        window.first_painted.connect(lambda: QTimer.singleShot(_CHARTS_AFTER_MS, window, window.pages.warm_charts))
        errors.tell_over(window)
        window.first_painted.connect(partial(errors.note_start, __version__))
        window.log_wanted.connect(errors.open_log)
        window.example_wanted.connect(lambda id: show_example(window, catalogue, id, theme, clock, errors))
        if ended:
            window.strips.tell_once("notice", ended, "Open the log", errors.open_log)
        window.tell_first([told, saved_late, settings.remark])
        application.saveStateRequest.connect(window.remember)
        window.show()
        ends.leave_by(window.leave, lambda: None if window.keep_all() else unsaved.hold(tracker))
        status = application.exec()
        settings.write()
        # From here on another start has to wait for the file, and not for this window.
        instance.stop_listening()
        if preparation.ident is not None:
            preparation.join()
        window.files.finish_backups()
        expectation.remember(tracker.stand)
        if ends.is_wanted:
            unsaved.hold(tracker)
    ends.end_process(status)
    return status


def show_example(
    window: MainWindow, catalogue: Catalogue, roadmap_id: str, theme: Theme, clock: WallClock, errors: ErrorHandler
) -> None:
    """Show a made-up person in place of the user's own window; what does it is loaded when it is wanted."""
    from gui.shell.example_window import show_example

    show_example(window, catalogue, roadmap_id, theme, clock, errors.tell_over)


def tidy_up(vault: BackupRepository, exports: Path | None) -> None:
    """Remove what a run that was killed left half written: beside the file, in its backups, and where it exported."""
    from store.atomic_files import remove_leftovers

    for folder in (vault.folder.parent, vault.folder, exports):
        if folder is not None:
            remove_leftovers(folder)


def copies() -> Copies:
    """How everything is exported and imported; what does it is loaded when it is first wanted."""
    from gui.backups.import_export import Copies

    def write(path: Path, events: Sequence[Event], watch: Callable[[float], object]) -> str:
        from store.copies import export

        return export(path, events, __version__, watch)

    def read(path: Path, watch: Callable[[float], object]) -> Sequence[Event]:
        from store.copies import read_copy

        return read_copy(path, watch)

    return Copies(write, read)


def _begin() -> None:
    """Import what can do without Qt, before Qt: that looks through the source of every module imported after it."""
    # Nothing that is made while starting becomes garbage soon: collecting it meanwhile only takes time.
    gc.disable()
    for name in _BEFORE_QT:
        import_module(name)


def save_what_can_be_read(path: Path, to: Path) -> SalvageResult:
    """Write what can be read of a damaged file into a new one; what does it is loaded when it is wanted."""
    from store.salvage import save_salvaged

    return save_salvaged(path, to)


def doctor(data: Path | None) -> int:
    """Say what is there and what is missing; the exit status is 0 when all is well."""
    import platform

    lines: list[tuple[bool, str, str]] = [
        (True, "Skillgap", __version__),
        (True, "Python", f"{platform.python_version()} on {platform.platform()}"),
    ]
    if sys.platform == "linux":
        lines += [
            (is_there(library), library.file, "there" if is_there(library) else f"missing: package {library.package}")
            for library in LIBRARIES
        ]
    lines += [(version != "missing", name, version) for name in _PACKAGES for version in [_version(name)]]
    lines.append(
        (has_display(), "screen", "there" if has_display() else "none: DISPLAY and WAYLAND_DISPLAY are not set")
    )
    data_file = data
    try:
        from gui.diagnostics.log import NAME
        from gui.places import default_data_file, state_folder

        data_file = data or default_data_file()
        lines.append((True, "log", str(state_folder() / NAME)))
    except ImportError as error:
        lines.append((False, "Qt", qt_sentence(error)))
    if data_file:
        from store.examination import examine

        lines.append((True, "data folder", str(data_file.parent)))
        lines += [(finding.ok, finding.check, finding.finding) for finding in examine(data_file)]
    width = max(len(name) for _, name, _ in lines)
    for ok, name, text in lines:
        sys.stdout.write(_printable(f"{'ok ' if ok else 'NOT'}  {name:{width}}  {text}\n"))
    return 0 if all(ok for ok, _, _ in lines) else NOT_OPENED


def _printable(text: str) -> str:
    """A text with what this terminal cannot show, such as a path that is no text, spelled out."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="skillgap", description="See what stands between you and the other role: data scientist or ML engineer."
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="use this file instead of the one in the data folder")
    parser.add_argument("--doctor", action="store_true", help="check libraries, versions, folders and the file")
    parser.add_argument("--version", action="version", version=f"Skillgap {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
