"""The catalogue: skills, roles and roadmaps as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from roadmaps.catalogue.data_files import by_id
from roadmaps.catalogue.retired import read_retired

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from roadmaps.catalogue.retired import RetiredCanDo
    from roadmaps.catalogue.sources import Source, Statement, Survey

_Value = TypeVar("_Value")

LEVELS = (1, 2, 3)
CHOICE_LEVEL = 2
"""The highest level at which a choice may be asked for: above it, a tick could raise the number of can-dos left, since
the member that counts may change."""
SHORT_NAME_LENGTH = 18
"""Characters that a box on the map has room for."""
CAN_DO_LENGTH = 160
"""Characters that stay readable as one line of a list."""
HOURS_SHARES: Mapping[int, tuple[float, ...]] = MappingProxyType({1: (1.0,), 2: (0.40, 0.60), 3: (0.25, 0.35, 0.40)})
"""How many can-dos a skill has -> the share of its hours that each level takes.

Our rule of thumb, explained in ``catalogue.toml``. Only a skill that the user wrote has fewer than three.
"""


YOURS = "yours"
"""The tag of what the user wrote."""


class Need(StrEnum):
    """How much a role needs a skill. Optional skills count only when the user counts them in."""

    CORE = "core"
    SUPPORTING = "supporting"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Hours:
    """A range of hours of study, ``low`` to ``high``; unrounded, so that sums stay true."""

    low: float = 0.0
    high: float = 0.0

    @property
    def middle(self) -> float:
        """The middle estimate, in hours."""
        return (self.low + self.high) / 2

    def __add__(self, other: Hours) -> Hours:
        return Hours(self.low + other.low, self.high + other.high)

    @classmethod
    def total(cls, parts: Iterable[Hours]) -> Hours:
        """The sum of some hours, without a value for each step of it."""
        whole = [*parts]
        return cls(sum((part.low for part in whole), 0.0), sum((part.high for part in whole), 0.0))

    def part(self, share: float) -> Hours:
        """A share of them, from 0 to 1."""
        return Hours(self.low * share, self.high * share)


class Category(NamedTuple):
    """A group of skills; ``skill_ids`` are in catalogue order."""

    id: str
    name: str
    skill_ids: tuple[str, ...]


class CanDo(NamedTuple):
    """An observable statement of what the user can do, to tick off. Its id is permanent."""

    id: str
    skill_id: str
    level: int
    text: str


class Resource(NamedTuple):
    """A place to learn from."""

    title: str
    url: str


class AmbiguousAlias(NamedTuple):
    """A word that names a skill only in some contexts, and the pattern that tells which."""

    text: str
    pattern: str
    case_sensitive: bool
    rule: str


class Skill(NamedTuple):
    """One thing to be good at, with one can-do per level."""

    id: str
    name: str
    short_name: str
    category_id: str
    description: str
    prerequisites: tuple[str, ...]
    can_dos: tuple[CanDo, ...]
    hours: Hours
    hours_basis: str
    """What the hours are estimated from: "a course"."""
    aliases: tuple[str, ...]
    related_terms: tuple[str, ...]
    ambiguous_aliases: tuple[AmbiguousAlias, ...]
    tools: tuple[str, ...]
    reasons: tuple[Statement, ...]
    """What each article that names the skill says about it, at most one for each article."""
    implied_by: str
    """Why a skill that no article names is on the list; empty for the others."""
    resources: tuple[Resource, ...]
    note: str
    break_after: str = ""
    """Where to hyphenate a long word of the short name; empty if it needs no hyphen."""
    postings: Mapping[str, int] = MappingProxyType({})
    """Role id -> how many job postings of a hundred for that role name it."""
    postings_word: str = ""
    """The one word that was counted; empty where all of its names were."""
    is_own: bool = False
    """Whether the user wrote it."""
    first_hours: Hours | None = None
    """What was estimated before the user wrote an estimate of their own; None where they did not."""

    @property
    def tagged_name(self) -> str:
        """The name, in text that has no tags: "Vector search (yours)"."""
        return f"{self.name} ({YOURS})" if self.is_own else self.name

    def share_of(self, level: int) -> float:
        """The share of its hours that one level takes."""
        return HOURS_SHARES[len(self.can_dos)][level - 1]

    def hours_of(self, level: int) -> Hours:
        """The hours that one level takes."""
        return self.hours.part(self.share_of(level))


class Choice(NamedTuple):
    """Skills of which a role needs any one; one row and one unit in every count."""

    id: str
    name: str
    short_name: str
    member_ids: tuple[str, ...]
    why: str


class Demand(NamedTuple):
    """What a role asks of one unit (a skill or a choice): the target level and how much it is needed."""

    level: int
    need: Need


@dataclass(frozen=True)
class Role:
    """A job, as the levels it asks for. ``demands`` is keyed by skill id or choice id."""

    id: str
    name: str
    short_name: str
    demands: Mapping[str, Demand]
    choices: Mapping[str, Choice] = field(repr=False)

    @cached_property
    def skill_demands(self) -> Mapping[str, Demand]:
        """Skill id -> demand; each member of a choice carries the demand of its choice."""
        return _by_skill(self.demands, self.choices)

    @cached_property
    def targets(self) -> Mapping[str, int]:
        """Skill id -> target level."""
        return MappingProxyType({skill_id: demand.level for skill_id, demand in self.skill_demands.items()})

    @cached_property
    def choice_of(self) -> Mapping[str, Choice]:
        """Skill id -> the choice through which this role asks for it."""
        asked = {unit_id: self.choices[unit_id] for unit_id in self.demands if unit_id in self.choices}
        return _by_skill(asked, self.choices)


class EvidenceCheck(NamedTuple):
    """One piece of evidence that a milestone is reached. Its id is permanent."""

    id: str
    text: str


class Milestone(NamedTuple):
    """The portfolio project that closes a stage; never part of readiness. Its id is permanent."""

    id: str
    title: str
    short_name: str
    brief: str
    evidence: tuple[EvidenceCheck, ...]


class Stage(NamedTuple):
    """A step of a roadmap. ``targets`` is keyed by skill id or choice id, in the order of the page."""

    id: str
    number: int
    title: str
    short_name: str
    purpose: str
    support: tuple[Statement, ...]
    """The passages of the articles that support the stage."""
    judgement: str
    """What about the stage is our own judgement."""
    targets: Mapping[str, int]
    milestone: Milestone
    places: Mapping[str, float] = MappingProxyType({})
    """Unit id -> the number that gives its place, where the user changed the roadmap; else they are 1, 2, 3 …"""

    def place_of(self, unit_id: str) -> float:
        """The number that gives the place of a unit within the stage."""
        return self.places[unit_id] if self.places else [*self.targets].index(unit_id) + 1


@dataclass(frozen=True)
class Roadmap:
    """A transition from one role to another, with everything needed to measure a gap on it."""

    id: str
    name: str
    from_role: Role
    to_role: Role
    advice: tuple[Statement, ...]
    """What the articles advise people who make this move."""
    judgement: str
    """What about the roadmap is our own judgement."""
    carry_over: Mapping[str, int]
    """Skill id or choice id -> the level that people of the old role usually have."""
    stages: tuple[Stage, ...]
    skills: Mapping[str, Skill] = field(repr=False)
    categories: Mapping[str, Category] = field(repr=False)
    choices: Mapping[str, Choice] = field(repr=False)
    is_own: bool = False
    """Whether the user added it."""
    original: Roadmap | None = field(default=None, repr=False, compare=False)
    """What it was before the user changed it; None where they did not."""

    @property
    def is_free(self) -> bool:
        """Whether it leads to no role: it asks for what the user placed on it, and nothing carries over."""
        return self.to_role.id == self.id

    @property
    def short_name(self) -> str:
        """Its roles, or the name that the user gave it."""
        return self.name if self.is_own else f"{self.from_role.short_name} → {self.to_role.short_name}"

    @property
    def ready_for(self) -> str:
        """What the user is ready for at its end: its role, or the roadmap itself."""
        return self.name if self.is_free else self.to_role.name

    @cached_property
    def stage_targets(self) -> tuple[Mapping[str, int], ...]:
        """For each stage in order: skill id -> level, with every member of a choice at the choice's level."""
        return tuple(_by_skill(stage.targets, self.choices) for stage in self.stages)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Skill id -> its place in catalogue order."""
        return MappingProxyType({skill_id: place for place, skill_id in enumerate(self.skills)})

    @cached_property
    def carried_levels(self) -> Mapping[str, int]:
        """Skill id -> carried-over level, with every member of a choice at the choice's level."""
        return _by_skill(self.carry_over, self.choices)


