"""What is wrong with something the user writes, at its field, in a sentence; and what is out of order on a roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import CAN_DO_LENGTH, LEVELS, Hours, find_circles, members
from roadmaps.own.applying import circle_text
from roadmaps.own.bending import highest_level, unit_name
from roadmaps.text.folding import folded
from roadmaps.text.limits import (
    MOST_OWN_BRIEF_LETTERS,
    MOST_OWN_CHECKS,
    MOST_OWN_HOURS,
    MOST_OWN_NAME_LETTERS,
    MOST_OWN_NAMES,
    MOST_OWN_NEEDS,
    MOST_OWN_RESOURCES,
)
from roadmaps.text.links import MOST_LETTERS
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import count_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmaps.catalogue import Catalogue, Roadmap, Skill
    from roadmaps.journal import OwnMilestone, OwnSkill


class FieldFault(NamedTuple):
    """Something about a field, in a sentence."""

    field: str
    """Of a skill ``name``, ``can_dos``, ``hours``, ``needs``, ``names`` or ``resources``; of a placement ``level``;
    of a milestone ``title``, ``brief`` or ``checks``."""
    sentence: str
    stops: bool = True
    """Whether it has to be put right; otherwise it is only worth knowing."""


class OutOfOrder(NamedTuple):
    """A skill that comes before what it needs."""

    unit_id: str
    stage_id: str
    needed_id: str
    back_to: str
    """The id of the stage to move it to, so that it comes with what it needs."""
    sentence: str


def skill_faults(skill_id: str, skill: OwnSkill, catalogue: Catalogue) -> list[FieldFault]:
    """What is wrong with a skill of the user's own, or worth knowing, field by field."""
    return [
        *text_faults(skill),
        *_twice(skill_id, skill, catalogue),
        *_need_faults(skill_id, skill, catalogue),
        *_alias_faults(skill_id, skill, catalogue),
    ]


def text_faults(skill: OwnSkill) -> list[FieldFault]:
    """What is wrong with a skill of the user's own by itself, whatever else there is."""
    return [
        *name_faults("name", skill.name, "Give the skill a name."),
        *_can_do_faults(skill),
        *hours_faults(skill.hours),
        *_resource_faults(skill),
    ]


def name_faults(field: str, name: str, missing: str) -> Iterator[FieldFault]:
    """A name that is missing or too long."""
    if not name.strip():
        yield FieldFault(field, missing)
    yield from _too_long(field, name, MOST_OWN_NAME_LETTERS)


def roadmap_name_faults(name: str, catalogue: Catalogue, roadmap_id: str = "") -> str:
    """What is wrong with the name of a roadmap of the user's own, as a sentence; empty if nothing is."""
    for fault in name_faults("name", name, "Give the roadmap a name."):
        return fault.sentence
    others = (each for each in catalogue.roadmaps.values() if each.id != roadmap_id)
    other = next((each for each in others if folded(each.name.strip()) == folded(name.strip())), None)
    return f"There is a roadmap called “{other.name}” already." if other else ""


def hours_faults(hours: Hours) -> Iterator[FieldFault]:
    """An estimate that is none."""
    low, high = hours.low, hours.high
    if low > high > 0:
        yield FieldFault("hours", f"The first number is the larger one. Did you mean {hours_text(Hours(high, low))}?")
    elif not (low > 0 and high <= MOST_OWN_HOURS):
        yield FieldFault("hours", f"The hours must be above 0, and {ENGLISH.number(MOST_OWN_HOURS)} at the most.")


def level_faults(unit_id: str, level: int, roadmap: Roadmap, stage_id: str | None = None) -> list[FieldFault]:
    """A level that cannot be asked of a skill or a choice, by the end of a stage if one is named."""
    name = unit_name(unit_id, roadmap.skills, roadmap.choices)
    most = highest_level(unit_id, roadmap.skills, roadmap.choices)
    if level not in LEVELS:
        return [FieldFault("level", f"Level {level} does not exist: a level is 1, 2 or 3.")]
    if level > most:
        return [FieldFault("level", f"“{name}” can be asked up to level {most}.")]
    asking = {stage.id: stage for stage in roadmap.stages if unit_id in stage.targets}
    here = asking.pop(stage_id, None) if stage_id else None
    for other in asking.values() if here else ():
        asked, is_earlier = other.targets[unit_id], here is not None and other.number < here.number
        if is_earlier and asked >= level:
            return [FieldFault("level", f"Stage {other.number} asks level {asked} of “{name}” already.")]
        if not is_earlier and asked <= level:
            sentence = f"Stage {other.number} asks level {asked} of “{name}”, so ask more of it there first."
            return [FieldFault("level", sentence)]
    return []


def milestone_faults(milestone: OwnMilestone) -> list[FieldFault]:
    """What is wrong with a milestone of the user's own."""
    texts = [each.text for each in milestone.checks]
    return [
        *name_faults("title", milestone.title, "Give the milestone a title."),
        *_too_long("brief", milestone.brief, MOST_OWN_BRIEF_LETTERS),
        *_too_many("checks", texts, MOST_OWN_CHECKS, "check"),
        *(fault for each in texts for fault in _text_faults("checks", each)),
    ]


