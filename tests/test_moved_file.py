"""After the file was moved, a start opens it where it is; where its folder is absent the user decides."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
BEGIN = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QPushButton
import main

def say(value):
    print(json.dumps(value), flush=True)

def press(*texts):
    from gui.backups.stop_dialog import StopDialog
    left = list(texts)
    def answer(dialog):
        dialog.show()
        say([dialog.title.text(), dialog.sentence.text()])
        wanted = left.pop(0)
        next(each for each in dialog.findChildren(QPushButton) if each.text() == wanted).click()
        return 0
    StopDialog.exec = answer

def see(window):
    say([str(window.files.backups.scheduler.repository.path), len(window.pages.skills._tracker.events())])
    window.close()
"""
MOVE = """
def move(window):
    from PySide6.QtCore import QTimer
    def go():
        tracker = window.pages.skills._tracker
        tracker.edits.write_note("git", "a note")
        scheduler = window.files.backups.scheduler
        say(window.preferences.places.move_file(Path(sys.argv[1]), scheduler, lambda work: work(lambda _: None)))
        tracker.edits.write_note("git", "another")
        window.close()
    QTimer.singleShot(0, go)
sys.exit(main.run(None, move))
"""
SEE = """
from PySide6.QtCore import QTimer
sys.exit(main.run(None, lambda window: QTimer.singleShot(0, window, lambda: see(window))))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def run(program: str, home: Path, *arguments: str | Path) -> tuple[int, list[Any]]:
    """The exit status and what was said; nothing is written to standard error."""
    environment: Mapping[str, str] = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SKILLGAP_HOME": str(home)}
    command = [sys.executable, "-W", "error", "-c", BEGIN + program, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def moved(home: Path, stick: Path) -> Path:
    """The file, on a stick; where it was it left its backups."""
    status, (sentence,) = run(MOVE, home, stick)
    assert (status, sentence) == (0, "Your file was moved here and read back.")
    assert not (home / "skillgap.db").exists()
    assert len(list((home / "backups").iterdir())) == 2, "one when it was moved and one at the end"
    return stick / "skillgap.db"


def test_the_next_start_opens_the_new_place(home: Path, moved: Path) -> None:
    assert run(SEE, home) == (0, [[str(moved), 2]])
    doctor = subprocess.run(
        [sys.executable, "main.py", "--doctor"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SKILLGAP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert str(moved.parent) in doctor.stdout
    assert [each.name for each in moved.parent.iterdir()] == [moved.name]


@pytest.mark.slow
@pytest.mark.parametrize("is_by_argument", [False, True])
def test_backups_go_to_the_old_place_for_this_file_alone(home: Path, moved: Path, *, is_by_argument: bool) -> None:
    other = moved.parent / "other.db"
    program = MOVE.replace("say(", "(lambda _: None)(").replace("Path(sys.argv[1])", f"Path({str(home)!r})")
    if is_by_argument:
        program = SEE.replace("main.run(None", "main.run(Path(sys.argv[1])")
        assert run(program, home, other) == (0, [[str(other), 0]])
        assert len(list((home / "backups").iterdir())) == 2, "one when it was moved and one at the end"
        return
    assert run(program, home) == (0, [])
    assert (home / "skillgap.db").exists()
    assert len(list((home / "backups").iterdir())) == 4


def test_where_its_folder_is_absent_nothing_is_made_and_the_user_may_quit(home: Path, moved: Path) -> None:
    away = moved.parent.rename(moved.parent.with_name("away"))
    status, said = run("press('Quit')" + SEE, home)
    assert status == 1
    ((title, sentence),) = said
    assert title == "Your file cannot be reached"
    assert str(moved.parent) in sentence
    assert not moved.parent.exists()
    assert not (home / "skillgap.db").exists()
    away.rename(moved.parent)
    assert run(SEE, home) == (0, [[str(moved), 2]])


@pytest.mark.slow
def test_the_user_may_go_back_to_the_usual_folder_and_its_backups(home: Path, moved: Path) -> None:
    moved.parent.rename(moved.parent.with_name("away"))
    status, said = run("press('Go back to the usual folder', 'Start a new file')" + SEE, home)
    assert status == 0
    assert [each[0] for each in said] == [
        "Your file cannot be reached",
        "Your file is missing",
        str(home / "skillgap.db"),
    ]
    assert not moved.parent.exists()
    _, said = run("press('Quit')" + SEE, home)
    assert said[0][0] == "Your file is missing", "the settings know nothing of the stick any more"


@pytest.mark.slow
def test_a_file_that_is_gone_from_its_folder_is_missed(home: Path, moved: Path) -> None:
    moved.unlink()
    status, said = run("press('Quit')" + SEE, home)
    assert (status, said[0][0]) == (1, "Your file is missing")
    assert not moved.exists()


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["", "[preferences]\ndata-file=nowhere\n", "\0\0"])
def test_with_damaged_settings_the_usual_place_is_missed_by_its_backups(home: Path, moved: Path, settings: str) -> None:
    (home / "settings.ini").write_text(settings)
    status, said = run("press('Quit')" + SEE, home)
    assert (status, said[0][0]) == (1, "Your file is missing")
    assert not (home / "skillgap.db").exists()
    with Journal.open(moved) as journal:
        assert len(journal.events()) == 2
