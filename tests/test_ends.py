"""Told to end from outside, the program ends as it does by Quit: nothing is lost, and nothing is waited for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gui.app.unsaved_notes import SAVED
from roadmaps.journal import Event, replay
from store.backups import list_backups
from store.journal import Journal
from tests.examples import quick
from tests.posix import HANG_UP, KILL

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
PATIENCE = 60
SOON = 15
"""So many seconds are more than an end takes on a busy computer, and less than a session waits for a program."""
NOTE = "half a thought"
TODAY = date(2026, 11, 21)
ENDS = (signal.SIGTERM, HANG_UP, signal.SIGINT)

BEGIN = """
import json, os, signal, sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
import main
FILE = Path(sys.argv[1])

def say(value):
    print(json.dumps(value), flush=True)

def type_note(window, page="skills"):
    from gui.skill_detail.note_field import NoteField
    window.show_page(page)
    if page == "roadmap":
        window.pages.roadmap.show_list()
    window.pages.listed.open_skill("git")
    QApplication.processEvents()  # the detail pane is made and filled after the list is painted
    field = next(each for each in window.pages.shown.findChildren(NoteField) if each.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "half a thought")
"""
TYPING = """
def go(window):
    window.resize(1011, 701)
    type_note(window, sys.argv[2])
    say("ready")
sys.exit(main.run(FILE, go))
"""
ASKED = """
def go(window):
    type_note(window)
    def ask():
        from gui.skill_detail.day_dialog import ask_day
        from gui.files.save_dialogs import PNG, ask_where
        QTimer.singleShot(0, lambda: say("ready"))
        where = ask_where(window, "Save as a picture", "Map", (PNG,), window._settings)
        day = ask_day("And then?", window._tracker.today, None, window._theme, window)
        say([str(where), str(day)])
    QTimer.singleShot(0, ask)
sys.exit(main.run(FILE, go))
"""
MENU = """
def go(window):
    type_note(window)
    window.help_commands.show_keys()
    window.help_commands.show_about()
    menu = window.commands.menu("&File")
    QTimer.singleShot(0, lambda: (QTimer.singleShot(0, lambda: say("ready")), menu.exec()))
sys.exit(main.run(FILE, go))
"""
EXPORTING = """
import threading
def go(window):
    type_note(window)
    from gui.export.formats import FORMATS
    window.files.exporter.begin(FILE.with_name("Report.pdf"), FORMATS[0], lambda: threading.Event().wait(600))
    if sys.argv[2:] == ["cancel"]:
        window.files.offer_to_cancel()
        (cancel,) = [each for each in window.banners.findChildren(QPushButton) if each.text() == "Cancel"]
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
        QTimer.singleShot(0, window.close)
    say("ready")
sys.exit(main.run(FILE, go))
"""
FULL = """
from roadmaps.faults import Fault
from store.journal import Journal
def go(window):
    type_note(window)
    def append(journal, events):
        raise Fault("There is no room left.")
    Journal.append = append
    say("ready")
sys.exit(main.run(FILE, go))
"""
LOOK = """
from gui.app.unsaved_notes import SAVED
def look(window):
    say([SAVED] if SAVED in window.banners.text("notice") else [])
    window.close()
sys.exit(main.run(FILE, look))
"""
QUESTION = """
from gui.backups.stop_dialog import StopDialog
shown = StopDialog.showEvent
def tell(dialog, event):
    shown(dialog, event)
    QTimer.singleShot(0, lambda: say(dialog.title.text()))
StopDialog.showEvent = tell
sys.exit(main.run(FILE))
"""
BEFORE = """
from gui.startup.single_instance import SingleInstance
take = SingleInstance.take
def take_and_tell(instance, *given):
    os.kill(os.getpid(), signal.SIGTERM)
    return take(instance, *given)
SingleInstance.take = take_and_tell
sys.exit(main.run(FILE, lambda window: say("painted")))
"""
SESSION = """
def go(window):
    window.resize(1011, 701)
    type_note(window)
    def end_session():
        application = QApplication.instance()
        application.saveStateRequest.emit(None)
        application.commitDataRequest.emit(None)
        os.kill(os.getpid(), signal.SIGKILL)  # the session does not wait any longer
    QTimer.singleShot(0, end_session)
sys.exit(main.run(FILE, go))
"""


SCREEN = """
from PySide6.QtCore import qWarning
def go(window):
    type_note(window)
    qWarning("The X11 connection broke (error 1). Did the X11 server die?")
    os._exit(1)  # as Qt does
sys.exit(main.run(FILE, go))
"""


class Person:
    """Somebody with folders of their own."""

    def __init__(self, home: Path) -> None:
        self.file = home / "skillgap.db"
        self.settings = home / "config" / "skillgap" / "settings.ini"
        self.state = home / "state" / "skillgap"
        home.mkdir()
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.environment = {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(home)}
        for name in ("data", "config", "cache", "state"):
            self.environment[f"XDG_{name.upper()}_HOME"] = str(home / name)

    def begin(self, program: str, *arguments: str, before: Callable[[], object] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", BEGIN + program, str(self.file), *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,
        )

    def note(self) -> str | None:
        with Journal.open(self.file) as journal:
            return replay(journal.events()).notes.get("git")

    def is_backed_up(self) -> bool:
        """Whether the newest backup holds the note."""
        newest = list_backups(self.file)[0]
        with Journal.open(newest.path) as journal:
            return replay(journal.events()).notes.get("git") == NOTE

    def ended_well(self) -> None:
        assert self.note() == NOTE
        assert self.is_backed_up()
        assert "[window]" in self.settings.read_text()
        assert list(self.state.glob("crash-*")) == []
        assert not self.file.with_name(self.file.name + ".lock").exists()


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "anna")


def first_word(process: subprocess.Popen[str]) -> Any:
    """What a process says first; then it waits."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.communicate()[1]
    return json.loads(line)


