"""What the data files say together: every id with where it stands, and which names are taken."""

from __future__ import annotations

from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from roadmaps.catalogue.model import Need
from roadmaps.catalogue.shapes import entries, hint, levels, subtable, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmaps.catalogue.data_files import Document
    from roadmaps.catalogue.shapes import Table


class Index:
    """The ids of a set of data files. Tolerates every mistake in them; of two entries with one id the first counts."""

    def __init__(self, documents: Sequence[Document]) -> None:
        main = documents[0].table
        self.roles = texts(main, "roles")
        self.sections: dict[str, list[str]] = {}
        """Source id -> its sections."""
        for _, row in entries("", main, "source"):
            self.sections.setdefault(text(row, "id"), texts(row, "sections"))
        self.hours_bases: dict[str, Table] = {}
        for _, row in entries("", subtable(main, "hours"), "basis"):
            self.hours_bases.setdefault(text(row, "id"), row)
        self.choices: dict[str, list[str]] = {}
        """Choice id -> its members."""
        for _, row in entries("", main, "choice"):
            self.choices.setdefault(text(row, "id"), texts(row, "members"))
        self.skills: dict[str, list[str]] = {}
        """Skill id -> its prerequisites."""
        self.demands: dict[str, dict[str, int]] = {}
        """Role id -> unit id -> target level."""
        self._taken: dict[tuple[str, str], str] = {}
        for document in documents:
            for _, skill in entries("", document.table, "skill"):
                self.skills.setdefault(text(skill, "id"), texts(skill, "prerequisites"))
            if document.name.startswith("roles/"):
                asked = {unit_id: level for need in Need for unit_id, level in levels(document.table, need).items()}
                self.demands[document.name.removeprefix("roles/").removesuffix(".toml")] = asked

    @cached_property
    def asked_skills(self) -> set[str]:
        """Ids of the skills that some role asks for, alone or through a choice."""
        return {skill_id for asked in self.demands.values() for unit_id in asked for skill_id in self.members(unit_id)}

    def goes_without_saying(self, needed: str, other: str) -> bool:
        """Whether ``other`` needs a skill first, directly or by way of another. False while there are circles."""
        place = self._places.get(needed)
        return place is not None and bool(self._behind.get(other, 0) >> place & 1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {skill_id: place for place, skill_id in enumerate(self.skills)}

    @cached_property
    def _behind(self) -> dict[str, int]:
        """Skill id -> everything that it needs first, a bit for each place: sets would fill the memory."""
        found: dict[str, int] = {}
        graph = {
            skill_id: [each for each in needed if each in self.skills and each != skill_id]
            for skill_id, needed in self.skills.items()
        }
        for skill_id in () if self.circles else TopologicalSorter(graph).static_order():
            found[skill_id] = 0
            for needed in graph[skill_id]:
                found[skill_id] |= found[needed] | 1 << self._places[needed]
        return found

    @cached_property
    def circles(self) -> dict[str, list[str]]:
        """First skill of each circle of prerequisites -> the circle, in which each skill needs the one after it."""
        order = list(self.skills)
        graph = {
            skill_id: [needed for needed in prerequisites if needed in self.skills and needed != skill_id]
            for skill_id, prerequisites in self.skills.items()
        }
        found: dict[str, list[str]] = {}
        while True:
            try:
                TopologicalSorter(graph).prepare()
                return found
            except CycleError as error:
                # From what is needed to what needs it, and back at the first.
                circle: list[str] = error.args[1][:0:-1]
            start = circle.index(min(circle, key=order.index))
            circle = circle[start:] + circle[:start]
            found.setdefault(circle[0], circle)
            # graphlib tells of one circle at a time: cut it and look for the next.
            graph[circle[0]].remove(circle[1])

    def members(self, unit_id: str) -> list[str]:
        """The skills that a unit stands for."""
        return self.choices.get(unit_id, [unit_id])

    def claim(self, kind: str, name: str, place: str) -> Iterator[str]:
        """Take a name that must be the only one of its kind; tells where it was taken before."""
        if name and (kind, name) in self._taken:
            yield f'{place}: the {kind} "{name}" is already used in {self._taken[kind, name]}.'
        self._taken.setdefault((kind, name), place)

    def unknown_unit(self, place: str, unit_id: str) -> Iterator[str]:
        """Tell when an id is neither a skill nor a choice."""
        if unit_id not in self.skills and unit_id not in self.choices:
            yield f'{place}: "{unit_id}" is neither a skill nor a choice.{hint(unit_id, [*self.skills, *self.choices])}'


def repeated(place: str, key: str, table: Table) -> Iterator[str]:
    """Tell when a list names something twice."""
    names = texts(table, key)
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f'{place}: "{key}" names "{name}" twice.'
