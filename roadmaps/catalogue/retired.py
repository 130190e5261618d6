"""Can-dos that are no longer on the list: their ids are never used again, and ticks on them keep their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue.data_files import by_id, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class RetiredCanDo(NamedTuple):
    """A can-do as it was last, and the can-dos that may be offered to people who had ticked it."""

    id: str
    skill_id: str
    level: int
    text: str
    since: str
    """The version of the catalogue that was the first without it."""
    now_ids: tuple[str, ...]


def read_retired(folder: Path) -> Mapping[str, RetiredCanDo]:
    """The retired can-dos of a data folder by id. Raises CatalogueError if the file is missing or not TOML."""
    rows = read_document(folder, "retired.toml").table.get("can_do", ())
    return by_id(
        RetiredCanDo(row["id"], row["id"].partition(".")[0], row["level"], row["was"], row["since"], tuple(row["now"]))
        for row in rows
    )
