"""Printing: the choice, the preview, and the pages as a printer gets them."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget

from gui.export.print_pages import DocumentPages, layout_for
from gui.export.printing import MOST_ROWS, PrintDialog, shortened
from roadmaps.journal import Tick
from roadmaps.report import Report, ReportSection, Table
from tests.gui.test_export import HOSTILE, prepared

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PdfReader

    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


@pytest.fixture
def scene(open_window: OpenWindow) -> Scene:
    return open_window(before=prepared)


def preview(scene: Scene, number: int) -> QPrintPreviewDialog:
    """Ask for a preview by keys: Ctrl+P, one of the choices, Enter."""
    scene.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    scene.settle()
    (dialog,) = [each for each in scene.window.findChildren(PrintDialog) if each.isVisible()]
    scene.click(dialog.choice.group.button(number))
    scene.press(Qt.Key.Key_Return)

    def shown() -> list[QPrintPreviewDialog]:
        return [each for each in scene.window.findChildren(QPrintPreviewDialog) if each.isVisible()]

    scene.qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    return shown()[0]


def printed(dialog: QPrintPreviewDialog, path: Path) -> PdfReader:
    """What a printer gets that writes a file."""
    from pypdf import PdfReader

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(dialog.printer().pageLayout())
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    dialog.paintRequested.emit(printer)
    return PdfReader(io.BytesIO(path.read_bytes()))


def words(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in document.pages)


@pytest.mark.slow
def test_the_report_is_previewed_and_printed(scene: Scene, tmp_path: Path) -> None:
    dialog = preview(scene, 0)
    (shown,) = dialog.findChildren(QPrintPreviewWidget)
    document = printed(dialog, tmp_path / "report.pdf")
    said = words(document)
    for title in ("Where you stand", "By stage", "What is left", "Plan", "Notes"):
        assert title in said
    assert HOSTILE in said, "nothing that is typed is taken for markup"
    count = len(document.pages)
    assert count == shown.pageCount() > 1
    assert [
        f"{number} of {count}" in " ".join(page.extract_text().split()) for number, page in enumerate(document.pages, 1)
    ] == ([True] * count)
    assert any(page.images for page in document.pages), "the charts"
    box = document.pages[0].mediabox
    assert box.width < box.height
    dialog.close()


@pytest.mark.slow
def test_the_map_is_printed_on_one_wide_page(scene: Scene, tmp_path: Path) -> None:
    dialog = preview(scene, 1)
    document = printed(dialog, tmp_path / "map.pdf")
    (page,) = document.pages
    assert page.mediabox.width > page.mediabox.height
    said = words(document)
    for stage in scene.tracker.roadmap.stages:
        assert stage.short_name in said
    dialog.close()


@pytest.mark.slow
def test_the_checklist_has_a_box_for_each_can_do(scene: Scene, tmp_path: Path) -> None:
    can_do = scene.tracker.gap.scope[0].needed[0]
    scene.tracker.edits.set_tick(can_do, Tick(None))
    total = scene.tracker.gap.total
    dialog = preview(scene, 2)
    said = words(printed(dialog, tmp_path / "list.pdf"))
    assert (said.count("☑"), said.count("☐")) == (total.ticked, total.left)
    assert " ".join(can_do.text.split()[:3]) in said
    dialog.close()


def test_the_last_choice_is_proposed_and_a_cancel_prints_nothing(scene: Scene) -> None:
    preview(scene, 2).close()
    scene.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    scene.settle()
    (dialog,) = [each for each in scene.window.findChildren(PrintDialog) if each.isVisible()]
    assert dialog.choice.index == 2
    scene.press(Qt.Key.Key_Escape)
    scene.settle()
    assert not [each for each in scene.window.findChildren(QPrintPreviewDialog) if each.isVisible()]


@pytest.mark.usefixtures("qapp")
def test_pages_fit_whatever_paper_and_range_are_set(tmp_path: Path) -> None:
    from pypdf import PdfReader

    pages = DocumentPages(
        "<p>" + "</p><p>".join(f"line {n} end" for n in range(300)) + "</p>",
        ["Inter"],
        layout_for(QLocale("de_DE"), is_landscape=False),
    )
    assert pages.count > 3
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "part.pdf"))
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A6), QPageLayout.Orientation.Landscape, QMarginsF(9, 9, 9, 9))
    )
    printer.setFromTo(2, 3)
    pages.paint(printer)
    found = PdfReader(tmp_path / "part.pdf").pages
    assert [" ".join(page.extract_text().split("\n")[-1].split()) for page in found] == [
        f"{n} of {pages.count}" for n in (2, 3)
    ]
    assert "line 0 end" not in " ".join(found[0].extract_text().split())
    whole = tmp_path / "whole.pdf"
    printer.setOutputFileName(str(whole))
    printer.setFromTo(0, 0)
    pages.paint(printer)
    said = words(PdfReader(whole))
    assert all(f"line {n} end" in said for n in range(300)), "no line is lost between two pages"


def test_only_the_first_rows_of_a_long_table_are_printed_and_the_rest_are_counted() -> None:
    rows = tuple((str(n),) for n in range(MOST_ROWS + 7))
    sections = (ReportSection("Log", ("text",), tables=(Table(("Day",), rows), Table(("Day",), rows[:3]))),)
    report = Report("R", "", "", (*sections, ReportSection("Other", ("text",))))
    log, other = shortened(report).sections
    assert [len(table.rows) for table in log.tables] == [MOST_ROWS, 3]
    assert log.paragraphs[-1].startswith("7 rows not printed here.")
    assert other == report.sections[1]


def test_the_paper_is_that_of_the_locale() -> None:
    sizes = {name: layout_for(QLocale(name), is_landscape=False).pageSize().id() for name in ("en_US", "de_DE")}
    assert sizes == {"en_US": QPageSize.PageSizeId.Letter, "de_DE": QPageSize.PageSizeId.A4}


def test_the_window_does_not_load_print_support() -> None:
    code = (
        "import sys, gui.shell.main_window, gui.export.exporter, gui.export.printing\n"
        "sys.exit('PySide6.QtPrintSupport' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
