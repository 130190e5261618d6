"""Edits of your own skills and roadmaps, as the values that the journal keeps."""

from __future__ import annotations

from math import inf, isinf
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import EvidenceCheck, Need
from roadmaps.journal import (
    OFF,
    OWN_KINDS,
    Kind,
    OwnMilestone,
    OwnRoadmap,
    OwnStage,
    Placement,
    Spot,
    hours_value,
    milestone_value,
    placement_value,
    roadmap_value,
    skill_value,
    stage_value,
)
from roadmaps.own.ids import is_own_id, own_id, part_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.catalogue import Catalogue, Hours, Roadmap
    from roadmaps.journal import Json, OwnSkill, Progress

_DEPTHS = ("Start here", "Build on that", "Go further", "Specialise")
"""The stages of a roadmap made from a role: by how long a chain of skills comes first."""


class Edit(NamedTuple):
    """A value to be recorded."""

    kind: Kind
    subject: str
    value: Json


def write_skill(skill_id: str, skill: OwnSkill) -> list[Edit]:
    """A skill of the user's own, new or changed."""
    return [Edit(Kind.SKILL_WRITTEN, skill_id, skill_value(skill))]


def write_category(category_id: str, name: str) -> Edit:
    """A category of the user's own."""
    return Edit(Kind.CATEGORY_WRITTEN, category_id, name)


def write_hours(skill_id: str, hours: Hours | None) -> Edit:
    """The user's own estimate for any skill; None brings the first one back."""
    return Edit(Kind.HOURS_WRITTEN, skill_id, hours_value(hours) if hours else None)


def remove_skill(progress: Progress, skill_id: str) -> list[Edit]:
    """Without a skill of the user's own, its places and its estimate; its ticks stay."""
    placed = [each for each in progress.of_kind(Kind.SKILL_PLACED) if each.partition(" ")[2] == skill_id]
    edits = [Edit(Kind.SKILL_WRITTEN, skill_id, None), *(Edit(Kind.SKILL_PLACED, each, None) for each in placed)]
    return [*edits, write_hours(skill_id, None)] if skill_id in progress.of_kind(Kind.HOURS_WRITTEN) else edits


def placement_of(roadmap: Roadmap, unit_id: str) -> Placement | None:
    """Where a skill or a choice is on a roadmap now; None where it is not asked."""
    demand = roadmap.to_role.demands.get(unit_id)
    if demand is None:
        return None
    spots = tuple(
        Spot(stage.id, stage.targets[unit_id], stage.place_of(unit_id))
        for stage in roadmap.stages
        if unit_id in stage.targets
    )
    return Placement(demand.level, demand.need, spots)


def place(roadmap: Roadmap, unit_id: str, placement: Placement) -> Edit:
    """Ask a skill or a choice of a roadmap; back where it was, it counts as unchanged."""
    is_as_before = placement == placement_of(roadmap.original or roadmap, unit_id)
    return Edit(Kind.SKILL_PLACED, f"{roadmap.id} {unit_id}", None if is_as_before else placement_value(placement))


def take_off(roadmap: Roadmap, unit_id: str) -> Edit:
    """Ask a skill or a choice no longer; one that was added is as before it was."""
    is_added = unit_id not in (roadmap.original or roadmap).to_role.demands
    return Edit(Kind.SKILL_PLACED, f"{roadmap.id} {unit_id}", None if is_added else OFF)


def move(
    roadmap: Roadmap,
    unit_id: str,
    to_stage_id: str,
    before_id: str | None = None,
    level: int = 1,
    from_stage_id: str | None = None,
) -> list[Edit]:
    """Put a skill or a choice into a stage, right before another one or last; ``level`` is for one that is new there.

    One that is in several stages is moved out of ``from_stage_id`` alone, and its stages ask rising levels as before;
    without ``from_stage_id`` it leaves them all. The others of the stage are written again only where there is no room
    between its neighbours.
    """
    stage = next(each for each in roadmap.stages if each.id == to_stage_id)
    others = [each for each in stage.targets if each != unit_id]
    at = others.index(before_id) if before_id in others else len(others)
    original = roadmap.original or roadmap
    first = placement_of(original, unit_id)
    was = placement_of(roadmap, unit_id) or first or Placement(level, Need.CORE)
    places = [stage.place_of(each) for each in others]
    home = next((spot.place for spot in (first.spots if first else ()) if spot.stage_id == stage.id), None)
    middle = _between(places, at, home)
    if middle is not None:
        return [place(roadmap, unit_id, _moved(roadmap, was, Spot(stage.id, was.level, middle), from_stage_id))]
    edits = []
    for number, each in enumerate([*others[:at], unit_id, *others[at:]], start=1):
        if each == unit_id:
            edits.append(place(roadmap, each, _moved(roadmap, was, Spot(stage.id, was.level, number), from_stage_id)))
        elif known := placement_of(roadmap, each):
            there = tuple(spot._replace(place=number) if spot.stage_id == stage.id else spot for spot in known.spots)
            edits.append(place(roadmap, each, known._replace(spots=there)))
    return edits


