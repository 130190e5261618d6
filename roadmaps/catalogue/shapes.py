"""The form that a parsed file must have: the keys of its tables, and what may be under each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from sys import float_info
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard, TypeVar

from roadmaps.catalogue.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Keys: TypeAlias = "Mapping[str, Shape]"
_Shape = TypeVar("_Shape", bound="Shape")


@dataclass(frozen=True, slots=True)
class Shape:
    """What may be under a key. ``words`` ends the sentence '"key" must be …'."""

    words: str
    fits: Callable[[Any], bool]
    required: bool = True
    most: int | None = None
    """The most characters of a text, or entries of a list."""
    id_fault: Callable[[str], str] | None = None
    """What is wrong with an id, in a sentence; empty if nothing is."""
    keys: Keys | None = None
    """Of a table, or of each table in a list; None where any key will do."""


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value is a number that a float can hold, neither infinite nor NaN."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= float_info.max


def _is_list_of(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(item, kind) for item in value)


TEXT = Shape("a text", lambda value: isinstance(value, str))
TEXTS = Shape("a list of texts", _is_list_of(str))
NUMBER = Shape("a number", is_number)
LEVEL = Shape("a level: 1, 2 or 3", lambda value: type(value) is int and value in LEVELS)


def table(keys: Keys) -> Shape:
    """A table with these keys."""
    return Shape("a table", lambda value: isinstance(value, Mapping), keys=keys)


def tables(keys: Keys) -> Shape:
    """A list of tables with these keys."""
    return Shape("a list of tables", _is_list_of(Mapping), keys=keys)


def optional(shape: _Shape) -> _Shape:
    """The same, where the key may be missing."""
    return replace(shape, required=False)


def form_problems(row: Mapping[str, Any], keys: Keys) -> Iterator[tuple[str, str]]:
    """Every mistake in the keys of one table and in what is directly under them: the key, and a sentence."""
    for key in row:
        if key not in keys:
            yield key, f'the key "{key}" is not known.{hint(key, keys)}'
    for key, shape in keys.items():
        if key in row:
            if fault := _fault(key, row[key], shape):
                yield key, fault
        elif shape.required:
            yield key, f'the key "{key}" is missing.'


def _fault(key: str, value: Any, shape: Shape) -> str:
    if not shape.fits(value):
        return f'"{key}" must be {shape.words}.'
    if isinstance(value, str) and not value.strip():
        return f'"{key}" is empty.'
    if TEXTS.fits(value) and not all(item.strip() for item in value):
        return f'"{key}" holds an empty text.'
    if shape.most is not None and len(value) > shape.most:
        unit = "characters" if isinstance(value, str) else "entries"
        return f'"{key}" has {len(value)} {unit}; {shape.most} is the most.'
    return shape.id_fault(value) if shape.id_fault else ""


def hint(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest known word, or nothing."""
    nearest = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{nearest[0]}"?' if nearest else ""
