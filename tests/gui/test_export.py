"""Exports: the dialog, the file in each format, and the message when it cannot be written."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
import threading
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton

import gui.export.exporter
from gui.app.background import EXPORT
from gui.export.calendar_memory import NAME, NOT_REMEMBERED, CalendarMemory
from gui.export.dialog import ExportDialog
from gui.export.formats import FORMATS
from gui.export.pdf import print_report
from roadmaps.faults import Fault
from roadmaps.report import Item, Report, ReportSection, Table
from roadmaps.report.calendar_memory import Exported
from roadmaps.text.text_format import percent_text
from tests.gui.scene import SENTENCE, TODAY, seen
from tests.gui.test_progress_page import lived

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gui.export.formats import ExportFormat
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HOSTILE = "<b>R&D</b> =1+1 | *x* $y$"
AUTHOR = "Ada <i>L</i>"


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


def prepared(scene: Scene) -> None:
    lived(scene)
    scene.tracker.edits.write_note(scene.tracker.gap.scope[0].skill.id, HOSTILE)
    scene.tracker.plan_edits.set_hours_a_week(8)


@pytest.fixture
def scene(open_window: OpenWindow) -> Scene:
    return open_window(before=prepared)


def dialog_of(scene: Scene) -> ExportDialog:
    scene.settle()
    (dialog,) = [each for each in scene.window.findChildren(ExportDialog) if each.isVisible()]
    return dialog


def export(scene: Scene, form_id: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Choose a form by keys and mouse, and wait until it is written."""
    asked: list[tuple[Any, ...]] = []

    def answer(*arguments: Any) -> Path:
        asked.append(arguments)
        (kind,) = arguments[3]
        return folder / f"{arguments[2]}.{kind.suffix}"

    monkeypatch.setattr(gui.export.exporter, "ask_where", answer)
    scene.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(scene)
    number = next(place for place, each in enumerate(FORMATS) if each.id == form_id)
    scene.click(dialog.choice.group.button(number))
    dialog.author.setText(AUTHOR)
    with scene.qtbot.waitSignal(scene.window.files.exporter.saved, timeout=30000) as saved:
        scene.press(Qt.Key.Key_Return)
    scene.settle()
    assert asked[0][1] == FORMATS[number].name
    scene.window.activateWindow()  # as where windows are managed
    scene.settle()
    assert f"Saved {saved.args[0].name}" in scene.texts(scene.window.toast)
    (path,) = [each for each in folder.iterdir() if each.is_file()]
    assert path == saved.args[0]
    assert TODAY.isoformat() in path.name
    return path


