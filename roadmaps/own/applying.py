"""The catalogue that everything uses: the shipped one with the user's changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import (
    CanDo,
    Category,
    Roadmap,
    Role,
    Skill,
    find_circles,
)
from roadmaps.journal import Kind
from roadmaps.own.bending import Changes, Unfit, bend, short_name
from roadmaps.own.ids import are_owned, is_own_id
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import OwnMilestone, OwnRoadmap, OwnSkill, OwnStage, Placement, Progress

NO_CATEGORY = "own-skills"
"""The category of own skills whose own category is gone."""

NEED_LEFT_OUT = " The first of these needs is left out."


class OwnCatalogue(NamedTuple):
    """A catalogue with the user's changes, and what of these does not fit it."""

    catalogue: Catalogue
    unfit: tuple[Unfit, ...] = ()


def apply(catalogue: Catalogue, progress: Progress) -> OwnCatalogue:
    """The shipped catalogue with the user's changes; the same object where there are none.

    What no longer fits, as after an update of the catalogue, is kept in the journal, listed, and not applied. The
    result depends on what the changes are, and not on the order in which they were made.
    """
    return _Application(catalogue, progress).result() if progress.own else OwnCatalogue(catalogue)


class _Application:
    def __init__(self, shipped: Catalogue, progress: Progress) -> None:
        self.shipped, self.progress = shipped, progress
        self.unfit: list[Unfit] = []

    def result(self) -> OwnCatalogue:
        shipped = self.shipped
        skills = self._skills(self._own_skills())
        by_category: defaultdict[str, list[str]] = defaultdict(list)
        for skill in skills.values():
            by_category[skill.category_id].append(skill.id)
        names = {each.id: each.name for each in shipped.categories.values()} | self._own_categories()
        names[NO_CATEGORY] = "Your skills"
        categories = {
            category_id: Category(category_id, name, tuple(by_category[category_id]))
            for category_id, name in names.items()
            if category_id in by_category or category_id in shipped.categories
        }
        self.skills = MappingProxyType({each: skills[each] for row in categories.values() for each in row.skill_ids})
        self.categories = MappingProxyType(categories)
        self.are_skills_as_shipped = self.skills == shipped.skills
        catalogue = replace(
            shipped,
            skills=shipped.skills if self.are_skills_as_shipped else self.skills,
            categories=shipped.categories if self.are_skills_as_shipped else self.categories,
            roadmaps=self._roadmaps(),
        )
        return OwnCatalogue(catalogue, tuple(sorted(self.unfit)))

    # Skills

    def _own_skills(self) -> dict[str, OwnSkill]:
        """The skills that fit, in the order of their names."""
        found: dict[str, OwnSkill] = {}
        written: Mapping[str, OwnSkill] = self.progress.of_kind(Kind.SKILL_WRITTEN)
        for skill_id, own in sorted(written.items(), key=lambda each: (folded(each[1].name), each[0])):
            if is_own_id(skill_id) and are_owned(skill_id, (each.id for each in own.can_dos)):
                found[skill_id] = own
            else:
                self._tell(Kind.SKILL_WRITTEN, skill_id, f"“{own.name}” has an id that is not one of yours.")
        return found

    def _own_categories(self) -> dict[str, str]:
        written: Mapping[str, str] = self.progress.of_kind(Kind.CATEGORY_WRITTEN)
        fit = ((name, each) for each, name in written.items() if is_own_id(each))
        return {each: name for name, each in sorted(fit, key=lambda each: (folded(each[0]), each[1]))}

    def _skills(self, own_skills: Mapping[str, OwnSkill]) -> dict[str, Skill]:
        shipped, needs = self.shipped, self._needs(own_skills)
        taken = {name.casefold() for own in own_skills.values() for name in own.names}
        skills = {each.id: _without(each, taken) if taken else each for each in shipped.skills.values()}
        known_names = {name.casefold() for each in shipped.skills.values() for name in (each.name, *each.aliases)}
        categories = {*shipped.categories, *self._own_categories()}
        for skill_id, own in own_skills.items():
            category_id = own.category_id
            if category_id not in categories:
                self._tell(Kind.SKILL_WRITTEN, skill_id, f"The category of “{own.name}” is not there any more.")
                category_id = NO_CATEGORY
            names = own.names if own.name.casefold() in known_names else (own.name, *own.names)
            skills[skill_id] = _skill(skill_id, own, category_id, needs[skill_id], names)
        for skill_id, hours in sorted(self.progress.of_kind(Kind.HOURS_WRITTEN).items()):
            skill = skills.get(skill_id)
            if skill is None:
                self._tell(Kind.HOURS_WRITTEN, skill_id, "Your estimate is for a skill that is not there any more.")
            elif hours != skill.hours:
                skills[skill_id] = skill._replace(hours=hours, first_hours=skill.hours)
        return skills

    def _needs(self, own_skills: Mapping[str, OwnSkill]) -> dict[str, tuple[str, ...]]:
        """What each skill needs first, of what is there, and without circles."""
        needs: dict[str, list[str]] = {}
        for skill_id, own in own_skills.items():
            needs[skill_id] = [each for each in dict.fromkeys(own.needs) if each != skill_id]
            for needed in [*needs[skill_id]]:
                if needed not in own_skills and needed not in self.shipped.skills:
                    needs[skill_id].remove(needed)
                    self._tell(Kind.SKILL_WRITTEN, skill_id, f"“{own.name}” needs a skill that is not there any more.")
        # A shipped skill never needs one of the user's own, so a circle runs among these.
        graph = {each: among for each in sorted(needs) if (among := [it for it in needs[each] if it in own_skills])}
        for circle in find_circles(graph):
            first, second = circle[0], circle[1]
            needs[first].remove(second)
            words = circle_text(circle, {each: own_skills[each].name for each in circle})
            self._tell(Kind.SKILL_WRITTEN, first, f"{words}{NEED_LEFT_OUT}")
        return {each: tuple(needed) for each, needed in needs.items()}

    # Roadmaps

    def _roadmaps(self) -> Mapping[str, Roadmap]:
        placements: defaultdict[str, dict[str, Placement]] = defaultdict(dict)
        stages: defaultdict[str, dict[str, OwnStage]] = defaultdict(dict)
        milestones: defaultdict[str, dict[str, OwnMilestone]] = defaultdict(dict)
        for subject, placement in self.progress.of_kind(Kind.SKILL_PLACED).items():
            roadmap_id, _, unit_id = subject.partition(" ")
            placements[roadmap_id][unit_id] = placement
        for subject, stage in self.progress.of_kind(Kind.STAGE_WRITTEN).items():
            roadmap_id, _, stage_id = subject.partition(" ")
            stages[roadmap_id][stage_id] = stage
        for milestone_id, milestone in self.progress.of_kind(Kind.MILESTONE_WRITTEN).items():
            milestones[milestone.roadmap_id][milestone_id] = milestone
        bases = {each.id: self._as_it_is(each) for each in self.shipped.roadmaps.values()}
        written: Mapping[str, OwnRoadmap] = self.progress.of_kind(Kind.ROADMAP_WRITTEN)
        for roadmap_id, own in sorted(written.items(), key=lambda each: (folded(each[1].name), each[0])):
            if is_own_id(roadmap_id):
                bases[roadmap_id] = self._own_roadmap(roadmap_id, own)
            else:
                self._tell(Kind.ROADMAP_WRITTEN, roadmap_id, f"“{own.name}” has an id that is not one of yours.")
        roadmaps: dict[str, Roadmap] = {}
        for roadmap_id, base in bases.items():
            own_changes = Changes(placements[roadmap_id], stages[roadmap_id], milestones[roadmap_id])
            roadmaps[roadmap_id] = base if own_changes.are_none else bend(base, own_changes, self.unfit)
        self._tell_of_lost(Kind.SKILL_PLACED, placements, bases)
        self._tell_of_lost(Kind.STAGE_WRITTEN, stages, bases)
        for milestone_id, milestone in self.progress.of_kind(Kind.MILESTONE_WRITTEN).items():
            if milestone.roadmap_id not in bases:
                self._tell(Kind.MILESTONE_WRITTEN, milestone_id, f"The roadmap of “{milestone.title}” is not there.")
        return MappingProxyType(roadmaps)

    def _tell_of_lost(
        self, kind: Kind, changes: Mapping[str, Mapping[str, object]], roadmaps: Mapping[str, Roadmap]
    ) -> None:
        for roadmap_id in changes.keys() - roadmaps.keys():
            for subject in changes[roadmap_id]:
                self._tell(kind, f"{roadmap_id} {subject}", "The roadmap that you changed is not there any more.")

    def _as_it_is(self, roadmap: Roadmap) -> Roadmap:
        if self.are_skills_as_shipped:
            return roadmap
        return replace(roadmap, skills=self.skills, categories=self.categories)

    def _own_roadmap(self, roadmap_id: str, own: OwnRoadmap) -> Roadmap:
        shipped = self.shipped
        for role_id in (own.from_role_id, own.to_role_id):
            if role_id is not None and role_id not in shipped.roles:
                self._tell(Kind.ROADMAP_WRITTEN, roadmap_id, f"The role “{role_id}” of “{own.name}” is not known.")
        # What a roadmap without a role leads to is called after it, so that each sentence about a role still reads.
        made_up = Role(roadmap_id, f"“{own.name}” roadmap", short_name(own.name), MappingProxyType({}), shipped.choices)
        to_role = shipped.roles.get(own.to_role_id or "", made_up)
        from_role = shipped.roles.get(own.from_role_id or "", made_up)
        alike = (
            it for it in shipped.roadmaps.values() if (it.from_role.id, it.to_role.id) == (from_role.id, to_role.id)
        )
        like = next(alike, None)
        return Roadmap(
            id=roadmap_id,
            name=own.name,
            from_role=from_role,
            to_role=to_role,
            advice=(),
            judgement="",
            carry_over=like.carry_over if like else MappingProxyType({}),
            stages=(),
            skills=shipped.skills if self.are_skills_as_shipped else self.skills,
            categories=shipped.categories if self.are_skills_as_shipped else self.categories,
            choices=shipped.choices,
            is_own=True,
        )

    def _tell(self, kind: Kind, subject: str, sentence: str) -> None:
        self.unfit.append(Unfit(kind, subject, sentence))


