"""The forms in which the facts leave the program; each is made in the thread of the charts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale

from gui.charts.burn_up import BurnUpChart
from gui.charts.categories import category_chart
from gui.charts.easel import render, svg_of
from gui.charts.study_year import study_year_chart
from gui.charts.style import ChartStyle
from gui.printing import print_report
from gui.saving import FileType
from gui.theme import LIGHT
from gui.words import full_day_text
from roadmaps.report import Picture, gather
from roadmaps.report_calendar import calendar
from roadmaps.report_html import SvgPicture, html
from roadmaps.report_markdown import check_list, markdown
from roadmaps.report_resume import resume
from roadmaps.report_sections import make_report
from roadmaps.report_tables import can_do_table, session_table
from roadmaps.series import burn_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from gui.charts.chart import Chart
    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.events import Event
    from roadmaps.report import Facts, Report

_LETTERS = 11
_SIZES: Mapping[Picture, tuple[int, int]] = {
    Picture.BURN_UP: (680, 280),
    Picture.CATEGORIES: (680, 300),
    Picture.STUDY_YEAR: (680, 150),
}
_PRINTED = 3.0
"""Pixels of a printed picture for each one on the screen."""


class Material:
    """What an export is made of, worked out when it is first wanted."""

    def __init__(
        self,
        catalogue: Catalogue,
        roadmap: Roadmap,
        events: Sequence[Event],
        today: date,
        as_of: date | None,
        said_at: int,
        author: str,
        family: str,
    ) -> None:
        """``said_at`` is now, in microseconds UTC; ``family`` is the font of the program."""
        self._of = (catalogue, roadmap, events, today, as_of)
        self.said_at, self.author, self.family = said_at, author, family
        self._weekday = QLocale().firstDayOfWeek().value - 1

    @cached_property
    def facts(self) -> Facts:
        """What is so on the day."""
        return gather(*self._of)

    @cached_property
    def report(self) -> Report:
        """The facts as a document."""
        return make_report(self.facts, self.author, full_day_text)

    @cached_property
    def charts(self) -> Mapping[Picture, Chart]:
        """The charts that a report has a place for."""
        facts = self.facts
        series = burn_up(facts.roadmap, facts.events, facts.day)
        return {
            Picture.BURN_UP: BurnUpChart(series, facts.forecast, facts.day, facts.plan.commitment.target),
            Picture.CATEGORIES: category_chart(facts.roadmap, facts.events, facts.day),
            Picture.STUDY_YEAR: study_year_chart(facts.events, facts.day, self._weekday),
        }

    def style(self, picture: Picture, ratio: float = 1.0) -> ChartStyle:
        """How a chart of a report is drawn: always in the light palette."""
        return ChartStyle(LIGHT, self.family, _LETTERS, *_SIZES[picture], ratio)

    def pdf(self) -> bytes:
        """The report to print."""
        images = {
            picture: render(chart, self.style(picture, _PRINTED)).on_paper() for picture, chart in self.charts.items()
        }
        return print_report(self.report, images, self.family)

    def page(self) -> bytes:
        """The report for a browser."""
        pictures = {
            picture: SvgPicture(svg_of(chart, self.style(picture)), chart.summary)
            for picture, chart in self.charts.items()
        }
        return html(self.report, pictures).encode()


class ExportFormat(NamedTuple):
    """One form: what it is called, what it is good for, and how it is made."""

    id: str
    name: str
    says: str
    file_name: str
    type: FileType
    make: Callable[[Material], bytes]
    has_author: bool
    """Whether the name of the person stands on it."""


FORMATS = (
    ExportFormat(
        "pdf",
        "Report to print",
        "PDF with numbers, charts, plan, study time and notes",
        "Skillgap report",
        FileType("PDF document", "pdf"),
        Material.pdf,
        has_author=True,
    ),
    ExportFormat(
        "html",
        "Report for a browser",
        "one HTML file that loads nothing from elsewhere",
        "Skillgap report",
        FileType("Web page", "html"),
        Material.page,
        has_author=True,
    ),
    ExportFormat(
        "markdown",
        "Report as Markdown",
        "text and tables for notes and wikis",
        "Skillgap report",
        FileType("Markdown", "md"),
        lambda material: markdown(material.report).encode(),
        has_author=True,
    ),
    ExportFormat(
        "check-list",
        "Check list as Markdown",
        "every can-do in scope as a task, stage by stage",
        "Skillgap check list",
        FileType("Markdown", "md"),
        lambda material: check_list(material.facts, full_day_text).encode(),
        has_author=False,
    ),
    ExportFormat(
        "can-dos",
        "Can-dos for a spreadsheet",
        "CSV with a row for each can-do",
        "Skillgap can-dos",
        FileType("Table", "csv"),
        lambda material: can_do_table(material.facts),
        has_author=False,
    ),
    ExportFormat(
        "sessions",
        "Study log for a spreadsheet",
        "CSV with a row for each session",
        "Skillgap study log",
        FileType("Table", "csv"),
        lambda material: session_table(material.facts),
        has_author=False,
    ),
    ExportFormat(
        "calendar",
        "Plan for a calendar",
        "weeks of study, milestones, target and days to review; importing it again brings them up to date",
        "Skillgap plan",
        FileType("Calendar", "ics"),
        lambda material: calendar(material.facts, material.said_at, full_day_text),
        has_author=False,
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
"""Every form there is, in the order of the dialog."""
