"""Mistakes in roles and roadmaps that only show in comparison with the skills and with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.model import CHOICE_LEVEL, Need
from tests.roadmaps.authoring.tables import entries, levels, subtable, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.roadmaps.authoring.id_index import Index
    from tests.roadmaps.authoring.tables import Table


def role_problems(place: str, role: Table, index: Index) -> Iterator[str]:
    """What a role asks for: nothing twice, choices not too high."""
    need_of: dict[str, Need] = {}
    unit_of: dict[str, str] = {}
    for need in Need:
        for unit_id, level in levels(role, need).items():
            if unit_id in index.choices and level > CHOICE_LEVEL:
                yield (
                    f'{place}, {need}: the choice "{unit_id}" is asked for above level {CHOICE_LEVEL}; a tick could '
                    "then raise the number of can-dos left, since the member that counts may change."
                )
            if unit_id in need_of:
                yield f'{place}: "{unit_id}" is asked for twice, under {need_of[unit_id]} and under {need}.'
                continue
            need_of[unit_id] = need
            for skill_id in index.members(unit_id):
                if (first := unit_of.setdefault(skill_id, unit_id)) != unit_id:
                    yield f'{place}: the skill "{skill_id}" is asked for twice, as "{first}" and as "{unit_id}".'


def stage_problems(place: str, stage: Table, index: Index) -> Iterator[str]:
    """A stage by itself: nothing in it is empty, and its units are known."""
    milestone = subtable(stage, "milestone")
    if stage.get("support") == []:
        yield f"{place}: no passage of an article supports it."
    if milestone and not milestone.get("evidence"):
        yield f"{place}, milestone: it asks for no evidence."
    if stage.get("targets") == {}:
        yield f"{place}: it asks for nothing."
    for unit_id in subtable(stage, "targets"):
        yield from index.unknown_unit(place, unit_id)


def roadmap_problems(place: str, roadmap: Table, index: Index) -> Iterator[str]:
    """A roadmap against the role that it leads to, and its stages against each other."""
    if text(roadmap, "to_role") and text(roadmap, "from_role") == text(roadmap, "to_role"):
        yield f"{place}: it leads from a role to the same role."
    stages = entries(place, roadmap, "stage")
    if not stages:
        yield f"{place}: it has no stage."
    asked = index.demands.get(text(roadmap, "to_role"))
    arrivals = _arrivals(stages, asked or {}, index)
    carried = {skill_id for unit_id in subtable(roadmap, "carry_over") for skill_id in index.members(unit_id)}
    asked_before: dict[str, int] = {}
    for number, (at, stage) in enumerate(stages):
        if asked is not None:
            yield from _targets(at, stage, asked, index)
        for unit_id in subtable(stage, "targets") if asked is not None else ():
            for needed in dict.fromkeys(it for each in index.members(unit_id) for it in index.skills.get(each, ())):
                if needed not in carried and arrivals.get(needed, 0) > number:
                    later = text(stages[arrivals[needed]][1], "id")
                    yield (f'{at}: "{unit_id}" needs "{needed}" first, but that comes only in the stage "{later}".')
        for unit_id, level in levels(stage, "targets").items():
            before = asked_before.get(unit_id, 0)
            if level <= before:
                yield (
                    f'{at}: it asks for "{unit_id}" at level {level}, and an earlier stage does so at level {before}.'
                )
            asked_before[unit_id] = max(level, before)


def _targets(place: str, stage: Table, asked: Mapping[str, int], index: Index) -> Iterator[str]:
    """A stage asks for no more than the new role."""
    for unit_id, level in levels(stage, "targets").items():
        if unit_id not in asked and (unit_id in index.skills or unit_id in index.choices):
            yield f'{place}: it asks for "{unit_id}", which the new role does not ask for.'
        if level > asked.get(unit_id, level):
            yield f'{place}: it asks for "{unit_id}" at level {level}; the new role asks for level {asked[unit_id]}.'


def _arrivals(stages: Sequence[tuple[str, Table]], asked: Mapping[str, int], index: Index) -> dict[str, int]:
    """Skill id -> the first stage that asks for it, alone or through a choice, of what the new role asks for."""
    first: dict[str, int] = {}
    for number, (_, stage) in enumerate(stages):
        for unit_id in subtable(stage, "targets").keys() & asked.keys():
            for skill_id in index.members(unit_id):
                first.setdefault(skill_id, number)
    return first
