"""What a file holds, in figures and words, to tell one backup from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal.progress import replay
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import count_text, joined, logged_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal.event import Event
    from roadmaps.text.locale_format import LocaleForms


class FileSummary(NamedTuple):
    """How much stands after a run of events. Can-dos that the catalogue no longer knows are counted, too."""

    can_dos: int
    minutes: int
    notes: int


def measure_holdings(events: Sequence[Event]) -> FileSummary:
    """What stands after ``events``, in order."""
    progress = replay(events)
    minutes = sum(session.minutes for session in progress.study.values())
    return FileSummary(len(progress.ticks), minutes, sum(map(bool, progress.notes.values())))


def holdings_text(holdings: FileSummary, forms: LocaleForms = ENGLISH) -> str:
    """What stands, in words: "66 can-dos, 238 h, 31 notes"."""
    time = logged_text(holdings.minutes, forms) if holdings.minutes else "0\N{NO-BREAK SPACE}h"
    return f"{count_text(holdings.can_dos, 'can-do')}, {time}, {count_text(holdings.notes, 'note')}"


def difference_text(now: Sequence[Event], then: Sequence[Event], forms: LocaleForms = ENGLISH) -> str:
    """What would be different with the events ``then`` instead of those of ``now``, in sentences."""
    before, after = measure_holdings(now), measure_holdings(then)
    parts = (
        _difference(after.can_dos - before.can_dos, "can-do"),
        _time_difference(after.minutes - before.minutes, forms),
        _difference(after.notes - before.notes, "note"),
    )
    said = joined([part for part in parts if part])
    start = common_start(now, then)
    gone, other = len(now) - start, len(then) - start
    sentences = [f"{said} than now." if said else "As many can-dos, hours and notes as now."]
    if gone:
        sentences.append(f"{gone} of your entries {_are(gone)} not in it.")
    if other:
        sentences.append(f"{count_text(other, 'entry', 'entries')} in it {_are(other)} not in your current data.")
    if not gone and not other:
        sentences.append("No entries differ.")
    return " ".join(sentences)


def common_start(one: Sequence[Event], other: Sequence[Event]) -> int:
    """How many events the two runs begin with that are the same."""
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return place
    return min(len(one), len(other))


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _difference(count: int, thing: str) -> str:
    return f"{count_text(abs(count), thing)} {'more' if count > 0 else 'fewer'}" if count else ""


def _time_difference(minutes: int, forms: LocaleForms) -> str:
    return f"{logged_text(abs(minutes), forms)} {'more' if minutes > 0 else 'less'}" if minutes else ""
