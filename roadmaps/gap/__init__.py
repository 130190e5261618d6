"""What a roadmap asks for, what of it is done, and what is left; how each number adds up; search; quick assess."""

from roadmaps.gap.measure import learned_since, measure_gap, remeasured_gap, ticked_beyond
from roadmaps.gap.status import (
    NO_HOURS,
    NO_STAGE,
    Gap,
    Missing,
    ScopeStatus,
    SkillGap,
    SkillState,
    StageGap,
    StageRow,
    Tally,
    WorkKind,
    tally,
)

__all__ = [
    "NO_HOURS", "NO_STAGE", "Gap", "Missing", "ScopeStatus", "SkillGap", "SkillState", "StageGap", "StageRow", "Tally",
    "WorkKind", "assessment", "catalogue_changes", "explanation", "learned_since", "measure_gap", "postings",
    "remeasured_gap", "search", "tally", "ticked_beyond",
]  # fmt: skip
