"""The events that a forecast depends on give the same results as all events do."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.forecast import (
    burn_up,
    days_to_look_back_on,
    forecast_events,
    forecast_on,
    past_forecasts,
    progress_by_category,
    started_on,
)
from roadmaps.forecast.burn_up_series import held_by
from roadmaps.journal import Kind
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmaps.journal import Event, Json

CATALOGUE = load_catalogue()
ROADMAP = CATALOGUE.roadmaps["ds-to-mle"]


def a_year(seed: int, weeks: int) -> Diary:
    """Ticks, choices and plans among notes, sessions, answers and what no version of the program knows."""
    chance, diary = random.Random(seed), Diary()
    can_dos = [each.id for skill_id in ROADMAP.to_role.targets for each in ROADMAP.skills[skill_id].can_dos]
    skills = list(ROADMAP.skills)
    for number in range(weeks * 3):
        back = diary.today - timedelta(days=chance.choice([0, 0, 3, 40]))
        match chance.randrange(12):
            case 0:
                diary.set_aside(chance.choice(skills))
            case 1:
                diary.count_in(chance.choice(skills))
            case 2:
                diary.say(Kind.NOTE, chance.choice(skills), f"note {number}")
            case 3:
                minutes: dict[str, Json] = {"skill": chance.choice(skills), "minutes": 45, "text": ""}
                diary.say(Kind.STUDY, f"session-{number}", minutes, back)
            case 4:
                diary.say(Kind.QUICK_ANSWER, chance.choice(skills), "1")
            case 5:
                diary.say("a kind to come", "anything", True, back)
            case 6:
                diary.say(Kind.PLAN, "hours-a-week", chance.choice([3, 6]))
            case _:
                diary.tick(chance.choice(can_dos), on=back)
        diary.later(chance.choice([1, 2, 4]))
    return diary


def numbers(events: Sequence[Event], day: date) -> tuple[object, ...]:
    past = past_forecasts(ROADMAP, events, days_to_look_back_on(events, day, 3), day, futures=50)
    series, rows = burn_up(ROADMAP, events, day), progress_by_category(ROADMAP, events, day)
    return started_on(events), series, rows, forecast_on(ROADMAP, events, day), list(past)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(3))
def test_no_number_depends_on_the_other_events(seed: int) -> None:
    diary = a_year(seed, 30)
    kept = forecast_events(diary.events)
    assert len(kept) < len(diary.events)
    assert (found := numbers(kept, diary.today)) == numbers(diary.events, diary.today)
    assert found[-1], "there are past forecasts among them"
    day = diary.today - timedelta(days=50)
    held = held_by(diary.events, day)
    assert numbers(forecast_events(held), day) == numbers(held, day)


def test_the_day_of_the_start_counts_whatever_happened_on_it() -> None:
    diary = Diary()
    note = diary.say(Kind.NOTE, next(iter(ROADMAP.skills)), "I begin")
    diary.later(5)
    earlier: dict[str, Json] = {"skill": next(iter(ROADMAP.skills)), "minutes": 45, "text": ""}
    study = diary.say(Kind.STUDY, "session", earlier, note.said_on - timedelta(days=9))
    diary.say(Kind.STUDY, "session-2", earlier)
    assert forecast_events(diary.events) == (note, study)
    assert forecast_events([]) == ()
    assert numbers(forecast_events(diary.events), diary.today) == numbers(diary.events, diary.today)
