"""The error handler: bugs open a dialog with details, environment errors one with a sentence, one at a time."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from gui.diagnostics import error_handler as errors
from gui.diagnostics.crashes import ENDED
from gui.diagnostics.error_dialog import OURS, ErrorDialog
from gui.diagnostics.error_handler import ErrorHandler
from gui.diagnostics.log import Log
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QUrl

    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


class Hands:
    """The handler with a clock that is moved by hand."""

    def __init__(self, qapp: QApplication, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("gui.diagnostics.error_handler.time.monotonic", lambda: self.now)
        self.log = log
        self.handler = ErrorHandler(qapp, log)

    def handle(self, error: BaseException) -> None:
        try:
            raise error
        except BaseException as caught:  # the handler is given whatever nobody caught
            self.handler.handle(type(caught), caught, caught.__traceback__)
        QApplication.processEvents()

    @staticmethod
    def dialogs() -> list[ErrorDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, ErrorDialog) and each.isVisible()]

    @property
    def logged(self) -> str:
        return self.log.path.read_text(encoding="utf-8") if self.log.path.exists() else ""


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    made = Hands(qapp, Log(tmp_path), monkeypatch)
    yield made
    for dialog in made.dialogs():
        dialog.accept()
        QApplication.processEvents()


def test_a_bug_opens_a_dialog_with_details_to_copy(hands: Hands) -> None:
    hands.handle(ValueError("<b>seven</b>"))
    (dialog,) = hands.dialogs()
    assert dialog.sentence.text() == OURS
    assert "ValueError: <b>seven</b>" in dialog.details.toPlainText()
    assert "test_errors.py" in dialog.details.toPlainText()
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.details.toPlainText()
    assert dialog.isVisible(), "the person may still read"
    assert "ValueError" in hands.logged
    assert "tests/gui/test_errors.py:" in hands.logged
    assert "seven" not in hands.logged


def test_an_environment_error_is_a_sentence_without_details(hands: Hands) -> None:
    hands.handle(Fault("The disk is full in /home/anna."))
    (dialog,) = hands.dialogs()
    assert dialog.sentence.text() == "The disk is full in /home/anna."
    assert not dialog.details.isVisible()
    assert not dialog.copy_button.isVisible()
    assert "roadmaps.faults.Fault" in hands.logged
    assert "anna" not in hands.logged


def test_at_most_one_dialog_until_five_seconds_after_it_was_closed_and_every_error_in_the_log(hands: Hands) -> None:
    for number in range(20):
        hands.now += 2
        hands.handle(type(f"Wrong{number}", (Exception,), {})())
    (dialog,) = hands.dialogs()
    assert "Wrong0" in dialog.details.toPlainText(), "what the person reads does not change under their eyes"
    assert all(f"Wrong{number}\n" in hands.logged for number in range(20))
    dialog.go_on_button.click()
    hands.now += 4.9
    hands.handle(ValueError("soon"))
    assert hands.dialogs() == []
    hands.now += 0.2
    hands.handle(ValueError("late"))
    (dialog,) = hands.dialogs()
    assert "ValueError: late" in dialog.details.toPlainText()


def test_a_repeated_error_is_counted_instead_of_written_each_time(hands: Hands) -> None:
    for _ in range(250):
        hands.handle(ValueError("in a paint"))
    assert hands.logged.count("  Error\n") == 1
    assert [line[21:] for line in hands.logged.splitlines() if "The same" in line] == [
        "The same for the 10th time",
        "The same for the 100th time",
    ]


def test_quit_ends_the_program_and_the_keyboards_interrupt_does_too(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: ended.append(True))
    hands.handle(KeyboardInterrupt())
    assert (ended, hands.dialogs(), hands.logged) == ([True], [], "")
    quitting = ErrorHandler(QApplication.instance(), hands.log)  # type: ignore[arg-type]  # the fixture made it
    hands.handler = quitting
    hands.handle(ValueError())
    hands.dialogs()[0].quit_button.click()
    assert ended == [True, True]


def test_what_fails_in_another_thread_is_reported_in_the_main_thread(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_in: list[int] = []
    make = ErrorHandler._make_dialog  # noqa: SLF001  # the place where a dialog comes into being

    def look(handler: ErrorHandler, error: BaseException, details: str) -> ErrorDialog:
        made_in.append(threading.get_ident())
        return make(handler, error, details)

    monkeypatch.setattr(ErrorHandler, "_make_dialog", look)
    thread = threading.Thread(target=hands.handle, args=[ValueError("far away")])
    thread.start()
    thread.join()
    QApplication.processEvents()
    assert made_in == [threading.get_ident()]
    (dialog,) = hands.dialogs()
    assert "far away" in dialog.details.toPlainText()


def test_an_error_in_the_error_dialog_is_logged_and_opens_no_other(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("in the dialog")

    monkeypatch.setattr(ErrorDialog, "__init__", fail)
    hands.handle(ValueError("first"))
    assert hands.dialogs() == []
    assert "LookupError" in hands.logged


def test_an_error_whose_message_cannot_be_made_is_logged(hands: Hands) -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    hands.handle(Mute())
    assert "Mute" in hands.logged


def test_the_handler_restores_the_hooks_before_it(qapp: QApplication, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handler = ErrorHandler(qapp, Log(tmp_path))
    handler.install()
    assert sys.excepthook == handler.handle
    assert before[1] is not threading.excepthook
    assert before[2] is not sys.unraisablehook
    handler.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


# The log, for the user


def test_the_log_is_opened_or_its_place_shown_where_nothing_opens_it(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_once(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_once)

    def said() -> list[str]:
        boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
        texts = [box.text() for box in boxes]
        for box in boxes:
            box.close()
        QApplication.processEvents()
        return texts

    hands.handler.open_log()
    assert (opened, said()) == ([], ["There is no log yet: nothing has gone wrong."])
    hands.log.note("something")
    hands.handler.open_log()
    assert (opened, said()) == ([str(hands.log.path)], [])
    hands.handler.open_log()
    assert said() == [f"No program on this computer can open the log. It is at {hands.log.path}."]


def test_help_opens_the_log(scene: Scene) -> None:
    wanted: list[bool] = []
    scene.window.log_wanted.connect(lambda: wanted.append(True))
    (entry,) = [action for action in scene.window.commands.menu("&Help").actions() if action.text() == "Open the &log"]
    entry.trigger()
    assert wanted == [True]


def test_a_crash_of_the_last_run_shows_a_banner_that_opens_the_log(hands: Hands, scene: Scene) -> None:
    opened: list[bool] = []
    sentence = hands.handler.note_crashes(['Fatal Python error: Aborted\n  File "/home/anna/x y/a.py", line 3 in f\n'])
    assert sentence == ENDED
    assert 'File "a.py", line 3 in f' in hands.logged
    assert "anna" not in hands.logged
    strip = scene.window.banners.tell_once(sentence, "Open the log", lambda: opened.append(True))
    scene.settle()
    scene.click(scene.button("Open the log", strip))
    assert opened == [True]
    scene.window.banners.tell("notice", "Something else.")
    assert strip.isVisible()
    scene.click(scene.button("Close", strip))
    assert not strip.isVisible()
    assert hands.handler.note_crashes([]) == ""


@pytest.mark.qt_no_exception_capture
@pytest.mark.no_qt_log
def test_messages_of_qt_are_logged(tmp_path: Path) -> None:
    from PySide6.QtCore import qInstallMessageHandler

    log = Log(tmp_path)
    errors.watch_qt(log)
    try:
        qWarning("odd \u00e9 message about /home/anna/my notes.db")
    finally:
        qInstallMessageHandler(None)
    assert log.path.read_text(encoding="utf-8")[21:] == "Qt: odd \u00e9 message about …\n"
