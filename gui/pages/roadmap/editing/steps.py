"""What the user does to a roadmap: each is one undo step with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import new_id
from gui.pages.roadmap.editing.lines import ZERO
from roadmaps.own import edits, highest_level, marks, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.app.tracker import Tracker
    from roadmaps.catalogue import Need, Roadmap
    from roadmaps.journal import OwnMilestone
    from roadmaps.own.edits import Edit

_USUAL_LEVEL = 2
"""What a stage asks most often."""


class RoadmapSteps:
    """Changes the goal. Each method returns whether the change was kept."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    @property
    def roadmap(self) -> Roadmap:
        """The goal as it is now."""
        return self._tracker.roadmap

    def name(self, unit_id: str) -> str:
        """The name of a skill or a choice."""
        return unit_name(unit_id, self.roadmap.skills, self.roadmap.choices)

    def title(self, stage_id: str) -> str:
        """The title of a stage."""
        return next(stage.title for stage in self.roadmap.stages if stage.id == stage_id)

    def keep(self, changes: Iterable[Edit], text: str, *, toast: str = "") -> bool:
        """Keep edits as one undo step."""
        return self._tracker.own_edits.keep(changes, text, toast=toast)

    # Skills and choices

    def add(self, unit_id: str, stage_id: str, before_id: str | None = None) -> bool:
        """Add a skill that the roadmap does not ask."""
        number = self._number(stage_id)
        level = min(_USUAL_LEVEL, highest_level(unit_id, self.roadmap.skills, self.roadmap.choices))
        changes = edits.move(self.roadmap, unit_id, stage_id, before_id, level)
        return self.keep(changes, f"add “{self.name(unit_id)}” to stage {number}")

    def move(self, unit_id: str, from_id: str, to_id: str, before_id: str | None = None) -> bool:
        """Move a skill within its stage or to another one."""
        changes = edits.move(self.roadmap, unit_id, to_id, before_id, from_stage_id=from_id or None)
        where = "within its stage" if from_id == to_id else f"to stage {self._number(to_id)}"
        return self.keep(changes, f"move “{self.name(unit_id)}” {where}")

    def set_level(self, unit_id: str, stage_id: str, level: int) -> bool:
        """Ask another level."""
        change = edits.with_level(self.roadmap, unit_id, level, stage_id or None)
        return self.keep([change], f"ask level {level} of “{self.name(unit_id)}”")

    def set_need(self, unit_id: str, need: Need) -> bool:
        """Need a skill more or less."""
        change = edits.with_need(self.roadmap, unit_id, need)
        return self.keep([change], f"make “{self.name(unit_id)}” {need.value}")

    def take_off(self, unit_id: str) -> bool:
        """Ask a skill no longer; its ticks stay."""
        name = self.name(unit_id)
        change = edits.take_off(self.roadmap, unit_id)
        return self.keep([change], f"take off “{name}”", toast=f"“{name}” is off this roadmap; your ticks stay")

    def put_back(self, unit_id: str) -> bool:
        """Put a skill back to the original."""
        return self.keep([marks.unit_back(self.roadmap, unit_id)], f"put “{self.name(unit_id)}” back to the original")

    # Stages

    def add_stage(self, title: str) -> str:
        """Add a stage at the end; its id, empty if it was not kept."""
        change = edits.add_stage(self.roadmap, self._tracker.progress, title, new_id)
        return change.subject.partition(" ")[2] if self.keep([change], f"add the stage “{title}”") else ""

    def rename_stage(self, stage_id: str, title: str) -> bool:
        """Give a stage another title."""
        change = edits.rename_stage(self.roadmap, self._tracker.progress, stage_id, title)
        return self.keep([change], f"rename the stage “{self.title(stage_id)}”")

    def move_stage(self, stage_id: str, before_id: str | None) -> bool:
        """Put a stage before another one, or last."""
        changes = edits.move_stage(self.roadmap, self._tracker.progress, stage_id, before_id)
        return self.keep(changes, f"move the stage “{self.title(stage_id)}”")

    def remove_stage(self, stage_id: str) -> bool:
        """Remove a stage of the user's own; its skills go to the one before it."""
        title = self.title(stage_id)
        changes = edits.remove_stage(self.roadmap, self._tracker.progress, stage_id)
        toast = f"Removed the stage “{title}”"
        return self.keep(changes, f"remove the stage “{title}”", toast=toast)

    def put_stage_back(self, stage_id: str) -> bool:
        """Give a stage its title and place of the original."""
        text = f"put the stage “{self.title(stage_id)}” back to the original"
        return self.keep([marks.stage_back(self.roadmap, stage_id)], text)

    # Milestones, and everything

    def write_milestone(self, milestone_id: str, milestone: OwnMilestone) -> bool:
        """Add or change a milestone of the user's own."""
        change = edits.write_milestone(milestone_id, milestone)
        return self.keep([change], f"write the milestone “{milestone.title}”")

    def remove_milestone(self, milestone_id: str, title: str) -> bool:
        """Remove a milestone of the user's own; what was ticked stays on record."""
        toast = f"Removed the milestone “{title}”"
        return self.keep([edits.remove_milestone(milestone_id)], f"remove the milestone “{title}”", toast=toast)

    def restore(self) -> bool:
        """Put the whole roadmap back to the original."""
        changes = edits.restored(self._tracker.progress, self.roadmap.id)
        return self.keep(changes, "restore the original roadmap", toast="This roadmap is back to the original")

    def _number(self, stage_id: str) -> int:
        numbers = (stage.number for stage in self.roadmap.stages if stage.id == stage_id)
        return next(numbers) if stage_id != ZERO else 0
