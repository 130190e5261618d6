"""The program itself, through its own ``run``, until the Skills page is painted.

With a number of skills, over a crowded catalogue: the milliseconds of making it stand behind the word.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import main
from tests.bench.stopwatch import now

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

making = 0.0


def crowd(skills: int) -> None:
    """Have the program load this many skills."""
    import roadmaps.catalogue
    from tests.bench.fixtures import crowded_catalogue

    def load() -> Catalogue:
        global making
        before = now()
        crowded = crowded_catalogue(skills)
        making = (now() - before) * 1000
        return crowded

    vars(roadmaps.catalogue).update(load_catalogue=load)


def done(_window: object) -> None:
    sys.stdout.write(f"painted {making}\n")
    sys.stdout.flush()
    # What comes after the first paint is not part of the figure, and the lock goes with the process.
    os._exit(0)


if __name__ == "__main__":
    path, *count = sys.argv[1:]
    if count:
        crowd(int(count[0]))
    sys.exit(main.run(Path(path), done))
