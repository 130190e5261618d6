"""The Progress page: tiles and charts, as of a day the user can choose."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from gui.app.date_format import day_text, locale_forms
from gui.charts.burn_up import burn_up_chart
from gui.charts.categories import category_chart
from gui.charts.chart_card import ChartCard
from gui.charts.study_year import StudyYearChart
from gui.pages.plain_page import PlainPage
from gui.pages.progress.as_of import AsOfControl
from gui.pages.progress.history_table import HistoryTable
from gui.pages.progress.legend import LegendMark, Shades, legend_entry
from gui.pages.progress.past_forecasts_card import PastForecastsCard
from gui.pages.progress.tiles import ProgressTiles
from gui.study.log_view import StudyLog
from gui.widgets.card import Card
from gui.widgets.empty_state import EmptyContent, EmptyState, Illustration
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.term import TermSign
from roadmaps.forecast import comparison_text, measure_study, started_on
from roadmaps.text.locale_format import WEEKDAYS
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.charts.forecast_source import ForecastSource
    from gui.charts.worker import ChartWorker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.forecast import StudyStatistics

TWO_COLUMNS_FROM = 1000
"""Width of the page, px, from which charts are side by side."""
_WIDE, _NARROW, _YEAR = QSize(480, 240), QSize(330, 240), QSize(480, 130)
_YEAR_MOST = 150
_LOG_ROWS = 6
_AFTER_PAINT_MS = 1
"""What a timer of 0 ms calls would come before the page is painted."""


NOTHING_YET = EmptyContent(
    Illustration.LIST,
    "There’s nothing to look back on yet.",
    "From your first tick, this page shows how far you’ve come and when you may finish.",
    "Start with Quick assess",
    "Or see an example person’s progress",
)


class ProgressPage(PlainPage, Refreshed, QWidget):
    """Shows progress as of the day chosen; every number explains itself."""

    name = "progress"
    title = "Progress"

    save_wanted = Signal(str, object)
    """Save a chart: a file name, and a function from a suffix to the contents of the file."""
    example_wanted = Signal()
    """Open the example; offered while there are no events."""
    assess_wanted = Signal()
    """Open Quick assess; offered while there are no events."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        worker: ChartWorker,
        forecasts: ForecastSource,
        explain: Explain,
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._forecasts = tracker, theme, forecasts
        self._tiles = ProgressTiles(tracker, theme, forecasts, explain)
        self.tiles = self._tiles.all
        forecasts.ready.connect(self._tiles.show_finish)
        self.setAccessibleName(self.title)
        self.as_of = AsOfControl(tracker, theme, icons)
        burn_signs = [
            legend_entry(LegendMark.DASHES, "middle forecast", theme),
            legend_entry(LegendMark.HALF, "50\N{NO-BREAK SPACE}%", theme),
            legend_entry(LegendMark.MOST, "85\N{NO-BREAK SPACE}%", theme),
        ]
        self.burn_up = ChartCard("How far, and by when", "can-dos", burn_signs, _WIDE, worker, theme, icons)
        self._since = legend_entry(LegendMark.RING, "90 days ago", theme)
        category_signs = [
            legend_entry(LegendMark.DISC, "you", theme),
            self._since,
            legend_entry(LegendMark.BAR, "needed", theme),
        ]
        self.categories = ChartCard("By category", "", category_signs, _NARROW, worker, theme, icons)
        self.year = ChartCard("Study time, one year", "", [Shades(theme)], _YEAR, worker, theme, icons)
        self._year_words = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.year.view.setMaximumHeight(_YEAR_MOST)
        self.year.column.addWidget(self._year_words)
        self.log = StudyLog(tracker, theme, icons, most_rows=_LOG_ROWS)
        self._log_card = Card("Study log", theme)
        self._log_card.column.addWidget(self.log)
        self.past = PastForecastsCard(worker, theme)
        self.history = HistoryTable(tracker, theme)
        self._history_card = Card("History", theme, "newest first; nothing here is ever lost")
        self._history_card.column.addWidget(self.history)
        self._past_wanted: Callable[[], None] | None = None
        for card in self.cards:
            card.save_wanted.connect(self.save_wanted)
            card.view.settled.connect(self._show_past)
        self._terms = TermSign(("ready-for", "brought", "learned", "forecast"), theme, icons, self)
        self._build(icons)
        self.refresh_with(tracker, is_filled=False)

    @property
    def cards(self) -> Sequence[ChartCard]:
        """The cards with charts."""
        return self.burn_up, self.categories, self.year

    @property
    def _parts(self) -> Sequence[QWidget]:
        """Everything below the tiles, in reading order."""
        return (*self.cards, self._log_card, self.past, self._history_card)

    def _build(self, icons: Icons) -> None:
        title = PlainLabel(self.title, role="title", bold=True, theme=self._theme)
        self._title = holding(hbox(title, self._terms, STRETCH, gap=8))
        self._head = head = hbox((self._title, 1), (self.as_of, 4), gap=20, margins=(20, 12, 20, 8))
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(17, 4, 20, 20)
        self._grid.setSpacing(12)
        self.area = ScrollArea(self.title, page, variant="page", takes_focus=True)
        self._empty = EmptyState(self._theme, NOTHING_YET, icons)
        self._empty.acted.connect(self.assess_wanted)
        self._empty.other_wanted.connect(self.example_wanted)
        vbox(head, (self.area, 1), (self._empty, 1), on=self, gap=0)
        self._is_wide: bool | None = None
        self._arrange(is_wide=True)

    def _arrange(self, *, is_wide: bool) -> None:
        """Put charts side by side where there is room, else one below another; tiles four or two in a row."""
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        grid, across = self._grid, 4 if is_wide else 2
        for part in (*self.tiles, *self._parts):
            # PySide keeps an item from takeAt() alive, and the widget would report its sizes to that one.
            grid.removeWidget(part)
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // across, place % across * (12 // across), 1, 12 // across)
        row = len(self.tiles) // across
        if is_wide:
            grid.addWidget(self.burn_up, row, 0, 1, 8)
            grid.addWidget(self.categories, row, 8, 1, 4)
            grid.addWidget(self.year, row + 1, 0, 1, 7)
            grid.addWidget(self._log_card, row + 1, 7, 1, 5)
            grid.addWidget(self.past, row + 2, 0, 1, 12)
            grid.addWidget(self._history_card, row + 3, 0, 1, 12)
        else:
            for place, part in enumerate(self._parts):
                grid.addWidget(part, row + place, 0, 1, 12)
        for place in range(12):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(row, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Switch between one and two columns, and put the day below the title where they have no room side by side."""
        super().resizeEvent(event)
        needed = self._title.sizeHint().width() + self.as_of.minimumSizeHint().width() + 3 * self._head.spacing()
        has_room = needed <= event.size().width()
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom)
        self._arrange(is_wide=event.size().width() >= self._theme.px(TWO_COLUMNS_FROM))

    # What is shown

    def show_change(self, change: Change) -> None:
        """Show progress as of the day on view."""
        tracker = self._tracker
        self.as_of.show_day()
        self.history.show_effect()
        has_begun = bool(tracker.events())
        self.area.setVisible(has_begun)
        self.as_of.setVisible(has_begun)
        self._empty.setVisible(not has_begun)
        if not has_begun:
            return
        # A chart is only drawn again if its inputs changed; a note, for example, changes none.
        inputs, progress = self._forecasts.inputs, tracker.progress
        target = progress.commitments.on(tracker.roadmap.id).target
        ahead = partial(self._forecasts.compute, inputs)
        burn_up = partial(burn_up_chart, *inputs, target, ahead, tracker.today)
        self.burn_up.show_chart((inputs, target, tracker.today), burn_up)
        self.categories.show_chart(inputs, partial(category_chart, *inputs))
        self._since.set_text(comparison_text(inputs.day, started_on(inputs.events)))
        study = measure_study(progress.study.values(), progress.started_on, tracker.day)
        year = StudyYearChart(study, locale_forms().first_weekday - 1)
        self.year.show_chart(year, lambda: year)
        self._year_words.setText(_year_text(study))
        self._past_wanted = partial(self.past.show_past, inputs, tracker.gap)
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._want_forecast)
        self._show_past()
        self._tiles.refresh(study)
        # Far below, and as long as the user's history is: the page comes first.
        QTimer.singleShot(_AFTER_PAINT_MS, self.history, self.history.refresh)

    def _want_forecast(self) -> None:
        self._forecasts.want()
        self._tiles.show_finish()  # a chart may have computed it meanwhile

    def _show_past(self) -> None:
        """Compute past forecasts once every chart is drawn: the charts come first."""
        if self._past_wanted and all(card.view.is_current for card in self.cards):
            self._past_wanted()
            self._past_wanted = None

    # What the window asks

    def take_focus(self) -> None:
        """Focus the page, which keys scroll, or the one button while there is nothing to show."""
        (self._empty.act if self.area.isHidden() else self.area).setFocus(Qt.FocusReason.OtherFocusReason)


def _year_text(study: StudyStatistics) -> str:
    """A year of study, summed up in a few words."""
    if not study.minutes:
        return "No study time logged yet. Log it on any skill, and a year of it appears here."
    parts = [count_text(study.study_days, "study day")]
    weekday = study.longest_weekday
    if weekday is not None:
        parts.append(f"{WEEKDAYS[weekday]} is your longest day")
    quiet = study.longest_quiet(study.day - timedelta(days=365))
    if quiet:
        first, last = (day_text(each, study.day) for each in quiet)
        parts.append(f"quiet from {first} to {last}")
    return " · ".join(parts)
