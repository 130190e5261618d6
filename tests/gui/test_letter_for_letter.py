"""Every widget returns text letter for letter: line ends, spaces, tabs and invisible characters."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from gui.skill_detail.note_field import NoteField
from gui.study.log_dialog import LogDialog
from gui.study.log_model import LogColumn
from gui.study.log_view import StudyLog
from gui.widgets.exact_text_edit import ExactTextEdit, after_change, held_by_qt
from gui.widgets.form import FormField
from gui.widgets.text_line import BREAKS_BECAME_SPACES, TextLine
from roadmaps.journal import StudySession
from roadmaps.text.text_format import one_line
from tests.gui.scene import TODAY
from tests.program_imports import nodes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from tests.gui.scene import Scene

ROOT = Path(__file__).parents[2]
ODD = (
    "  a\N{NO-BREAK SPACE}b\N{NARROW NO-BREAK SPACE}\tc  \r\n\r\n    d\re\u2028f\u2029g\n\x07h\x1b[1mi\x00j\ufdd0k"
    "\ufdd1l\ufffcm\x0bn\x0co\x85p\N{GRINNING FACE}q\u200br\u202es\ufefft\u0301  \n"
)
TEXTS = st.text(st.sampled_from("ab \t\r\n\xa0\u2028\u2029\ufdd0\x00\N{GRINNING FACE}"), max_size=12)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def edit(qtbot: QtBot) -> ExactTextEdit:
    edit = ExactTextEdit()
    qtbot.addWidget(edit)
    return edit


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


@pytest.mark.parametrize("place", range(0, len(held_by_qt(ODD)) + 1, 3))
def test_a_letter_typed_into_a_text_leaves_the_rest_as_it_was(edit: ExactTextEdit, place: int) -> None:
    edit.show_text(ODD)
    assert edit.exact_text() == ODD
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.MoveAnchor, place)
    edit.setTextCursor(cursor)
    QTest.keyClicks(edit, "Z")
    changed = edit.exact_text()
    assert changed.replace("Z", "") == ODD
    assert changed.count("Z") == 1
    edit.undo()
    assert edit.exact_text() == ODD
    edit.redo()
    assert edit.exact_text() == changed


def test_what_is_pasted_copied_and_undone_keeps_every_letter(edit: ExactTextEdit, qapp: QApplication) -> None:
    edit.show_text("one\r\ntwo")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertFromMimeData(pasted(ODD))
    assert edit.exact_text() == f"one\r\ntwo{ODD}"
    edit.undo()
    assert edit.exact_text() == "one\r\ntwo"
    edit.redo()
    assert edit.exact_text() == f"one\r\ntwo{ODD}"
    edit.selectAll()
    edit.copy()
    assert QGuiApplication.clipboard().text() == f"one\r\ntwo{ODD}"
    edit.cut()
    assert edit.exact_text() == ""


def test_every_key_that_ends_a_line_ends_it_in_the_same_way(edit: ExactTextEdit) -> None:
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClicks(edit, "a")
        QTest.keyClick(edit, Qt.Key.Key_Return, modifier)
    assert edit.exact_text() == "a\na\n"


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_text_around_a_change_is_never_altered(before: str, old: str, new: str, after: str) -> None:
    # Where a change falls between the two signs of one line end, the line end is what changes.
    pairs = ((before, old), (old, after), (before + old, after), (before, new), (new, after), (before + new, after))
    assume(not any(left.endswith("\r") and right.startswith("\n") for left, right in pairs))
    text = f"{before}{old}{after}"
    held = held_by_qt(text)
    put_in = (len(held_by_qt(before)), len(held_by_qt(before)) + len(held_by_qt(old)), new)
    assert after_change(text, held, held_by_qt(f"{before}{new}{after}"), put_in) == f"{before}{new}{after}"
    typed = held_by_qt(new).replace("\u2029", "\n")
    found = after_change(text, held, held_by_qt(f"{before}{typed}{after}"))
    assert held_by_qt(found) == held_by_qt(f"{before}{typed}{after}")


@given(TEXTS, TEXTS, TEXTS)
def test_the_text_and_what_qt_holds_never_part(before: str, new: str, after: str) -> None:
    text = f"{before}{after}"
    held = held_by_qt(text)
    for place in range(len(held) + 1):
        held_now = f"{held[:place]}{held_by_qt(new)}{held[place:]}"
        for pasted_text in (None, (place, place, new)):
            assert held_by_qt(after_change(text, held, held_now, pasted_text)) == held_now


@given(TEXTS)
def test_we_know_what_qt_holds(qapp: QApplication, text: str) -> None:
    edit = ExactTextEdit(text)
    assert edit.document().toRawText() == held_by_qt(text)
    assert edit.exact_text() == text
    edit.deleteLater()


@pytest.mark.slow
def test_a_note_is_kept_and_changed_letter_for_letter(scene: Scene) -> None:
    scene.tracker.edits.write_note("hygiene", ODD)
    scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    field = scene.listed.detail.findChildren(NoteField)[0]
    assert field.exact_text() == ODD
    assert field.keep()
    assert len(scene.disk.events()) == 1, "to show a note changes nothing"
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(field, "Z")
    field.keep()
    assert scene.tracker.progress.notes["hygiene"] == f"Z{ODD}"


@pytest.mark.slow
def test_words_of_a_session_come_back_letter_for_letter(scene: Scene) -> None:
    scene.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, ODD, None))
    (session_id,) = scene.tracker.progress.study
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, session_id=session_id)
    form.open()
    form.time.line.setText("50")
    scene.click(form.save)
    (session,) = scene.tracker.progress.study.values()
    assert (session.minutes, session.text) == (50, ODD)
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, session_id=session_id)
    form.open()
    form.words.setFocus()
    form.words.end(False)
    QTest.keyClicks(form.words, "Z ")
    scene.click(form.save)
    (session,) = scene.tracker.progress.study.values()
    assert session.text == f"{ODD}Z "


def test_a_line_break_pasted_into_a_field_of_one_line_becomes_a_space_and_is_told(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    line = TextLine("What I did", "over")
    field = FormField("What I did", line, theme, icons)
    qtbot.addWidget(field)
    field.show()
    for ending in ("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"):
        line.setText("over ")
        line.end(False)
        QGuiApplication.clipboard().setText(f"one{ending}two\N{NO-BREAK SPACE}\tthree ")
        line.paste()
        assert line.text() == "over one two\N{NO-BREAK SPACE}\tthree "
        assert field.remark == BREAKS_BECAME_SPACES
        QTest.keyClicks(line, "x")
        assert field.remark == ""
        assert line.words == "over one two\N{NO-BREAK SPACE}\tthree x"


@pytest.mark.slow
def test_what_is_too_long_is_reported_and_never_cut(scene: Scene) -> None:
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, skill_id="hygiene")
    form.open()
    QGuiApplication.clipboard().setText("x" * 501)
    form.words.paste()
    assert form.words.text() == "x" * 501
    scene.click(form.save)
    assert form.words_field.complaint == "Shorten this to 500 characters: it has 501."
    QTest.keyClick(form.words, Qt.Key.Key_Backspace)
    scene.click(form.save)
    assert [each.text for each in scene.tracker.progress.study.values()] == ["x" * 500]


@pytest.mark.slow
def test_a_long_text_of_a_file_is_left_whole(scene: Scene) -> None:
    scene.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, "x" * 900, None))
    (session_id,) = scene.tracker.progress.study
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, session_id=session_id)
    form.open()
    form.time.line.setText("50")
    scene.click(form.save)
    (session,) = scene.tracker.progress.study.values()
    assert (session.minutes, session.text) == (50, "x" * 900)


def test_a_row_of_the_log_is_one_line_whatever_was_pasted(scene: Scene) -> None:
    scene.tracker.log_edits.log_study(
        StudySession("hygiene", TODAY, 45, "one\ntwo\r\nthree\u2028four\u2029five\rsix", None)
    )
    log = StudyLog(scene.tracker, scene.theme, scene.icons, skill_id="hygiene")
    shown = log.model.index(0, LogColumn.WORDS).data()
    assert shown == "one two three four five six"
    log.deleteLater()


@given(st.text())
def test_a_row_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


NO_FIELDS = {"ad_text.py", "row_copy.py"}
"""The text of an ad, which is read-only and copied letter for letter; and what asks a field to copy."""
FIELDS = {"QPlainTextEdit": "exact_text_edit.py", "QTextEdit": ""}


def test_every_field_for_text_is_one_that_keeps_letters() -> None:
    for file, found in nodes("gui").items():
        names = {node.id for node in found if isinstance(node, ast.Name)}
        attributes = {node.attr for node in found if isinstance(node, ast.Attribute)}
        for kind, home in FIELDS.items():
            assert kind not in names or file.rpartition("/")[2] in {home, *NO_FIELDS}, file
        assert "toPlainText" not in attributes, file
        assert "setMaxLength" not in attributes, f"{file}: what does not fit would be cut without a word"


def test_a_field_out_of_step_with_qt_returns_what_qt_shows() -> None:
    assert after_change("a", "ab", "ab\N{PARAGRAPH SEPARATOR}c") == "ab\nc"
