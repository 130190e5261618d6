"""What the long run measured, as lines of a table."""

from __future__ import annotations

import os
import platform
import sqlite3
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Scale(IntEnum):
    """How long it may take: seconds in the test suite, a few minutes, or as long as it needs."""

    SUITE = 0
    QUICK = 1
    LONG = 2

    @property
    def words(self) -> str:
        """As a table names it."""
        return ("suite", "quick", "in full")[self]

    def of(self, suite: int, quick: int, long: int) -> int:
        """The one of three numbers that goes with it."""
        return (suite, quick, long)[self]


class Figure(NamedTuple):
    """One line: what was measured, what came out, what was asked, and whether that holds.

    ``findings`` say what was wrong, for whoever has to mend it.
    """

    what: str
    value: str
    aim: str
    holds: bool
    findings: tuple[str, ...] = ()


class NotRun(Exception):
    """A part cannot be run here; says why."""


def none_of(what: str, wrong: Iterable[str], count: int, of: str) -> Figure:
    """A line on how many things went wrong; nothing may, and something has to have been tried."""
    findings = tuple(wrong)
    return Figure(what, f"{len(findings)} of {count:,} {of}", "0", not findings and count > 0, findings)


def some_of(what: str, wrong: Iterable[str], count: int, of: str) -> Figure:
    """The line of a control, in which something has to go wrong: else nothing can be found that does."""
    findings = tuple(wrong)
    return Figure(what, f"{len(findings)} of {count:,} {of}", "more than 0", bool(findings))


def machine() -> str:
    """What was measured on, in general terms."""
    system, release = platform.system(), platform.release().partition("-")[0]
    return (
        f"{os.cpu_count()} cores, {system} {release}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


HEAD = "| part | what | measured | asked | holds | run |\n|---|---|---|---|---|---|\n"


def rows(lines: Iterable[tuple[str, Figure]], scale: Scale) -> list[str]:
    """The lines as rows of a table in Markdown, each with the part that it belongs to and how long that could take."""
    return [
        f"| {part} | {figure.what} | {figure.value} | {figure.aim} | {'yes' if figure.holds else '**no**'} "
        f"| {scale.words} |\n"
        for part, figure in lines
    ]
