"""Edits of your own skills and roadmaps, and of what you change on the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterable

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
