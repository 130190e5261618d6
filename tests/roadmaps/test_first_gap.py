"""The numbers shown right after the user confirms what they can already do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.gap import measure_gap
from roadmaps.gap.explanation import gap_in_words
from roadmaps.journal import DEFAULT_ORDER, Kind
from roadmaps.plan import make_plan, next_up
from roadmaps.plan.first_gap import first_gap
from roadmaps.plan.required_hours import ASSUMED_HOURS
from tests.roadmaps.lives import LIVES, TODAY
from tests.roadmaps.people import Diary, make_roadmap
from tests.roadmaps.test_gap_properties import SHIPPED

if TYPE_CHECKING:
    from roadmaps.plan.first_gap import FirstGap

ROADMAP = make_roadmap(["sql", "git", "julia"], {"sql": 2, "git": 1}, optional={"julia": 1})


def found(diary: Diary) -> FirstGap:
    progress = diary.progress()
    return first_gap(measure_gap(ROADMAP, progress), progress, diary.today)


def ready(diary: Diary) -> str:
    return gap_in_words(measure_gap(ROADMAP, diary.progress()))[0]


@pytest.mark.parametrize("roadmap_id", SHIPPED.roadmaps)
@pytest.mark.parametrize("life", LIVES)
def test_its_numbers_add_up_and_agree_with_plan_and_next_up(life: str, roadmap_id: str) -> None:
    roadmap = SHIPPED.roadmaps[roadmap_id]
    progress = LIVES[life](SHIPPED, roadmap).progress()
    gap = measure_gap(roadmap, progress)
    seen = first_gap(gap, progress, TODAY)
    assert seen.total == gap.total
    assert seen.total.ticked + seen.beyond == len(progress.ticks)
    order = progress.commitments.next_up_order or DEFAULT_ORDER
    assert seen.next_up == next(iter(next_up(gap, progress.commitments.on(roadmap_id), order)), None)
    plan = make_plan(gap, progress, TODAY)
    if plan.commitment.has_time:
        assert seen.finish == (plan.middle.last and plan.middle.last.day)
        assert (seen.hours_a_week, seen.is_assumed) == (plan.commitment.hours_a_week, False)


def test_one_sentence_distinguishes_confirmed_from_counted_can_dos() -> None:
    assert found(Diary()).confirmed_text == ""
    needs = "towards what a new needs"
    assert found(Diary().tick("sql.1")).confirmed_text == f"You’ve confirmed 1 can-do, and it counts {needs}."
    assert found(Diary().tick("sql.1", "git.1")).confirmed_text == (
        f"You’ve confirmed 2 can-dos, and all of them count {needs}."
    )
    assert found(Diary().tick("sql.1", "sql.3", "git.2", "julia.1")).confirmed_text == (
        f"You’ve confirmed 4 can-dos: 1 counts {needs}, and the other 3 go further."
    )
    assert found(Diary().tick("sql.3")).confirmed_text == f"You’ve confirmed 1 can-do. It doesn’t count {needs}."
    assert found(Diary().tick("sql.3", "git.2")).confirmed_text == (
        f"You’ve confirmed 2 can-dos. None of them counts {needs}."
    )


def test_without_hours_the_finish_is_an_example() -> None:
    seen = found(Diary())
    assert (seen.hours_a_week, seen.is_assumed) == (ASSUMED_HOURS, True)
    assert seen.finish is not None
    diary = Diary()
    diary.say(Kind.PLAN, "hours-a-week", 12)
    mine = found(diary)
    assert (mine.hours_a_week, mine.is_assumed) == (12, False)
    assert mine.finish is not None
    assert mine.finish < seen.finish


def test_readiness_in_a_sentence() -> None:
    assert ready(Diary().tick("sql.1")) == "You’re 33\xa0% ready: 1 of the 3 can-dos a new needs."
    assert ready(Diary().set_aside("sql", "git")) == "Nothing is in scope."
