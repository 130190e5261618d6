"""Which skill each topic of a foreign roadmap stands for: one table to confirm, and the edits that follow from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads import canonical, vocabulary_of
from roadmaps.catalogue import CAN_DO_LENGTH, LEVELS, Hours, Need
from roadmaps.journal import (
    BEFORE,
    Kind,
    OwnCanDo,
    OwnRoadmap,
    OwnSkill,
    OwnStage,
    Placement,
    Spot,
    placement_value,
    roadmap_value,
    skill_value,
    stage_value,
)
from roadmaps.own.edits import Edit
from roadmaps.own.ids import own_id, part_id
from roadmaps.text.folding import folded
from roadmaps.text.fuzzy import most_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.catalogue import Catalogue, Skill
    from roadmaps.journal import Progress
    from roadmaps.own.roadmap_sh import Topic

LEAST_ALIKE = 84.0
"""From which likeness on (rapidfuzz, 0 to 100) a name is offered as a likely one."""
CLOSE = 92.0
"""From which likeness on it is ticked beforehand."""
_HOURS_OF_A_TOPIC = Hours(3, 10)
"""For each topic that becomes a can-do: a first estimate, which the user can change."""


class Match(StrEnum):
    """How a topic was matched. The value is how the table puts it."""

    SAME_NAME = "same name"
    OTHER_NAME = "another name for it"
    LIKELY = "likely: similar name"
    PART = "part of its heading’s skill"
    NONE = "no match"

    @property
    def is_sure(self) -> bool:
        """Whether nothing about it is a guess."""
        return self in {Match.SAME_NAME, Match.OTHER_NAME}


class Fate(StrEnum):
    """What becomes of a topic."""

    SKILL = "stands for a skill"
    OWN_SKILL = "becomes a skill of your own"
    CAN_DO = "becomes a can-do of its heading’s skill"
    LEFT_OUT = "leave out"


class Row(NamedTuple):
    """A topic, how it matched, and what becomes of it unless the user says otherwise."""

    topic: Topic
    match: Match
    skill_id: str | None
    """The skill that it is offered to stand for."""
    fate: Fate

    def standing_for(self, skill_id: str) -> Row:
        """The same, standing for a skill that the user chose."""
        return self._replace(skill_id=skill_id, fate=Fate.SKILL)


def match_topics(topics: Sequence[Topic], catalogue: Catalogue) -> list[Row]:
    """Match topics to skills by name, by other names, by likeness, and through the topic they are a part of."""
    names: dict[str, str] = {}
    for skill in catalogue.skills.values():
        for name in (skill.name, skill.short_name):
            names.setdefault(canonical(name), skill.id)
    terms = vocabulary_of(catalogue).terms
    candidates = {folded(name): skill.id for skill in catalogue.skills.values() for name in _names(skill)}
    rows: list[Row] = []
    for topic in topics:
        phrase = canonical(topic.label)
        term = terms.get(phrase)
        if phrase in names:
            rows.append(Row(topic, Match.SAME_NAME, names[phrase], Fate.SKILL))
        elif term is not None and term.strong:
            rows.append(Row(topic, Match.OTHER_NAME, term.skill_id, Fate.SKILL))
        elif term is not None:
            rows.append(Row(topic, Match.LIKELY, term.skill_id, Fate.SKILL))
        elif alike := most_alike(topic.label, candidates, LEAST_ALIKE):
            name, likeness = alike
            fate = Fate.SKILL if likeness >= CLOSE else Fate.LEFT_OUT
            rows.append(Row(topic, Match.LIKELY, candidates[name], fate))
        else:
            rows.append(Row(topic, Match.NONE, None, Fate.LEFT_OUT))
    return _through_parents(rows)


def _names(skill: Skill) -> tuple[str, ...]:
    return (skill.name, skill.short_name, *skill.aliases, *skill.tools)


def _through_parents(rows: list[Row]) -> list[Row]:
    """What has no match of its own is a part of the skill that its heading stands for, where that is sure."""
    by_id = {row.topic.id: row for row in rows}
    found = []
    for row in rows:
        parent = by_id.get(row.topic.parent_id or "")
        if row.match is Match.NONE and parent is not None and parent.skill_id and parent.match.is_sure:
            row = row._replace(match=Match.PART, skill_id=parent.skill_id, fate=Fate.SKILL)
        found.append(row)
    return found


def import_edits(
    rows: Sequence[Row], name: str, catalogue: Catalogue, progress: Progress, levels: Mapping[str, int],
    new_id: Callable[[], str],
) -> list[Edit]:  # fmt: skip
    """A roadmap of the user's own from the confirmed table, in the order of its groups.

    Such a file says what to learn, and not how well: ``levels`` gives the level that is asked of a skill, such as the
    targets of the goal's role, else it is 1. A topic that the file marks as done ticks level 1 of its skill, or its own
    can-do, as done before.
    """
    return _Import(rows, name, catalogue, progress, levels, new_id).edits()


class _Import:
    def __init__(
        self, rows: Sequence[Row], name: str, catalogue: Catalogue, progress: Progress, levels: Mapping[str, int],
        new_id: Callable[[], str],
    ) -> None:  # fmt: skip
        self.rows = [row for row in rows if row.fate is not Fate.LEFT_OUT]
        self.name, self.catalogue, self.progress = name, catalogue, progress
        self.levels, self.new_id = levels, new_id
        self.roadmap_id = own_id(new_id)
        self.own: dict[str, list[Row]] = {}
        """Own skill id -> the topics that are its can-dos, the first of which gives its name."""
        self.skill_of: dict[str, str] = {}
        """Topic id -> the skill it became or stands for."""

    def edits(self) -> list[Edit]:
        self._share_out()
        groups = dict.fromkeys(row.topic.group for row in self.rows)
        stages = {group: own_id(self.new_id) for group in groups}
        edits = [Edit(Kind.ROADMAP_WRITTEN, self.roadmap_id, roadmap_value(OwnRoadmap(self.name)))]
        for number, (group, stage_id) in enumerate(stages.items(), start=1):
            stage = stage_value(OwnStage(group, number))
            edits.append(Edit(Kind.STAGE_WRITTEN, f"{self.roadmap_id} {stage_id}", stage))
        can_dos = {skill_id: self._can_dos(skill_id, rows) for skill_id, rows in self.own.items()}
        for skill_id, rows in self.own.items():
            hours = Hours(_HOURS_OF_A_TOPIC.low * len(rows), _HOURS_OF_A_TOPIC.high * len(rows))
            own = OwnSkill(rows[0].topic.label, self._category(rows[0].topic.group), can_dos[skill_id], hours)
            edits.append(Edit(Kind.SKILL_WRITTEN, skill_id, skill_value(own)))
        edits += self._placements(stages)
        done = dict.fromkeys(self._done(can_dos))
        return [*edits, *(Edit(Kind.CAN_DO, each, BEFORE) for each in done if each not in self.progress.ticks)]

    def _share_out(self) -> None:
        """Which skill each topic goes to; a topic that is to be a can-do needs room in a skill of the user's own."""
        for row in self.rows:
            if row.fate is Fate.SKILL and row.skill_id and row.skill_id in self.catalogue.skills:
                self.skill_of[row.topic.id] = row.skill_id
            elif row.fate is not Fate.CAN_DO:
                self._new_skill(row)
        for row in self.rows:
            if row.fate is not Fate.CAN_DO:
                continue
            parent = self.skill_of.get(row.topic.parent_id or "", "")
            if parent in self.own and len(self.own[parent]) < len(LEVELS):
                self.own[parent].append(row)
                self.skill_of[row.topic.id] = parent
            elif parent and parent not in self.own:
                self.skill_of[row.topic.id] = parent  # as a part of it: the can-dos of a shipped skill never change
            else:
                self._new_skill(row)

    def _new_skill(self, row: Row) -> None:
        skill_id = own_id(self.new_id)
        self.own[skill_id] = [row]
        self.skill_of[row.topic.id] = skill_id

    def _can_dos(self, skill_id: str, rows: Sequence[Row]) -> tuple[OwnCanDo, ...]:
        texts = (f"Knows and has used: {row.topic.label}."[:CAN_DO_LENGTH] for row in rows)
        return tuple(OwnCanDo(part_id(skill_id, self.new_id), text) for text in texts)

    def _category(self, group: str) -> str:
        """The category in which most of the catalogue's skills of a group are, else the first one."""
        found = [
            self.catalogue.skills[skill_id].category_id
            for row in self.rows
            if row.topic.group == group and (skill_id := self.skill_of[row.topic.id]) in self.catalogue.skills
        ]
        return max(found, key=found.count) if found else next(iter(self.catalogue.categories))

    def _placements(self, stages: Mapping[str, str]) -> list[Edit]:
        found: dict[str, Edit] = {}
        for place, row in enumerate(self.rows, start=1):
            skill_id = self.skill_of[row.topic.id]
            if skill_id in found:
                continue
            known = self.catalogue.skills.get(skill_id)
            most = min(self.levels.get(skill_id, 1), len(known.can_dos)) if known else len(self.own[skill_id])
            need = {"alternative": Need.OPTIONAL, "at any time": Need.SUPPORTING}.get(row.topic.hint, Need.CORE)
            spot = Spot(stages[row.topic.group], most, place)
            value = placement_value(Placement(most, need, (spot,)))
            found[skill_id] = Edit(Kind.SKILL_PLACED, f"{self.roadmap_id} {skill_id}", value)
        return [*found.values()]

    def _done(self, can_dos: Mapping[str, Sequence[OwnCanDo]]) -> list[str]:
        found = []
        for row in self.rows:
            skill_id = self.skill_of[row.topic.id]
            if row.topic.is_done and skill_id in self.own:
                found.append(can_dos[skill_id][self.own[skill_id].index(row)].id)
            elif row.topic.is_done:
                found.append(self.catalogue.skills[skill_id].can_dos[0].id)
        return found
