"""Paths: how people get into each role, the transitions between them, and the daily work. Nothing to tick here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal

from gui.pages.roles.career_map import CareerMap
from gui.widgets.card import Card
from gui.widgets.labels import PlainLabel
from gui.widgets.source_list import SourceLine, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue, Statement
    from roadmaps.catalogue.comparison import ArticleTopic, Comparison

BOTH = "Both"


class SteadyLabel(PlainLabel):
    """Shows one of several texts, and keeps room for the longest so that nothing below moves."""

    def __init__(self, texts: Sequence[str], theme: Theme) -> None:
        super().__init__(tone="text2", theme=theme)
        self._texts = texts
        self.wrapping()
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:
        """The height of the longest text."""
        room, wraps = QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap
        return max(self.fontMetrics().boundingRect(room, wraps, text).height() for text in self._texts)


class PathsCard(Card):
    """The map of careers, and what the article says about the chosen step."""

    roadmap_wanted = Signal(str)

    def __init__(self, tracker: Tracker, comparison: Comparison, theme: Theme, icons: Icons) -> None:
        super().__init__(
            "Career paths", theme, "steps from A3, later positions from A1; choose one to read what it says"
        )
        self.map = CareerMap(tracker, comparison, theme, icons)
        self.map.roadmap_wanted.connect(self.roadmap_wanted)
        self._description = SteadyLabel(self.map.texts, theme)
        self.map.described.connect(self._description.setText)
        self.column.addWidget(self._description)
        self.column.addWidget(self.map)
        self.map.begin()

    def refresh(self) -> None:
        """Show how much is left on each transition."""
        self.map.refresh()


class TopicCard(Card):
    """What the articles say about one topic: for the first role, the second, and both."""

    def __init__(self, topic: ArticleTopic, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__(topic.name, theme)
        roles = catalogue.roles
        groups: dict[str, list[Statement]] = {name: [] for name in (*(role.name for role in roles.values()), BOTH)}
        for statement in topic.statements:
            owner = roles[statement.role_ids[0]].name if len(statement.role_ids) == 1 else BOTH
            groups[owner].append(statement)
        for heading, statements in groups.items():
            if statements:
                self.column.addWidget(PlainLabel(heading, role="caption", tone="muted", bold=True, theme=theme))
                for line in topic_lines(statements):
                    self.column.addLayout(source_row(line, theme, icons))
        self.column.addStretch()


def topic_lines(statements: Iterable[Statement]) -> list[SourceLine]:
    """Statements, with what their figures are."""
    return [
        SourceLine(
            each.citation.source_id,
            " ".join([each.text, *(f"({figure.text}: {figure.what}.)" for figure in each.figures)]),
            "; ".join(each.citation.places),
        )
        for each in statements
    ]
