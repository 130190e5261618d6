"""Opening a file: every check before it is trusted, recovery from an interrupted write, and migration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.atomic_files import can_create_files_in, has_another_name, may_write_to, remove_leftovers
from store.checks import can_write, check_all, connect, sqlite_errors_as_faults
from store.errors import ShrunkFile, StoreError, damaged, in_use, linked
from store.file_identity import check_header, hot_journal, identify, is_open_here
from store.open_file import OpenFile, ends_with
from store.platform import DURABLE
from store.sidecar_files import check_sidecars
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.restoring import PreparedFile
    from store.watch import Watch


class ExpectedContent(NamedTuple):
    """What a file held when it was last closed: the number of events and the id of the last."""

    events: int
    last_id: str

    def is_start_of(self, events: Sequence[Event]) -> bool:
        """Whether ``events`` begin with the expected ones: a file of ours only ever grows."""
        return len(events) >= self.events and (not self.events or events[self.events - 1].id == self.last_id)


def open_checked(
    path: Path,
    expected: Sequence[ExpectedContent] = (),
    prepared: PreparedFile | None = None,
    watch: Watch = unwatched,
    backup_folder: Path | None = None,
) -> OpenFile:
    """Open a file of ours with an exclusive lock, ready to write, after every check. Raises StoreError.

    The file is left untouched on failure. It is a ShrunkFile if it starts with none of the ``expected`` contents. An
    older version is backed up and then migrated in one transaction, which can no longer be cancelled: ``watch`` gets
    1 before that. A ``prepared`` file is not read again if nothing was written to it since it was checked. The backup
    goes to ``backup_folder``, by default the one beside the file.
    """
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is no longer there. Put it back, or start Skillgap again.")
    if is_open_here(identity):
        raise in_use(path)
    check_header(path)
    _check_names(path)
    check_sidecars(path)
    if hot_journal(path) is not None:
        from store.recovery_trial import try_recovery

        events = try_recovery(path)
        if events is not None:
            _check_expected(events, path, expected)
    with sqlite_errors_as_faults(path):
        opened = OpenFile(path, connect(path, "rw"), identity)
    try:
        with sqlite_errors_as_faults(path):
            _take_over(opened, expected, prepared, watch, backup_folder)
        found = identify(path)  # the size may have changed by a rollback or a migration
        if found is None or found.file != identity.file:
            raise StoreError(f"{path} was replaced while it was being opened. Start Skillgap again.")
        opened.identity = found
    except BaseException:
        opened.close()
        raise
    return opened


def _check_names(path: Path) -> None:
    """Raise StoreError for a writable file with two names.

    The journal of an interrupted write has the name under which the file was then open. Opened by its other name, the
    file would look sound, and what is written then would be lost when it is next opened by the first name.
    """
    if path.stat().st_nlink == 1:
        return
    from store.restoring import undo_set_aside

    remove_leftovers(path.parent)  # a temporary name left by a crash during creation
    undo_set_aside(path)
    if has_another_name(path) and may_write_to(path):
        raise linked(path)


def _take_over(
    opened: OpenFile,
    expected: Sequence[ExpectedContent],
    prepared: PreparedFile | None,
    watch: Watch,
    backup_folder: Path | None,
) -> None:
    connection, path = opened.connection, opened.path
    # Rolls back an interrupted write. If the file is read-only, SQLite silently begins a read transaction. Lock first,
    # then set the locking mode: otherwise two programs that keep their shared locks would wait for each other.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    if prepared is not None and _is_as_prepared(opened, prepared):
        version, opened.events, opened.last_row = prepared.reading
    else:
        version, opened.events, opened.last_row = check_all(connection, path, watch)
    watch(1.0)
    _check_expected(opened.events, path, expected)
    opened.read_only = not can_write(connection) or not can_create_files_in(path.parent)
    connection.execute("COMMIT")  # the lock is kept
    for pragma in DURABLE:
        connection.execute(f"PRAGMA {pragma}")
    if not opened.read_only:
        (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        if mode != "truncate":
            raise StoreError(f"{path} cannot be written safely: SQLite stays in {mode!r} mode. It was left untouched.")
        if version < migrations.newest_version():
            _migrate(opened, version, backup_folder)


def _is_as_prepared(opened: OpenFile, prepared: PreparedFile) -> bool:
    """Whether the file is still the one that was checked, by the rule of ``OpenFile.is_unchanged``."""
    found, checked = identify(opened.path), prepared.identity
    if found is None or (found.file, found.size, found.mtime) != (checked.file, checked.size, checked.mtime):
        return False
    return ends_with(opened.connection, prepared.reading.last_row)


def _migrate(opened: OpenFile, version: int, backup_folder: Path | None) -> None:
    connection, path = opened.connection, opened.path
    _back_up(opened, version, backup_folder)  # before the transaction, inside which SQLite cannot make a backup
    connection.execute("BEGIN EXCLUSIVE")
    migrations.migrate(connection)
    if check_all(connection, path) != (migrations.newest_version(), opened.events, opened.last_row):
        raise damaged(path, "its entries changed while it was being brought up to date, so that was undone")
    connection.execute("COMMIT")


def _check_expected(events: Sequence[Event], path: Path, expected: Sequence[ExpectedContent]) -> None:
    if not expected or any(each.is_start_of(events) for each in expected):
        return
    if len(events) < expected[0].events:
        raise ShrunkFile(
            f"{path} holds {len(events)} entries, but held {expected[0].events} when it was last closed. It was left "
            "untouched. It may be an older copy."
        )
    raise ShrunkFile(
        f"{path} holds different entries from when it was last closed. It was left untouched. "
        "It may be a different file."
    )


def _back_up(opened: OpenFile, version: int, folder: Path | None) -> None:
    from store.backups import Reason, keep
    from store.snapshot import take_snapshot

    snapshot = take_snapshot(opened.connection, opened.last_row)
    try:
        keep(snapshot, opened.path, Reason.BEFORE_MIGRATION, version=version, folder=folder)
    except StoreError as fault:
        raise StoreError(
            f"{opened.path} is from an older version, and is backed up before it is brought up to date. {fault} The "
            "file was left untouched."
        ) from fault
