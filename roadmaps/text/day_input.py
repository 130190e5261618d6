"""Parses typed days: in the locale's order, in ISO form, or with the name of the month."""

from __future__ import annotations

import re
import unicodedata
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

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
    found = sorted(_days(numbers, forms, today)) if numbers else []
    if not found:
        sample = date(min(today.year + 1, MAXYEAR), 12, 31)
        if numbers and (fault := _no_such_day(numbers, today)):
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


def _days(numbers: _Numbers, forms: LocaleForms, today: date) -> set[date]:
    """The days that the figures can mean: one, none, or two that only the name of the month would tell apart."""
    figures = numbers.figures
    if numbers.month:
        if numbers.year:
            return _made([(numbers.year, str(numbers.month), *figures)] if len(figures) == 1 else [], today)
        if len(figures) == 1:
            return _made([(f"{today.year:04}", str(numbers.month), figures[0])], today)
        if len(figures) == 2:
            year, day = figures if len(figures[0]) == 4 else reversed(figures)
            return _made([(year, str(numbers.month), day)], today)
        return set()
    if len(figures) == 1 and len(figures[0]) == 8 and not numbers.year:
        return _made([(figures[0][:4], figures[0][4:6], figures[0][6:])], today)
    if numbers.year:
        figures = (numbers.year, *figures)
        return _made([(figures[0], figures[1], figures[2])], today) if len(figures) == 3 else set()
    is_month_first = forms.order is DateOrder.MONTH_FIRST
    if len(figures) == 2:
        month, day = figures if forms.order is not DateOrder.DAY_FIRST else (figures[1], figures[0])
        year = f"{today.year:04}"
        return _made([(year, month, day)], today) or _made([(year, day, month)], today)
    if len(figures) != 3:
        return set()
    first, second, last = figures
    if len(first) == 4:
        return _made([(first, second, last)], today)
    if len(last) < 4 and forms.order is DateOrder.YEAR_FIRST:
        return _made([(first, second, last)], today)
    day_first, month_first = (last, second, first), (last, first, second)
    if len(last) < 4:
        return _made([month_first if is_month_first else day_first], today)
    if forms.order is DateOrder.YEAR_FIRST:  # which has no order of its own for a year at the end
        return _made([day_first, month_first], today)
    preferred, other = (month_first, day_first) if is_month_first else (day_first, month_first)
    return _made([preferred], today) or _made([other], today)


def _made(readings: Sequence[tuple[str, str, str]], today: date) -> set[date]:
    made = set()
    for year, month, day in readings:
        if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
            continue
        try:
            made.add(date(_full_year(year, today), int(month), int(day)))
        except ValueError:
            continue
    return made


def _full_year(year: str, today: date) -> int:
    """A two-digit year in the century that brings it nearest to this year."""
    if len(year) == 4:
        return int(year)
    near = today.year - today.year % _CENTURY + int(year)
    return min((near - _CENTURY, near, near + _CENTURY), key=lambda each: abs(each - today.year))


def _no_such_day(numbers: _Numbers, today: date) -> str:
    """That a named month has no such day; empty if something else is wrong."""
    if not numbers.month or not 1 <= len(numbers.figures) <= 2:
        return ""
    figures = numbers.figures
    day = numbers.figures[-1] if len(figures[0]) == 4 else figures[0]
    year = numbers.year or (figures[0] if len(figures[0]) == 4 else figures[-1] if len(figures) == 2 else "")
    if len(day) > 2 or len(year) not in (0, 2, 4):
        return ""
    named = _full_year(year, today) if year else today.year
    return f"There is no {int(day)} {MONTHS[numbers.month - 1]} in {named}."


def _scan(typed: str, forms: LocaleForms) -> _Numbers | None:
    """The figures and names of a date; None if there is anything else."""
    tokens, months, weekdays = _tokens(forms)
    figures: list[str] = []
    found_months: set[int] = set()
    found_weekdays: set[int] = set()
    years: list[str] = []
    place, last = 0, ""
    while place < len(typed):
        token = tokens.match(typed, place)
        if token is None or token.end() == place or (token.lastgroup == last == "gap"):
            return None
        place, last = token.end(), token.lastgroup or ""
        match token.lastgroup:
            case "month":
                if found_months:
                    return None
                found_months.add(months[token["month"]])
            case "weekday":
                found_weekdays.add(weekdays[token["weekday"]])
            case "year":
                years.append(_digits(token["year"]))
            case "figure":
                figures.append(_digits(token["figure"]))
    if len(years) > 1 or len(found_weekdays) > 1:
        return None
    month, weekday = next(iter(found_months), 0), next(iter(found_weekdays), 0)
    return _Numbers(tuple(figures), month, years[0] if years else "", weekday)


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
        for end in range(_SHORTEST, len(name) + 1):
            beginning = name[:end].casefold()
            if sum(each.casefold().startswith(beginning) for each in english) == 1:
                yield beginning, number


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
