"""Backups: complete, checked copies of the user's file in a folder, and which of them are kept."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from store.atomic_files import make_private_folder, written_file
from store.backup_reader import read_checked
from store.errors import StoreError, backup_failed, reason_and_remedy
from store.file_identity import folder_of
from store.platform import sync_folder
from store.retention import USUAL, migrations_to_keep, moments_to_keep
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from store.atomic_files import TemporaryFile
    from store.retention import Retention
    from store.snapshot import Snapshot
    from store.watch import Watch

_SUFFIX = ".db"
_MOMENT = "%Y-%m-%dT%H%M%SZ"
_AFTER_STEM = re.compile(r"\.(\d{4}-\d{2}-\d{2}T\d{6}Z)\.([a-z-]+?)(?:-(\d{1,9}))?\.db")
# A name can have 255 bytes, of which moment and reason take up to 60.
_LONGEST_STEM = 180


class Reason(StrEnum):
    """Why a backup was made."""

    ORDINARY = "ordinary"
    BEFORE_RESTORE = "before-restore"
    BEFORE_IMPORT = "before-import"
    BEFORE_MIGRATION = "before-migration-from"


_OCCASIONS = {
    Reason.ORDINARY: "",
    Reason.BEFORE_RESTORE: "before a restore",
    Reason.BEFORE_IMPORT: "before an import",
    Reason.BEFORE_MIGRATION: "before a new version",
}


class Backup(NamedTuple):
    """A file in the folder that is named like a backup of ours. Its content is unknown until it is read."""

    path: Path
    moment: datetime
    """When it was made, in UTC."""
    reason: Reason
    version: int = 0
    """The schema version of a pre-migration backup."""

    @property
    def occasion(self) -> str:
        """What it was made before, in words; empty for an ordinary backup."""
        return _OCCASIONS[self.reason]

    @property
    def is_pre_migration(self) -> bool:
        """Whether it was made before a migration. Such backups have a retention rule of their own."""
        return self.reason is Reason.BEFORE_MIGRATION


def list_backups(data_file: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a file, newest first, by their names; of another ``folder`` than the one beside it, if given.

    Other files and folders are ignored.

    Raises StoreError if the folder cannot be listed.
    """
    folder, stem = folder or folder_of(data_file), _stem(data_file)
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                backup = _parse_name(folder / entry.name, stem)
                if backup and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    found.append(backup)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"The backups in {folder} cannot be listed: {error.strerror or error}.") from error
    return sorted(found, key=lambda backup: (backup.moment, backup.path.name), reverse=True)


