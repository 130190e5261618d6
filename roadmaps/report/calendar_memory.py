"""What earlier calendars contained, so that a later one can move and cancel entries in the user's calendar."""

from __future__ import annotations

import json
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEEK = "/week/"
"""Marks the name of an entry that is a week of study."""
_FORMAT = 1
_MOST_SEQUENCE = 2**31 - 1
_ROOM = 2**20
"""Even if the clock is centuries off, this many exports still get a higher number."""
_MICROSECONDS, _SECONDS = 1_000_000, 60
_KEPT_FOR = timedelta(days=366)
_MOST_USERS = 20
_LATEST_MOMENT = 253_402_300_799
"""The last second of the year 9999, in seconds since 1970: the last that a calendar can express."""


class CalendarEntry(NamedTuple):
    """Whole days in a calendar, ``last`` included. ``name`` is permanent: the same thing always has the same name."""

    name: str
    first: date
    last: date
    summary: str
    description: str


class Kept(NamedTuple):
    """An entry as last exported. ``modified`` is when it last changed, in seconds since 1970 UTC."""

    entry: CalendarEntry
    sequence: int
    modified: int
    is_cancelled: bool = False


class Exported(NamedTuple):
    """Every entry of one user that may be in a calendar somewhere, and the highest numbers ever used."""

    entries: Mapping[str, Kept] = MappingProxyType({})
    """By name."""
    sequence: int = 0
    modified: int = 0

    def followed_by(self, planned: Iterable[CalendarEntry], day: date, now: int) -> Exported:
        """What is exported next, on ``day``, for what is ``planned``. ``now`` is in microseconds since 1970 UTC.

        An unchanged entry keeps its numbers. Any other gets a SEQUENCE and a timestamp above all used so far. The
        sequence number also follows the clock, in minutes, so that it grows even if this memory is lost. What is no
        longer planned is cancelled; a past week stays as it was. Both are dropped a year after their day.
        """
        by_clock = min(max(now, 0) // _MICROSECONDS // _SECONDS, _MOST_SEQUENCE - _ROOM)
        sequence = min(max(self.sequence + 1, by_clock), _MOST_SEQUENCE)
        modified = min(max(self.modified + 1, min(now // _MICROSECONDS, _LATEST_MOMENT - _ROOM)), _LATEST_MOMENT)
        after: dict[str, Kept] = {}
        for entry in planned:
            old = self.entries.get(entry.name)
            is_unchanged = old is not None and old.entry == entry and not old.is_cancelled
            after[entry.name] = old if old and is_unchanged else Kept(entry, sequence, modified)
        for name, old in self.entries.items():
            if name in after or day - old.entry.last > _KEPT_FOR:
                continue
            is_over = WEEK in name and old.entry.last < day
            after[name] = old if old.is_cancelled or is_over else Kept(old.entry, sequence, modified, is_cancelled=True)
        if after == self.entries:
            return self
        return Exported(MappingProxyType(after), sequence, modified)


def to_bytes(users: Mapping[str, Exported]) -> bytes:
    """What was exported for each user, by the id of their first event, as a file; the most recent users only."""
    latest = sorted(users.items(), key=lambda each: each[1].modified)[-_MOST_USERS:]
    written = {
        user_id: {
            "sequence": exported.sequence,
            "modified": exported.modified,
            "entries": [
                [*entry._replace(first=entry.first.isoformat(), last=entry.last.isoformat()), *numbers]  # type: ignore[arg-type]
                for entry, *numbers in exported.entries.values()
            ],
        }
        for user_id, exported in latest
    }
    return json.dumps({"format": _FORMAT, "people": written}, ensure_ascii=True).encode("ascii")


def from_bytes(data: bytes) -> dict[str, Exported]:
    """What such a file contains; nothing if it is damaged or newer, since it only makes an import tidier."""
    try:
        read = json.loads(data)
        if read["format"] != _FORMAT:
            return {}
        return {str(user_id): _exported(each) for user_id, each in read["people"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _exported(read: Any) -> Exported:  # JSON of any shape
    kept = [_kept(*each) for each in read["entries"]]
    sequence, modified = _number(read["sequence"]), _number(read["modified"], _LATEST_MOMENT)
    return Exported(MappingProxyType({each.entry.name: each for each in kept}), sequence, modified)


def _kept(
    name: str, first: str, last: str, summary: str, description: str, sequence: int, modified: int, is_cancelled: bool
) -> Kept:
    entry = CalendarEntry(
        str(name), date.fromisoformat(first), date.fromisoformat(last), str(summary), str(description)
    )
    if not entry.first <= entry.last < date.max:
        raise ValueError("an entry ends before it begins, or never")
    return Kept(entry, _number(sequence), _number(modified, _LATEST_MOMENT), is_cancelled is True)


def _number(read: object, most: int = _MOST_SEQUENCE) -> int:
    if not isinstance(read, int) or not 0 <= read <= most:
        raise ValueError("a number is out of range")
    return read