def out_of_order(roadmap: Roadmap) -> list[OutOfOrder]:
    """The skills that come in an earlier stage than what they need and what is not carried over."""
    arrivals: dict[str, int] = {}
    for number, targets in enumerate(roadmap.stage_targets):
        for skill_id in targets:
            arrivals.setdefault(skill_id, number)
    found = []
    for number, stage in enumerate(roadmap.stages):
        for unit_id in stage.targets:
            skills = (roadmap.skills[each] for each in members(unit_id, roadmap.choices))
            needed = dict.fromkeys(each for skill in skills for each in skill.prerequisites)
            late = [it for it in needed if it not in roadmap.carried_levels and arrivals.get(it, 0) > number]
            if late and all(number == arrivals[each] for each in members(unit_id, roadmap.choices)):
                last = max(late, key=lambda each: arrivals[each])
                there = roadmap.stages[arrivals[last]]
                name = unit_name(unit_id, roadmap.skills, roadmap.choices)
                sentence = (
                    f"“{name}” comes before what it needs: “{roadmap.skills[last].name}” is in stage {there.number}."
                )
                found.append(OutOfOrder(unit_id, stage.id, last, there.id, sentence))
    return found


def _twice(skill_id: str, skill: OwnSkill, catalogue: Catalogue) -> Iterator[FieldFault]:
    name = folded(skill.name)
    if name and any(folded(each.name) == name and each.id != skill_id for each in catalogue.skills.values()):
        yield FieldFault("name", f"There is another skill called “{skill.name}”.", stops=False)
        return
    other = stands_for(skill.name, skill_id, catalogue)
    if other and skill.name.casefold() not in map(str.casefold, skill.names):
        yield FieldFault("name", f"In job ads, “{skill.name}” stands for {other.name}.", stops=False)


def stands_for(name: str, skill_id: str, catalogue: Catalogue) -> Skill | None:
    """The skill that a name in a job ad stands for, other than the one of this id."""
    skills = (each for each in catalogue.skills.values() if each.id != skill_id)
    return next((each for each in skills if name.casefold() in map(str.casefold, each.aliases)), None)


def _can_do_faults(skill: OwnSkill) -> Iterator[FieldFault]:
    if not 1 <= len(skill.can_dos) <= len(LEVELS):
        yield FieldFault("can_dos", "Write one to three can-dos, the easiest first.")
    for each in skill.can_dos:
        yield from _text_faults("can_dos", each.text)


def _need_faults(skill_id: str, skill: OwnSkill, catalogue: Catalogue) -> Iterator[FieldFault]:
    yield from _too_many("needs", skill.needs, MOST_OWN_NEEDS, "skill")
    if skill_id in skill.needs:
        yield FieldFault("needs", "A skill cannot need itself first.")
    if any(each not in catalogue.skills and each != skill_id for each in skill.needs):
        yield FieldFault("needs", "It needs a skill that is not there any more.")
    needs: Mapping[str, Sequence[str]] = {
        **{each.id: each.prerequisites for each in catalogue.skills.values()},
        skill_id: [each for each in skill.needs if each != skill_id and each in catalogue.skills],
    }
    for circle in find_circles(needs):
        names = {each: catalogue.skills[each].name if each in catalogue.skills else skill.name for each in circle}
        yield FieldFault("needs", circle_text(circle, names | ({skill_id: skill.name} if skill_id in circle else {})))


def _alias_faults(skill_id: str, skill: OwnSkill, catalogue: Catalogue) -> Iterator[FieldFault]:
    yield from _too_many("names", skill.names, MOST_OWN_NAMES, "name")
    for name in skill.names:
        yield from name_faults("names", name, "One of the other names is empty.")
        if other := stands_for(name, skill_id, catalogue):
            whose = f"“{name}” already stands for {other.name}."
            yield FieldFault("names", f"{whose} Leave it in, and it will stand for {skill.name} instead.", stops=False)


def _resource_faults(skill: OwnSkill) -> Iterator[FieldFault]:
    yield from _too_many("resources", skill.resources, MOST_OWN_RESOURCES, "resource")
    for each in skill.resources:
        yield from name_faults("resources", each.title, "Give the resource a title.")
        if not each.url.startswith(("http://", "https://")) or any(map(str.isspace, each.url)):
            yield FieldFault("resources", f"“{each.url}” is not a web address that begins with http:// or https://.")
        yield from _too_long("resources", each.url, MOST_LETTERS)


def _text_faults(field: str, text: str) -> Iterator[FieldFault]:
    if not text.strip():
        yield FieldFault(field, "One of the sentences is empty.")
    yield from _too_long(field, text, CAN_DO_LENGTH)


def _too_long(field: str, text: str, most: int) -> Iterator[FieldFault]:
    if len(text) > most:
        yield FieldFault(field, f"This has {ENGLISH.number(len(text))} characters; {ENGLISH.number(most)} is the most.")


def _too_many(field: str, things: Sequence[object], most: int, thing: str) -> Iterator[FieldFault]:
    if len(things) > most:
        yield FieldFault(field, f"These are {count_text(len(things), thing)}; {most} is the most.")
