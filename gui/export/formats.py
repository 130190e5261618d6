"""The export formats, each with the function that makes it; all of them work in any thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gui.app.date_format import locale_forms
from gui.app.editor import new_id
from gui.charts.burn_up import BurnUpChart
from gui.charts.categories import category_chart
from gui.charts.chart_style import ChartStyle
from gui.charts.rendering import svg_of
from gui.charts.study_year import study_year_chart
from gui.export.pdf import print_report
from gui.files.save_dialogs import FileType
from gui.theme.palette import LIGHT
from roadmaps.forecast import burn_up
from roadmaps.own.roadmap_writing import share_roadmap
from roadmaps.report import ReportPicture, data_tables, gather
from roadmaps.report.calendar import export_calendar
from roadmaps.report.csv_tables import can_do_table, session_table
from roadmaps.report.html import SvgPicture, html
from roadmaps.report.json_resume import resume
from roadmaps.report.markdown import check_list, markdown
from roadmaps.report.sections import make_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from gui.charts.chart import Chart
    from gui.export.calendar_memory import CalendarMemory
    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.journal import Event
    from roadmaps.report import DataTable, Facts, Report
    from roadmaps.text.locale_format import LocaleForms

_LETTERS = 11
_SIZES: Mapping[ReportPicture, tuple[int, int]] = {
    ReportPicture.BURN_UP: (680, 280),
    ReportPicture.CATEGORIES: (680, 300),
    ReportPicture.STUDY_YEAR: (680, 150),
}


@dataclass(frozen=True)
class Material:
    """The data of an export, computed when first needed."""

    catalogue: Catalogue
    shipped: Catalogue
    """The same without the user's changes."""
    roadmap: Roadmap
    events: Sequence[Event]
    today: date
    as_of: date | None
    now: int
    """In microseconds UTC."""
    author: str
    families: Sequence[str]
    """The program’s font, then its fallbacks."""
    memory: CalendarMemory
    database: Callable[[Sequence[Event], Sequence[DataTable]], bytes]
    """Makes an SQLite file with every event and these tables."""
    forms: LocaleForms = field(default_factory=locale_forms)

    @cached_property
    def facts(self) -> Facts:
        """The facts as of the day."""
        return gather(self.catalogue, self.roadmap, self.events, self.today, self.as_of)

    @cached_property
    def report(self) -> Report:
        """The facts as a document."""
        return make_report(self.facts, self.author, self.forms)

    @cached_property
    def charts(self) -> Mapping[ReportPicture, Chart]:
        """The charts that a report shows."""
        facts = self.facts
        series = burn_up(facts.roadmap, facts.events, facts.day)
        return {
            ReportPicture.BURN_UP: BurnUpChart(series, facts.forecast, facts.day, facts.plan.commitment.target),
            ReportPicture.CATEGORIES: category_chart(facts.roadmap, facts.events, facts.day),
            ReportPicture.STUDY_YEAR: study_year_chart(facts.events, facts.day, self.forms.first_weekday - 1),
        }

    @cached_property
    def pictures(self) -> Mapping[ReportPicture, SvgPicture]:
        """The charts as vector graphics, always in the light palette."""
        family, *fallbacks = self.families

        def drawn(picture: ReportPicture, chart: Chart) -> SvgPicture:
            style = ChartStyle(LIGHT, family, _LETTERS, *_SIZES[picture], 1.0, tuple(fallbacks))
            return SvgPicture(svg_of(chart, style), chart.summary)

        return {picture: drawn(picture, chart) for picture, chart in self.charts.items()}

    def pdf(self) -> bytes:
        """The report for printing."""
        return print_report(self.report, self.pictures, self.families)

    def page(self) -> bytes:
        """The report as a web page."""
        return html(self.report, self.pictures).encode()

    def data_copy(self) -> bytes:
        """Every event, and tables of the catalogue and of every roadmap as of the day."""
        return self.database(
            self.events, data_tables(self.catalogue, self.roadmap, self.events, self.today, self.as_of)
        )

    def shared_roadmap(self) -> bytes:
        """The roadmap with the user's changes and skills, for another Skillgap."""
        return share_roadmap(self.shipped, self.facts.progress, self.roadmap, new_id).encode()

    def calendar(self) -> bytes:
        """The plan, and cancellations for entries of earlier exports that no longer apply."""
        facts, memory = self.facts, self.memory
        made, exported = export_calendar(facts, self.now, memory.exported(facts.first_id), self.forms)
        memory.remember(facts.first_id, exported)
        return made


