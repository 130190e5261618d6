"""Earlier catalogues: as much of each as it takes to say what changed since, and to measure with it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue.data_files import read_document
from roadmaps.catalogue.model import CanDo, Choice, Demand, Hours, Need, Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from roadmaps.catalogue.model import Catalogue, Roadmap, Skill

FOLDER = "released"
FIRST_RECORDED = "1.1"
"""The first catalogue of which there is a record, and the last one before the program remembered which it had shown."""


class ReleasedSkill(NamedTuple):
    """A skill as it was: its name, its hours to level 3, and the ids of its can-dos in order of level."""

    name: str
    hours: Hours
    can_do_ids: tuple[str, ...]


class Release(NamedTuple):
    """An earlier catalogue."""

    version: str
    skills: Mapping[str, ReleasedSkill]
    choices: Mapping[str, tuple[str, ...]]
    """Choice id -> its members."""
    demands: Mapping[str, Mapping[str, Demand]]
    """Role id -> skill or choice id -> what the role asked for."""


def read_release(folder: Path, version: str) -> Release | None:
    """The record of a release in a data folder; None where there is none of this version."""
    if version not in {file.stem for file in (folder / FOLDER).glob("*.toml")}:
        return None
    table = read_document(folder, f"{FOLDER}/{version}.toml").table
    return Release(
        version=table["version"],
        skills={skill_id: _skill(skill_id, row) for skill_id, row in table["skills"].items()},
        choices={choice_id: tuple(ids) for choice_id, ids in table["choices"].items()},
        demands={
            role_id: {unit: Demand(level, Need(need)) for need, units in needs.items() for unit, level in units.items()}
            for role_id, needs in table["roles"].items()
        },
    )


def roadmap_of(release: Release, catalogue: Catalogue, roadmap: Roadmap) -> Roadmap:
    """A roadmap with what the release asked for, to be measured; without stages and skills that no longer exist."""
    skills = {
        skill_id: _as_it_was(catalogue.skills[skill_id], was)
        for skill_id, was in release.skills.items()
        if skill_id in catalogue.skills
    }
    choices = {
        choice_id: Choice(choice_id, choice_id, choice_id, tuple(each for each in ids if each in skills), "")
        for choice_id, ids in release.choices.items()
    }
    demands = {
        unit: demand
        for unit, demand in release.demands.get(roadmap.to_role.id, {}).items()
        if unit in skills or unit in choices
    }
    role = Role(roadmap.to_role.id, roadmap.to_role.name, roadmap.to_role.short_name, demands, choices)
    return replace(
        roadmap,
        to_role=role,
        stages=(),
        skills=MappingProxyType(skills),
        choices=MappingProxyType(choices),
        carry_over={},
    )


def _skill(skill_id: str, row: Mapping[str, Any]) -> ReleasedSkill:
    can_do_ids = tuple(f"{skill_id}.{words}" for words in row["can_do"])
    return ReleasedSkill(row["name"], Hours(row["low"], row["high"]), can_do_ids)


def _as_it_was(skill: Skill, was: ReleasedSkill) -> Skill:
    can_dos = tuple(CanDo(each, skill.id, level, "") for level, each in enumerate(was.can_do_ids, start=1))
    return skill._replace(name=was.name, hours=was.hours, can_dos=can_dos, prerequisites=())
