"""Values written as TOML. Ours, since what we write needs four types and thirty lines, and no dependency has fewer."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def toml_text(table: Mapping[str, Any]) -> str:
    """A table as a TOML file: single values first, then the tables in it and the lists of tables."""
    return "\n".join(_lines(table, "")).strip("\n") + "\n"


def _lines(table: Mapping[str, Any], path: str) -> Iterator[str]:
    below = {key: value for key, value in table.items() if _is_below(value)}
    for key, value in table.items():
        if key not in below:
            yield f"{key} = {_value(value)}"
    for key, value in below.items():
        name = f"{path}{key}"
        for row in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield from _lines(row, f"{name}.")


def _is_below(value: Any) -> bool:
    """Whether a value has a heading of its own: a table with texts in it, or a list of such."""
    row = value[0] if isinstance(value, list) and value else value
    return isinstance(row, dict) and not all(
        isinstance(each, int | float) or key == "stage" for key, each in row.items()
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() if math.isfinite(value) and value.is_integer():
            return str(int(value))
        case int() | float():
            return repr(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(each)}' for key, each in value.items())} }}"
    raise TypeError(f"{type(value).__name__} is not written as TOML")
