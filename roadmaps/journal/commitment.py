"""The inputs of the user's plan: how much they study and when, and which skills they moved.

Hours a week, study days, weeks off and the order of Next up hold for every roadmap; start, target and moves belong to
one.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.text.limits import HOURS_A_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOURS_A_WEEK = "hours-a-week"
STUDY_DAYS = "study-days"
NEXT_UP_ORDER = "next-up-order"
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""The days of the week by their ISO numbers: Monday is 1."""
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""The days that a plan may name. The calendar extends beyond them, which leaves room for calculations."""


class NextUpOrder(StrEnum):
    """In which order Next up lists skills."""

    ROADMAP = "roadmap"
    """The order of the plan: the roadmap's, with prerequisites first and the user's moves applied."""
    OPENS_MOST = "opens-most"
    SHORTEST = "shortest"
    IN_MY_ADS = "in-my-ads"
    """What most of the user's job ads ask for comes first."""


NEXT_UP_FIRST: Mapping[NextUpOrder | None, str] = MappingProxyType({
    NextUpOrder.OPENS_MOST: "what unlocks the most",
    NextUpOrder.SHORTEST: "the shortest",
    NextUpOrder.IN_MY_ADS: "what most of your ads ask for",
})  # fmt: skip
"""What each order but that of the roadmap puts first, in words."""
DEFAULT_ORDER = NextUpOrder.ROADMAP
"""As long as the user has chosen none, so that Next up begins as the plan does."""


class Move(NamedTuple):
    """The user's wish to study one skill right before another."""

    skill_id: str
    before_id: str


class Commitment(NamedTuple):
    """The inputs of the plan for one roadmap."""

    hours_a_week: float | None = None
    """None until the user sets it."""
    study_days: tuple[int, ...] = EVERY_DAY
    weeks_off: frozenset[date] = frozenset()
    """The Mondays of the weeks without study."""
    start: date | None = None
    target: date | None = None
    moves: tuple[Move, ...] = ()
    """In the order in which they were made."""

    @property
    def most_hours(self) -> int:
        """The hours that the study days of a week can hold."""
        return HOURS_A_DAY * len(self.study_days)

    @property
    def has_time(self) -> bool:
        """Whether there is any time to study, so that a plan can have dates."""
        return bool(self.hours_a_week and self.study_days)

    def as_planned(self) -> Commitment:
        """The same, with no more hours a week than the study days can hold."""
        if not self.has_time:
            return self
        return self._replace(hours_a_week=min(self.hours_a_week or 0, self.most_hours))


class Commitments(NamedTuple):
    """The inputs of all plans."""

    hours_a_week: float | None = None
    study_days: tuple[int, ...] | None = None
    next_up_order: NextUpOrder | None = None
    weeks_off: frozenset[date] = frozenset()
    starts: Mapping[str, date] = MappingProxyType({})
    """Roadmap id -> the day from which the user studies for it."""
    targets: Mapping[str, date] = MappingProxyType({})
    """Roadmap id -> the day by which it is to be finished."""
    moves: Mapping[str, tuple[Move, ...]] = MappingProxyType({})
    """Roadmap id -> the moves in its plan."""

    def on(self, roadmap_id: str) -> Commitment:
        """What holds for one roadmap."""
        return Commitment(
            self.hours_a_week,
            EVERY_DAY if self.study_days is None else self.study_days,
            self.weeks_off,
            self.starts.get(roadmap_id),
            self.targets.get(roadmap_id),
            self.moves.get(roadmap_id, ()),
        )


def with_move(moves: Sequence[Move], move: Move) -> tuple[Move, ...]:
    """Append a move, dropping earlier moves of the same skill that no later move depends on."""
    if move.skill_id == move.before_id:
        return tuple(moves)
    kept: list[Move] = []
    is_needed = False
    for each in reversed(moves):
        if each.skill_id == move.skill_id and not is_needed:
            continue
        is_needed = is_needed or each.before_id == move.skill_id
        kept.append(each)
    return (*reversed(kept), move)
