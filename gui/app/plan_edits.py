"""Edits of the plan: hours, days, weeks off, dates and the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.app.editor import Editor
from roadmaps.journal import (
    HOURS_A_WEEK,
    NEXT_UP_ORDER,
    STUDY_DAYS,
    Kind,
    Move,
    NextUpOrder,
    day_value,
    moves_value,
    with_move,
)
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadmaps.journal import Json

_FIRST = {
    NextUpOrder.OPENS_MOST: "what unlocks the most",
    NextUpOrder.SHORTEST: "the shortest",
    NextUpOrder.ROADMAP: "what the roadmap lists",
}


class PlanEdits(Editor):
    """Edits of the plan for the goal."""

    def set_hours_a_week(self, hours: float | None) -> bool:
        """Set how many hours a week are for study; None clears it."""
        text = "clear weekly hours" if hours is None else f"study {locale_forms().hours(hours)} a week"
        return self._apply(text, [self._change(Kind.PLAN, HOURS_A_WEEK, hours)])

    def set_study_days(self, days: Iterable[int]) -> bool:
        """Set the days of the week with study, by their ISO numbers."""
        in_order: list[Json] = [*sorted(set(days))]
        return self._apply("change the study days", [self._change(Kind.PLAN, STUDY_DAYS, in_order)])

    def set_weeks_off(self, mondays: Iterable[date], off: bool) -> bool:
        """Take weeks off, by their Mondays, or study in them after all, in one step."""
        changes = [self._change(Kind.WEEK_OFF, monday.isoformat(), off) for monday in dict.fromkeys(mondays)]
        weeks = count_text(sum(change.before != change.after for change in changes), "week")
        return self._apply(f"take {weeks} off" if off else f"study in {weeks} after all", changes)

    def set_plan_start(self, day: date | None) -> bool:
        """Set the day from which you study for the goal; None clears it."""
        text = "set the start date" if day else "clear the start date"
        return self._apply(text, [self._change(Kind.PLAN_START, self._tracker.roadmap.id, day_value(day))])

    def set_target_date(self, day: date | None) -> bool:
        """Set the day by which the goal is to be reached; None clears it."""
        text = "set the target date" if day else "clear the target date"
        return self._apply(text, [self._change(Kind.TARGET_DATE, self._tracker.roadmap.id, day_value(day))])

    def move_before(self, skill_id: str, before_id: str) -> bool:
        """Put a skill right before another one in the plan for the goal, as far as prerequisites allow."""
        text = f"move {self._name(skill_id)} before {self._name(before_id)}"
        return self._move(text, with_move(self._moves, Move(skill_id, before_id)))

    def move_to_end(self, skill_id: str, last_id: str) -> bool:
        """Put a skill after the last one of the plan for the goal, as far as prerequisites allow."""
        from roadmaps.plan.moves import to_the_end  # the order of a plan is not needed at the start

        text = f"move {self._name(skill_id)} after {self._name(last_id)}"
        return self._move(text, to_the_end(self._moves, skill_id, last_id))

    def forget_moves(self) -> bool:
        """Put the plan for the goal back into the order of the roadmap."""
        return self._move("use roadmap order", ())

    def order_next_up(self, order: NextUpOrder) -> bool:
        """Set the order in which Next up lists what can be gone on with."""
        return self._apply(f"list {_FIRST[order]} first", [self._change(Kind.PLAN, NEXT_UP_ORDER, order.value)])

    @property
    def _moves(self) -> Sequence[Move]:
        return self._tracker.progress.commitments.on(self._tracker.roadmap.id).moves

    def _move(self, text: str, moves: Sequence[Move]) -> bool:
        return self._apply(text, [self._change(Kind.MOVED, self._tracker.roadmap.id, moves_value(moves))])

    def _name(self, skill_id: str) -> str:
        return f"“{self._tracker.catalogue.skills[skill_id].short_name}”"
