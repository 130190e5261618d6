"""The state of a skill, a stage and a whole roadmap: the values that a measured gap consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Hours
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.rounding import shown_parts
from roadmaps.text.text_format import part_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roadmaps.catalogue import CanDo, Choice, Need, Roadmap, Skill, Stage
    from roadmaps.text.locale_format import LocaleForms

NO_STAGE = 0
NO_HOURS = Hours()


class SkillState(StrEnum):
    """The state of a skill: the first that fits, in this order."""

    HAVE = "have"
    SET_ASIDE = "set aside"
    LEARNING = "learning"
    READY = "ready"
    LOCKED = "locked"


class WorkKind(StrEnum):
    """The kind of a skill on a roadmap, before any tick: from the carry-over list, cut to what the role needs."""

    CARRIES_OVER = "carries over"
    RAISE = "raise"
    LEARN_NEW = "learn new"
    NOT_NEEDED = "not needed"


class ScopeStatus(StrEnum):
    """Why a skill is, or is not, in the scope of the goal."""

    COUNTS = "counts"
    SET_ASIDE = "set aside"
    NOT_TAKEN = "not chosen"
    OPTIONAL = "optional"
    NOT_NEEDED = "not needed"


class Missing(NamedTuple):
    """A prerequisite that is not met: the skill, the level the roadmap asks of it here, and the user's level."""

    skill: Skill
    asked: int
    level: int


@dataclass(frozen=True)
class SkillGap:
    """One skill on a roadmap. For a choice, the member that counts carries the numbers of the whole choice."""

    skill: Skill
    choice: Choice | None
    scope_status: ScopeStatus
    need: Need | None
    target: int
    """The level that the new role asks for; 0 if it does not need the skill."""
    level: int
    """The user's level: the highest n such that can-dos 1..n are ticked."""
    kind: WorkKind
    state: SkillState
    needed: tuple[CanDo, ...]
    """The can-dos in scope; empty when the skill does not count."""
    ticked: tuple[CanDo, ...]
    """Those of ``needed`` that are ticked."""
    brought: int
    """How many of ``ticked`` the user could do before."""
    hours_by_can_do: Mapping[str, Hours]
    """Can-do id -> hours, for each needed can-do that is left."""
    missing: tuple[Missing, ...]
    """Prerequisites that are not met for the next can-do."""
    is_open_choice: bool
    """Whether this is a choice not made yet, so that the hours are a range over its members."""

    @cached_property
    def counts(self) -> bool:
        """Whether the skill is in scope."""
        return self.scope_status is ScopeStatus.COUNTS

    @property
    def tickable(self) -> tuple[CanDo, ...]:
        """What the skill's box ticks: its can-dos in scope, all three if it is not needed, none if set aside."""
        if self.scope_status is ScopeStatus.SET_ASIDE:
            return ()
        return self.needed if self.counts else self.skill.can_dos

    @cached_property
    def left(self) -> tuple[CanDo, ...]:
        """The can-dos in scope that are not ticked, in order of level."""
        return tuple(can_do for can_do in self.needed if can_do.id in self.hours_by_can_do)

    @property
    def next_can_do(self) -> CanDo | None:
        """The lowest needed can-do that is not ticked."""
        return next(iter(self.left), None)

    @cached_property
    def hours_left(self) -> Hours:
        """Hours of all that is left here, unrounded."""
        return Hours.total(self.hours_by_can_do.values())

    @property
    def is_ready(self) -> bool:
        """Whether the user can continue here now: something is left and every prerequisite is met."""
        return self.state is SkillState.READY or (self.state is SkillState.LEARNING and not self.missing)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some part of the scope; parts add up to the whole."""

    skills: int = 0
    skills_have: int = 0
    can_dos: int = 0
    brought: int = 0
    learned: int = 0
    hours_left: Hours = NO_HOURS

    @property
    def ticked(self) -> int:
        """Can-dos in scope that are ticked."""
        return self.brought + self.learned

    @property
    def left(self) -> int:
        """Can-dos in scope that are not ticked."""
        return self.can_dos - self.ticked

    @property
    def skills_left(self) -> int:
        """Skills in scope with a can-do left."""
        return self.skills - self.skills_have

    @property
    def readiness(self) -> float | None:
        """Ticked ÷ scope in can-dos, 0 to 1; None when nothing is in scope."""
        return self.ticked / self.can_dos if self.can_dos else None

    @property
    def percent(self) -> int | None:
        """Readiness in whole per cent, rounded down, so that 100 means all; None when nothing is in scope."""
        return 100 * self.ticked // self.can_dos if self.can_dos else None

    @classmethod
    def total(cls, parts: Iterable[Tally]) -> Tally:
        """The sum of some tallies."""
        whole = [*parts]
        return cls(
            sum(part.skills for part in whole),
            sum(part.skills_have for part in whole),
            sum(part.can_dos for part in whole),
            sum(part.brought for part in whole),
            sum(part.learned for part in whole),
            Hours.total(part.hours_left for part in whole),
        )


class StageRow(NamedTuple):
    """One skill within a stage: the levels above what an earlier stage asks for, up to what this one does."""

    gap: SkillGap
    level: int
    """The level that the stage asks for."""
    can_dos: tuple[CanDo, ...]
    """The can-dos of this row: in scope when the skill counts."""
    state: SkillState
    missing: tuple[Missing, ...]
    """Prerequisites that are not met for the row's next can-do."""
    tally: Tally

    @property
    def tickable(self) -> tuple[CanDo, ...]:
        """What the row's box ticks."""
        return () if self.gap.scope_status is ScopeStatus.SET_ASIDE else self.can_dos

    @property
    def left(self) -> tuple[CanDo, ...]:
        """The can-dos of this row in scope that are not ticked."""
        return tuple(can_do for can_do in self.can_dos if can_do.id in self.gap.hours_by_can_do)


