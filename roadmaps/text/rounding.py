"""Rounds the parts of a sum so that the parts shown add up to the sum shown.

Largest remainders (Hamilton's method): each part is rounded down, and the rest goes to those that lost most.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from roadmaps.catalogue import Hours
from roadmaps.text.text_format import whole_hours

if TYPE_CHECKING:
    from collections.abc import Sequence


def shown_parts(parts: Sequence[Hours]) -> list[Hours]:
    """Parts in whole hours that add up to the rounded sum. No part is off by 1 h or more."""
    whole = Hours.total(parts)
    highs = _shared([part.high for part in parts], whole_hours(whole.high))
    lows = _shared([part.low for part in parts], whole_hours(whole.low), highs)
    return [Hours(low, high) for low, high in zip(lows, highs, strict=True)]


def _shared(amounts: Sequence[float], whole: int, most: Sequence[int] | None = None) -> list[int]:
    """``whole`` split as close to the amounts as possible, none above ``most`` if possible."""
    # With a tolerance: 3 may come as 2.9999999999999996.
    shares = [floor(amount + 1e-9) for amount in amounts]
    missing = whole - sum(shares)
    by_remainder = sorted(range(len(amounts)), key=lambda place: shares[place] - amounts[place])
    by_room = sorted(by_remainder, key=lambda place: most is not None and shares[place] >= most[place])
    for place in by_room[: max(0, missing)]:
        shares[place] += 1
    return shares
