"""Backups: whole, checked copies of the person's file in the folder beside it, and which of them are kept."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from store.atomic_files import make_private_folder, move_into_place, remove_leftovers, sync_folder, temporary_file
from store.backup_reader import read_checked
from store.errors import StoreError, backup_failed
from store.file_identity import folder_of
from store.retention import migrations_to_keep, moments_to_keep
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from store.snapshot import Snapshot
    from store.watch import Watch

_SUFFIX = ".db"
_MOMENT = "%Y-%m-%dT%H%M%SZ"
_REST = re.compile(r"\.(\d{4}-\d{2}-\d{2}T\d{6}Z)\.([a-z-]+?)(?:-(\d{1,9}))?\.db")
# A name may have 255 bytes, of which moment and reason take up to 60.
_LONGEST_STEM = 180


class Reason(StrEnum):
    """Why a backup was made."""

    ORDINARY = "ordinary"
    BEFORE_RESTORE = "before-restore"
    BEFORE_IMPORT = "before-import"
    BEFORE_MIGRATION = "before-migration-from"

    @property
    def words(self) -> str:
        """What it was made before, in words; empty for an ordinary one."""
        return _WORDS[self]


_WORDS = {
    Reason.ORDINARY: "",
    Reason.BEFORE_RESTORE: "before a restore",
    Reason.BEFORE_IMPORT: "before an import",
    Reason.BEFORE_MIGRATION: "before a new version",
}


class Backup(NamedTuple):
    """A file in the folder that is named as a backup of ours; what is in it shows when it is read."""

    path: Path
    moment: datetime
    """When it was made, in UTC."""
    reason: Reason
    version: int = 0
    """Of one from before a migration: the version of its schema."""

    @property
    def occasion(self) -> str:
        """What it was made before, in words; empty for an ordinary one."""
        return self.reason.words


def list_backups(data_file: Path) -> list[Backup]:
    """The backups of a file by their names, the newest first. What is named otherwise, or is no file, is left out.

    Raises StoreError where the folder cannot be listed.
    """
    folder, stem = folder_of(data_file), _stem(data_file)
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                backup = _recognise(folder / entry.name, stem)
                if backup and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    found.append(backup)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"The backups in {folder} cannot be listed: {error.strerror or error}.") from error
    return sorted(found, key=lambda backup: (backup.moment, backup.path.name), reverse=True)


def make_backup_folder(data_file: Path) -> Path:
    """The folder of the backups, made where it is missing. Raises StoreError where something else has its name."""
    folder = folder_of(data_file)
    if os.path.lexists(folder) and not folder.is_dir():
        raise StoreError(f"{folder} should be the folder for backups, but something else has that name. Move it away.")
    make_private_folder(folder)
    return folder


def keep(
    snapshot: Snapshot,
    data_file: Path,
    reason: Reason,
    *,
    version: int = 0,
    now: Callable[[], datetime] | None = None,
    at: str = "",
    watch: Watch = unwatched,
) -> Backup:
    """Make a backup of a snapshot: written, synced, read and checked in full, then moved into place. In any thread.

    Where that succeeded, older ones are thinned out. Raises BackupFailed, and leaves nothing half done; so does what
    ``watch`` raises. ``at`` is the time of day as its sentence has it.
    """
    moment = (now or _now)().astimezone(UTC).replace(microsecond=0)
    folder = folder_of(data_file)
    try:
        make_backup_folder(data_file)
        remove_leftovers(folder)
        with temporary_file(folder, 0o600) as (descriptor, temporary):
            snapshot.write(temporary)
            os.fsync(descriptor)
            if read_checked(temporary, watch).tail != snapshot.tail:
                raise StoreError("the copy does not match the file")
            watch(1.0)
            backup = _move(temporary, data_file, Backup(folder, moment, reason, version))
            sync_folder(folder)
    except (OSError, sqlite3.Error, StoreError) as error:
        raise backup_failed(at, error) from error
    finally:
        snapshot.forget()
    if snapshot.is_in_place:
        with suppress(StoreError, OSError):  # what could not be removed now is removed after the next backup
            thin(data_file, moment, spared=[backup])
    return backup


def thin(data_file: Path, now: datetime, spared: Iterable[Backup] = ()) -> list[Backup]:
    """Remove what need not be kept; returns what was removed. A file that does not read well is never touched.

    One is removed only where it reads well itself, and so does the one that stands for it.
    """
    sound: dict[Backup, bool] = dict.fromkeys(spared, True)

    def reads_well(backup: Backup) -> bool:
        if backup not in sound:
            sound[backup] = _reads_well(backup)
        return sound[backup]

    backups = list_backups(data_file)
    while True:
        good = [backup for backup in backups if sound.get(backup, True)]
        stays = _kept(good, now).union(spared)
        surplus = [backup for backup in good if backup not in stays]
        asked = {*surplus, *(each for backup in surplus for each in _standing_for(backup, good, stays))}
        if all(reads_well(backup) for backup in asked):  # else one takes nobody's place: the reckoning begins anew
            break
    for backup in surplus:
        backup.path.unlink(missing_ok=True)
    return surplus


def _is_apart(backup: Backup) -> bool:
    return backup.reason is Reason.BEFORE_MIGRATION


def _kept(among: Sequence[Backup], now: datetime) -> set[Backup]:
    moments = moments_to_keep((each.moment for each in among if not _is_apart(each)), now)
    migrations = migrations_to_keep((each.version, each.moment) for each in among if _is_apart(each))
    return {
        each
        for each in among
        if ((each.version, each.moment) in migrations if _is_apart(each) else each.moment in moments)
    }


def _standing_for(backup: Backup, among: Sequence[Backup], stays: set[Backup]) -> list[Backup]:
    """The next newer one of its kind that stays."""
    newer = [
        each for each in among if each in stays and _is_apart(each) is _is_apart(backup) and each.moment > backup.moment
    ]
    return newer[-1:]


def _reads_well(backup: Backup) -> bool:
    try:
        read_checked(backup.path)
    except StoreError:
        return False
    return True


def _now() -> datetime:
    return datetime.now(UTC)


def _stem(data_file: Path) -> str:
    # Of a name that does not end as ours do, all of it: "a.db" and "a.sqlite" may lie in one folder.
    stem = data_file.stem if data_file.suffix == _SUFFIX else data_file.name
    encoded = os.fsencode(stem)
    if len(encoded) <= _LONGEST_STEM:
        return stem
    digest = hashlib.blake2b(encoded, digest_size=6).hexdigest()
    return f"{encoded[: _LONGEST_STEM - 13].decode(errors='ignore')}-{digest}"


def _recognise(path: Path, stem: str) -> Backup | None:
    if not path.name.startswith(stem):
        return None
    parts = _REST.fullmatch(path.name, len(stem))
    if parts is None:
        return None
    try:
        moment = datetime.strptime(parts[1], _MOMENT).replace(tzinfo=UTC)
        reason = Reason(parts[2])
    except ValueError:
        return None
    if (reason is Reason.BEFORE_MIGRATION) is not (parts[3] is not None):
        return None
    return Backup(path, moment, reason, int(parts[3] or 0))


def _move(temporary: Path, data_file: Path, backup: Backup) -> Backup:
    """Give a finished backup its name; where its second is taken, that of the next free one."""
    taken = {each.moment for each in list_backups(data_file)}
    moment = backup.moment
    while True:
        version = f"-{backup.version}" if backup.reason is Reason.BEFORE_MIGRATION else ""
        # Not strftime, which writes the year 9 with one digit.
        said = f"{moment.replace(tzinfo=None).isoformat().replace(':', '')}Z"
        path = backup.path / f"{_stem(data_file)}.{said}.{backup.reason}{version}{_SUFFIX}"
        if moment not in taken:
            with suppress(FileExistsError):
                move_into_place(temporary, path)
                return backup._replace(path=path, moment=moment)
        moment += timedelta(seconds=1)
