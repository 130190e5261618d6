"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import apply
from roadmaps.own.bending import Unfit
from roadmaps.own.effect import effect_text
from roadmaps.own.ids import is_own_id, own_id, part_id
from roadmaps.own.reading import read_file

__all__ = [
    "Unfit", "apply", "changed", "checks", "edits", "effect_text", "is_own_id", "own_id", "part_id",
    "read_file", "roadmap_file", "roadmap_sh", "topic_matching",
]  # fmt: skip
