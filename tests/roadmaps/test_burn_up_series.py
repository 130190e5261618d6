"""Scope and achieved can-dos day by day, compared with a replay for each day."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import roadmaps.forecast.burn_up_series
from roadmaps.catalogue import load_catalogue
from roadmaps.forecast import BurnUpPoint, burn_up, held_by
from roadmaps.forecast.burn_up_series import ScopeStep, said_by, scope_steps, started_on
from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.journal import Kind, Tick, read_tick, replay
from tests.examples import examples
from tests.roadmaps.people import Diary, day, make_roadmap
from tests.roadmaps.test_gap_properties import small_roadmaps

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Progress

SHIPPED = load_catalogue()


def example() -> Roadmap:
    """Seven can-dos in scope: two skills and a choice; julia, with one more, is optional."""
    return make_roadmap(
        ["sql", "git", "aws", "azure", "julia"],
        {"sql": 3, "cloud": 2},
        supporting={"git": 2},
        optional={"julia": 1},
        choices={"cloud": ("aws", "azure")},
    )


def lines(diary: Diary, until: date | None = None) -> list[BurnUpPoint]:
    return list(burn_up(example(), diary.events, until or diary.today).points)


# The lines of the burn-up


def test_without_events_there_is_the_scope_of_today() -> None:
    series = burn_up(example(), [], day(5))
    assert series.points == (BurnUpPoint(day(5), 7, 0, 0),)
    assert series.steps == ()


def test_there_is_a_point_for_each_day_that_changed_something_and_for_the_last() -> None:
    diary = Diary().could_before("sql.1").later(3).tick("sql.2", "git.1").later(2).tick("julia.1").later(4)
    assert lines(diary) == [BurnUpPoint(day(0), 7, 1, 0), BurnUpPoint(day(3), 7, 1, 2), BurnUpPoint(day(9), 7, 1, 2)]


def test_a_back_dated_tick_counts_on_its_own_day() -> None:
    diary = Diary().aim_at("old-to-new").later(10).tick("sql.1", on=day(4)).tick("sql.2", on=day(-30))
    assert lines(diary) == [BurnUpPoint(day(-30), 7, 0, 1), BurnUpPoint(day(4), 7, 0, 2), BurnUpPoint(day(10), 7, 0, 2)]


def test_an_untick_leaves_the_days_before_it_as_they_were() -> None:
    diary = Diary().tick("sql.1").later(50).untick("sql.1").later(1)
    assert lines(diary) == [BurnUpPoint(day(0), 7, 0, 1), BurnUpPoint(day(50), 7, 0, 0), BurnUpPoint(day(51), 7, 0, 0)]


def test_a_tick_undone_leaves_no_trace() -> None:
    diary = Diary().aim_at("old-to-new").later(5).tick("sql.1").later(5).undo()
    assert lines(diary) == [BurnUpPoint(day(0), 7, 0, 0), BurnUpPoint(day(10), 7, 0, 0)]


def test_an_event_that_holds_from_a_later_day_counts_today() -> None:
    """Whoever flew west recorded it on a day that has not begun here."""
    diary = Diary(day(3)).tick("sql.1")
    assert lines(diary, until=day(2)) == [BurnUpPoint(day(2), 7, 0, 1)]


def test_the_event_recorded_last_wins_not_the_one_for_the_latest_day() -> None:
    diary = Diary(day(9)).tick("sql.1", on=day(8)).untick("sql.1")
    diary.say(Kind.CAN_DO, "sql.1", "on 2026-01-03", day(2))
    assert lines(diary) == [BurnUpPoint(day(2), 7, 0, 1), BurnUpPoint(day(9), 7, 0, 1)]


def test_a_point_holds_until_the_next() -> None:
    series = burn_up(example(), Diary().tick("sql.1").later(9).tick("sql.2").later(9).events, day(18))
    assert [series.at(day(number)).learned for number in (0, 8, 9, 17, 18, 99)] == [1, 1, 2, 2, 2, 2]
    assert (series.at(day(9)).achieved, series.at(day(9)).left) == (2, 5)
    with pytest.raises(ValueError, match="begins on 2026-01-01"):
        series.at(day(-1))


def test_the_finish_is_the_first_day_on_which_nothing_was_left() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2})
    diary = Diary().tick("sql.1").later(7).tick("sql.2").later(7).untick("sql.2").later(7).tick("sql.2").later(1)
    series = burn_up(roadmap, diary.events, diary.today)
    assert [series.finished_after(day(number)) for number in (0, 6, 7, 14)] == [day(7), day(7), day(21), day(21)]
    assert series.finished_after(day(22)) is None


def test_with_nothing_in_scope_nothing_is_finished() -> None:
    diary = Diary().aim_at("old-to-new").later(1).set_aside("sql").later(1)
    assert burn_up(make_roadmap(["sql"], {"sql": 2}), diary.events, diary.today).finished_after(day(0)) is None


# Steps of the scope


def test_steps_name_what_entered_or_left_the_scope_and_why() -> None:
    diary = Diary().aim_at("old-to-new").later(1).set_aside("git").later(1).count_in("julia")
    diary.later(1).bring_back("git").set_aside("aws").later(1).set_aside("azure").later(1)
    diary.say(Kind.COUNTED_IN, "julia", False)
    assert burn_up(example(), diary.events, diary.today).steps == (
        ScopeStep(day(1), "git", -2, ScopeStatus.SET_ASIDE),
        ScopeStep(day(2), "julia", 1, ScopeStatus.OPTIONAL),
        ScopeStep(day(3), "git", 2, ScopeStatus.SET_ASIDE),
        ScopeStep(day(4), "cloud", -2, ScopeStatus.SET_ASIDE),
        ScopeStep(day(5), "julia", -1, ScopeStatus.OPTIONAL),
    )


def test_the_end_of_the_first_day_is_not_a_step() -> None:
    diary = Diary().set_aside("git").count_in("julia").later(1)
    series = burn_up(example(), diary.events, diary.today)
    assert series.steps == ()
    assert series.points[0].can_dos == 6


# Which events


def test_what_counts_as_of_a_day_is_not_what_had_been_recorded_by_it() -> None:
    early, late = Diary(day(9)).tick("sql.1", on=day(2)).later(1).tick("sql.2").events
    assert held_by([early, late], day(2)) == [early]
    assert held_by([early, late], day(1)) == []
    assert said_by([early, late], day(2)) == []
    assert said_by([early, late], day(9)) == [early]


def test_the_start_is_the_day_of_the_first_event() -> None:
    diary = Diary(day(7)).tick("sql.1", on=day(2)).later(1).tick("sql.2")
    assert started_on(diary.events[::-1]) == day(7)
    assert started_on([]) is None


# Against brute force


def spoken(roadmap: Roadmap, chance: random.Random, length: int) -> list[Event]:
    """Every kind of event: late, back-dated, for tomorrow, corrected, undone, and not to be understood."""
    diary = Diary()
    skill_ids = list(roadmap.skills)
    can_do_ids = [can_do.id for skill in roadmap.skills.values() for can_do in skill.can_dos]
    undoable = redoable = 0
    for _ in range(length):
        skill_id, can_do_id = chance.choice(skill_ids), chance.choice(can_do_ids)
        deed = chance.randrange(14)
        if deed == 0 and undoable:
            diary.undo()
            undoable, redoable = undoable - 1, redoable + 1
            continue
        if deed == 1 and redoable:
            diary.redo()
            undoable, redoable = undoable + 1, redoable - 1
            continue
        if deed == 2:
            kind = chance.choice([*Kind, "horoscope"])
            diary.say(kind, chance.choice([skill_id, can_do_id, "nothing"]), chance.choice([7, "maybe", [], None]))
            continue
        if deed == 3:
            diary.later(chance.randrange(6))
            continue
        match deed:
            case 4 | 5:
                diary.tick(can_do_id, on=diary.today - timedelta(chance.choice([0, 0, 1, 5, 40])))
            case 6:
                diary.tick(can_do_id, on=diary.today + timedelta(chance.randrange(3)))
            case 7:
                diary.could_before(can_do_id)
            case 8 if can_do_id in diary.progress().ticks and is_last_word_understood(diary, can_do_id):
                diary.correct(can_do_id, diary.today - timedelta(chance.randrange(20)))
            case 9:
                diary.set_aside(skill_id)
            case 10:
                diary.bring_back(skill_id)
            case 11:
                diary.count_in(skill_id)
            case 12 if roadmap.choices:
                choice = chance.choice(list(roadmap.choices.values()))
                diary.choose(choice.id, chance.choice([None, *choice.member_ids]))
            case _:
                diary.untick(can_do_id)
        undoable, redoable = undoable + 1, 0
    return chance.sample(diary.events, len(diary.events))


def is_last_word_understood(diary: Diary, can_do_id: str) -> bool:
    last = [event for event in diary.events if event.kind == Kind.CAN_DO and event.subject == can_do_id][-1]
    try:
        return isinstance(read_tick(last.value), Tick)
    except ValueError:
        return False


def by_replay(roadmap: Roadmap, progress: Progress) -> tuple[int, int, int]:
    total = measure_gap(roadmap, progress).total
    return total.can_dos, total.brought, total.learned


def is_a_replay_for_each_day(roadmap: Roadmap, events: list[Event], until: date) -> None:
    series = burn_up(roadmap, events, until)
    first = series.points[0].day
    assert first == min([until, *(min(event.effective_on, event.said_on) for event in events)])
    for number in range((until - first).days):
        as_of = first + timedelta(number)
        assert series.at(as_of)[1:] == by_replay(roadmap, replay(events, as_of)), as_of
    assert series.at(until)[1:] == by_replay(roadmap, replay(events))
    assert [point.day for point in series.points] == sorted({point.day for point in series.points})


@examples(60)
@given(small_roadmaps(), st.randoms(use_true_random=False), st.integers(0, 40))
def test_each_day_equals_a_replay(roadmap: Roadmap, chance: random.Random, length: int) -> None:
    events = spoken(roadmap, chance, length)
    last = max((event.said_on for event in events), default=day(0))
    is_a_replay_for_each_day(roadmap, events, last)
    is_a_replay_for_each_day(roadmap, events, last + timedelta(2))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_each_day_of_a_shipped_roadmap_equals_a_replay(roadmap_id: str, seed: int) -> None:
    roadmap = SHIPPED.roadmaps[roadmap_id]
    events = spoken(roadmap, random.Random(seed), 150)
    is_a_replay_for_each_day(roadmap, events, max(event.said_on for event in events))


@examples(60)
@given(small_roadmaps(), st.randoms(use_true_random=False), st.integers(1, 40))
def test_as_of_a_day_the_series_is_the_same_up_to_that_day(
    roadmap: Roadmap, chance: random.Random, length: int
) -> None:
    events = spoken(roadmap, chance, length)
    assume(events)
    last = max(event.said_on for event in events)
    today = burn_up(roadmap, events, last)
    as_of = today.points[0].day + timedelta(chance.randrange((last - today.points[0].day).days + 1))
    assume(as_of != last)
    earlier = burn_up(roadmap, held_by(events, as_of), as_of)
    for number in range((as_of - earlier.points[0].day).days + 1):
        each = earlier.points[0].day + timedelta(number)
        assert earlier.at(each)[1:] == today.at(each)[1:]


@examples(60)
@given(small_roadmaps(), st.randoms(use_true_random=False), st.integers(0, 40))
def test_the_steps_add_up_to_the_scope(roadmap: Roadmap, chance: random.Random, length: int) -> None:
    events = spoken(roadmap, chance, length)
    until = max((event.said_on for event in events), default=day(0))
    series = burn_up(roadmap, events, until)
    assert scope_steps(roadmap, events, until) == series.steps
    for point in series.points:
        moved = sum(step.change for step in series.steps if step.day <= point.day)
        assert series.points[0].can_dos + moved == point.can_dos


@pytest.mark.long
def test_five_years_are_worked_out_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more measurements than events and units, each of one unit: no replay for each of 1,800 days."""
    roadmap = SHIPPED.roadmaps["ds-to-mle"]
    diary, chance = Diary(), random.Random(5)
    can_do_ids = [can_do.id for skill_id in roadmap.to_role.targets for can_do in roadmap.skills[skill_id].can_dos]
    while len(diary.events) < 5000:
        chance.choice([diary.tick, diary.untick])(chance.choice(can_do_ids))
        diary.later(chance.choice([0, 0, 1]))
    measured = []

    def count(of: Roadmap, progress: Progress) -> Gap:
        measured.append(len(of.to_role.demands))
        return measure_gap(of, progress)

    monkeypatch.setattr(roadmaps.forecast.burn_up_series, "measure_gap", count)
    series = burn_up(roadmap, diary.events, diary.today)
    assert series.points[-1][1:] == by_replay(roadmap, diary.progress())
    assert len(series.points) > 500
    assert len(measured) <= 5000 + len(roadmap.to_role.demands)
    assert set(measured) == {1}
