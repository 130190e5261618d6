"""Formats ranges, counts, plurals and lengths of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.text.locale_format import ENGLISH, NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.catalogue import Hours
    from roadmaps.catalogue.comparison import Amount
    from roadmaps.text.locale_format import LocaleForms

NOTHING = "–"
_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""Line ends, for Python's ``str.splitlines`` and for Qt."""


def hours_text(hours: Hours, forms: LocaleForms = ENGLISH) -> str:
    """A range of hours, rounded only here: "4–10 h", "518–1,161 h", "8 h", or an en dash for none."""
    if not hours.high:
        return NOTHING
    ends = dict.fromkeys(forms.number(whole_hours(end)) for end in (hours.low, hours.high))
    return f"{'–'.join(ends)}{NO_BREAK}h"


def whole_hours(hours: float) -> int:
    """Hours as shown: rounded, but at least one if there are any."""
    # A sum in another order may differ in its last bits, and must not round the other way.
    return max(1, round(round(hours, 6))) if hours else 0


def part_text(hours: Hours, shown: Hours, forms: LocaleForms = ENGLISH) -> str:
    """A part in the whole hours that add up (``text.rounding``), which may be less than one."""
    return f"under 1{NO_BREAK}h" if hours.high and not shown.high else hours_text(shown, forms)


def count_text(count: int, thing: str, things: str | None = None) -> str:
    """A number with its noun: "1 skill", "3 skills"."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def of_text(part: int, whole: int) -> str:
    """A part of a whole: "1 of 2"."""
    return f"{part} of {whole}"


def joined(names: Iterable[str]) -> str:
    """Names in a sentence: "a", "a and b", "a, b and c"; empty for none."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def percent_text(percent: int | None) -> str:
    """A percentage with a no-break space before the sign, or an en dash if there is none."""
    return NOTHING if percent is None else f"{percent}{NO_BREAK}%"


def time_text(minutes: int) -> str:
    """A length of time: "45 min", "1 h 05", "2 h 00"."""
    if minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    return f"{minutes // 60}{NO_BREAK}h{NO_BREAK}{minutes % 60:02}"


def logged_text(minutes: int, forms: LocaleForms = ENGLISH) -> str:
    """A sum of study time, rounded to tenths of an hour: "6.5 h", "12 h"; under an hour "45 min"."""
    if minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    return forms.hours((minutes + 3) // 6 / 10)


def one_line(text: str) -> str:
    """A text on one line: a line break becomes a space."""
    return " ".join(text.split("\r\n")).translate(_BREAKS)


def article(name: str) -> str:
    """The article of a name: "a data scientist", "an ML engineer", "the “Platform” roadmap"."""
    if name.startswith("“"):
        return "the"
    # The first letter of an abbreviation is spelt out.
    vowels = "AEFHILMNORSX" if name[:2].isupper() else "AEIOUaeiou"
    return "an" if name[:1] in vowels else "a"


def within_a_sentence(name: str) -> str:
    """A name with a lower-case first letter, unless it starts with an abbreviation: "data scientist", "ML engineer"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def amount_text(amount: Amount, forms: LocaleForms = ENGLISH) -> str:
    """A figure from an article with its unit and period: "35–40 % a year", "103,500 dollars a year"."""
    numbers = dict.fromkeys(forms.number(number, 0) for number in (amount.low, amount.high))
    space = NO_BREAK if amount.unit == "%" else " "
    return f"{'–'.join(numbers)}{space}{amount.unit} {amount.period}"
