"""When we are wrong, in the whole program: every way in which code can fail leads to the one handler and the log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gui.diagnostics.crashes import ENDED
from store.journal import Journal
from tests.posix import KILL

ROOT = Path(__file__).parents[1]
PATIENCE = 30
SECRET = "Asked Anna about the layoffs"

BEGIN = """
import gc, json, os, signal, sys, threading
from pathlib import Path
from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRunnable, Qt, QThread, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
import main
from gui.diagnostics.error_dialog import ErrorDialog
FILE, SECRET = Path(sys.argv[1]), sys.argv[2]

def say(value):
    print(json.dumps(value), flush=True)

def dialogs():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, ErrorDialog) and each.isVisible()]
"""

# Each way fails with an exception of its own name, and the user's words in it.
WAYS = """
class InSlot(Exception): pass
class InEvent(Exception): pass
class InEventFilter(Exception): pass
class InModel(Exception): pass
class InPaint(Exception): pass
class InQThread(Exception): pass
class InQRunnable(Exception): pass
class InThread(Exception): pass
class InDestructor(Exception): pass

KEPT = []

def slot():
    button = QPushButton()
    def fail(): raise InSlot(SECRET)
    button.clicked.connect(fail)
    button.click()

def event():
    class Deaf(QWidget):
        def keyPressEvent(self, event): raise InEvent(SECRET)
    deaf = Deaf()
    QTest.keyClick(deaf, Qt.Key.Key_A)

