"""What to check before a file is trusted, with plain ``sqlite3`` only, and what is wrong with one."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.checks import check_events, check_pages, check_schema, connect, faults_told, select
from store.faults import ShrunkFile, StoreError, damaged, in_use, primary_code
from store.files import remove_leftovers
from store.recognition import (
    Identity,
    check_header,
    hold,
    hot_journal,
    identify,
    is_open_here,
    is_write_ahead,
    let_go,
    locate,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from roadmaps.events import Event
    from store.rows import Tail


@dataclass(slots=True)
class Opened:
    """A file that stood every check: its connection, which has it alone, and what is in it."""

    connection: sqlite3.Connection
    identity: Identity
    events: list[Event]
    tail: Tail
    read_only: bool

    def note_size(self, path: Path) -> None:
        """Remember how large the file at ``path`` is after a write of ours, if it is still the same file."""
        with suppress(OSError):
            found = path.stat()
            if (found.st_dev, found.st_ino) == (self.identity.device, self.identity.inode):
                self.identity = Identity(found.st_dev, found.st_ino, found.st_size)


class Held(NamedTuple):
    """What a file held when it was last closed: so many events, and the id of the last of them."""

    events: int
    last_id: str


class Finding(NamedTuple):
    """What one check says about a file."""

    check: str
    finding: str
    ok: bool


def open_checked(path: Path, held: Held | None = None) -> Opened:
    """Open a file of ours, alone and ready to be written, after every check. Raises StoreError and leaves it be.

    One that no longer begins with what it ``held`` is a ShrunkFile. One of an older version is backed up, then
    brought up to date in one transaction.
    """
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is not there any more. Put it back, or start Skillgap again.")
    if is_open_here(identity):
        raise in_use(path)
    check_header(path)
    if path.stat().st_nlink > 1:  # a crash while it was created left its temporary name
        remove_leftovers(path.parent)
    with faults_told(path):
        connection = connect(path, "rw")
    hold(identity)
    try:
        with faults_told(path):
            events, tail, read_only = _check_alone(connection, path, held)
        opened_as = identify(path)  # its size may be another one after a write that was taken back, or a new version
        if opened_as is None or (opened_as.device, opened_as.inode) != (identity.device, identity.inode):
            raise StoreError(f"{path} was replaced while it was opened. Start Skillgap again.")
    except BaseException:
        close(connection, identity)
        raise
    return Opened(connection, opened_as, events, tail, read_only)


def _check_alone(connection: sqlite3.Connection, path: Path, held: Held | None) -> tuple[list[Event], Tail, bool]:
    # SQLite itself makes a reading transaction of this one, without a word, where the file may only be read.
    read_only = not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    # Also takes back what a crash left half written. The lock comes before the locking mode: two programs that
    # keep their read locks would each wait for the other.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    check_pages(connection, path)
    check_schema(connection, path, version)
    events, tail = check_events(connection, path)
    if held is not None:
        _check_held(events, path, held)
    if version < migrations.newest_version() and not read_only:
        # SQLite copies nothing out of a writing transaction; the lock stays when this one ends.
        connection.execute("COMMIT")
        _back_up(connection, path, tail, version)
        connection.execute("BEGIN EXCLUSIVE")
        migrations.migrate(connection)
        check_schema(connection, path, migrations.newest_version())
        if check_events(connection, path) != (events, tail):
            raise damaged(path, "its entries changed while its version was raised, which was taken back")
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")
    if not read_only:
        (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        if mode != "truncate":
            raise StoreError(
                f"{path} cannot be written safely: SQLite stays in the mode {mode!r}. It was left as it is."
            )
    return events, tail, read_only


def _check_held(events: Sequence[Event], path: Path, held: Held) -> None:
    if len(events) < held.events:
        raise ShrunkFile(
            f"{path} holds {len(events)} entries, and there were {held.events} when it was last closed. It was left as "
            "it is. It may be an older copy that was put here."
        )
    if held.events and events[held.events - 1].id != held.last_id:
        raise ShrunkFile(
            f"{path} holds other entries than when it was last closed. It was left as it is. It may be another file "
            "that was put here."
        )


def _back_up(connection: sqlite3.Connection, path: Path, tail: Tail, version: int) -> None:
    from store.backups import Reason, keep
    from store.snapshot import take_snapshot

    try:
        keep(take_snapshot(connection, tail), path, Reason.BEFORE_MIGRATION, version=version)
    except StoreError as fault:
        raise StoreError(
            f"{path} is of an older version, and before it is brought up to date a backup is made. {fault} The file "
            "was left as it is."
        ) from fault


def close(connection: sqlite3.Connection, identity: Identity) -> None:
    """Close a connection of ours and leave nothing beside the file. Never raises."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    with suppress(sqlite3.Error, UnicodeDecodeError):
        # After a write that could not even be taken back, SQLite would remove the journal below with all that the
        # next start needs to take it back. Reading does so now or, on a disk that is still full, fails.
        select(connection, "SELECT 1 FROM sqlite_master LIMIT 1")
        # TRUNCATE leaves an empty journal behind. SQLite removes it itself, under the right locks, when the mode
        # is changed; it does not do so while locks are kept.
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    let_go(identity)


def examine(path: Path) -> list[Finding]:
    """What each check says of the file at ``path``, up to the first that cannot go on. Writes nothing, never raises."""
    findings: list[Finding] = []
    with suppress(StoreError, OSError):
        _examine(path, findings)
    return findings


def _examine(path: Path, findings: list[Finding]) -> None:
    @contextmanager
    def check(name: str) -> Iterator[list[str]]:
        said: list[str] = []
        try:
            with faults_told(path):
                yield said
        except (StoreError, OSError) as fault:
            findings.append(Finding(name, str(fault), False))
            raise
        findings.append(Finding(name, ", ".join(said), True))

    with check("File") as said:
        real = locate(path)
        identity = identify(real)
        if identity is None:
            left = hot_journal(real)
            if left is not None:
                raise StoreError(f"{real} is missing, but the unfinished write beside it, {left.name}, is there.")
            said.append(f"{real} is not there yet; it is made when something is first said")
            return
        said.append(f"{real}, {identity.size} bytes")
        mode = stat.S_IMODE(real.stat().st_mode)
    others = mode & 0o077
    findings.append(
        Finding("Permissions", f"{mode:04o}, {'others may use it' if others else 'for this account only'}", not others)
    )
    if is_open_here(identity):
        findings.append(Finding("Access", f"{real} is open in this Skillgap; not looked into further", True))
        return
    with check("Header") as said:
        said.append(f"a Skillgap file of version {check_header(real)}")
    if hot_journal(real) is not None:
        findings.append(
            Finding("Access", "a write was cut short; it is taken back when Skillgap next opens the file", False)
        )
        return
    if is_write_ahead(real):
        findings.append(
            Finding("Access", "set to write-ahead logging by another program; Skillgap undoes that on opening", False)
        )
        return
    connection = None
    try:
        with check("Access") as said:
            connection = connect(real, "ro")
            try:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
            except sqlite3.OperationalError as error:
                if primary_code(error) != sqlite3.SQLITE_BUSY:
                    raise
                said.append(
                    f"{real} is open in another Skillgap, or another program is using it; not looked into further"
                )
                return
            said.append("no other program is using it")
        with check("Pages") as said:
            check_pages(connection, real)
            said.append("whole")
        with check("Schema") as said:
            check_schema(connection, real, version)
            said.append(f"as version {version} has it")
        with check("Entries") as said:
            events, _ = check_events(connection, real)
            said.append(f"{len(events)}, each as it was written")
    finally:
        if connection is not None:
            connection.close()
