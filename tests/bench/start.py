"""The program itself, through its own ``run``, until the Skills page is painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import main


def done(_window: object) -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    # What comes after the first paint is not part of the figure, and the lock goes with the process.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main.run(Path(sys.argv[1]), done))
