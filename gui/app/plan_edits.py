"""Edits of the plan: hours, days, weeks off, dates and the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.editor import Editor
from roadmaps.journal import (
    HOURS_A_WEEK,
    NEXT_UP_ORDER,
    STUDY_DAYS,
    Kind,
    Move,
    day_value,
    moves_value,
    with_move,
)
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadmaps.journal import (
        NextUpOrder,
    )


_FIRST_ALREADY = "Your plan begins with these already."
_NOT_PLANNED = "Your roadmap asks for nothing more of these skills, so they have no place in its plan."


class PlanEdits(Editor):
    """Edits of the plan for the goal."""

    def set_hours_a_week(self, hours: float | None) -> bool:
        """Set how many hours a week are for study; None clears it."""
        return self._record(Kind.PLAN, HOURS_A_WEEK, hours)

    def set_study_days(self, days: Iterable[int]) -> bool:
        """Set the days of the week with study, by their ISO numbers."""
        return self._record(Kind.PLAN, STUDY_DAYS, [*sorted(set(days))])

    def set_weeks_off(self, mondays: Iterable[date], off: bool) -> bool:
        """Take weeks off, by their Mondays, or study in them after all, in one step."""
        changes = [self._change(Kind.WEEK_OFF, monday.isoformat(), off) for monday in dict.fromkeys(mondays)]
        weeks = count_text(sum(change.before != change.after for change in changes), "week")
        return self._apply(changes, f"take {weeks} off" if off else f"study in {weeks} after all")

    def set_plan_start(self, day: date | None) -> bool:
        """Set the day from which you study for the goal; None clears it."""
        return self._record(Kind.PLAN_START, self._tracker.roadmap.id, day_value(day))

    def set_target_date(self, day: date | None) -> bool:
        """Set the day by which the goal is to be reached; None clears it."""
        return self._record(Kind.TARGET_DATE, self._tracker.roadmap.id, day_value(day))

    def move_before(self, skill_id: str, before_id: str) -> bool:
        """Put a skill right before another one in the plan for the goal, as far as prerequisites allow."""
        return self._move(with_move(self._moves, Move(skill_id, before_id)))

    def move_to_end(self, skill_id: str, last_id: str) -> bool:
        """Put a skill after the last one of the plan for the goal, as far as prerequisites allow."""
        from roadmaps.plan import to_the_end  # the order of a plan is not needed at the start

        skill, last = (self._tracker.catalogue.skills[each].short_name for each in (skill_id, last_id))
        return self._move(to_the_end(self._moves, skill_id, last_id), f"move “{skill}” after “{last}”")

    def put_first(self, skill_ids: Sequence[str]) -> bool:
        """Put skills before everything else in the plan for the goal, in this order, as far as prerequisites allow."""
        from roadmaps.plan import put_first

        gap = self._tracker.gap
        moves = put_first(gap, self._moves, skill_ids)
        if moves == tuple(self._moves):
            is_planned = any(gap.skills[each].left for each in skill_ids)
            self._tracker.refused.emit(_FIRST_ALREADY if is_planned else _NOT_PLANNED)
            return False
        skills = count_text(len(set(skill_ids)), "skill")
        return self._apply(
            [self._change(Kind.MOVED, self._tracker.roadmap.id, moves_value(moves))],
            f"put {skills} first",
            toast=f"Put {skills} first in your plan",
        )

    def forget_moves(self) -> bool:
        """Put the plan for the goal back into the order of the roadmap."""
        return self._move(())

    def order_next_up(self, order: NextUpOrder) -> bool:
        """Set the order in which Next up lists what can be gone on with."""
        return self._record(Kind.PLAN, NEXT_UP_ORDER, order.value)

    @property
    def _moves(self) -> Sequence[Move]:
        return self._tracker.progress.commitments.on(self._tracker.roadmap.id).moves

    def _move(self, moves: Sequence[Move], text: str = "") -> bool:
        return self._apply([self._change(Kind.MOVED, self._tracker.roadmap.id, moves_value(moves))], text)
