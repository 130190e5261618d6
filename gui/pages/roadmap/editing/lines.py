"""What the rows of the editor show: plain values, and an identity for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.catalogue import members
from roadmaps.journal import Kind
from roadmaps.own import unit_name
from roadmaps.own.checks import out_of_order
from roadmaps.own.marks import stage_mark, unit_mark
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gui.app.tracker import Tracker
    from roadmaps.catalogue import Milestone, Need, Roadmap, Stage
    from roadmaps.gap import SkillState
    from roadmaps.own.checks import OutOfOrder
    from roadmaps.own.marks import Mark

STAGE, UNIT, MILESTONE = "stage", "unit", "milestone"
ZERO = ""
"""The id of stage 0, in place of that of a stage."""
DRAFT = "draft"
"""The id of a stage that is still being named, in place of one."""
YOU_BRING = "What you bring"

Key: TypeAlias = tuple[str, str, str]
"""The kind of a row, the id of its stage, and that of the skill or choice where it is one."""


class StageLine(NamedTuple):
    """The header of a stage."""

    key: Key
    number: int
    title: str
    skills: int
    is_open: bool
    is_own: bool
    mark: Mark | None

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        more = self.mark.words if self.mark else ""
        opened = "open" if self.is_open else "closed"
        parts = (f"Stage {self.number}: {self.title}", more, count_text(self.skills, "skill"), opened)
        return ", ".join(filter(None, parts))


class UnitLine(NamedTuple):
    """A skill or a choice in a stage."""

    key: Key
    name: str
    state: SkillState
    level: int
    need: Need
    is_own: bool
    mark: Mark | None
    warning: OutOfOrder | None

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        yours, more = "yours" if self.is_own else "", self.mark.words if self.mark else ""
        late = self.warning.sentence if self.warning else ""
        return ", ".join(filter(None, (self.name, yours, f"level {self.level}", self.need.value, more, late)))


class MilestoneLine(NamedTuple):
    """The milestone that closes a stage."""

    key: Key
    milestone: Milestone
    is_own: bool

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return f"Milestone: {self.milestone.title}{', yours' if self.is_own else ''}"


if TYPE_CHECKING:
    Line: TypeAlias = StageLine | UnitLine | MilestoneLine


def lines_of(tracker: Tracker, opened: Collection[str], *, has_draft: bool) -> list[Line]:
    """The rows of the goal from top to bottom; ``opened`` are the ids of the stages that are open.

    With ``has_draft``, the last row is for a stage that is still being named.
    """
    roadmap = tracker.roadmap
    warnings = {(each.unit_id, each.stage_id): each for each in out_of_order(roadmap)}
    found: list[Line] = []
    if unstaged := unstaged_units(roadmap):
        key = (STAGE, ZERO, "")
        found.append(StageLine(key, 0, YOU_BRING, len(unstaged), ZERO in opened, is_own=False, mark=None))
        if ZERO in opened:
            demands = roadmap.to_role.demands
            found += (_unit(tracker, ZERO, unit, demands[unit].level, None) for unit in unstaged)
    for stage in roadmap.stages:
        found += _stage(tracker, stage, warnings, is_open=stage.id in opened)
    if has_draft:
        number = len(roadmap.stages) + 1
        found.append(StageLine((STAGE, DRAFT, ""), number, "", 0, is_open=False, is_own=True, mark=None))
    return found


def unstaged_units(roadmap: Roadmap) -> list[str]:
    """What the roadmap asks in no stage."""
    staged = {unit for stage in roadmap.stages for unit in stage.targets}
    return [unit for unit in roadmap.to_role.demands if unit not in staged]


def _stage(
    tracker: Tracker, stage: Stage, warnings: dict[tuple[str, str], OutOfOrder], *, is_open: bool
) -> Iterator[Line]:
    roadmap, progress = tracker.roadmap, tracker.progress
    first = roadmap.original or roadmap
    is_own = all(each.id != stage.id for each in first.stages)
    mark = stage_mark(roadmap, progress, stage)
    yield StageLine(
        (STAGE, stage.id, ""), stage.number, stage.title, len(stage.targets), is_open, is_own=is_own, mark=mark
    )
    if is_open:
        for unit_id, level in stage.targets.items():
            yield _unit(tracker, stage.id, unit_id, level, warnings.get((unit_id, stage.id)))
        milestone = stage.milestone
        is_own = milestone.id in progress.of_kind(Kind.MILESTONE_WRITTEN)
        if is_own or milestone.evidence:
            yield MilestoneLine((MILESTONE, stage.id, ""), milestone, is_own)


def _unit(tracker: Tracker, stage_id: str, unit_id: str, level: int, warning: OutOfOrder | None) -> UnitLine:
    roadmap, gaps = tracker.roadmap, tracker.gap.skills
    skill_ids = members(unit_id, roadmap.choices)
    counting = next((each for each in skill_ids if gaps[each].counts), skill_ids[0])
    return UnitLine(
        (UNIT, stage_id, unit_id),
        unit_name(unit_id, roadmap.skills, roadmap.choices),
        gaps[counting].state,
        level,
        roadmap.to_role.demands[unit_id].need,
        unit_id in roadmap.skills and roadmap.skills[unit_id].is_own,
        unit_mark(roadmap, unit_id, stage_id or None),
        warning,
    )
