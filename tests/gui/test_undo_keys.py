"""Ctrl+Z and Ctrl+Shift+Z work wherever the focus is, as long as there is something to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
)

from gui.shell.keys_dialog import KeysDialog
from tests.examples import quick
from tests.gui.scene import seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import (
        QWidget,
    )

    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
TICKED = {"hygiene.clean-bench", "hygiene.sterile-vessels"}


def undo(scene: Scene) -> None:
    scene.press(Qt.Key.Key_Z, CONTROL)


def redo(scene: Scene) -> None:
    scene.press(Qt.Key.Key_Z, BOTH)


@pytest.fixture
def ticked(scene: Scene) -> Scene:
    scene.click_box("skill", "hygiene")
    assert scene.ticked() == TICKED
    return scene


def check(scene: Scene) -> None:
    """Undo and redo work from here."""
    undo(scene)
    assert scene.ticked() == set()
    redo(scene)
    assert scene.ticked() == TICKED


@pytest.mark.slow
def test_after_the_cross_in_the_search_field_the_last_step_is_undone(ticked: Scene) -> None:
    field = ticked.window.top_bar.search
    ticked.search("yeast")
    cross = max(seen(field, QToolButton), key=lambda button: button.x())
    ticked.click(cross)
    assert not field.text()
    assert QApplication.focusWidget() is field
    check(ticked)


def test_after_esc_in_the_search_field_the_last_step_is_undone(ticked: Scene) -> None:
    ticked.search("yeast")
    ticked.press(Qt.Key.Key_Escape)
    check(ticked)


@pytest.mark.slow
def test_an_empty_search_field_undoes_the_last_step(ticked: Scene) -> None:
    ticked.window.top_bar.search.setFocus()
    check(ticked)


def test_what_is_typed_into_the_search_field_is_undone_first(ticked: Scene) -> None:
    ticked.search("yeast")
    undo(ticked)
    assert not ticked.window.top_bar.search.text()
    assert ticked.ticked() == TICKED
    undo(ticked)
    assert ticked.ticked() == set()


@pytest.mark.slow
def test_a_held_key_empties_the_field_and_stops_there(ticked: Scene) -> None:
    field = ticked.window.top_bar.search
    ticked.search("yeast")
    undo(ticked)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_Z, CONTROL, "\x1a", True))
    assert ticked.ticked() == TICKED


@pytest.mark.slow
def test_a_note_undoes_its_own_letters_first(ticked: Scene) -> None:
    ticked.go("skill", "hygiene")
    note = seen(ticked.listed.detail, QPlainTextEdit)[0]
    note.setFocus()
    QTest.keyClicks(note, "abc")
    undo(ticked)
    assert note.toPlainText() != "abc"
    assert ticked.ticked() == TICKED


def spin_box() -> QWidget:
    return QDoubleSpinBox()


def combo_box() -> QWidget:
    box = QComboBox()
    box.addItems(["a", "b"])
    return box


def editable_combo_box() -> QWidget:
    box = QComboBox()
    box.setEditable(True)
    return box


def read_only_line() -> QWidget:
    line = QLineEdit("text")
    line.setReadOnly(True)
    return line


def read_only_text() -> QWidget:
    text = QPlainTextEdit("text")
    text.setReadOnly(True)
    return text


FIELDS: dict[str, Callable[[], QWidget]] = {
    "spin box": spin_box,
    "combo box": combo_box,
    "editable combo box": editable_combo_box,
    "line": QLineEdit,
    "read-only line": read_only_line,
    "text": QTextEdit,
    "read-only text": read_only_text,
    "slider": QSlider,
}


@pytest.mark.sweep
@pytest.mark.parametrize("kind", quick(FIELDS, "spin box", "line", "read-only text"))
def test_a_field_with_nothing_to_undo_leaves_the_key_to_the_window(ticked: Scene, kind: str) -> None:
    field = FIELDS[kind]()
    field.setParent(ticked.window)
    field.show()
    field.setFocus()
    check(ticked)
    field.setParent(None)
    field.deleteLater()


@pytest.mark.sweep
@pytest.mark.parametrize("kind", quick(FIELDS, "spin box", "line", "read-only text"))
def test_a_dialog_reaches_undo_too(ticked: Scene, kind: str) -> None:
    dialog = QDialog(ticked.window)
    field = FIELDS[kind]()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    ticked.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    field.setFocus()
    check(ticked)
    dialog.close()
    dialog.deleteLater()


@pytest.mark.slow
def test_the_dialog_of_keys_reaches_undo(ticked: Scene) -> None:
    ticked.window.help_commands.show_keys()
    ticked.settle()
    dialog = ticked.window.findChild(KeysDialog)
    assert dialog
    check(ticked)
    dialog.close()


@pytest.mark.slow
def test_every_number_and_date_field_of_the_pages_reaches_undo(ticked: Scene) -> None:
    found = 0
    for page in ("plan", "progress"):
        ticked.window.show_page(page)
        ticked.settle()
        for field in seen(ticked.window.pages.shown, QAbstractSpinBox):
            if field.isEnabled():
                field.setFocus()
                check(ticked)
                found += 1
        for slider in seen(ticked.window.pages.shown, QSlider):
            if slider.isEnabled():
                slider.setFocus()
                check(ticked)
                found += 1
    assert found


@pytest.mark.slow
def test_a_dialog_whose_entry_was_undone_changes_nothing(ticked: Scene) -> None:
    from roadmaps.journal import StudySession
    from tests.gui.scene import TODAY

    tracker = ticked.tracker
    tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, "read", None))
    (session_id,) = tracker.progress.study
    tracker.log_edits.add_evidence(ticked.can_do("hygiene.clean-bench"), "https://example.org")
    (evidence_id,) = tracker.progress.evidence
    tracker.undo()
    tracker.undo()
    count = len(ticked.disk.events())
    assert not tracker.log_edits.change_study(session_id, StudySession("hygiene", TODAY, 60, "read", None))
    assert not tracker.log_edits.remove_study(session_id)
    assert not tracker.log_edits.change_evidence(evidence_id, "https://example.org/2")
    assert not tracker.log_edits.remove_evidence(evidence_id)
    assert len(ticked.disk.events()) == count
    assert "no longer there" in ticked.window.toast.text
