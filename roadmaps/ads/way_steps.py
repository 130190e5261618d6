"""The steps to cover ads: levels of skills, with what each needs first, and the sets of steps that cover an ad."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.coverage import AskState, alternatives
from roadmaps.plan import StepId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmaps.ads.across import ReadAd
    from roadmaps.catalogue import Hours, Skill
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress

_MOST_OPTIONS = 64
"""The most sets for one ad; with more, only the shortest of each of its alternatives is considered."""


class WayStep(NamedTuple):
    """One skill to raise."""

    skill: Skill
    level: int
    hours: Hours
    covered: int
    """How many ads are covered after it."""
    newly_covered: tuple[str, ...]
    """Ids of the ads of which it is the last step."""
    needed_for: tuple[Skill, ...]
    """The skills that need it first, where no open ad asks for it at this level."""


class StepBits:
    """Steps as bits of integers, so that sets of them are quick to join and compare."""

    def __init__(self, gap: Gap, progress: Progress) -> None:
        self._gap = gap
        self._progress = progress
        self._bits: dict[StepId, int] = {}
        self._needs: dict[StepId, int] = {}
        """Step -> itself and all that comes before it."""
        self.ids: list[StepId] = []
        self.hours: list[Hours] = []
        self._length: dict[int, float] = {0: 0.0}

    def up_to(self, skill_id: str, level: int, above: tuple[str, ...] = ()) -> int:
        """The steps that raise a skill to a level, with the prerequisites that the goal asks for first."""
        found = 0
        known = self._gap.skills[skill_id]
        for can_do in known.skill.can_dos:
            if can_do.level > level or can_do.id in self._progress.ticks:
                continue
            step = StepId(skill_id, can_do.level)
            if step not in self._needs:
                before = found
                for missing in known.missing:
                    if missing.skill.id not in above:
                        before |= self.up_to(missing.skill.id, missing.asked, (*above, skill_id))
                self._bits[step] = 1 << len(self.ids)
                self.ids.append(step)
                self.hours.append(known.skill.hours_of(can_do.level))
                self._needs[step] = before | self._bits[step]
            found |= self._needs[step]
        return found

    def options(self, read: ReadAd) -> list[int]:
        """The sets of steps that cover an ad: one for each way through its alternatives."""
        asks = []
        for each in read.measured.musts:
            skills = alternatives(each.ask, read.corrections, self._gap, self._progress)
            ways = {self.up_to(one.skill.id, one.asked) for one in skills if one.state is not AskState.SET_ASIDE}
            if 0 not in ways:
                asks.append(sorted(ways, key=self.length))
        if prod(len(ways) for ways in asks) > _MOST_OPTIONS:
            asks = [ways[:1] for ways in asks]
        joint = {self.join(ways) for ways in product(*asks)}
        return [each for each in joint if not any(other != each and other & each == other for other in joint)]

    def join(self, ways: Iterable[int]) -> int:
        """The steps of several sets."""
        found = 0
        for each in ways:
            found |= each
        return found

    def length(self, bits: int) -> float:
        """Hours of a set of steps, by the middle estimate."""
        if bits not in self._length:
            self._length[bits] = sum(self.hours[place].middle for place in places_of(bits))
        return self._length[bits]

    def listed(
        self, order: Sequence[int], wanted: Mapping[str, list[int]], covered: int, ads: Sequence[ReadAd]
    ) -> tuple[WayStep, ...]:
        """The steps in words; levels of one skill in a row are one step, unless an ad is covered in between."""
        rows: list[WayStep] = []
        done, left = 0, dict(wanted)
        asked = {
            (each.skill.id, level) for read in ads for each in read.measured.musts for level in range(each.asked + 1)
        }
        for place in order:
            step, hours = self.ids[place], self.hours[place]
            done |= 1 << place
            new = tuple(ad for ad, options in left.items() if any(option & ~done == 0 for option in options))
            for each in new:
                del left[each]
            covered += len(new)
            skill = self._gap.skills[step.skill_id].skill
            if rows and rows[-1].skill.id == skill.id and not rows[-1].newly_covered:
                hours += rows.pop().hours
            needed_for = () if (skill.id, step.level) in asked else self._needed_for(skill, order)
            rows.append(WayStep(skill, step.level, hours, covered, new, needed_for))
        return tuple(rows)

    def _needed_for(self, skill: Skill, order: Sequence[int]) -> tuple[Skill, ...]:
        others = (self._gap.skills[each] for each in dict.fromkeys(self.ids[place].skill_id for place in order))
        return tuple(each.skill for each in others if any(missing.skill.id == skill.id for missing in each.missing))


def places_of(bits: int) -> Iterator[int]:
    """The numbers of the steps in a set."""
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last
