"""Reads a file of ours that nobody writes, a backup or a copy, and checks all of it; never touches it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from store.checks import check_events, check_pages, check_schema, connect, faults_told
from store.errors import StoreError, in_use
from store.file_identity import check_header, identify, is_open_here
from store.rows import LAST, Tail
from store.watch import unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event
    from store.watch import Watch


class BackupReading(NamedTuple):
    """A file that stood every check: the version of its schema and what is in it."""

    version: int
    events: list[Event]
    tail: Tail


def read_checked(path: Path, watch: Watch = unwatched) -> BackupReading:
    """All that is in the file at ``path``, after every check. In any thread.

    Raises StoreError for a file that is damaged, newer, not ours, not there, or open in this process.
    """
    version = recognise(path)
    with faults_told(path), closing(connect(path, "ro", is_immutable=True)) as connection:
        check_pages(connection, path)
        check_schema(connection, path, version)
        events, tail = check_events(connection, path, watch)
    return BackupReading(version, events, tail)


def read_tail(path: Path) -> Tail:
    """The last row that the file at ``path`` says it has: quick, and nothing is checked. Raises StoreError."""
    recognise(path)
    with faults_told(path), closing(connect(path, "ro", is_immutable=True)) as connection:
        row = connection.execute(LAST).fetchone()
    return Tail(*row) if row else Tail(0, "")


def recognise(path: Path) -> int:
    """The version of the file at ``path``, by its first bytes. Raises StoreError for one that must not be read."""
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is no longer there.")
    if is_open_here(identity):
        raise in_use(path)
    return check_header(path)
