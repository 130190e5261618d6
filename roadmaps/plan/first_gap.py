"""The first gap: the numbers shown right after the user confirms what they can already do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import ticked_beyond
from roadmaps.journal import DEFAULT_ORDER
from roadmaps.plan.next_steps import next_up
from roadmaps.plan.plan import make_plan
from roadmaps.plan.required_hours import hours_to_plan_with
from roadmaps.text.text_format import article, count_text, percent_text, within_a_sentence

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.catalogue import Hours
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress
    from roadmaps.plan.next_steps import NextUp


class FirstGap(NamedTuple):
    """A gap in numbers that add up: ``confirmed`` is ``ticked`` + ``beyond``, ``can_dos`` is ``ticked`` + ``left``."""

    role: str
    """The new role, for use within a sentence: "ML engineer"."""
    percent: int | None
    """Readiness, rounded down; None when nothing is in scope."""
    confirmed: int
    """Every can-do that the user has ticked, whether the new role needs it or not."""
    beyond: int
    """Those of them that the new role does not count: above its level, not needed, not counted in or set aside."""
    can_dos: int
    """The scope."""
    ticked: int
    """Can-dos in scope that are ticked: those that carry over."""
    left: int
    skills: int
    skills_left: int
    hours_left: Hours
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
        if not self.confirmed:
            return ""
        confirmed = f"You’ve confirmed {count_text(self.confirmed, 'can-do')}"
        needs = f"towards what {article(self.role)} {self.role} needs"
        if not self.ticked:
            return f"{confirmed}. {'It doesn’t count' if self.confirmed == 1 else 'None of them counts'} {needs}."
        if not self.beyond:
            return f"{confirmed}, and {'it counts' if self.confirmed == 1 else 'all of them count'} {needs}."
        count = "counts" if self.ticked == 1 else "count"
        rest = "the other one goes" if self.beyond == 1 else f"the other {self.beyond} go"
        return f"{confirmed}: {self.ticked} {count} {needs}, and {rest} further."

    @property
    def ready_text(self) -> str:
        """Readiness in a sentence."""
        if self.percent is None:
            return "Nothing is in scope."
        needs = f"{self.ticked} of the {count_text(self.can_dos, 'can-do')} {article(self.role)} {self.role} needs"
        return f"You’re {percent_text(self.percent)} ready: {needs}."


def first_gap(gap: Gap, progress: Progress, day: date) -> FirstGap:
    """The numbers of a gap on a day. They are those of the plan, of Next up and of the readiness bar."""
    commitment = progress.commitments.on(gap.roadmap.id)
    hours, is_assumed = hours_to_plan_with(commitment)
    plan = make_plan(gap, progress, day, hours_a_week=hours)
    found = next_up(gap, commitment, progress.commitments.next_up_order or DEFAULT_ORDER)
    total, beyond = gap.total, ticked_beyond(gap, progress)
    return FirstGap(
        role=within_a_sentence(gap.roadmap.to_role.name),
        percent=total.percent,
        confirmed=total.ticked + beyond,
        beyond=beyond,
        can_dos=total.can_dos,
        ticked=total.ticked,
        left=total.left,
        skills=total.skills,
        skills_left=total.skills_left,
        hours_left=total.hours_left,
        hours_a_week=hours,
        is_assumed=is_assumed,
        finish=plan.middle.last.day if plan.middle.last else None,
        next_up=found[0] if found else None,
    )
