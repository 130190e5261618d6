"""The shape of the catalogue's files: which keys there are and what may stand under them, each mistake a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from roadmaps.catalogue.model import LEVELS, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from roadmaps.catalogue.data_files import Document

Table: TypeAlias = Mapping[str, Any]

SHORT_NAME_LENGTH = 18
"""Characters that a box on the map has room for."""
CAN_DO_LENGTH = 160
"""Characters that stay readable as one line of a list."""
STATEMENT_LENGTH = 160
"""Characters that stay one sentence: what an article says is summed up, not retold."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+){1,3}")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """What may stand under a key. ``words`` ends the sentence '"key" must be …'; ``most`` is in characters."""

    words: str
    fits: Callable[[Any], bool]
    required: bool = True
    most: int | None = None


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_level(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in LEVELS


def optional(kind: ValueKind) -> ValueKind:
    """The same, where the key may be missing."""
    return replace(kind, required=False)


TEXT = ValueKind("a text", lambda value: isinstance(value, str))
SHORT_NAME = replace(TEXT, most=SHORT_NAME_LENGTH)
TEXTS = ValueKind("a list of texts", _is_texts)
NUMBER = ValueKind("a number", _is_number)
LEVEL = ValueKind("a level: 1, 2 or 3", _is_level)
FLAG = ValueKind("true or false", lambda value: isinstance(value, bool))
TABLE = ValueKind("a table", lambda value: isinstance(value, Mapping))
TABLES = ValueKind("a list of tables", _is_tables)

CATALOGUE = {
    "version": TEXT,
    "categories": TEXTS,
    "roles": TEXTS,
    "roadmaps": TEXTS,
    "levels": TABLE,
    "hours": TABLE,
    "source": TABLES,
    "choice": TABLES,
}
LEVEL_TEXTS = {str(level): TEXT for level in LEVELS}
HOURS_NOTES = {"note": TEXT, "basis": TABLES}
BASIS = {"id": TEXT, "name": TEXT, "text": TEXT, "low": NUMBER, "high": NUMBER}
SOURCE = {"id": TEXT, "name": TEXT, "title": TEXT, "about": TEXT, "sections": TEXTS}
CITATION = {"source": TEXT, "at": TEXTS}
STATEMENT = CITATION | {"text": replace(TEXT, most=STATEMENT_LENGTH)}
REASON = STATEMENT | {"roles": TEXTS}
CHOICE = {"id": TEXT, "name": TEXT, "short_name": SHORT_NAME, "members": TEXTS, "why": TEXT}
SHELF = {"name": TEXT, "skill": TABLES}
SKILL = {
    "id": TEXT,
    "name": TEXT,
    "short_name": SHORT_NAME,
    "break_after": optional(TEXT),
    "description": TEXT,
    "note": optional(TEXT),
    "prerequisites": optional(TEXTS),
    "hours": TABLE,
    "reasons": optional(TABLES),
    "implied_by": optional(TEXT),
    "tools": optional(TEXTS),
    "aliases": optional(TEXTS),
    "related_terms": optional(TEXTS),
    "resources": TABLES,
    "can_do": TABLES,
    "ambiguous_alias": optional(TABLES),
}
HOURS = {"low": NUMBER, "high": NUMBER, "basis": TEXT}
RESOURCE = {"title": TEXT, "url": TEXT}
CAN_DO = {"id": TEXT, "level": LEVEL, "text": replace(TEXT, most=CAN_DO_LENGTH)}
AMBIGUOUS_ALIAS = {"text": TEXT, "pattern": TEXT, "case_sensitive": FLAG, "rule": TEXT}
ROLE = {"id": TEXT, "name": TEXT, "short_name": SHORT_NAME} | {need.value: optional(TABLE) for need in Need}
ROADMAP = {
    "id": TEXT,
    "name": TEXT,
    "from_role": TEXT,
    "to_role": TEXT,
    "judgement": TEXT,
    "advice": TABLES,
    "carry_over": TABLE,
    "stage": optional(TABLES),
}
STAGE = {
    "id": TEXT,
    "title": TEXT,
    "short_name": SHORT_NAME,
    "purpose": TEXT,
    "judgement": TEXT,
    "support": TABLES,
    "targets": TABLE,
    "milestone": TABLE,
}
MILESTONE = {"id": TEXT, "title": TEXT, "short_name": SHORT_NAME, "brief": TEXT, "evidence": TABLES}
EVIDENCE_CHECK = {"id": TEXT, "text": TEXT}


def text(table: Table, key: str) -> str:
    """The text under a key, or nothing when there is none."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def texts(table: Table, key: str) -> list[str]:
    """The texts under a key, without what is not a text."""
    value = table.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def number(table: Table, key: str) -> float | None:
    """The number under a key, or None when there is none."""
    value = table.get(key)
    return value if NUMBER.fits(value) else None


def subtable(table: Table, key: str) -> Table:
    """The table under a key, or an empty one."""
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}


def levels(table: Table, key: str) -> dict[str, int]:
    """The levels under a key by unit id, without what is not a number."""
    return {unit_id: level for unit_id, level in subtable(table, key).items() if isinstance(level, int)}


def entries(place: str, table: Table, key: str, words: str = "") -> list[tuple[str, Table]]:
    """The tables of a list, each with its place in words: by its id where it has one, else by its number."""
    value = table.get(key)
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    return [
        (
            f'{place}, {words or key} "{text(row, "id")}"' if text(row, "id") else f"{place}, {words or key} {number}",
            row,
        )
        for number, row in enumerate(rows, start=1)
    ]


def hint(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest known word, or nothing."""
    nearest = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{nearest[0]}"?' if nearest else ""


def shape_problems(document: Document) -> Iterator[str]:
    """Every mistake that can be seen in one file of the catalogue without looking at the others."""
    folder, _, name = document.name.rpartition("/")
    if folder == "skills":
        yield from _shelf(document)
    elif folder == "roles":
        yield from _role(document, name.removesuffix(".toml"))
    elif folder == "roadmaps":
        yield from _roadmap(document, name.removesuffix(".toml"))
    elif document.name == "catalogue.toml":
        yield from _catalogue(document)


def _catalogue(document: Document) -> Iterator[str]:
    place, table = document.name, document.table
    yield from fixed_keys(place, table, CATALOGUE)
    yield from fixed_keys(f"{place}, levels", subtable(table, "levels"), LEVEL_TEXTS)
    yield from fixed_keys(f"{place}, hours", subtable(table, "hours"), HOURS_NOTES)
    for basis_place, basis in entries(f"{place}, hours", subtable(table, "hours"), "basis"):
        yield from fixed_keys(basis_place, basis, BASIS)
    for source_place, source in entries(place, table, "source"):
        yield from fixed_keys(source_place, source, SOURCE)
    for choice_place, choice in entries(place, table, "choice"):
        yield from fixed_keys(choice_place, choice, CHOICE)
        yield from well_formed_id(choice_place, choice)


def _shelf(document: Document) -> Iterator[str]:
    yield from fixed_keys(document.name, document.table, SHELF)
    for place, skill in entries(document.name, document.table, "skill"):
        yield from fixed_keys(place, skill, SKILL)
        yield from well_formed_id(place, skill)
        if isinstance(skill.get("hours"), Mapping):
            yield from fixed_keys(f"{place}, hours", skill["hours"], HOURS)
        yield from _statements(place, skill, "reasons", REASON, "reason")
        for can_do_place, can_do in entries(place, skill, "can_do", "can-do"):
            yield from fixed_keys(can_do_place, can_do, CAN_DO)
            yield from _owned_id(can_do_place, text(can_do, "id"), text(skill, "id"))
        for resource_place, resource in entries(place, skill, "resources", "resource"):
            yield from fixed_keys(resource_place, resource, RESOURCE)
        for alias_place, alias in entries(place, skill, "ambiguous_alias", "ambiguous alias"):
            yield from fixed_keys(alias_place, alias, AMBIGUOUS_ALIAS)


def _role(document: Document, file_id: str) -> Iterator[str]:
    yield from fixed_keys(document.name, document.table, ROLE)
    yield from _file_id(document, file_id)
    for need in Need:
        yield from free_keys(f"{document.name}, {need}", subtable(document.table, need), LEVEL)


def _roadmap(document: Document, file_id: str) -> Iterator[str]:
    yield from fixed_keys(document.name, document.table, ROADMAP)
    yield from _file_id(document, file_id)
    yield from _statements(document.name, document.table, "advice", STATEMENT)
    yield from free_keys(f"{document.name}, carry_over", subtable(document.table, "carry_over"), LEVEL)
    for place, stage in entries(document.name, document.table, "stage"):
        yield from fixed_keys(place, stage, STAGE)
        yield from well_formed_id(place, stage)
        yield from _statements(place, stage, "support", STATEMENT)
        yield from free_keys(f"{place}, targets", subtable(stage, "targets"), LEVEL)
        if isinstance(stage.get("milestone"), Mapping):
            yield from fixed_keys(f"{place}, milestone", stage["milestone"], MILESTONE)
            yield from well_formed_id(f"{place}, milestone", stage["milestone"])
            milestone = stage["milestone"]
            for check_place, check in entries(f"{place}, milestone", milestone, "evidence", "evidence check"):
                yield from fixed_keys(check_place, check, EVIDENCE_CHECK)
                yield from _owned_id(check_place, text(check, "id"), text(milestone, "id"))


def _statements(place: str, table: Table, key: str, kinds: Mapping[str, ValueKind], words: str = "") -> Iterator[str]:
    for each_place, row in entries(place, table, key, words):
        yield from fixed_keys(each_place, row, kinds)


def fixed_keys(place: str, table: Table, kinds: Mapping[str, ValueKind]) -> Iterator[str]:
    """A table whose keys are fixed."""
    for key in table:
        if key not in kinds:
            yield f'{place}: the key "{key}" is not known.{hint(key, kinds)}'
    for key, kind in kinds.items():
        if key in table:
            yield from _value(place, key, table[key], kind)
        elif kind.required:
            yield f'{place}: the key "{key}" is missing.'


def free_keys(place: str, table: Table, kind: ValueKind) -> Iterator[str]:
    """A table whose keys are free, and whose values are all of one kind."""
    for key, value in table.items():
        yield from _value(place, key, value, kind)


def _value(place: str, key: str, value: Any, kind: ValueKind) -> Iterator[str]:
    if not kind.fits(value):
        yield f'{place}: "{key}" must be {kind.words}.'
    elif isinstance(value, str) and not value.strip():
        yield f'{place}: "{key}" is empty.'
    elif _is_texts(value) and not all(item.strip() for item in value):
        yield f'{place}: "{key}" holds an empty text.'
    elif kind.most is not None and len(value) > kind.most:
        yield f'{place}: "{key}" has {len(value)} characters; {kind.most} is the most.'


def well_formed_id(place: str, table: Table) -> Iterator[str]:
    """An id that can stand in a file name and in an event."""
    name = text(table, "id")
    if name and not _ID.fullmatch(name):
        yield f'{place}: the id "{name}" must be lower-case words joined by hyphens.'


def _owned_id(place: str, name: str, owner_id: str) -> Iterator[str]:
    """The id of a can-do or an evidence check: what it belongs to, and a few words."""
    # A number in the id would become a lie when the entry moves to another place, since the id is permanent.
    owner, _, words = name.partition(".")
    is_named = bool(name and owner_id)
    if is_named and (owner != owner_id or not _OWN_WORDS.fullmatch(words) or any(map(str.isdecimal, words.split("-")))):
        yield (
            f'{place}: the id must be "{owner_id}." and then two to four lower-case words joined by hyphens, '
            "none of them a bare number."
        )


def _file_id(document: Document, file_id: str) -> Iterator[str]:
    name = text(document.table, "id")
    if name and name != file_id:
        yield f'{document.name}: the id "{name}" must be the name of the file, "{file_id}".'
    elif name:
        yield from well_formed_id(document.name, document.table)
