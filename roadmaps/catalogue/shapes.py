"""How a data file may look: the keys of its tables, what may be under each, and which names must be known or new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from roadmaps.catalogue.model import LEVELS
from roadmaps.catalogue.tables import entries, hint, is_number, text, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roadmaps.catalogue.id_index import Index
    from roadmaps.catalogue.tables import Table

    Rule: TypeAlias = Callable[[str, Table, Index], Iterator[str]]
    IdRule: TypeAlias = Callable[[str, str, str], Iterator[str]]

Keys: TypeAlias = "Mapping[str, Shape]"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+){1,3}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What may be under a key. ``words`` ends the sentence '"key" must be …'."""

    words: str
    fits: Callable[[Any], bool]
    required: bool = True
    most: int | None = None
    """In characters."""
    id_rule: IdRule | None = None
    """What an id must look like: called with place, id, and the id of the owner (of the file, at the top)."""
    keys: Keys | None = None
    """Of a table, or of each table in a list; None where they are free."""
    values: Shape | None = None
    """What is under each key of a table with free keys."""
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
    """Whatever else can be wrong with a table, held against the other files."""

    def keys_of(self, table: Table) -> Keys:
        """The keys that a table may have; every key it has, where they are free."""
        return self.keys if self.keys is not None else dict.fromkeys(table, self.values) if self.values else {}


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def plain_id(place: str, name: str, _owner: str) -> Iterator[str]:
    """An id that can be part of a file name and of an event."""
    if not _ID.fullmatch(name):
        yield f'{place}: the id "{name}" must be lower-case words joined by hyphens.'


def file_id(place: str, name: str, stem: str) -> Iterator[str]:
    """The id of what a file is about."""
    if name != stem:
        yield f'{place}: the id "{name}" must be the name of the file, "{stem}".'
    else:
        yield from plain_id(place, name, stem)


def owned_id(place: str, name: str, owner: str) -> Iterator[str]:
    """The id of a can-do or an evidence check: what it belongs to, and a few words."""
    # The id is permanent, so a number in it would be wrong as soon as the entry moves.
    start, _, words = name.partition(".")
    if owner and (start != owner or not _OWN_WORDS.fullmatch(words) or any(map(str.isdecimal, words.split("-")))):
        yield (
            f'{place}: the id must be "{owner}." and then two to four lower-case words joined by hyphens, '
            "none of them a bare number."
        )


TEXT = Shape("a text", lambda value: isinstance(value, str))
TEXTS = Shape("a list of texts", _is_texts)
SET = replace(TEXTS, is_set=True)
NUMBER = Shape("a number", is_number)
PERCENT = Shape("a whole number from 0 to 100", lambda value: type(value) is int and 0 <= value <= 100)
LEVEL = Shape("a level: 1, 2 or 3", lambda value: type(value) is int and value in LEVELS)
FLAG = Shape("true or false", lambda value: isinstance(value, bool))


def name(kind: str, id_rule: IdRule | None = plain_id) -> Shape:
    """A text that nothing else of its kind has; an id unless there is no rule for it."""
    return replace(TEXT, unique=kind, id_rule=id_rule)


def optional(shape: Shape) -> Shape:
    """The same, where the key may be missing."""
    return replace(shape, required=False)


def table(keys: Keys | None = None, **more: Any) -> Shape:
    """A table with fixed keys, or with free ones."""
    return Shape("a table", lambda value: isinstance(value, Mapping), keys=keys, **more)


def tables(keys: Keys, **more: Any) -> Shape:
    """A list of tables with the same keys."""
    return Shape("a list of tables", _is_tables, keys=keys, **more)


def table_problems(place: str, owner: str, row: Table, shape: Shape, index: Index | None = None) -> Iterator[str]:
    """Every mistake in a table and in the tables inside it: in its form or, with an index, in what it refers to."""
    yield from form_problems(place, owner, row, shape) if index is None else _name_problems(place, row, shape, index)
    for key, inside in shape.keys_of(row).items():
        if inside.keys is not None or inside.values:
            for inner_place, inner in entries(place, row, key, inside.entry):
                yield from table_problems(inner_place, text(row, "id"), inner, inside, index)
    if index is not None and shape.rule:
        yield from shape.rule(place, row, index)


def form_problems(place: str, owner: str, row: Table, shape: Shape) -> Iterator[str]:
    """Every mistake in the keys of one table and in what is directly under them."""
    keys = shape.keys_of(row)
    for key in row:
        if shape.keys is not None and key not in keys:
            yield f'{place}: the key "{key}" is not known.{hint(key, keys)}'
    for key, each in keys.items():
        if key in row:
            yield from _value_problems(place, owner, key, row[key], each)
        elif each.required:
            yield f'{place}: the key "{key}" is missing.'


def _value_problems(place: str, owner: str, key: str, value: Any, shape: Shape) -> Iterator[str]:
    if not shape.fits(value):
        yield f'{place}: "{key}" must be {shape.words}.'
    elif isinstance(value, str) and not value.strip():
        yield f'{place}: "{key}" is empty.'
    elif _is_texts(value) and not all(item.strip() for item in value):
        yield f'{place}: "{key}" holds an empty text.'
    elif shape.most is not None and len(value) > shape.most:
        yield f'{place}: "{key}" has {len(value)} characters; {shape.most} is the most.'
    elif shape.id_rule and value:
        yield from shape.id_rule(place, value, owner)


def _name_problems(place: str, row: Table, shape: Shape, index: Index) -> Iterator[str]:
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