@dataclass(frozen=True)
class Catalogue:
    """Everything in the data files. Mappings are by id and in catalogue order."""

    folder: Path
    """Where its files are; what is read on demand comes from there, too."""
    version: str
    surveys: tuple[Survey, ...]
    """The job postings of which ``Skill.postings`` are shares, one survey a role."""
    sources: Mapping[str, Source]
    categories: Mapping[str, Category]
    skills: Mapping[str, Skill]
    choices: Mapping[str, Choice]
    roles: Mapping[str, Role]
    roadmaps: Mapping[str, Roadmap]

    @cached_property
    def can_dos(self) -> Mapping[str, CanDo]:
        """Can-do id -> can-do, over all skills."""
        return MappingProxyType({can_do.id: can_do for skill in self.skills.values() for can_do in skill.can_dos})

    @cached_property
    def retired(self) -> Mapping[str, RetiredCanDo]:
        """Can-do id -> what is known of a can-do that is no longer on the list; read when first asked for."""
        return read_retired(self.folder)

    @cached_property
    def milestones(self) -> Mapping[str, Milestone]:
        """Milestone id -> milestone, over all roadmaps."""
        return by_id(stage.milestone for roadmap in self.roadmaps.values() for stage in roadmap.stages)

    @cached_property
    def unlocks(self) -> Mapping[str, tuple[str, ...]]:
        """Skill id -> ids of the skills that need it first."""
        opened: dict[str, list[str]] = {skill_id: [] for skill_id in self.skills}
        for skill in self.skills.values():
            for needed in skill.prerequisites:
                opened[needed].append(skill.id)
        return MappingProxyType({skill_id: tuple(ids) for skill_id, ids in opened.items()})


def members(unit_id: str, choices: Mapping[str, Choice]) -> tuple[str, ...]:
    """The skills that a unit stands for: the members of a choice, or the skill itself."""
    choice = choices.get(unit_id)
    return choice.member_ids if choice else (unit_id,)


def _by_skill(by_unit: Mapping[str, _Value], choices: Mapping[str, Choice]) -> Mapping[str, _Value]:
    """The same by skill id: each member of a choice has the value of its choice."""
    return MappingProxyType({each: value for unit_id, value in by_unit.items() for each in members(unit_id, choices)})
