"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import apply
from roadmaps.own.bending import Unfit, highest_level, unit_name
from roadmaps.own.effect import effect_text
from roadmaps.own.ids import is_own_id, own_id, part_id
from roadmaps.own.reading import FileKind, kind_of, read_bytes, read_file

__all__ = [
    "FileKind", "Unfit", "apply", "changed", "checks", "edits", "effect_text", "highest_level", "is_own_id",
    "kind_of", "marks", "own_id", "part_id", "read_bytes", "read_file", "roadmap_file", "roadmap_sh", "roadmap_writing",
    "topic_matching", "topic_names", "unit_name",
]  # fmt: skip
