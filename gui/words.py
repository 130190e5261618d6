"""Days and keys in the person's own locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

if TYPE_CHECKING:
    from datetime import date


def day_text(day: date, today: date) -> str:
    """A day as "3 Aug", with the year where it is not this one."""
    pattern = "d MMM" if day.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def full_day_text(day: date) -> str:
    """A day with its year: "3 Aug 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
