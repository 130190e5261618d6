"""The store and the window as on Windows: without its missing names, under its rules for files; see windows_like."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.journal import Journal
from tests.endurance.operations import OPERATIONS, Workplace, look
from tests.windows_like.journeys import PICTURE
from tests.windows_like.missing import ABSENT, lacking, names_on

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stands on Linux for what it changes")
ROOT = Path(__file__).parents[1]
PATIENCE = 120
JOURNEYS = [sys.executable, "-W", "error", "-m", "tests.windows_like.journeys"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    folders = {name: str(tmp_path / "profile" / name.lower()) for name in names}
    (tmp_path / "disk").mkdir()
    return {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def disk(environment: dict[str, str], tmp_path: Path) -> Path:
    """Where names are those of Windows."""
    return tmp_path / "disk"


def travel(name: str, disk: Path, environment: dict[str, str], *arguments: str) -> list[Any]:
    """What a journey says; it ends well and says nothing else."""
    command = [*JOURNEYS, name, str(disk), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_file())


# Controls: what the run refuses, so that it means something when it does not

CONTROLS = """
import importlib, os, signal, sqlite3, stat, sys, time
from contextlib import closing
from pathlib import Path
from PySide6.QtCore import QLockFile
from tests.windows_like import become_windows
from tests.windows_like.journeys import PICTURE
from tests.windows_like.missing import ABSENT
os.chdir(sys.argv[1])
become_windows(sys.argv[1])

def refused(kind, do, *arguments):
    try:
        do(*arguments)
    except kind:
        return
    raise AssertionError(f"not refused: {do} {arguments}")

# Names
for each in ABSENT:
    refused(ImportError, importlib.import_module, each)
names = ("O_NOFOLLOW", "O_CLOEXEC", "pread", "getuid", "geteuid", "fchmod", "fork", "mkfifo")
assert not [each for each in names if hasattr(os, each)]
assert not hasattr(signal, "SIGHUP") and not hasattr(time, "tzset")
assert sys.platform == "win32"

# Open files
Path("a").write_text("x")
with open("a"):
    refused(PermissionError, os.unlink, "a")
    refused(PermissionError, Path("a").unlink)
    refused(PermissionError, os.rename, "a", "b")
    Path("b").touch()
    refused(PermissionError, os.replace, "b", "a")
with closing(sqlite3.connect("a.db")) as database:
    database.execute("CREATE TABLE a (b)")
    refused(PermissionError, os.unlink, "a.db")
os.unlink("a.db")
lock = QLockFile("a.lock")
assert lock.tryLock(0)
refused(PermissionError, os.unlink, "a.lock")
refused(PermissionError, os.unlink, sys.argv[2])  # open in another process
refused(FileExistsError, os.rename, "a", "b")
os.replace("a", "b")
os.unlink("b")

# Names of files
Path("Name.TXT").write_text("x")
assert Path("name.txt").read_text() == "x"
refused(FileExistsError, os.mkdir, "NAME.txt")
assert os.path.realpath("nAME.txt").endswith("Name.TXT")
for each in ("nul", "NUL.db", "com1.txt", "a:b", "a?", "a|b", "end.", "end "):
    refused(OSError, open, each, "w")
    refused(OSError, os.mkdir, each)
open("null", "w").close()

# Folders and modes
os.mkdir("folder")
refused(PermissionError, os.open, "folder", os.O_RDONLY)
refused(PermissionError, open, "folder")
Path("c").touch(mode=0o600)
found = os.stat("c")
assert (stat.S_IMODE(found.st_mode), found.st_uid) == (0o666, 0)
os.chmod("c", 0)
assert os.access("c", os.R_OK)
"""


@pytest.mark.long
def test_the_run_refuses_what_windows_refuses(disk: Path, environment: dict[str, str]) -> None:
    with (disk / "held").open("wb") as held:
        done = subprocess.run(
            [sys.executable, "-c", CONTROLS, str(disk), held.name],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "building the font cache" not in line]
    assert (done.returncode, complaints) == (0, [])


def test_what_is_missing_is_what_the_types_say() -> None:
    assert {"O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "pread", "getuid", "fchmod", "fork", "mkfifo"} <= lacking("os")
    assert {"open", "replace", "link", "getpid", "access", "umask", "O_EXCL"} <= names_on("win32", "os")
    assert [each for each in ABSENT if any(name[0] != "_" for name in names_on("win32", each))] == []
    assert "SIGHUP" in lacking("signal")
    assert "SIGTERM" in names_on("win32", "signal")


# Journeys


@pytest.mark.long
def test_every_operation_has_the_result_that_it_has_on_linux(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.endurance.operations.map_picture", lambda: PICTURE)
    workplaces = [Workplace(operation, tmp_path) for operation in OPERATIONS]
    folders = [workplace.folder() for workplace in workplaces]
    said = travel("all_operations", tmp_path, environment, *map(str, folders))
    assert said == [[operation.name, "", []] for operation in OPERATIONS]
    for workplace, folder in zip(workplaces, folders, strict=True):
        assert look(folder, workplace.operation) == workplace.new


@pytest.mark.long
def test_a_day_in_the_window(disk: Path, environment: dict[str, str]) -> None:
    assert travel("day", disk, environment, "skillgap.db") == [
        ["first start", 0, False],
        ["ticked", 3, True],
        ["undone", 0],
        ["exported", ["Roadmap, Data scientist to ML engineer.png", names(disk)[1]]],
        ["backed up", 1],
        ["restored", 3],
        ["imported", 3, ["", "before a restore", "before an import"]],
        ["ticked again", 4],
    ]
    assert names(disk)[2:] == ["skillgap.db"]
    with Journal.open(disk / "skillgap.db") as journal:  # on Linux, too, it is a sound file of ours
        assert journal.events()
    assert travel("look", disk, environment, "SKILLGAP.DB") == [4]
    assert names(disk)[2:] == ["skillgap.db"]


@pytest.mark.long
def test_a_second_start_raises_the_first_window(disk: Path, environment: dict[str, str]) -> None:
    command = [*JOURNEYS, "hold", str(disk), "skillgap.db"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert json.loads(first.stdout.readline()) == "open"
        assert travel("look", disk, environment, "skillgap.db") == []
        assert json.loads(first.stdout.readline()) == "raised"
    assert first.returncode == 0


@pytest.mark.long
def test_after_a_kill_and_after_a_crash_the_next_start_has_everything(disk: Path, environment: dict[str, str]) -> None:
    command = [*JOURNEYS, "tick", str(disk), "skillgap.db"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert json.loads(program.stdout.readline()) == 1
        program.kill()
    (disk / ".skillgap-0123.tmp").write_bytes(b"half")
    command[-3] = "crash"
    crashed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    assert crashed.returncode < 0
    assert travel("look", disk, environment, "skillgap.db") == [1]
    assert names(disk) == ["skillgap.db"]
    state = Path(environment["XDG_STATE_HOME"]) / "skillgap"
    assert names(state) == ["skillgap.log"]
    log = (state / "skillgap.log").read_text(encoding="utf-8")
    assert log.count("Ended by a crash\nFatal Python error: Segmentation fault") == 1
    assert "win32" in log
