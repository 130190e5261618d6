"""Mistakes in roles and roadmaps that show only when they are held against the skills and against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmaps.catalogue.model import Need
from roadmaps.catalogue.shapes import entries, hint, levels, subtable, text
from roadmaps.catalogue.source_checks import statement_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmaps.catalogue.data_files import Document
    from roadmaps.catalogue.id_index import Index
    from roadmaps.catalogue.shapes import Table

CHOICE_LEVEL = 2
"""The highest level at which a role may ask for a choice; the reason is in the sentence."""


def role_problems(document: Document, index: Index) -> Iterator[str]:
    """What a role asks for: everything known, nothing twice, choices not too high."""
    place = document.name
    yield from index.claim("role short name", text(document.table, "short_name"), place)
    need_of: dict[str, Need] = {}
    unit_of: dict[str, str] = {}
    for need in Need:
        for unit_id, level in levels(document.table, need).items():
            yield from index.unknown_unit(f"{place}, {need}", unit_id)
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


def roadmap_problems(document: Document, index: Index) -> Iterator[str]:
    """A roadmap and its stages, held against the role that it leads to."""
    place, table = document.name, document.table
    for key in ("from_role", "to_role"):
        role_id = text(table, key)
        if role_id and role_id not in index.roles:
            yield f'{place}: the {key} "{role_id}" is not a role.{hint(role_id, index.roles)}'
    if text(table, "to_role") and text(table, "from_role") == text(table, "to_role"):
        yield f"{place}: it leads from a role to the same role."
    yield from statement_problems(place, table, "advice", index)
    for unit_id in subtable(table, "carry_over"):
        yield from index.unknown_unit(f"{place}, carry_over", unit_id)
    stages = entries(place, table, "stage")
    if not stages:
        yield f"{place}: it has no stage."
    asked = index.demands.get(text(table, "to_role"))
    way = _Way.of(table, asked or {}, index)
    asked_before: dict[str, int] = {}
    for number, (stage_place, stage) in enumerate(stages):
        yield from _stage(stage_place, stage, index)
        if asked is not None:
            yield from _targets(stage_place, stage, asked, index)
            yield from _order(stage_place, number, stage, way, index)
        yield from _progression(stage_place, stage, asked_before)


@dataclass(frozen=True, slots=True)
class _Way:
    """When a roadmap comes to what; ``first_stage`` has only what its new role asks for."""

    carried_skills: frozenset[str]
    first_stage: Mapping[str, int]
    stage_ids: tuple[str, ...]

    @classmethod
    def of(cls, roadmap: Table, asked: Mapping[str, int], index: Index) -> _Way:
        carried = {skill_id for unit_id in subtable(roadmap, "carry_over") for skill_id in index.members(unit_id)}
        stages = [stage for _, stage in entries("", roadmap, "stage")]
        first: dict[str, int] = {}
        for number, stage in enumerate(stages):
            for unit_id in subtable(stage, "targets"):
                if unit_id in asked:
                    first.setdefault(unit_id, number)
        return cls(frozenset(carried), first, tuple(text(stage, "id") for stage in stages))

    def arrival(self, skill_id: str, index: Index) -> int | None:
        """The first stage that asks for a skill, alone or through a choice; None when no stage does."""
        units = [skill_id, *(choice_id for choice_id, skill_ids in index.choices.items() if skill_id in skill_ids)]
        return min((self.first_stage[unit_id] for unit_id in units if unit_id in self.first_stage), default=None)


def _stage(place: str, stage: Table, index: Index) -> Iterator[str]:
    milestone, milestone_place = subtable(stage, "milestone"), f"{place}, milestone"
    yield from index.claim("stage id", text(stage, "id"), place)
    yield from index.claim("stage short name", text(stage, "short_name"), place)
    yield from index.claim("milestone id", text(milestone, "id"), milestone_place)
    yield from index.claim("milestone short name", text(milestone, "short_name"), milestone_place)
    yield from statement_problems(place, stage, "support", index)
    if stage.get("support") == []:
        yield f"{place}: no passage of an article supports it."
    if milestone and not milestone.get("evidence"):
        yield f"{milestone_place}: it asks for no evidence."
    for check_place, check in entries(milestone_place, milestone, "evidence", "evidence check"):
        yield from index.claim("evidence check", text(check, "id"), check_place)
    if stage.get("targets") == {}:
        yield f"{place}: it asks for nothing."
    for unit_id in subtable(stage, "targets"):
        yield from index.unknown_unit(place, unit_id)


def _targets(place: str, stage: Table, asked: Mapping[str, int], index: Index) -> Iterator[str]:
    """A stage asks for no more than its new role."""
    for unit_id, level in levels(stage, "targets").items():
        if unit_id not in asked and (unit_id in index.skills or unit_id in index.choices):
            yield f'{place}: it asks for "{unit_id}", which the new role does not ask for.'
        if level > asked.get(unit_id, level):
            yield f'{place}: it asks for "{unit_id}" at level {level}; the new role asks for level {asked[unit_id]}.'


def _progression(place: str, stage: Table, asked_before: dict[str, int]) -> Iterator[str]:
    """A unit comes back only at a higher level; ``asked_before`` is kept up on the way."""
    for unit_id, level in levels(stage, "targets").items():
        before = asked_before.get(unit_id, 0)
        if level <= before:
            yield f'{place}: it asks for "{unit_id}" at level {level}, and an earlier stage does so at level {before}.'
        asked_before[unit_id] = max(level, before)


def _order(place: str, number: int, stage: Table, way: _Way, index: Index) -> Iterator[str]:
    """Nothing stands before what it needs, unless that is carried over or stands in no stage at all."""
    for unit_id in subtable(stage, "targets"):
        for needed in dict.fromkeys(it for member in index.members(unit_id) for it in index.skills.get(member, ())):
            arrival = way.arrival(needed, index)
            if needed not in way.carried_skills and arrival is not None and arrival > number:
                later = way.stage_ids[arrival]
                yield f'{place}: "{unit_id}" needs "{needed}" first, but that comes only in the stage "{later}".'
