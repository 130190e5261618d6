"""Paths: how people come into each role, the way between them, and what the work is. Nothing to tick here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.widgets.badge import Tag
from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import LinkButton, PlainLabel, Sign, plain_tip
from gui.widgets.source_list import SourceLine, source_row
from roadmaps.gap import measure_gap
from roadmaps.wording import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.icons import Icons
    from gui.theme import Theme
    from gui.tracker import Tracker
    from roadmaps.catalogue import Catalogue
    from roadmaps.comparison import CareerPath, Comparison, Step, Topic
    from roadmaps.sources import Statement

BOTH = "Both"
_BOX_WIDTH = 116


class PathsCard(Card):
    """The steps into each role in order, where they lead, and the two ways across."""

    roadmap_wanted = Signal(str)

    def __init__(self, tracker: Tracker, comparison: Comparison, theme: Theme, icons: Icons) -> None:
        super().__init__("Career paths", theme, "steps by A3, later posts by A1; point at a step for more")
        self._tracker, self._theme, self._icons = tracker, theme, icons
        catalogue = tracker.catalogue
        for role_id, path in comparison.paths.items():
            heading = PlainLabel(catalogue.roles[role_id].name, bold=True, theme=theme)
            self.column.addWidget(heading)
            self.column.addWidget(self._path(path))
            self.column.addWidget(self._posts(path))
        self.column.addWidget(PlainLabel("From one to the other", bold=True, theme=theme))
        self._ways: dict[str, LinkButton] = {}
        for roadmap in catalogue.roadmaps.values():
            link = LinkButton(roadmap.name, theme, icons, icon="roadmap")
            link.clicked.connect(lambda _=False, roadmap_id=roadmap.id: self.roadmap_wanted.emit(roadmap_id))
            self._ways[roadmap.id] = link
            self.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Say how much is left on each way."""
        for roadmap_id, link in self._ways.items():
            roadmap = self._tracker.catalogue.roadmaps[roadmap_id]
            total = measure_gap(roadmap, self._tracker.progress).total
            text = f"{roadmap.name}: {count_text(total.left, 'can-do')} left, {hours_text(total.hours_left)}"
            link.setText(text)
            link.setAccessibleName(text)
            link.updateGeometry()

    def _path(self, path: CareerPath) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, gap=6)
        for number, step in enumerate(path.steps):
            if number:
                flow.addWidget(self._arrow())
            flow.addWidget(StepBox(step, self._theme))
        return place

    def _posts(self, path: CareerPath) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, gap=6)
        flow.addWidget(PlainLabel("Later:", role="caption", tone="muted", theme=self._theme))
        for post in path.posts:
            tag = Tag(self._theme, self._icons)
            tag.show_text(post.name)
            tag.setToolTip(plain_tip(post.citation.text))
            flow.addWidget(tag)
        return place

    def _arrow(self) -> Sign:
        arrow = Sign("arrow", "control", self._theme, self._icons)
        arrow.setFixedHeight(self._theme.size("body") + self._theme.size("caption") + 30)
        return arrow


class StepBox(QFrame):
    """A step: its name and a few words; the whole of it as a tip."""

    def __init__(self, step: Step, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        name = PlainLabel(step.name, bold=True, theme=theme)
        brief = PlainLabel(step.brief, role="caption", tone="text2", theme=theme)
        column.addWidget(name)
        column.addWidget(brief)
        self.setMinimumWidth(_BOX_WIDTH)
        said = f"{step.statement.citation.text}: {step.statement.text}"
        self.setToolTip(plain_tip(said))
        self.setAccessibleName(step.name)
        self.setAccessibleDescription(said)


class TopicCard(Card):
    """What the articles say of one topic: of the first role, of the second, of both."""

    def __init__(self, topic: Topic, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
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
    """Statements with what their figures are."""
    return [
        SourceLine(
            each.citation.source_id,
            " ".join([each.text, *(f"({figure.text}: {figure.what}.)" for figure in each.figures)]),
            "; ".join(each.citation.places),
        )
        for each in statements
    ]
