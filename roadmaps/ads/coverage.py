"""How much of what an ad asks for the user has: ask by ask, must-haves and nice-to-haves apart, and in hours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.gap import NO_HOURS, ScopeStatus
from roadmaps.gap.explanation import Explanation, Line
from roadmaps.text.text_format import NOTHING as NO_FIGURE
from roadmaps.text.text_format import article, count_text, hours_text, of_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.ads.asks import AdReading, Ask, Corrections
    from roadmaps.catalogue import CanDo, Hours, Skill
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress

NOTHING_RECOGNISED = "Nothing recognised"


class AskState(StrEnum):
    """Where the user is with an ask."""

    HAVE = "have"
    LEARNING = "learning"
    MISSING = "missing"
    SET_ASIDE = "set aside"


class MeasuredAsk(NamedTuple):
    """An ask, by the skill that covers it or would cover it soonest."""

    ask: Ask
    skill: Skill
    asked: int
    """The level asked for."""
    is_own_level: bool
    """Whether the user set that level for this ad."""
    level: int
    """The user's level."""
    state: AskState
    left: tuple[CanDo, ...]
    """The can-dos up to the asked level that are not ticked; they stay open where the skill is set aside."""
    hours: Hours
    """What these take; none where the skill is set aside."""

    @property
    def is_covered(self) -> bool:
        """Whether the user is at the asked level."""
        return self.state is AskState.HAVE


class Coverage(NamedTuple):
    """How many of some asks are covered."""

    covered: int
    asks: int

    @property
    def text(self) -> str:
        """As shown: "7 of 9", or an en dash for no asks."""
        return of_text(self.covered, self.asks) if self.asks else NO_FIGURE


class Effort(NamedTuple):
    """What is left of some asks, without prerequisites that the ad does not ask for; none of what is set aside."""

    skills: int
    can_dos: int
    hours: Hours

    @property
    def text(self) -> str:
        """As shown: "2 skills, 3 can-dos, 16–40 h", or "nothing"."""
        if not self.can_dos:
            return "nothing"
        counts = f"{count_text(self.skills, 'skill')}, {count_text(self.can_dos, 'can-do')}"
        return f"{counts}, {hours_text(self.hours)}"


@dataclass(frozen=True)
class MeasuredAd:
    """An ad compared with what the user can do. There is no overall score: only the asks can be answered for."""

    reading: AdReading
    asks: tuple[MeasuredAsk, ...]

    @property
    def is_recognised(self) -> bool:
        """Whether any ask was recognised. Without one there is no gap to show, which is not a gap of zero."""
        return bool(self.asks)

    @cached_property
    def musts(self) -> tuple[MeasuredAsk, ...]:
        """The must-haves."""
        return tuple(each for each in self.asks if not each.ask.is_nice)

    @cached_property
    def nices(self) -> tuple[MeasuredAsk, ...]:
        """The nice-to-haves."""
        return tuple(each for each in self.asks if each.ask.is_nice)

    @property
    def must_coverage(self) -> Coverage:
        """Coverage of the must-haves."""
        return _coverage(self.musts)

    @property
    def nice_coverage(self) -> Coverage:
        """Coverage of the nice-to-haves."""
        return _coverage(self.nices)

    @property
    def is_covered(self) -> bool:
        """Whether every must-have is covered. An ad without must-haves never is."""
        return bool(self.musts) and all(each.is_covered for each in self.musts)

    @property
    def blocked_by(self) -> tuple[MeasuredAsk, ...]:
        """The must-haves that the user set aside: until they are brought back, the ad cannot be covered."""
        return tuple(each for each in self.musts if each.state is AskState.SET_ASIDE)

    @property
    def to_cover(self) -> Effort:
        """What covering the must-haves takes."""
        return _effort(self.musts)

    @property
    def for_all(self) -> Effort:
        """What covering the nice-to-haves as well takes."""
        return _effort(self.asks)

    def count(self, state: AskState) -> int:
        """How many asks are in a state."""
        return sum(each.state is state for each in self.asks)


Known: TypeAlias = "dict[tuple[str, bool, int | None], MeasuredAsk]"
"""(Skill id, whether it is only nice to have, level that the user set) -> what was measured for an ask like that."""