def _between(places: Sequence[float], at: int, home: float | None) -> float | None:
    """A number for a place among others in rising order: the one of the original if it fits; None without room."""
    after = places[at - 1] if at else -inf
    before = places[at] if at < len(places) else inf
    if home is not None and after < home < before:
        return home
    if isinf(after) or isinf(before):
        return 1 if isinf(after) and isinf(before) else before - 1 if isinf(after) else after + 1
    middle = (after + before) / 2
    return middle if after < middle < before else None


def _moved(roadmap: Roadmap, was: Placement, spot: Spot, from_stage_id: str | None) -> Placement:
    """A placement with one spot elsewhere: its levels stay, and rise with the stages."""
    if from_stage_id is None:
        return was._replace(spots=(spot,))
    left = {each.stage_id: each for each in was.spots if each.stage_id != from_stage_id} | {spot.stage_id: spot}
    in_order = [left[stage.id] for stage in roadmap.stages if stage.id in left]
    levels = sorted(each.level for each in was.spots)[-len(in_order) :]
    spots = tuple(each._replace(level=level) for each, level in zip(in_order, levels, strict=True))
    return was._replace(spots=spots)


def with_level(roadmap: Roadmap, unit_id: str, level: int, stage_id: str | None = None) -> Edit:
    """Ask another level of a skill or a choice by the end of a stage, its last one where none is named.

    Earlier stages ask no more than that.
    """
    was = placement_of(roadmap, unit_id) or Placement(level, Need.CORE)
    at = next((n for n, spot in enumerate(was.spots) if spot.stage_id == stage_id), len(was.spots) - 1)
    spots = tuple(
        spot._replace(level=level if n == at else min(spot.level, level) if n < at else spot.level)
        for n, spot in enumerate(was.spots)
    )
    asked = level if at == len(spots) - 1 else was.level
    return place(roadmap, unit_id, was._replace(level=asked, spots=spots))


def with_need(roadmap: Roadmap, unit_id: str, need: Need) -> Edit:
    """Need a skill or a choice more or less."""
    was = placement_of(roadmap, unit_id) or Placement(1, need)
    return place(roadmap, unit_id, was._replace(need=need))


def write_stage(roadmap_id: str, stage_id: str, stage: OwnStage) -> Edit:
    """A stage, new or changed."""
    is_as_before = stage == OwnStage() and not is_own_id(stage_id)
    return Edit(Kind.STAGE_WRITTEN, f"{roadmap_id} {stage_id}", None if is_as_before else stage_value(stage))


def rename_stage(roadmap: Roadmap, progress: Progress, stage_id: str, title: str) -> Edit:
    """Another title of a stage; that of the original is no change."""
    stages = (roadmap.original or roadmap).stages
    is_original = any(stage.id == stage_id and stage.title == title for stage in stages)
    known = _written_stage(roadmap, progress, stage_id)
    return write_stage(roadmap.id, stage_id, known._replace(title=None if is_original else title))


def add_stage(roadmap: Roadmap, progress: Progress, title: str, new_id: Callable[[], str]) -> Edit:
    """A stage of the user's own, as the last one."""
    last = max(_stage_places(roadmap, progress), default=0)
    return write_stage(roadmap.id, own_id(new_id), OwnStage(title, last + 1))