def words_of(data: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def test_the_report_is_printed_with_title_author_charts_and_every_part(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    path = export(scene, "pdf", tmp_path, monkeypatch)
    read = PdfReader(path)
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("From baker to brewer", AUTHOR)
    said = words_of(path.read_bytes())
    # The charts are drawings whose letters can be found.
    assert "Achieved" in said
    for title in ("Where you stand", "By stage", "By category", "What is left", "When you may finish", "Plan", "Notes"):
        assert title in said
    assert " ".join(percent_text(scene.tracker.gap.total.percent).split()) in said, (
        "its no-break space is one like others"
    )
    assert HOSTILE in said
    assert f"1 of {len(read.pages)}" in said


@pytest.mark.slow
def test_the_report_for_a_browser_holds_its_charts(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = export(scene, "html", tmp_path, monkeypatch).read_text(encoding="utf-8")
    assert written.count("data:image/svg+xml;base64,") == 2 + ("Study time" in written)
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in written
    assert f'alt="{scene.tracker.gap.total.ticked} of ' in written


def test_every_other_format_is_written_and_read_back(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from icalendar import Calendar

    written = {}
    for form in FORMATS:
        if form.id not in ("pdf", "html"):
            folder = tmp_path / form.id
            folder.mkdir()
            written[form.id] = export(scene, form.id, folder, monkeypatch).read_bytes()
    total = scene.tracker.gap.total
    report = MarkdownIt("commonmark").enable("table").parse(written["markdown"].decode())
    assert [token.type for token in report].count("table_open") >= 4
    assert written["check-list"].decode().count("- [x] ") == total.ticked
    rows = list(csv.DictReader(io.StringIO(written["can-dos"].decode("utf-8-sig"), newline="")))
    assert len(rows) == len(scene.tracker.catalogue.can_dos)
    assert written["sessions"].decode("utf-8-sig").startswith("day,skill_id,skill,minutes,what,link\r\n")
    calendar: Any = Calendar.from_ical(written["calendar"])
    assert len(calendar.walk("VEVENT")) > 5
    assert tomllib.loads(written["roadmap"].decode())["roadmap"]["name"] == scene.tracker.roadmap.name
    assert json.loads(written["resume"])["basics"]["name"] == AUTHOR
    copy = tmp_path / "sqlite" / f"Skillgap data {TODAY.isoformat()}.sqlite"
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        goal = connection.execute("SELECT ticked, can_dos FROM roadmaps WHERE is_goal").fetchall()
        assert goal == [(total.ticked, total.can_dos)]
        assert connection.execute("SELECT text FROM notes").fetchall() == [(HOSTILE,)]


def test_an_earlier_day_is_exported_as_it_was(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = TODAY.replace(month=6)
    scene.tracker.view_as_of(day)
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: tmp_path / "then.md")
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    number = next(place for place, each in enumerate(FORMATS) if each.id == "check-list")
    dialog.choice.group.button(number).click()
    with scene.qtbot.waitSignal(scene.window.files.exporter.saved, timeout=30000):
        dialog.save.click()
    written = (tmp_path / "then.md").read_text(encoding="utf-8")
    assert "As of 21 Jun 2026" in written
    assert written.count("- [x] ") == scene.tracker.gap.total.ticked


def test_a_full_disk_is_reported_and_leaves_no_file(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = open_window(before=prepared)
    scene.disk.is_full = True
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: tmp_path / "report.md")
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    dialog.choice.group.button(2).click()
    with scene.qtbot.waitSignal(scene.window.files.exporter.failed, timeout=30000):
        dialog.save.click()
    assert scene.window.banners.text("trouble") == SENTENCE
    assert not list(tmp_path.glob("report*"))
    scene.disk.is_full = False
    scene.window.files.exporter.ask()
    with scene.qtbot.waitSignal(scene.window.files.exporter.saved, timeout=30000):
        dialog_of(scene).save.click()
    assert not scene.window.banners.text("trouble")
    assert (tmp_path / "report.md").exists()


@pytest.mark.slow
def test_the_format_and_the_name_are_remembered(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(scene, "calendar", tmp_path, monkeypatch)
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    assert dialog.form.id == "calendar"
    assert dialog.author.text() == AUTHOR
    assert dialog.choice.group.button(dialog.choice.index).hasFocus()
    dialog.author.clear()
    with scene.qtbot.waitSignal(scene.window.files.exporter.saved, timeout=30000):
        dialog.save.click()
    scene.window.files.exporter.ask()
    assert dialog_of(scene).author.text() == ""


@pytest.mark.slow
def test_the_first_name_is_that_of_the_account(scene: Scene) -> None:
    scene.window.files.account_name = lambda: "Ada Byron"
    scene.window.files.exporter.ask()
    assert dialog_of(scene).author.text() == "Ada Byron"


@pytest.mark.slow
def test_cancelling_the_dialog_writes_nothing(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: None)
    scene.window.files.exporter.ask()
    dialog_of(scene).save.click()
    scene.settle()
    scene.window.files.exporter.ask()
    scene.press(Qt.Key.Key_Escape, on=dialog_of(scene))
    scene.settle()
    assert not [each for each in scene.window.findChildren(ExportDialog) if each.isVisible()]
    assert not list(tmp_path.glob("Skillgap*"))


@pytest.mark.slow
def test_everything_in_the_dialog_has_a_name_and_keys(scene: Scene) -> None:
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    assert all(button.text() for button in dialog.findChildren(QRadioButton))
    (name,) = [label for label in dialog.findChildren(QLabel) if label.buddy() is dialog.author]
    assert name.text()
    assert all(button.accessibleDescription() for button in dialog.choice.group.buttons())
    scene.press(Qt.Key.Key_Down)
    assert dialog.choice.index == 1
    assert [button.text() for button in dialog.findChildren(QPushButton)] == ["Cancel", "Save as …"]


def test_closing_waits_for_a_file_that_is_being_made(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: tmp_path / "report.md")
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    dialog.choice.group.button(2).click()
    with scene.qtbot.waitSignal(scene.window.files.exporter.began):
        dialog.save.click()
    assert not scene.window.close()
    assert "report.md is still being written" in scene.window.banners.text("notice")
    scene.qtbot.waitUntil(lambda: not scene.window.isVisible(), timeout=30000)
    assert (tmp_path / "report.md").exists()


class Endless:
    """What makes a file until it is let go, as a typesetter that nothing can interrupt."""

    def __init__(self) -> None:
        self.begun, self.go_on, self.ended = (threading.Event() for _ in range(3))

    def __call__(self) -> bytes:
        self.begun.set()
        assert self.go_on.wait(60)
        self.ended.set()
        return b"made"


@pytest.fixture
def endless() -> Iterator[Endless]:
    made = Endless()
    yield made
    made.go_on.set()


def cancel_button(scene: Scene) -> QAbstractButton:
    """The button that cancels the export, once it is offered."""

    def offered() -> list[QAbstractButton]:
        return [each for each in seen(scene.window.banners, QAbstractButton) if each.text() == "Cancel"]

    scene.qtbot.waitUntil(lambda: bool(offered()))
    (button,) = offered()
    return button


@pytest.mark.sweep
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_a_cancelled_export_ends_at_once_and_is_never_written(
    scene: Scene, tmp_path: Path, endless: Endless, form: ExportFormat
) -> None:
    exporter, path = scene.window.files.exporter, tmp_path / f"first.{form.type.suffix}"
    path.write_bytes(b"as it was")
    exporter.begin(path, form, endless)
    scene.click(cancel_button(scene))
    assert not endless.ended.is_set()
    assert exporter.being_made == ""
    assert scene.window.toast.text == f"Cancelled: {path.name} was not exported"
    second = tmp_path / f"second.{form.type.suffix}"
    with scene.qtbot.waitSignal(exporter.saved, timeout=30000):
        exporter.begin(second, form, lambda: b"second")
    assert second.read_bytes() == b"second"
    assert not endless.ended.is_set(), "the next one does not wait for it"
    endless.go_on.set()
    scene.qtbot.waitUntil(lambda: not exports())
    scene.settle()
    assert path.read_bytes() == b"as it was"
    assert scene.window.banners.text("trouble") == ""
    assert [each.text() for each in seen(scene.window.banners, QAbstractButton)] == []


def exports() -> list[threading.Thread]:
    """The threads in which something is made."""
    return [each for each in threading.enumerate() if each.name.startswith(EXPORT)]


@pytest.mark.slow
def test_a_window_that_waits_for_an_export_closes_when_that_is_cancelled(
    scene: Scene, tmp_path: Path, endless: Endless
) -> None:
    exporter, path = scene.window.files.exporter, tmp_path / "report.pdf"
    exporter.begin(path, FORMATS[0], endless)
    assert endless.begun.wait(30)
    assert not scene.window.close()
    scene.click(cancel_button(scene))
    assert not scene.window.isVisible()
    assert not endless.ended.is_set()
    endless.go_on.set()
    scene.qtbot.waitUntil(lambda: not exports())
    assert not path.exists()


@pytest.mark.slow
def test_a_window_that_is_forced_to_close_abandons_its_export(scene: Scene, tmp_path: Path, endless: Endless) -> None:
    path = tmp_path / "report.pdf"
    scene.window.files.exporter.begin(path, FORMATS[0], endless)
    assert endless.begun.wait(30)
    scene.window.leave()
    assert not scene.window.isVisible()
    endless.go_on.set()
    scene.qtbot.waitUntil(lambda: not exports())
    scene.settle()
    assert not path.exists()


@pytest.mark.slow
def test_a_quick_export_shows_no_banner(scene: Scene, tmp_path: Path) -> None:
    exporter = scene.window.files.exporter
    with scene.qtbot.waitSignal(exporter.saved, timeout=30000):
        exporter.begin(tmp_path / "soon.md", FORMATS[2], lambda: b"soon")
    exporter.offer_to_cancel()
    assert seen(scene.window.banners, QAbstractButton) == []


@pytest.mark.slow
def test_a_fault_while_it_is_made_is_reported_and_blocks_nothing(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = open_window(before=lived)
    scene.tracker.plan_edits.set_target_date(None)
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: tmp_path / "plan.ics")

    def refuse(*_: object) -> bytes:
        raise Fault(SENTENCE)

    monkeypatch.setattr("gui.export.formats.export_calendar", refuse)
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    number = next(place for place, each in enumerate(FORMATS) if each.id == "calendar")
    dialog.choice.group.button(number).click()
    assert not dialog.author.isEnabled()
    with scene.qtbot.waitSignal(scene.window.files.exporter.failed, timeout=30000):
        dialog.save.click()
    assert scene.window.banners.text("trouble") == SENTENCE
    assert not scene.window.files.exporter.being_made
    assert not list(tmp_path.glob("*.ics"))


@pytest.mark.long
def test_no_part_of_a_long_report_is_lost_between_pages(scene: Scene) -> None:
    """Tables, headings and texts of every length, one after the other."""
    sections = tuple(
        ReportSection(
            f"Heading {number}",
            tuple(f"Paragraph {number} {each} " + "word " * (7 * number % 60) for each in range(number % 4)),
            tables=(
                Table(
                    ("Name", "Number"),
                    tuple((f"Row {number} {row} " + "text " * (row % 30), str(row)) for row in range(5 * number % 40)),
                    1,
                ),
            ),
            items=(Item(f"Item {number}", "https://example.org"),),
        )
        for number in range(24)
    )
    report = Report("A long report", "", "As of today", sections)
    said = words_of(print_report(report, {}, [QApplication.font().family()]))
    words = Counter(said.split())
    for section in sections:
        assert f"{section.title} " in said
        for paragraph in section.paragraphs:
            assert " ".join(paragraph.split()[:3]) in said, paragraph
        for row in section.tables[0].rows:
            assert " ".join(row[0].split()[:3]) in said, row
        assert section.items[0].text in said
    # Each word once, also where a text goes over from one page to the next.
    typed = [text for each in sections for text in (*each.paragraphs, *(row[0] for row in each.tables[0].rows))]
    for word in ("word", "text"):
        assert words[word] == sum(text.split().count(word) for text in typed)


@pytest.mark.slow
def test_a_text_longer_than_a_page_goes_on_over_the_next_ones(scene: Scene) -> None:
    table = Table(("Name", "Text"), (("One", "lorem " * 3000), ("x" * 5000, "two")), 1)
    report = Report("Long", "", "", (ReportSection("Texts", ("ipsum " * 2000,), tables=(table,)),))
    words = Counter(words_of(print_report(report, {}, [QApplication.font().family()])).split())
    assert (words["lorem"], words["ipsum"]) == (3000, 2000)
    assert sum(word.count("x") for word in words.elements() if set(word) == {"x"}) == 5000


@pytest.mark.slow
def test_what_was_exported_is_remembered_beside_the_settings(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from icalendar import Calendar

    def sequences(path: Path) -> dict[str, tuple[str, int]]:
        calendar: Any = Calendar.from_ical(path.read_bytes())
        return {str(each["UID"]): (str(each["STATUS"]), int(each["SEQUENCE"])) for each in calendar.walk("VEVENT")}

    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    before = sequences(export(scene, "calendar", first, monkeypatch))
    scene.tracker.plan_edits.set_hours_a_week(30)
    after = sequences(export(scene, "calendar", second, monkeypatch))
    assert set(before) <= set(after)
    fallen = [uid for uid in before if after[uid][0] == "CANCELLED"]
    assert fallen
    assert all(after[uid][1] > before[uid][1] for uid in fallen)


@pytest.mark.slow
def test_a_calendar_is_saved_even_if_its_memory_cannot_be(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CalendarMemory, "save", lambda _: False)
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: tmp_path / "plan.ics")
    scene.window.files.exporter.ask()
    dialog = dialog_of(scene)
    number = next(place for place, each in enumerate(FORMATS) if each.id == "calendar")
    dialog.choice.group.button(number).click()
    with scene.qtbot.waitSignal(scene.window.files.exporter.failed, timeout=30000) as told:
        dialog.save.click()
    assert told.args == [NOT_REMEMBERED]
    assert (tmp_path / "plan.ics").exists()
    assert scene.window.banners.text("trouble") == NOT_REMEMBERED


def test_the_memory_is_shared_by_windows_private_and_survives_damage(tmp_path: Path) -> None:
    one, other = CalendarMemory(tmp_path), CalendarMemory(tmp_path)
    one.remember("me", Exported(sequence=5))
    assert one.save()
    assert other.exported("me").sequence == 5
    other.remember("you", Exported(sequence=7))
    assert other.save()
    assert (one.exported("me").sequence, one.exported("you").sequence) == (5, 7)
    file = tmp_path / NAME
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"{damaged")
    assert CalendarMemory(tmp_path).exported("me") == Exported()
    assert one.exported("me").sequence == 5
    assert not CalendarMemory(tmp_path / "missing").save()


def test_without_a_folder_exports_are_remembered_until_the_end(tmp_path: Path) -> None:
    memory = CalendarMemory(None)
    memory.remember("ada", Exported(sequence=3))
    assert memory.save()
    assert memory.exported("ada").sequence == 3
    assert CalendarMemory(None).exported("ada") == Exported()
