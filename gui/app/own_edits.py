"""Edits of your own skills and roadmaps, and of what you change on the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import Editor, new_id
from roadmaps.journal import GOAL_SUBJECT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.own.edits import Edit


class OwnEdits(Editor):
    """Keeps what ``roadmaps.own.edits`` works out."""

    def keep(self, edits: Iterable[Edit], text: str, *, toast: str = "") -> bool:
        """Keep edits as one undo step called ``text``; ``toast`` offers to undo it. Returns whether they were kept."""
        return self._apply([self._change(*each) for each in edits], text, toast=toast)

    def gap_after(self, edits: Iterable[Edit]) -> Gap:
        """What would be left of the goal after edits, which are all understood; nothing is kept."""
        from roadmaps.gap import measure_gap
        from roadmaps.own import apply, roadmap_file

        tracker = self._tracker
        progress = roadmap_file.with_edits(tracker.progress, edits)
        return measure_gap(apply(tracker.shipped, progress).catalogue.roadmaps[tracker.roadmap.id], progress)

    def add_roadmap(self, name: str) -> bool:
        """Add an empty roadmap, which becomes the goal."""
        from roadmaps.own.edits import new_roadmap

        return self._add(new_roadmap(name, new_id), name)

    def add_roadmap_from_role(self, name: str, role_id: str) -> bool:
        """Add a roadmap with the skills of a role, which becomes the goal."""
        from roadmaps.own.edits import roadmap_from_role

        return self._add(roadmap_from_role(self._tracker.catalogue, role_id, name, new_id), name)

    def add_copy(self, name: str, roadmap: Roadmap) -> bool:
        """Add a copy of a roadmap, which becomes the goal."""
        from roadmaps.own.edits import copy_of

        return self._add(copy_of(roadmap, name, new_id), name)

    def import_roadmap(self, edits: Iterable[Edit], name: str, what: str = "", *, is_goal: bool) -> bool:
        """Keep a roadmap from elsewhere, which may become the goal; ``what`` says in the toast what came with it."""
        from roadmaps.own.edits import Edit

        made, toast = [*edits], f"Imported “{name}”{what}"
        if is_goal:
            roadmap_id = next(each.subject for each in made if each.kind is Kind.ROADMAP_WRITTEN)
            made.append(Edit(Kind.GOAL, GOAL_SUBJECT, roadmap_id))
            toast = f"{toast}. It’s your goal now"
        return self.keep(made, f"import “{name}”", toast=toast)

    def rename_roadmap(self, roadmap: Roadmap, name: str) -> bool:
        """Give a roadmap of the user's own another name."""
        from roadmaps.own.edits import rename_roadmap

        edits = rename_roadmap(self._tracker.progress, roadmap.id, name)
        return self.keep(edits, f"rename the roadmap “{roadmap.name}”", toast=f"Renamed the roadmap to “{name}”")

    def remove_roadmap(self, roadmap: Roadmap) -> bool:
        """Remove a roadmap of the user's own; ticks stay. If it is the goal, the last shipped goal is again."""
        from roadmaps.own.edits import Edit, remove_roadmap

        edits = remove_roadmap(self._tracker.progress, roadmap.id)
        toast = f"Removed the roadmap “{roadmap.name}”."
        if self._tracker.roadmap.id == roadmap.id:
            goal = self._last_shipped_goal()
            edits.append(Edit(Kind.GOAL, GOAL_SUBJECT, goal.id))
            toast += f" Your goal is {goal.short_name} again."
        return self.keep(edits, f"remove the roadmap “{roadmap.name}”", toast=f"{toast} Your ticks stay.")

    def _add(self, edits: list[Edit], name: str) -> bool:
        from roadmaps.own.edits import Edit

        goal = Edit(Kind.GOAL, GOAL_SUBJECT, edits[0].subject)
        return self.keep([*edits, goal], f"add the roadmap “{name}”", toast=f"Added “{name}”: it is your goal now")

    def _last_shipped_goal(self) -> Roadmap:
        roadmaps = self._tracker.catalogue.roadmaps
        for event in reversed(self._tracker.events()):
            roadmap = roadmaps.get(event.value) if event.kind == Kind.GOAL and isinstance(event.value, str) else None
            if roadmap and not roadmap.is_own:
                return roadmap
        return next(iter(roadmaps.values()))
