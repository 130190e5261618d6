"""Goes through the program as a screen reader does: ``python -m tests.screen_reader [--sample]``.

It has a virtual screen and an accessibility bus of its own, and needs Debian’s ``xvfb``, ``xdotool``, ``dbus`` and
``at-spi2-core``. Ends with 0 if everything on each page and in each dialog has a name, a role, a value and states that
fit, if what is pressed over the bus is in the file afterwards, and if each change is announced once.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screen_reader.bus import desk
from tests.screen_reader.journey import walk_around, welcome

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
"""Programs, and Debian’s packages with them."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screen_reader", description="Use a screen reader.")
    parser.add_argument("--sample", action="store_true", help="the pages alone, as .ci/run does it")
    is_sample = parser.parse_args().sample
    missing = [package for name, package in NEEDED.items() if not shutil.which(name)]
    if missing:
        sys.stderr.write(f"A screen reader needs more packages: apt-get install {' '.join(missing)}\n")
        return 2
    faults = list[str]()
    with tempfile.TemporaryDirectory() as home, desk(Path(home)) as where:
        faults += walk_around(where, Path(home), is_sample=is_sample)
        if not is_sample:
            faults += welcome(where, Path(home))
    return said(faults)


def said(faults: Sequence[str]) -> int:
    """Write what is wrong; the exit status."""
    sys.stdout.writelines(f"NOT {fault}\n" for fault in faults)
    if not faults:
        sys.stdout.write("ok  everything has a name, a role, a value and states, and changes are announced once\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
