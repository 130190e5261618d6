"""Too long input is refused with a sentence and stays as typed; long text that is in the file can be read in full."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from gui.pages.plan.weeks_off import times_off
from gui.study.log_dialog import LogDialog
from gui.widgets.labels import PlainLabel, plain_tip
from gui.widgets.long_text import LongTextDialog, broken
from roadmaps.journal import Kind, StudySession
from roadmaps.study import logged_sessions
from roadmaps.text.limits import MOST_NOTE_LETTERS, MOST_SESSION_LETTERS, MOST_SHOWN
from tests.examples import late
from tests.gui.scene import seen
from tests.store.sayings import say

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event, Json
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY = date(2026, 3, 2)


def held(open_window: OpenWindow, events: list[Event]) -> Scene:
    """A window over a file that holds these."""

    def put(scene: Scene) -> None:
        scene.disk.journal.append(events)
        scene.tracker.reload()

    return open_window(before=put)


def note(text: str, subject: str = "mashing") -> Event:
    return say(1, text, kind=Kind.NOTE, subject=subject)


@pytest.mark.parametrize(
    "text", ["x" * 100_000, *map(late, ("word " * 200_000, "\n" * 50_000, "é" * 5_000_000))], ids=lambda text: text[:9]
)
def test_a_very_long_note_is_shown_shortened_and_kept_letter_for_letter(open_window: OpenWindow, text: str) -> None:
    scene = held(open_window, [note(text), say(2)])
    begun = time.process_time()
    scene.go("skill", "mashing")
    assert time.process_time() - begun < 3  # it took four seconds for the first, and did not end for the last
    detail = scene.window.pages.skills.detail
    field = detail._facts.note  # noqa: SLF001  # the test looks into the field, as the user does
    assert field.isReadOnly()
    assert len(field.toPlainText()) <= MOST_SHOWN + 2
    scene.click(scene.button("Show the whole note"))
    (dialog,) = seen(scene.window, LongTextDialog)
    assert dialog.field.toPlainText().replace("\n", "") == text.replace("\n", "")
    scene.click(dialog.copy)
    assert QGuiApplication.clipboard().text() == text
    QGuiApplication.clipboard().clear()
    dialog.accept()
    scene.go("skill", "hygiene")
    assert not field.isReadOnly()
    scene.go("skill", "mashing")
    assert scene.tracker.drafts.text("mashing") == text
    assert len(scene.disk.events()) == 2


@pytest.mark.slow
def test_a_very_long_note_can_be_removed_and_comes_back(open_window: OpenWindow) -> None:
    text = "x" * 100_000
    scene = held(open_window, [note(text)])
    scene.go("skill", "mashing")
    scene.click(scene.button("Show the whole note"))
    (dialog,) = seen(scene.window, LongTextDialog)
    scene.click(dialog.remove)
    field = scene.window.pages.skills.detail._facts.note  # noqa: SLF001
    assert scene.tracker.drafts.text("mashing") == ""
    assert (field.isReadOnly(), field.toPlainText()) == (False, "")
    assert scene.tracker.undo()
    assert scene.tracker.drafts.text("mashing") == text
    assert field.isReadOnly()


def test_what_is_typed_beyond_the_limit_stays_and_is_told(scene: Scene) -> None:
    scene.go("skill", "mashing")
    field = scene.window.pages.skills.detail._facts.note  # noqa: SLF001
    field.setPlainText("x" * MOST_NOTE_LETTERS)
    assert field.keep()
    field.setFocus()
    field.textCursor().insertText("y")
    assert not field.keep()
    assert scene.window.banners.text("trouble") == (
        "Your note on Mashing is not saved: a note can have up to 20,000 characters, and this has 20,001. "
        "Shorten it to save it."
    )
    scene.go("skill", "hygiene")
    scene.go("skill", "mashing")
    assert len(field.toPlainText()) == MOST_NOTE_LETTERS + 1
    field.setPlainText("short")
    assert field.keep()
    assert scene.tracker.progress.notes["mashing"] == "short"


@pytest.mark.slow
def test_a_paste_that_is_too_long_is_refused_as_a_whole(scene: Scene) -> None:
    scene.go("skill", "mashing")
    field = scene.window.pages.skills.detail._facts.note  # noqa: SLF001
    field.setPlainText("before")
    refused: list[str] = []
    scene.tracker.refused.connect(refused.append)
    data = QMimeData()
    data.setText("x" * 5_000_000)
    field.insertFromMimeData(data)
    assert field.toPlainText() == "before"
    assert refused == [
        "Nothing was pasted: the note would have 5,000,006 characters, and a note can have up to 20,000."
    ]
    data.setText("x" * 100)
    field.insertFromMimeData(data)
    assert len(field.toPlainText()) == 106


@pytest.mark.sweep
@pytest.mark.parametrize("length", [MOST_SESSION_LETTERS + 1, 40_000])
def test_a_long_session_is_changed_without_losing_a_letter(open_window: OpenWindow, length: int) -> None:
    value: Json = {"skill": "mashing", "minutes": 30, "text": "z" * length, "link": None}
    scene = held(open_window, [say(1, value, kind=Kind.STUDY, subject="s")])
    dialog = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, skill_id="mashing", session_id="s")
    dialog.time.line.setText("45")
    dialog.accept()
    ((_, session),) = logged_sessions(scene.tracker.progress)
    assert session == StudySession("mashing", DAY, 45, "z" * length, None)


@pytest.mark.slow
def test_words_of_a_session_that_are_too_long_are_told_at_their_field(scene: Scene) -> None:
    dialog = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, skill_id="mashing")
    dialog.words.insert("z" * (MOST_SESSION_LETTERS + 1))  # as a paste does: what a field is given may be longer
    dialog.accept()
    assert dialog.words_field.complaint == "Shorten this to 500 characters: it has 501."
    assert not logged_sessions(scene.tracker.progress)
    assert len(dialog.words.text()) == MOST_SESSION_LETTERS + 1
    dialog.words.backspace()
    dialog.accept()
    assert len(logged_sessions(scene.tracker.progress)) == 1


def test_labels_and_tips_show_the_beginning_of_a_very_long_text(scene: Scene) -> None:
    label = PlainLabel("x" * 1_000_000, theme=scene.theme)
    assert len(label.text()) == MOST_SHOWN + 2
    assert len(plain_tip("<" * 1_000_000)) < 10 * MOST_SHOWN
    label.setText("<b>short</b>")
    assert label.text() == "<b>short</b>"
    label.deleteLater()


def test_a_line_is_broken_only_where_it_is_very_long() -> None:
    text = "a\n\n" + "b" * 2500 + "\nc"
    assert broken(text) == "a\n\n" + "b" * 1000 + "\n" + "b" * 1000 + "\n" + "b" * 500 + "\nc"
    assert broken("") == ""


@pytest.mark.slow
def test_thousands_of_weeks_off_and_of_evidence_open_quickly(open_window: OpenWindow, tmp_path: Path) -> None:
    monday = date(2026, 11, 23)
    weeks = [
        say(number, True, kind=Kind.WEEK_OFF, subject=(monday + timedelta(weeks=2 * number)).isoformat())
        for number in range(1, 5001)
    ]
    pieces = [
        say(
            10_000 + number,
            {"can_do": "mashing.single-step", "address": f"https://example.org/{number}"},
            kind=Kind.EVIDENCE,
            subject=f"e{number}",
        )
        for number in range(5000)
    ]
    scene = held(open_window, [*weeks, *pieces])
    begun = time.process_time()
    scene.window.show_page("plan")
    scene.settle()
    scene.window.show_page("skills")
    scene.go("skill", "mashing")
    assert time.process_time() - begun < 6
    assert "and 4,950 more, which are listed in exports" in texts(scene, "skills")
    assert "and 4,970 more later on" in texts(scene, "plan")


def texts(scene: Scene, page: str) -> list[str]:
    scene.window.show_page(page)
    scene.settle()
    return [label.text() for label in seen(scene.window, QLabel)]


def test_spans_of_weeks_are_found_in_one_pass() -> None:
    mondays = [date(1900, 1, 1) + timedelta(weeks=number) for number in range(50_000)]
    begun = time.process_time()
    (span,) = times_off(mondays, date(1900, 1, 1))
    assert time.process_time() - begun < 2  # 15 s with a new tuple for each week
    assert span.mondays == tuple(mondays)
