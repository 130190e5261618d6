"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import apply
from roadmaps.own.bending import Unfit
from roadmaps.own.ids import is_own_id
from roadmaps.own.reading import FileKind, kind_of, read_bytes, read_file

__all__ = [
    "FileKind", "Unfit", "apply", "changed", "checks", "edits", "is_own_id", "kind_of", "read_bytes", "read_file",
    "roadmap_file", "roadmap_sh", "topic_matching", "topic_names",
]  # fmt: skip
