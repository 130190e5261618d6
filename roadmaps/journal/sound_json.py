"""JSON on which all readers agree: one reader and one writer for the file, imports, replay and exports.

A value is sound if every reader of JSON takes it the same way: no NaN or infinity, no name twice in an object, no lone
surrogate, no number with thousands of digits, and at most ``DEEPEST`` levels of nesting. Anything else that a file
already holds is kept as text (``Event.raw``), listed, and never counted.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from roadmaps.journal.event import Json

DEEPEST = 50
"""How many levels a value may be nested. What Python can read differs between its versions; a file is for all."""
_MOST_BITS = 13_000  # Python refuses to write a number of more than 4,300 digits, which is some 14,000 bits

TOO_DEEP = "its value is nested too deeply"
TOO_LARGE = "its value has a number that is too large"
HALF_A_LETTER = "it contains half a character, which no file can hold"


class Unsound(ValueError):
    """Valid by the grammar of JSON, but readers disagree on it; the message is a clause."""


def canonical(value: Json) -> str:
    """The one JSON text of a value. Raises ValueError for what JSON cannot express, such as NaN."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def read_json(text: str) -> Json:
    """The value of a JSON text.

    Raises Unsound for one on which readers disagree, and json.JSONDecodeError for what is not JSON.
    """
    if text.count("[") + text.count("{") > DEEPEST and _nests_too_deeply(text):
        raise Unsound(TOO_DEEP)  # found without parsing: how deep a parser can go depends on its caller
    try:
        value: Json = DECODER.decode(text)
    except (json.JSONDecodeError, Unsound):
        raise
    except ValueError as error:  # Python's own limit on digits
        raise Unsound(TOO_LARGE) from error
    # Only an escape can put a lone surrogate into a text that a file could hold.
    if "\\u" in text and (fault := value_fault(value)):
        raise Unsound(fault)
    return value


def value_fault(value: Json) -> str:
    """What is wrong with a value, as a clause; empty for one that is sound."""
    fault, _ = examine(value)
    return fault


def examine(value: Json) -> tuple[str, int]:
    """What is wrong with a value, as a clause, empty for one that is sound; and how many parts it has."""
    if not isinstance(value, list | dict):
        return _fault_of_leaf(value), 1
    parts, depth = 0, 0
    level: list[Json] = [value]
    while level:
        parts += len(level)
        inner: list[Json] = []
        for each in level:
            if isinstance(each, list | dict):
                if depth >= DEEPEST:
                    return TOO_DEEP, parts
                inner += each
                if isinstance(each, dict):
                    inner += each.values()
            elif fault := _fault_of_leaf(each):
                return fault, parts
        level, depth = inner, depth + 1
    return "", parts


def _fault_of_leaf(leaf: str | float | bool | None) -> str:
    if isinstance(leaf, str):
        return "" if leaf.isascii() or is_whole(leaf) else HALF_A_LETTER
    if isinstance(leaf, float):
        return "" if math.isfinite(leaf) else TOO_LARGE
    return TOO_LARGE if isinstance(leaf, int) and leaf.bit_length() > _MOST_BITS else ""


def is_whole(text: str) -> bool:
    """Whether a text can be written into a file: it has no lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _nests_too_deeply(text: str) -> bool:
    import re  # such a text is rare, and a start need not load it

    depth = 0
    for sign in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        match sign[0]:
            case "[" | "{":
                depth += 1
                if depth > DEEPEST:
                    return True
            case "]" | "}":
                depth -= 1
    return False


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)  # in one pass: there may be a hundred thousand
        raise Unsound(f"the name {quoted(counts.most_common(1)[0][0])} appears twice")
    return found


def _constant(name: str) -> NoReturn:
    raise Unsound(f"{name} is not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Unsound(TOO_LARGE)
    return number


def quoted(name: str) -> str:
    """A text from elsewhere within a sentence: its beginning, without what cannot be shown."""
    short = name if len(name) <= 40 else f"{name[:40]}…"
    return f"“{''.join(letter if letter.isprintable() else '?' for letter in short)}”"


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_finite)
"""Reads JSON strictly; raises Unsound where the grammar allows what readers take differently."""
