"""``python -m tests.bench``: the figures as a table, or with ``--json`` as a list of name, value, floor, ratio, budget.

Values are medians of interleaved runs, in milliseconds unless the name says otherwise; where a name says p99, they
are 99th percentiles. A skill is selected before anything is typed or ticked. Start-up runs a byte-compiled
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
from tests.bench.stopwatch import BY_CPU
from tests.posix import wait_for

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("main.py", "gui", "store", "roadmaps", "tests")
MANY, CROWD = 2_000, 10_000
"""Skills: what imported roadmaps may add up to, and more than anybody has."""
GROUPS = ("starts", "ticks", "frames", "visits", "ads", "own")
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
    own = tempfile.mkdtemp(dir=program)  # each process begins with the page that a first start shows
    folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), own)
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
        process.returncode, seconds = wait_for(process.pid)
    said, _, making = line.strip().partition(" ")
    if said != "painted" or process.returncode:
        raise RuntimeError(f"{script} did not paint: {line!r}, exit status {process.returncode}")
    if BY_CPU in os.environ:
        taken = seconds * 1000
    return taken - float(making or 0)


def starts(program: Path, folder: Path, rounds: int) -> list[Figure]:
    """Start to first paint, against an empty window and against a start without history."""
    counts = {"none": 0, "a year": A_YEAR, "10,000 events": 10_000, "100,000 events": 100_000}
    files = {name: folder / f"{count}.db" for name, count in counts.items()}
    for name, path in files.items():
        write_history(path, counts[name])
    starts_of: dict[str, tuple[str, ...]] = {name: (str(path),) for name, path in files.items()}
    starts_of["many skills"] = (str(files["a year"]), str(MANY))
    empty: list[float] = []
    ours: dict[str, list[float]] = {name: [] for name in starts_of}
    for turn in range(rounds + 1):
        taken = {name: started(program, "start", *arguments) for name, arguments in starts_of.items()}
        floor = started(program, "empty")
        if turn:  # the first round only warms the disk
            empty.append(floor)
            for name, value in taken.items():
                ours[name].append(value)
    return [
        pairs("start, a year of history ÷ empty window", ours["a year"], empty, 2.0),
        pairs("start, 10,000 events ÷ no history", ours["10,000 events"], ours["none"], 1.25),
        pairs("start, 100,000 events ÷ no history", ours["100,000 events"], ours["none"], None),
        pairs(f"start, {MANY:,} skills ÷ those shipped", ours["many skills"], ours["a year"], 1.5),
    ]


def pairs(name: str, values: Sequence[float], floors: Sequence[float], budget: float | None) -> Figure:
    """Medians, and the median of the ratios pair by pair, which holds when the machine's speed drifts."""
    ratio = statistics.median(value / floor for value, floor in zip(values, floors, strict=True))
    return Figure(
        name, round(statistics.median(values), 2), round(statistics.median(floors), 2), round(ratio, 3), budget
    )


def ticks(program: Path, count: int) -> list[Figure]:
    """A click on a box until it is on disk and painted; and the commit alone against a plain INSERT."""
    shipped, crowded = measured_by(program, "ticks", str(count)), measured_by(program, "ticks", str(count), str(MANY))
    return [
        *ticked("", shipped),
        *ticked(f", {MANY:,} skills", crowded),
        middle("a click on an empty window, painted", shipped["empty window"], 1.0, None),
        pairs("commit of a tick ÷ plain INSERT", shipped["appends"], shipped["inserts"], 1.5),
    ]


def ticked(skills: str, measured: Any) -> list[Figure]:
    """Clicks on the box of the selected row and of another."""
    figures = []
    for row in ("selected row", "other row"):
        name = f"tick on the {row}{skills}"
        figures += [
            middle(f"{name}, click to committed and painted", measured[row], 20.0),
            slowest(name, measured[row], 50.0),
            pairs(f"{name}, CPU time ÷ a click on an empty window", *with_bare(measured, row), None),
            middle(f"{name}, until the window is idle", measured[f"{row}, until idle"], 20.0, None),
        ]
    return figures


def with_bare(measured: Any, row: str) -> tuple[Sequence[float], Sequence[float]]:
    """The CPU time of clicks on a row, and of those on an empty window in between."""
    return measured[f"{row}, CPU"], measured["empty window, CPU"]