def keep(
    snapshot: Snapshot,
    data_file: Path,
    reason: Reason,
    *,
    version: int = 0,
    begun: datetime | None = None,
    at: str = "",
    watch: Watch = unwatched,
    folder: Path | None = None,
    rule: Retention = USUAL,
) -> Backup:
    """Write a snapshot as a backup, sync it, run every check on it, and move it into place. In any thread.

    Then older backups are deleted by the retention ``rule``. Raises BackupFailed, and leaves nothing incomplete;
    neither does an exception raised by ``watch``. ``begun`` is the backup's moment, by default now, and ``at`` that
    time of day for the error message. ``folder`` is the one that the user chose, which is never made: if it is
    absent, it may be on a disk that is not connected.
    """
    moment = (begun or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    is_chosen, folder = folder is not None, folder or folder_of(data_file)
    try:
        if is_chosen and not os.path.lexists(folder):
            raise StoreError(f"the backup folder {folder} cannot be reached")
        if os.path.lexists(folder) and not folder.is_dir():
            raise StoreError(
                f"{folder} should be the folder for backups, but something else has that name. Move it away."
            )
        make_private_folder(folder)
        with written_file(folder, snapshot.write) as temporary:
            if read_checked(temporary.path, watch).last_row != snapshot.last_row:
                raise StoreError("the copy does not match the file")
            watch(1.0)
            backup = _move_into_place(temporary, data_file, folder, moment, reason, version)
            sync_folder(folder)
    except (OSError, sqlite3.Error, StoreError) as error:
        raise backup_failed(at, error) from error
    finally:
        snapshot.close()
    if snapshot.is_in_place:
        with suppress(StoreError, OSError):  # what cannot be deleted now is deleted after the next backup
            apply_retention(data_file, moment, [backup], folder, rule)
    return backup


def copy_backups(
    data_file: Path, folder: Path, now: datetime, source: Path | None = None, rule: Retention = USUAL
) -> int:
    """Copy to a second folder what it lacks of the backups, each synced and read back; returns how many are there then.

    The folder is not made: one that is not there may be a disk that is not plugged in. The retention rule holds in it,
    too. In any thread. Raises StoreError; what was copied before that stays, and nothing incomplete does.
    """
    if not folder.is_dir():
        raise StoreError(f"The second backup folder {folder} cannot be reached.")
    there = list_backups(data_file, folder)
    here = _lacking(data_file, folder, source)
    wanted = _to_keep(sorted([*here, *there], key=lambda backup: backup.moment, reverse=True), now, rule)
    for backup in here:
        if backup in wanted and _passes_checks(backup):
            _copy_to(folder, backup)
    with suppress(StoreError, OSError):
        apply_retention(data_file, now, folder=folder, rule=rule)
    return len(list_backups(data_file, folder))


def copy_all_backups(data_file: Path, source: Path, folder: Path, watch: Watch = unwatched) -> list[Path]:
    """Copy every readable backup to another folder that is there, each synced and read back; returns the copies.

    In any thread. Raises StoreError, or what ``watch`` raises; then the copies are deleted again.
    """
    made: list[Path] = []
    try:
        lacking = _lacking(data_file, folder, source)
        for place, backup in enumerate(lacking):
            watch(place / (len(lacking) + 1))
            if _passes_checks(backup):
                made.append(_copy_to(folder, backup))
        watch(1.0)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return made


def surplus_backups(data_file: Path, now: datetime, folder: Path, rule: Retention) -> int:
    """How many backups a rule would delete. In any thread. Raises StoreError."""
    backups = list_backups(data_file, folder)
    return len(backups) - len(_to_keep(backups, now, rule))


def _lacking(data_file: Path, folder: Path, source: Path | None) -> list[Backup]:
    """The backups, newest first, that another folder does not have by name."""
    there = {backup.path.name for backup in list_backups(data_file, folder)}
    return [backup for backup in list_backups(data_file, source) if backup.path.name not in there]


def _copy_to(folder: Path, backup: Backup) -> Path:
    copy = folder / backup.path.name
    try:
        with written_file(folder, lambda path: shutil.copyfile(backup.path, path)) as temporary:
            if read_checked(temporary.path).last_row != read_checked(backup.path).last_row:
                raise StoreError("a copy does not match its backup")
            temporary.replace(copy)
            sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        reason, _ = reason_and_remedy(error)
        raise StoreError(f"Backups were not copied to {folder}: {reason}. Your work is saved.") from error
    except StoreError as error:
        raise StoreError(f"Backups were not copied to {folder}: {str(error).removesuffix('.')}.") from error
    return copy


def apply_retention(
    data_file: Path,
    now: datetime,
    spared: Iterable[Backup] = (),
    folder: Path | None = None,
    rule: Retention = USUAL,
) -> list[Backup]:
    """Delete and return the backups that need not be kept.

    A backup is deleted only if it passes every check and so does the next newer one of its kind that is kept. One that
    does not pass is never touched, and does not count.
    """
    is_sound: dict[Backup, bool] = dict.fromkeys(spared, True)

    def passes(backup: Backup) -> bool:
        if backup not in is_sound:
            is_sound[backup] = _passes_checks(backup)
        return is_sound[backup]

    backups = list_backups(data_file, folder)
    while True:
        candidates = [backup for backup in backups if is_sound.get(backup, True)]
        kept = _to_keep(candidates, now, rule).union(spared)
        surplus = [backup for backup in candidates if backup not in kept]
        to_check = {*surplus, *(each for backup in surplus for each in _next_newer(backup, candidates, kept))}
        if all(passes(backup) for backup in to_check):  # otherwise start again without the one that failed
            break
    for backup in surplus:
        backup.path.unlink(missing_ok=True)
    return surplus


def _to_keep(among: Sequence[Backup], now: datetime, rule: Retention) -> set[Backup]:
    moments = moments_to_keep((each.moment for each in among if not each.is_pre_migration), now, rule)
    migrations = migrations_to_keep((each.version, each.moment) for each in among if each.is_pre_migration)
    return {
        each
        for each in among
        if ((each.version, each.moment) in migrations if each.is_pre_migration else each.moment in moments)
    }


def _next_newer(backup: Backup, among: Sequence[Backup], kept: set[Backup]) -> list[Backup]:
    """The next newer backup of the same kind that is kept, if any."""
    newer = [
        each
        for each in among
        if each in kept and each.is_pre_migration is backup.is_pre_migration and each.moment > backup.moment
    ]
    return newer[-1:]


def _passes_checks(backup: Backup) -> bool:
    try:
        read_checked(backup.path)
    except StoreError:
        return False
    return True


def _stem(data_file: Path) -> str:
    # Only our own suffix is dropped: "a.db" and "a.sqlite" can be in one folder.
    stem = data_file.stem if data_file.suffix == _SUFFIX else data_file.name
    encoded = os.fsencode(stem)
    if len(encoded) <= _LONGEST_STEM:
        return stem
    digest = hashlib.blake2b(encoded, digest_size=6).hexdigest()
    return f"{encoded[: _LONGEST_STEM - 13].decode(errors='ignore')}-{digest}"


def _parse_name(path: Path, stem: str) -> Backup | None:
    parts = _AFTER_STEM.fullmatch(path.name, len(stem)) if path.name.startswith(stem) else None
    if parts is None:
        return None
    try:
        moment = datetime.strptime(parts[1], _MOMENT).replace(tzinfo=UTC)
        backup = Backup(path, moment, Reason(parts[2]), int(parts[3] or 0))
    except ValueError:
        return None
    return backup if backup.is_pre_migration is (parts[3] is not None) else None


def _move_into_place(
    temporary: TemporaryFile, data_file: Path, folder: Path, moment: datetime, reason: Reason, version: int
) -> Backup:
    """Rename a finished backup; if its second is taken, to the next free one."""
    taken = {each.moment for each in list_backups(data_file, folder)}
    ending = f"{reason}{f'-{version}' if reason is Reason.BEFORE_MIGRATION else ''}{_SUFFIX}"
    while True:
        if moment not in taken:
            # Not strftime, which writes the year 9 with one digit.
            text = f"{moment.replace(tzinfo=None).isoformat().replace(':', '')}Z"
            path = folder / f"{_stem(data_file)}.{text}.{ending}"
            with suppress(FileExistsError):
                temporary.move_to(path)
                return Backup(path, moment, reason, version)
        moment += timedelta(seconds=1)
