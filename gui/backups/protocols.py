"""The user’s file and its backups as the window sees them; ``main.py`` provides both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from gui.app.background import Watch
    from roadmaps.faults import Fault
    from roadmaps.journal import Event


Opened = TypeVar("Opened", covariant=True)


class Backup(Protocol):
    """A backup, by its name."""

    @property
    def path(self) -> Path:
        """The path of its file."""

    @property
    def moment(self) -> datetime:
        """When it was made, with its time zone."""

    @property
    def occasion(self) -> str:
        """The event before which it was made, in words; empty for a regular one."""


class BackupSource(Protocol):
    """Lists and reads backups, in any thread."""

    def backups(self) -> Sequence[Backup]:
        """Every backup by its name, the newest first. Raises Fault."""

    def read(self, backup: Path) -> Sequence[Event]:
        """The events in a backup, after every check. Raises Fault if it is not readable."""


class Replacement(Protocol):
    """A replacement for the contents of the file. Everything raises Fault, after which nothing has changed."""

    @property
    def events(self) -> Sequence[Event]:
        """What the file will hold; known once the replacement is made."""

    def make(self, watch: Watch) -> None:
        """Do the long part, in any thread: make and check the new file, and back up the old one.

        Whatever ``watch`` raises leaves everything as it was.
        """

    def put_in_place(self) -> Backup | None:
        """Replace the file; returns the backup of what was there, None if there was none."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete whatever was made and not put in place."""


class BackupRepository(BackupSource, Protocol):
    """The open file, with its backups. Everything raises Fault, after which nothing has changed."""

    @property
    def path(self) -> Path:
        """The path of the file, existing or not: absolute, links resolved."""

    @property
    def folder(self) -> Path:
        """Where the backups are or will be."""

    backup_folder: Path | None
    """The folder in place of the one beside the file."""
    rule: Sequence[int]
    """How many backups are kept: all of so many days, then one of each of so many days, weeks and months."""
    unconfirmed: str
    """A sentence on what did not go through at the end of a move; else empty."""

    def copies_in(self, folder: Path, watch: Watch) -> Sequence[Path]:
        """Copy every readable backup to a folder that is to take the place of this one; returns the copies.

        In any thread. Whatever ``watch`` raises leaves no copy behind.
        """

    def surplus(self, rule: Sequence[int]) -> int:
        """How many backups would go if ``rule`` held. In any thread."""

    def moving(self, folder: Path, remember: Callable[[Path, Path | None], object]) -> Replacement:
        """Begin to move the file to another folder; ``remember`` is called with its new place and that of backups."""

    def copy_backups(self, folder: Path) -> int:
        """Copy to a second folder what it lacks of the backups, and read each back; returns how many are there then.

        In any thread.
        """

    def needs_backup(self) -> bool:
        """Whether the file holds anything that the last backup does not."""

    def copy(self) -> Callable[[], Backup] | None:
        """Copy the current contents; the function returned turns them into a backup, in any thread."""

    def restoring(self, backup: Path) -> Replacement:
        """Begin to replace the file by a backup."""

    def replacing(self, events: Sequence[Event]) -> Replacement:
        """Begin to replace everything in the file by other events."""


class ClosedFile(BackupSource, Protocol):
    """A file that is not open, with its backups."""

    def restore_unopened(self, backup: Path, watch: Watch) -> Path | None:
        """Replace the file by a backup; returns where the old file is kept, None if there was none. In any thread.

        Raises Fault.
        """

    @property
    def unconfirmed(self) -> str:
        """A sentence if the disk did not confirm the replacement; else empty."""


class FileToOpen(ClosedFile, Protocol[Opened]):
    """The user’s file, to be opened."""

    def open(self, *held: tuple[int, str] | None, watch: Watch = ...) -> Opened:
        """Open it, expecting it to begin with one of ``held``. Raises Fault if not, or if anything is wrong with it.

        In any thread. Whatever ``watch`` raises leaves it unchanged and closed.
        """

    def trouble_of(self, fault: Fault) -> str:
        """The kind of a fault: "damaged", "foreign", "shrunk", or empty."""

    def findings(self) -> list[str]:
        """The result of each check of the file, one line each."""
