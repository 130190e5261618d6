"""The one excepthook: bugs of ours are a dialog with details, faults of the world a sentence, neither a flood."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox

from gui import errors
from gui.errors import ErrorHandler
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Hands:
    """The handler with a clock that is moved by hand."""

    def __init__(self, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("gui.errors.time.monotonic", lambda: self.now)
        self.handler = ErrorHandler(qapp)

    def handle(self, error: BaseException) -> None:
        try:
            raise error
        except BaseException as caught:  # the handler is given whatever nobody caught
            self.handler.handle(type(caught), caught, caught.__traceback__)

    @staticmethod
    def boxes() -> list[QMessageBox]:
        return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


@pytest.fixture
def hands(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    made = Hands(qapp, monkeypatch)
    yield made
    for box in made.boxes():
        box.close()
        box.deleteLater()


def test_a_bug_of_ours_is_told_with_details_to_copy(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    hands.handle(ValueError("<b>seven</b>"))
    (box,) = hands.boxes()
    assert box.text() == "Something went wrong in Skillgap."
    assert "ValueError: <b>seven</b>" in box.detailedText()
    assert "test_errors.py" in box.detailedText()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert [button.text() for button in box.buttons()][:2] == ["Go on", "Quit"] or len(box.buttons()) >= 2
    assert caplog.records[0].levelno == logging.ERROR


def test_a_fault_of_the_world_is_a_sentence_without_details(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    hands.handle(Fault("The disk is full."))
    (box,) = hands.boxes()
    assert box.text() == "The disk is full."
    assert box.detailedText() == ""
    assert caplog.records[0].levelno == logging.WARNING


def test_at_most_one_dialog_in_five_seconds_and_every_error_in_the_log(
    hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(20):
        hands.now += 0.2
        hands.handle(ValueError(str(number)))
    assert len(hands.boxes()) == 1
    assert len(caplog.records) == 20
    hands.now += 6
    hands.handle(ValueError("late"))
    (box,) = hands.boxes()
    assert "ValueError: late" in box.detailedText()


def test_the_keyboards_interrupt_ends_the_program(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: ended.append(True))
    handler = ErrorHandler(QApplication.instance())  # type: ignore[arg-type]  # it is there: the fixture made it
    handler.handle(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]
    assert hands.boxes() == []


def test_an_exception_in_a_slot_comes_to_the_handler(hands: Hands, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("in a slot")

    with qtbot.capture_exceptions() as caught:
        QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: len(caught) == 1, timeout=1000)
    assert str(caught[0][1]) == "in a slot"


def test_the_handler_hands_back_what_was_there_before(qapp: QApplication) -> None:
    before = sys.excepthook
    handler = ErrorHandler(qapp)
    handler.install()
    assert sys.excepthook == handler.handle
    handler.remove()
    assert sys.excepthook is before


@pytest.mark.qt_no_exception_capture
@pytest.mark.no_qt_log
def test_what_qt_says_goes_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import qInstallMessageHandler

    errors.watch_qt()
    try:
        qWarning("odd \u00e9 message")
    finally:
        qInstallMessageHandler(None)
    assert [record.getMessage() for record in caplog.records] == ["Qt: odd \u00e9 message"]
