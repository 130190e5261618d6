"""The first gap: the numbers shown right after the user confirms what they can already do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import ticked_beyond
from roadmaps.journal import DEFAULT_ORDER
from roadmaps.plan.next_steps import next_up
from roadmaps.plan.plan import make_plan
from roadmaps.plan.required_hours import hours_to_plan_with
from roadmaps.text.text_format import article, count_text, within_a_sentence

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.gap import Gap, Tally
    from roadmaps.journal import Progress
    from roadmaps.plan.next_steps import NextUp


class FirstGap(NamedTuple):
    """A gap and what to do about it."""

    role: str
    """The new role, for use within a sentence: "ML engineer"."""
    total: Tally
    beyond: int
    """Ticked can-dos that the new role does not count: above its level, not needed, not counted in or set aside."""
    hours_a_week: float
    """What ``finish`` is based on."""
    is_assumed: bool
    """Whether those hours are an example, because the user has set none."""
    finish: date | None
    """The end of the plan by the middle estimate; None when nothing is left, or beyond ten years."""
    next_up: NextUp | None
    """The one thing to do next; None if there is nothing to continue with."""

    @property
    def confirmed_text(self) -> str:
        """How confirmed and counted can-dos relate, in a sentence or two; empty if nothing is ticked."""
        ticked = self.total.ticked
        count = ticked + self.beyond
        if not count:
            return ""
        confirmed = f"You’ve confirmed {count_text(count, 'can-do')}"
        needs = f"towards what {article(self.role)} {self.role} needs"
        if not ticked:
            return f"{confirmed}. {'It doesn’t count' if count == 1 else 'None of them counts'} {needs}."
        if not self.beyond:
            return f"{confirmed}, and {'it counts' if count == 1 else 'all of them count'} {needs}."
        counts = "counts" if ticked == 1 else "count"
        rest = "the other one goes" if self.beyond == 1 else f"the other {self.beyond} go"
        return f"{confirmed}: {ticked} {counts} {needs}, and {rest} further."


def first_gap(gap: Gap, progress: Progress, day: date) -> FirstGap:
    """The numbers of a gap on a day. They are those of the plan, of Next up and of the readiness bar."""
    commitment = progress.commitments.on(gap.roadmap.id)
    hours, is_assumed = hours_to_plan_with(commitment)
    plan = make_plan(gap, progress, day, hours_a_week=hours)
    found = next_up(gap, commitment, progress.commitments.next_up_order or DEFAULT_ORDER)
    return FirstGap(
        role=within_a_sentence(gap.roadmap.to_role.name),
        total=gap.total,
        beyond=ticked_beyond(gap, progress),
        hours_a_week=hours,
        is_assumed=is_assumed,
        finish=plan.middle.last.day if plan.middle.last else None,
        next_up=found[0] if found else None,
    )
