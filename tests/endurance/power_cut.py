"""The power fails after any call: what was acknowledged is there, and nothing is damaged."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from store.atomic_files import write_atomically
from store.journal import Journal, StoreError
from tests.endurance.call_log import OPTIONS, Acknowledgement, read_log
from tests.endurance.child import Child
from tests.endurance.disk import Disk
from tests.endurance.operations import PICTURE
from tests.endurance.person import FILE, Desk
from tests.endurance.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal import Event
    from tests.endurance.call_log import Step
    from tests.endurance.child import Work


class Mode(Enum):
    """How the file is kept: as it is, or in a way that is known to lose, by which the model of the disk is judged."""

    OURS = "TRUNCATE and FULL"
    NO_SYNC = "DELETE and OFF"
    WRITE_AHEAD = "WAL and NORMAL"
    UNSYNCED_FILES = "new files and exports without fsync"


_PRAGMAS = {
    Mode.NO_SYNC: ("journal_mode = DELETE", "synchronous = OFF"),
    Mode.WRITE_AHEAD: ("journal_mode = WAL", "synchronous = NORMAL"),
}


class Outcome(NamedTuple):
    """What was found after many power cuts."""

    images: int
    lost: int
    """Images in which something is missing that was acknowledged."""
    damaged: int
    """Images that cannot be opened, or hold an event that was never written."""
    examples: list[str]


class Recording(NamedTuple):
    """What a user did, call by call; all their events; and how often a picture was saved."""

    steps: list[Step]
    events: Sequence[Event]


def record(place: Path, mode: Mode, deeds: int, seed: int) -> Recording:
    """Let a person begin with an empty folder and work; write down every call that reaches the disk."""
    folder = Path(os.path.realpath(tempfile.mkdtemp(dir=place)))
    log = folder.with_suffix(".log")
    with Child(partial(_work, folder, mode, seed)) as child:
        child.hear()
        with traced(child, log, *OPTIONS):
            for _ in range(deeds):
                child.proceed()
            child.proceed("close")
    with Journal.open(folder / FILE) as journal:
        return Recording(read_log(log, folder), journal.events())


def _work(folder: Path, mode: Mode, seed: int) -> Work:
    pick = random.Random(seed)
    connections: list[sqlite3.Connection] = []
    pragmas = _PRAGMAS.get(mode, ())
    connect = sqlite3.connect

    def remember(*args: object, **options: object) -> sqlite3.Connection:
        connections.append(connect(*args, **options))  # type: ignore[call-overload]  # passes on what it was given
        return connections[-1]

    with ExitStack() as held:
        held.enter_context(patch.object(sqlite3, "connect", remember))
        if mode is Mode.UNSYNCED_FILES:
            held.enter_context(patch.object(os, "fsync", lambda _: None))
        with ExitStack() as opened:
            desk = Desk(folder, opened)
            picture = 0
            word = yield {"events": 0, "picture": 0}
            for number in range(10**6):
                if word == "close":
                    break
                match pick.choices(["tick", "all", "undo", "picture"], [6, 1, 2, 1])[0]:
                    case "all":
                        desk.tick_all()
                    case "undo" if desk.tracker.undo_stack.next_undo:
                        desk.tracker.undo()
                    case "picture":
                        write_atomically(folder / PICTURE, _picture(picture + 1))
                        picture += 1
                    case _:
                        desk.tick(number)
                if pragmas and len(connections) > 1:  # the first one made the file
                    for pragma in pragmas:
                        connections[-1].execute(f"PRAGMA {pragma}").fetchall()
                    pragmas = ()
                word = yield {"events": len(desk.journal.events()), "picture": picture}
        yield "closed"


def cut_the_power(recording: Recording, place: Path, images: int, seed: int) -> Outcome:
    """Cut it ``images`` times, evenly over all calls of a recording, and look at what is left each time."""
    chance = random.Random(seed)
    disk, folder = Disk(), Path(tempfile.mkdtemp(dir=place)) / "image"
    events = picture = lost = damaged = made = 0
    examples: list[str] = []
    for number, step in enumerate(recording.steps, 1):
        disk.do(step)
        if isinstance(step, Acknowledgement):
            message = json.loads(step.message)
            if isinstance(message, dict):
                events, picture = message["events"], message["picture"]
        while made < images * number // len(recording.steps):
            made += 1
            folder.mkdir()
            disk.cut_the_power(chance, folder)
            is_lost, is_damaged, finding = _look(folder, recording.events, events, picture)
            lost += is_lost
            damaged += is_damaged
            if finding:
                examples.append(f"after call {number} of {len(recording.steps)}: {finding}")
            shutil.rmtree(folder)
    return Outcome(made, lost, damaged, examples[:5])


def _look(folder: Path, said: Sequence[Event], events: int, picture: int) -> tuple[bool, bool, str]:
    """Whether something acknowledged is missing, whether something is damaged, and what, in words."""
    try:
        if (folder / f"{FILE}-wal").exists():  # Skillgap would leave it alone; what it holds is looked at all the same
            with closing(sqlite3.connect(folder / FILE)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        with Journal.open(folder / FILE) as journal:
            found = journal.events()
    except (StoreError, sqlite3.Error) as fault:
        return False, True, str(fault)
    if tuple(found) != tuple(said[: len(found)]):
        return False, True, f"{len(found)} events, and not those that were said"
    if len(found) < events:
        return True, False, f"{len(found)} events of {events} acknowledged ones"
    path = folder / PICTURE
    content = path.read_bytes() if path.exists() else b""
    number = int(content[:8]) if content[:8].isdigit() else 0
    if content and content != _picture(number):
        return False, True, f"a picture of {len(content)} bytes, and not one that was saved"
    if number < picture:
        return True, False, f"picture {number} instead of {picture}"
    return False, False, ""


def _picture(number: int) -> bytes:
    return f"{number:08}\n".encode() * 700
