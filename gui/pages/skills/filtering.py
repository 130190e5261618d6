"""Which skills the Skills page shows: a chip, a query, and whether skills the role does not need are included."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import SkillState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    """Which skills the user wants to see."""

    chip: SkillGroup = SkillGroup.ALL
    text: str = ""
    shows_not_needed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether this is less than the whole list."""
        return self.chip is not SkillGroup.ALL or bool(self.text.strip())

    def admitted(self, gap: Gap, members: Mapping[SkillGroup, frozenset[str]]) -> frozenset[str]:
        """Ids of the skills that the chip (not the query) includes, from the members of each chip."""
        everything = self.chip is SkillGroup.ALL and self.shows_not_needed
        return members[self.chip] | gap.not_asked if everything else members[self.chip]


def chip_members(gap: Gap) -> Mapping[SkillGroup, frozenset[str]]:
    """Ids of the skills of each chip: of a choice the one that counts, except that each skill set aside is one."""
    members = {chip: frozenset(each.skill.id for each in gap.scope if fits(each)) for chip, fits in _FITS.items()}
    members[SkillGroup.SET_ASIDE] = frozenset(each.skill.id for each in gap.set_aside)
    return members


_FITS: Mapping[SkillGroup, Callable[[SkillGap], bool]] = MappingProxyType(
    {
        SkillGroup.ALL: lambda _gap: True,
        SkillGroup.GAPS: lambda gap: gap.state is not SkillState.HAVE,
        SkillGroup.LEARNING: lambda gap: gap.state is SkillState.LEARNING,
        SkillGroup.READY: lambda gap: gap.is_ready,
        SkillGroup.HAVE: lambda gap: gap.state is SkillState.HAVE,
    }
)
"""Whether a skill that counts is shown under a chip."""
