"""What the values of events on your own skills and roadmaps mean: a reader and a writer for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import LEVELS, EvidenceCheck, Hours, Need, Resource
from roadmaps.journal.values import ValueType, read_level, removable

if TYPE_CHECKING:
    from roadmaps.journal.event import Event, Json

OFF = "off"
"""The value of a placement that takes a skill off a roadmap."""
_MOST_HOURS = 100_000
_FURTHEST = 1_000_000
"""The largest place, either way: far beyond any list, and exact as a float."""


class OwnCanDo(NamedTuple):
    """A can-do of a skill of the user's own. Its level is its place in the skill."""

    id: str
    text: str


class OwnSkill(NamedTuple):
    """A skill that the user wrote, with one to three can-dos, the easiest first."""

    name: str
    category_id: str
    can_dos: tuple[OwnCanDo, ...]
    hours: Hours
    """From zero to the last can-do."""
    needs: tuple[str, ...] = ()
    """Ids of the skills needed first."""
    names: tuple[str, ...] = ()
    """Other names, by which job ads are found to name it."""
    resources: tuple[Resource, ...] = ()


class Spot(NamedTuple):
    """Where a skill is on a roadmap: the stage, the level to reach by its end, and the place within the stage."""

    stage_id: str
    level: int
    place: float


class Placement(NamedTuple):
    """What a roadmap asks of a skill or a choice, instead of the original; ``need`` is None if it is taken off."""

    level: int
    need: Need | None
    spots: tuple[Spot, ...] = ()
    """In which stages, in rising order of level; without any it is part of what the user brings."""

    @property
    def is_off(self) -> bool:
        """Whether the roadmap does not ask for it."""
        return self.need is None


TAKEN_OFF = Placement(0, None)


class OwnStage(NamedTuple):
    """A stage that the user added, or the title and place of a shipped one; None is as in the original."""

    title: str | None = None
    place: float | None = None
    """Stages are in order of their places; those of a shipped roadmap are at 1, 2, 3 …"""


class OwnRoadmap(NamedTuple):
    """A roadmap that the user added. Without a role it asks for what is placed on it."""

    name: str
    from_role_id: str | None = None
    to_role_id: str | None = None


class OwnMilestone(NamedTuple):
    """A milestone that the user wrote for a stage."""

    roadmap_id: str
    stage_id: str
    title: str
    brief: str
    checks: tuple[EvidenceCheck, ...] = ()


def skill_value(skill: OwnSkill) -> Json:
    """The event value of a skill of the user's own."""
    return {
        "name": skill.name,
        "category": skill.category_id,
        "can_dos": [{"id": each.id, "text": each.text} for each in skill.can_dos],
        "hours": hours_value(skill.hours),
        "needs": [*skill.needs],
        "names": [*skill.names],
        "resources": [{"title": each.title, "url": each.url} for each in skill.resources],
    }


def hours_value(hours: Hours) -> Json:
    """The event value of an estimate."""
    return {"low": hours.low, "high": hours.high}


def placement_value(placement: Placement) -> Json:
    """The event value of a placement."""
    if placement.need is None:
        return OFF
    spots: list[Json] = [{"stage": each.stage_id, "level": each.level, "place": each.place} for each in placement.spots]
    return {"level": placement.level, "need": placement.need.value, "stages": spots}


def stage_value(stage: OwnStage) -> Json:
    """The event value of a stage."""
    return {"title": stage.title, "place": stage.place}


def roadmap_value(roadmap: OwnRoadmap) -> Json:
    """The event value of a roadmap of the user's own."""
    return {"name": roadmap.name, "from": roadmap.from_role_id, "to": roadmap.to_role_id}


def milestone_value(milestone: OwnMilestone) -> Json:
    """The event value of a milestone of the user's own."""
    return {
        "roadmap": milestone.roadmap_id,
        "stage": milestone.stage_id,
        "title": milestone.title,
        "brief": milestone.brief,
        "checks": [{"id": each.id, "text": each.text} for each in milestone.checks],
    }


