"""Killed at random times in the midst of work, a program keeps everything that it acknowledged."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from gui.app.settings import Settings
from store.atomic_files import write_atomically
from store.journal import Journal
from tests.endurance.child import Child
from tests.endurance.operations import PICTURE, start_again
from tests.endurance.person import CAN_DOS, FILE, SETTINGS, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from tests.endurance.child import Work

_LONGEST_SECONDS = 0.1
_LONGEST_DEED_SECONDS = 0.006
_RUNS_WITH_A_FILE = 15
"""After so many kills the user starts anew, so that the creation of the file is met, too."""
_ONLY = {FILE, SETTINGS, PICTURE}


class Kept(TypedDict):
    """How many events are on the disk, and which picture."""

    events: int
    picture: int


class Endings(NamedTuple):
    """What came of all kills."""

    runs: int
    acknowledged: int
    """Events, in all runs together."""
    lost: int
    wrong: list[str]


def kill_at_random(place: Path, runs: int, seed: int) -> Endings:
    """Kill a person at work at random times; each run goes on with what the one before left."""
    pick = random.Random(seed)
    acknowledged = lost = 0
    wrong: list[str] = []
    events: Sequence[Event] = ()
    for run in range(runs):
        folder = place / f"kills-{seed}-{run // _RUNS_WITH_A_FILE}"
        if not folder.exists():
            folder.mkdir()
            events = ()
        kept, meant = _work_until_killed(folder, pick)
        start_again(folder)
        with Journal.open(folder / FILE) as journal:
            found = journal.events()
        acknowledged += kept["events"] - len(events)
        lost += max(0, kept["events"] - len(found))
        if found[: len(events)] != events:
            wrong.append(f"run {run}: what was there before is another one")
        if len(found) not in (kept["events"], meant["events"]):
            wrong.append(f"run {run}: {len(found)} events, {kept['events']} acknowledged, {meant['events']} meant")
        if _picture_in(folder) not in (kept["picture"], meant["picture"]):
            wrong.append(f"run {run}: picture {_picture_in(folder)}, acknowledged {kept}, meant {meant}")
        if left := {each.name for each in folder.iterdir()} - _ONLY:
            wrong.append(f"run {run}: left {left}")
        events = found
    return Endings(runs, acknowledged, lost, wrong)


def _work_until_killed(folder: Path, pick: random.Random) -> tuple[Kept, Kept]:
    """What was acknowledged last, and what would have been on the disk after the operation that was cut short."""
    kept = meant = Kept(events=0, picture=0)
    with Child(partial(_work, folder, pick.randrange(2**32))) as child:
        answer = child.hear()
        end = time.monotonic() + pick.random() * _LONGEST_SECONDS
        while answer is not None:
            if "kept" in answer:
                kept = answer["kept"]
            meant = answer.get("meant", kept)
            if "meant" in answer and time.monotonic() > end:
                child.send("on")
                time.sleep(pick.random() * _LONGEST_DEED_SECONDS)  # noqa: TID251  # any moment may be the last
                child.kill()
                answer = child.hear()  # it may have finished, and even begun the next, before it was killed
            else:
                answer = child.proceed()
    return kept, meant


def _work(folder: Path, seed: int) -> Work:
    """Tick, undo, redo, save pictures and settings; announce each step beforehand, and after it what is."""
    pick = random.Random(seed)
    picture = _picture_in(folder)
    with ExitStack() as held:
        desk = Desk(folder, held)
        settings = Settings(folder / SETTINGS)
        tracker, stack = desk.tracker, desk.tracker.undo_stack

        def kept(more_events: int = 0) -> Kept:
            return {"events": len(desk.journal.events()) + more_events, "picture": picture}

        yield {"kept": kept()}
        while True:
            match pick.choices(["tick", "all", "undo", "redo", "picture", "settings"], [8, 2, 3, 1, 2, 1])[0]:
                case "tick":
                    yield {"meant": kept(1)}
                    desk.tick(pick.randrange(1000))
                case "all":
                    unticked = sum(each.id not in tracker.progress.ticks for each in CAN_DOS)
                    yield {"meant": kept(unticked or len(CAN_DOS))}
                    desk.tick_all()
                case "undo" if stack.next_undo:
                    yield {"meant": kept(len(stack.next_undo.changes))}
                    tracker.undo()
                case "redo" if stack.next_redo:
                    yield {"meant": kept(len(stack.next_redo.changes))}
                    tracker.redo()
                case "picture":
                    yield {"meant": kept() | {"picture": picture + 1}}
                    write_atomically(folder / PICTURE, _picture(picture + 1))
                    picture += 1
                case "settings":
                    yield {"meant": kept()}
                    settings.set_text("endurance/word", str(pick.random()) * 50)
                    settings.write()
            yield {"kept": kept()}


def _picture(number: int) -> bytes:
    return f"{number:08}\n".encode() * 20_000


def _picture_in(folder: Path) -> int:
    """The number of the picture; none is 0. Raises AssertionError for one that is not whole."""
    path = folder / PICTURE
    if not path.exists():
        return 0
    content = path.read_bytes()
    number = int(content[:8])
    if content != _picture(number):
        raise AssertionError(f"the picture is {len(content)} bytes and mixed")
    return number