def measure_ad(
    reading: AdReading, corrections: Corrections, gap: Gap, progress: Progress, known: Known | None = None
) -> MeasuredAd:
    """Compare an ad with the user's levels; ``known`` is shared by ads that are compared with the same ones.

    The level asked for is the one the user set for this ad; else, for a must-have, the target of the goal's new role,
    or 1 where that role does not ask for the skill; for a nice-to-have, 1.
    """
    known = {} if known is None else known
    return MeasuredAd(
        reading, tuple(_soonest(alternatives(ask, corrections, gap, progress, known)) for ask in reading.asks)
    )


def alternatives(
    ask: Ask, corrections: Corrections, gap: Gap, progress: Progress, known: Known | None = None
) -> list[MeasuredAsk]:
    """An ask measured with each skill that would do."""
    known, found = {} if known is None else known, []
    for skill_id in ask.skill_ids:
        key = (skill_id, ask.is_nice, corrections.levels.get(skill_id))
        if key not in known:
            known[key] = _by_skill(ask, skill_id, corrections, gap, progress)
        found.append(MeasuredAsk(ask, *known[key][1:]))
    return found


def _soonest(found: Sequence[MeasuredAsk]) -> MeasuredAsk:
    if len(found) == 1:
        return found[0]
    return min(found, key=lambda each: (not each.is_covered, each.state is AskState.SET_ASIDE, each.hours.middle))


def _by_skill(ask: Ask, skill_id: str, corrections: Corrections, gap: Gap, progress: Progress) -> MeasuredAsk:
    known = gap.skills[skill_id]
    own = corrections.levels.get(skill_id)
    asked = own or (1 if ask.is_nice else gap.roadmap.to_role.targets.get(skill_id, 1))
    asked = min(asked, len(known.skill.can_dos))
    up_to = [can_do for can_do in known.skill.can_dos if can_do.level <= asked]
    left = tuple(can_do for can_do in up_to if can_do.id not in progress.ticks)
    if known.scope_status is ScopeStatus.SET_ASIDE or skill_id in progress.set_aside:
        state = AskState.SET_ASIDE
    elif not left:
        state = AskState.HAVE
    else:
        state = AskState.LEARNING if len(left) < len(up_to) else AskState.MISSING
    hours = NO_HOURS
    if state is not AskState.SET_ASIDE:
        hours = sum((known.skill.hours_of(can_do.level) for can_do in left), NO_HOURS)
    return MeasuredAsk(ask, known.skill, asked, own is not None, known.level, state, left, hours)


def _coverage(asks: Iterable[MeasuredAsk]) -> Coverage:
    counted = [each.is_covered for each in asks]
    return Coverage(sum(counted), len(counted))


def _effort(asks: Iterable[MeasuredAsk]) -> Effort:
    # Two asks may share a skill: its can-dos take their time once.
    once = {can_do.id: (each.skill, can_do) for each in asks if each.hours.high for can_do in each.left}
    hours = sum((skill.hours_of(can_do.level) for skill, can_do in once.values()), NO_HOURS)
    return Effort(len({skill.id for skill, _ in once.values()}), len(once), hours)


def why_asked(each: MeasuredAsk, gap: Gap) -> str:
    """Why an ask is for this level, in a sentence."""
    if each.is_own_level:
        return "You set this level for this ad."
    if each.ask.is_nice:
        return "A nice-to-have asks for level 1."
    role = gap.roadmap.to_role
    name = f"{article(role.name).capitalize()} {within_a_sentence(role.name)}"
    if each.skill.id in role.targets:
        return f"{name} needs level {each.asked}."
    return f"{name} doesn’t need this skill, so level 1 is enough."


def explain_effort(measured: MeasuredAd) -> Explanation:
    """How the hours to cover an ad add up, skill by skill."""
    groups = []
    for asks in (measured.musts, measured.nices):
        lines = []
        for each in {each.skill.id: each for each in asks if each.hours.high}.values():
            levels = f"level {each.level} to {each.asked}"
            lines.append(Line(f"{each.skill.short_name}, {levels}", hours_text(each.hours), skill_id=each.skill.id))
        if lines:
            groups.append(tuple(lines))
    result = f"Must-haves: {measured.to_cover.text}. With the nice-to-haves: {measured.for_all.text}."
    note = "Prerequisites that the ad doesn’t ask for aren’t counted, and neither is what you’ve set aside."
    return Explanation("Hours to cover this ad", tuple(groups), result, note)
