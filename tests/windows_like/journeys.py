"""What a user does in a day, in a process that was made like Windows: ``python -m tests.windows_like.journeys``.

The arguments are the name of a journey, the folder with Windows' names, and what the journey takes. Each says what it
sees on standard output, one JSON value a line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.windows_like import become_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.files.save_dialogs import FileType
    from gui.shell.main_window import MainWindow


PICTURE = b"a picture that nobody had to draw" * 1000


def say(value: object) -> None:
    print(json.dumps(value), flush=True)  # noqa: T201


def all_operations(_folder: Path, *folders: str) -> None:
    """Every operation that the endurance run kills and refuses, undisturbed, each in its folder."""
    from contextlib import ExitStack

    from tests.endurance import operations

    vars(operations)["map_picture"] = lambda: PICTURE
    for operation, folder in zip(operations.OPERATIONS, folders, strict=True):
        with operation.world(), ExitStack() as held:
            deed = operation.begin(Path(folder), held)
            say([operation.name, deed.do(), deed.desk.differences() if deed.desk else []])


def day(folder: Path, file: str) -> None:
    """First start, tick, undo, exports, backup, restore and import, all through the window."""

    def work(window: MainWindow) -> None:
        import gui.backups.import_export
        import gui.shell.file_commands
        from store.copies import read_copy

        tracker, files = window._tracker, window.files  # noqa: SLF001
        scheduler = files.backups.scheduler if files.backups else None
        assert scheduler is not None
        can_dos = list(tracker.catalogue.can_dos.values())

        def where(_window: object, _title: str, name: str, types: Sequence[FileType], _settings: object) -> Path:
            return folder / f"{name}.{types[0].suffix}"

        def done() -> int:
            return len(tracker.progress.ticks)

        def export() -> list[str]:
            for asked in (gui.backups.import_export, gui.shell.file_commands):
                vars(asked)["ask_where"] = where
            files.exchange.export_everything()
            window.pages.save_map()
            return sorted(each.name for each in folder.glob("*.*") if each.suffix in (".json", ".png"))

        say(["first start", done(), (folder / file).exists()])
        tracker.edits.set_ticked(can_dos[:3], True, "three")
        say(["ticked", done(), (folder / file).exists()])
        tracker.undo()
        say(["undone", done()])
        tracker.redo()
        say(["exported", export()])
        scheduler.back_up_now()
        backup = scheduler.repository.backups()[0]
        say(["backed up", len(scheduler.repository.backups())])
        tracker.edits.set_ticked(can_dos[3:5], True, "two")
        scheduler.restore(backup.path, lambda work: work(lambda _share: None))
        say(["restored", done()])
        tracker.edits.set_ticked(can_dos[:1], False, "one")
        copy = next(folder.glob("*.json"))
        scheduler.replace(read_copy(copy), lambda work: work(lambda _share: None))
        say(["imported", done(), sorted(each.occasion for each in scheduler.repository.backups())])
        tracker.edits.set_ticked(can_dos[5:6], True, "one")
        say(["ticked again", done()])
        window.close()

    _run(folder / file, work)


def tick(folder: Path, file: str) -> None:
    """Tick one more, say how many are ticked, and stay until killed."""

    def work(window: MainWindow) -> None:
        tracker = window._tracker  # noqa: SLF001
        can_do = next(each for each in tracker.catalogue.can_dos.values() if each.id not in tracker.progress.ticks)
        tracker.edits.set_ticked([can_do], True, "one")
        say(len(tracker.progress.ticks))

    _run(folder / file, work)


def crash(folder: Path, file: str) -> None:
    """End by a fault of native code, as a defect in a library would."""
    import faulthandler

    def work(_window: MainWindow) -> None:
        faulthandler._sigsegv()  # type: ignore[attr-defined]  # noqa: SLF001

    _run(folder / file, work)


def look(folder: Path, file: str) -> None:
    """Say how many are ticked, and close."""

    def work(window: MainWindow) -> None:
        say(len(window._tracker.progress.ticks))  # noqa: SLF001
        window.close()

    _run(folder / file, work)


def hold(folder: Path, file: str) -> None:
    """Stay until another start raises the window."""
    from gui.shell.main_window import MainWindow

    def raised(window: MainWindow) -> None:
        say("raised")
        window.close()

    setattr(MainWindow, "come_to_front", raised)  # noqa: B010
    _run(folder / file, lambda _window: say("open"))


def doctor(folder: Path, file: str) -> None:
    """Write what ``--doctor`` writes."""
    import main

    sys.exit(main.main(["--doctor", "--data", str(folder / file)]))


def _run(file: Path, work: Callable[[MainWindow], object]) -> None:
    """Run the program, and ``work`` once it is ready; whatever goes wrong ends it."""
    import os
    import traceback

    import main

    def begin(window: MainWindow) -> None:
        from PySide6.QtCore import QTimer

        def guarded() -> None:
            try:
                work(window)
            except BaseException:
                traceback.print_exc()
                os._exit(3)

        QTimer.singleShot(0, guarded)

    sys.exit(main.run(file, begin))


if __name__ == "__main__":
    name, folder, *rest = sys.argv[1:]
    become_windows(folder)
    journey: Callable[..., Any] = globals()[name]
    journey(Path(folder), *rest)
