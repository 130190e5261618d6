"""Five years of a travelling user, read in many time zones: no day ever moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from gui.app.clock import WallClock
from roadmaps.catalogue import load_catalogue
from roadmaps.forecast import burn_up, measure_study
from roadmaps.journal import GOAL_SUBJECT, Event, Kind, Tick, next_stamp, replay, tick_value
from roadmaps.report import gather
from roadmaps.report.csv_tables import can_do_table, session_table
from store.journal import Journal
from tests.posix import read_zone_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from roadmaps.journal import Json

HOMES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "America/Santiago")
LOCAL_TIMES = ((23, 30), (0, 30), (2, 30), (12, 0), (1, 59), (3, 0))
FIRST, YEARS = date(2021, 11, 20), 5
# In POSIX notation, with inverted signs, so that the test does not need the system's time zone files.
ZONES = {
    "UTC": "UTC0",
    "Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
    "New York": "EST5EDT,M3.2.0,M11.1.0",
    "Lord Howe": "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "Kiritimati": "<+14>-14",
    "Pago Pago": "<-11>11",
    "Kathmandu": "<+0545>-5:45",
}


class Said(NamedTuple):
    """An event, and the day that the clock on the wall showed."""

    moment: int
    day: date
    home: ZoneInfo


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    read_zone_again()


def go_to(zone: pytest.MonkeyPatch, name: str) -> None:
    zone.setenv("TZ", ZONES[name])
    read_zone_again()


def moments() -> list[Said]:
    """Every third day for five years, at night when days and clocks change, in one home after another."""
    said = []
    for number in range(0, YEARS * 365, 3):
        home, (hour, minute) = ZoneInfo(HOMES[number // 90 % len(HOMES)]), LOCAL_TIMES[number % len(LOCAL_TIMES)]
        day = FIRST + timedelta(days=number)
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=home)
        # A time skipped in spring is shown an hour later, still on the same day.
        seen = local.astimezone(UTC).astimezone(home)
        said.append(Said(int(local.timestamp() * 1_000_000), seen.date(), home))
    return said


def history() -> list[Event]:
    """Ticks, study and corrections, each on the day that the user saw."""
    catalogue = load_catalogue()
    can_dos, skills = list(catalogue.can_dos), list(catalogue.skills)
    events: list[Event] = []

    def say(said: Said, kind: Kind, subject: str, value: Json, effective_on: date | None = None) -> None:
        stamp = next_stamp(said.moment, events[-1].stamp if events else None)
        name = f"{len(events):08x}-0000-4000-8000-000000000000"
        events.append(Event(name, stamp, said.day, kind.value, subject, effective_on or said.day, value))

    for number, said in enumerate(moments()):
        if not number:
            say(said, Kind.GOAL, GOAL_SUBJECT, "ds-to-mle")
        match number % 4:
            case 0 | 1:
                say(said, Kind.CAN_DO, can_dos[number % len(can_dos)], tick_value(Tick(said.day)))
            case 2:
                session: Json = {"skill": skills[number % len(skills)], "minutes": 30, "text": "", "link": None}
                say(said, Kind.STUDY, f"session-{number}", session)
            case 3:
                earlier = said.day - timedelta(days=5)
                say(said, Kind.CAN_DO, can_dos[number % len(can_dos)], tick_value(Tick(earlier)), earlier)
    return events


def read(path: Path) -> dict[str, object]:
    """Everything the program derives from a file that involves days."""
    catalogue = load_catalogue()
    roadmap = catalogue.roadmaps["ds-to-mle"]
    with Journal.open(path) as journal:
        events: Sequence[Event] = journal.events()
    last = events[-1].said_on
    progress = replay(events)
    facts = gather(catalogue, roadmap, events[:90], events[89].said_on)
    return {
        "days": [(event.said_on, event.effective_on) for event in events],
        "ticks": dict(progress.ticks),
        "as of": [replay(events, FIRST + timedelta(days=each)).ticks for each in range(0, YEARS * 365, 122)],
        "points": burn_up(roadmap, events, last).points,
        "studied": measure_study(progress.study.values(), progress.started_on, last).minutes,
        "tables": (can_do_table(facts), session_table(facts)),
        "past": facts.past,
    }


@pytest.mark.long
def test_no_day_in_five_years_depends_on_the_time_zone_of_the_reader(tmp_path: Path, zone: pytest.MonkeyPatch) -> None:
    path, events = tmp_path / "skillgap.db", history()
    go_to(zone, "Berlin")
    with Journal.open(path) as journal:
        journal.append(events)
    at_home = read(path)
    assert at_home["days"] == [(event.said_on, event.effective_on) for event in events]
    assert (events[-1].said_on - FIRST).days > YEARS * 365 - 4
    moved = {}
    for name in ZONES:
        go_to(zone, name)
        elsewhere = read(path)
        moved[name] = [part for part, said in elsewhere.items() if said != at_home[part]]
    assert moved == {name: [] for name in ZONES}


def test_travelling_crosses_days_and_clock_changes() -> None:
    """In this fixture days derived from stamps would move, whether in UTC or by today's offset."""
    said = moments()
    by_utc = [datetime.fromtimestamp(each.moment / 1_000_000, UTC).date() for each in said]
    assert sum(day != each.day for day, each in zip(by_utc, said, strict=True)) > 100
    # Berlin, New York and the others, each by its offset on the first day of the fixture.
    by_offset = [(datetime.fromtimestamp(each.moment / 1_000_000, UTC) + offset_of(each.home)).date() for each in said]
    assert sum(day != each.day for day, each in zip(by_offset, said, strict=True)) > 10


def offset_of(home: ZoneInfo) -> timedelta:
    return datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=home).utcoffset() or timedelta()


def test_the_clock_gives_the_local_day_in_any_time_zone(zone: pytest.MonkeyPatch) -> None:
    days = {}
    for name in ("Kiritimati", "Pago Pago"):
        go_to(zone, name)
        before = datetime.now().astimezone().date()
        days[name] = WallClock().today()
        assert days[name] in (before, datetime.now().astimezone().date())
    # They are twenty-five hours apart, so it is never the same day on both islands.
    assert days["Kiritimati"] > days["Pago Pago"]
