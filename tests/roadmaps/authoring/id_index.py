"""The ids in the data files, and which names are taken."""

from __future__ import annotations

from functools import cached_property
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from roadmaps.catalogue.circles import find_circles
from roadmaps.catalogue.model import Need
from roadmaps.catalogue.shapes import hint
from tests.roadmaps.authoring.tables import entries, levels, subtable, text, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from roadmaps.catalogue.data_files import Document
    from tests.roadmaps.authoring.tables import Table


class Index:
    """The ids of a set of data files. Any mistake may be in them; of two entries with one id the first counts."""

    def __init__(self, documents: Sequence[Document]) -> None:
        main = documents[0].table

        def rows(table: Table, key: str) -> dict[str, Table]:
            return {text(row, "id"): row for _, row in reversed(entries("", table, key))}

        self.roles = texts(main, "roles")
        self.sections = {source_id: texts(row, "sections") for source_id, row in rows(main, "source").items()}
        self.hours_bases = rows(subtable(main, "hours"), "basis")
        self.choices = {choice_id: texts(row, "members") for choice_id, row in rows(main, "choice").items()}
        self.skills: dict[str, list[str]] = {}
        """Skill id -> its prerequisites."""
        self.demands: dict[str, dict[str, int]] = {}
        """Role id -> unit id -> target level."""
        contradictions: set[str] = set()
        can_dos: dict[str, None] = {}
        for name, table in documents:
            for _, skill in entries("", table, "skill"):
                self.skills.setdefault(text(skill, "id"), texts(skill, "prerequisites"))
                can_dos |= dict.fromkeys(rows(skill, "can_do"))
            contradictions |= rows(table, "contradiction").keys()
            if name.startswith("roles/"):
                asked = {unit_id: level for need in Need for unit_id, level in levels(table, need).items()}
                self.demands[name.removeprefix("roles/").removesuffix(".toml")] = asked
        self.known: Mapping[str, Collection[str]] = {
            "skill": self.skills,
            "can-do": can_dos,
            "role": self.roles,
            "contradiction": contradictions,
        }
        self._taken: dict[tuple[str, str], str] = {}

    @cached_property
    def asked_skills(self) -> set[str]:
        """Ids of the skills that some role asks for, alone or through a choice."""
        return {skill_id for asked in self.demands.values() for unit_id in asked for skill_id in self.members(unit_id)}

    def members(self, unit_id: str) -> list[str]:
        """The skills that a unit stands for."""
        return self.choices.get(unit_id, [unit_id])

    def claim(self, kind: str, name: str, place: str) -> Iterator[str]:
        """Take a name that must be the only one of its kind; reports where it was taken before."""
        if name and (kind, name) in self._taken:
            yield f'{place}: the {kind} "{name}" is already used in {self._taken[kind, name]}.'
        self._taken.setdefault((kind, name), place)

    def unknown_unit(self, place: str, unit_id: str) -> Iterator[str]:
        """Report an id that is neither a skill nor a choice."""
        if unit_id not in self.skills and unit_id not in self.choices:
            yield f'{place}: "{unit_id}" is neither a skill nor a choice.{hint(unit_id, [*self.skills, *self.choices])}'

    def is_implied(self, needed: str, other: str) -> bool:
        """Whether ``other`` depends on a skill, directly or through another. False while there are circles."""
        place = self._places.get(needed)
        return place is not None and bool(self._behind.get(other, 0) >> place & 1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {skill_id: place for place, skill_id in enumerate(self.skills)}

    def _graph(self) -> dict[str, list[str]]:
        return {
            skill_id: [each for each in needed if each in self.skills and each != skill_id]
            for skill_id, needed in self.skills.items()
        }

    @cached_property
    def _behind(self) -> dict[str, int]:
        """Skill id -> everything it depends on, one bit per place: sets would fill the memory."""
        found: dict[str, int] = {}
        graph = self._graph()
        for skill_id in () if self.circles else TopologicalSorter(graph).static_order():
            found[skill_id] = 0
            for needed in graph[skill_id]:
                found[skill_id] |= found[needed] | 1 << self._places[needed]
        return found

    @cached_property
    def circles(self) -> dict[str, list[str]]:
        """First skill of each circle of prerequisites -> the circle, in which each skill needs the one after it."""
        return {circle[0]: circle for circle in reversed(find_circles(self._graph()))}
