"""Formats days, times and numbers: English words, in the order and with the separators of a locale."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = (1, 2, 3, 4, 5, 6, 7)
"""The days of the week by their ISO numbers: Monday is 1."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_ABBREVIATED = 3


class DateOrder(StrEnum):
    """The order of a numeric date."""

    DAY_FIRST = "day/month/year"
    MONTH_FIRST = "month/day/year"
    YEAR_FIRST = "year/month/day"


class Grouping(NamedTuple):
    """How the digits of a large number are grouped: 1,234,567 or 12,34,567."""

    mark: str = ","
    last: int = 3
    """Digits in the last group, next to the decimal mark."""
    others: int = 3
    """Digits in each group before it."""
    from_digits: int = 4
    """Numbers with fewer digits are not grouped."""


class LocaleForms(NamedTuple):
    """The formats of a locale. The program is in English, so names of months and weekdays are English everywhere.

    Digits are ASCII. The locale's own names are included so that they are understood when typed.
    """

    order: DateOrder = DateOrder.DAY_FIRST
    has_12_hours: bool = False
    first_weekday: int = 1
    """ISO number of the first day of a week."""
    decimal_mark: str = "."
    grouping: Grouping = Grouping()
    own_months: tuple[tuple[str, ...], ...] = ((),) * 12
    """What the locale calls each month, January first: long and short forms."""
    own_weekdays: tuple[tuple[str, ...], ...] = ((),) * 7
    """What the locale calls each day of the week, Monday first."""

    def hours(self, hours: float) -> str:
        """Hours with their decimals: "7.5 h"."""
        return f"{self.number(hours)}{NO_BREAK}h"

    @property
    def week(self) -> tuple[int, ...]:
        """The ISO numbers of the days of a week, in the locale's order."""
        return (*WEEK[self.first_weekday - 1 :], *WEEK[: self.first_weekday - 1])

    def day(self, day: date) -> str:
        """A day with its year: "3 Aug 2026", or "Aug 3, 2026" if the month comes first."""
        comma = "," if self.order is DateOrder.MONTH_FIRST else ""
        return f"{self.day_of_year(day)}{comma} {day.year}"

    def short_day(self, day: date, today: date) -> str:
        """A day as "3 Aug", with its year unless it is the year of ``today``."""
        return self.day_of_year(day) if day.year == today.year else self.day(day)

    def day_of_year(self, day: date) -> str:
        """A day without its year: "3 Aug" or "Aug 3"."""
        month = self.month(day)
        return f"{month} {day.day}" if self.order is DateOrder.MONTH_FIRST else f"{day.day} {month}"

    def figures(self, day: date) -> str:
        """A numeric date, as it may be typed: "31/12/2027", "12/31/2027" or "2027/12/31"."""
        parts = {"day": f"{day.day:02}", "month": f"{day.month:02}", "year": f"{day.year:04}"}
        return "/".join(parts[name] for name in self.order.value.split("/"))

    def month(self, day: date) -> str:
        """The month of a day: "Aug"."""
        return MONTHS[day.month - 1][:_ABBREVIATED]

    def weekday(self, day: date) -> str:
        """The weekday of a day: "Wed"."""
        return WEEKDAYS[day.weekday()][:_ABBREVIATED]

    def time(self, moment: datetime, *, to_the_second: bool = False) -> str:
        """The time of a moment in its own zone: "14:02" or "2:02 pm", with seconds if wanted."""
        rest = f":{moment.minute:02}" + (f":{moment.second:02}" if to_the_second else "")
        if self.has_12_hours:
            return f"{moment.hour % 12 or 12}{rest}{NO_BREAK}{'am' if moment.hour < 12 else 'pm'}"
        return f"{moment.hour:02}{rest}"

    def number(self, value: float, most_decimals: int = 2) -> str:
        """A number with at most so many decimals, without trailing zeros: "7.5", "7,25", "103,500"."""
        whole, _, decimals = f"{value:.{most_decimals}f}".partition(".")
        decimals = decimals.rstrip("0")
        if not decimals and whole == "-0":
            whole = "0"
        return self._grouped(whole) + (self.decimal_mark + decimals if decimals else "")

    def fixed(self, value: float, decimals: int = 1) -> str:
        """A number with exactly so many decimals, for columns: "7.0"."""
        whole, mark, rest = f"{value:.{decimals}f}".partition(".")
        return self._grouped(whole) + (self.decimal_mark + rest if mark else "")

    def _grouped(self, whole: str) -> str:
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        if not self.grouping.mark or len(digits) < self.grouping.from_digits:
            return sign + digits
        size, parts = self.grouping.last, list[str]()
        while digits:
            parts.append(digits[-size:])
            digits, size = digits[:-size], self.grouping.others
        return sign + self.grouping.mark.join(reversed(parts))


ENGLISH = LocaleForms()
"""The formats if no locale is known: "3 Aug 2026", "14:02", "7.5"."""