def _read_skill(event: Event) -> OwnSkill:
    match event.value:
        case {
            "name": str(name), "category": str(category), "can_dos": list(can_dos), "hours": hours,
            "needs": list(needs), "names": list(names), "resources": list(resources),
        } if name.strip() and 1 <= len(can_dos) <= len(LEVELS):  # fmt: skip
            places = tuple(Resource(*_two_texts(each, "title", "url")) for each in resources)
            own = tuple(OwnCanDo(*_two_texts(each, "id", "text")) for each in can_dos)
            if len({each.id for each in own}) == len(own):
                return OwnSkill(name, category, own, _hours(hours), _texts(needs), _texts(names), places)
    raise ValueError(f"{event.value!r} is not a skill")


def _hours(value: Json) -> Hours:
    match value:
        case {"low": int() | float() as low, "high": int() | float() as high}:
            if bool not in (type(low), type(high)) and 0 < low <= high <= _MOST_HOURS:
                return Hours(low, high)
    raise ValueError(f"{value!r} is not a range of hours")


def _read_placement(event: Event) -> Placement | None:
    _two_ids(event.subject)
    match event.value:
        case None:
            return None
        case "off":
            return TAKEN_OFF
        case {"level": level, "need": str(need), "stages": list(spots)}:
            return Placement(read_level(level), Need(need), tuple(map(_spot, spots)))
    raise ValueError(f"{event.value!r} is not a place on a roadmap")


def _spot(value: Json) -> Spot:
    match value:
        case {"stage": str(stage_id), "level": level, "place": place} if stage_id:
            return Spot(stage_id, read_level(level), _place(place))
    raise ValueError(f"{value!r} is not a place in a stage")


def _read_stage(event: Event) -> OwnStage | None:
    _two_ids(event.subject)
    match event.value:
        case None:
            return None
        case {"title": str() | None as title, "place": place} if title is None or title.strip():
            return OwnStage(title, None if place is None else _place(place))
    raise ValueError(f"{event.value!r} is not a stage")


def _read_roadmap(event: Event) -> OwnRoadmap:
    match event.value:
        case {"name": str(name), "from": str() | None as from_role, "to": str() | None as to_role} if name.strip():
            return OwnRoadmap(name, from_role, to_role)
    raise ValueError(f"{event.value!r} is not a roadmap")


def _read_milestone(event: Event) -> OwnMilestone:
    match event.value:
        case {
            "roadmap": str(roadmap), "stage": str(stage), "title": str(title), "brief": str(brief), "checks": list(rows)
        } if title.strip():  # fmt: skip
            checks = tuple(EvidenceCheck(*_two_texts(each, "id", "text")) for each in rows)
            if len({each.id for each in checks}) == len(checks):
                return OwnMilestone(roadmap, stage, title, brief, checks)
    raise ValueError(f"{event.value!r} is not a milestone")


def _read_name(event: Event) -> str:
    if isinstance(event.value, str) and event.value.strip():
        return event.value
    raise ValueError(f"{event.value!r} is not a name")


def _two_ids(subject: str) -> None:
    roadmap_id, _, other_id = subject.partition(" ")
    if not roadmap_id or not other_id:
        raise ValueError(f"{subject!r} does not name a roadmap and something on it")


def _place(value: Json) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _FURTHEST:
        return value
    raise ValueError(f"{value!r} is not a place in a list")


def _texts(values: list[Json]) -> tuple[str, ...]:
    texts = tuple(each for each in values if isinstance(each, str) and each.strip())
    if len(texts) != len(values):
        raise ValueError(f"{values!r} are not texts")
    return texts


def _two_texts(value: Json, first: str, second: str) -> tuple[str, str]:
    one, other = (value.get(first), value.get(second)) if isinstance(value, dict) else (None, None)
    if isinstance(one, str) and isinstance(other, str) and one.strip() and other.strip():
        return one, other
    raise ValueError(f"{value!r} has no {first} and {second}")


OWN_SKILL = ValueType(removable(_read_skill), skill_value)
HOURS = ValueType(removable(lambda event: _hours(event.value)), hours_value)
PLACEMENT = ValueType(_read_placement, placement_value)
STAGE = ValueType(_read_stage, stage_value)
OWN_ROADMAP = ValueType(removable(_read_roadmap), roadmap_value)
OWN_MILESTONE = ValueType(removable(_read_milestone), milestone_value)
NAME = ValueType(removable(_read_name))
