"""Made-up journals at the edges: what a user may have recorded by the time they look at their numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import Need, confirmed_can_dos, suggestions
from roadmaps.gap import measure_gap
from roadmaps.gap.assessment import SHORT_ROUND, cards_of
from roadmaps.journal import SKIPPED, Kind
from roadmaps.plan import monday_of
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.catalogue import Catalogue, Roadmap

    Life = Callable[[Catalogue, Roadmap], Diary]

TODAY = date(2026, 11, 21)


def confirmed(roadmap: Roadmap, days_ago: int = 0) -> Diary:
    """Somebody who set a goal so many days ago and confirmed everything that usually carries over to it."""
    diary = Diary(TODAY - timedelta(days=days_ago)).aim_at(roadmap.id)
    named = {each.unit_id: each.skill_ids[0] for each in suggestions(roadmap)}
    return diary.could_before(*(can_do.id for can_do in confirmed_can_dos(roadmap, named)))


def planning(diary: Diary, hours: float = 6, days: Sequence[int] = (), target: date | None = None) -> Diary:
    """Set hours, study days and a target for the goal."""
    diary.say(Kind.PLAN, "hours-a-week", hours)
    if days:
        diary.say(Kind.PLAN, "study-days", [*days])
    if target:
        diary.say(Kind.TARGET_DATE, str(diary.progress().goal), target.isoformat())
    return diary


def learning(diary: Diary, roadmap: Roadmap, every: int, most: int, minutes: int = 95) -> Diary:
    """Tick a can-do every so many days, with a session before each, until there have been so many."""
    for gap in measure_gap(roadmap, diary.progress()).scope:
        for can_do in gap.left:
            if not most or diary.today + timedelta(days=every) > TODAY:
                return diary
            diary.later(every)
            name = f"session-{len(diary.events)}"
            diary.say(Kind.STUDY, name, {"skill": gap.skill.id, "minutes": minutes, "text": ""})
            diary.tick(can_do.id)
            most -= 1
    return diary


def until_today(diary: Diary) -> Diary:
    """Let the days go by until today."""
    diary.today = TODAY
    return diary


def _day_one(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    return confirmed(roadmap)


def _all_before(catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    return Diary(TODAY).aim_at(roadmap.id).could_before(*catalogue.can_dos)


def _one_tick(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = Diary(TODAY - timedelta(days=1)).aim_at(roadmap.id)
    return planning(diary.tick(next(iter(roadmap.skills.values())).can_dos[0].id).later(1))


def _nothing_in_scope(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    """It was once: there are forecasts to look back on, and a target."""
    diary = planning(confirmed(roadmap, 300), 5, target=TODAY + timedelta(days=200))
    until_today(learning(diary, roadmap, 12, 18))
    while scope := measure_gap(roadmap, diary.progress()).scope:  # of a choice, another member counts then
        diary.set_aside(*(gap.skill.id for gap in scope))
    return diary


def _all_aside(catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    return Diary(TODAY).aim_at(roadmap.id).set_aside(*catalogue.skills)


def _no_hours(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    """Every card of the short round was skipped: a skip says nothing of a level."""
    diary = until_today(learning(confirmed(roadmap, 30), roadmap, 9, 3))
    for card in cards_of(roadmap)[:SHORT_ROUND]:
        diary.say(Kind.QUICK_ANSWER, card.skill_ids[0], SKIPPED)
    return diary


def _target_today(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    return planning(confirmed(roadmap), target=TODAY)


def _target_past(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 260), 3, target=TODAY - timedelta(days=40))
    return until_today(learning(diary, roadmap, 11, 20))


def _ten_years(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 3650), 2, target=TODAY + timedelta(days=730))
    return until_today(learning(diary, roadmap, 90, 40))


def _long_pause(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 600), 4, (2, 4, 6), TODAY + timedelta(days=900))
    return until_today(learning(diary, roadmap, 8, 16))


def _both_finished(catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 500), target=TODAY + timedelta(days=30))
    for each in catalogue.roadmaps.values():
        for gap in measure_gap(each, diary.progress()).scope:
            diary.later(4).tick(*(can_do.id for can_do in gap.left))
    return until_today(diary)


def _everything_counted_in(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 200), 7.5, target=TODAY + timedelta(days=1500))
    learning(diary, roadmap, 13, 14, 240)
    optional = [skill_id for skill_id, each in roadmap.to_role.skill_demands.items() if each.need is Need.OPTIONAL]
    until_today(diary).count_in(*optional)
    for choice_id in roadmap.to_role.demands:
        if choice_id in roadmap.choices:
            diary.choose(choice_id, roadmap.choices[choice_id].member_ids[-1])
    return diary


def _weeks_off(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    """Too early for a range; five weeks off ahead, study on two days, and a start that is still to come."""
    diary = planning(confirmed(roadmap, 20), 5, (3, 6), TODAY + timedelta(days=800))
    learning(diary, roadmap, 6, 2)
    for number in (1, 2, 5, 9, 30):
        diary.say(Kind.WEEK_OFF, (monday_of(TODAY) + timedelta(weeks=number)).isoformat(), True)
    diary.say(Kind.PLAN_START, roadmap.id, (TODAY + timedelta(days=12)).isoformat())
    return until_today(diary)


def _no_study_days(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    diary = planning(confirmed(roadmap, 20), 5, target=TODAY + timedelta(days=100))
    diary.say(Kind.PLAN, "study-days", [])
    return until_today(diary)


def _too_many_hours(_catalogue: Catalogue, roadmap: Roadmap) -> Diary:
    """A hundred hours a week on one day, and a target that only all days together could hold."""
    return planning(confirmed(roadmap), 100, (1,), TODAY + timedelta(days=60))


LIVES: Mapping[str, Life] = {
    "day one": _day_one,
    "all before": _all_before,
    "one tick": _one_tick,
    "nothing in scope": _nothing_in_scope,
    "all aside": _all_aside,
    "no hours": _no_hours,
    "target today": _target_today,
    "target past": _target_past,
    "ten years": _ten_years,
    "long pause": _long_pause,
    "both finished": _both_finished,
    "everything counted in": _everything_counted_in,
    "weeks off": _weeks_off,
    "no study days": _no_study_days,
    "too many hours": _too_many_hours,
}
"""Twelve lives, and three more whose plan is made with little or with too much."""
