"""The search on the map: what matches, and the line that appears if nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.pages.roadmap.stage_list import OF_TODAY, nothing_found
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.search import SkillFinder
    from roadmaps.map import MapGraph, NodeId


class PartLine(QWidget):
    """Says that a very long roadmap is shown in part, or with changes of today; hidden where neither is so."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.sentence = PlainLabel(tone="text2", theme=theme).wrapping()
        self.to_list = LinkButton("Show the list", theme, icons)
        hbox((self.sentence, 1), self.to_list, on=self, margins=(20, 6, 16, 6))
        self.hide()

    def show_graph(self, graph: MapGraph, *, is_of_today: bool) -> None:
        """Say how many boxes are left out, and if they are where the user put them since the day that is viewed."""
        shown, left_out = len(graph.nodes), graph.left_out
        part = f"The map shows the first {shown} of {shown + left_out} boxes. The list shows all of them."
        self.sentence.setText(" ".join(filter(None, (part if left_out else "", OF_TODAY if is_of_today else ""))))
        self.to_list.setVisible(left_out > 0)
        self.setVisible(bool(self.sentence.text()))


class SearchLine(QWidget):
    """Hidden as long as something matches."""

    def __init__(self, finder: SkillFinder, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._finder = finder
        self.text = ""
        self._sentence = PlainLabel(tone="text2", theme=theme).wrapping()
        self.clear = LinkButton("Clear the search", theme, icons)
        hbox((self._sentence, 1), self.clear, on=self, margins=(20, 6, 16, 6))
        self.hide()

    def found(self, graph: MapGraph) -> list[NodeId]:
        """The boxes that match, in map order."""
        skills = self._finder.found(self.text)
        return [node_id for node_id in graph.nodes if node_id.skill_id in skills]

    @property
    def found_by_note(self) -> Collection[str]:
        """The ids of the skills whose note matches."""
        return self._finder.found_by_note(self.text)

    def best(self, graph: MapGraph) -> NodeId | None:
        """The first box whose name begins with the query, or else the first that matches; None without a query."""
        found = self.found(graph) if self.text.strip() else []
        query = folded(self.text)
        is_prefixed = (each for each in found if folded(graph.nodes[each].row.gap.skill.name).startswith(query))
        return next(is_prefixed, found[0] if found else None)

    def show_result(self, *, is_found: bool) -> None:
        """Say so if the query matches nothing."""
        text = self.text.strip()
        content = nothing_found(text)
        self._sentence.setText(f"{content.what} {content.why}")
        self.setVisible(bool(text) and not is_found)
