"""A later calendar moves and cancels the entries of an earlier one (RFC 5545, 3.8.1.11, 3.8.7.3, 3.8.7.4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import vobject  # type: ignore[import-untyped]

from roadmaps.journal import HOURS_A_WEEK, Kind
from roadmaps.report import gather
from roadmaps.report.calendar import export_calendar
from roadmaps.report.calendar_memory import Exported, from_bytes, to_bytes
from tests.roadmaps.people import ISO, Diary
from tests.roadmaps.reported import ROADMAP, TODAY, diary

if TYPE_CHECKING:
    from datetime import datetime

    from roadmaps.catalogue import Catalogue

SAID_AT = 1_795_258_800_000_000
MINUTE = 60_000_000
OTHER = "mle-to-ds"


class Read(NamedTuple):
    first: date
    end: date
    summary: str
    status: str
    sequence: int
    modified: datetime
    stamp: datetime


def by_icalendar(data: bytes) -> dict[str, Read]:
    from icalendar import Calendar

    calendar: Any = Calendar.from_ical(data)
    assert not calendar.errors
    return {
        str(event["UID"]): Read(
            event["DTSTART"].dt,
            event["DTEND"].dt,
            str(event["SUMMARY"]),
            str(event["STATUS"]),
            int(event["SEQUENCE"]),
            event["LAST-MODIFIED"].dt,
            event["DTSTAMP"].dt,
        )
        for event in calendar.walk("VEVENT")
    }


def by_vobject(data: bytes) -> dict[str, Read]:
    calendar: Any = vobject.readOne(data.decode())
    assert calendar.validate(raiseException=True)
    return {
        event.uid.value: Read(
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            event.status.value,
            int(event.sequence.value),
            event.last_modified.value,
            event.dtstamp.value,
        )
        for event in calendar.vevent_list
    }


class Exports:
    """Somebody who exports their plan again and again, and imports every file into a calendar."""

    def __init__(self, catalogue: Catalogue, told: Diary) -> None:
        self.catalogue, self.told, self.memory, self.now = catalogue, told, Exported(), SAID_AT
        self.calendar: dict[str, Read] = {}

    def export(self, roadmap_id: str = ROADMAP, as_of: date | None = None) -> dict[str, Read]:
        facts = gather(self.catalogue, self.catalogue.roadmaps[roadmap_id], self.told.events, self.told.today, as_of)
        made, memory = export_calendar(facts, self.now, self.memory, ISO)
        assert from_bytes(to_bytes({"me": memory})) == {"me": memory}
        self.memory = from_bytes(to_bytes({"me": memory}))["me"]
        read = by_icalendar(made)
        assert by_vobject(made) == read, "two readers disagree"
        for uid, event in read.items():
            old = self.calendar.get(uid)
            if old and event != old:
                # What a calendar takes for an update (RFC 5546, 2.1.5).
                assert event.sequence > old.sequence
                assert event.modified > old.modified
            assert event.stamp == event.modified
            self.calendar[uid] = event
        return read

    def shown(self) -> set[str]:
        """What the calendar shows after every import."""
        return {event.summary for event in self.calendar.values() if event.status != "CANCELLED"}


@pytest.fixture
def exports(catalogue: Catalogue) -> Exports:
    return Exports(catalogue, diary(catalogue))


def test_an_unchanged_plan_exports_an_unchanged_calendar(exports: Exports) -> None:
    first = exports.export()
    exports.now += 90 * MINUTE
    assert exports.export() == first
    assert {event.status for event in first.values()} == {"CONFIRMED"}


def test_an_entry_that_moved_keeps_its_uid_and_gets_a_higher_sequence(exports: Exports) -> None:
    before = exports.export()
    exports.told.say("target_date", ROADMAP, "2027-12-31")
    exports.now += MINUTE
    after = exports.export()
    assert set(after) == set(before)
    changed = [uid for uid in after if after[uid] != before[uid]]
    assert [after[uid].summary for uid in changed] == ["Target: ML engineer"]
    assert after[changed[0]].first == date(2027, 12, 31)


def test_a_week_taken_off_is_cancelled_and_can_come_back(exports: Exports) -> None:
    first = exports.export()
    monday = TODAY + timedelta(days=(7 - TODAY.weekday()) % 7 + 14)
    exports.told.say(Kind.WEEK_OFF, monday.isoformat(), True)
    exports.now += MINUTE
    (uid,) = [uid for uid, event in first.items() if event.summary.startswith("Study") and event.first == monday]
    gone = exports.export()[uid]
    assert (gone.status, gone.first) == ("CANCELLED", monday)
    exports.now += MINUTE
    assert exports.export()[uid] == gone, "cancelled as long as it may be in somebody's calendar"
    exports.told.say(Kind.WEEK_OFF, monday.isoformat(), False)
    assert exports.export()[uid].status == "CONFIRMED"


def test_a_plan_that_is_postponed_moves_or_cancels_every_week(exports: Exports) -> None:
    exports.export()
    exports.told.say(Kind.PLAN, HOURS_A_WEEK, 20)
    exports.now += MINUTE
    read = exports.export()
    planned = {event.summary for event in read.values() if event.status == "CONFIRMED"}
    assert any(event.status == "CANCELLED" for event in read.values())
    assert exports.shown() == planned


def test_the_review_of_a_skill_moves_when_it_is_confirmed(catalogue: Catalogue) -> None:
    told = Diary(date(2025, 8, 31))
    skill = catalogue.skills["docker"]
    told.aim_at(ROADMAP).tick(skill.can_dos[0].id)
    told.today = TODAY
    exports = Exports(catalogue, told)
    (uid,) = [uid for uid, event in exports.export().items() if event.summary == f"Review {skill.name}"]
    assert exports.calendar[uid].first == TODAY
    told.say(Kind.STILL_CAN, skill.id, TODAY.isoformat())
    exports.now += MINUTE
    assert exports.export()[uid].first > TODAY + timedelta(days=150)
    assert [event.summary for event in exports.calendar.values()].count(f"Review {skill.name}") == 1
    told.set_aside(skill.id)
    assert exports.export()[uid].status == "CANCELLED"


@pytest.mark.long
def test_sequence_numbers_grow_whatever_is_restored_and_whatever_the_clock_says(exports: Exports) -> None:
    exports.export()
    kept = list(exports.told.events)
    for days in (1, 2, 3):
        exports.told.say("target_date", ROADMAP, f"2027-12-0{days}")
        exports.now += MINUTE
        exports.export()
    exports.told.events[:] = kept  # a backup takes the place of the file
    exports.now -= 1000 * MINUTE
    exports.export()
    assert exports.shown() >= {"Target: ML engineer"}


def test_sequence_numbers_grow_even_if_the_memory_is_lost(exports: Exports) -> None:
    exports.export()
    exports.memory = Exported()
    exports.told.say("target_date", ROADMAP, "2027-12-31")
    exports.now += 5 * MINUTE
    exports.export()


@pytest.mark.long
def test_a_clock_centuries_ahead_leaves_room_for_more_exports(exports: Exports) -> None:
    for now in (0, -(10**15), 253_402_300_000 * 1_000_000, 10**19, SAID_AT):
        exports.now = now
        exports.told.say("target_date", ROADMAP, f"2027-12-{10 + len(exports.told.events) % 20}")
        read = exports.export()
        assert all(0 <= event.sequence < 2**31 for event in read.values())


@pytest.mark.slow
def test_the_calendar_of_another_roadmap_replaces_that_of_the_first(exports: Exports) -> None:
    first = exports.export()
    exports.now += MINUTE
    exports.told.say("target_date", OTHER, "2027-12-31")
    read = exports.export(OTHER)
    assert set(first) <= set(read)
    assert not {event.summary for event in read.values() if event.status == "CONFIRMED"} & {"Target: ML engineer"}
    exports.now += MINUTE
    again = exports.export()
    assert all(again[uid].status == "CONFIRMED" for uid in first)


def test_a_week_that_is_over_stays_as_it_was_for_a_year(exports: Exports) -> None:
    first = exports.export()
    (uid,) = [uid for uid, event in first.items() if event.summary.startswith("Study") and event.first == TODAY]
    for days, is_there in ((30, True), (200, True), (500, False)):
        exports.told.today = TODAY + timedelta(days=days)
        exports.now += MINUTE
        read = exports.export()
        assert (read.get(uid) == first[uid]) is is_there
        assert (uid in read) is is_there


def test_a_plan_without_hours_or_target_cancels_all_earlier_entries(exports: Exports) -> None:
    exports.told.events[:] = [each for each in exports.told.events if each.kind == Kind.PLAN or not exports.calendar]
    exports.export()
    exports.told.say(Kind.PLAN, HOURS_A_WEEK, None)
    exports.told.say("target_date", ROADMAP, None)
    exports.now += MINUTE
    read = exports.export()
    assert not [event for event in read.values() if event.summary.startswith("Study") and event.status != "CANCELLED"]
    assert "Target: ML engineer" not in exports.shown()


@pytest.mark.slow
def test_an_export_of_an_earlier_day_counts_up_like_any_other(exports: Exports) -> None:
    exports.export()
    exports.now += MINUTE
    exports.export(as_of=TODAY - timedelta(days=60))
    exports.now += MINUTE
    exports.export()


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"{", b"[]", b"\xff\xfe", b'{"format":2,"people":{}}', b'{"format":1,"people":[]}', b"[" * 100_000,
        b'{"format":1,"people":{"a":{"sequence":-1,"modified":0,"entries":[]}}}',
        b'{"format":1,"people":{"a":{"sequence":1,"modified":0,"entries":[["n","9999-12-31","9999-12-31","","",1,1,false]]}}}',
        b'{"format":1,"people":{"a":{"sequence":1,"modified":0,"entries":[["n","2026-01-02","2026-01-01","","",1,1,false]]}}}',
        b'{"format":1,"people":{"a":{"sequence":NaN,"modified":0,"entries":[]}}}',
    ],
)  # fmt: skip
def test_a_damaged_memory_is_read_as_empty(damaged: bytes) -> None:
    assert from_bytes(damaged) == {}
