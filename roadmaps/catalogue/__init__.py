"""What the shipped data files say: skills, roles, roadmaps and their sources."""

from roadmaps.catalogue.carry_over import Suggestion, confirmed_can_dos, suggested_can_dos, suggestions
from roadmaps.catalogue.circles import find_circles
from roadmaps.catalogue.loading import load_catalogue
from roadmaps.catalogue.model import (
    CAN_DO_LENGTH,
    CHOICE_LEVEL,
    LEVELS,
    SHORT_NAME_LENGTH,
    YOURS,
    CanDo,
    Catalogue,
    Category,
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
    "CAN_DO_LENGTH", "CHOICE_LEVEL", "LEVELS", "SHORT_NAME_LENGTH", "YOURS", "CanDo", "Catalogue", "Category", "Choice",
    "Demand", "EvidenceCheck", "Hours", "Milestone", "Need", "Resource", "RetiredCanDo", "Roadmap", "Role", "Skill",
    "Stage", "Statement", "Suggestion", "comparison", "confirmed_can_dos", "data_files", "find_circles",
    "load_catalogue", "members", "released", "shapes", "situations", "suggested_can_dos", "suggestions",
]  # fmt: skip
