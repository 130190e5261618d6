"""Which skill each topic of a foreign roadmap stands for: one table to confirm, and the edits that follow from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

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
from roadmaps.own.topic_names import Match, TopicNames

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress
    from roadmaps.own.roadmap_sh import Topic
    from roadmaps.own.topic_names import Meaning

_HOURS_OF_A_TOPIC = Hours(3, 10)
"""For each topic that becomes a can-do: a first estimate, which the user can change."""


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


_MOST_ELSEWHERE, _MOST_OTHERS = 1 / 3, 10
"""In a file about one skill, this share of the topics at the most, and this many skills, are surely something else."""


def match_topics(topics: Sequence[Topic], catalogue: Catalogue, title: str = "") -> list[Row]:
    """Match topics to skills: by name, by other names, by likeness, and through what they are a part of.

    ``title`` is what the file is called: one about a single skill is a roadmap of its parts.
    """
    names = TopicNames(catalogue)
    about = names.meaning(title) if title else None
    rows = []
    for topic in topics:
        found = names.meaning(topic.label)
        fate = Fate.SKILL if found and found.is_close else Fate.LEFT_OUT
        rows.append(Row(topic, found.match if found else Match.NONE, found.skill_id if found else None, fate))
    if about is None or not about.match.is_sure:
        return _through_headings(rows, names, None)
    elsewhere = [row.skill_id for row in rows if row.match.is_sure and row.skill_id != about.skill_id]
    is_about_one = len(elsewhere) <= len(rows) * _MOST_ELSEWHERE and len({*elsewhere}) <= _MOST_OTHERS
    return _through_headings(rows, names, about.skill_id if is_about_one else None)


def _through_headings(rows: list[Row], names: TopicNames, about: str | None) -> list[Row]:
    """What has no close match of its own is a part of what its heading surely stands for, or of what the file is about.

    A word that may mean several things is sure where its heading says the same; in a file about one skill, a sure
    match with another one is only likely.
    """
    by_id = {row.topic.id: row for row in rows}
    headings: dict[str, Meaning | None] = {}
    found = []
    for row in rows:
        topic, parent = row.topic, by_id.get(row.topic.parent_id or "")
        if topic.group not in headings:
            headings[topic.group] = names.meaning(topic.group)
        heading = headings[topic.group]
        while parent and not parent.match.is_sure and parent.topic.parent_id in by_id:
            parent = by_id[parent.topic.parent_id]
        part_of = parent.skill_id if parent and parent.match.is_sure else None
        if parent is None and heading and heading.match.is_sure and topic.label != topic.group:
            part_of = heading.skill_id
        if row.match is Match.OTHER_NAME and about not in {None, row.skill_id, part_of}:
            row = row._replace(match=Match.LIKELY)
        elif row.match is Match.LIKELY and row.skill_id == part_of:
            row = row._replace(match=Match.OTHER_NAME, fate=Fate.SKILL)
        elif row.fate is Fate.LEFT_OUT and part_of:
            row = row._replace(match=Match.PART, skill_id=part_of, fate=Fate.SKILL)
        elif row.fate is Fate.LEFT_OUT and about:
            row = row._replace(match=Match.TITLE, skill_id=about, fate=Fate.SKILL)
        found.append(row)
    return found


class ImportCounts(NamedTuple):
    """What an import makes."""

    stages: int
    skills: int
    """Of the catalogue."""
    topics: int
    """That stand for them."""
    own_skills: int
    left_out: int
    ticks: int
    """Topics that the file marks as done, and that are not ticked yet."""


class TopicImport:
    """A roadmap of the user's own from the confirmed table, in the order of its groups.

    Such a file says what to learn, and not how well: ``levels`` gives the level that is asked of a skill, such as the
    targets of the goal's role, else it is 1. A topic that the file marks as done ticks level 1 of its skill, or its own
    can-do, as done before.
    """

    def __init__(
        self, rows: Sequence[Row], catalogue: Catalogue, progress: Progress, levels: Mapping[str, int],
        new_id: Callable[[], str],
    ) -> None:  # fmt: skip
        self.left_out = sum(row.fate is Fate.LEFT_OUT for row in rows)
        self.rows = [row for row in rows if row.fate is not Fate.LEFT_OUT]
        self.catalogue, self.progress = catalogue, progress
        self.levels, self.new_id = levels, new_id
        self.roadmap_id = own_id(new_id)
        self.own: dict[str, list[Row]] = {}
        """Own skill id -> the topics that are its can-dos, the first of which gives its name."""
        self.skill_of: dict[str, str] = {}
        """Topic id -> the skill it became or stands for."""
        self._share_out()
        self.can_dos = {skill_id: self._can_dos(skill_id, rows) for skill_id, rows in self.own.items()}

    @property
    def counts(self) -> ImportCounts:
        """What would be made."""
        known = [each for each in self.skill_of.values() if each not in self.own]
        stages = len({row.topic.group for row in self.rows})
        return ImportCounts(stages, len(set(known)), len(known), len(self.own), self.left_out, len(self._new_ticks()))

    def name_of(self, topic_id: str) -> str:
        """The name of the skill that a topic stands for or is a can-do of; empty where it is one or is left out."""
        skill_id = self.skill_of.get(topic_id, "")
        if skill_id in self.own:
            first = self.own[skill_id][0].topic
            return first.label if first.id != topic_id else ""
        return self.catalogue.skills[skill_id].name if skill_id else ""

    def is_own(self, topic_id: str) -> bool:
        """Whether a topic is or is in a skill of the user's own."""
        return self.skill_of.get(topic_id) in self.own

    def edits(self, name: str) -> list[Edit]:
        """The roadmap, called ``name``, as values to be recorded."""
        groups = dict.fromkeys(row.topic.group for row in self.rows)
        stages = {group: own_id(self.new_id) for group in groups}
        edits = [Edit(Kind.ROADMAP_WRITTEN, self.roadmap_id, roadmap_value(OwnRoadmap(name)))]
        for number, (group, stage_id) in enumerate(stages.items(), start=1):
            stage = stage_value(OwnStage(group, number))
            edits.append(Edit(Kind.STAGE_WRITTEN, f"{self.roadmap_id} {stage_id}", stage))
        for skill_id, rows in self.own.items():
            hours = Hours(_HOURS_OF_A_TOPIC.low * len(rows), _HOURS_OF_A_TOPIC.high * len(rows))
            own = OwnSkill(rows[0].topic.label, self._category(rows[0].topic.group), self.can_dos[skill_id], hours)
            edits.append(Edit(Kind.SKILL_WRITTEN, skill_id, skill_value(own)))
        edits += self._placements(stages)
        return [*edits, *(Edit(Kind.CAN_DO, each, BEFORE) for each in self._new_ticks())]

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

    def _new_ticks(self) -> list[str]:
        """The can-dos that the file marks as done and that are not ticked yet."""
        found: dict[str, None] = {}
        for row in self.rows:
            skill_id = self.skill_of[row.topic.id]
            if row.topic.is_done and skill_id in self.own:
                found[self.can_dos[skill_id][self.own[skill_id].index(row)].id] = None
            elif row.topic.is_done:
                found[self.catalogue.skills[skill_id].can_dos[0].id] = None
        return [each for each in found if each not in self.progress.ticks]
