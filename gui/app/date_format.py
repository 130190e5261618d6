"""Days and times in words, in the form of the user's locale: the one place that asks Qt for it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from roadmaps.text.locale_format import DateOrder, Grouping, LocaleForms

if TYPE_CHECKING:
    from datetime import date

_MARKS = ".,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_MILLIONS, _THOUSANDS = 1_234_567, 1_234
_FIRST_WEEKDAY = "firstWeekday"
"""A property of the application, as its locale is."""


def locale_forms() -> LocaleForms:
    """How the user's locale writes days, times and numbers."""
    application = QCoreApplication.instance()
    return _forms_of(QLocale().bcp47Name(), (application.property(_FIRST_WEEKDAY) if application else None) or 0)


def start_week_on(weekday: int) -> None:
    """Begin the week on a day, by its ISO number, from now on; 0: as the locale says."""
    application = QCoreApplication.instance()
    assert application is not None
    application.setProperty(_FIRST_WEEKDAY, weekday)


def english_locale() -> QLocale:
    """English in the user's country, for what Qt names by itself: the months of a calendar."""
    return QLocale(QLocale.Language.English, QLocale().territory())


def day_text(day: date, today: date) -> str:
    """A day as "3 Aug", with the year where it is not this one."""
    return locale_forms().short_day(day, today)


def full_day_text(day: date) -> str:
    """A day with its year: "3 Aug 2026"."""
    return locale_forms().day(day)


def moment_text(moment: datetime, today: date) -> str:
    """A moment by the clock on the wall: "Today, 14:02", "Yesterday, 21:40", "3 Aug, 18:11"."""
    return _moment_text(moment, today, to_the_second=False)


def exact_moment_text(moment: datetime, today: date) -> str:
    """As ``moment_text``, to the second: "Today, 14:02:07"."""
    return _moment_text(moment, today, to_the_second=True)


def month_text(day: date) -> str:
    """The month of a day: "Aug"."""
    return locale_forms().month(day)


def weekday_text(day: date) -> str:
    """The weekday of a day: "Wed"."""
    return locale_forms().weekday(day)


def local_time(moment: datetime) -> datetime:
    """A moment by the clock on the wall; one whose zone the system cannot say, as Windows before 1970, by today's."""
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        zone = datetime.now().astimezone().tzinfo
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _moment_text(moment: datetime, today: date, *, to_the_second: bool) -> str:
    local = local_time(moment)
    named = {0: "Today", 1: "Yesterday"}.get((today - local.date()).days)
    time = locale_forms().time(local, to_the_second=to_the_second)
    return f"{named or day_text(local.date(), today)}, {time}"


@lru_cache(maxsize=4)
def _forms_of(_name: str, first_weekday: int) -> LocaleForms:
    """The forms of the locale in use, asked for once: a list asks for a day in every row."""
    locale, short, long = QLocale(), QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat
    return LocaleForms(
        _order(locale.dateFormat(short)),
        "a" in locale.timeFormat(short).lower(),
        first_weekday or locale.firstDayOfWeek().value,
        _mark(locale.decimalPoint(), "."),
        _grouping(locale),
        tuple(
            tuple(dict.fromkeys(name(month, form) for name in (locale.monthName, locale.standaloneMonthName)
                                for form in (long, short)))
            for month in range(1, 13)
        ),
        tuple(
            tuple(dict.fromkeys(name(day, form) for name in (locale.dayName, locale.standaloneDayName)
                                for form in (long, short)))
            for day in range(1, 8)
        ),
    )  # fmt: skip


def _order(date_format: str) -> DateOrder:
    """Which of "d", "M" and "y" comes first in a format of Qt's."""
    first = min("dMy", key=lambda letter: (date_format.find(letter) < 0, date_format.find(letter)))
    return {"d": DateOrder.DAY_FIRST, "M": DateOrder.MONTH_FIRST, "y": DateOrder.YEAR_FIRST}[first]


def _mark(mark: str, instead: str) -> str:
    """A mark of the locale; ``instead`` of one that goes with digits of another script, as the CLDR has it for ours."""
    return mark if mark and mark in _MARKS else instead


def _grouping(locale: QLocale) -> Grouping:
    """How a locale parts thousands, read off two numbers, since Qt tells no more than the mark."""
    groups = [len(group) for group in _digit_groups(locale.toString(_MILLIONS))]
    if len(groups) == 1 or groups[-1] != 3:  # not at all, or as in no living language
        return Grouping(mark="")
    has_short = len(_digit_groups(locale.toString(_THOUSANDS))) > 1
    other = "." if _mark(locale.decimalPoint(), ".") == "," else ","
    return Grouping(_mark(locale.groupSeparator(), other), groups[-1], groups[-2], 4 if has_short else 5)


def _digit_groups(text: str) -> list[str]:
    return "".join(letter if letter.isdigit() else " " for letter in text).split()
