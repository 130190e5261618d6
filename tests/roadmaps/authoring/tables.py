"""Reads parsed data files that may have any mistake: whatever is not as it should be is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from roadmaps.catalogue.shapes import is_number

Table: TypeAlias = Mapping[str, Any]


def text(table: Table, key: str) -> str:
    """The text under a key, or an empty one."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def texts(table: Table, key: str) -> list[str]:
    """The texts in the list under a key."""
    value = table.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def bounds(table: Table) -> tuple[float, float] | None:
    """``low`` and ``high``, or None unless both are numbers."""
    low, high = table.get("low"), table.get("high")
    return (low, high) if is_number(low) and is_number(high) else None


def subtable(table: Table, key: str) -> Table:
    """The table under a key, or an empty one."""
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}


def levels(table: Table, key: str) -> dict[str, int]:
    """The levels under a key, by unit id."""
    return {unit_id: level for unit_id, level in subtable(table, key).items() if isinstance(level, int)}


def entries(place: str, table: Table, key: str, entry: str = "") -> list[tuple[str, Table]]:
    """The table, or the tables in the list, under a key, each with its place in words.

    One in a list is called by its id if it has one, else by its number.
    """
    value = table.get(key)
    if isinstance(value, Mapping):
        return [(f"{place}, {key}", value)]
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    names = (f'"{text(row, "id")}"' if text(row, "id") else str(n) for n, row in enumerate(rows, start=1))
    return [(f"{place}, {entry or key} {name}", row) for name, row in zip(names, rows, strict=True)]
