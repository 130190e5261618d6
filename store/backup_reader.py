"""Reads a file of ours that nobody writes, a backup or a copy, and checks all of it; never touches it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from store.checks import check_events, check_pages, check_schema, connect, faults_told
from store.errors import StoreError, in_use
from store.file_identity import check_header, identify, is_open_here
from store.rows import LAST, Tail

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event


class BackupReading(NamedTuple):
    """A file that stood every check: the version of its schema and what is in it."""

    version: int
    events: list[Event]
    tail: Tail


def read_checked(path: Path) -> BackupReading:
    """All that is in the file at ``path``, after every check. In any thread.

    Raises StoreError for a file that is damaged, newer, not ours, not there, or open in this process.
    """
    version = _recognised(path)
    with faults_told(path), closing(connect(path, "ro", is_immutable=True)) as connection:
        check_pages(connection, path)
        check_schema(connection, path, version)
        events, tail = check_events(connection, path)
    return BackupReading(version, events, tail)


def read_tail(path: Path) -> Tail:
    """The last row that the file at ``path`` says it has: quick, and nothing is checked. Raises StoreError."""
    _recognised(path)
    with faults_told(path), closing(connect(path, "ro", is_immutable=True)) as connection:
        row = connection.execute(LAST).fetchone()
    return Tail(*row) if row else Tail(0, "")


def _recognised(path: Path) -> int:
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is gone.")
    if is_open_here(identity):
        raise in_use(path)
    return check_header(path)
