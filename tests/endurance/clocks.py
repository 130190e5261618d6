"""Clocks that go wrong and people who travel: events keep their order and their days."""

from __future__ import annotations

import os
import zoneinfo
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from gui.app.clock import WallClock
from gui.app.tracker import Tracker
from roadmaps.forecast import burn_up, measure_study
from roadmaps.journal import LATEST_DAY, StudySession, replay
from store.journal import Journal
from tests.endurance.child import Child
from tests.endurance.person import CAN_DOS, CATALOGUE, FILE
from tests.posix import read_zone_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from tests.endurance.child import Work

PAGES = ("skills", "assess", "roadmap", "progress", "plan", "roles")
_LATE = timedelta(hours=23, minutes=40)
"""When the traveller ticks: a few minutes west or east, and it would be another day."""

MOMENTS = {
    "today": datetime(2026, 11, 21, 12, tzinfo=UTC),
    "a day back": datetime(2026, 11, 20, 12, tzinfo=UTC),
    "ten years back": datetime(2016, 11, 21, 12, tzinfo=UTC),
    "ten years on": datetime(2036, 11, 21, 12, tzinfo=UTC),
    "1970": datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC),
    "the end of 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    "9999": datetime(9999, 12, 31, 23, 59, 58, tzinfo=UTC),
    "back again": datetime(2026, 11, 21, 13, tzinfo=UTC),
}


class SetClock:
    """Stays where it is set, in one zone or another."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> int:
        since = self.moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return since // timedelta(microseconds=1)

    def today(self) -> date:
        return self.moment.date()


class Wrong(NamedTuple):
    """How much was looked at, and what was wrong, in words."""

    looked_at: int
    wrong: list[str]


def set_the_clock(folder: Path) -> Wrong:
    """Tick and undo while the clock jumps: the stamps go on, each day is the clock's, the file says what is shown."""
    wrong, days, events = [], [], 0
    clock = SetClock(MOMENTS["today"])
    for number, (name, clock.moment) in enumerate(MOMENTS.items()):
        with Journal.open(folder / FILE) as journal:
            tracker = Tracker(CATALOGUE, journal, clock)
            latest = max((event.said_on for event in journal.events()), default=date.min)
            if bool(tracker.clock_warning) != (latest > clock.today()):
                wrong.append(f"{name}: the warning is {tracker.clock_warning!r}")
            deeds = [
                tracker.edits.toggle([CAN_DOS[number]]),
                tracker.edits.toggle([CAN_DOS[number + 1]]),
                tracker.undo(),
            ]
            days += [min(clock.today(), LATEST_DAY)] * len(deeds)
            if not all(deeds) or tracker.progress != replay(journal.events()):
                wrong.append(f"{name}: {deeds}, or the screen shows something else")
    with Journal.open(folder / FILE) as journal:
        found = journal.events()
    events = len(found)
    if [event.said_on for event in found] != days:
        wrong.append(f"the days are {[event.said_on.isoformat() for event in found]}")
    stamps = [event.stamp for event in found]
    if stamps != sorted(set(stamps)):
        wrong.append("a stamp runs backwards")
    return Wrong(events, wrong)


def open_every_page(folder: Path, moments: Iterable[str]) -> Wrong:
    """Open every page at one moment of the clock, over a file with a tick of that day and a plan."""
    wrong, count = [], 0
    for name in moments:
        (folder / name).mkdir()
        with Child(partial(_open_pages, folder / name, MOMENTS[name])) as child:
            answer = child.hear()
        count += answer["pages"]
        wrong += [f"{name}: {each}" for each in answer["wrong"]]
    return Wrong(count, wrong)


def _open_pages(folder: Path, moment: datetime) -> Work:
    import sys

    from PySide6.QtWidgets import QApplication

    from tests.endurance.window import Window

    wrong: list[str] = []
    sys.excepthook = lambda kind, error, _: wrong.append(f"{kind.__name__}: {error}")
    clock = SetClock(moment)
    with ExitStack() as held:
        opened = Window(folder, held, clock)
        tracker = opened.tracker
        tracker.plan_edits.set_hours_a_week(5)
        tracker.edits.toggle([next(iter(tracker.catalogue.can_dos.values()))])
        for page in PAGES:
            opened.window.show_page(page)
            opened.settle()
            if opened.window.pages.shown.name != page:
                wrong.append(f"{page} is not shown")
        QApplication.processEvents()
    yield {"pages": len(PAGES), "wrong": wrong}


# The traveller


def zones() -> Sequence[str]:
    """Every zone that this machine knows."""
    return sorted(zoneinfo.available_timezones() - {"localtime"})


def travel(folder: Path, through: Sequence[str], years: int) -> Wrong:
    """Tick late every evening for some years, each month in another zone; then read the file in every one of them."""
    said_on = _travelled(folder, through, years)
    with Child(partial(_read_everywhere, folder, through)) as child:
        child.hear()
        by_zone: dict[str, Any] = child.proceed()
    wrong = [f"in {zone}: {finding}" for zone, finding in by_zone["wrong"].items()]
    if by_zone["days"] != [day.isoformat() for day in said_on]:
        moved = sum(a != b.isoformat() for a, b in zip(by_zone["days"], said_on, strict=False))
        wrong.append(f"{moved} days moved")
    return Wrong(len(said_on) * len(through), wrong)


def _travelled(folder: Path, through: Sequence[str], years: int) -> list[date]:
    """The days of the traveller's events, by the clocks on the walls around them."""
    first, days = date(2021, 11, 21), []
    clock = SetClock(MOMENTS["today"])
    with ExitStack() as held:
        tracker = Tracker(CATALOGUE, held.enter_context(Journal.open(folder / FILE)), clock)
        for number in range(365 * years):
            day = first + timedelta(days=number)
            zone = ZoneInfo(through[(number // 30) % len(through)])
            clock.moment = datetime(day.year, day.month, day.day, tzinfo=zone) + _LATE
            if number % 7 == 0:
                tracker.log_edits.log_study(StudySession(CAN_DOS[0].skill_id, clock.today(), 45, "", None))
            else:
                tracker.edits.toggle([CAN_DOS[number % len(CAN_DOS)]])
            days.append(day)
    return days


def _read_everywhere(folder: Path, through: Sequence[str]) -> Work:
    yield "ready"
    wrong, seen = {}, None
    for zone in through:
        os.environ["TZ"] = zone
        read_zone_again()
        if WallClock().today() not in {_today_in(zone), _today_in(zone)}:
            wrong[zone] = f"today is {WallClock().today()}"
        with Journal.open(folder / FILE) as journal:
            found = _days(journal.events())
        seen = seen or found
        if found != seen:
            wrong[zone] = "other days than elsewhere"
    yield {"wrong": wrong, "days": [day.isoformat() for day in seen[0]] if seen else []}


def _today_in(zone: str) -> date:
    return datetime.now(ZoneInfo(zone)).date()


def _days(events: Sequence[Event]) -> tuple[Any, ...]:
    """Everything on the screen that goes by days: the events, the burn-up, and the study of each day."""
    progress = replay(events)
    until = max(event.effective_on for event in events)
    roadmap = next(iter(CATALOGUE.roadmaps.values()))
    return (
        [event.said_on for event in events],
        burn_up(roadmap, events[-400:], until).points,
        measure_study(progress.study.values(), progress.started_on, until).minutes,
    )
