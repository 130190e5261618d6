"""The pages of the window, each made when first needed; one of them is shown."""

from __future__ import annotations

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.files.save_dialogs import SVG
from gui.pages.skills.page import SkillsPage
from roadmaps.gap.explanation import explain_readiness
from roadmaps.gap.search import SkillFinder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from gui.app.ad_book import AdBook
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.charts.forecast_source import ForecastSource
    from gui.charts.worker import ChartWorker
    from gui.pages.ads.page import AdsPage
    from gui.pages.assess.page import AssessPage
    from gui.pages.list_page import Explain
    from gui.pages.plan.page import PlanPage
    from gui.pages.progress.page import ProgressPage
    from gui.pages.roadmap.map.export import MapExport
    from gui.pages.roadmap.page import RoadmapPage
    from gui.pages.roles.page import RolesPage
    from gui.pages.welcome.page import WelcomePage
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

    ListedPage = SkillsPage | RoadmapPage
    Page = ListedPage | RolesPage | AssessPage | WelcomePage | ProgressPage | PlanPage | AdsPage


_FETCHED_EARLY = (
    "gui.charts.chart_card",
    "gui.study.log_model",
    "gui.study.log_view",
    "gui.charts.burn_up",
    "gui.charts.categories",
    "gui.charts.study_year",
    "gui.pages.progress.page",
)
"""Imports of the Progress page, made one by one when idle: together they take too long for a click."""

_FETCHED_FOR_SEARCH = ("difflib", "gui.widgets.empty_state", "gui.pages.skills.nothing_found")
"""Imports of a search without results, which the first letter often is."""
_NAMES = ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles", "welcome")
_SKILLS_AT_A_TIME = 20


