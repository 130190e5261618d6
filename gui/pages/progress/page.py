"""The Progress page: tiles, charts, and the day that they show."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.app.date_format import day_text, full_day_text, locale_forms
from gui.charts.burn_up import burn_up_chart
from gui.charts.card import ChartCard
from gui.charts.categories import CategoryChart, category_chart, compared_with
from gui.charts.study_year import SHADES, study_year_chart
from gui.pages.plain_page import PlainPage
from gui.pages.progress.as_of import AsOfControl
from gui.pages.progress.history_table import HistoryTable
from gui.pages.progress.past_forecasts_card import PastForecastsCard
from gui.pages.progress.signs import ChartSample, chart_sign
from gui.pages.progress.tile import Tile
from gui.study.log_view import StudyLog
from gui.widgets.card import Card
from gui.widgets.empty_state import EmptyContent, EmptyState, Illustration
from gui.widgets.labels import PlainLabel
from gui.widgets.refreshed import Refreshed
from gui.widgets.term import TermSign
from roadmaps.forecast import Basis
from roadmaps.forecast_explanation import explain_forecast, span_text
from roadmaps.gap import learned_since, measure_gap
from roadmaps.gap.explanation import NOTHING_IN_SCOPE, NOTHING_LEFT, explain_learned, explain_readiness
from roadmaps.journal import replay
from roadmaps.plan import hours_a_week, rounded_down, studied_weeks
from roadmaps.plan.explanation import explain_studied
from roadmaps.studied import studied
from roadmaps.text.locale_format import WEEKDAYS
from roadmaps.text.text_format import NOTHING, count_text, percent_text, time_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.charts.easel import Easel
    from gui.charts.forecast_source import ForecastSource
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.forecast import Span
    from roadmaps.plan import StudiedWeek
    from roadmaps.studied import Studied

TWO_COLUMNS_FROM = 1000
"""Width of the page, px, from which charts stand beside each other."""
_WIDE, _NARROW, _YEAR = QSize(480, 240), QSize(330, 240), QSize(480, 130)
_YEAR_MOST = 150
_LOG_ROWS = 6


NOTHING_YET = EmptyContent(
    Illustration.LIST,
    "There is nothing to look back on yet.",
    "From your first tick on, this page shows how far you have come and when you may finish.",
    "Start with Quick assess",
    "Or see an example person’s progress",
)


class ProgressPage(PlainPage, Refreshed, QWidget):
    """Shows what holds on the day that is looked at; every number explains itself."""

    name = "progress"
    title = "Progress"

    save_wanted = Signal(str, object)
    """A chart is to be saved: a name, and a function from a suffix to the bytes of the file."""
    example_wanted = Signal()
    """Nothing is said yet, and the person wants to see what this could look like."""
    assess_wanted = Signal()
    """Nothing is said yet, and the person wants to begin."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, easel: Easel, forecasts: ForecastSource, explain: Explain
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._forecasts, self._explain = tracker, theme, forecasts, explain
        forecasts.ready.connect(self._show_finish)
        self.setAccessibleName(self.title)
        self.as_of = AsOfControl(tracker, theme, icons)
        self.tiles = [Tile(theme) for _ in range(4)]
        for tile, ask in zip(
            self.tiles,
            (self._explain_readiness, self._explain_learned, self._explain_study, self._explain_finish),
            strict=True,
        ):
            tile.explanation_wanted.connect(ask)
        burn_signs = [
            chart_sign(ChartSample.DASHES, "middle forecast", theme),
            chart_sign(ChartSample.HALF, "50\N{NO-BREAK SPACE}%", theme),
            chart_sign(ChartSample.MOST, "85\N{NO-BREAK SPACE}%", theme),
        ]
        self.burn_up = ChartCard("How far, and by when", "can-dos", burn_signs, _WIDE, easel, theme, icons)
        self._since = chart_sign(ChartSample.RING, "90 days ago", theme)
        category_signs = [
            chart_sign(ChartSample.DISC, "you", theme),
            self._since,
            chart_sign(ChartSample.BAR, "needed", theme),
        ]
        self.categories = ChartCard("By category", "", category_signs, _NARROW, easel, theme, icons)
        self.categories.view.drawn.connect(self._name_comparison)
        self.year = ChartCard("Study time, one year", "", [Shades(theme)], _YEAR, easel, theme, icons)
        self._year_words = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.year.view.setMaximumHeight(_YEAR_MOST)
        self.year.column.addWidget(self._year_words)
        self.log = StudyLog(tracker, theme, icons, most_rows=_LOG_ROWS)
        self._log_card = Card("Study log", theme)
        self._log_card.column.addWidget(self.log)
        self.past = PastForecastsCard(easel, theme)
        self.history = HistoryTable(tracker, theme)
        self._history_card = Card("History", theme, "newest first; nothing here is ever lost")
        self._history_card.column.addWidget(self.history)
        self._past_wanted: Callable[[], None] | None = None
        for card in self.cards:
            card.save_wanted.connect(self.save_wanted)
            card.view.drawn.connect(self._look_back)
        self._terms = TermSign(("ready-for", "brought", "learned", "forecast"), theme, icons)
        self._build(icons)
        self.refresh_with(tracker, is_filled=False)

    @property
    def cards(self) -> Sequence[ChartCard]:
        """The cards with charts."""
        return self.burn_up, self.categories, self.year

    @property
    def _parts(self) -> Sequence[QWidget]:
        """What stands under the tiles, in the order of reading."""
        return (*self.cards, self._log_card, self.past, self._history_card)

    def _build(self, icons: Icons) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 8)
        head.setSpacing(20)
        head.addWidget(PlainLabel(self.title, role="title", bold=True, theme=self._theme))
        head.addSpacing(-12)
        head.addWidget(self._terms)
        head.addStretch(1)
        head.addWidget(self.as_of, 4)
        page = QWidget()
        page.setAutoFillBackground(False)
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(20, 4, 20, 20)
        self._grid.setSpacing(12)
        area = QScrollArea()
        area.setProperty("look", "page")
        area.setAccessibleName(self.title)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setWidget(page)
        self.area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        self._empty = EmptyState(self._theme, NOTHING_YET, icons)
        self._empty.acted.connect(self.assess_wanted)
        self._empty.other_wanted.connect(self.example_wanted)
        column.addWidget(self._empty, 1)
        self._is_wide: bool | None = None
        self._arrange(is_wide=True)

    def _arrange(self, *, is_wide: bool) -> None:
        """Charts beside each other where there is room, else one below the other; tiles by four or by two."""
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        grid, across = self._grid, 4 if is_wide else 2
        for part in (*self.tiles, *self._parts):
            # An item that is taken stays alive in PySide, and the widget tells that of new sizes, not its successor.
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
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange(is_wide=event.size().width() >= TWO_COLUMNS_FROM)

    # What is shown

    def show_change(self, change: Change) -> None:
        """Show what holds on the day that is viewed."""
        tracker = self._tracker
        self.as_of.show_day()
        self.history.show_effect()
        has_begun = bool(tracker.events())
        self.area.setVisible(has_begun)
        self.as_of.setVisible(has_begun)
        self._empty.setVisible(not has_begun)
        if not has_begun:
            return
        day, roadmap, key = tracker.day, tracker.roadmap, self._forecasts.key
        events = self._forecasts.held_events()
        weekday = locale_forms().first_weekday - 1
        commitment = tracker.progress.commitments.on(roadmap.id)
        ahead = partial(self._forecasts.work_out, key, roadmap, events, day)
        make = partial(burn_up_chart, roadmap, events, day, commitment.target, ahead, tracker.today)
        self.burn_up.show_chart(key, make)
        self.categories.show_chart(key, partial(category_chart, roadmap, events, day))
        self.year.show_chart((key, weekday), partial(study_year_chart, events, day, weekday))
        self._past_wanted = partial(self.past.show_past, key, roadmap, events, day, tracker.gap)
        self._forecasts.want()
        self._look_back()
        self._show_tiles()
        self._show_finish()
        # Far below, and as long as the person's history is: the page stands first.
        QTimer.singleShot(0, self.history, self.history.refresh)

    def _look_back(self) -> None:
        """Work out past forecasts, once every chart is drawn: these come first."""
        if self._past_wanted and all(card.view.is_current for card in self.cards):
            self._past_wanted()
            self._past_wanted = None

    def _show_tiles(self) -> None:
        tracker, gap, progress = self._tracker, self._tracker.gap, self._tracker.progress
        ready, learned, study, _ = self.tiles
        total, day = gap.total, tracker.day
        start = min(progress.started_on or day, day)  # the clock may have been ahead when it was written down
        back = compared_with(day, start)
        since = "in 90 days" if back > start else "since you started"
        before = measure_gap(tracker.roadmap, replay(tracker.events(), back)).total.percent
        points = (total.percent or 0) - (before or 0)
        moved = f"{'up' if points > 0 else 'down'} {count_text(abs(points), 'point')} {since}" if points else ""
        percent = total.percent if gap.is_measured else None
        ready.show_number(f"Ready for {gap.roadmap.to_role.name}", percent_text(percent), moved)
        recent = self._recent_since
        remark = f"{learned_since(gap, progress, recent)} in the last 90 days" if recent else ""
        learned.show_number(f"Learned since {full_day_text(start)}", count_text(total.learned, "can-do"), remark)
        time, weeks = self._study(), self._weeks()
        hours = hours_a_week(weeks)
        said = f"{locale_forms().hours(rounded_down(hours))} a week" if hours is not None else NOTHING
        caption = f"Study time, last {count_text(len(weeks), 'week')}" if weeks else "Study time a week"
        study.show_number(caption, said, f"{time_text(time.total)} in all" if time.total else "")
        self._year_words.setText(self._study_words(time))

    @property
    def _recent_since(self) -> date | None:
        """The first of the last 90 days; None for those who started within them."""
        day, started_on = self._tracker.day, self._tracker.progress.started_on
        back = compared_with(day, started_on)
        return back + timedelta(days=1) if back > (started_on or day) else None

    def _study(self) -> Studied:
        progress = self._tracker.progress
        return studied(progress.study.values(), progress.started_on, self._tracker.day)

    def _weeks(self) -> Sequence[StudiedWeek]:
        tracker = self._tracker
        return studied_weeks(tracker.progress, tracker.progress.commitments.on(tracker.roadmap.id), tracker.day)

    def _study_words(self, time: Studied) -> str:
        """What a year of study comes to, in a few words."""
        if not time.minutes:
            return "No study time logged yet. Log it on any skill, and a year of it appears here."
        parts = [count_text(time.study_days, "study day")]
        weekday = time.longest_weekday
        if weekday is not None:
            parts.append(f"{WEEKDAYS[weekday]} is your longest day")
        quiet = time.longest_quiet(self._tracker.day - timedelta(days=365))
        if quiet:
            first, last = (day_text(each, self._tracker.day) for each in quiet)
            parts.append(f"quiet from {first} to {last}")
        return " · ".join(parts)

    def _name_comparison(self) -> None:
        chart = self.categories.view.chart
        if isinstance(chart, CategoryChart):
            self._since.set_text(chart.since)

    def _show_finish(self) -> None:
        tile, made = self.tiles[3], self._forecasts.forecast
        if made is None:
            tile.show_number("Likely finish", "…")
            return
        match made.basis:
            case Basis.PACE:
                tile.show_number(
                    "Likely finish, 50\N{NO-BREAK SPACE}%",
                    _span(made.half),
                    f"85\N{NO-BREAK SPACE}%: {_span(made.most)}",
                )
            case Basis.HOURS:
                tile.show_number("Likely finish", "too early to tell", "needs six weeks with a tick")
            case Basis.FINISHED:
                tile.show_number("Likely finish", NOTHING_LEFT.removesuffix("."))
            case Basis.NOTHING_IN_SCOPE:
                tile.show_number("Likely finish", NOTHING, NOTHING_IN_SCOPE)

    # Explanations

    def _explain_readiness(self, anchor: QWidget) -> None:
        self._explain(explain_readiness(self._tracker.gap), anchor)

    def _explain_learned(self, anchor: QWidget) -> None:
        tracker = self._tracker
        self._explain(explain_learned(tracker.gap, tracker.progress, self._recent_since), anchor)

    def _explain_study(self, anchor: QWidget) -> None:
        self._explain(explain_studied(self._weeks(), full_day_text, locale_forms()), anchor)

    def _explain_finish(self, anchor: QWidget) -> None:
        made = self._forecasts.forecast
        if made:
            self._explain(explain_forecast(made, full_day_text, locale_forms()), anchor)

    # What the frame asks

    def focus_list(self) -> None:
        """Put the keyboard onto the page."""
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard onto the page, which it scrolls; where there is nothing yet, on what there is to do."""
        (self._empty.act if self.area.isHidden() else self.area).setFocus(Qt.FocusReason.OtherFocusReason)


def _span(span: Span | None) -> str:
    """A span with its year once, where it is one year."""
    last = span.last if span else None
    return span_text(span, lambda day: day_text(day, last) if last and day != last else full_day_text(day))


class Shades(QWidget):
    """From no study to two hours or more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = theme.font("caption")
        theme.changed.connect(self.update)
        metrics = self.fontMetrics()
        self._texts = ("none", "2\N{NO-BREAK SPACE}h or more")
        widths = [metrics.horizontalAdvance(text) for text in self._texts]
        self.setFixedSize(sum(widths) + len(SHADES) * 15 + 14, max(18, metrics.height()))
        self.setAccessibleName("A stronger colour means more study, from none to 2 hours or more")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words and the squares."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setFont(self._font)
        painter.setPen(colour("muted"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, self._texts[0])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._texts[1])
        start = painter.fontMetrics().horizontalAdvance(self._texts[0]) + 6
        painter.setPen(Qt.PenStyle.NoPen)
        for place, share in enumerate(SHADES):
            shade = colour("accent") if share else colour("left")
            shade.setAlphaF(share or 1)
            painter.setBrush(shade)
            painter.drawRoundedRect(start + place * 15, (self.height() - 12) // 2, 12, 12, 2, 2)
