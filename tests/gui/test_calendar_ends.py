"""Entries on the first and the last day of the calendar: every page opens, and every export works."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gui.export.calendar_memory import CalendarMemory
from gui.export.formats import FORMATS, Material
from roadmaps.faults import Fault
from roadmaps.forecast import StudyStatistics
from roadmaps.journal import GOAL_SUBJECT, Event, Kind, replay
from roadmaps.plan import studied_weeks
from store.data_copy import data_copy
from tests.examples import quick
from tests.gui.scene import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FIRST, LAST = date.min, date.max
WHEN = [(FIRST, FIRST), (LAST, LAST), (FIRST, LAST), (TODAY, FIRST), (TODAY, LAST)]
"""The day on which everything was recorded, and the day it holds from."""


def life(catalogue: Catalogue, said_on: date, day: date) -> list[Event]:
    """One entry of each kind that has a day, or means one."""
    roadmap = next(iter(catalogue.roadmaps.values()))
    skills = list(catalogue.skills.values())
    monday = max(day.toordinal() - day.weekday(), 1)
    session = {"skill": skills[0].id, "day": day.isoformat(), "minutes": 60, "text": "Kneaded", "link": None}
    said: list[tuple[Kind, str, object]] = [
        (Kind.GOAL, GOAL_SUBJECT, roadmap.id),
        *((Kind.CAN_DO, skill.can_dos[0].id, f"on {day.isoformat()}") for skill in skills[:3]),
        (Kind.CAN_DO, skills[3].can_dos[0].id, "before"),
        (Kind.STUDY, "6f6c9c86-0000-4000-8000-000000000001", session),
        (Kind.STILL_CAN, skills[0].id, day.isoformat()),
        (Kind.PLAN, "hours_a_week", 5),
        (Kind.PLAN_START, roadmap.id, day.isoformat()),
        (Kind.TARGET_DATE, roadmap.id, day.isoformat()),
        (Kind.WEEK_OFF, date.fromordinal(monday).isoformat(), True),
        *((Kind.MILESTONE, stage.milestone.id, f"on {day.isoformat()}") for stage in roadmap.stages),
        (Kind.NOTE, skills[0].id, "from another time"),
    ]
    return [
        Event(f"6f6c9c86-0000-4000-9000-{n:012d}", n, said_on, kind.value, subject, day, value)  # type: ignore[arg-type]
        for n, (kind, subject, value) in enumerate(said, start=1)
    ]


def drawn(scene: Scene) -> None:
    """Wait until every chart that is shown is drawn."""
    page = scene.window.pages.progress
    scene.qtbot.waitUntil(lambda: all(card.view.is_current for card in page.cards), timeout=60_000)
    scene.settle()


@pytest.mark.long
@pytest.mark.parametrize(("said_on", "day"), WHEN)
def test_every_page_opens_today_and_on_the_earliest_day(open_window: OpenWindow, said_on: date, day: date) -> None:
    scene = open_window(before=lambda scene: scene.tracker.take_over(life(scene.catalogue, said_on, day)))
    window, tracker = scene.window, scene.tracker
    for as_of in (None, tracker.first_day):
        tracker.view_as_of(as_of)
        for page in ("skills", "roadmap", "ads", "progress", "plan", "roles", "assess"):
            window.show_page(page)
            scene.settle()
            if page == "roadmap":
                window.pages.roadmap.show_map()
                scene.settle()
                window.pages.roadmap.show_list()
            elif page == "progress":
                drawn(scene)
    tracker.view_as_of(None)
    for skill_id in list(scene.catalogue.skills)[:4]:
        window.show_page("skills")
        window.pages.skills.open_skill(skill_id)
        scene.settle()
    assert tracker.edits.set_ticked(scene.catalogue.skills["yeast"].can_dos[1:2], True), "and goes on"


@pytest.mark.slow
@pytest.mark.parametrize(("said_on", "day"), quick([(FIRST, FIRST), (LAST, LAST), (TODAY, LAST)], (TODAY, LAST)))
def test_every_export_is_made(tiny: Catalogue, qapp: object, said_on: date, day: date) -> None:
    events = life(tiny, said_on, day)
    roadmap = next(iter(tiny.roadmaps.values()))
    for as_of in (None, date(1900, 1, 1)) if said_on == FIRST else (None,):
        material = Material(
            tiny,
            tiny,
            roadmap,
            events,
            TODAY,
            as_of,
            1_764_000_000_000_000,
            "Anna",
            ["DejaVu Sans"],
            CalendarMemory(None),
            data_copy,
        )
        for form in FORMATS:
            if form.id == "calendar":
                with suppress(Fault):  # where no study can be planned it says so
                    assert b"BEGIN:VCALENDAR" in form.make(material)
            else:
                assert form.make(material)


def test_an_earlier_day_than_a_plan_can_name_is_not_looked_at(open_window: OpenWindow) -> None:
    scene = open_window(before=lambda scene: scene.tracker.take_over(life(scene.catalogue, FIRST, FIRST)))
    assert scene.tracker.view_as_of(date(1, 1, 2))
    assert scene.tracker.as_of == scene.tracker.first_day == date(1900, 1, 1)


def weeks(tiny: Catalogue, events: Sequence[Event], today: date) -> list[date]:
    progress = replay(events)
    commitment = progress.commitments.on(next(iter(tiny.roadmaps.values())).id)
    return [week.monday for week in studied_weeks(progress, commitment, today)]


def test_there_are_no_weeks_before_the_calendar(tiny: Catalogue) -> None:
    first_monday = FIRST
    assert first_monday.weekday() == 0
    events = [event for event in life(tiny, FIRST, FIRST) if event.kind != Kind.WEEK_OFF]
    assert weeks(tiny, events, FIRST) == []
    assert weeks(tiny, events, date(1, 1, 7)) == []
    assert weeks(tiny, events, date(1, 1, 8)) == [first_monday]
    assert weeks(tiny, events, date(1, 1, 16)) == [first_monday, date(1, 1, 8)]


@pytest.mark.parametrize(
    ("minutes", "first", "day", "quiet"),
    [
        ({}, FIRST, FIRST + timedelta(days=20), (FIRST, FIRST + timedelta(days=20))),
        ({LAST: 5}, LAST - timedelta(days=20), LAST, (LAST - timedelta(days=20), LAST - timedelta(days=1))),
        ({}, LAST - timedelta(days=20), LAST, (LAST - timedelta(days=20), LAST)),
        ({}, LAST, LAST, None),
    ],
)
def test_a_quiet_time_may_begin_and_end_with_the_calendar(
    minutes: dict[date, int], first: date, day: date, quiet: tuple[date, date] | None
) -> None:
    assert StudyStatistics(minutes, None, day).longest_quiet(first) == quiet
