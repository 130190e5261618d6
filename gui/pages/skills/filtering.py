"""Which skills the Skills page shows: a chip, a few letters, and whether those that are not needed are shown too."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import ScopeStatus, SkillState

if TYPE_CHECKING:
    from collections.abc import Collection

    from roadmaps.gap import Gap, SkillGap


class SkillGroup(StrEnum):
    """The filters one click away."""

    ALL = "All"
    GAPS = "Gaps"
    LEARNING = "Learning"
    READY = "Ready"
    HAVE = "Have"
    SET_ASIDE = "Set aside"


class SkillFilter(NamedTuple):
    """What the person asked to see."""

    chip: SkillGroup = SkillGroup.ALL
    text: str = ""
    shows_not_needed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether less is asked for than the whole list."""
        return self.chip is not SkillGroup.ALL or bool(self.text.strip())

    def admits(self, gap: SkillGap) -> bool:
        """Whether the chip (not the text) lets a skill through."""
        if gap.standing is ScopeStatus.SET_ASIDE:
            return self.chip is SkillGroup.SET_ASIDE
        if not gap.counts:
            return self.chip is SkillGroup.ALL and self.shows_not_needed
        return _fits(self.chip, gap)


def chip_counts(gap: Gap, found: Collection[str]) -> dict[SkillGroup, int]:
    """How many rows stand behind each chip: a choice is one of them; of what is set aside each skill is.

    ``found`` are the ids of the skills that the search lets through: a chip counts what it would show.
    """
    scope = [each for each in gap.scope if each.skill.id in found]
    counts = {chip: sum(_fits(chip, each) for each in scope) for chip in SkillGroup}
    counts[SkillGroup.SET_ASIDE] = sum(each.skill.id in found for each in gap.set_aside)
    return counts


def _fits(chip: SkillGroup, gap: SkillGap) -> bool:
    match chip:
        case SkillGroup.ALL:
            return True
        case SkillGroup.GAPS:
            return gap.state is not SkillState.HAVE
        case SkillGroup.LEARNING:
            return gap.state is SkillState.LEARNING
        case SkillGroup.READY:
            return gap.is_ready
        case SkillGroup.HAVE:
            return gap.state is SkillState.HAVE
        case SkillGroup.SET_ASIDE:
            return False
