"""Ids of what is the user's own. They begin with ``own-``, and no shipped id does, so that the two never meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_START = "own-"
_OWN = re.compile(r"own-[a-z0-9-]{1,60}")
_PART = re.compile(r"[a-z0-9-]{1,60}")


def own_id(new_id: Callable[[], str]) -> str:
    """A new id; ``new_id`` gives UUIDs."""
    return f"{_START}{new_id()}"


def part_id(owner: str, new_id: Callable[[], str]) -> str:
    """A new id of a can-do or an evidence check of what has the id ``owner``."""
    return f"{owner}.{new_id()}"


def is_own_id(id: str) -> bool:
    """Whether an id is one that only something of the user's own can have."""
    return _OWN.fullmatch(id) is not None


def are_owned(owner: str, ids: Iterable[str]) -> bool:
    """Whether ids are those of parts of what has the id ``owner``."""
    return all(each.startswith(f"{owner}.") and _PART.fullmatch(each[len(owner) + 1 :]) for each in ids)