class PageStack(QStackedWidget):
    """Passes the requests of its pages on to the window."""

    page_wanted = Signal(str)
    """Show another page."""
    skill_wanted = Signal(str)
    """Show a skill on a page with a list."""
    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    roadmap_wanted = Signal(str)
    """Make a roadmap the goal, and show it."""
    picture_wanted = Signal(str, object)
    """Save a picture: its name, and a function that draws it for a file suffix and returns what makes its bytes, in any
    thread."""
    example_wanted = Signal()
    """Show the example person."""
    import_wanted = Signal()
    """Import a copy of everything."""
    skill_menu_wanted = Signal(object)
    """A context menu opens on the selected skills: add what can be done with them to this QMenu."""
    new_skill_wanted = Signal(str, str, str)
    """Write a skill of the user's own: its name, the roadmap and the stage to put it in, each empty if not known."""
    search_cleared = Signal()
    """Clear the search field."""
    asking_changed = Signal()
    """Quick assess begins or stops asking questions."""
    sheet_wanted = Signal(object)
    """Export the evidence sheet of a job ad that was read."""
    planned = Signal()
    """Skills were put first in the plan: offer to show it."""
    charts_warmed = Signal()
    """The chart library is loaded, and the Progress page is made."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, settings: Settings, explain: Explain) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._explain = explain
        self._made: dict[str, Page] = {}
        self._is_painted = self._is_half_warm = False

    @cached_property
    def skills(self) -> SkillsPage:
        """The Skills page."""
        page = SkillsPage(
            self._tracker,
            self.finder,
            self._theme,
            self._icons,
            self._settings,
            self._explain,
            is_complete=self._is_painted,
        )
        page.search_cleared.connect(self.search_cleared)
        page.skill_menu_wanted.connect(self.skill_menu_wanted)
        self._add(page)
        return page

    @cached_property
    def roadmap(self) -> RoadmapPage:
        """The Roadmap page."""
        from gui.pages.roadmap.page import RoadmapPage

        page = RoadmapPage(self._tracker, self.finder, self._theme, self._icons, self._settings, self._explain)
        page.search_cleared.connect(self.search_cleared)
        page.skill_menu_wanted.connect(self.skill_menu_wanted)
        page.skill_opened.connect(self.skill_opened)
        page.export_wanted.connect(self.save_map)
        page.own_skill_wanted.connect(
            lambda name, stage_id: self.new_skill_wanted.emit(name, self._tracker.roadmap.id, stage_id)
        )
        self._add(page)
        return page

    @cached_property
    def welcome(self) -> WelcomePage:
        """The Welcome page, shown while the file is empty."""
        from gui.pages.welcome.page import WelcomePage

        page = WelcomePage(self._tracker, self._theme, self._icons)
        page.page_wanted.connect(self.page_wanted)
        page.skill_opened.connect(self.skill_opened)
        page.example_wanted.connect(self.example_wanted)
        page.explanation_wanted.connect(self.explain_readiness)
        page.import_wanted.connect(self.import_wanted)
        self._add(page)
        return page

    @cached_property
    def assess(self) -> AssessPage:
        """The Quick assess page."""
        from gui.pages.assess.page import AssessPage

        page = AssessPage(self._tracker, self._theme, self._icons)
        page.roadmap_wanted.connect(partial(self.page_wanted.emit, "roadmap"))
        page.plan_wanted.connect(partial(self.page_wanted.emit, "plan"))
        page.skill_opened.connect(self.skill_opened)
        page.explanation_wanted.connect(self.explain_readiness)
        page.asking_changed.connect(self.asking_changed)
        self._add(page)
        return page

    @cached_property
    def ads(self) -> AdsPage:
        """The Job ads page."""
        from gui.pages.ads.page import AdsPage

        page = AdsPage(
            self._tracker, self.ad_book, self._theme, self._icons, self._settings, self.chart_worker, self._explain
        )
        page.skill_opened.connect(self.skill_opened)
        page.sheet_wanted.connect(self.sheet_wanted)
        page.planned.connect(self.planned)
        self._add(page)
        return page

    @cached_property
    def ad_book(self) -> AdBook:
        """The job ads as they are read, for every page."""
        from gui.app.ad_book import AdBook

        return AdBook(self._tracker)

    @cached_property
    def progress(self) -> ProgressPage:
        """The Progress page."""
        from gui.pages.progress.page import ProgressPage

        page = ProgressPage(self._tracker, self._theme, self._icons, self.chart_worker, self.forecasts, self._explain)
        page.save_wanted.connect(self.picture_wanted)
        page.example_wanted.connect(self.example_wanted)
        page.assess_wanted.connect(partial(self.page_wanted.emit, "assess"))
        self._add(page)
        return page

    @cached_property
    def plan(self) -> PlanPage:
        """The Plan page."""
        from gui.pages.plan.page import PlanPage

        page = PlanPage(
            self._tracker,
            self._theme,
            self._icons,
            self.chart_worker,
            self.forecasts,
            self._explain,
            lambda: self.ad_book.asked,
        )
        page.skill_opened.connect(self.skill_opened)
        page.roadmap_wanted.connect(partial(self.page_wanted.emit, "roadmap"))
        page.skill_menu_wanted.connect(self.skill_menu_wanted)
        self._add(page)
        return page

    @cached_property
    def roles(self) -> RolesPage:
        """The Roles page."""
        from gui.pages.roles.page import RolesPage

        page = RolesPage(self._tracker, self._theme, self._icons, self._settings)
        page.skill_wanted.connect(self.skill_wanted)
        page.roadmap_wanted.connect(self.roadmap_wanted)
        page.assess_wanted.connect(partial(self.page_wanted.emit, "assess"))
        self._add(page)
        return page

    @cached_property
    def finder(self) -> SkillFinder:
        """The search index that both pages with a list use."""
        finder = SkillFinder(self._tracker.catalogue.skills, lambda: self._tracker.progress.notes)
        self._tracker.catalogue_changed.connect(lambda: finder.follow(self._tracker.catalogue.skills))
        return finder

    def complete(self) -> None:
        """After the first paint, show what was left out to make it fast."""
        self._is_painted = True
        if "skills" in self.__dict__:
            self.skills.complete()
        self.prepare_search()

    def prepare_search(self) -> None:
        """Build the search index before the first key, a few skills at a time, so that the window stays responsive."""
        if self.finder.prepare(_SKILLS_AT_A_TIME):
            QTimer.singleShot(0, self, self.prepare_search)
        else:
            self._fetch(_FETCHED_FOR_SEARCH, lambda: None)

    @cached_property
    def chart_worker(self) -> ChartWorker:
        """The thread in which charts are drawn."""
        from gui.charts.worker import ChartWorker

        return ChartWorker()

    @cached_property
    def forecasts(self) -> ForecastSource:
        """The forecast that all pages share."""
        from gui.charts.forecast_source import ForecastSource

        return ForecastSource(self._tracker, self.chart_worker)

    def explain_readiness(self, anchor: QWidget) -> None:
        """Explain the readiness shown in a widget."""
        self._explain(explain_readiness(self._tracker.gap), anchor)

    def _add(self, page: Page) -> None:
        self._made[page.name] = page
        self.addWidget(page)

    def show_written(self, skill_id: str) -> None:
        """Select a skill that was just written, if the Skills page is shown."""
        if self.is_shown("skills"):
            self.skills.open_skill(skill_id)

    # Choosing a page

    def named(self, name: str) -> Page:
        """The page of a name, made now if needed; the Skills page for an unknown name."""
        page: Page = getattr(self, name if name in _NAMES else "skills")
        return page

    @property
    def made(self) -> Iterable[Page]:
        """The pages that were made so far."""
        return self._made.values()

    @property
    def shown(self) -> Page:
        """The page that is shown."""
        return next(page for page in self._made.values() if page is self.currentWidget())

    def is_shown(self, name: str) -> bool:
        """Whether the page of a name is shown; does not make it."""
        return self._made.get(name) is not None and self._made[name] is self.currentWidget()

    @property
    def listed(self) -> ListedPage:
        """The page with a list that is shown; the Skills page while one without a list is shown."""
        return self.roadmap if self.is_shown("roadmap") else self.skills

    # Pictures

    def save_map(self) -> None:
        """Ask to save the map of the goal, as a vector drawing or a picture."""
        export = self.map_export()
        name = f"Roadmap, {self._tracker.roadmap.name}"
        self.picture_wanted.emit(name, lambda suffix: export.svg() if suffix == SVG.suffix else export.png())

    def map_export(self) -> MapExport:
        """The map of the goal, ready to be painted on a picture or on paper."""
        from gui.pages.roadmap.map.export import MapExport

        return MapExport(self.roadmap.map.graph, self._tracker, self._theme, self._icons)

    def draw_map(self) -> tuple[QSize, Callable[[QPainter], object]]:
        """The size of the map of the goal, and what paints it."""
        export = self.map_export()
        return export.size, export.paint

    def warm_charts(self) -> None:
        """Load the chart library in its thread and make the Progress page, before the user needs them."""
        if self.isVisible():
            self._is_half_warm = False
            from gui.charts.chart_style import current_style

            style = current_style(self._theme, QSize(100, 100), self.devicePixelRatioF())
            self.chart_worker.warm_up(style, self._note_warm)
            self._fetch(_FETCHED_EARLY, self._make_progress)

    def _fetch(self, modules: Sequence[str], then: Callable[[], object]) -> None:
        """Import one module at a time, so that the window stays responsive, then go on."""
        if modules:
            import_module(modules[0])
            QTimer.singleShot(0, self, lambda: self._fetch(modules[1:], then))
        else:
            QTimer.singleShot(0, self, then)

    def _make_progress(self) -> None:
        if self.isVisible():
            self.named("progress")
            self._note_warm()

    def _note_warm(self) -> None:
        """Called once by the thread that loads the library and once when the page is made, in either order."""
        if self._is_half_warm:
            self.charts_warmed.emit()
        self._is_half_warm = True

    def stop(self, *, wait: bool = True) -> None:
        """Stop drawing charts; ``wait`` for the current one, unless the process has to end."""
        if "chart_worker" in self.__dict__:
            self.chart_worker.stop(wait=wait)
