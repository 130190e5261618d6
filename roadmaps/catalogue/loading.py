"""Reads the catalogue from the data files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from roadmaps.catalogue.data_files import CatalogueError, by_id, read_document, shipped_data
from roadmaps.catalogue.model import (
    AmbiguousAlias,
    CanDo,
    Catalogue,
    Category,
    Choice,
    Demand,
    EvidenceCheck,
    Hours,
    Milestone,
    Need,
    Resource,
    Roadmap,
    Role,
    Skill,
    Stage,
)
from roadmaps.catalogue.sources import Source, Survey, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read all data files of a folder (the shipped one by default).

    The files are assumed to be valid: the tests check everything that ships (``tests/roadmaps/authoring``). Raises
    CatalogueError if a file is missing or not TOML, or if the files do not fit together.
    """
    folder = folder or shipped_data()
    try:
        return _load(folder)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"The files in {folder} do not fit together. Install Skillgap again.") from error


def _load(folder: Path) -> Catalogue:
    main = read_document(folder, "catalogue.toml").table
    bases = {row["id"]: row["name"] for row in main["hours"]["basis"]}
    choices = by_id(
        Choice(row["id"], row["name"], row["short_name"], tuple(row["members"]), row["why"]) for row in main["choice"]
    )
    categories: dict[str, Category] = {}
    skills: dict[str, Skill] = {}
    for category_id in main["categories"]:
        table = read_document(folder, f"skills/{category_id}.toml").table
        rows = [_skill(row, category_id, bases) for row in table["skill"]]
        categories[category_id] = Category(category_id, table["name"], tuple(skill.id for skill in rows))
        skills.update(by_id(rows))
    roles = by_id(_role(read_document(folder, f"roles/{role_id}.toml").table, choices) for role_id in main["roles"])
    roadmaps = by_id(
        _roadmap(read_document(folder, f"roadmaps/{roadmap_id}.toml").table, roles, skills, categories, choices)
        for roadmap_id in main["roadmaps"]
    )
    return Catalogue(
        folder=folder,
        version=main["version"],
        surveys=tuple(
            Survey(row["role"], row["count"], row["who"], row["period"], row["counted"])
            for row in main.get("postings", ())
        ),
        sources=by_id(Source(row["id"], row["name"], row["title"], row["about"]) for row in main["source"]),
        categories=MappingProxyType(categories),
        skills=MappingProxyType(skills),
        choices=choices,
        roles=roles,
        roadmaps=roadmaps,
    )


def _skill(row: Mapping[str, Any], category_id: str, bases: Mapping[str, str]) -> Skill:
    return Skill(
        id=row["id"],
        name=row["name"],
        short_name=row["short_name"],
        category_id=category_id,
        description=row["description"],
        prerequisites=tuple(row.get("prerequisites", ())),
        can_dos=tuple(CanDo(can_do["id"], row["id"], can_do["level"], can_do["text"]) for can_do in row["can_do"]),
        hours=Hours(row["hours"]["low"], row["hours"]["high"]),
        hours_basis=bases[row["hours"]["basis"]],
        aliases=tuple(row.get("aliases", ())),
        related_terms=tuple(row.get("related_terms", ())),
        ambiguous_aliases=tuple(AmbiguousAlias(**alias) for alias in row.get("ambiguous_alias", ())),
        postings=MappingProxyType(row.get("postings", {})),
        postings_word=row.get("postings_word", ""),
        tools=tuple(row.get("tools", ())),
        reasons=statements(row.get("reasons", ())),
        implied_by=row.get("implied_by", ""),
        resources=tuple(Resource(**place) for place in row["resources"]),
        note=row.get("note", ""),
        break_after=row.get("break_after", ""),
    )


def _role(table: Mapping[str, Any], choices: Mapping[str, Choice]) -> Role:
    demands = {unit_id: Demand(level, need) for need in Need for unit_id, level in table.get(need.value, {}).items()}
    return Role(table["id"], table["name"], table["short_name"], MappingProxyType(demands), choices)


def _roadmap(
    table: Mapping[str, Any],
    roles: Mapping[str, Role],
    skills: Mapping[str, Skill],
    categories: Mapping[str, Category],
    choices: Mapping[str, Choice],
) -> Roadmap:
    return Roadmap(
        id=table["id"],
        name=table["name"],
        from_role=roles[table["from_role"]],
        to_role=roles[table["to_role"]],
        advice=statements(table["advice"]),
        judgement=table["judgement"],
        carry_over=MappingProxyType(table["carry_over"]),
        stages=tuple(_stage(number, row) for number, row in enumerate(table["stage"], start=1)),
        skills=skills,
        categories=categories,
        choices=choices,
    )


def _stage(number: int, row: Mapping[str, Any]) -> Stage:
    return Stage(
        id=row["id"],
        number=number,
        title=row["title"],
        short_name=row["short_name"],
        purpose=row["purpose"],
        support=statements(row["support"]),
        judgement=row["judgement"],
        targets=MappingProxyType(row["targets"]),
        milestone=_milestone(**row["milestone"]),
    )


def _milestone(evidence: Iterable[Mapping[str, str]], **texts: str) -> Milestone:
    return Milestone(**texts, evidence=tuple(EvidenceCheck(**check) for check in evidence))
