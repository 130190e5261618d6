"""The facts behind every export, and each text format they are written in."""

from roadmaps.report.data_tables import DataTable, data_tables
from roadmaps.report.facts import Facts, Item, Report, ReportPicture, ReportSection, Table, gather

__all__ = [
    "DataTable", "Facts", "Item", "Report", "ReportPicture", "ReportSection", "Table", "calendar",
    "calendar_memory", "csv_tables", "data_tables", "evidence_sheet", "gather", "html", "json_resume", "markdown",
    "sections", "user_text",
]  # fmt: skip
