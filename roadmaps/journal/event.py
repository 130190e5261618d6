"""An event: one recorded value of one subject. Events are only ever added; the last one on a subject counts."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What the value of an event may be: anything that JSON can express."""

LAST_STAMP = 2**62 + 2**61
"""The last stamp that another event can follow: far beyond the calendar, and far below what a file can hold."""


class Event(NamedTuple):
    """One recorded value, with the moment it was recorded and the day from which it holds.

    ``kind`` is the name of a kind (``roadmaps/journal/kinds.py``), or any text that a newer version wrote. ``stamp`` is
    in microseconds UTC; it gives the order and nothing else. ``said_on`` is the local day on the wall clock at that
    moment. ``effective_on`` is the day achieved or studied where the user gives one, else ``said_on``; an event that
    takes another one back carries the day of the one it takes back. ``raw`` is the text of a value that is not sound
    (``roadmaps/journal/sound_json.py``), and then ``value`` is None.
    """

    id: str
    stamp: int
    said_on: date
    kind: str
    subject: str
    effective_on: date
    value: Json
    raw: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can count: all readers agree on its value, and other events can follow its stamp."""
        return self.raw is None and -LAST_STAMP <= self.stamp <= LAST_STAMP

    @property
    def order(self) -> tuple[int, str]:
        """The key by which events are folded. One with a stamp that none can follow comes before all others."""
        return (self.stamp - 2**64 if self.stamp > LAST_STAMP else self.stamp, self.id)


_STAMP_AND_ID = attrgetter("stamp", "id")


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events sorted by ``Event.order``."""
    ordered = sorted(events, key=_STAMP_AND_ID)  # in C: there may be 100,000
    if ordered and ordered[-1].stamp > LAST_STAMP:
        ordered.sort(key=lambda event: event.order)
    return ordered


def next_stamp(now: int, last: int | None) -> int:
    """The stamp of an event recorded at ``now`` after one stamped ``last``; both in microseconds UTC.

    Stamps never run backwards, even where the clock does. Raises Fault where nothing can follow ``last``.
    """
    if last is None or last < -LAST_STAMP or last > LAST_STAMP:  # such a stamp does not count
        return now
    if last == LAST_STAMP:
        raise Fault(
            "Not saved: the last entry in your file has a date so far in the future that nothing can come after it. "
            "Nothing is lost. To carry on, restore a backup from before it."
        )
    return max(now, last + 1)
