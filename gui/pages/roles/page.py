"""The Roles page: three tabs over the same comparison, each made when first shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from gui.app.change import MEASURED
from gui.pages.plain_page import PlainPage
from gui.pages.roles.articles import ArticlesCard, ContradictionCard
from gui.pages.roles.aspects import AspectCard
from gui.pages.roles.claims import PayCard
from gui.pages.roles.paths import PathsCard, TopicCard
from gui.pages.roles.suits_me import SuitsMeCard
from gui.pages.roles.tool_kit import ToolKitCard
from gui.widgets.flow import spread_row
from gui.widgets.labels import OneLine, PlainLabel
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.segments import Segment, Segments
from gui.widgets.term import TermSign
from roadmaps.catalogue.comparison import load_comparison
from roadmaps.catalogue.situations import load_situations
from roadmaps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue.comparison import Comparison
    from roadmaps.catalogue.situations import Situation

SIDE_BY_SIDE, PATHS, SOURCES = "side-by-side", "paths", "sources"
_TABS = (
    Segment(SIDE_BY_SIDE, "Side by side", "Side by side"),
    Segment(PATHS, "Paths", "Paths"),
    Segment(SOURCES, "Sources", "Sources"),
)
TWO_COLUMNS_FROM = 1000
_GAP = 12


class TwoColumns(ScrollArea):
    """Cards in two columns if there is room, otherwise in one, below one across both; all scroll together."""

    def __init__(
        self,
        name: str,
        theme: Theme,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        across: QWidget | None = None,
    ) -> None:
        super().__init__(name, variant="page", takes_focus=True)
        self._wide_from = theme.px(TWO_COLUMNS_FROM)
        rows = vbox(gap=_GAP, margins=(17, 0, 20, 20))
        if across:
            rows.addWidget(across)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(_GAP)
        rows.addLayout(self._box, 1)
        for cards in (left, right):
            self._box.addLayout(vbox(*cards, STRETCH, gap=_GAP), 1)
        self.setWidget(holding(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column if two do not fit."""
        wide = event.size().width() >= self._wide_from
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class RolesPage(PlainPage, Refreshed, QWidget):
    """What the articles say, beside the user’s own skills."""

    SHOWS = MEASURED | {Kind.SITUATION}
    name = "roles"
    title = "Roles"

    skill_wanted = Signal(str)
    """Show a skill on the Skills page."""
    roadmap_wanted = Signal(str)
    """Show a transition on the Roadmap page."""
    assess_wanted = Signal()
    """Go to Quick assess."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self.tab = SIDE_BY_SIDE
        self.setAccessibleName(self.title)
        self.tabs = Segments("What to look at", _TABS)
        self.tabs.wanted.connect(self.show_tab)
        self._stack = QStackedWidget()
        head = hbox(
            PlainLabel(self.title, role="title", bold=True, theme=theme),
            (OneLine("what the three articles say", tone="text2", theme=theme), 1),
            TermSign(("article", "level"), theme, icons, self),
            gap=12,
        )
        vbox(
            hbox((spread_row(holding(head), self.tabs), 1), margins=(20, 12, 20, 0)),
            (self._stack, 1),
            on=self,
            gap=_GAP,
        )
        self.refresh_with(tracker)  # each tab is made when first shown
        self.show_tab(settings.text("roles/tab"))

    # Parts

    @cached_property
    def comparison(self) -> Comparison:
        """What the articles say about the two roles."""
        return load_comparison(self._tracker.catalogue.folder)

    @cached_property
    def situations(self) -> Mapping[str, Situation]:
        """The situations of "Which suits me?"."""
        return load_situations(self._tracker.catalogue.folder)

    @cached_property
    def suits_me(self) -> SuitsMeCard:
        """Eight situations, and which role the answers lean towards."""
        return SuitsMeCard(self._tracker, self.situations, self._theme, self._icons)

    @cached_property
    def tool_kit(self) -> ToolKitCard:
        """The tools, by the roles they are named for."""
        card = ToolKitCard(self._tracker, self.comparison, self._theme, self._icons)
        card.skill_wanted.connect(self.skill_wanted)
        card.assess_wanted.connect(self.assess_wanted)
        return card

    @cached_property
    def career_paths(self) -> PathsCard:
        """The steps into each role."""
        card = PathsCard(self._tracker, self.comparison, self._theme, self._icons)
        card.roadmap_wanted.connect(self.roadmap_wanted)
        return card

    @cached_property
    def _side_by_side(self) -> TwoColumns:
        aspects = AspectCard(self.comparison, self._tracker.catalogue, self._theme)
        pay = PayCard(self.comparison, self._tracker.catalogue, self._theme, self._icons)
        return TwoColumns("Side by side", self._theme, [self.suits_me, aspects], [self.tool_kit, pay])

    @cached_property
    def _paths(self) -> TwoColumns:
        topics = [
            TopicCard(topic, self._tracker.catalogue, self._theme, self._icons)
            for topic in self.comparison.topics.values()
        ]
        return TwoColumns("Paths", self._theme, topics[::2], topics[1::2], self.career_paths)

    @cached_property
    def articles(self) -> ArticlesCard:
        """The titles of the articles."""
        return ArticlesCard(self._tracker.catalogue, self._theme, self._icons)

    @cached_property
    def _sources(self) -> TwoColumns:
        catalogue = self._tracker.catalogue
        cards = [
            ContradictionCard(each, self.comparison, catalogue, self._theme, self._icons)
            for each in self.comparison.contradictions
        ]
        for card in cards:
            card.skill_wanted.connect(self.skill_wanted)
        return TwoColumns("Sources", self._theme, [self.articles, *cards[1::2]], cards[::2])

    # What is shown

    def show_tab(self, key: str) -> None:
        """Show a tab; the first one for an unknown key."""
        self.tab = key if key in (PATHS, SOURCES) else SIDE_BY_SIDE
        columns = self._paths if key == PATHS else self._sources if key == SOURCES else self._side_by_side
        if self._stack.indexOf(columns) < 0:
            self._stack.addWidget(columns)
        self._stack.setCurrentWidget(columns)
        self.columns = columns
        self.tabs.choose(self.tab)

    def show_source(self, source_id: str) -> None:
        """Show the title of an article."""
        self.show_tab(SOURCES)
        self.columns.verticalScrollBar().setValue(0)
        self.articles.point_at(source_id)

    def show_change(self, change: Change) -> None:
        """Show your answers, and what you know of the tools and paths."""
        if "_side_by_side" in self.__dict__:
            self.suits_me.follow()
            self.tool_kit.refresh()
        if "_paths" in self.__dict__:
            self.career_paths.refresh()

    # What the window asks for

    def take_focus(self) -> None:
        """Focus the tabs, from where Tab continues into the content."""
        self.tabs.take_focus(Qt.FocusReason.ShortcutFocusReason)

    def remember(self) -> None:
        """Save which tab is on show for the next start."""
        self._settings.set_text("roles/tab", self.tab)
