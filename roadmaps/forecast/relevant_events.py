"""The events that burn-ups and forecasts depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.journal import Event

_KINDS = frozenset(
    {
        Kind.CAN_DO,
        Kind.SET_ASIDE,
        Kind.COUNTED_IN,
        Kind.CHOICE,
        Kind.PLAN,
        Kind.WEEK_OFF,
        Kind.PLAN_START,
        Kind.TARGET_DATE,
        Kind.MOVED,
    }
)


def forecast_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that can change a burn-up, a forecast or a past forecast of any roadmap, in their order.

    All of these come out the same from these events as from all. Two events that are equal but for a note or a study
    session give the same tuple, so it can name what was computed from it.

    Besides those kinds, the first event counts, since it is the day of the start, and so does whatever is dated before
    it: a series begins on the earliest day of any event.
    """
    events = list(events)
    first = min((event for event in events if event.is_sound), key=lambda event: event.order, default=None)
    if first is None:
        return tuple(events)
    return tuple(
        event
        for event in events
        if event.kind in _KINDS
        or event is first
        or event.said_on < first.said_on
        or event.effective_on < first.effective_on
    )
