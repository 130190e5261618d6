"""One roadmap as the user changed it: its stages, what is placed in them, and what it asks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import CHOICE_LEVEL, SHORT_NAME_LENGTH, Demand, Milestone, Role, Stage, members
from roadmaps.journal import Kind
from roadmaps.own.ids import are_owned, is_own_id
from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmaps.catalogue import Choice, Roadmap, Skill
    from roadmaps.journal import OwnMilestone, OwnStage, Placement


class Unfit(NamedTuple):
    """A change that is kept but not applied, or not in full, as it does not fit the catalogue; why, in a sentence."""

    kind: Kind
    subject: str
    sentence: str


class Changes(NamedTuple):
    """The changes of one roadmap."""

    placements: Mapping[str, Placement]
    """Skill or choice id -> its placement."""
    stages: Mapping[str, OwnStage]
    milestones: Mapping[str, OwnMilestone]
    """Milestone id -> milestone."""

    @property
    def are_none(self) -> bool:
        """Whether the roadmap is as it was."""
        return not (self.placements or self.stages or self.milestones)


class _Row(NamedTuple):
    place: float
    unit_id: str
    level: int


def bend(base: Roadmap, changes: Changes, unfit: list[Unfit]) -> Roadmap:
    """A roadmap with changes; what does not fit is added to ``unfit``."""
    return _Bending(base, changes, unfit).roadmap()


def unit_name(unit_id: str, skills: Mapping[str, Skill], choices: Mapping[str, Choice]) -> str:
    """The name of a skill or a choice; the id of what is neither."""
    unit = choices.get(unit_id) or skills.get(unit_id)
    return unit.name if unit else unit_id


def highest_level(unit_id: str, skills: Mapping[str, Skill], choices: Mapping[str, Choice]) -> int:
    """The highest level that can be asked of a skill or a choice."""
    if unit_id not in choices:
        return len(skills[unit_id].can_dos)
    return min(CHOICE_LEVEL, *(len(skills[each].can_dos) for each in members(unit_id, choices)))


class _Bending:
    def __init__(self, base: Roadmap, changes: Changes, unfit: list[Unfit]) -> None:
        self.base, self.changes, self.unfit = base, changes, unfit
        self.demands = dict(base.to_role.demands)
        self.asked_by = {each: unit for unit in self.demands for each in members(unit, base.choices)}
        """Skill id -> the skill or choice through which it is asked."""
        self.stages = {stage.id: stage for stage in base.stages}
        self.places: dict[str, float] = {stage.id: stage.number for stage in base.stages}
        self.rows: dict[str, list[_Row]] = {
            stage.id: [_Row(place, *each) for place, each in enumerate(stage.targets.items(), start=1)]
            for stage in base.stages
        }

    def roadmap(self) -> Roadmap:
        base = self.base
        self._change_stages()
        for unit_id, placement in self._in_turn():
            self._place(unit_id, placement)
        self._write_milestones()
        role = base.to_role
        if self.demands != role.demands:
            role = Role(role.id, role.name, role.short_name, MappingProxyType(self.demands), role.choices)
        return replace(base, to_role=role, stages=tuple(self._in_order()), original=base)

    # Stages

    def _change_stages(self) -> None:
        for stage_id, change in sorted(self.changes.stages.items()):
            known = self.stages.get(stage_id)
            if known is None and (change.title is None or not is_own_id(stage_id)):
                self._tell(Kind.STAGE_WRITTEN, stage_id, "The stage that you changed is not on this roadmap any more.")
                continue
            title = change.title if change.title is not None else known.title if known else ""
            if known is None:
                self.rows[stage_id] = []
                self.stages[stage_id] = own_stage(stage_id, title)
            elif change.title is not None:
                self.stages[stage_id] = known._replace(title=title, short_name=short_name(title))
            last = max(self.places.values(), default=0) + 1
            place = self.places.get(stage_id, last) if change.place is None else change.place
            self.places[stage_id] = place

    def _write_milestones(self) -> None:
        written: set[str] = set()
        for milestone_id, own in sorted(self.changes.milestones.items()):
            if own.stage_id not in self.stages:
                why = f"“{own.title}” is the milestone of a stage that is not on this roadmap any more."
            elif own.stage_id in written:
                why = f"“{own.title}” is not shown: its stage has another milestone of yours."
            elif not is_own_id(milestone_id) or not are_owned(milestone_id, (each.id for each in own.checks)):
                why = f"“{own.title}” has an id that is not one of yours."
            else:
                written.add(own.stage_id)
                milestone = Milestone(milestone_id, own.title, short_name(own.title), own.brief, own.checks)
                self.stages[own.stage_id] = self.stages[own.stage_id]._replace(milestone=milestone)
                continue
            self.unfit.append(Unfit(Kind.MILESTONE_WRITTEN, milestone_id, why))

    def _in_order(self) -> Iterator[Stage]:
        """The stages with what they ask: what asks no more than an earlier one, or more than the role, is left out."""
        reached: dict[str, int] = {}
        order = sorted(self.stages.values(), key=lambda stage: (self.places[stage.id], stage.id))
        for number, stage in enumerate(order, start=1):
            targets: dict[str, int] = {}
            places: dict[str, float] = {}
            for row in sorted(self.rows[stage.id]):
                level = min(row.level, self.demands[row.unit_id].level)
                if level > reached.get(row.unit_id, 0):
                    targets[row.unit_id] = reached[row.unit_id] = level
                    places[row.unit_id] = row.place
            yield stage._replace(number=number, targets=MappingProxyType(targets), places=MappingProxyType(places))

    # Skills and choices

    def _in_turn(self) -> list[tuple[str, Placement]]:
        """Placements in an order in which none depends on how they were written: off, choices, skills."""

        def turn(each: tuple[str, Placement]) -> tuple[bool, bool, str]:
            unit_id, placement = each
            return not placement.is_off, unit_id not in self.base.choices, unit_id

        return sorted(self.changes.placements.items(), key=turn)

    def _place(self, unit_id: str, placement: Placement) -> None:
        base = self.base
        if unit_id not in base.choices and unit_id not in base.skills:
            self._tell(Kind.SKILL_PLACED, unit_id, "A skill that you placed here is not in the catalogue any more.")
            return
        name = unit_name(unit_id, base.skills, base.choices)
        if placement.need is None:
            self._take_off(unit_id)
            return
        skill_ids = members(unit_id, base.choices)
        clash = next((unit for each in skill_ids if (unit := self.asked_by.get(each, unit_id)) != unit_id), None)
        if clash is not None:
            other = unit_name(clash, base.skills, base.choices)
            self._tell(Kind.SKILL_PLACED, unit_id, f"“{name}” is part of “{other}” here, so it is not asked by itself.")
            return
        level, most = placement.level, highest_level(unit_id, base.skills, base.choices)
        if level > most:
            self._tell(Kind.SKILL_PLACED, unit_id, f"“{name}” cannot be asked at level {level}: level {most} counts.")
        self._take_off(unit_id)
        self.asked_by.update(dict.fromkeys(skill_ids, unit_id))
        self.demands[unit_id] = Demand(min(level, most), placement.need)
        for spot in placement.spots:
            if spot.stage_id in self.rows:
                self.rows[spot.stage_id].append(_Row(spot.place, unit_id, spot.level))
            else:
                self._tell(Kind.SKILL_PLACED, unit_id, f"The stage of “{name}” is not on this roadmap any more.")

    def _take_off(self, unit_id: str) -> None:
        if self.demands.pop(unit_id, None) is None:
            return  # no stage asks what the roadmap does not
        for skill_id in members(unit_id, self.base.choices):
            del self.asked_by[skill_id]
        for stage_id, rows in self.rows.items():
            self.rows[stage_id] = [row for row in rows if row.unit_id != unit_id]

    def _tell(self, kind: Kind, subject: str, sentence: str) -> None:
        self.unfit.append(Unfit(kind, f"{self.base.id} {subject}", sentence))


def short_name(name: str) -> str:
    """A name cut to what a box on the map has room for."""
    return shown(name, SHORT_NAME_LENGTH - 2) if len(name) > SHORT_NAME_LENGTH else name


def own_stage(stage_id: str, title: str) -> Stage:
    """A stage of the user's own, whose milestone is theirs to write."""
    milestone = Milestone(
        f"{stage_id}.milestone",
        f"Show it: {title}",
        short_name(f"Show: {title}"),
        "Build something that uses what this stage is about. Write a milestone of your own to say what.",
        (),
    )
    return Stage(stage_id, 0, title, short_name(title), "", (), "", MappingProxyType({}), milestone)