def frames(program: Path, count: int) -> list[Figure]:
    """What has to be done within one frame of 16 ms, with the skills that are shipped and with many more."""
    shipped = measured_by(program, "frames", str(count))
    figures = [middle("an empty window painted anew", shipped["empty window"], 1.0, None)]
    figures += listed("", shipped, 16.0, 1.0)
    figures += [slowest("map pan", shipped["pan"], 16.0), middle("map zoom", shipped["zoom"], 33.0)]
    for skills, budget in ((MANY, 1.0), (CROWD, None)):
        measured = measured_by(program, "frames", str(count if budget else count // 4), str(skills))
        figures += listed(f", {skills:,} skills", measured, 50.0, budget)
    return figures


def listed(skills: str, measured: dict[str, list[float]], floor: float, budget: float | None) -> list[Figure]:
    """The keys of a search and the scrolled list."""
    name = f"search key, one frame{skills}"
    return [
        middle(f"first {name}", measured["first key"], floor, budget),
        middle(name, measured["key"], floor, budget),
        slowest(name, measured["key"], floor, budget),
        slowest(f"list scroll, one frame{skills}", measured["scroll"], 16.0, budget),
    ]


def visits(program: Path, folder: Path, rounds: int) -> list[Figure]:
    """A first visit to the Progress page, and the memory when every page was visited, each in fresh processes."""
    path = folder / "visits.db"
    write_history(path, A_YEAR)
    measured = [measured_by(program, "visits", str(path)) for _ in range(rounds)]
    resident = [each["resident MiB"] for each in measured]
    empty = [float(said_by(program, "empty").splitlines()[1]) for _ in range(rounds)]
    return [
        middle("a bare canvas of the charts' library drawn", [each["bare canvas"] for each in measured], 1.0, None),
        middle("Progress page, click to placeholder", [each["placeholder"] for each in measured], 50.0),
        middle("Progress page, click to all charts", [each["charts"] for each in measured], 450.0),
        middle("Progress page, longest gap in the window's thread", [each["longest gap"] for each in measured], 50.0),
        pairs("memory in MiB, every page visited ÷ empty window", resident, empty, 4.0),
    ]


def ads(program: Path) -> list[Figure]:
    """Job ads of 4,000 letters: 10,000 one after the other, the first of a process, and one pasted into the window."""
    measured, pasted = measured_by(program, "ads", "300"), measured_by(program, "ad_marks", "12")
    seconds = min(measured["each"]) * 10
    longer, shorter, ratio = measured["doubled"]
    return [
        Figure("seconds for the skills named in 10,000 job ads", round(seconds, 2), 20.0, round(seconds / 20, 3), 1.0),
        middle("skills named in the first job ad", measured["first"], 100.0),
        Figure("job ad of 100,000 letters ÷ one of 50,000, dearest kind", longer, shorter, ratio, 3.0),
        middle("pasting a job ad, to the form", pasted["form"], 100.0),
        middle("adding it, to the marks", pasted["marks"], 100.0),
        middle("the same among 200 ads", pasted["marks among others"], 100.0),
    ]


def own(program: Path, folder: Path, rounds: int, count: int) -> list[Figure]:
    """2,000 skills of the user's own on ten roadmaps, beside the shipped catalogue."""
    from tests.bench.own import GOAL, own_edits  # loads the program, which the other groups measure in other processes

    crowded, plain = folder / "own.db", folder / "not own.db"
    write_history(crowded, A_YEAR, own_edits(MANY), GOAL)
    write_history(plain, A_YEAR)
    starts_of = [[started(program, "start", str(path)) for path in (crowded, plain)] for _ in range(rounds + 1)][1:]
    measured = measured_by(program, "own", str(MANY))
    figures = [
        middle("catalogue with 2,000 own skills", measured["catalogue"], 100.0),
        middle("catalogue without own skills", measured["catalogue without changes"], 0.1),
        middle("reading a roadmap file with 200 skills", measured["read a roadmap"], 500.0),
        pairs(
            f"start, {MANY:,} own skills ÷ those shipped",
            [each[0] for each in starts_of],
            [each[1] for each in starts_of],
            1.5,
        ),
    ]
    for what, budget in (("gap", 50.0), ("plan", 50.0), ("search", 16.0)):
        floor = statistics.median(measured[f"{what}, shipped"])
        value = statistics.median(measured[f"{what}, own"])
        figures.append(Figure(f"{what} with 2,000 own skills", round(value, 2), round(floor, 2), value / budget, 1.0))
    clicked, scrolled = (measured_by(program, script, str(count), str(MANY), "own") for script in ("ticks", "frames"))
    skills = f", {MANY:,} own skills"
    return [*figures, *ticked(skills, clicked), *listed(skills, scrolled, 50.0, 1.0)]


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
    return Figure(f"{name}, p99", round(p99, 2), floor, round(p99 / floor, 3), budget)


def middle(name: str, values: Sequence[float], floor: float, budget: float | None = 1.0) -> Figure:
    """The median of some milliseconds, held against what it may be."""
    value = statistics.median(values)
    return Figure(f"{name}, median", round(value, 2), floor, round(value / floor, 3), budget)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the budgets.")
    parser.add_argument("--json", action="store_true", help="write JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=9, help="counted rounds of each start and of each first visit")
    parser.add_argument("--ticks", type=int, default=400, help="ticks to click")
    parser.add_argument("--cpu", action="store_true", help="processor time instead of wall time, on a loaded machine")
    parser.add_argument("--only", choices=GROUPS, nargs="+", default=GROUPS, help="which figures; else all")
    options = parser.parse_args()
    if options.cpu:
        os.environ[BY_CPU] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        program = compiled_copy(folder)
        groups = {
            "starts": lambda: starts(program, folder, options.rounds),
            "ticks": lambda: ticks(program, options.ticks),
            "frames": lambda: frames(program, options.ticks),
            "visits": lambda: visits(program, folder, options.rounds),
            "ads": lambda: ads(program),
            "own": lambda: own(program, folder, options.rounds, options.ticks),
        }
        figures = [figure for name in options.only for figure in groups[name]()]
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
