"""Which skills the Skills page shows: a chip, a query, and whether skills the role does not need are included."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import ScopeStatus, SkillState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

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

    def admits(self, gap: SkillGap) -> bool:
        """Whether the chip (not the query) includes a skill."""
        if gap.scope_status is ScopeStatus.SET_ASIDE:
            return self.chip is SkillGroup.SET_ASIDE
        if not gap.counts:
            return self.chip is SkillGroup.ALL and self.shows_not_needed
        return _FITS[self.chip](gap)


def chip_counts(gap: Gap, found: Collection[str]) -> dict[SkillGroup, int]:
    """How many rows each chip would show: a choice is one row, except that each skill set aside is one.

    ``found`` are the ids of the skills that match the query.
    """
    scope = [each for each in gap.scope if each.skill.id in found]
    counts = {chip: sum(map(fits, scope)) for chip, fits in _FITS.items()}
    counts[SkillGroup.SET_ASIDE] = sum(each.skill.id in found for each in gap.set_aside)
    return counts


_FITS: Mapping[SkillGroup, Callable[[SkillGap], bool]] = MappingProxyType(
    {
        SkillGroup.ALL: lambda _gap: True,
        SkillGroup.GAPS: lambda gap: gap.state is not SkillState.HAVE,
        SkillGroup.LEARNING: lambda gap: gap.state is SkillState.LEARNING,
        SkillGroup.READY: lambda gap: gap.is_ready,
        SkillGroup.HAVE: lambda gap: gap.state is SkillState.HAVE,
        SkillGroup.SET_ASIDE: lambda _gap: False,
    }
)
"""Whether a skill that counts is shown under a chip."""
