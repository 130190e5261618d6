"""Parses typed days: in the locale's order, in ISO form, or with the name of the month."""

from __future__ import annotations

import re
import unicodedata
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.text.folding import folded
from roadmaps.text.locale_format import MONTHS, WEEKDAYS, DateOrder
from roadmaps.text.number_input import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmaps.text.locale_format import LocaleForms

_NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHORTEST = 3
"""The shortest abbreviation of an English name, in letters."""
_ORDINALS = "st|nd|rd|th|er|re|[eoaº]"
_FILLERS = ("of", "the", "de", "del", "di", "do", "den", "le", "la", "el", "a", "г", "р")
_PREFIXES = ("d'", "d’", "ב")
"""What some languages put right before the name of a month, without a space."""
_YEAR_MARKS, _OTHER_MARKS = ("年", "년"), ("月", "日", "월", "일")
_MOST_LETTERS = 60
_CENTURY = 100


_Reading: TypeAlias = tuple[str, str, str]
"""Year, month and day in figures."""


class _Numbers(NamedTuple):
    """The parts of a date as typed."""

    figures: tuple[str, ...]
    month: int = 0
    """From its name; 0 if it is one of the figures."""
    year: str = ""
    """What was marked as the year; empty if it is one of the figures."""
    weekday: int = 0
    """The ISO number, from its name; 0 if none was typed."""


def read_day(text: str, forms: LocaleForms, today: date) -> date:
    """Parse a typed day: "31 Dec 2027", "31.12.27", "2027-12-31", "today", in English or the locale's own words.

    Figures are read in the locale's order, or in the only other order that makes a day; four leading digits are a year.
    Without a year it is this year; a two-digit year is the nearest to this one. Raises ValueError with a sentence for
    anything else.
    """
    typed = _folded(text)
    if typed in _NAMED_DAYS:
        return date.fromordinal(min(max(today.toordinal() + _NAMED_DAYS[typed], 1), date.max.toordinal()))
    numbers = None if len(typed) > _MOST_LETTERS or _has_odd_digits(text) else _scan(typed, forms)
    readings = _readings(numbers, forms.order, f"{today.year:04}") if numbers else []
    found = sorted(_days(readings, today))
    if not found:
        sample = date(min(today.year + 1, MAXYEAR), 12, 31)
        if numbers and (fault := _no_such_day(numbers, readings, today)):
            raise ValueError(fault)
        raise ValueError(f"Type a date such as {forms.day(sample)}, {forms.figures(sample)} or {sample.isoformat()}.")
    if len(found) > 1:
        raise ValueError(f"This could be {forms.day(found[0])} or {forms.day(found[1])}: type the name of the month.")
    if numbers and numbers.weekday not in (0, found[0].isoweekday()):
        raise ValueError(f"{forms.day(found[0])} is a {WEEKDAYS[found[0].weekday()]}.")
    return found[0]


def check_day(day: date, first: date, last: date, forms: LocaleForms) -> date:
    """A day between two others, inclusive. Raises ValueError with a sentence that names the bound."""
    if day > last:
        raise ValueError(f"Choose a day no later than {forms.day(last)}.")
    if day < first:
        raise ValueError(f"Choose a day no earlier than {forms.day(first)}.")
    return day


def _days(readings: Iterable[Sequence[_Reading]], today: date) -> set[date]:
    """The days of the first readings that make any: one, or two that only the name of the month would tell apart."""
    return next((days for group in readings if (days := {day for each in group if (day := _day(each, today))})), set())


def _readings(numbers: _Numbers, order: DateOrder, this_year: str) -> list[list[_Reading]]:
    """What the figures can mean, the likeliest first; of two in one list neither is likelier."""
    year, month = numbers.year, str(numbers.month)
    match numbers.figures:
        case (day,) if numbers.month:
            return [[(year or this_year, month, day)]]
        case (one, other) if numbers.month and not year:
            return [[(one, month, other) if len(one) == 4 else (other, month, one)]]
        case _ if numbers.month:
            return []
        case (whole,) if len(whole) == 8 and not year:
            return [[(whole[:4], whole[4:6], whole[6:])]]
        case (one, other) if year:
            return [[(year, one, other)]]
        case (one, other):
            by_order = [[(this_year, one, other)], [(this_year, other, one)]]
            return by_order[::-1] if order is DateOrder.DAY_FIRST else by_order
        case (first, second, last) if not year:
            if len(first) == 4 or (len(last) < 4 and order is DateOrder.YEAR_FIRST):
                return [[(first, second, last)]]
            day_first, month_first = (last, second, first), (last, first, second)
            if order is DateOrder.YEAR_FIRST:  # which has no order of its own for a year at the end
                return [[day_first, month_first]]
            by_order = [[month_first], [day_first]] if order is DateOrder.MONTH_FIRST else [[day_first], [month_first]]
            return by_order if len(last) == 4 else by_order[:1]
    return []


