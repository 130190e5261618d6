"""The four numbers at the top of the Progress page, each with its explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy

from gui.app.date_format import day_text, full_day_text, locale_forms
from gui.widgets.buttons import NumberButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import vbox
from roadmaps.forecast import Basis, explain_forecast, finish_text, measure_recent_change, span_text
from roadmaps.gap.explanation import NOTHING_IN_SCOPE, explain_learned, explain_readiness
from roadmaps.plan import hours_a_week, rounded_down, studied_weeks
from roadmaps.plan.explanation import explain_studied
from roadmaps.text.text_format import NOTHING, count_text, percent_text, time_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.charts.forecast_source import ForecastSource
    from gui.pages.list_page import Explain
    from gui.theme.palette import Theme
    from roadmaps.forecast import Span, StudyStatistics
    from roadmaps.gap.explanation import Explanation
    from roadmaps.plan import StudiedWeek


_EDGE, _ABOVE = 13, 8
_INSET = NumberButton.INSET


class Tile(QFrame):
    """A caption, a number that opens its explanation, and a remark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("variant", "card")
        self._caption = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.number = NumberButton(theme, role="title").wrapping()
        self._remark = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        for words in (self._caption, self._remark):
            words.setContentsMargins(_INSET, 0, 0, 0)  # in line with the number
        vbox(self._caption, self.number, self._remark, on=self, gap=0, margins=(_EDGE - _INSET, _ABOVE, _EDGE, _ABOVE))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_number(self, caption: str, number: str, remark: str = "", *, keeps_room: bool = False) -> None:
        """Show a caption, a number and a remark; ``keeps_room`` for what the next number needs as well."""
        self._caption.setText(caption)
        self.number.show_number(number)
        self.number.setAccessibleName(f"{caption}: {number}")
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.setAccessibleName(f"{caption}: {number}. {remark}")
        if not keeps_room:
            self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text needs more height at less width."""
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        # Layouts give wrapped labels only their minimum height.
        width = self.width() - 2 * _EDGE + _INSET
        number = self.number.heightForWidth(width)
        self.number.setMinimumHeight(number)
        words = [label.heightForWidth(width) for label in (self._caption, self._remark) if label.text()]
        self.setMinimumHeight(sum(words) + number + 2 * _ABOVE + 2)


class ProgressTiles:
    """Readiness, what was learned, study time and the likely finish, as of the day shown."""

    def __init__(self, tracker: Tracker, theme: Theme, forecasts: ForecastSource, explain: Explain) -> None:
        self._tracker, self._forecasts = tracker, forecasts
        self._learned_from: date | None = None
        self.all = [Tile(theme) for _ in range(4)]
        self._ready, self._learned, self._study, self._finish = self.all
        self._ready.number.explained(explain, lambda: explain_readiness(tracker.gap))
        self._learned.number.explained(
            explain, lambda: explain_learned(tracker.gap, tracker.progress, self._learned_from)
        )
        self._study.number.explained(explain, lambda: explain_studied(self._weeks(), locale_forms()))
        self._finish.number.explained(explain, self._finish_explanation)

    def refresh(self, study: StudyStatistics) -> None:
        """Show the numbers of now; the likely finish follows once it is computed."""
        tracker, gap, progress = self._tracker, self._tracker.gap, self._tracker.progress
        total, day = gap.total, tracker.day
        change = measure_recent_change(gap, progress, tracker.events(), day)
        self._learned_from = change.learned_from
        percent = percent_text(total.percent if gap.is_measured else None)
        self._ready.show_number(f"Ready for {gap.roadmap.ready_for}", percent, change.readiness_text)
        start = min(progress.started_on or day, day)  # the clock may have been ahead when it was written down
        learned = count_text(total.learned, "can-do")
        self._learned.show_number(f"Learned since {full_day_text(start)}", learned, change.learned_text)
        weeks = self._weeks()
        hours = hours_a_week(weeks)
        pace = f"{locale_forms().hours(rounded_down(hours))} a week" if hours is not None else NOTHING
        caption = f"Study time, last {count_text(len(weeks), 'week')}" if weeks else "Study time a week"
        self._study.show_number(caption, pace, f"{time_text(study.total)} in all" if study.total else "")
        self.show_finish()

    def show_finish(self) -> None:
        """Show the likely finish, or that it is being computed."""
        forecast = self._forecasts.forecast
        if forecast is None:
            # Less room now and more a moment later would have every chart below drawn twice.
            self._finish.show_number("Likely finish", "…", keeps_room=True)
            return
        caption, remark = "Likely finish", ""
        match forecast.basis:
            case Basis.PACE:
                caption = "Likely finish, 50\N{NO-BREAK SPACE}%"
                remark = f"85\N{NO-BREAK SPACE}%: {_short_span_text(forecast.most)}"
            case Basis.HOURS:
                remark = "needs six weeks with a tick"
            case Basis.NOTHING_IN_SCOPE:
                remark = NOTHING_IN_SCOPE
        self._finish.show_number(caption, finish_text(forecast, _short_span_text), remark)

    def _weeks(self) -> Sequence[StudiedWeek]:
        tracker = self._tracker
        return studied_weeks(tracker.progress, tracker.progress.commitments.on(tracker.roadmap.id), tracker.day)

    def _finish_explanation(self) -> Explanation | None:
        forecast = self._forecasts.forecast
        return explain_forecast(forecast, locale_forms()) if forecast else None


def _short_span_text(span: Span | None) -> str:
    """A span that names its year once where both ends are in it."""
    last = span.last if span else None
    return span_text(span, lambda day: day_text(day, last) if last and day != last else full_day_text(day))
