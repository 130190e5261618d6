"""What to check before a file is trusted, with plain ``sqlite3`` only, and what is wrong with one."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.atomic_files import has_another_name, may_write_in, may_write_to, remove_leftovers
from store.checks import check_events, check_pages, check_schema, connect, faults_told, may_write
from store.errors import ShrunkFile, StoreError, damaged, in_use, linked, primary_code
from store.file_identity import (
    check_header,
    hold,
    hot_journal,
    identify,
    is_open_here,
    is_write_ahead,
    locate,
)
from store.open_file import OpenFile, close, ends_with
from store.sidecar_files import check_companions, is_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.restoring import Prepared
    from store.rows import Tail


class Held(NamedTuple):
    """What a file held when it was last closed: so many events, and the id of the last of them."""

    events: int
    last_id: str

    def begins(self, events: Sequence[Event]) -> bool:
        """Whether ``events`` begin with what was held: a file of ours only ever grows."""
        return len(events) >= self.events and (not self.events or events[self.events - 1].id == self.last_id)


class Finding(NamedTuple):
    """What one check says about a file."""

    check: str
    finding: str
    ok: bool


def open_checked(path: Path, held: Sequence[Held] = (), prepared: Prepared | None = None) -> OpenFile:
    """Open a file of ours, alone and ready to be written, after every check. Raises StoreError and leaves it be.

    One that begins with nothing of what it may have ``held`` is a ShrunkFile. One of an older version is backed up,
    then brought up to date in one transaction. One that was ``prepared`` is not read again as long as nothing was
    written to it since it was checked.
    """
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is no longer there. Put it back, or start Skillgap again.")
    if is_open_here(identity):
        raise in_use(path)
    check_header(path)
    _check_names(path)
    check_companions(path)
    if hot_journal(path) is not None:
        from store.recovery_trial import rehearse

        events = rehearse(path)
        if events is not None:
            _check_held(events, path, held)
    with faults_told(path):
        connection = connect(path, "rw")
    hold(identity)
    try:
        with faults_told(path):
            events, tail, read_only = _check_alone(connection, path, held, prepared)
        opened_as = identify(path)  # its size may be another one after a write that was taken back, or a new version
        if opened_as is None or opened_as.file != identity.file:
            raise StoreError(f"{path} was replaced while it was being opened. Start Skillgap again.")
    except BaseException:
        close(connection, identity, path)
        raise
    return OpenFile(connection, opened_as, events, tail, read_only)


def _check_names(path: Path) -> None:
    """Raise StoreError for a file with two names that may be written.

    What SQLite needs to take back a write that was cut short lies beside the name under which it was made. Under the
    other one the file would be taken for whole, and what is written then is lost when the first name is opened again.
    """
    if path.stat().st_nlink == 1:
        return
    from store.restoring import put_back

    remove_leftovers(path.parent)  # a crash while it was created left its temporary name
    put_back(path)
    if has_another_name(path) and may_write_to(path):
        raise linked(path)


def _check_alone(
    connection: sqlite3.Connection, path: Path, held: Sequence[Held], prepared: Prepared | None
) -> tuple[list[Event], Tail, bool]:
    # Takes back what a crash left half written. SQLite makes a reading transaction of it, without a word, where the
    # file can only be read. The lock comes before the locking mode: two programs that keep their read locks would each
    # wait for the other.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if prepared is not None and _is_as_prepared(connection, path, prepared):
        events, tail = prepared.reading.events, prepared.reading.tail
    else:
        check_pages(connection, path)
        check_schema(connection, path, version)
        events, tail = check_events(connection, path)
    _check_held(events, path, held)
    read_only = not may_write(connection) or not may_write_in(path.parent)
    connection.execute("COMMIT")  # the lock stays when it ends
    connection.execute("PRAGMA synchronous = FULL")
    if not read_only:
        _make_safe_to_write(connection, path)
        if version < migrations.newest_version():
            _bring_up_to_date(connection, path, events, tail, version)
    return events, tail, read_only


def _is_as_prepared(connection: sqlite3.Connection, path: Path, prepared: Prepared) -> bool:
    """Whether the file is the one that was checked, by the rule of ``OpenFile.is_as_written``."""
    found, checked = identify(path), prepared.identity
    if found is None or (found.file, found.size, found.written) != (checked.file, checked.size, checked.written):
        return False
    return ends_with(connection, prepared.reading.tail)


def _make_safe_to_write(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
    if mode != "truncate":
        raise StoreError(f"{path} cannot be written safely: SQLite stays in {mode!r} mode. It was left untouched.")


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, events: Sequence[Event], tail: Tail, version: int
) -> None:
    _back_up(connection, path, tail, version)  # SQLite copies nothing out of a writing transaction
    connection.execute("BEGIN EXCLUSIVE")
    migrations.migrate(connection)
    check_schema(connection, path, migrations.newest_version())
    if check_events(connection, path) != (events, tail):
        raise damaged(path, "its entries changed while it was being brought up to date, so that was undone")
    connection.execute("COMMIT")


def _check_held(events: Sequence[Event], path: Path, held: Sequence[Held]) -> None:
    if not held or any(each.begins(events) for each in held):
        return
    before = held[0]
    if len(events) < before.events:
        raise ShrunkFile(
            f"{path} holds {len(events)} entries, but held {before.events} when it was last closed. It was left "
            "untouched. It may be an older copy."
        )
    raise ShrunkFile(
        f"{path} holds different entries from when it was last closed. It was left untouched. "
        "It may be a different file."
    )


def _back_up(connection: sqlite3.Connection, path: Path, tail: Tail, version: int) -> None:
    from store.backups import Reason, keep
    from store.snapshot import take_snapshot

    try:
        keep(take_snapshot(connection, tail), path, Reason.BEFORE_MIGRATION, version=version)
    except StoreError as fault:
        raise StoreError(
            f"{path} is from an older version, and is backed up before it is brought up to date. {fault} The file "
            "was left untouched."
        ) from fault


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
                raise StoreError(f"{real} is missing, but an unfinished write to it, {left.name}, is still there.")
            check_companions(real)
            said.append(f"{real} is not there yet; it is created with your first entry")
            return
        said.append(f"{real}, {identity.size} bytes")
        mode, is_linked = stat.S_IMODE(real.stat().st_mode), has_another_name(real)
    if is_linked:
        findings.append(Finding("Names", str(linked(real)), False))
    others = mode & 0o077
    findings.append(
        Finding("Permissions", f"{mode:04o}, {'other users' if others else 'only you'} can access it", not others)
    )
    if is_open_here(identity):
        findings.append(Finding("Access", f"{real} is open in this Skillgap; not examined further", True))
        return
    with check("Header") as said:
        said.append(f"a Skillgap file of version {check_header(real)}")
    with check("Beside") as said:
        check_companions(real)
        said.append("nothing" if is_alone(real) else "left over from an interrupted write")
    if hot_journal(real) is not None:
        findings.append(
            Finding("Access", "a write was interrupted; Skillgap undoes it when it next opens the file", False)
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
                said.append(f"{real} is open in another Skillgap, or another program is using it; not examined further")
                return
            said.append("no other program is using it")
        with check("Pages") as said:
            check_pages(connection, real)
            said.append("whole")
        with check("Schema") as said:
            check_schema(connection, real, version)
            said.append(f"as in version {version}")
        with check("Entries") as said:
            events, _ = check_events(connection, real)
            said.append(f"{len(events)}, all intact")
    finally:
        if connection is not None:
            connection.close()
