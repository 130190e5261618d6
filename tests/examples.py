"""How much the quick run tries: a quarter of the examples of property tests, and some of the cases of slow ones.

``--hypothesis-profile=long`` asks for all of them, ``--hypothesis-profile=full`` for ten times as many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_PERCENT = {"quick": 25, "long": 100, "full": 1000}
_FEWEST = 8

for _name, _percent in _PERCENT.items():
    settings.register_profile(_name, max_examples=_percent, deadline=None, print_blob=True)


def examples(count: int, **others: Any) -> settings:
    """As many examples as ``count`` in the long run, and the same share of it as of all others in every other run."""
    return settings(max_examples=max(_FEWEST, count * settings().max_examples // 100), **others)


def quick(cases: Iterable[object], *chosen: object) -> list[object]:
    """All cases of a slow test, of which the quick run takes the chosen ones alone."""
    cases = list(cases)
    assert set(chosen) <= set(cases)
    return [case if case in chosen else late(case) for case in cases]


def late(case: object) -> object:
    """A case that is left to the long run."""
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
