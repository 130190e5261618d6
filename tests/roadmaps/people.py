"""People who say things, and small roadmaps made in code, so that an example shows all that it needs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import CanDo, Choice, Hours, Milestone, Need, Roadmap, Role, Skill, Stage
from roadmaps.catalogue.model import Category, Demand, HoursBasis
from roadmaps.journal import GOAL_SUBJECT, KINDS, Event, Kind, replay
from roadmaps.text.locale_format import LocaleForms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.journal import Json, Progress


class _IsoForms(LocaleForms):
    def day(self, day: date) -> str:
        return day.isoformat()


ISO = _IsoForms()
"""Days as the data have them, so that a test can name them."""


def day(number: int) -> date:
    """Day 0 is the first of January 2026."""
    return date(2026, 1, 1) + timedelta(days=number)


class Diary:
    """What one person says, in order. ``today`` is moved by hand; stamps grow by one.

    It writes the events that the rules ask for: a corrected day is "no" for the old day and then the new tick; an
    undo says, backwards, what stood before, for the day of what it undoes. What stood before it remembers by itself.
    """

    def __init__(self, today: date | None = None) -> None:
        self.today = today or day(0)
        self.events: list[Event] = []
        self._standing: dict[tuple[str, str], Json] = {}
        self._done: list[list[tuple[Event, Json]]] = []
        self._undone: list[list[tuple[Event, Json]]] = []

    def say(self, kind: str, subject: str, value: Json, effective_on: date | None = None) -> Event:
        """Write one event, outside any undo step."""
        stamp = len(self.events) + 1
        event = Event(f"{stamp:032x}", stamp, self.today, kind, subject, effective_on or self.today, value)
        self.events.append(event)
        self._standing[kind, subject] = value
        return event

    def tick(self, *can_do_ids: str, on: date | None = None) -> Diary:
        """Tick can-dos today, or back-dated, in one go."""
        tick_day = on or self.today
        return self._do(*((Kind.CAN_DO, can_do, f"on {tick_day.isoformat()}", tick_day) for can_do in can_do_ids))

    def could_before(self, *can_do_ids: str) -> Diary:
        """Say that can-dos were there before starting; the day is that of the first thing said."""
        return self._do(*((Kind.CAN_DO, can_do_id, "before", self.started_on) for can_do_id in can_do_ids))

    def untick(self, *can_do_ids: str) -> Diary:
        """Say today that can-dos are not there (any more)."""
        return self._do(*((Kind.CAN_DO, can_do_id, "no", self.today) for can_do_id in can_do_ids))

    def correct(self, can_do_id: str, to: date) -> Diary:
        """Give a tick another day: it is taken back for its own day, then said for the new one, in one go."""
        old = self._standing[Kind.CAN_DO, can_do_id]
        assert isinstance(old, str)
        assert old != "no"
        old_day = self.started_on if old == "before" else date.fromisoformat(old.removeprefix("on "))
        return self._do(
            (Kind.CAN_DO, can_do_id, "no", old_day),
            (Kind.CAN_DO, can_do_id, f"on {to.isoformat()}", to),
        )

    def set_aside(self, *skill_ids: str) -> Diary:
        """Not for me."""
        return self._do(*((Kind.SET_ASIDE, skill_id, True, self.today) for skill_id in skill_ids))

    def bring_back(self, *skill_ids: str) -> Diary:
        """For me after all."""
        return self._do(*((Kind.SET_ASIDE, skill_id, False, self.today) for skill_id in skill_ids))

    def count_in(self, *skill_ids: str) -> Diary:
        """This optional skill counts for me."""
        return self._do(*((Kind.COUNTED_IN, skill_id, True, self.today) for skill_id in skill_ids))

    def choose(self, choice_id: str, skill_id: str | None) -> Diary:
        """Choose a member, or leave the choice open again."""
        return self._do((Kind.CHOICE, choice_id, skill_id, self.today))

    def aim_at(self, roadmap_id: str) -> Diary:
        """Set the goal."""
        return self._do((Kind.GOAL, GOAL_SUBJECT, roadmap_id, self.today))

    def undo(self) -> Diary:
        """Take back the last deed that stands."""
        deed = self._done.pop()
        for event, before in reversed(deed):
            self.say(event.kind, event.subject, before, event.effective_on)
        self._undone.append(deed)
        return self

    def redo(self) -> Diary:
        """Do again what was undone last."""
        deed = self._undone.pop()
        for event, _ in deed:
            self.say(event.kind, event.subject, event.value, event.effective_on)
        self._done.append(deed)
        return self

    def later(self, days: int) -> Diary:
        """Let days go by."""
        self.today += timedelta(days=days)
        return self

    @property
    def started_on(self) -> date:
        """The day of the first thing said."""
        return self.events[0].said_on if self.events else self.today

    def progress(self, as_of: date | None = None) -> Progress:
        """Where all this leads, by the code under test."""
        return replay(self.events, as_of)

    def _do(self, *changes: tuple[Kind, str, Json, date]) -> Diary:
        deed = []
        for kind, subject, value, effective_on in changes:
            before = self._standing.get((kind, subject), KINDS[kind].values.default)
            deed.append((self.say(kind, subject, value, effective_on), before))
        self._done.append(deed)
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
        hours_basis=HoursBasis("course", "a course", "", Hours()),
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
