"""A roadmap as TOML to share, with the skills of the user's own on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadmaps.journal import Kind
from roadmaps.own.applying import apply
from roadmaps.own.edits import copy_of
from roadmaps.own.roadmap_file import FORMAT, VERSION, with_edits
from roadmaps.own.toml_text import toml_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.journal import Json, Progress


def write_roadmap(catalogue: Catalogue, progress: Progress, roadmap: Roadmap) -> str:
    """A roadmap of the user's own with the skills of theirs on it, as TOML.

    For a shipped or a changed one, make a copy first (``edits.copy_of``): ids in a file are those of its author.
    """
    units = dict.fromkeys(roadmap.to_role.demands)
    own: dict[str, None] = {}
    waiting = [each for each in units if each in catalogue.skills]
    while waiting:
        skill = catalogue.skills[waiting.pop()]
        if skill.is_own and skill.id not in own:
            own[skill.id] = None
            waiting += skill.prerequisites
    values = {each: progress.value_of(Kind.SKILL_WRITTEN, each) for each in catalogue.skills if each in own}
    categories = dict.fromkeys(catalogue.skills[each].category_id for each in values)
    names = progress.of_kind(Kind.CATEGORY_WRITTEN)
    hours = progress.of_kind(Kind.HOURS_WRITTEN)
    original = roadmap.original or roadmap
    whole: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "without": [each for each in original.to_role.demands if each not in units],
        "roadmap": {"id": roadmap.id, "name": roadmap.name, **_roles(roadmap)},
        "category": [{"id": each, "name": names[each]} for each in categories if each in names],
        "skill": [_skill_row(skill_id, value) for skill_id, value in values.items()],
        "estimate": [
            {"skill": each, "low": hours[each].low, "high": hours[each].high}
            for each in [*units, *own]
            if each in hours and each in catalogue.skills
        ],
        "stage": _stage_rows(progress, roadmap),
        "ask": _ask_rows(roadmap),
    }
    return toml_text({key: value for key, value in whole.items() if value})


def share_roadmap(shipped: Catalogue, progress: Progress, roadmap: Roadmap, new_id: Callable[[], str]) -> str:
    """Any roadmap as TOML: of a shipped one, bent or not, a copy with ids of its own."""
    roadmap_id = roadmap.id
    if not roadmap.is_own:
        copy = copy_of(roadmap, roadmap.name, new_id)
        roadmap_id, progress = copy[0].subject, with_edits(progress, copy)
    catalogue = apply(shipped, progress).catalogue
    return write_roadmap(catalogue, progress, catalogue.roadmaps[roadmap_id])


def _roles(roadmap: Roadmap) -> dict[str, str]:
    roles = {"from_role": roadmap.from_role.id, "to_role": roadmap.to_role.id}
    return {key: role_id for key, role_id in roles.items() if role_id != roadmap.id}


def _skill_row(skill_id: str, value: Json) -> dict[str, Any]:
    row = dict(value) if isinstance(value, dict) else {}
    row = {"id": skill_id, **row, "can_do": row.pop("can_dos"), "resource": row.pop("resources")}
    del row["can_dos"], row["resources"]
    return {key: each for key, each in row.items() if each}


def _stage_rows(progress: Progress, roadmap: Roadmap) -> list[dict[str, Any]]:
    rows = []
    for stage in roadmap.stages:
        row: dict[str, Any] = {"id": stage.id, "title": stage.title}
        milestone = stage.milestone
        if milestone.id in progress.of_kind(Kind.MILESTONE_WRITTEN):
            checks = [{"id": each.id, "text": each.text} for each in milestone.evidence]
            row["milestone"] = {"id": milestone.id, "title": milestone.title, "brief": milestone.brief}
            row["milestone"] |= {"check": checks} if checks else {}
        rows.append(row)
    return rows


def _ask_rows(roadmap: Roadmap) -> list[dict[str, Any]]:
    rows = []
    for unit_id, demand in roadmap.to_role.demands.items():
        stages = [
            {"stage": stage.id, "level": stage.targets[unit_id], "place": stage.place_of(unit_id)}
            for stage in roadmap.stages
            if unit_id in stage.targets
        ]
        row = {"skill": unit_id, "level": demand.level, "need": demand.need.value}
        rows.append(row | ({"stages": stages} if stages else {}))
    return rows