def move_stage(roadmap: Roadmap, progress: Progress, stage_id: str, before_id: str | None) -> list[Edit]:
    """Put a stage right before another one, or last; the others are written only where there is no room for it."""
    ids = [each.id for each in roadmap.stages if each.id != stage_id]
    at = ids.index(before_id) if before_id in ids else len(ids)
    known = dict(zip((each.id for each in roadmap.stages), _stage_places(roadmap, progress), strict=True))
    originals = {stage.id: stage.number for stage in (roadmap.original or roadmap).stages}
    middle = _between([known[each] for each in ids], at, originals.get(stage_id))
    wanted: dict[str, float] = {each: n for n, each in enumerate([*ids[:at], stage_id, *ids[at:]], start=1)}
    if middle is not None:
        wanted = {stage_id: middle}
    edits = []
    for each, number in wanted.items():
        own = _written_stage(roadmap, progress, each)
        changed = own._replace(place=None if originals.get(each) == number else number)
        if changed != own:
            edits.append(write_stage(roadmap.id, each, changed))
    return edits


def remove_stage(roadmap: Roadmap, progress: Progress, stage_id: str) -> list[Edit]:
    """Without a stage of the user's own and its milestone; its skills go to the stage before it, or else after it."""
    at = next(n for n, stage in enumerate(roadmap.stages) if stage.id == stage_id)
    stage = roadmap.stages[at]
    others = [each for each in roadmap.stages if each.id != stage_id]
    milestones: Mapping[str, OwnMilestone] = progress.of_kind(Kind.MILESTONE_WRITTEN)
    edits = [Edit(Kind.STAGE_WRITTEN, f"{roadmap.id} {stage_id}", None)]
    edits += [
        Edit(Kind.MILESTONE_WRITTEN, each, None)
        for each, own in milestones.items()
        if (own.roadmap_id, own.stage_id) == (roadmap.id, stage_id)
    ]
    there = others[max(at - 1, 0)] if others else None
    last = max((there.place_of(each) for each in there.targets), default=0) if there else 0
    for number, unit_id in enumerate(stage.targets, start=1):
        known = placement_of(roadmap, unit_id)
        if known is None:
            continue
        kept = tuple(spot for spot in known.spots if spot.stage_id != stage_id)
        if there and not kept:
            kept = (Spot(there.id, known.level, last + number),)
        edits.append(place(roadmap, unit_id, known._replace(spots=kept)))
    return edits


def _written_stage(roadmap: Roadmap, progress: Progress, stage_id: str) -> OwnStage:
    written: Mapping[str, OwnStage] = progress.of_kind(Kind.STAGE_WRITTEN)
    return written.get(f"{roadmap.id} {stage_id}", OwnStage())


def _stage_places(roadmap: Roadmap, progress: Progress) -> list[float]:
    """The numbers that give the places of the stages, in their order."""
    originals = {stage.id: stage.number for stage in (roadmap.original or roadmap).stages}
    places: list[float] = []
    for stage in roadmap.stages:
        own = _written_stage(roadmap, progress, stage.id).place
        last = places[-1] + 1 if places else 1
        places.append(originals.get(stage.id, last) if own is None else own)
    return places


def write_milestone(milestone_id: str, milestone: OwnMilestone) -> Edit:
    """A milestone of the user's own, new or changed."""
    return Edit(Kind.MILESTONE_WRITTEN, milestone_id, milestone_value(milestone))


def remove_milestone(milestone_id: str) -> Edit:
    """Without a milestone of the user's own; the stage has that of the original again, and ticks stay on record."""
    return Edit(Kind.MILESTONE_WRITTEN, milestone_id, None)


# Whole roadmaps


def new_roadmap(name: str, new_id: Callable[[], str]) -> list[Edit]:
    """A roadmap without a role and without a stage."""
    return [_roadmap(own_id(new_id), OwnRoadmap(name))]


def roadmap_from_role(catalogue: Catalogue, role_id: str, name: str, new_id: Callable[[], str]) -> list[Edit]:
    """A roadmap with the skills of a role, in stages by what they need first."""
    roadmap_id, role = own_id(new_id), catalogue.roles[role_id]
    depths: dict[str, int] = {}

    def depth(skill_id: str) -> int:
        if skill_id not in depths:
            depths[skill_id] = 0
            depths[skill_id] = max((depth(each) + 1 for each in catalogue.skills[skill_id].prerequisites), default=0)
        return depths[skill_id]

    edits = [_roadmap(roadmap_id, OwnRoadmap(name, to_role_id=role_id))]
    stage_ids = [own_id(new_id) for _ in _DEPTHS]
    used: set[int] = set()
    placed: list[Edit] = []
    for place_number, (unit_id, demand) in enumerate(role.demands.items(), start=1):
        member_ids = catalogue.choices[unit_id].member_ids if unit_id in catalogue.choices else (unit_id,)
        number = min(max(map(depth, member_ids)), len(_DEPTHS) - 1)
        used.add(number)
        spot = Spot(stage_ids[number], demand.level, place_number)
        value = placement_value(Placement(demand.level, demand.need, (spot,)))
        placed.append(Edit(Kind.SKILL_PLACED, f"{roadmap_id} {unit_id}", value))
    for number in sorted(used):
        edits.append(write_stage(roadmap_id, stage_ids[number], OwnStage(_DEPTHS[number], number + 1)))
    return [*edits, *placed]


