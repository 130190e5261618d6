"""The events that burn-ups and forecasts depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.forecast.burn_up_series import first_event
from roadmaps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.journal import Event

_SCOPE = frozenset((Kind.CAN_DO, Kind.SET_ASIDE, Kind.COUNTED_IN, Kind.CHOICE))
_PLAN = frozenset((Kind.PLAN, Kind.WEEK_OFF, Kind.PLAN_START, Kind.TARGET_DATE, Kind.MOVED))


def forecast_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that can change a burn-up, a forecast or a past forecast of any roadmap, in their order.

    They give the same results as all events do. Two journals that differ only in a note or a study session give equal
    tuples, so the tuple can be the key of what is computed from it.

    Besides the kinds that set scope and plan, the first event counts, since it marks the start, and so does whatever is
    dated before it: a series begins on the earliest day of any event.
    """
    events = list(events)
    first = first_event(events)
    if first is None:
        return tuple(events)
    return tuple(
        event
        for event in events
        if event.kind in _SCOPE | _PLAN
        or event is first
        or event.said_on < first.said_on
        or event.effective_on < first.effective_on
    )
