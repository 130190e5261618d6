"""What events are about, and what the catalogue calls it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from roadmaps.catalogue import RetiredCanDo
from roadmaps.catalogue.situations import load_situations
from roadmaps.text.locale_format import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roadmaps.catalogue import CanDo, Catalogue, Milestone
    from roadmaps.catalogue.situations import Situation
    from roadmaps.text.locale_format import LocaleForms


class Subject(StrEnum):
    """What the subject of an event names. The value is how ``docs/data.md`` puts it."""

    CAN_DO = "a can-do's id"
    SKILL = "a skill's id"
    CHOICE = "a choice's id"
    GOAL = "the word `goal`"
    SESSION = "a session's id, a UUID"
    SITUATION = "a situation's id"
    MILESTONE = "a milestone's id"
    CHECK = "an evidence check's id"
    SETTING = "`hours-a-week`, `study-days` or `next-up-order`"
    WEEK = "the Monday of a week, as `YYYY-MM-DD`"
    ROADMAP = "a roadmap's id"
    EVIDENCE = "the id of a piece of evidence, a UUID"
    AD = "a job ad's id, a UUID"
    PHRASE = "a phrase in lower case"
    AD_PHRASE = "a job ad's id, a blank, and a phrase in lower case"
    AD_SKILL = "a job ad's id, a blank, and a skill's id"
    OWN = "an id of your own"
    PLACED = "a roadmap's id, a blank, and the id of a skill or a choice"
    STAGE = "a roadmap's id, a blank, and a stage's id"


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class Topic(NamedTuple):
    """What an event is about: a thing of some kind, by its id."""

    subject: Subject
    id: str


class NumberedCheck(NamedTuple):
    """An evidence check with its milestone and its number there, from 1."""

    milestone: Milestone
    number: int
    text: str


@dataclass(frozen=True)
class Names:
    """Names for what events are about; the id itself for anything that is not, or no longer, in the catalogue."""

    catalogue: Catalogue
    forms: LocaleForms = ENGLISH

    def about(self, topic: Topic) -> str:
        """The heading of a topic in the history: a can-do goes under its skill, a check under its milestone."""
        catalogue, (subject, id) = self.catalogue, topic
        match subject:
            case Subject.GOAL:
                return "Goal"
            case Subject.SITUATION:
                return "Which suits me?"
            case Subject.SETTING | Subject.WEEK | Subject.ROADMAP:
                return "Plan"
            case Subject.AD | Subject.PHRASE | Subject.AD_PHRASE | Subject.AD_SKILL:
                return "Job ads"
            case Subject.OWN | Subject.PLACED | Subject.STAGE:
                return "Your changes"
            case Subject.CAN_DO:
                can_do = self.can_do(id)
                return self.skill(can_do.skill_id) if can_do else id
            case Subject.CHOICE:
                return catalogue.choices[id].short_name if id in catalogue.choices else id
            case Subject.MILESTONE | Subject.CHECK:
                milestone = self.checks[id].milestone if id in self.checks else catalogue.milestones.get(id)
                return milestone.short_name if milestone else id
        return self.skill(id)

    def of(self, topic: Topic) -> str:
        """The name of the topic itself: "Docker, level 2", or the whole name of a skill or a situation."""
        subject, id = topic
        if subject is Subject.CAN_DO and self.can_do(id):
            return f"{self.about(topic)}, {self.level(id)}"
        if subject is Subject.SITUATION:
            return _name(self._situations, id)
        return _name(self.catalogue.skills, id) if subject is Subject.SKILL else self.about(topic)

    def skill_ids(self, topic: Topic) -> Iterable[str]:
        """The skills of the catalogue that a topic is about."""
        catalogue, (subject, id) = self.catalogue, topic
        if subject is Subject.CAN_DO and id in catalogue.can_dos:
            return (catalogue.can_dos[id].skill_id,)
        if subject is Subject.CHOICE and id in catalogue.choices:
            return catalogue.choices[id].member_ids
        return (id,) if subject is Subject.SKILL and id in catalogue.skills else ()

    def skill(self, skill_id: str) -> str:
        """The short name of a skill."""
        skill = self.catalogue.skills.get(skill_id)
        return skill.short_name if skill else skill_id

    def unit(self, unit_id: str) -> str:
        """The short name of a skill or a choice."""
        choice = self.catalogue.choices.get(unit_id)
        return choice.short_name if choice else self.skill(unit_id)

    def can_do(self, can_do_id: str) -> CanDo | RetiredCanDo | None:
        """A can-do that is or was on the list; None for one that this version does not know."""
        return self.catalogue.can_dos.get(can_do_id) or self.catalogue.retired.get(can_do_id)

    def level(self, can_do_id: str) -> str:
        """The level of a can-do: "level 2"; of a retired one also its text, since that level is another can-do now."""
        can_do = self.can_do(can_do_id)
        if can_do is None:
            return "level 0"
        since = f" until catalogue {can_do.since}: “{can_do.text}”" if isinstance(can_do, RetiredCanDo) else ""
        return f"level {can_do.level}{since}"

    def roadmap(self, roadmap_id: str) -> str:
        """The name of a roadmap."""
        return _name(self.catalogue.roadmaps, roadmap_id)

    def role(self, role_id: str) -> str:
        """The name of a role."""
        return _name(self.catalogue.roles, role_id)

    @cached_property
    def checks(self) -> Mapping[str, NumberedCheck]:
        """Every evidence check by its id."""
        return {
            check.id: NumberedCheck(milestone, number, check.text)
            for milestone in self.catalogue.milestones.values()
            for number, check in enumerate(milestone.evidence, start=1)
        }

    @cached_property
    def _situations(self) -> Mapping[str, Situation]:
        return load_situations(self.catalogue.folder)  # few histories have any


def _name(things: Mapping[str, _Named], id: str) -> str:
    return things[id].name if id in things else id
