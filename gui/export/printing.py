"""Asks what to print, makes the pages, and shows a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal

from gui.export.print_pages import STYLE, DocumentPages, MapPages, layout_for
from gui.files.waiting import wait_for
from gui.widgets.form import FormDialog, RadioChoice
from roadmaps.faults import Cancelled
from roadmaps.report.check_list import check_list_report
from roadmaps.report.html import html
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.export.formats import Material
    from gui.export.print_pages import PrintPages
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField
    from roadmaps.report import Report, ReportSection

_WHAT = "print/what"
MOST_ROWS = 400
"""Rows of a table that are printed."""
_CHOICES = {"report": "Report", "map": "Map of the roadmap", "check-list": "Checklist"}


class PrintDialog(FormDialog):
    """Asks what to print."""

    writes = False
    chosen = Signal(str)
    """What the user wants: "report", "map" or "check-list"."""

    def __init__(self, what: str, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("Print", "Preview …", tracker, theme, icons, parent)
        self.add_words("What would you like to print?", bold=True)
        ids = [*_CHOICES]
        self.choice = RadioChoice("What to print", _CHOICES.values(), ids.index(what) if what in ids else 0)
        self._fields.addWidget(self.choice)

    def complaints(self) -> dict[FormField, str]:
        """None: any choice can be printed."""
        return {}

    def keep(self) -> None:
        """Report the choice."""
        self.chosen.emit([*_CHOICES][self.choice.index])


def ask_what_to_print(
    material: Callable[[], Material],
    draw_map: Callable[[], tuple[QSize, Callable[[QPainter], object]]],
    tracker: Tracker,
    settings: Settings,
    theme: Theme,
    icons: Icons,
    window: QWidget,
) -> None:
    """Ask what to print, then show a preview, which has the button that prints.

    ``material`` gives the data of the documents, ``draw_map`` the size of the map and a function that paints it.
    """

    def go_on(what: str) -> None:
        settings.set_text(_WHAT, what)
        layout = layout_for(QLocale(), is_landscape=what == "map")
        pages: PrintPages
        if what == "map":
            pages = MapPages(*draw_map(), layout)
        else:
            make = partial(_page, material(), what)
            try:
                page, families = wait_for(lambda _watch: make(), "Preparing the pages …", theme, window)
            except Cancelled:
                return
            pages = DocumentPages(page, families, layout)
        show_preview(pages, f"Print: {_CHOICES[what]}", window)

    dialog = PrintDialog(settings.text(_WHAT), tracker, theme, icons, window)
    # Close this dialog before the preview opens.
    dialog.chosen.connect(go_on, Qt.ConnectionType.QueuedConnection)
    dialog.open()


def _page(material: Material, what: str) -> tuple[str, Sequence[str]]:
    """A document as HTML, and its fonts."""
    if what == "report":
        return html(shortened(material.report), material.pictures, STYLE), material.families
    return html(check_list_report(material.facts, material.forms), {}, STYLE), material.families


def shortened(report: Report) -> Report:
    """A report without most rows of long tables: Qt lays out only some 300 rows a second, in the window's thread.

    A sentence says how many are left out, and where to find them.
    """
    return report._replace(sections=tuple(map(_shortened, report.sections)))


def _shortened(section: ReportSection) -> ReportSection:
    left_out = sum(max(0, len(table.rows) - MOST_ROWS) for table in section.tables)
    if not left_out:
        return section
    sentence = f"{count_text(left_out, 'row')} not printed here. Export the report as PDF or HTML to have them all."
    tables = tuple(table._replace(rows=table.rows[:MOST_ROWS]) for table in section.tables)
    return section._replace(paragraphs=(*section.paragraphs, sentence), tables=tables)


def show_preview(pages: PrintPages, title: str, window: QWidget) -> None:
    """Show pages as they will be printed. Qt's print support is loaded only here."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(pages.layout)
    printer.setDocName(title)
    printer.setCreator("Skillgap")
    dialog = QPrintPreviewDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.paintRequested.connect(lambda device: pages.paint(device))  # a signal holds no method's object
    dialog.destroyed.connect(lambda: printer)  # Qt does not own it
    dialog.resize(window.size() * 0.9)  # Qt's own size cuts the tool bar
    dialog.open()
