"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import OwnCatalogue, apply
from roadmaps.own.bending import Unfit
from roadmaps.own.reading import read_file

__all__ = [
    "OwnCatalogue", "Unfit", "apply", "changed", "checks", "edits", "read_file", "roadmap_file", "roadmap_sh",
    "topic_matching",
]  # fmt: skip
