"""Your own skills and roadmaps: the catalogue with your changes, their checks, and files to share them."""

from roadmaps.own.applying import OwnCatalogue, apply
from roadmaps.own.bending import Unfit

__all__ = ["OwnCatalogue", "Unfit", "apply", "changed", "checks", "edits"]
