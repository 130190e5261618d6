"""Reading a roadmap file from disk, ours or one of roadmap.sh."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from roadmaps.journal import NO_PROGRESS
from roadmaps.own.roadmap_file import MOST_BYTES, RoadmapFile, read_roadmap

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress


def read_file(path: Path, shipped: Catalogue, progress: Progress = NO_PROGRESS) -> RoadmapFile:
    """What a roadmap file of ours holds, or every mistake in it, in sentences that begin with the path."""
    try:
        data = read_bytes(path)
    except OSError as error:
        return RoadmapFile("", (), (f"{path} cannot be read: {error.strerror or error}.",))
    return read_roadmap(data, str(path), shipped, progress)


def read_bytes(path: Path) -> bytes:
    """A file, or as much of a larger one as it takes to see that it is too large. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep us waiting for ever
        raise OSError(0, "it is not a file")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
