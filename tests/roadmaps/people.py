"""Events and small roadmaps made in code, so that an example shows everything it depends on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import CanDo, Choice, Hours, Milestone, Need, Roadmap, Role, Skill, Stage
from roadmaps.catalogue.model import Category, Demand
from roadmaps.journal import GOAL_SUBJECT, KINDS, Event, Kind, replay
from roadmaps.text.locale_format import LocaleForms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.journal import Json, Progress


class _IsoForms(LocaleForms):
    def day(self, day: date) -> str:
        return day.isoformat()


ISO = _IsoForms()
"""Days in ISO form, so that a test can name them."""


def day(number: int) -> date:
    """Day 0 is the first of January 2026."""
    return date(2026, 1, 1) + timedelta(days=number)


class Diary:
    """The events of one user, in order. ``today`` is moved by hand; stamps grow by one.

    It writes the events that the rules ask for: a corrected day is "no" for the old day and then the new tick; an undo
    writes the previous values in reverse order, for the days of the events it undoes.
    """

    def __init__(self, today: date | None = None) -> None:
        self.today = today or day(0)
        self.events: list[Event] = []
        self._values: dict[tuple[str, str], Json] = {}
        self._done: list[list[tuple[Event, Json]]] = []
        self._undone: list[list[tuple[Event, Json]]] = []

    def say(self, kind: str, subject: str, value: Json, effective_on: date | None = None) -> Event:
        """Write one event, outside any undo step."""
        stamp = len(self.events) + 1
        event = Event(f"{stamp:032x}", stamp, self.today, kind, subject, effective_on or self.today, value)
        self.events.append(event)
        self._values[kind, subject] = value
        return event

    def tick(self, *can_do_ids: str, on: date | None = None) -> Diary:
        """Tick can-dos today, or back-dated, in one go."""
        tick_day = on or self.today
        return self._do(*((Kind.CAN_DO, can_do, f"on {tick_day.isoformat()}", tick_day) for can_do in can_do_ids))

    def could_before(self, *can_do_ids: str) -> Diary:
        """Tick can-dos as done before starting here; their day is that of the first event."""
        return self._do(*((Kind.CAN_DO, can_do_id, "before", self.started_on) for can_do_id in can_do_ids))

    def untick(self, *can_do_ids: str) -> Diary:
        """Untick can-dos today."""
        return self._do(*((Kind.CAN_DO, can_do_id, "no", self.today) for can_do_id in can_do_ids))

    def correct(self, can_do_id: str, to: date) -> Diary:
        """Give a tick another day, in one step: it is taken back for its own day and recorded for the new one."""
        old = self._values[Kind.CAN_DO, can_do_id]
        assert isinstance(old, str)
        assert old != "no"
        old_day = self.started_on if old == "before" else date.fromisoformat(old.removeprefix("on "))
        return self._do(
            (Kind.CAN_DO, can_do_id, "no", old_day),
            (Kind.CAN_DO, can_do_id, f"on {to.isoformat()}", to),
        )

    def set_aside(self, *skill_ids: str) -> Diary:
        """Set skills aside."""
        return self._do(*((Kind.SET_ASIDE, skill_id, True, self.today) for skill_id in skill_ids))

    def bring_back(self, *skill_ids: str) -> Diary:
        """Bring skills back that were set aside."""
        return self._do(*((Kind.SET_ASIDE, skill_id, False, self.today) for skill_id in skill_ids))

    def count_in(self, *skill_ids: str) -> Diary:
        """Count optional skills in."""
        return self._do(*((Kind.COUNTED_IN, skill_id, True, self.today) for skill_id in skill_ids))

    def choose(self, choice_id: str, skill_id: str | None) -> Diary:
        """Choose a member, or leave the choice open again."""
        return self._do((Kind.CHOICE, choice_id, skill_id, self.today))

    def aim_at(self, roadmap_id: str) -> Diary:
        """Set the goal."""
        return self._do((Kind.GOAL, GOAL_SUBJECT, roadmap_id, self.today))

    def undo(self) -> Diary:
        """Undo the last step that is not undone."""
        step = self._done.pop()
        for event, before in reversed(step):
            self.say(event.kind, event.subject, before, event.effective_on)
        self._undone.append(step)
        return self

    def redo(self) -> Diary:
        """Redo the step that was undone last."""
        step = self._undone.pop()
        for event, _ in step:
            self.say(event.kind, event.subject, event.value, event.effective_on)
        self._done.append(step)
        return self

    def later(self, days: int) -> Diary:
        """Move on by some days."""
        self.today += timedelta(days=days)
        return self

    @property
    def started_on(self) -> date:
        """The day of the first event."""
        return self.events[0].said_on if self.events else self.today

    def progress(self, as_of: date | None = None) -> Progress:
        """What the events add up to, by the code under test."""
        return replay(self.events, as_of)

    def _do(self, *changes: tuple[Kind, str, Json, date]) -> Diary:
        step = []
        for kind, subject, value, effective_on in changes:
            before = self._values.get((kind, subject), KINDS[kind].values.default)
            step.append((self.say(kind, subject, value, effective_on), before))
        self._done.append(step)
        self._undone.clear()
        return self


def make_skill(
    skill_id: str, *prerequisites: str, hours: tuple[float, float] = (100, 200), category: str = "all"
) -> Skill:
    """A skill with three can-dos, "id.1" to "id.3". By default levels 1, 2, 3 take 25–50, 35–70, 40–80 hours."""
    return Skill(
        id=skill_id,
        name=skill_id.capitalize(),
        short_name=skill_id,
        category_id=category,
        description="",
        prerequisites=prerequisites,
        can_dos=tuple(CanDo(f"{skill_id}.{level}", skill_id, level, f"{skill_id} {level}") for level in (1, 2, 3)),
        hours=Hours(*hours),
        hours_basis="a course",
        aliases=(),
        related_terms=(),
        ambiguous_aliases=(),
        tools=(),
        reasons=(),
        implied_by="",
        resources=(),
        note="",
    )


def make_role(
    role_id: str,
    core: Mapping[str, int],
    supporting: Mapping[str, int] | None = None,
    optional: Mapping[str, int] | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> Role:
    """A role from levels by need."""
    wanted = {Need.CORE: core, Need.SUPPORTING: supporting or {}, Need.OPTIONAL: optional or {}}
    demands = {unit_id: Demand(level, need) for need, levels in wanted.items() for unit_id, level in levels.items()}
    return Role(role_id, role_id.capitalize(), role_id, demands, choices or {})


def make_roadmap(
    skills: Sequence[Skill | str],
    core: Mapping[str, int],
    *,
    supporting: Mapping[str, int] | None = None,
    optional: Mapping[str, int] | None = None,
    stages: Sequence[Mapping[str, int]] = (),
    carry_over: Mapping[str, int] | None = None,
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Roadmap:
    """A roadmap to a role with these demands. A skill without prerequisites may be given by its id alone."""
    whole = [make_skill(skill) if isinstance(skill, str) else skill for skill in skills]
    shelves: dict[str, list[str]] = {}
    for skill in whole:
        shelves.setdefault(skill.category_id, []).append(skill.id)
    chosen_from = {
        choice_id: Choice(choice_id, choice_id.capitalize(), choice_id, member_ids, "")
        for choice_id, member_ids in (choices or {}).items()
    }
    return Roadmap(
        id="old-to-new",
        name="Old to new",
        from_role=make_role("old", {}, choices=chosen_from),
        to_role=make_role("new", core, supporting, optional, chosen_from),
        advice=(),
        judgement="",
        carry_over=carry_over or {},
        stages=tuple(
            Stage(f"stage-{number}", number, f"Stage {number}", "", "", (), "", targets, Milestone("", "", "", "", ()))
            for number, targets in enumerate(stages, start=1)
        ),
        skills={skill.id: skill for skill in whole},
        categories={name: Category(name, name.capitalize(), tuple(ids)) for name, ids in shelves.items()},
        choices=chosen_from,
    )
