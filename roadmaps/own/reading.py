"""Reading a roadmap file from disk, ours or one of roadmap.sh."""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF8
from enum import Enum, auto
from typing import TYPE_CHECKING

from roadmaps.journal import NO_PROGRESS
from roadmaps.own.roadmap_file import MOST_BYTES, RoadmapFile, read_roadmap
from roadmaps.own.roadmap_sh import NotARoadmap, read_topics
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress


_TOPICS = re.compile(rb'(?<!\\\\)"(?:nodes|mockup)"\s*:')
_COPY = re.compile(rb'"format"\s*:\s*"skillgap-export"')
_ROADMAP = re.compile(rb"^\s*format\s*=", re.MULTILINE)
_HEAD = 2_000


class FileKind(Enum):
    """What a file from elsewhere may be."""

    ROADMAP = auto()
    """A roadmap of ours, as TOML."""
    TOPICS = auto()
    """A roadmap of roadmap.sh."""
    OTHER = auto()
    """A copy of everything, or nothing known."""


def kind_of(data: bytes, suffix: str) -> FileKind:
    """What a file is by what it holds, however damaged; by its suffix where it holds nothing that would tell."""
    start = data.removeprefix(BOM_UTF8).lstrip()[:_HEAD]
    if start[:1] in {b"{", b"["}:
        return FileKind.TOPICS if not _COPY.search(start) and _TOPICS.search(data) else FileKind.OTHER
    return FileKind.ROADMAP if suffix.lower() == ".toml" or _ROADMAP.search(start) else FileKind.OTHER


def read_file(path: Path, shipped: Catalogue, progress: Progress = NO_PROGRESS) -> RoadmapFile:
    """What a roadmap file of ours holds, or every mistake in it, in sentences that begin with the path.

    Of a file of roadmap.sh, whose topics have to be matched first, it says whether it can be read.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        return RoadmapFile("", (), (f"{path} cannot be read: {error.strerror or error}.",))
    if data.removeprefix(BOM_UTF8).lstrip()[:1] != b"{":
        return read_roadmap(data, str(path), shipped, progress)
    try:
        found = read_topics(data)
    except NotARoadmap as fault:
        return RoadmapFile("", (), (f"{path}: {fault}",))
    count = count_text(len(found.topics), "topic")
    told = f"{path}: a roadmap.sh file with {count}, which are matched to skills when it is imported."
    return RoadmapFile(found.title, (), (), (told, *(f"{path}: {each}" for each in found.remarks)))


def read_bytes(path: Path) -> bytes:
    """A file, or as much of a larger one as it takes to see that it is too large. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep us waiting for ever
        raise OSError(0, "it is not a file")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
