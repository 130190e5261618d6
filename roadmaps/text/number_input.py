"""Parses typed numbers: either decimal mark, digits of any script, and a sentence for anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmaps.text.limits import MOST_HOURS

if TYPE_CHECKING:
    from roadmaps.text.locale_format import LocaleForms

MOST_DECIMALS = 2
"""Of hours a week: 7.25 h are seven hours and a quarter."""
_ARABIC_DECIMAL, _ARABIC_GROUP = "\N{ARABIC DECIMAL SEPARATOR}", "\N{ARABIC THOUSANDS SEPARATOR}"
DECIMAL_MARKS = str.maketrans({
    _ARABIC_DECIMAL: ".",
    "\N{FULLWIDTH FULL STOP}": ".",
    "\N{FULLWIDTH COMMA}": ",",
    "\N{FULLWIDTH COLON}": ":",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
})  # fmt: skip
"""Points, commas, colons and apostrophes of other scripts, for ``str.translate``."""
_GROUP = rf"[.,'\s{_ARABIC_GROUP}]"
_PLAIN = re.compile(r"(?P<whole>[0-9]*)(?:[.,](?P<decimals>[0-9]*))?")
_GROUPED = re.compile(
    rf"(?P<whole>[0-9]{{1,3}}(?P<mark>{_GROUP})(?:[0-9]{{2,3}}(?P=mark))*[0-9]{{3}})"
    rf"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
)
_HOURS = re.compile(r"(?P<number>.*?)\s*(?:h|hrs?|hours?)?\.?(?:\s*(?:/|a|per)\s*(?:w|wk|week))?")
_MOST_DIGITS = 300
"""More than any number here has, and few enough to parse at once."""


def ascii_digits(text: str) -> str:
    """Text with the decimal digits of every script as 0 to 9, and without direction marks."""
    return "".join(
        str(int(letter)) if letter.isdecimal() else letter
        for letter in text
        if letter not in "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\ufeff"
    )


def read_number(text: str, forms: LocaleForms) -> tuple[float, int]:
    """A typed number, and how many decimals it has.

    Point and comma are both decimal marks, whatever the locale, except that the locale's thousands separator before
    exactly three digits is one. Raises ValueError for anything that is not a number.
    """
    typed = ascii_digits(text).translate(DECIMAL_MARKS).strip()
    if len(typed) > _MOST_DIGITS:
        raise ValueError("This is too long for a number.")
    grouped = _GROUPED.fullmatch(typed)
    if grouped and _separates_thousands(grouped, forms):
        whole, decimals = re.sub(_GROUP, "", grouped["whole"]), grouped["decimals"] or ""
    else:
        plain = _PLAIN.fullmatch(typed)
        if plain is None or not (plain["whole"] or plain["decimals"]):
            raise ValueError("This is not a number.")
        whole, decimals = plain["whole"], plain["decimals"] or ""
    return float(f"{whole or '0'}.{decimals or '0'}"), len(decimals.rstrip("0"))


def read_hours_a_week(text: str, forms: LocaleForms) -> float | None:
    """Hours a week as typed: "6", "7.5", "7,5 h"; None for nothing or 0. Raises ValueError with a sentence."""
    typed = text.strip()
    if not typed:
        return None
    found = _HOURS.fullmatch(typed.casefold())
    try:
        hours, decimals = read_number(found["number"] if found else typed, forms)
    except ValueError:
        raise ValueError(f"Type the hours as a number, such as 6 or {forms.number(7.5)}.") from None
    if hours > MOST_HOURS:
        raise ValueError(f"A week has only {MOST_HOURS} hours.")
    if decimals > MOST_DECIMALS:
        raise ValueError(f"Type the hours with at most two decimals, such as {forms.number(7.25)}.")
    return hours or None


def hours_typed(hours: float | None, forms: LocaleForms) -> str:
    """Hours a week as their field shows them, and as they can be typed: "7.5 h"; empty for none."""
    return forms.hours(hours) if hours else ""


def _separates_thousands(grouped: re.Match[str], forms: LocaleForms) -> bool:
    """Whether marks between digits are thousands separators: certainly, or by the locale's custom."""
    mark, own = grouped["mark"], forms.grouping.mark.translate(DECIMAL_MARKS)
    is_own = mark == own or (mark.isspace() and own.isspace())
    is_certain = mark not in ".," or bool(grouped["decimals"]) or grouped["whole"].count(mark) > 1
    return not grouped["whole"].startswith("0") and (is_own or is_certain)