def _day(reading: _Reading, today: date) -> date | None:
    year, month, day = reading
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        return None
    try:
        return date(_full_year(year, today), int(month), int(day))
    except ValueError:
        return None


def _full_year(year: str, today: date) -> int:
    """A two-digit year in the century that brings it nearest to this year."""
    if len(year) == 4:
        return int(year)
    near = today.year - today.year % _CENTURY + int(year)
    return min((near - _CENTURY, near, near + _CENTURY), key=lambda each: abs(each - today.year))


def _no_such_day(numbers: _Numbers, readings: Sequence[Sequence[_Reading]], today: date) -> str:
    """That a named month has no such day; empty if something else is wrong."""
    if numbers.month and readings:
        year, _, day = readings[0][0]
        if len(year) in (2, 4) and len(day) <= 2:
            return f"There is no {int(day)} {MONTHS[numbers.month - 1]} in {_full_year(year, today)}."
    return ""


def _scan(typed: str, forms: LocaleForms) -> _Numbers | None:
    """The figures and names of a date; None if there is anything else."""
    tokens, months, weekdays = _tokens(forms)
    found: dict[str, list[str]] = {"month": [], "weekday": [], "year": [], "figure": []}
    place, last = 0, ""
    while place < len(typed):
        token = tokens.match(typed, place)
        if token is None or token.end() == place or (token.lastgroup == last == "gap"):
            return None
        place, last = token.end(), token.lastgroup or ""
        if last in found:
            found[last].append(token[last])
    named_weekdays = {weekdays[name] for name in found["weekday"]}
    if len(found["month"]) > 1 or len(found["year"]) > 1 or len(named_weekdays) > 1:
        return None
    return _Numbers(
        tuple(map(_digits, found["figure"])),
        month=next((months[name] for name in found["month"]), 0),
        year="".join(map(_digits, found["year"])),
        weekday=next(iter(named_weekdays), 0),
    )


@lru_cache(maxsize=4)
def _tokens(forms: LocaleForms) -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    """The tokens of a date, and what each name means. English names win: they are what the screen shows."""
    months, weekdays = dict(_named(MONTHS, forms.own_months)), dict(_named(WEEKDAYS, forms.own_weekdays))
    other = {*months, *map(_folded, (*_YEAR_MARKS, *_OTHER_MARKS))}
    weekdays = {name: number for name, number in weekdays.items() if name not in other}
    year_marks, other_marks = (_one_of(_folded(mark) for mark in marks) for marks in (_YEAR_MARKS, _OTHER_MARKS))
    letter = r"[^\W\d_]"
    pattern = re.compile(
        rf"(?P<month>{_one_of(months)})"
        rf"|(?P<weekday>{_one_of(weekdays)})"
        rf"|(?P<year>(?:[0-9]{{4}}|[0-9]{{2}})\s*(?:{year_marks}))"
        rf"|(?P<figure>[0-9]+(?:(?:{_ORDINALS})(?![^\W_]))?)"
        rf"|(?P<mark>(?:{other_marks})|(?:{'|'.join(_PREFIXES)})|(?:{_one_of(_FILLERS)})(?!{letter}))"
        rf"|(?P<gap>(?<=.)\s*[.,،、]{{0,2}}\s*(?:[-/–]\s*(?=[0-9]|{letter}))?)",
        re.DOTALL,
    )
    return pattern, months, weekdays


def _digits(token: str) -> str:
    return "".join(letter for letter in token if letter.isdigit())


def _named(english: Sequence[str], own: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Every name with its number; a later one replaces an earlier one."""
    for number, names in enumerate(own, start=1):
        for name in names:
            short = _folded(name).strip(". ")
            if short and not short.isdigit():
                yield short, number
    for number, name in enumerate(english, start=1):
        for end in range(_SHORTEST, len(name) + 1):  # three letters tell all English names apart
            yield name[:end].casefold(), number


def _one_of(names: Iterable[str]) -> str:
    """A pattern that matches the longest of some names; a name of letters must end where the letters end."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        ends = "(?![0-9])" if name[-1].isdigit() else r"(?![^\W\d_])" if name[-1].isalpha() else ""
        parts.append(re.escape(name) + (ends if len(name) > 1 else ""))
    return "|".join(parts) or "(?!)"


def _folded(text: str) -> str:
    """Text without case, accents, direction marks and repeated spaces, with ASCII digits."""
    plain = "".join(letter for letter in ascii_digits(text) if unicodedata.category(letter) != "Cf")
    return folded(plain)


def _has_odd_digits(text: str) -> bool:
    """Whether there are digits that only folding would turn into numbers: superscripts, circled ones."""
    return any(letter.isdigit() and not letter.isdecimal() for letter in text)
