"""What the window knows of the person's file and its backups; ``main.py`` hands it in."""

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
        """Where it lies."""

    @property
    def moment(self) -> datetime:
        """When it was made, aware of its time zone."""

    @property
    def occasion(self) -> str:
        """What it was made before, in words; empty for an ordinary one."""


class BackupSource(Protocol):
    """Where backups are found and read, in any thread."""

    def backups(self) -> Sequence[Backup]:
        """Every backup by its name, the newest first. Raises Fault."""

    def read(self, backup: Path) -> Sequence[Event]:
        """What is in one, after every check. Raises Fault for one that does not read well."""


class Replacement(Protocol):
    """Other events for the place of what is in the file. Everything raises Fault, and then nothing has changed."""

    @property
    def events(self) -> Sequence[Event]:
        """What the file will hold; known once it is made."""

    def make(self, watch: Watch) -> None:
        """Do what takes long, in any thread: make and check the new file, and back up the old one.

        Whatever ``watch`` raises leaves everything as it was.
        """

    def put_in_place(self) -> Backup | None:
        """Let it take the place of the file; returns the backup of what was there, None where nothing was."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whatever was made and did not take the place of the file is gone."""


class BackupRepository(BackupSource, Protocol):
    """The file that is open, with its backups. Everything raises Fault, and then nothing has changed."""

    @property
    def path(self) -> Path:
        """Where the file is, or will be: absolute, links followed."""

    def needs_backup(self) -> bool:
        """Whether the file holds something that the last backup does not."""

    def copy(self) -> Callable[[], Backup] | None:
        """Copy what the file holds now; what is returned makes a backup of it in any thread."""

    def restoring(self, backup: Path) -> Replacement:
        """Begin to put a backup in the place of the file."""

    def replacing(self, events: Sequence[Event]) -> Replacement:
        """Begin to put other events in the place of all that the file holds."""


class ClosedFile(BackupSource, Protocol):
    """A file that is not open, with its backups."""

    def restore_unopened(self, backup: Path, watch: Watch) -> Path | None:
        """Put a backup in its place; returns where what was there is kept, None where nothing was. In any thread.

        Raises Fault.
        """

    @property
    def unconfirmed(self) -> str:
        """A sentence where the disk did not confirm that; else nothing."""


class FileToOpen(ClosedFile, Protocol[Opened]):
    """The person's file, to be opened."""

    def open(self, *held: tuple[int, str] | None) -> Opened:
        """Open it. Raises Fault where something is wrong with it, and where it begins with nothing that it may hold."""

    def trouble_of(self, fault: Fault) -> str:
        """What kind of fault it was: "damaged", "foreign", "shrunk", or none of them."""

    def findings(self) -> list[str]:
        """What each check says of the file, a line each."""
