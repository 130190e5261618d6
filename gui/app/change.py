"""What changed: the one value that every view is told."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from roadmaps.journal import Kind

EVERY_KIND = frozenset(Kind)
MEASURED = frozenset({Kind.CAN_DO, Kind.SET_ASIDE, Kind.COUNTED_IN, Kind.CHOICE, Kind.QUICK_ANSWER, Kind.GOAL})
"""The kinds of event that a gap is measured from."""
LISTED = MEASURED | {Kind.NOTE, Kind.STUDY, Kind.STILL_CAN, Kind.MILESTONE, Kind.EVIDENCE_CHECK}
"""What a list or a map of skills shows: a note is found by its words, and study and "still can" say how fresh it is."""


class Origin(Enum):
    """Where a change comes from."""

    EDIT = auto()
    UNDO = auto()
    """An undo or a redo."""
    AS_OF = auto()
    """Another day is viewed."""
    CLOCK = auto()
    """Today is another day, or the time zone another one."""
    DISK = auto()
    """The file has become read-only, or can be written again."""
    FILE = auto()
    """The file holds other events, as after a restore or an import."""


class Change(NamedTuple):
    """What a view has to look at again. What is not an edit (nor its undo) touches every kind and skill."""

    kinds: frozenset[str]
    """GOAL is among them only where a goal was set, or the user changed what the catalogue holds, and with it what the
    goal asks: another day viewed keeps the goal of today."""
    skill_ids: frozenset[str]
    """The skills that were edited and those whose state changed with them."""
    origin: Origin

    @property
    def is_edit(self) -> bool:
        """Whether single values changed, and not what everything depends on."""
        return self.origin in (Origin.EDIT, Origin.UNDO)

    def merged(self, later: Change) -> Change:
        """Both together, with the origin of the later one."""
        return Change(self.kinds | later.kinds, self.skill_ids | later.skill_ids, later.origin)
