"""``python -m tests.endurance``: whether the promises about the file hold; the figures as a table, or with ``--json``.

It takes about a quarter of an hour, with ``--quick`` a few minutes; ``--only`` runs some parts. The exit status is 1
when something does not hold. ``--keep`` puts the table into a document, between its marks, with machine and date;
what other parts measured on that day and machine stays there.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.endurance.figures import HEAD, NotRun, Scale, machine, rows
from tests.endurance.parts import PARTS

if TYPE_CHECKING:
    from tests.endurance.figures import Figure

_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


def run(names: list[str], scale: Scale) -> tuple[list[tuple[str, Figure]], dict[str, str]]:
    """The figures of some parts, and why others could not be run."""
    lines: list[tuple[str, Figure]] = []
    skipped: dict[str, str] = {}
    for name in names:
        before = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="endurance-") as place:
            try:
                for figure in PARTS[name](Path(place), scale):
                    lines.append((name, figure))
                    sys.stderr.write(f"{name}: {figure.what}: {figure.value}\n")  # a long run is not lost with its end
            except NotRun as reason:
                skipped[name] = str(reason)
        said = f"not run: {skipped[name]}" if name in skipped else f"{time.monotonic() - before:.0f} s"
        sys.stderr.write(f"{name}: {said}\n")
    return lines, skipped


def keep(document: Path, measured: list[str], skipped: dict[str, str], names: list[str]) -> None:
    """Put the rows of some parts between the marks of a document; those of others stay if they are as new."""
    content = document.read_text(encoding="utf-8")
    head, rest = content.split(_BEGIN)
    old, tail = rest.split(_END)
    title = f"Measured on {date.today().isoformat()}: {machine()}.\n\n"
    kept = old.splitlines(keepends=True) if old.startswith(f"\n{title}{HEAD}") else []
    told = [*measured, *(f"Not run: {part}, since {why}.\n" for part, why in skipped.items())]
    told += [line for line in kept if _part(line) and _part(line) not in names]
    told.sort(key=lambda line: list(PARTS).index(_part(line)))
    table = "".join(line for line in told if line.startswith("|"))
    notes = "".join(f"\n{line}" for line in told if not line.startswith("|"))
    document.write_text(f"{head}{_BEGIN}\n{title}{HEAD}{table}{notes}{_END}{tail}", encoding="utf-8")


def _part(line: str) -> str:
    """The part that a line between the marks is about; none where it is about none that is still run."""
    found = re.match(r"\| ([\w-]+) \||Not run: ([\w-]+),", line)
    name = (found[1] or found[2]) if found else ""
    return name if name in PARTS else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description="Hold out, again and again.")
    parser.add_argument("--quick", action="store_true", help="a few minutes instead of a quarter of an hour")
    parser.add_argument("--suite", action="store_true", help="a few seconds a part, as the test suite runs it")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), help="some parts", metavar="PART")
    parser.add_argument("--json", action="store_true", help="write JSON instead of a table")
    parser.add_argument("--keep", type=Path, metavar="DOCUMENT", help="put the table into a document, too")
    options = parser.parse_args()
    scale = Scale.SUITE if options.suite else Scale.QUICK if options.quick else Scale.LONG
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # threads do not survive a fork
    sys.dont_write_bytecode = True  # only what the program writes itself is counted
    importlib.import_module("sqlite_utils")  # once, and not anew in each child
    lines, skipped = run(options.only or list(PARTS), scale)
    if options.json:
        found = [{"part": part, **figure._asdict()} for part, figure in lines]
        sys.stdout.write(json.dumps({"figures": found, "skipped": skipped}, indent=1) + "\n")
    else:
        sys.stdout.write(HEAD + "".join(rows(lines, scale)))
        sys.stdout.writelines(f"Not run: {part}, since {reason}.\n" for part, reason in skipped.items())
    for part, figure in lines:
        if not figure.holds:
            sys.stderr.writelines(f"{part}: {finding}\n" for finding in figure.findings or (figure.what,))
    if options.keep:
        keep(options.keep, rows(lines, scale), skipped, options.only or list(PARTS))
    return 0 if all(figure.holds for _, figure in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
