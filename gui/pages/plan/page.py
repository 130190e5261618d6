"""The Plan page: your time, what is next, and when each skill comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.app.change import EVERY_KIND
from gui.app.date_format import locale_forms
from gui.pages.plain_page import PlainPage
from gui.pages.plan.finish_card import FinishCard
from gui.pages.plan.next_up_card import FEW, MOST, NextUpCard
from gui.pages.plan.schedule_card import ScheduleCard, end_text
from gui.pages.plan.your_time import YourTime
from gui.theme.palette import BODY_TEXT
from gui.widgets.buttons import NumberButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import Stretch, hbox, holding, put_beside, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.term import TermSign
from roadmaps.gap.explanation import explain_left, nothing_left_text
from roadmaps.journal import Kind
from roadmaps.plan import make_plan
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.charts.forecast_source import ForecastSource
    from gui.charts.worker import ChartWorker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

TWO_COLUMNS_FROM = 872
"""The width of the page, px, in a window of 960."""
WIDE_FROM = 1100
_WIDE, _NARROW = 320, 288
"""Widths of the left column, px, with body text of 13 px."""


class PlanPage(PlainPage, Refreshed, QWidget):
    """Shows the plan of the tracker; a what-if is the same plan with other hours."""

    SHOWS = EVERY_KIND - {Kind.NOTE, Kind.EVIDENCE, Kind.EVIDENCE_CHECK, Kind.SITUATION}
    name = "plan"
    title = "Plan"

    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    roadmap_wanted = Signal()
    skill_menu_wanted = Signal(object)
    """A context menu opens on a skill: add what can be done with it to this QMenu."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        worker: ChartWorker,
        forecasts: ForecastSource,
        explain: Explain,
        asked_in_ads: Callable[[], Mapping[str, int]],
    ) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self.setAccessibleName(self.title)
        self._left = PlainLabel(tone="text2", theme=theme)
        self.hours_left = NumberButton(theme).explained(explain, lambda: explain_left(tracker.gap, locale_forms()))
        self.time = YourTime(tracker, theme, icons)
        self.time.what_if_changed.connect(self._show_plan)
        self.finish = FinishCard(tracker, theme, worker, forecasts, explain)
        self.next_up = NextUpCard(tracker, theme, icons, asked_in_ads)
        self.next_up.skill_opened.connect(self.skill_opened)
        self.schedule = ScheduleCard(tracker, theme, icons)
        self.schedule.skill_opened.connect(self.skill_opened)
        self.schedule.roadmap_wanted.connect(self.roadmap_wanted)
        self.schedule.skill_menu_wanted.connect(self.skill_menu_wanted)
        self.schedule.time_wanted.connect(self._ask_time)
        self._terms = TermSign(("hours", "what-if", "forecast", "milestone"), theme, icons, self)
        self._build()
        self.refresh_with(tracker, is_filled=False)

    def _build(self) -> None:
        head = hbox(
            PlainLabel(self.title, role="title", bold=True, theme=self._theme),
            self._terms,
            4,
            self._left,
            self.hours_left,
            Stretch(1),
            gap=8,
            margins=(20, 12, 20, 4),
        )
        self._side, page = QWidget(), QWidget()
        vbox(self.time, self.finish, Stretch(1), on=self._side, gap=12)
        self._main = holding(vbox(self.next_up, (self.schedule, 1), gap=12))
        self._columns = hbox(self._side, (self._main, 1), on=page, gap=12, margins=(17, 4, 20, 12))
        self.area = ScrollArea(self.title, page, variant="page", takes_focus=True)
        vbox(head, (self.area, 1), on=self, gap=0)

    def _arrange(self, width: int) -> None:
        """Your time beside the schedule if there is room, above it otherwise."""
        is_beside, is_wide = (width >= self._theme.px(least) for least in (TWO_COLUMNS_FROM, WIDE_FROM))
        left = round((_WIDE if is_wide else _NARROW) * self._theme.size("body") / BODY_TEXT)
        put_beside(self._columns, self._side, left, is_beside=is_beside)
        self.next_up.show_most(MOST if is_wide else FEW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    # What is shown

    def show_change(self, change: Change) -> None:
        """Show the current plan; a change of goal ends a what-if."""
        if Kind.GOAL in change.kinds:
            self.time.what_if = None
        total = self._tracker.gap.total
        left = f"{count_text(total.left, 'can-do')} left in {count_text(total.skills_left, 'skill')}"
        self._left.setText(nothing_left_text(self._tracker.gap) or left)
        self.hours_left.show_number(hours_text(total.hours_left, locale_forms()))
        self.hours_left.setVisible(bool(total.left))
        self.time.show_time()
        self.finish.show_finish()
        self.next_up.show_next()
        self.next_up.setVisible(bool(total.left))
        self._show_plan()

    def _show_plan(self) -> None:
        tracker, what_if = self._tracker, self.time.what_if
        plan = make_plan(tracker.gap, tracker.progress, tracker.day, hours_a_week=what_if)
        self.schedule.show_plan(plan, what_if)
        self.time.show_outcome(end_text(plan) if what_if else "")

    def _ask_time(self) -> None:
        self.area.ensureWidgetVisible(self.time)
        self.time.take_focus()

    # What the window asks for

    @property
    def shown_skill(self) -> str:
        """The skill of the current row of the schedule."""
        return "" if self.schedule.is_empty else self.schedule.view.skill_id

    def take_focus(self) -> None:
        """Focus the schedule, or the button on show instead of it."""
        self.schedule.take_focus(Qt.FocusReason.ShortcutFocusReason)

    def keep_typed(self) -> bool:
        """Save hours that are typed and not yet confirmed; returns whether they are on disk."""
        return self.time.keep_typed()
