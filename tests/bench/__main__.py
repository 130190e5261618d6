"""``python -m tests.bench``: the figures as a table, or with ``--json`` as a list of name, value, floor, ratio, budget.

Values are medians of interleaved runs, in milliseconds unless the name says otherwise. Start-up runs a byte-compiled
copy of the program in fresh processes, each against an empty PySide6 window started just before it.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.fixtures import write_history

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("main.py", "gui", "store", "roadmaps", "tests")
FRAMES = ("filter keystroke", "list scroll", "map pan")
CROWDED = FRAMES[:2]
"""What is measured with 10,000 skills: a map of so many boxes is nothing that anybody could read."""
A_YEAR = 330
"""Events of a person in a year: their ticks, some corrections, a few choices and notes."""


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``floor`` is what ``value`` is held against."""

    name: str
    value: float
    floor: float | None
    ratio: float
    budget: float | None


def compiled_copy(folder: Path) -> Path:
    """The program as an installation has it: with byte code."""
    copy = folder / "program"
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, copy / part)
    compileall.compile_dir(copy, quiet=2)
    return copy


def surroundings(program: Path) -> dict[str, str]:
    """No screen, no settings of whoever measures, and nothing but the compiled copy to import."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    folders = {name: str(program / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return kept | folders | {"QT_QPA_PLATFORM": "offscreen"}


def started(program: Path, script: str, *arguments: str) -> float:
    """Milliseconds from the start of a process to the line in which it says that it has painted."""
    before = time.perf_counter()
    command = [sys.executable, "-m", f"tests.bench.{script}", *arguments]
    with subprocess.Popen(
        command, cwd=program, env=surroundings(program), stdout=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        taken = (time.perf_counter() - before) * 1000
        process.wait(60)
    if line.strip() != "painted" or process.returncode:
        raise RuntimeError(f"{script} did not paint: {line!r}, exit status {process.returncode}")
    return taken


def starts(program: Path, folder: Path, rounds: int) -> list[Figure]:
    """Start to first paint, against an empty window and against a start without history."""
    counts = {"none": 0, "a year": A_YEAR, "10,000 events": 10_000, "100,000 events": 100_000}
    files = {name: folder / f"{count}.db" for name, count in counts.items()}
    for name, path in files.items():
        write_history(path, counts[name])
    empty: list[float] = []
    ours: dict[str, list[float]] = {name: [] for name in files}
    for turn in range(rounds + 1):
        taken = {name: started(program, "start", str(path)) for name, path in files.items()}
        floor = started(program, "empty")
        if turn:  # the first round only warms the disk
            empty.append(floor)
            for name, value in taken.items():
                ours[name].append(value)
    figures = [pairs("start, a year of history ÷ empty window", ours["a year"], empty, 1.8)]
    figures.append(pairs("start, 10,000 events ÷ no history", ours["10,000 events"], ours["none"], 1.5))
    figures.append(pairs("start, 100,000 events ÷ no history", ours["100,000 events"], ours["none"], None))
    return figures


def pairs(name: str, values: Sequence[float], floors: Sequence[float], budget: float | None) -> Figure:
    """Medians, and the median of the ratios pair by pair, which holds when the machine's speed drifts."""
    ratio = statistics.median(value / floor for value, floor in zip(values, floors, strict=True))
    return Figure(
        name, round(statistics.median(values), 2), round(statistics.median(floors), 2), round(ratio, 3), budget
    )


def ticks(program: Path, count: int) -> list[Figure]:
    """A click on a box until it is on disk and painted; and the commit alone against a plain INSERT."""
    measured = measured_by(program, "ticks", str(count))
    figures = []
    for row in ("selected row", "other row"):
        figures += [
            middle(f"tick on the {row}, click to committed and painted, median", measured[row], 20.0),
            slowest(f"tick on the {row}, p99", measured[row], 50.0),
            pairs(f"CPU time of that ÷ a click on an empty window, {row}", *with_bare(measured, row), None),
        ]
    return [*figures, pairs("commit of a tick ÷ plain INSERT", measured["appends"], measured["inserts"], 1.5)]


