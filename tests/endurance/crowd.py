"""Many starts at once: one of them gets the file, whatever a start before them left."""

from __future__ import annotations

import os
import select
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from tests.endurance.child import Child
from tests.endurance.person import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow
    from tests.endurance.child import Work

_PATIENCE = 120.0
_LOOK_EVERY = 0.02


class Crowd(NamedTuple):
    """What came of so many starts: how many windows, how many starts that ended well, and what was told."""

    starts: int
    windows: int
    raised: int
    told: list[str]


def start_at_once(folder: Path, starts: int) -> Crowd:
    """Start the program many times at once; the window that opens is killed in the end, with its lock left behind."""
    end = time.monotonic() + _PATIENCE
    with ExitStack() as held:
        children = [held.enter_context(Child(partial(_start, folder))) for _ in range(starts)]
        for child in children:
            child.hear()
        for child in children:
            child.send("on")
        running, answers = set(children), []
        while len(running) > 1 or (running and not _windows(folder)):
            if time.monotonic() > end:
                raise TimeoutError(f"{len(running)} starts have come to no end")
            ready, _, _ = select.select(running, [], [], _LOOK_EVERY)
            for child in ready:
                answers.append(child.hear())
                running.remove(child)
        windows = len(_windows(folder))
        for child in running:
            child.kill()
            child.wait()
    for each in _windows(folder):
        each.unlink()
    told = [sentence for answer in answers if answer for sentence in answer["told"]]
    return Crowd(starts, windows, sum(answer is not None and answer["status"] == 0 for answer in answers), told)


def start_over_a_lock(folder: Path, signed: str | None) -> Crowd:
    """Start once where a killed start left a lock, or (``signed``) one with another number or with nothing in it."""
    lock = folder / f"{FILE}.lock"
    if signed is not None:
        lock.write_text(signed)
    return start_at_once(folder, 1)


def recycled(folder: Path) -> str:
    """What the lock says once the number of its process was given to another one: this, which is a Python, too."""
    _, *rest = (folder / f"{FILE}.lock").read_text().split("\n")
    return "\n".join([str(os.getpid()), *rest])


def _windows(folder: Path) -> list[Path]:
    return list(folder.glob("window-*"))


def _start(folder: Path) -> Work:
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    import main

    told: list[str] = []

    def tell(sentence: str, **_: object) -> None:
        told.append(sentence)

    def say(window: MainWindow) -> None:
        window.show_page("skills")
        (folder / f"window-{os.getpid()}").touch()

    yield "ready"
    with patch("gui.startup.expected_file.tell_not_opened", tell):
        status = main.run(folder / FILE, say)
    yield {"status": status, "told": told}
