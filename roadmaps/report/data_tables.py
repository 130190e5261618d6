"""The catalogue and the state of every roadmap on one day as tables, for those who query a copy with SQL."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.gap import measure_gap
from roadmaps.journal import NO, replay
from roadmaps.own import is_own_id
from roadmaps.study import counted_sessions, last_use, logged_sessions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import Catalogue, Roadmap, Stage
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Progress

Cell: TypeAlias = "str | int | float | None"


class DataTable(NamedTuple):
    """A table: the type of each column by its name, the primary key, and the rows."""

    name: str
    columns: Mapping[str, type]
    key: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    references: Mapping[str, str] = MappingProxyType({})
    """Column -> the table whose ``id`` it holds."""


def data_tables(
    catalogue: Catalogue, goal: Roadmap, events: Iterable[Event], today: date, as_of: date | None = None
) -> tuple[DataTable, ...]:
    """The tables of today, or as of an earlier day; each refers only to those before it. Hours are unrounded."""
    day, progress = as_of or today, replay(events, as_of)
    gaps = [measure_gap(roadmap, progress) for roadmap in catalogue.roadmaps.values()]
    return (
        *_catalogue_tables(catalogue, day),
        _can_dos(catalogue, progress),
        *_roadmap_tables(gaps, goal, progress, day),
    )


def _catalogue_tables(catalogue: Catalogue, day: date) -> Iterator[DataTable]:
    about = (("as of", day.isoformat()), ("catalogue", catalogue.version))
    yield DataTable("about", {"name": str, "value": str}, ("name",), about)
    categories = [(each.id, each.name) for each in catalogue.categories.values()]
    yield DataTable("categories", {"id": str, "name": str}, ("id",), categories)
    yield DataTable(
        "skills",
        {
            "id": str,
            "name": str,
            "category": str,
            "description": str,
            "hours_low": float,
            "hours_high": float,
            "is_own": int,
        },
        ("id",),
        [
            (each.id, each.name, each.category_id, each.description, each.hours.low, each.hours.high, int(each.is_own))
            for each in catalogue.skills.values()
        ],
        {"category": "categories"},
    )
    yield DataTable(
        "prerequisites",
        {"skill": str, "needs": str},
        ("skill", "needs"),
        [(skill.id, needed) for skill in catalogue.skills.values() for needed in skill.prerequisites],
        {"skill": "skills", "needs": "skills"},
    )
    # The goal of a roadmap of the user's own without a role is in no catalogue.
    ends = (role for each in catalogue.roadmaps.values() for role in (each.from_role, each.to_role))
    roles = {role.id: role.name for role in (*ends, *catalogue.roles.values())}
    yield DataTable("roles", {"id": str, "name": str}, ("id",), [*roles.items()])
    yield DataTable(
        "role_skills",
        {"role": str, "skill": str, "target_level": int, "need": str},
        ("role", "skill"),
        [
            (role.id, skill_id, demand.level, demand.need.value)
            for role in catalogue.roles.values()
            for skill_id, demand in role.skill_demands.items()
        ],
        {"role": "roles", "skill": "skills"},
    )


def _can_dos(catalogue: Catalogue, progress: Progress) -> DataTable:
    rows = []
    for skill in catalogue.skills.values():
        for can_do in skill.can_dos:
            tick, hours = progress.ticks.get(can_do.id), skill.hours_of(can_do.level)
            status = NO if tick is None else "before" if tick.is_before else "on"
            since = tick.day.isoformat() if tick and tick.day else None
            rows.append((can_do.id, skill.id, can_do.level, can_do.text, status, since, hours.low, hours.high))
    columns = {
        "id": str, "skill": str, "level": int, "text": str, "status": str, "day": str, "hours_low": float,
        "hours_high": float,
    }  # fmt: skip
    return DataTable("can_dos", columns, ("id",), rows, {"skill": "skills"})


def _roadmap_tables(gaps: Sequence[Gap], goal: Roadmap, progress: Progress, day: date) -> Iterator[DataTable]:
    yield DataTable(
        "roadmaps",
        {
            "id": str, "name": str, "from_role": str, "to_role": str, "is_goal": int, "skills": int,
            "skills_have": int, "can_dos": int, "ticked": int, "percent": int, "hours_left_low": float,
            "hours_left_high": float,
        },
        ("id",),
        [
            (
                gap.roadmap.id, gap.roadmap.name, gap.roadmap.from_role.id, gap.roadmap.to_role.id,
                int(gap.roadmap.id == goal.id), gap.total.skills, gap.total.skills_have, gap.total.can_dos,
                gap.total.ticked, gap.total.percent, gap.total.hours_left.low, gap.total.hours_left.high,
            )
            for gap in gaps
        ],
        {"from_role": "roles", "to_role": "roles"},
    )  # fmt: skip
    yield DataTable(
        "stages",
        {"id": str, "roadmap": str, "number": int, "title": str, "can_dos": int, "ticked": int},
        ("id",),
        [
            (
                _stage_id(gap.roadmap, stage.stage),
                gap.roadmap.id,
                stage.number,
                stage.stage.title,
                stage.tally.can_dos,
                stage.tally.ticked,
            )
            for gap in gaps
            for stage in gap.stages
            if stage.stage
        ],
        {"roadmap": "roadmaps"},
    )
    yield DataTable(
        "stage_skills",
        {"stage": str, "skill": str, "target_level": int},
        ("stage", "skill"),
        [
            (_stage_id(gap.roadmap, stage), skill_id, level)
            for gap in gaps
            for stage, targets in zip(gap.roadmap.stages, gap.roadmap.stage_targets, strict=True)
            for skill_id, level in targets.items()
        ],
        {"stage": "stages", "skill": "skills"},
    )
    minutes: Counter[str] = Counter()
    for each in counted_sessions(logged_sessions(progress), day):
        minutes[each.session.skill_id] += each.session.minutes
    yield DataTable(
        "skill_states",
        {
            "roadmap": str, "skill": str, "scope": str, "need": str, "target_level": int, "level": int, "kind": str,
            "state": str, "can_dos": int, "ticked": int, "hours_left_low": float, "hours_left_high": float,
            "minutes_logged": int, "last_used": str,
        },
        ("roadmap", "skill"),
        [row for gap in gaps for row in _skill_states(gap, progress, day, minutes)],
        {"roadmap": "roadmaps", "skill": "skills"},
    )  # fmt: skip


def _stage_id(roadmap: Roadmap, stage: Stage) -> str:
    """The id of a stage; with that of its roadmap for one that the user added, which two files may both have."""
    return f"{roadmap.id} {stage.id}" if is_own_id(stage.id) else stage.id


def _skill_states(gap: Gap, progress: Progress, day: date, minutes: Mapping[str, int]) -> Iterator[tuple[Cell, ...]]:
    for skill_id, each in gap.skills.items():
        used_on = last_use(each.skill, progress, day)
        yield (
            gap.roadmap.id, skill_id, each.scope_status.value, each.need.value if each.need else None, each.target,
            each.level, each.kind.value, each.state.value, len(each.needed), len(each.ticked), each.hours_left.low,
            each.hours_left.high, minutes[skill_id], used_on.isoformat() if used_on else None,
        )  # fmt: skip
