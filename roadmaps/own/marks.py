"""How a bent roadmap differs from its original, skill by skill and stage by stage, in words for a row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import Kind
from roadmaps.own.edits import Edit, placement_of

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap, Stage
    from roadmaps.journal import OwnStage, Progress

_ORIGINAL = "the original"


class Mark(NamedTuple):
    """What the user changed about a row."""

    words: str
    """What is different; always something."""
    back_to: str = ""
    """What the way back leads to, as in "stage 5"; empty where removing it is the way back."""
    is_told: bool = True
    """Whether a row has to say it in words, or shows it anyway, as a level does."""


def unit_mark(roadmap: Roadmap, unit_id: str, stage_id: str | None) -> Mark | None:
    """How a skill or a choice differs in a stage, None for what is in no stage; None where it does not."""
    original = None if roadmap.is_own else roadmap.original
    now = placement_of(roadmap, unit_id)
    if original is None or now is None:
        return None
    was = placement_of(original, unit_id)
    if was is None:
        return Mark("added")
    if was == now:
        return None
    spots_before, spots = ({spot.stage_id: spot for spot in each.spots} for each in (was, now))
    left = [each for each in spots_before if each not in spots]
    numbers = {stage.id: stage.number for stage in roadmap.stages}
    home = f"stage {numbers[left[0]]}" if left else "" if spots_before else "what you bring"
    here, before = spots.get(stage_id or ""), spots_before.get(stage_id or "")
    ways: list[str] = []
    """What each difference leads back to, whichever row shows it."""
    told, seen = list[str](), list[str]()
    if spots_before.keys() != spots.keys():
        ways.append(home or _ORIGINAL)
        if here and not before:
            told.append(f"from {home}" if home else "not in this stage in the original")
        elif spots.keys() < spots_before.keys():
            told.append(f"also in {home} in the original")
    same = spots.keys() & spots_before.keys()
    if was.level != now.level or any(spots[each].level != spots_before[each].level for each in same):
        level = before.level if before else spots_before[left[0]].level if left else was.level
        ways.append(f"level {level}")
        if here is None or here.level != level:
            seen.append(f"level {level} in the original")
    if was.need is not now.need and was.need is not None:
        ways.append(was.need.value)
        seen.append(f"{was.need.value} in the original")
    if not ways:
        ways.append("its place")
        if here and before and here.place != before.place:
            told.append("moved within the stage")
    if not told and not seen:
        return None
    return Mark(", ".join(told or seen), ways[0] if len(ways) == 1 else _ORIGINAL, bool(told))


def unit_back(roadmap: Roadmap, unit_id: str) -> Edit:
    """The edit that puts a skill or a choice back to the original."""
    return Edit(Kind.SKILL_PLACED, f"{roadmap.id} {unit_id}", None)


def stage_mark(roadmap: Roadmap, progress: Progress, stage: Stage) -> Mark | None:
    """How a stage differs from the original; None where it does not."""
    own: OwnStage | None = progress.of_kind(Kind.STAGE_WRITTEN).get(f"{roadmap.id} {stage.id}")
    original = None if roadmap.is_own or own is None else roadmap.original
    if own is None or original is None:
        return None
    was = next((each for each in original.stages if each.id == stage.id), None)
    if was is None:
        return Mark("a stage of yours")
    renamed = "renamed" if stage.title != was.title else ""
    if own.place is not None and stage.number != was.number:
        return Mark(f"{renamed or 'moved'}, was stage {was.number}", _ORIGINAL)
    return Mark(f"{renamed}, was “{was.title}”" if renamed else "moved", _ORIGINAL)


def stage_back(roadmap: Roadmap, stage_id: str) -> Edit:
    """The edit that gives a stage its title and place of the original."""
    return Edit(Kind.STAGE_WRITTEN, f"{roadmap.id} {stage_id}", None)


def target_text(roadmap: Roadmap, unit_id: str) -> str:
    """The level and need that a roadmap asks where these are the user's own, with the original; empty otherwise."""
    original = None if roadmap.is_own else roadmap.original
    now = roadmap.to_role.demands.get(unit_id)
    if original is None or now is None:
        return ""
    was = original.to_role.demands.get(unit_id)
    if was is None:
        return f"level {now.level}, {now.need.value} on your roadmap; not in the original"
    parts = []
    if was.level != now.level:
        parts.append(f"level {now.level} on your roadmap, {was.level} in the original")
    if was.need is not now.need:
        parts.append(f"{now.need.value} on your roadmap, {was.need.value} in the original")
    return "; ".join(parts)
