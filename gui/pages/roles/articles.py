"""Sources: what each article is, where they contradict each other, and how the program shows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from gui.pages.roles.paths import topic_lines
from gui.widgets.accessibility import announce
from gui.widgets.badge import Tag
from gui.widgets.buttons import LinkButton
from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, vbox
from gui.widgets.source_list import OURS, SourceLine, source_row

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.comparison import Comparison

NOT_THEIRS = (
    "The wording is ours; article and section are given below each statement. What no article says (order, levels, "
    "hours, projects) is our own judgement and marked as such."
)


class ArticlesCard(Card):
    """The three articles."""

    def __init__(self, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__("The articles", theme)
        self._titles: dict[str, PlainLabel] = {}
        for source in catalogue.sources.values():
            tag = Tag(theme, icons)
            tag.show_text(source.id)
            title = PlainLabel(f"{source.name}: {source.title}", bold=True, theme=theme).wrapping().selectable()
            self._titles[source.id] = title
            words = vbox(
                title,
                PlainLabel(source.about, role="caption", tone="muted", theme=theme).wrapping().selectable(),
                gap=0,
            )
            self.column.addLayout(hbox((tag, 0, Qt.AlignmentFlag.AlignTop), (words, 1), gap=8, margins=(0, 0, 0, 4)))
        self.column.addWidget(PlainLabel(NOT_THEIRS, tone="text2", theme=theme).wrapping().selectable())
        self.column.addStretch()

    def point_at(self, source_id: str) -> None:
        """Mark the title of one article, and announce it."""
        for each, title in self._titles.items():
            title.set_tone("accent" if each == source_id else "text")
        if source_id in self._titles:
            announce(self._titles[source_id], self._titles[source_id].text())


class ContradictionCard(Card):
    """One contradiction: its claims, how it is shown, and the skills it concerns."""

    skill_wanted = Signal(str)

    def __init__(
        self, contradiction_id: str, comparison: Comparison, catalogue: Catalogue, theme: Theme, icons: Icons
    ) -> None:
        contradiction = comparison.contradictions[contradiction_id]
        super().__init__(contradiction.name, theme)
        lines = [*topic_lines(contradiction.claims), SourceLine(OURS, f"Shown here: {contradiction.shown}")]
        for line in lines:
            self.column.addLayout(source_row(line, theme, icons))
        if contradiction.skill_ids:
            flow = FlowLayout(gap=4)
            for skill_id in contradiction.skill_ids:
                link = LinkButton(catalogue.skills[skill_id].short_name, theme, icons)
                link.clicked.connect(lambda _=False, skill_id=skill_id: self.skill_wanted.emit(skill_id))
                flow.addWidget(link)
            self.column.addLayout(flow)
        self.column.addStretch()