def copy_of(roadmap: Roadmap, name: str, new_id: Callable[[], str]) -> list[Edit]:
    """A copy of a roadmap as it is now, with milestones of its own."""
    roadmap_id = own_id(new_id)
    stage_ids = {stage.id: own_id(new_id) for stage in roadmap.stages}
    is_free = roadmap.to_role.id == roadmap.id
    from_role_id = None if roadmap.from_role.id == roadmap.id else roadmap.from_role.id
    roles = (None, None) if is_free else (from_role_id, roadmap.to_role.id)
    edits = [_roadmap(roadmap_id, OwnRoadmap(name, *roles))]
    for stage in roadmap.stages:
        edits.append(write_stage(roadmap_id, stage_ids[stage.id], OwnStage(stage.title, stage.number)))
        if stage.milestone.evidence:
            milestone_id = own_id(new_id)
            checks = tuple(EvidenceCheck(part_id(milestone_id, new_id), each.text) for each in stage.milestone.evidence)
            own = OwnMilestone(roadmap_id, stage_ids[stage.id], stage.milestone.title, stage.milestone.brief, checks)
            edits.append(write_milestone(milestone_id, own))
    for unit_id in roadmap.to_role.demands:
        known = placement_of(roadmap, unit_id)
        if known:
            spots = tuple(spot._replace(stage_id=stage_ids[spot.stage_id]) for spot in known.spots)
            value = placement_value(known._replace(spots=spots))
            edits.append(Edit(Kind.SKILL_PLACED, f"{roadmap_id} {unit_id}", value))
    original = roadmap.original or roadmap
    gone = (unit for unit in original.to_role.demands if unit not in roadmap.to_role.demands)
    return [*edits, *(Edit(Kind.SKILL_PLACED, f"{roadmap_id} {unit}", OFF) for unit in gone)]


def rename_roadmap(progress: Progress, roadmap_id: str, name: str) -> list[Edit]:
    """Another name for a roadmap of the user's own."""
    written: Mapping[str, OwnRoadmap] = progress.of_kind(Kind.ROADMAP_WRITTEN)
    return [_roadmap(roadmap_id, written[roadmap_id]._replace(name=name))]


def remove_roadmap(progress: Progress, roadmap_id: str) -> list[Edit]:
    """Without a roadmap of the user's own, its stages, places and milestones; skills and ticks stay."""
    return [Edit(Kind.ROADMAP_WRITTEN, roadmap_id, None), *restored(progress, roadmap_id)]


def restored(progress: Progress, roadmap_id: str) -> list[Edit]:
    """A roadmap as it was before everything that the user changed on it."""
    return [Edit(kind, subject, None) for kind, subject in changed_on(progress, roadmap_id)]


def changed_on(progress: Progress, roadmap_id: str) -> list[tuple[Kind, str]]:
    """What of the user's changes are those of one roadmap: kind and subject."""
    start = f"{roadmap_id} "
    found: list[tuple[Kind, str]] = []
    for kind in (Kind.STAGE_WRITTEN, Kind.SKILL_PLACED):
        found += [(kind, each) for each in sorted(progress.of_kind(kind)) if each.startswith(start)]
    milestones: Mapping[str, OwnMilestone] = progress.of_kind(Kind.MILESTONE_WRITTEN)
    found += [
        (Kind.MILESTONE_WRITTEN, each) for each, own in sorted(milestones.items()) if own.roadmap_id == roadmap_id
    ]
    return found


def everything_restored(progress: Progress) -> list[Edit]:
    """The catalogue as it was shipped."""
    return [Edit(kind, subject, None) for kind in sorted(OWN_KINDS) for subject in sorted(progress.of_kind(kind))]


def _roadmap(roadmap_id: str, roadmap: OwnRoadmap) -> Edit:
    return Edit(Kind.ROADMAP_WRITTEN, roadmap_id, roadmap_value(roadmap))
