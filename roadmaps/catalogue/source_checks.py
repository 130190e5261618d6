"""Mistakes in what the data files say that an article says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.shapes import entries, hint, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue.id_index import Index
    from roadmaps.catalogue.shapes import Table


def statement_problems(place: str, table: Table, key: str, index: Index, words: str = "") -> Iterator[str]:
    """A list of statements or citations: each from a known article, at a known section, about known roles."""
    for each_place, row in entries(place, table, key, words):
        yield from citation_problems(each_place, row, index)


def citation_problems(place: str, row: Table, index: Index) -> Iterator[str]:
    """One statement or citation."""
    source_id, places = text(row, "source"), texts(row, "at")
    if source_id and source_id not in index.sections:
        yield f'{place}: the source "{source_id}" is not in catalogue.toml.{hint(source_id, index.sections)}'
    elif source_id:
        if not places:
            yield f"{place}: it does not say where in {source_id}."
        sections = index.sections[source_id]
        for each in places:
            if not any(each == section or each.startswith(f"{section}, ") for section in sections):
                near = hint(each.rpartition(", ")[0] or each, sections)
                yield f'{place}: "{each}" begins with no section of {source_id} in catalogue.toml.{near}'
    yield from unknown_roles(place, texts(row, "roles"), index)


def unknown_roles(place: str, role_ids: list[str], index: Index) -> Iterator[str]:
    """Roles that are none."""
    for role_id in role_ids:
        if role_id not in index.roles:
            yield f'{place}: "{role_id}" is not a role.{hint(role_id, index.roles)}'
