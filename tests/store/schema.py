"""A JSON Schema validator for the few keywords listed here; any other keyword is an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAYS_NOTHING = {"$schema", "$defs", "title", "description"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
}


def breaches(value: Any, schema: dict[str, Any], whole: dict[str, Any] | None = None, at: str = "$") -> Iterator[str]:
    """Everything in ``value`` that violates ``schema``, with its place."""
    whole = whole or schema
    for word, rule in schema.items():
        match word:
            case "$ref":
                yield from breaches(value, whole["$defs"][rule.removeprefix("#/$defs/")], whole, at)
            case "type":
                if not isinstance(value, _TYPES[rule]) or (rule == "integer" and isinstance(value, bool)):
                    yield f"{at} is no {rule}"
            case "const":
                if value != rule or type(value) is not type(rule):
                    yield f"{at} is not {rule!r}"
            case "pattern":
                if isinstance(value, str) and not re.search(rule, value):
                    yield f"{at} does not look like {rule}"
            case "minimum" | "maximum":
                if isinstance(value, int) and (value < rule if word == "minimum" else value > rule):
                    yield f"{at} is beyond {rule}"
            case "required":
                yield from (f"{at} has no {name}" for name in rule if isinstance(value, dict) and name not in value)
            case "properties":
                for name in rule.keys() & value.keys() if isinstance(value, dict) else ():
                    yield from breaches(value[name], rule[name], whole, f"{at}.{name}")
            case "additionalProperties":
                assert rule is False
                names = value.keys() if isinstance(value, dict) else set()
                yield from (f"{at} has a {name}" for name in names - schema["properties"].keys())
            case "items":
                for place, each in enumerate(value if isinstance(value, list) else ()):
                    yield from breaches(each, rule, whole, f"{at}[{place}]")
            case _:
                if word not in _SAYS_NOTHING:
                    raise ValueError(f"{word} is a word that this reader does not know")
