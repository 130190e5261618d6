"""What the shipped data files say: skills, roles, roadmaps, their sources, and the checks that keep them sound."""

from roadmaps.catalogue.carry_over import Suggestion, confirmed_can_dos, suggested_can_dos, suggestions
from roadmaps.catalogue.loading import load_catalogue
from roadmaps.catalogue.model import (
    LEVELS,
    CanDo,
    Catalogue,
    Choice,
    Demand,
    EvidenceCheck,
    Hours,
    Milestone,
    Need,
    Resource,
    Roadmap,
    Role,
    Skill,
    Stage,
    members,
)
from roadmaps.catalogue.retired import RetiredCanDo
from roadmaps.catalogue.sources import Statement

__all__ = [
    "LEVELS", "CanDo", "Catalogue", "Choice", "Demand", "EvidenceCheck", "Hours", "Milestone", "Need",
    "Resource", "RetiredCanDo", "Roadmap", "Role", "Skill", "Stage", "Statement", "Suggestion", "comparison",
    "confirmed_can_dos", "data_files", "load_catalogue", "members", "released", "situations", "suggested_can_dos",
    "suggestions",
]  # fmt: skip