class StageGap(NamedTuple):
    """A stage of the roadmap, or stage 0 ("What you bring": in scope but in no stage), which has no ``stage``."""

    stage: Stage | None
    rows: tuple[StageRow, ...]
    tally: Tally
    hours_shown: Hours
    """What is left, in whole hours that add up over the stages."""

    def hours_text(self, forms: LocaleForms = ENGLISH) -> str:
        """What is left, as every page and export writes it."""
        return part_text(self.tally.hours_left, self.hours_shown, forms)

    @property
    def number(self) -> int:
        """The stage's number, 0 for stage 0."""
        return self.stage.number if self.stage else NO_STAGE


@dataclass(frozen=True)
class Gap:
    """What one roadmap leaves to do."""

    roadmap: Roadmap
    skills: Mapping[str, SkillGap]
    """Skill id -> its gap, for every skill of the catalogue and in its order."""
    stages: tuple[StageGap, ...]
    """Stage 0 first, then the roadmap's stages in order."""
    is_measured: bool
    unassessed: frozenset[str] = frozenset()
    """Ids of the skills in scope of which nothing was ever ticked or answered. They count as not ticked."""
    known_tallies: Mapping[str, Tally] = field(default_factory=dict, compare=False, repr=False)
    """Category id -> its tally, of categories without a skill that was measured anew."""

    @cached_property
    def scope(self) -> tuple[SkillGap, ...]:
        """The skills that count; a choice is one of them."""
        return tuple(gap for gap in self.skills.values() if gap.counts)

    @cached_property
    def set_aside(self) -> tuple[SkillGap, ...]:
        """The skills that the new role needs and the user set aside."""
        return tuple(gap for gap in self.skills.values() if gap.scope_status is ScopeStatus.SET_ASIDE)

    @cached_property
    def not_asked(self) -> frozenset[str]:
        """Ids of the skills that do not count, except those set aside: what the new role does not ask for."""
        return frozenset(
            each
            for each, gap in self.skills.items()
            if not gap.counts and gap.scope_status is not ScopeStatus.SET_ASIDE
        )

    @cached_property
    def total(self) -> Tally:
        """The whole scope."""
        return tally(self.scope)

    @cached_property
    def by_category(self) -> Mapping[str, Tally]:
        """Category id -> tally, for every category of the catalogue."""
        return MappingProxyType(
            {
                category.id: self.known_tallies.get(category.id)
                or tally(self.skills[skill_id] for skill_id in category.skill_ids)
                for category in self.roadmap.categories.values()
            }
        )

    @cached_property
    def category_hours_shown(self) -> Mapping[str, Hours]:
        """Category id -> what is left of it, in whole hours that add up over the categories."""
        shown = shown_parts([tally.hours_left for tally in self.by_category.values()])
        return MappingProxyType(dict(zip(self.by_category, shown, strict=True)))

    def category_hours(self, category_id: str, forms: LocaleForms = ENGLISH) -> str:
        """What is left of a category, as every page and export writes it."""
        return part_text(self.by_category[category_id].hours_left, self.category_hours_shown[category_id], forms)

    def changed_since(self, before: Gap) -> frozenset[str]:
        """Ids of the skills that differ from an earlier gap; those that were not measured anew are the same objects."""
        anew = (each for each, gap in self.skills.items() if gap is not before.skills[each])
        return frozenset(each for each in anew if self.skills[each] != before.skills[each])

    @property
    def open_stages(self) -> tuple[StageGap, ...]:
        """The stages to show: stage 0 only while something in it is open."""
        return tuple(stage for stage in self.stages if stage.stage or stage.tally.left)


def tally(gaps: Iterable[SkillGap]) -> Tally:
    """The counts over some skills; those that do not count add nothing."""
    counting = [gap for gap in gaps if gap.counts]
    brought = sum(gap.brought for gap in counting)
    return Tally(
        len(counting),
        sum(not gap.left for gap in counting),
        sum(len(gap.needed) for gap in counting),
        brought,
        sum(len(gap.ticked) for gap in counting) - brought,
        Hours.total(gap.hours_left for gap in counting),
    )
