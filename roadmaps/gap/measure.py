"""The gap: what a roadmap asks of the user, what of it is done, and what is left.

There is one function for each number, and it is here. Levels, counts and hours are never stored anywhere else.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from roadmaps.catalogue import Hours, Need
from roadmaps.gap.status import (
    NO_HOURS,
    NO_STAGE,
    Gap,
    Missing,
    ScopeStatus,
    SkillGap,
    SkillState,
    StageGap,
    StageRow,
    Tally,
    WorkKind,
)
from roadmaps.journal import SKIPPED
from roadmaps.text.rounding import shown_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set
    from datetime import date

    from roadmaps.catalogue import CanDo, Choice, Roadmap, Skill, Stage
    from roadmaps.journal import Progress


def level_of(skill: Skill, progress: Progress) -> int:
    """The user's level of a skill: the highest n such that can-dos 1..n are ticked."""
    level = 0
    for can_do in skill.can_dos:
        if can_do.id not in progress.ticks:
            break
        level = can_do.level
    return level


def learned_since(gap: Gap, progress: Progress, first: date) -> int:
    """How many can-dos in scope are ticked on a day from ``first`` on; what the user could do before has no day."""
    ticks = (progress.ticks[each.id] for skill in gap.scope for each in skill.ticked)
    return sum(tick.day is not None and tick.day >= first for tick in ticks)


def ticked_beyond(gap: Gap, progress: Progress) -> int:
    """How many can-dos of the catalogue are ticked but do not count: above the goal's level, or out of its scope."""
    known = sum(can_do.id in progress.ticks for each in gap.skills.values() for can_do in each.skill.can_dos)
    return known - gap.total.ticked


def measure_gap(roadmap: Roadmap, progress: Progress) -> Gap:
    """What is left of a roadmap, by skill, stage, category and can-do."""
    return _Measurement(roadmap, progress).gap({})


def remeasured_gap(before: Gap, progress: Progress, edited: Iterable[str]) -> Gap:
    """The same as ``measure_gap`` where nothing was edited since ``before`` but these skills (by id), only faster."""
    measurement = _Measurement(before.roadmap, progress, before)
    touched = measurement.touched(edited)
    known = {skill_id: gap for skill_id, gap in before.skills.items() if skill_id not in touched}
    gap = measurement.gap(known, before.unassessed - touched)
    others = before.by_category.keys() - {before.skills[each].skill.category_id for each in touched}
    return replace(gap, known_tallies={each: before.by_category[each] for each in others})


