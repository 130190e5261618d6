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
    levels_before, levels = ({spot.stage_id: spot.level for spot in each.spots} for each in (was, now))
    left = [each for each in levels_before if each not in levels]
    is_here = stage_id in levels_before or (stage_id is None and not levels_before)
    numbers = {stage.id: stage.number for stage in roadmap.stages}
    home = f"stage {numbers[left[0]]}" if left else "what you bring" if not levels_before else ""
    marks = []
    if levels_before.keys() != levels.keys():
        told = f"from {home}" if home else "also in this stage"
        marks.append((told, home or _ORIGINAL, not is_here))
    here = stage_id or ""
    before = levels_before.get(here, levels_before[left[0]] if left else was.level)
    is_level_changed = was.level != now.level or any(
        levels[each] != levels_before[each] for each in levels.keys() & levels_before.keys()
    )
    if is_level_changed:
        marks.append((f"level {before} in the original", f"level {before}", False))
    if was.need is not now.need and was.need is not None:
        marks.append((f"{was.need.value} in the original", was.need.value, False))
    if not marks:
        marks.append(("moved within the stage", "its place", True))
    words = ", ".join(mark[0] for mark in marks if mark[2]) or ", ".join(mark[0] for mark in marks)
    return Mark(words, marks[0][1] if len(marks) == 1 else _ORIGINAL, any(mark[2] for mark in marks))


def row_words(roadmap: Roadmap, stage_id: str | None, unit_id: str) -> str:
    """What the user changed about a skill or a choice in a stage, in words; empty where nothing."""
    mark = unit_mark(roadmap, unit_id, stage_id)
    return mark.words if mark else ""


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
