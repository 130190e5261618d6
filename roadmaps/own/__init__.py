"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import apply
from roadmaps.own.bending import Unfit, highest_level, unit_name
from roadmaps.own.ids import is_own_id
from roadmaps.own.reading import read_file

__all__ = [
    "Unfit", "apply", "changed", "checks", "edits", "highest_level", "is_own_id", "marks", "read_file",
    "roadmap_file", "roadmap_sh", "topic_matching", "unit_name",
]  # fmt: skip
