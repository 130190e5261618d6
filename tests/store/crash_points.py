"""Makes a journal, or appends to one, again and again, killed at another call each time; says what was left."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store.journal import Journal
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from types import FrameType

# The calls that change something outside the process.
CALLS = {"execute", "executemany", "connect", "close", "open", "link", "unlink", "rename", "fsync", "mkdir", "flock"}
EVENTS = say_many(5)


def write(path: Path, kill_at: int) -> int:
    """Append in a child that dies at that call; the number of calls it came to."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    calls = 0

    def count(_: FrameType, event: str, function: object) -> None:
        nonlocal calls
        if event == "c_call" and getattr(function, "__name__", "") in CALLS:
            calls += 1
            if calls == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    journal = Journal.open(path)
    sys.setprofile(count)
    journal.append([event for event in EVENTS if event not in journal.events()])
    sys.setprofile(None)
    os._exit(min(calls, 255))


def look(path: Path) -> tuple[int, list[str]]:
    """How many events the file holds, and what lies beside it once it was opened and closed."""
    with Journal.open(path) as journal:
        events = journal.events()
        if list(events) != EVENTS[: len(events)]:
            raise AssertionError(events)
    return len(events), sorted(each.name for each in path.parent.glob("*") if each != path)


def main() -> None:
    folder = Path(sys.argv[1])
    before = EVENTS[: int(sys.argv[2])]
    Journal.open(folder / "never.db").warm_up()
    left = []
    kill_at, result = 0, -signal.SIGKILL
    while result == -signal.SIGKILL:
        kill_at += 1
        path = folder / str(kill_at) / "skillgap.db"
        with Journal.open(path) as journal:
            journal.append(before)
        result = write(path, kill_at)
        after_crash = look(path)
        write(path, 0)
        left.append([*after_crash, *look(path)])
    print(json.dumps({"calls": result, "left": left}))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
