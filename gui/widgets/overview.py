"""The overview of a category or stage, shown beside a list: what it is, and how its total adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from gui.widgets.explanation import ExplanationView
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.source_list import source_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.source_list import SourceLine
    from roadmaps.gap.explanation import Explanation


class Passage(NamedTuple):
    """A heading, some text, points that follow, and what articles say about it."""

    heading: str
    text: str = ""
    points: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()


class OverviewContent(NamedTuple):
    """Everything an overview shows."""

    explanation: Explanation
    caption: str = ""
    lead: str = ""
    passages: tuple[Passage, ...] = ()


class Overview(ScrollArea):
    """Rebuilt only when its content changes."""

    skill_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("", takes_focus=True)
        self._theme, self._icons = theme, icons
        self._content: OverviewContent | None = None

    def show_content(self, content: OverviewContent) -> None:
        """Show a category or a stage."""
        if content == self._content:
            return
        self._content = content
        theme, explanation = self._theme, content.explanation
        self.setAccessibleName(explanation.title)
        self.setAccessibleDescription(explanation.result)
        column = vbox(gap=8, margins=(24, 16, 24, 20))
        if content.caption:
            column.addWidget(PlainLabel(content.caption, role="caption", tone="muted", theme=theme))
        column.addWidget(PlainLabel(explanation.title, role="title", bold=True, theme=theme).wrapping().selectable())
        if content.lead:
            column.addWidget(PlainLabel(content.lead, tone="text2", theme=theme).wrapping().selectable())
        column.addWidget(self._sum(explanation))
        for passage in content.passages:
            self._add_passage(column, passage)
        column.addStretch()
        self.setWidget(holding(column))

    def _sum(self, explanation: Explanation) -> QFrame:
        card = QFrame()
        card.setProperty("variant", "card")
        view = ExplanationView(explanation, self._theme, self._icons)
        view.skill_wanted.connect(self.skill_wanted)
        vbox(
            view,
            PlainLabel(explanation.result, bold=True, theme=self._theme).wrapping().selectable(),
            on=card,
            gap=8,
            margins=(16, 12, 16, 12),
        )
        return card

    def _add_passage(self, column: QVBoxLayout, passage: Passage) -> None:
        theme = self._theme
        column.addSpacing(8)
        column.addWidget(PlainLabel(passage.heading, role="section", bold=True, theme=theme).wrapping().selectable())
        if passage.text:
            column.addWidget(PlainLabel(passage.text, theme=theme).wrapping().selectable())
        for point in passage.points:
            column.addLayout(
                hbox(
                    (PlainLabel("•", tone="muted", theme=theme), 0, Qt.AlignmentFlag.AlignTop),
                    (PlainLabel(point, tone="text2", theme=theme).wrapping().selectable(), 1),
                    gap=8,
                )
            )
        for source in passage.sources:
            column.addLayout(source_row(source, theme, self._icons))