def event_filter():
    class Filter(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.User: raise InEventFilter(SECRET)
            return False
    watched, filter_ = QObject(), Filter()
    watched.installEventFilter(filter_)
    QApplication.sendEvent(watched, QEvent(QEvent.Type.User))

def model():
    class Torn(QAbstractListModel):
        def rowCount(self, parent): return 30
        def data(self, index, role):
            raise InModel(SECRET)
    view, torn = QListView(), Torn()
    KEPT.extend((view, torn))
    QTimer.singleShot(0, view.show)  # painted by the event loop, each row by several calls
    view.setModel(torn)

def paint():
    class Blank(QWidget):
        def paintEvent(self, event): raise InPaint(SECRET)
    Blank().grab()

def qthread():
    class Thread(QThread):
        def run(self): raise InQThread(SECRET)
    thread = Thread()
    thread.start()
    assert thread.wait(10_000)

def qrunnable():
    class Deed(QRunnable):
        def run(self): raise InQRunnable(SECRET)
    pool = QThreadPool.globalInstance()
    pool.start(Deed())
    assert pool.waitForDone(10_000)

def python_thread():
    def fail(): raise InThread(SECRET)
    thread = threading.Thread(target=fail, name=SECRET)
    thread.start()
    thread.join()

def destructor():
    class Grave:
        def __repr__(self): return SECRET
        def __del__(self): raise InDestructor(SECRET)
    grave = Grave()
    del grave

def go(window):
    ways = [slot, event, event_filter, model, paint, qthread, qrunnable, python_thread, destructor]
    def next_way():  # each from the event loop: what fails in an event may end what called it
        QTimer.singleShot(*((0, next_way) if ways else (200, look)))
        if ways:
            ways.pop(0)()
    def look():
        KEPT[0].hide()
        say([each.details.toPlainText() for each in dialogs()])
        say(window.isVisible())
        dialogs()[0].go_on_button.click()
        window.pages.listed.open_skill("git")
        QTest.keyClick(window.pages.listed.tree, Qt.Key.Key_Space)  # the program goes on working
        window.close()
    window.show_page("skills")
    QTimer.singleShot(0, next_way)

status = main.run(FILE, go)
say(sys.excepthook is sys.__excepthook__)
sys.exit(status)
"""
# An exception that C code raises has no message yet when it leaves an override.
RAISED_IN_C = {
    "index": "return [][0]",
    "overflow": "from datetime import date, timedelta; return date.max + timedelta(days=1)",
    "deleted": "label = QLabel(); label.deleteLater(); shiboken6.delete(label); label.text()",
    "text": "int(SECRET)",
}
OVERRIDES = """
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QStackedWidget, QStyledItemDelegate
from gui.app.change import Change
from gui.widgets.refreshed import Refreshed
REACHED = []

def fail(place):
    REACHED.append(place)
    FAILURE

class Blank(QWidget):
    def paintEvent(self, event): fail("paintEvent")
    def resizeEvent(self, event): fail("resizeEvent")
    def showEvent(self, event): fail("showEvent")
    def hideEvent(self, event): fail("hideEvent")
    def changeEvent(self, event): fail("changeEvent")
    def sizeHint(self) -> QSize: return fail("sizeHint")
    def closeEvent(self, event): fail("closeEvent")

class Mixed:
    def keyPressEvent(self, event): fail("a mixin's keyPressEvent")

class Deaf(Mixed, QWidget): pass

class Late(Refreshed, QWidget):
    def __init__(self):
        super().__init__()
        self.refresh_when_visible()

    def show_change(self, change): fail("what is called by an override of ours")

class Any(QWidget):
    def event(self, event):
        return fail("event") if event.type() is QEvent.Type.User else super().event(event)

class Filter(QObject):
    def eventFilter(self, watched, event):
        return fail("eventFilter") if event.type() is QEvent.Type.User else False

class Torn(QAbstractListModel):
    def rowCount(self, parent): return 3
    def data(self, index, role): fail("data")

class Pen(QStyledItemDelegate):
    def paint(self, painter, option, index): fail("paint of a delegate")

def go(window):
    blank, deaf, late, any_, filter_ = Blank(), Deaf(), Late(), Any(), Filter()
    for each in (blank, late, deaf):
        each.show()
    blank.resize(90, 90)
    blank.grab()
    pages, other = QStackedWidget(), Blank()
    pages.addWidget(QWidget())
    pages.addWidget(other)
    pages.show()
    pages.setCurrentWidget(other)  # from Python through Qt into Python
    QApplication.processEvents()
    QTest.keyClick(deaf, Qt.Key.Key_A)
    QApplication.sendEvent(any_, QEvent(QEvent.Type.User))
    deaf.installEventFilter(filter_)
    QApplication.sendEvent(deaf, QEvent(QEvent.Type.User))
    view, torn, pen = QListView(), Torn(), Pen()
    view.setModel(torn)
    view.show()
    QApplication.processEvents()
    view.setItemDelegate(pen)
    view.grab()
    for each in (blank, late, deaf, pages, view):
        each.close()
    QApplication.processEvents()
    say(sorted(set(REACHED)))
    say([each.details.toPlainText() for each in dialogs()])
    dialogs()[0].go_on_button.click()
    window.pages.listed.open_skill("git")
    QTest.keyClick(window.pages.listed.tree, Qt.Key.Key_Space)
    window.close()

sys.exit(main.run(FILE, go))
"""
CRASH = """
def crash(window):
    window.show_page("skills")
    window.pages.listed.open_skill("git")
    QTest.keyClick(window.pages.listed.tree, Qt.Key.Key_Space)
    say("ticked")
    import faulthandler
    number = getattr(signal, sys.argv[3])
    signal.raise_signal(number) if number != signal.SIGSEGV else faulthandler._sigsegv()
sys.exit(main.run(FILE, crash))
"""
LOOK = """
from gui.widgets.banner import Banner
def look(window):
    QApplication.processEvents()
    say([strip.text for strip in window.findChildren(Banner) if strip.isVisible()])
    window.close()
sys.exit(main.run(FILE, look))
"""


class Person:
    """Somebody whose folders are all in one place."""

    def __init__(self, home: Path) -> None:
        self.file = home / "Anna's notes" / "skillgap.db"
        self.state = home / "state" / "skillgap"
        self.settings = home / "config" / "skillgap" / "settings.ini"
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        folders = {name: str(home / name.split("_")[1].lower()) for name in names}
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.environment = {**kept, **folders, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        self.environment |= {"PYTHONPATH": str(ROOT)}

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", BEGIN + program, str(self.file), SECRET, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    @property
    def log(self) -> str:
        return (self.state / "skillgap.log").read_text(encoding="utf-8")


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "anna")


def said(done: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def nothing_of_the_persons(text: str, person: Person) -> None:
    assert text
    for word in ("Anna", "anna", "layoffs", str(person.file), str(person.file.parent), str(ROOT)):
        assert word not in text


@pytest.mark.long
def test_every_way_to_fail_leads_to_the_log_and_to_one_dialog(person: Person) -> None:
    done = person.run(WAYS)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr, "where others could keep it"
    dialogs, is_visible, is_handed_back = said(done)
    assert len(dialogs) == 1, "one dialog, though ten things went wrong and one of them dozens of times"
    assert f"InSlot: {SECRET}" in dialogs[0]
    assert (is_visible, is_handed_back) == (True, True)
    names = [line.rpartition(".")[2] for line in person.log.splitlines() if line.startswith("__main__.")]
    assert set(names) == {
        "InSlot", "InEvent", "InEventFilter", "InModel", "InPaint", "InQThread", "InQRunnable", "InThread",
        "InDestructor",
    }  # fmt: skip
    assert names.count("InModel") < 5, "no storm in the log either"
    assert "The same for the 10th time" in person.log
    nothing_of_the_persons(person.log, person)
    with Journal.open(person.file) as journal:
        assert {event.subject.partition(".")[0] for event in journal.events()} == {"git"}


@pytest.mark.long
@pytest.mark.parametrize("kind", RAISED_IN_C)
def test_an_exception_that_c_raises_in_an_override_ends_nothing(person: Person, kind: str) -> None:
    done = person.run(OVERRIDES.replace("FAILURE", RAISED_IN_C[kind]))
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line] == []
    reached, dialogs = said(done)
    assert reached == [
        "a mixin's keyPressEvent", "changeEvent", "closeEvent", "data", "event", "eventFilter", "hideEvent",
        "paint of a delegate", "paintEvent", "resizeEvent", "showEvent", "sizeHint",
        "what is called by an override of ours",
    ]  # fmt: skip
    assert len(dialogs) == 1
    assert "Traceback" in dialogs[0]
    with Journal.open(person.file) as journal:
        assert {event.subject.partition(".")[0] for event in journal.events()} == {"git"}


@pytest.mark.long
@pytest.mark.parametrize("kind", ["SIGSEGV", "SIGABRT"])
def test_a_native_crash_is_reported_once_at_the_next_start(person: Person, kind: str) -> None:
    done = person.run(CRASH, kind)
    assert done.returncode == -getattr(signal, kind)
    assert said(done) == ["ticked"]
    (left,) = person.state.glob("crash-*.txt")
    assert left.stat().st_mode & 0o777 == 0o600
    next_start, after_that = person.run(LOOK), person.run(LOOK)
    assert (next_start.returncode, next_start.stderr) == (0, "")
    assert said(next_start) == [[ENDED]]
    assert said(after_that) == [[]]
    assert list(person.state.glob("crash-*.txt")) == []
    assert person.log.count("Ended by a crash") == 1
    assert "Fatal Python error" in person.log
    assert 'File "main.py", line' in person.log
    nothing_of_the_persons(person.log, person)
    with Journal.open(person.file) as journal:
        assert {event.subject.partition(".")[0] for event in journal.events()} == {"git"}, "what was ticked is saved"


@pytest.mark.long
def test_a_start_after_a_crash_opens_a_page_that_is_safe(person: Person) -> None:
    """The page that was shown may be what ended the program, and it would at every start."""
    leave = 'window.show_page("plan"); window.remember(); QApplication.processEvents()'
    crash = CRASH.replace('    say("ticked")', f'    {leave}; say("ticked")')
    look = LOOK.replace(
        "    window.close()", '    say(window.pages.shown.name); window.show_page("plan"); window.close()'
    )
    assert said(person.run(crash, "SIGSEGV")) == ["ticked"]
    assert "page=plan" in person.settings.read_text()
    assert said(person.run(look))[-1] == "skills"
    assert said(person.run(look))[-1] == "plan", "after a start that went well it is remembered again"
    assert said(person.run(crash, "SIGKILL")) == ["ticked"]
    assert said(person.run(look))[-1] == "plan", "a program that was killed did not crash"


@pytest.mark.long
def test_a_program_that_was_killed_or_ended_well_did_not_crash(person: Person) -> None:
    assert person.run(LOOK).returncode == 0
    assert list(person.state.glob("crash-*.txt")) == []
    killed = person.run(CRASH, "SIGKILL")
    assert killed.returncode == -KILL
    assert len(list(person.state.glob("crash-*.txt"))) == 1
    assert said(person.run(LOOK)) == [[]]
    assert list(person.state.glob("crash-*.txt")) == []


@pytest.mark.long
def test_a_second_start_leaves_the_crash_to_the_window_that_is_open(person: Person) -> None:
    hold = LOOK.replace("window.close()", "sys.stdin.readline(); window.close()")
    command = [sys.executable, "-c", BEGIN + hold, str(person.file), SECRET]
    with subprocess.Popen(
        command, cwd=ROOT, env=person.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert json.loads(first.stdout.readline()) == []
        (own,) = person.state.glob("crash-*.txt")
        other = Person(person.state.parents[1])
        other.file = person.file.with_name("other.db")
        assert said(other.run(LOOK)) == [[]]
        assert own.exists(), "it watches a process that runs"
        first.communicate("\n", timeout=PATIENCE)
    assert first.returncode == 0
    assert not own.exists()


@pytest.mark.long
def test_a_state_folder_that_cannot_be_made_keeps_nobody_from_working(person: Person) -> None:
    person.state.parent.parent.mkdir()
    person.state.parent.write_text("")
    done = person.run(LOOK)
    assert done.returncode == 0
    assert said(done) == [[]]


@pytest.mark.long
def test_the_doctor_says_where_the_log_lies(person: Person) -> None:
    command = [sys.executable, "main.py", "--doctor", "--data", str(person.file)]
    done = subprocess.run(command, cwd=ROOT, env=person.environment, capture_output=True, text=True, check=False)
    assert any(line.split() == ["ok", "log", str(person.state / "skillgap.log")] for line in done.stdout.splitlines())
