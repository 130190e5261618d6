"""A real window on a virtual screen, with real clicks and keys: ``python -m tests.real_window [--pictures FOLDER]``.

Needs Debian's ``xvfb`` and ``xdotool`` (and ``imagemagick`` for pictures). Ends with 0 when everything that was done
by hand is in the file afterwards, also after the process was killed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from roadmaps.journal import Kind
from store.journal import Journal
from tests.posix import KILL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from roadmaps.journal import Event

ROOT = Path(__file__).resolve().parents[1]
CHECKOUT = (sys.executable, "main.py")
PATIENCE = 30.0
"""Seconds to wait for anything on a slow machine."""


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; gives its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            name = ":" + answer.readline().strip()
        try:
            yield name
        finally:
            server.terminate()


class Person:
    """Somebody in front of the screen."""

    def __init__(
        self, display: str, home: Path, pictures: Path | None, program: Sequence[str] = CHECKOUT, root: Path = Path("/")
    ) -> None:
        """``program`` starts it, where ``root`` is its root folder."""
        self.file = home / "skillgap.db"
        self._pictures = pictures
        self._command = [*program, "--data", str("/" / self.file.relative_to(root))]
        home = "/" / home.relative_to(root)
        self._environment = dict(os.environ) | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
        }
        self._window = ""

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program and wait for its window."""
        process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment)
        self.wait("a window", lambda: self._find() or process.poll() is not None)
        if process.poll() is not None:
            raise RuntimeError(f"the program ended with {process.returncode} before it showed a window")
        self.hand("windowfocus", "--sync", self._window)
        return process

    def start_again(self) -> int:
        """Start a second time; its exit status."""
        done = subprocess.run(self._command, cwd=ROOT, env=self._environment, timeout=PATIENCE, check=False)
        return done.returncode

    def _find(self) -> bool:
        command = ["xdotool", "search", "--onlyvisible", "--name", "Skillgap$"]
        found = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        self._window = found.stdout.split("\n")[0]
        return bool(self._window)

    def hand(self, *words: str) -> None:
        """Let xdotool do something."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.hand("key", *keys)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the window."""
        self.hand("mousemove", "--window", self._window, str(x), str(y), "click", "1")

    def picture(self, name: str) -> None:
        """Take a picture of the window, where pictures are wanted."""
        if self._pictures:
            target = self._pictures / f"{name}.png"
            subprocess.run(["import", "-window", self._window, str(target)], env=self._environment, check=True)

    def saved(self, deed: Callable[[], None], what: str) -> None:
        """Do something, and wait until the file has changed."""
        before = self._state()
        deed()
        self.wait(what, lambda: self._state() != before)

    def _state(self) -> tuple[int, int]:
        try:
            status = self.file.stat()
        except FileNotFoundError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_size)

    def events(self) -> Sequence[Event]:
        """What the file holds, once the program is gone."""
        with Journal.open(self.file) as journal:
            return journal.events()

    @staticmethod
    def wait(what: str, there: Callable[[], object]) -> None:
        """Wait until something is there."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end:
                raise TimeoutError(f"waited {PATIENCE:.0f} s for {what}")
            time.sleep(0.05)  # noqa: TID251  # another process, which tells nothing


def visit(person: Person) -> None:
    """A first visit that is cut off, and a second one that ends well."""
    process = person.start()
    person.picture("1-first-start")
    person.keys("ctrl+1")
    person.picture("1-looking-around")
    person.saved(lambda: person.keys("space"), "the first tick")
    process.send_signal(KILL)
    process.wait(PATIENCE)
    events = person.events()
    expect(any(event.kind == Kind.CAN_DO for event in events), "a tick is there after the process was killed")

    process = person.start()
    person.picture("2-after-the-kill")
    person.saved(lambda: person.click(272, 54), "the other goal, by a click")
    person.picture("3-the-other-goal")
    person.saved(lambda: person.keys("ctrl+z"), "the undo of the goal")
    person.keys("ctrl+f")
    person.hand("type", "docker")
    person.keys("Down")
    person.picture("4-search")
    person.saved(lambda: person.keys("Down", "space"), "a tick of what was found")
    person.keys("ctrl+3")
    person.picture("5-roadmap")
    expect(person.start_again() == 0, "a second start ends by itself and raises the first window")
    person.keys("ctrl+q")
    expect(process.wait(PATIENCE) == 0, "Ctrl+Q ends the program with 0")
    events = person.events()
    goals = [event.value for event in events if event.kind == Kind.GOAL]
    expect(goals == ["mle-to-ds", None], f"the goal was switched and switched back: {goals}")
    ticked = {event.subject.partition(".")[0] for event in events if event.kind == Kind.CAN_DO}
    expect(len(ticked) == 2 and "docker" in ticked, f"ticks of two skills are there, docker among them: {ticked}")


def expect(holds: bool, what: str) -> None:
    """Say that something holds, or end."""
    sys.stdout.write(f"{'ok ' if holds else 'NOT'} {what}\n")
    if not holds:
        raise SystemExit(1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.real_window", description="Use a real window.")
    parser.add_argument("--pictures", type=Path, help="where pictures of the window go")
    pictures = parser.parse_args().pictures
    missing = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if missing:
        sys.stderr.write(f"A real window needs {' and '.join(missing)}: apt-get install xvfb xdotool\n")
        return 2
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with screen() as display, tempfile.TemporaryDirectory() as home:
        visit(Person(display, Path(home), pictures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
