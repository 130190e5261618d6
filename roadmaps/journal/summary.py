"""What a file holds, in figures and words, to tell one backup from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal.progress import replay
from roadmaps.text.locale_format import ENGLISH, NO_BREAK
from roadmaps.text.text_format import count_text, joined, logged_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal.event import Event
    from roadmaps.text.locale_format import LocaleForms


class FileSummary(NamedTuple):
    """What some events add up to. Can-dos that the catalogue no longer knows count, too."""

    can_dos: int
    minutes: int
    notes: int


def summarise(events: Sequence[Event]) -> FileSummary:
    """What ``events`` add up to, in figures."""
    progress = replay(events)
    minutes = sum(session.minutes for session in progress.study.values())
    return FileSummary(len(progress.ticks), minutes, sum(map(bool, progress.notes.values())))


def summary_text(events: Sequence[Event], forms: LocaleForms = ENGLISH) -> str:
    """What ``events`` add up to, in words: "66 can-dos, 238 h, 31 notes"."""
    can_dos, minutes, notes = summarise(events)
    time = logged_text(minutes, forms) if minutes else f"0{NO_BREAK}h"
    return f"{count_text(can_dos, 'can-do')}, {time}, {count_text(notes, 'note')}"


def difference_text(now: Sequence[Event], then: Sequence[Event], forms: LocaleForms = ENGLISH) -> str:
    """What would be different with the events ``then`` instead of those of ``now``, in sentences."""
    before, after = summarise(now), summarise(then)
    minutes = after.minutes - before.minutes
    parts = (
        _difference(after.can_dos - before.can_dos, "can-do"),
        f"{logged_text(abs(minutes), forms)} {'more' if minutes > 0 else 'less'}" if minutes else "",
        _difference(after.notes - before.notes, "note"),
    )
    difference = joined([part for part in parts if part])
    start = common_start(now, then)
    gone, other = len(now) - start, len(then) - start
    sentences = [f"{difference} than now." if difference else "As many can-dos, hours and notes as now."]
    if gone:
        sentences.append(f"{count_text(gone, 'of your entries is', 'of your entries are')} not in it.")
    if other:
        sentences.append(f"{count_text(other, 'entry in it is', 'entries in it are')} not in your current data.")
    if not gone and not other:
        sentences.append("No entries differ.")
    return " ".join(sentences)


def common_start(one: Sequence[Event], other: Sequence[Event]) -> int:
    """How many events at the beginning of two sequences are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


def _difference(count: int, thing: str) -> str:
    return f"{count_text(abs(count), thing)} {'more' if count > 0 else 'fewer'}" if count else ""
