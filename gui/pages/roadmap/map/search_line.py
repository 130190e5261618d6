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


class _Line(QWidget):
    """A sentence above the map and a link; hidden while there is nothing to say."""

    def __init__(self, link: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.sentence = PlainLabel(tone="text2", theme=theme).wrapping()
        self.link = LinkButton(link, theme, icons)
        hbox((self.sentence, 1), self.link, on=self, margins=(20, 6, 16, 6))
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say something; hide the line if it is empty."""
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))


class PartLine(_Line):
    """Says that a very long roadmap is shown in part, or with changes made since the day on view."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("Show the list", theme, icons)

    def show_graph(self, graph: MapGraph, *, is_of_today: bool) -> None:
        """Say how many boxes are left out, and whether the user changed the roadmap since the day on view."""
        shown, left_out = len(graph.nodes), graph.left_out
        part = f"The map shows the first {shown} of {shown + left_out} boxes. The list shows all of them."
        self.link.setVisible(left_out > 0)
        self.tell(" ".join(filter(None, (part if left_out else "", OF_TODAY if is_of_today else ""))))


class SearchLine(_Line):
    """Knows what matches the search, and says so if nothing does."""

    def __init__(self, finder: SkillFinder, theme: Theme, icons: Icons) -> None:
        super().__init__("Clear the search", theme, icons)
        self._finder = finder
        self.text = ""

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
        content = nothing_found(self.text.strip())
        self.tell(f"{content.what} {content.why}" if self.text.strip() and not is_found else "")
