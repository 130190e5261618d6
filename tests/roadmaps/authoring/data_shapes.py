"""How a data file may look: the keys of its tables, what may be under each, and which names must be known or new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from roadmaps.catalogue import shapes
from roadmaps.catalogue.shapes import Shape, form_problems, hint
from tests.roadmaps.authoring.id_index import Index
from tests.roadmaps.authoring.tables import Table, entries, text, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

Rule: TypeAlias = Callable[[str, Table, Index], Iterator[str]]
IdRule: TypeAlias = Callable[[str, str], str]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+){1,3}")


@dataclass(frozen=True, slots=True)
class DataShape(Shape):
    """What may be under a key of a data file."""

    id_rule: IdRule | None = None
    """What is wrong with an id, given that of its owner (of the file, at the top)."""
    values: DataShape | None = None
    """What is under each key of a table that may have any key."""
    entry: str = ""
    """What sentences call one table of a list; the key by default."""
    unique: str = ""
    """The kind of name, where no other of that kind may be the same in any file."""
    known: str = ""
    """The kind of thing that a name (or each free key) must be."""
    naming: str = ""
    """What sentences put before an unknown name."""
    is_set: bool = False
    """Whether a list names each thing once."""
    rule: Rule | None = None
    """Whatever else can be wrong with a table, compared with the other files."""

    def keys_of(self, table: Table) -> Mapping[str, DataShape]:
        """The keys that a table may have; every key it has, where any will do."""
        if self.keys is None:
            return dict.fromkeys(table, self.values) if self.values else {}
        return self.keys  # type: ignore[return-value]  # made by ``table`` and ``tables`` below


def plain_id(name: str, _owner: str) -> str:
    """An id that can be part of a file name and of an event."""
    return "" if _ID.fullmatch(name) else f'the id "{name}" must be lower-case words joined by hyphens.'


def file_id(name: str, stem: str) -> str:
    """The id of what a file is about."""
    return plain_id(name, stem) if name == stem else f'the id "{name}" must be the name of the file, "{stem}".'


def owned_id(name: str, owner: str) -> str:
    """The id of a can-do or an evidence check: what it belongs to, and a few words."""
    # The id is permanent, so a number in it would be wrong as soon as the entry moves.
    start, _, words = name.partition(".")
    if owner and (start != owner or not _OWN_WORDS.fullmatch(words) or any(map(str.isdecimal, words.split("-")))):
        return (
            f'the id must be "{owner}." and then two to four lower-case words joined by hyphens, '
            "none of them a bare number."
        )
    return ""


def _data_shape(shape: Shape) -> DataShape:
    return DataShape(shape.words, shape.fits)


TEXT, TEXTS, NUMBER, LEVEL = map(_data_shape, (shapes.TEXT, shapes.TEXTS, shapes.NUMBER, shapes.LEVEL))
SET = replace(TEXTS, is_set=True)
PERCENT = DataShape("a whole number from 0 to 100", lambda value: type(value) is int and 0 <= value <= 100)
FLAG = DataShape("true or false", lambda value: isinstance(value, bool))


def name(kind: str, id_rule: IdRule | None = plain_id) -> DataShape:
    """A text that nothing else of its kind has; an id unless there is no rule for it."""
    return replace(TEXT, unique=kind, id_rule=id_rule)


def table(keys: Mapping[str, DataShape] | None = None, **more: Any) -> DataShape:
    """A table with fixed keys, or with any."""
    return replace(_data_shape(shapes.table({})), keys=keys, **more)


def tables(keys: Mapping[str, DataShape], **more: Any) -> DataShape:
    """A list of tables with the same keys."""
    return replace(_data_shape(shapes.tables({})), keys=keys, **more)


def table_problems(place: str, owner: str, row: Table, shape: DataShape, index: Index | None = None) -> Iterator[str]:
    """Every mistake in a table and in the tables inside it: in its form or, with an index, in what it refers to."""
    yield from data_problems(place, owner, row, shape) if index is None else _name_problems(place, row, shape, index)
    for key, inside in shape.keys_of(row).items():
        if inside.keys is not None or inside.values:
            for inner_place, inner in entries(place, row, key, inside.entry):
                yield from table_problems(inner_place, text(row, "id"), inner, inside, index)
    if index is not None and shape.rule:
        yield from shape.rule(place, row, index)


def data_problems(place: str, owner: str, row: Table, shape: DataShape) -> Iterator[str]:
    """Every mistake in the form of one table, with its place."""
    keys = shape.keys_of(row)
    known = row if shape.keys is not None else {key: row[key] for key in keys}
    for _, sentence in form_problems(known, keys):
        yield f"{place}: {sentence}"
    for key, each in keys.items():
        if each.id_rule and (fault := each.id_rule(text(row, key), owner) if text(row, key).strip() else ""):
            yield f"{place}: {fault}"


def _name_problems(place: str, row: Table, shape: DataShape, index: Index) -> Iterator[str]:
    if shape.known == "unit":
        for unit_id in row:
            yield from index.unknown_unit(place, unit_id)
    elif shape.values and shape.known:
        for one in row:
            if one not in index.known[shape.known]:
                yield f'{place}: {shape.naming}"{one}" is not a {shape.known}.{hint(one, index.known[shape.known])}'
    for key, each in shape.keys_of(row).items():
        names = [text(row, key)] if text(row, key) else texts(row, key)
        if each.unique:
            yield from index.claim(each.unique, text(row, key), place)
        for one in dict.fromkeys(names) if each.is_set else ():
            if names.count(one) > 1:
                yield f'{place}: "{key}" names "{one}" twice.'
        for one in names if each.known else ():
            if one not in index.known[each.known]:
                yield f'{place}: {each.naming}"{one}" is not a {each.known}.{hint(one, index.known[each.known])}'
