"""A real disk of one megabyte that fills up, and one that may only be read."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from roadmaps.faults import Fault
from store.atomic_files import write_atomically
from store.journal import Journal, StoreError
from tests.endurance.operations import PICTURE, start_again
from tests.endurance.person import FILE, Desk, said
from tests.posix import account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILLER = "filler"
_PAGE = 4096


def why_not() -> str:
    """Why no disk can be mounted here; nothing where one can."""
    return "" if account() == 0 else "only the administrator may mount a disk"


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of one megabyte. Raises PermissionError where even the administrator may not mount one."""
    folder = place / "disk"
    folder.mkdir()
    mounted = _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    if mounted:
        raise PermissionError(mounted)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*options: str) -> str:
    done = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def fill_up(place: Path) -> tuple[int, int, list[str]]:
    """Work on the small disk with every amount of room left, in pages; how often it was too little, how often enough.

    Says what was wrong: a disk that is full is told, loses nothing, leaves nothing, and all is well once there is room.
    """
    wrong: list[str] = []
    refused = kept = 0
    with small_disk(place) as folder:
        for pages in range(14):
            with ExitStack() as held:
                desk = Desk(folder, held)
                if not (folder / FILE).exists():
                    desk.tick(0)
                _leave_room(folder, pages)
                before = desk.said()
                told = desk.tick_all()
                refused, kept = refused + bool(told), kept + (not told)
                if told and ("no room left" not in told or desk.said() != before):
                    wrong.append(f"{pages} pages left: {told!r}, {len(desk.said())} events on the screen")
                wrong += [f"{pages} pages left: the screen shows another {each}" for each in desk.differences()]
                try:
                    write_atomically(folder / PICTURE, bytes(60_000))
                    wrong += [f"{pages} pages left: the picture is not whole"] * (
                        (folder / PICTURE).read_bytes() != bytes(60_000)
                    )
                except Fault as fault:
                    if "no room left" not in str(fault) or (folder / PICTURE).exists():
                        wrong.append(f"{pages} pages left: {fault}")
                (folder / _FILLER).unlink()
                if told and desk.tick_all():
                    wrong.append(f"{pages} pages left: not even once there was room")
                shown = desk.said()
            with suppress(FileNotFoundError):
                (folder / PICTURE).unlink()
            _, found = start_again(folder)
            if found != shown:
                wrong.append(f"{pages} pages left: {len(found)} events at the next start, {len(shown)} were shown")
            if left := {each.name for each in folder.iterdir()} - {FILE, "settings.ini"}:
                wrong.append(f"{pages} pages left: left {left}")
    return refused, kept, wrong


def _leave_room(folder: Path, pages: int) -> None:
    """Fill the disk up to so many pages."""
    with (folder / _FILLER).open("wb", buffering=0) as filler:
        with suppress(OSError):
            while True:
                filler.write(bytes(_PAGE))
        filler.truncate(max(0, filler.tell() - pages * _PAGE))


def only_read(place: Path) -> list[str]:
    """Open a file on a disk that may only be read; what was wrong."""
    wrong = []
    with small_disk(place) as folder:
        with ExitStack() as held:
            desk = Desk(folder, held)
            desk.tick_all()
            shown = desk.said()
        if reason := _mount("-o", "remount,ro", str(folder)):
            return [reason]
        before = (folder / FILE).stat()
        with Journal.open(folder / FILE) as journal:
            if said(journal.events()) != shown:
                wrong.append("it does not show what is there")
            if not journal.read_only:
                wrong.append("it is not said to be read only")
        with ExitStack() as held:
            told = Desk(folder, held).tick(0)
            if "read-only" not in told:
                wrong.append(f"a tick is told {told!r}")
        try:
            write_atomically(folder / PICTURE, b"picture")
            wrong.append("a picture was saved")
        except StoreError as fault:
            if "is read-only" not in str(fault):
                wrong.append(str(fault))
        if (folder / FILE).stat() != before:
            wrong.append("the file was touched")
    return wrong