SHEET_TYPES = _PDF, _WEB_PAGE, _MARKDOWN = (
    FileType("PDF document", "pdf"),
    FileType("Web page", "html"),
    FileType("Markdown", "md"),
)
"""What the evidence sheet of a job ad can be saved as."""


def make_sheet(sheet: Report, suffix: str, families: Sequence[str]) -> bytes:
    """An evidence sheet as a file of one of these types."""
    if suffix == "pdf":
        return print_report(sheet, {}, families)
    return (html(sheet, {}) if suffix == "html" else markdown(sheet)).encode()


class ExportFormat(NamedTuple):
    """One format: its name, its purpose, and the function that makes it."""

    id: str
    name: str
    purpose: str
    """Begins in lower case and has no full stop."""
    file_name: str
    type: FileType
    make: Callable[[Material], bytes]
    has_author: bool = False
    """Whether the user's name goes on it."""


FORMATS = (
    ExportFormat(
        "pdf",
        "Report for printing",
        "PDF with numbers, charts, plan, study time and notes",
        "Skillgap report",
        _PDF,
        Material.pdf,
        has_author=True,
    ),
    ExportFormat(
        "html",
        "Report for a browser",
        "one self-contained HTML file",
        "Skillgap report",
        _WEB_PAGE,
        Material.page,
        has_author=True,
    ),
    ExportFormat(
        "markdown",
        "Report as Markdown",
        "text and tables for notes and wikis",
        "Skillgap report",
        _MARKDOWN,
        lambda material: markdown(material.report).encode(),
        has_author=True,
    ),
    ExportFormat(
        "check-list",
        "Checklist as Markdown",
        "every can-do in scope as a task, stage by stage",
        "Skillgap checklist",
        _MARKDOWN,
        lambda material: check_list(material.facts, material.forms).encode(),
    ),
    ExportFormat(
        "can-dos",
        "Can-dos for a spreadsheet",
        "CSV with one row per can-do",
        "Skillgap can-dos",
        FileType("Table", "csv"),
        lambda material: can_do_table(material.facts),
    ),
    ExportFormat(
        "sessions",
        "Study log for a spreadsheet",
        "CSV with one row per session",
        "Skillgap study log",
        FileType("Table", "csv"),
        lambda material: session_table(material.facts),
    ),
    ExportFormat(
        "sqlite",
        "SQLite for Datasette",
        "a database with your whole history, the names behind it, and the state of each roadmap",
        "Skillgap data",
        FileType("SQLite database", "sqlite"),
        Material.data_copy,
    ),
    ExportFormat(
        "calendar",
        "Plan for a calendar",
        "study weeks, milestones, your target date and review days; importing it again brings them up to date",
        "Skillgap plan",
        FileType("Calendar", "ics"),
        Material.calendar,
    ),
    ExportFormat(
        "roadmap",
        "Roadmap to share",
        "TOML with the stages, what they ask and your own skills on it, without your ticks",
        "Skillgap roadmap",
        FileType("Roadmap", "toml"),
        Material.shared_roadmap,
    ),
    ExportFormat(
        "resume",
        "Skills for a résumé",
        "the skills section of a JSON Resume",
        "Skillgap resume",
        FileType("JSON Resume", "json"),
        lambda material: resume(material.facts, material.author).encode(),
        has_author=True,
    ),
)
"""Every format, in the order of the dialog."""
