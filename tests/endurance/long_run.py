"""Thousands of ticks and undos in one window: nothing piles up but the events."""

from __future__ import annotations

import random
import statistics
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication

from tests.endurance.child import Child
from tests.endurance.clocks import PAGES, SetClock
from tests.endurance.window import Held, Window, count_held

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.endurance.child import Work

_MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
_TURNS_ON_A_PAGE = 20


class Course(NamedTuple):
    """What a process held at equal distances, from when everything was made once until the end."""

    deeds: int
    """From the first sample to the last."""
    events: int
    samples: Sequence[Held]

    def slope(self, what: str) -> float:
        """How much more there is of something after a thousand edits, by the line that fits best."""
        values = [getattr(each, what) for each in self.samples]
        places = [self.deeds * place / (len(values) - 1) / 1000 for place in range(len(values))]
        return statistics.linear_regression(places, values).slope

    def growth(self, what: str) -> int:
        """How much more there is at the end than at the first sample."""
        return int(getattr(self.samples[-1], what) - getattr(self.samples[0], what))


def tick_and_undo(folder: Path, count: int, samples: int, pages: Sequence[str] = PAGES) -> Course:
    """Tick and undo that often in one window, on every one of some pages in turn."""
    with Child(partial(_tick_and_undo, folder, count, samples, pages)) as child:
        answer = child.hear()
    return Course(answer["deeds"], answer["events"], [Held(*each) for each in answer["samples"]])


def _tick_and_undo(folder: Path, count: int, samples: int, pages: Sequence[str]) -> Work:
    chance = random.Random(28)
    # Mostly the page on which one ticks; the charts of others take long.
    in_turn = ("skills",) * 4 * (len(pages) - 1) + tuple(pages)
    with ExitStack() as held:
        opened = Window(folder, held, SetClock(_MOMENT))
        tracker, window = opened.tracker, opened.window
        can_dos = list(tracker.catalogue.can_dos.values())

        def turn(number: int) -> None:
            if number % _TURNS_ON_A_PAGE == 0:
                window.show_page("skills")
                opened.settle()
            elif number % _TURNS_ON_A_PAGE == _TURNS_ON_A_PAGE - 1:
                window.show_page(in_turn[number // _TURNS_ON_A_PAGE % len(in_turn)])
                opened.settle()
            kept = tracker.edits.toggle([chance.choice(can_dos)])
            QApplication.processEvents()
            if not (kept and tracker.undo()):
                raise AssertionError("a tick or an undo was not kept")
            QApplication.processEvents()

        def sample() -> Held:
            for page in (*pages, "skills"):  # each page holds what it showed last, so all of them show the same moment
                window.show_page(page)
                opened.settle()
            return count_held()

        for page in pages:  # everything is made that is made once
            window.show_page(page)
            opened.settle()
            for number in range(1, 1 + max(20, count // 50)):
                turn(number % (_TURNS_ON_A_PAGE - 1) or 1)
        first_events = len(tracker.events())
        found = [sample()]
        for number in range(count):
            turn(number)
            if (number + 1) % (count // samples) == 0:
                found.append(sample())
        events = len(tracker.events()) - first_events
        if events != 2 * count:
            raise AssertionError(f"{events} events for {count} ticks and undos")
    yield {"deeds": 2 * count, "events": events, "samples": found}


def bytes_of_an_event(folder: Path, count: int) -> float:
    """What an event takes in memory once it is read, by the memory of a process before and after opening a file."""
    with Child(partial(_open_a_file, folder, count)) as child:
        before = child.hear()
        after = child.proceed()
    return float(after - before) / count


def _open_a_file(folder: Path, count: int) -> Work:
    from store.journal import Journal
    from tests.bench.fixtures import made_up_events

    path = folder / "measured.db"
    with Journal.open(path) as journal:
        journal.append(made_up_events(count))
    del journal
    memory = count_held().memory
    yield memory
    with Journal.open(path) as journal:
        journal.events()
        yield count_held().memory