def circle_text(circle: list[str], names: Mapping[str, str]) -> str:
    """A circle of skills in a sentence."""
    said = " needs ".join(f"“{names[each]}”" for each in [*circle, circle[0]])
    return f"What they need runs in a circle: {said}."


def _without(skill: Skill, taken: set[str]) -> Skill:
    """A shipped skill without the names that the user gave to skills of their own."""
    aliases = tuple(each for each in skill.aliases if each.casefold() not in taken)
    ambiguous = tuple(each for each in skill.ambiguous_aliases if each.text.casefold() not in taken)
    if len(aliases) == len(skill.aliases) and len(ambiguous) == len(skill.ambiguous_aliases):
        return skill
    return skill._replace(aliases=aliases, ambiguous_aliases=ambiguous)


def _skill(skill_id: str, own: OwnSkill, category_id: str, needs: tuple[str, ...], names: tuple[str, ...]) -> Skill:
    return Skill(
        id=skill_id,
        name=own.name,
        short_name=short_name(own.name),
        category_id=category_id,
        description="A skill of your own.",
        prerequisites=needs,
        can_dos=tuple(CanDo(each.id, skill_id, level, each.text) for level, each in enumerate(own.can_dos, start=1)),
        hours=own.hours,
        hours_basis="yours",
        aliases=names,
        related_terms=(),
        ambiguous_aliases=(),
        tools=(),
        reasons=(),
        implied_by="You added it.",
        resources=own.resources,
        note="",
        is_own=True,
    )