def with_bare(measured: Any, row: str) -> tuple[Sequence[float], Sequence[float]]:
    """The CPU time of clicks on a row, and of those on an empty window in between."""
    return measured[f"{row}, CPU"], measured["empty window, CPU"]


def frames(program: Path, count: int) -> list[Figure]:
    """What has to be done within one frame of 16 ms; a zoom lays the map out anew and has no budget."""
    measured = measured_by(program, "frames", str(count))
    within = [slowest(f"{name}, one frame, p99", measured[name], 16.0) for name in FRAMES]
    zoom = statistics.median(measured["map zoom"])
    return [*within, Figure("map zoom, median", round(zoom, 2), 16.0, round(zoom / 16, 3), None)]


def visits(program: Path, folder: Path, rounds: int) -> list[Figure]:
    """A first visit to the Progress page, and the memory when every page was visited, each in fresh processes."""
    path = folder / "visits.db"
    write_history(path, A_YEAR)
    measured = [measured_by(program, "visits", str(path)) for _ in range(rounds)]
    resident = [each["resident MiB"] for each in measured]
    empty = [float(said_by(program, "empty").splitlines()[1]) for _ in range(rounds)]
    return [
        middle("Progress page, click to placeholder", [each["placeholder"] for each in measured], 50.0),
        middle("Progress page, click to all charts", [each["charts"] for each in measured], 450.0),
        middle("Progress page, longest gap in the window's thread", [each["longest gap"] for each in measured], 50.0),
        pairs("memory in MiB, every page visited ÷ empty window", resident, empty, 4.0),
    ]


def crowds(program: Path, count: int) -> list[Figure]:
    """The same frames with 10,000 skills: reported, with 50 ms to aim at."""
    measured = measured_by(program, "frames", str(count), "10000")
    return [slowest(f"{name}, 10,000 skills, p99", measured[name], 50.0, None) for name in CROWDED]


def measured_by(program: Path, script: str, *arguments: str) -> Any:
    """What a script of this package measured in a process of its own."""
    return json.loads(said_by(program, script, *arguments))


def said_by(program: Path, script: str, *arguments: str) -> str:
    """What a script of this package wrote."""
    command = [sys.executable, "-m", f"tests.bench.{script}", *arguments]
    done = subprocess.run(
        command, cwd=program, env=surroundings(program), stdout=subprocess.PIPE, check=True, text=True
    )
    return done.stdout


def slowest(name: str, values: Sequence[float], floor: float, budget: float | None = 1.0) -> Figure:
    """The 99th percentile of some milliseconds, held against what it may be."""
    ordered = sorted(values)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return Figure(name, round(p99, 2), floor, round(p99 / floor, 3), budget)


def middle(name: str, values: Sequence[float], floor: float) -> Figure:
    """The median of some milliseconds, held against what it may be."""
    value = statistics.median(values)
    return Figure(name, round(value, 2), floor, round(value / floor, 3), 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the budgets.")
    parser.add_argument("--json", action="store_true", help="write JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=9, help="counted rounds of each start and of each first visit")
    parser.add_argument("--ticks", type=int, default=400, help="ticks to click")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        program = compiled_copy(folder)
        figures = starts(program, folder, options.rounds) + ticks(program, options.ticks)
        figures += frames(program, options.ticks)
        figures += visits(program, folder, options.rounds)
        figures += crowds(program, options.ticks)
    if options.json:
        sys.stdout.write(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
        return 0
    width = max(len(figure.name) for figure in figures)
    sys.stdout.write(f"{'':{width}}  {'ms':>9}  {'floor ms':>9}  {'ratio':>7}  {'budget':>6}\n")
    for figure in figures:
        floor = "" if figure.floor is None else f"{figure.floor:.2f}"
        budget = "–" if figure.budget is None else f"{figure.budget:g}"
        sys.stdout.write(f"{figure.name:{width}}  {figure.value:9.2f}  {floor:>9}  {figure.ratio:7.3f}  {budget:>6}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
