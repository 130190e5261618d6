"""What was unticked today: ticking it again brings its date back, so that a slip of the mouse never costs a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.journal.values import NO, read_tick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from roadmaps.journal.event import Event
    from roadmaps.journal.kinds import Kind
    from roadmaps.journal.values import Tick


def unticked_today(events: Sequence[Event], kind: Kind, subjects: Collection[str], today: date) -> Mapping[str, Tick]:
    """The ticks that some subjects (can-dos or milestones) had until they were unticked today.

    ``events`` are in order. A tick that was corrected or undone is not one that was unticked: its "no" holds from the
    day of the tick and not from today.
    """
    wanted = set(subjects)
    unticked: set[str] = set()
    ticks: dict[str, Tick] = {}
    for event in reversed(events):
        if event.said_on < today:
            wanted &= unticked  # what today's events do not untick was not unticked today
        if not wanted:
            break
        if event.kind != kind or event.subject not in wanted:
            continue
        if event.subject not in unticked:
            if event.value == NO and event.said_on == event.effective_on == today:
                unticked.add(event.subject)
            else:
                wanted.discard(event.subject)
        elif (tick := read_tick(event.value)) is not None:
            ticks[event.subject] = tick
            wanted.discard(event.subject)
    return ticks