class _Measurement:
    """One run of ``measure_gap``, holding what several of its steps need."""

    def __init__(self, roadmap: Roadmap, progress: Progress, before: Gap | None = None) -> None:
        self.roadmap = roadmap
        self.progress = progress
        self.role = roadmap.to_role
        self.counting_member = {
            choice.id: self._member_that_counts(choice, self.role.demands[choice.id].level)
            for choice in roadmap.choices.values()
            if choice.id in self.role.demands
        }
        self.known_stages = before.stages if before else ()
        self.known_rows = {(stage.number, row.gap.skill.id): row for stage in self.known_stages for row in stage.rows}

    def gap(self, known: Mapping[str, SkillGap], unassessed: Iterable[str] = ()) -> Gap:
        """The gap; skills in ``known`` are as they are there, and ``unassessed`` says which of these are that."""
        skills = MappingProxyType(
            {skill_id: known.get(skill_id) or self._skill_gap(skill) for skill_id, skill in self.roadmap.skills.items()}
        )
        unknown = (gap for skill_id, gap in skills.items() if skill_id not in known)
        found = frozenset(gap.skill.id for gap in unknown if gap.counts and not self._is_assessed(gap))
        return Gap(self.roadmap, skills, self._stages(skills), self.progress.is_measured, found.union(unassessed))

    def touched(self, edited: Iterable[str]) -> Set[str]:
        """Edited skills, the other members of their choices, and what has one of these as a prerequisite."""
        choices = ((skill_id, self.role.choice_of.get(skill_id)) for skill_id in edited)
        units = {each for skill_id, choice in choices for each in (choice.member_ids if choice else (skill_id,))}
        return units | {skill.id for skill in self.roadmap.skills.values() if not units.isdisjoint(skill.prerequisites)}

    def _is_assessed(self, gap: SkillGap) -> bool:
        """Whether anything of a skill, or of any member of its choice, is ticked or was answered in quick assess."""
        for skill_id in gap.choice.member_ids if gap.choice else (gap.skill.id,):
            if self.progress.quick_answers.get(skill_id, SKIPPED) != SKIPPED:
                return True
            if any(can_do.id in self.progress.ticks for can_do in self.roadmap.skills[skill_id].can_dos):
                return True
        return False

    # Scope

    def _candidates(self, choice: Choice) -> list[Skill]:
        """The members that are not set aside, in catalogue order."""
        return [
            self.roadmap.skills[skill_id]
            for skill_id in sorted(choice.member_ids, key=self.roadmap.places.__getitem__)
            if skill_id not in self.progress.set_aside
        ]

    def _member_that_counts(self, choice: Choice, target: int) -> str | None:
        candidates = self._candidates(choice)
        chosen = self.progress.choices.get(choice.id)
        if any(skill.id == chosen for skill in candidates):
            return chosen
        # Rounded, so that a tie is not decided by the last bit of a sum.
        nearest = min(candidates, key=lambda skill: round(self._hours_left(skill, target).middle, 6), default=None)
        return nearest.id if nearest else None

    def _scope_status(self, skill: Skill) -> ScopeStatus:
        demand = self.role.skill_demands.get(skill.id)
        if demand is None:
            return ScopeStatus.NOT_NEEDED
        if skill.id in self.progress.set_aside:
            return ScopeStatus.SET_ASIDE
        choice = self.role.choice_of.get(skill.id)
        if choice and self.counting_member[choice.id] != skill.id:
            return ScopeStatus.NOT_TAKEN
        # A choice is counted in when any of its members is, so that no tick moves it into scope.
        unit = choice.member_ids if choice else (skill.id,)
        if demand.need is Need.OPTIONAL and self.progress.counted_in.isdisjoint(unit):
            return ScopeStatus.OPTIONAL
        return ScopeStatus.COUNTS

    # One skill

    def _skill_gap(self, skill: Skill) -> SkillGap:
        demand = self.role.skill_demands.get(skill.id)
        target = demand.level if demand else 0
        choice = self.role.choice_of.get(skill.id)
        scope_status = self._scope_status(skill)
        counts = scope_status is ScopeStatus.COUNTS
        considered = skill.can_dos[: target or len(skill.can_dos)]
        needed = considered if counts else ()
        ticked = tuple(can_do for can_do in needed if can_do.id in self.progress.ticks)
        is_open_choice = bool(
            counts and choice and self.progress.choices.get(choice.id) != skill.id and len(ticked) < len(needed)
        )
        state, missing = self._state(skill, scope_status, considered)
        return SkillGap(
            skill=skill,
            choice=choice,
            scope_status=scope_status,
            need=demand.need if demand else None,
            target=target,
            level=level_of(skill, self.progress),
            kind=self._kind(skill, target),
            state=state,
            needed=needed,
            ticked=ticked,
            brought=sum(self.progress.ticks[can_do.id].is_before for can_do in ticked),
            hours_by_can_do=self._hours_by_can_do(skill, needed, choice if is_open_choice else None, target),
            missing=missing,
            is_open_choice=is_open_choice,
        )

    def _kind(self, skill: Skill, target: int) -> WorkKind:
        carried = self.roadmap.carried_levels.get(skill.id, 0)
        if not target:
            return WorkKind.NOT_NEEDED
        if carried >= target:
            return WorkKind.CARRIES_OVER
        return WorkKind.RAISE if carried else WorkKind.LEARN_NEW

    def _hours_left(self, skill: Skill, target: int) -> Hours:
        return sum(
            (skill.hours_of(can_do.level) for can_do in self._unticked(skill.can_dos[:target])),
            NO_HOURS,
        )

    def _hours_by_can_do(
        self, skill: Skill, needed: tuple[CanDo, ...], open_choice: Choice | None, target: int
    ) -> Mapping[str, Hours]:
        hours = {can_do.id: skill.hours_of(can_do.level) for can_do in self._unticked(needed)}
        if open_choice:
            # The range over the members is shared out over the can-dos that are left by the shares of their
            # levels, so that can-dos and stages still add up to the gap.
            ranges = [self._hours_left(member, target) for member in self._candidates(open_choice)]
            whole = Hours(min(each.low for each in ranges), max(each.high for each in ranges))
            shares = {can_do.id: skill.share_of(can_do.level) for can_do in self._unticked(needed)}
            parts = {can_do_id: share / sum(shares.values()) for can_do_id, share in shares.items()}
            hours = {can_do_id: Hours(whole.low * part, whole.high * part) for can_do_id, part in parts.items()}
        return MappingProxyType(hours)

    def _unticked(self, can_dos: Iterable[CanDo]) -> list[CanDo]:
        return [can_do for can_do in can_dos if can_do.id not in self.progress.ticks]

    def _state(
        self, skill: Skill, scope_status: ScopeStatus, can_dos: tuple[CanDo, ...], stage_number: int | None = None
    ) -> tuple[SkillState, tuple[Missing, ...]]:
        """The state over some can-dos of a skill, and the prerequisites that are missing for the next of them.

        A skill set aside has no can-do in scope, so it is never "have", however much of it is ticked.
        """
        left = self._unticked(can_dos)
        if scope_status is ScopeStatus.SET_ASIDE:
            return SkillState.SET_ASIDE, ()
        if not left:
            return SkillState.HAVE, ()
        number = self._stage_number(skill.id, left[0].level) if stage_number is None else stage_number
        missing = tuple(self._missing(skill, number))
        if len(left) < len(can_dos):
            return SkillState.LEARNING, missing
        return (SkillState.LOCKED if missing else SkillState.READY), missing

    # Prerequisites

    def _missing(self, skill: Skill, stage_number: int) -> Iterable[Missing]:
        for needed_id in skill.prerequisites:
            choice = self.role.choice_of.get(needed_id)
            counting_id = self.counting_member[choice.id] if choice else needed_id
            if counting_id is None or counting_id == skill.id or counting_id in self.progress.set_aside:
                continue
            needed, asked = self.roadmap.skills[counting_id], self._asked_level(counting_id, stage_number)
            level = level_of(needed, self.progress)
            if level < asked:
                yield Missing(needed, asked, level)

    def _asked_level(self, skill_id: str, stage_number: int) -> int:
        """The level that the roadmap asks of a prerequisite by the end of a stage.

        The role's target if it is in no stage; level 1 if it is only in later stages or the role does not need it.
        Stage 0 comes before every stage, so a dependent that is in no stage asks level 1 of one that is in a stage.
        """
        target = self.role.targets.get(skill_id)
        if target is None:
            return 1
        levels = [targets.get(skill_id, 0) for targets in self.roadmap.stage_targets]
        if not any(levels):
            return target
        return max(levels[:stage_number], default=0) or 1

    def _stage_number(self, skill_id: str, level: int) -> int:
        """The number of the stage that asks for a level of a skill; 0 when none does."""
        for number, targets in enumerate(self.roadmap.stage_targets, start=1):
            if targets.get(skill_id, 0) >= level:
                return number
        return NO_STAGE

    # Stages

    def _stages(self, skills: Mapping[str, SkillGap]) -> tuple[StageGap, ...]:
        reached: dict[str, int] = {}
        stages: list[tuple[Stage | None, list[StageRow]]] = []
        for stage in self.roadmap.stages:
            rows = []
            for unit_id, level in stage.targets.items():
                gap = skills[self._shown_member(unit_id)]
                above = reached.get(gap.skill.id, 0)
                rows.append(self._stage_row(gap, above, level, stage.number))
                reached[gap.skill.id] = max(above, level)
            stages.append((stage, rows))
        unstaged = [
            self._stage_row(gap, reached.get(gap.skill.id, 0), gap.target, NO_STAGE)
            for gap in skills.values()
            if gap.counts and gap.target > reached.get(gap.skill.id, 0)
        ]
        found = [(None, tuple(unstaged)), *((stage, tuple(rows)) for stage, rows in stages)]
        tallies = [self._stage_tally(place, rows) for place, (_, rows) in enumerate(found)]
        parts = shown_parts([tally.hours_left for tally in tallies])
        return tuple(
            StageGap(stage, rows, tally, shown)
            for (stage, rows), tally, shown in zip(found, tallies, parts, strict=True)
        )

    def _stage_tally(self, place: int, rows: tuple[StageRow, ...]) -> Tally:
        known = self.known_stages[place] if self.known_stages else None
        return known.tally if known and known.rows == rows else Tally.total(row.tally for row in rows)

    def _shown_member(self, unit_id: str) -> str:
        """The skill shown in a unit's row: of a choice whose members are all set aside, the first."""
        choice = self.roadmap.choices.get(unit_id)
        if choice is None:
            return unit_id
        return self.counting_member.get(unit_id) or choice.member_ids[0]

    def _stage_row(self, gap: SkillGap, above: int, level: int, stage_number: int) -> StageRow:
        known = self.known_rows.get((stage_number, gap.skill.id))
        if known and known.gap is gap:
            return known
        can_dos = gap.skill.can_dos[above : min(level, gap.target)]
        state, missing = self._state(gap.skill, gap.scope_status, can_dos, stage_number)
        counted = tuple(can_do for can_do in can_dos if can_do in gap.needed)
        return StageRow(gap, level, can_dos, state, missing, self._row_tally(gap, counted))

    def _row_tally(self, gap: SkillGap, counted: tuple[CanDo, ...]) -> Tally:
        if not counted:
            return Tally()
        ticks = [self.progress.ticks[can_do.id] for can_do in counted if can_do.id in self.progress.ticks]
        brought = sum(tick.is_before for tick in ticks)
        hours = (gap.hours_by_can_do.get(can_do.id, NO_HOURS) for can_do in counted)
        return Tally(
            skills=1,
            skills_have=int(len(ticks) == len(counted)),
            can_dos=len(counted),
            brought=brought,
            learned=len(ticks) - brought,
            hours_left=Hours.total(hours),
        )
