"""The made-up year is complete, plausible, the same for the same day, and uses only what the catalogue has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.gap import measure_gap
from roadmaps.journal import BEFORE, Kind, replay
from roadmaps.plan import make_plan
from roadmaps.plan.example_life import example_events
from tests.roadmaps.people import make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29)])
def test_a_year_of_progress_in_either_direction(catalogue: Catalogue, roadmap_id: str, today: date) -> None:
    roadmap = catalogue.roadmaps[roadmap_id]
    events = example_events(roadmap, today)
    progress = replay(events)
    gap = measure_gap(roadmap, progress)
    assert progress.goal == roadmap_id
    assert 40 <= (gap.total.percent or 0) <= 80
    assert gap.total.brought >= 20
    assert gap.total.learned >= 10
    assert progress.milestones
    assert progress.notes
    assert progress.evidence
    assert progress.set_aside
    assert len(progress.study) > 100
    assert all(today - timedelta(weeks=52) <= event.said_on < today for event in events)
    assert make_plan(gap, progress, today).middle.last, "its plan has dates"


def test_it_is_the_same_for_the_same_day_and_moves_with_the_day(catalogue: Catalogue) -> None:
    roadmap = catalogue.roadmaps["ds-to-mle"]
    assert example_events(roadmap, TODAY) == example_events(roadmap, TODAY)
    later = example_events(roadmap, TODAY + timedelta(days=400))
    assert [event.subject for event in later] == [event.subject for event in example_events(roadmap, TODAY)]
    assert later[0].said_on - example_events(roadmap, TODAY)[0].said_on == timedelta(days=400)


def test_its_events_name_only_what_the_catalogue_knows_and_are_in_order(catalogue: Catalogue) -> None:
    events = example_events(catalogue.roadmaps["ds-to-mle"], TODAY)
    assert [event.order for event in events] == sorted(event.order for event in events)
    assert len({event.id for event in events}) == len(events)
    ticks = [event for event in events if event.kind == Kind.CAN_DO]
    assert {event.subject for event in ticks} <= catalogue.can_dos.keys()
    learned = [event.subject for event in ticks if event.value != BEFORE]
    assert len(set(learned)) == len(learned)


def test_a_short_roadmap_is_finished_within_the_year_and_nothing_of_it_is_set_aside() -> None:
    events = example_events(make_roadmap([make_skill("sql", hours=(4, 8))], {"sql": 1}), TODAY)
    progress = replay(events)
    assert progress.ticks.keys() == {"sql.1"}
    assert not progress.set_aside
