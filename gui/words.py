"""Days in words, in the person's own locale."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH = ("en", "C", "POSIX")


def day_text(day: date, today: date) -> str:
    """A day as "3 Aug", with the year where it is not this one."""
    return _text(day) if day.year == today.year else full_day_text(day)


def full_day_text(day: date) -> str:
    """A day with its year: "3 Aug 2026"."""
    return f"{_text(day)} {day.year}"


def moment_text(moment: datetime, today: date) -> str:
    """A moment by the clock on the wall: "Today, 14:02", "Yesterday, 21:40", "3 Aug, 18:11"."""
    local = moment.astimezone()
    named = {0: "Today", 1: "Yesterday"}.get((today - local.date()).days)
    return f"{named or day_text(local.date(), today)}, {local:%H:%M}"


def exact_moment_text(moment: datetime, today: date) -> str:
    """As ``moment_text``, to the second: "Today, 14:02:07"."""
    return f"{moment_text(moment, today)}:{moment.astimezone():%S}"


def month_text(day: date) -> str:
    """The month of a day: "Aug"."""
    if _is_english():
        return _MONTHS[day.month - 1]
    from PySide6.QtCore import QLocale

    return QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)


def weekday_text(day: date) -> str:
    """The weekday of a day: "Wed"."""
    if _is_english():
        return _WEEKDAYS[day.weekday()]
    from PySide6.QtCore import QLocale

    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def _text(day: date) -> str:
    if _is_english():
        return f"{day.day} {_MONTHS[day.month - 1]}"
    from PySide6.QtCore import QDate, QLocale

    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


@cache
def _is_english() -> bool:
    """Whether months are called as in English: then QLocale, which takes long to load, is not needed at the start."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    locale = next((name for name in names if name), "C")
    return sys.platform == "linux" and locale.startswith(_ENGLISH)