def end(process: subprocess.Popen[str], *numbers: signal.Signals) -> list[Any]:
    """Send signals, one right after the other, and wait for the end; its output meanwhile."""
    began = time.monotonic()
    for number in numbers:
        process.send_signal(number)
    out, complaints = process.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < SOON
    assert [line for line in complaints.splitlines() if "propagateSizeHints" not in line] == []
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "number", quick([signal.SIGTERM, HANG_UP, signal.SIGINT], signal.SIGTERM), ids=lambda each: each.name
)
def test_a_signal_keeps_the_note_the_backup_and_the_window(person: Person, number: signal.Signals) -> None:
    process = person.begin(TYPING, "skills")
    assert first_word(process) == "ready"
    assert end(process, number) == []
    person.ended_well()
    assert "selected=git" in person.settings.read_text()


@pytest.mark.long
def test_several_signals_are_one_end(person: Person) -> None:
    process = person.begin(TYPING, "roadmap")
    assert first_word(process) == "ready"
    end(process, HANG_UP, signal.SIGTERM, HANG_UP, signal.SIGINT)
    person.ended_well()
    assert "page=roadmap" in person.settings.read_text()


@pytest.mark.long
def test_questions_that_are_open_are_cancelled_one_after_the_other(person: Person) -> None:
    process = person.begin(ASKED)
    assert first_word(process) == "ready"
    assert end(process, signal.SIGTERM) == [["None", "None"]]
    person.ended_well()


@pytest.mark.long
def test_menus_and_windows_over_the_window_hold_nothing_up(person: Person) -> None:
    process = person.begin(MENU)
    assert first_word(process) == "ready"
    end(process, signal.SIGTERM)
    person.ended_well()


@pytest.mark.long
def test_a_file_that_is_being_made_is_not_waited_for(person: Person) -> None:
    process = person.begin(EXPORTING)
    assert first_word(process) == "ready"
    end(process, signal.SIGTERM)
    person.ended_well()
    assert list(person.file.parent.glob("Report*")) == []


@pytest.mark.long
def test_nor_is_one_that_was_cancelled_when_the_window_is_closed(person: Person) -> None:
    process = person.begin(EXPORTING, "cancel")
    assert first_word(process) == "ready"
    end(process)
    person.ended_well()
    assert list(person.file.parent.glob("Report*")) == []


@pytest.mark.long
def test_a_note_that_cannot_be_kept_holds_nothing_up(person: Person) -> None:
    process = person.begin(FULL)
    assert first_word(process) == "ready"
    end(process, signal.SIGTERM)
    assert "page=skills" in person.settings.read_text()
    assert person.note() is None
    for told in ([SAVED], []):  # by the next start, once
        process = person.begin(LOOK)
        assert first_word(process) == told
        end(process)
        assert person.note() == NOTE


@pytest.mark.long
def test_a_held_note_goes_below_one_that_was_written_meanwhile(person: Person) -> None:
    process = person.begin(FULL)
    assert first_word(process) == "ready"
    end(process, signal.SIGTERM)
    with Journal.open(person.file) as journal:  # on another computer, say
        journal.append([Event("6f6c9c86-0000-4000-9000-000000000001", 1, TODAY, "note", "git", TODAY, "newer")])
    process = person.begin(LOOK)
    assert first_word(process) == [SAVED]
    end(process)
    assert person.note() == f"newer\n\n{NOTE}"


@pytest.mark.long
def test_a_question_before_the_window_is_answered_by_quit(person: Person) -> None:
    person.file.write_bytes(b"not a file of ours" * 100)
    process = person.begin(QUESTION)
    first_word(process)
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=SOON)
    assert process.returncode == 1, complaints
    assert person.file.read_bytes() == b"not a file of ours" * 100


@pytest.mark.long
def test_a_signal_before_the_window_is_there_is_not_forgotten(person: Person) -> None:
    process = person.begin(BEFORE)
    out, complaints = process.communicate(timeout=SOON)
    assert (process.returncode, complaints) == (0, "")
    assert out in ("", '"painted"\n')
    assert "[window]" in person.settings.read_text()


@pytest.mark.long
@pytest.mark.parametrize("number", [HANG_UP, signal.SIGINT], ids=lambda each: each.name)
def test_what_was_to_be_ignored_at_the_start_stays_ignored(person: Person, number: signal.Signals) -> None:
    """As by ``nohup``, and by a shell that starts something in the background."""
    process = person.begin(TYPING, "skills", before=lambda: signal.signal(number, signal.SIG_IGN))
    assert first_word(process) == "ready"
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
    assert ignored & 1 << number - 1
    end(process, number, signal.SIGTERM)
    person.ended_well()


@pytest.mark.long
def test_when_the_session_ends_everything_is_on_disk_before_anything_is_closed(person: Person) -> None:
    process = person.begin(SESSION)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -KILL
    assert person.note() == NOTE
    assert person.is_backed_up()
    assert "page=skills" in person.settings.read_text()


@pytest.mark.long
def test_when_the_screen_is_gone_what_is_typed_is_kept_before_qt_ends_the_process(person: Person) -> None:
    process = person.begin(SCREEN)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert person.note() == NOTE
    assert "page=skills" in person.settings.read_text()
