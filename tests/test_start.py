"""The whole program as a process: how it starts, what it says when it cannot, and what a sudden end leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import main as program
from gui.app.date_format import moment_text
from gui.diagnostics import system_check
from roadmaps.journal import replay
from store.backup_repository import BackupRepository
from store.backups import list_backups
from store.copies import export
from store.journal import Journal
from tests import gallery
from tests.bench.fixtures import made_up_events
from tests.posix import KILL
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.diagnostics.system_check import Library

ROOT = Path(__file__).parents[1]
HEAVY = ("numpy", "matplotlib", "sqlite_utils", "icalendar", "typst")
SELDOM = ("gui.files.waiting", "gui.own_skills", "gui.own_roadmaps", "gui.exchange", "gui.export", "roadmaps.ads")
"""What most starts never need."""
MOST_MODULES = 165
"""So many of our modules are loaded before the first paint at most; each takes time, and so do the classes in it."""
PATIENCE = 60

# Every program begins with this: it runs main and says on standard output what it sees, one JSON value a line.
BEGIN = """
import json, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
import main
FILE = Path(sys.argv[1])

def say(value):
    print(json.dumps(value), flush=True)

def press(button_text):
    from gui.backups.stop_dialog import StopDialog
    def answer(dialog):
        dialog.open()
        while dialog.list and not dialog.list.is_read:
            QTest.qWait(10)
        say([dialog.title.text(), dialog.sentence.text(), dialog.findings.toPlainText(), dialog.remark.text])
        seen = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
        next(each for each in seen if each.text() == button_text).click()
        return 0
    StopDialog.exec = answer
"""
LOOK = """
import builtins, json, sys
from pathlib import Path
import main
from store.journal import Journal
Journal.warm_up = lambda journal: None  # it comes after the paint, in a thread of its own
def look(window):
    from PySide6.QtWidgets import QApplication  # not before the program does
    from gui.diagnostics.garbage_collection import GarbageCollector
    painted_with = list(sys.modules)
    QApplication.processEvents()
    # After the program's own listeners.
    collecting = [each.is_at_work for each in QApplication.instance().findChildren(GarbageCollector)]
    readiness = window.top_bar.readiness.number.text()
    print(json.dumps({"modules": list(sys.modules), "readiness": readiness, "collecting": collecting,
                      "painted with": painted_with, "import": builtins.__import__.__name__}))
    window.close()
sys.exit(main.run(Path(sys.argv[1]), look))
"""
TICK = """
def tick(window):
    window.pages.listed.open_skill("git")
    QTest.keyClick(window.pages.listed.tree, Qt.Key.Key_Space)
    window.show_page("skills")  # until now it shows the welcome page, and the top bar is hidden
    say(window.top_bar.readiness.number.text())
    if len(sys.argv) > 2:
        QTest.qWait(60_000)
    window.close()
sys.exit(main.run(FILE, tick))
"""
TIDY = LOOK.replace(
    "    window.close()",
    """    import threading
    for thread in threading.enumerate():
        if thread.name == "tidy-up":
            thread.join()
    window.close()""",
)
ASK_TWICE = """
import subprocess
from gui.startup import expected_file as opening
raised = []
before = opening.bring_to_front
opening.bring_to_front = lambda: (raised.append(True), before())
from gui.backups.stop_dialog import StopDialog
def answer(dialog):
    dialog.open()
    second = subprocess.Popen([sys.executable, "main.py", "--data", str(FILE)])
    while second.poll() is None:
        QTest.qWait(10)
    say({"second": second.returncode, "came_to_front": bool(raised)})
    dialog.reject()
    return 0
StopDialog.exec = answer
sys.exit(main.run(FILE))
"""
IMPORT = """
def look(window):
    def close_when_done():
        if window.toast.text:
            timer.stop()
            say(window.toast.text)
            window.close()
    timer = QTimer(window)
    timer.timeout.connect(close_when_done)
    timer.start(10)
from PySide6.QtCore import QTimer
sys.exit(main.run(FILE, look, to_import=Path(sys.argv[2])))
"""
NOTICE = """
sys.exit(main.run(FILE, lambda window: (say(window.banners.text("notice")), window.close())))
"""
HOLD = """
from gui.shell.main_window import MainWindow
def raised(window):
    say("raised")
    window.close()
MainWindow.come_to_front = raised
sys.exit(main.run(FILE, lambda window: say("open")))
"""
QUIT = """
press("Quit")
sys.exit(main.main(["--data", str(FILE)]))
"""
RESTORE = """
press(sys.argv[2])
sys.exit(main.run(FILE, lambda window: (say(window.top_bar.readiness.number.text()), window.close())))
"""
ANEW = """
press("Start a new file")
sys.exit(main.run(FILE, lambda window: (say("open"), window.close())))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A person without a screen and without anything else."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    folders = {name: str(tmp_path / name.lower()) for name in names}
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "skillgap.db"


def run(program: str, environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program that begins like all of them."""
    return started([sys.executable, "-c", BEGIN + program, *map(str, arguments)], environment)


def started(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def main(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    return started([sys.executable, "main.py", *map(str, arguments)], environment)


def said(done: subprocess.CompletedProcess[str]) -> list[Any]:
    """The output of a program, in order."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What a program says on standard error, but for what a screen that is none says of every dialog."""
    return [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]


def sentences(text: str) -> list[str]:
    return text.strip().splitlines()


# What a start loads


def test_a_painted_window_has_loaded_nothing_heavy(environment: dict[str, str], tmp_path: Path) -> None:
    done = started([sys.executable, "-c", LOOK, str(gallery.lived_file(tmp_path))], environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (seen,) = said(done)
    assert seen["readiness"].endswith("\xa0%")
    assert "PySide6.QtWidgets" in seen["modules"]
    assert [name for name in seen["modules"] if name.partition(".")[0] in HEAVY] == []
    assert "roadmaps.forecast" not in seen["modules"], "the pages with a forecast load it"
    before_paint = [name for name in seen["painted with"] if name.partition(".")[0] in ("gui", "roadmaps", "store")]
    assert len(before_paint) <= MOST_MODULES
    assert [name for name in before_paint if name.startswith(SELDOM)] == []
    pages = {name.split(".")[2] for name in before_paint if name.startswith("gui.pages.")}
    assert pages == {"list_page", "skills"}
    detail = "gui.skill_detail.detail"
    assert detail not in seen["painted with"], "the list is painted first"
    assert detail in seen["modules"]
    assert seen["import"] == "__import__", "PySide's own reads the source of every module"


def test_the_domain_loads_neither_qt_nor_a_database() -> None:
    program = (
        "import importlib, pkgutil, sys, roadmaps\n"
        "names = [each.name for each in pkgutil.walk_packages(roadmaps.__path__, 'roadmaps.')]\n"
        "for name in names: importlib.import_module(name)\n"
        "roadmaps.catalogue.load_catalogue()\n"
        "print(len(names), sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    # What measures coverage loads sqlite itself.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=unmeasured, capture_output=True, text=True, check=True)
    count, _, loaded = done.stdout.partition(" ")
    assert int(count) > 8
    for heavy in ("PySide6", "shiboken6", "sqlite3", "_sqlite3", *HEAVY):
        assert f"'{heavy}'" not in loaded


def test_the_store_loads_no_qt_and_no_sqlite_utils() -> None:
    program = "import store.journal, sys; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    for heavy in ("PySide6", "shiboken6", *HEAVY):
        assert f"'{heavy}'" not in done.stdout


# A day in its life


def test_the_first_start_makes_no_file_and_a_tick_does(environment: dict[str, str], file: Path) -> None:
    done = run(LOOK, environment, file)
    assert (done.returncode, done.stderr) == (0, "")
    assert not file.exists()
    done = run(TICK, environment, file)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    with Journal.open(file) as journal:
        assert len(journal.events()) >= 1
    assert {each.name for each in file.parent.iterdir() if each.is_file()} == {file.name}


@pytest.mark.long
def test_without_a_file_name_the_data_folder_is_used(environment: dict[str, str], file: Path) -> None:
    done = run(TICK.replace("main.run(FILE,", "main.run(None,"), environment, file)
    assert (done.returncode, done.stderr) == (0, "")
    kept = Path(environment["XDG_DATA_HOME"]) / "skillgap" / "skillgap.db"
    assert kept.exists()
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    settings = Path(environment["XDG_CONFIG_HOME"]) / "skillgap" / "settings.ini"
    assert settings.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "opened", "imported"),
    [
        (["mine.db"], "mine.db", None),
        (["MINE.DB"], "MINE.DB", None),
        (["copy.json"], None, "copy.json"),
        (["--data", "mine.db", "copy.json"], "mine.db", "copy.json"),
        ([], None, None),
    ],
)
def test_a_file_that_is_given_is_opened_or_imported(
    arguments: list[str], opened: str | None, imported: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path | None, Path | None]] = []

    def run(data: Path | None, *, to_import: Path | None) -> int:
        asked.append((data, to_import))
        return 0

    monkeypatch.setattr(program, "run", run)
    assert program.main(arguments) == 0
    assert asked == [(opened and Path(opened), imported and Path(imported))]


def test_two_files_to_open_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        program.main(["--data", "one.db", "two.db"])
    assert "two files to open: one.db and two.db" in capsys.readouterr().err


@pytest.mark.long
def test_a_copy_that_is_given_is_imported_once_the_window_is_there(
    environment: dict[str, str], file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    events = say_many(5)
    export(copy, events, "0.1.0")
    done = run(IMPORT, environment, file, copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert said(done) == ["Imported 5 entries from copy.json"]
    with Journal.open(file) as journal:
        assert list(journal.events()) == events


@pytest.mark.long
def test_killed_after_a_tick_the_tick_is_there_at_the_next_start(environment: dict[str, str], file: Path) -> None:
    command = [sys.executable, "-c", BEGIN + TICK, str(file), "and wait"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        shown = json.loads(program.stdout.readline())  # what is on the screen is on the disk
        program.kill()
    assert program.returncode == -KILL
    assert file.with_name(f"{file.name}.lock").exists()
    # Another kill came while a picture was saved, and one while the window's memory was written.
    config, exports = Path(environment["XDG_CONFIG_HOME"]) / "skillgap", file.parent / "exports"
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.ini").write_text(f"[export]\nfolder={exports}\n")
    exports.mkdir()
    left = [file.parent / ".skillgap-1.tmp", exports / ".skillgap-2.tmp", config / "settings.ini.AbCdEf"]
    for each in left:
        each.write_bytes(b"half")
    done = run(TIDY, environment, file)
    assert [each for each in left if each.exists()] == []
    assert not file.with_name(f"{file.name}.lock").exists()
    assert (done.returncode, done.stderr) == (0, "")
    (seen,) = said(done)
    assert seen["readiness"] == shown != "–"
    with Journal.open(file) as journal:
        assert [can_do.partition(".")[0] for can_do in replay(journal.events()).ticks] != []


@pytest.mark.long
def test_what_a_kill_left_half_written_is_removed_beside_the_file_that_a_link_means(tmp_path: Path) -> None:
    real = tmp_path / "real"
    places = [real, real / "backups", tmp_path / "exports"]
    for place in places:
        place.mkdir()
        (place / ".skillgap-1.tmp").write_bytes(b"half")
        (place / "notes.tmp").write_bytes(b"somebody else's")
    link = tmp_path / "skillgap.db"
    link.symlink_to(real / "skillgap.db")
    program.tidy_up(BackupRepository(link), tmp_path / "exports")
    assert [[each.name for each in place.iterdir() if each.is_file()] for place in places] == [["notes.tmp"]] * 3


@pytest.mark.long
def test_a_second_start_raises_the_first_window_and_ends_well(environment: dict[str, str], file: Path) -> None:
    command = [sys.executable, "-c", BEGIN + HOLD, str(file)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert json.loads(first.stdout.readline()) == "open"
        second = main(environment, "--data", file)
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert json.loads(first.stdout.readline()) == "raised"
    assert first.returncode == 0


@pytest.mark.long
def test_a_second_start_raises_the_question_that_the_first_one_asks(environment: dict[str, str], file: Path) -> None:
    file.write_bytes(b"not a Skillgap file at all, and nothing else")
    done = run(ASK_TWICE, environment, file)
    assert said(done)[-1] == {"second": 0, "came_to_front": True}
    assert done.returncode != 0
    assert complaints(done) == []


@pytest.mark.long
def test_settings_that_were_damaged_are_told(environment: dict[str, str], file: Path) -> None:
    with Journal.open(file) as journal:
        journal.append(made_up_events(30))
    config = Path(environment["XDG_CONFIG_HOME"]) / "skillgap"
    config.mkdir(parents=True)
    (config / "settings.ini").write_bytes(b"\x00 nothing of ours")
    done = run(NOTICE, environment, file)
    (sentence,) = said(done)
    assert "kept as settings.damaged.ini" in sentence
    assert "your work is not in it and is safe" in sentence
    assert (done.returncode, done.stderr) == (0, "")


# What it says when it cannot


@pytest.mark.long
def test_without_a_screen_it_ends_with_one_sentence(environment: dict[str, str], file: Path) -> None:
    del environment["QT_QPA_PLATFORM"]
    done = main(environment, "--data", file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(sentences(done.stderr)) == 1
    assert done.stderr.startswith(("Skillgap needs a screen", "Skillgap can’t open a window"))
    assert not file.exists()


@pytest.mark.long
def test_with_a_wrong_screen_it_ends_with_one_sentence(environment: dict[str, str], file: Path) -> None:
    done = main({**environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}, "--data", file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(sentences(done.stderr)) == 1
    assert done.stderr.startswith("Skillgap can’t open a window")


@pytest.fixture
def no_qt(tmp_path: Path, environment: dict[str, str]) -> dict[str, str]:
    """A Qt that cannot be loaded, found before the real one."""
    package = tmp_path / "first" / "PySide6"
    package.mkdir(parents=True)
    message = "libGL.so.1: cannot open shared object file: No such file or directory"
    package.joinpath("__init__.py").write_text(f"raise ImportError({message!r})\n")
    return {**environment, "PYTHONPATH": f"{package.parent}{os.pathsep}{ROOT}"}


def test_without_qt_it_ends_with_one_sentence(no_qt: dict[str, str]) -> None:
    done = main(no_qt)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(sentences(done.stderr)) == 1
    assert done.stderr.startswith("Skillgap needs Qt")
    assert "libGL.so.1" in done.stderr or "apt-get install" in done.stderr


@pytest.mark.long
def test_without_a_library_it_names_the_package(no_qt: dict[str, str]) -> None:
    program = (
        "import sys, main\n"
        "from gui.diagnostics import system_check\n"
        "system_check.is_there = lambda library: library.file != 'libGL.so.1'\n"
        "sys.exit(main.main([]))"
    )
    done = started([sys.executable, "-c", program], no_qt)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentences(done.stderr) == [
        "Skillgap needs Qt, and Qt needs packages that are missing here. Install them with: apt-get install libgl1"
    ]


def test_the_doctor_works_without_qt_and_says_so(no_qt: dict[str, str], file: Path) -> None:
    done = main(no_qt, "--doctor", "--data", file)
    assert done.returncode == 1
    assert any(line.startswith("NOT") and "Skillgap needs Qt" in line for line in done.stdout.splitlines())
    assert done.stderr == ""


def test_each_library_has_the_package_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_missing(library: Library) -> bool:
        return library.package not in ("libgl1", "libxcb-cursor0")

    monkeypatch.setattr(system_check, "is_there", is_missing)
    monkeypatch.setattr("sys.platform", "linux")
    assert system_check.no_window_sentence() == (
        "Skillgap can’t open a window, because packages are missing. "
        "Install them with: apt-get install libgl1 libxcb-cursor0"
    )
    assert "libgl1 libxcb-cursor0" in system_check.qt_sentence(ImportError("libGL.so.1"))
    packages = [library.package for library in system_check.LIBRARIES]
    assert len(packages) == len(set(packages)) > 8


# The doctor and the version


def test_the_doctor_finds_a_healthy_file_healthy(environment: dict[str, str], tmp_path: Path) -> None:
    file = gallery.lived_file(tmp_path)
    before = file.read_bytes()
    done = main(environment, "--doctor", "--data", file)
    lines = done.stdout.splitlines()
    findings = {line[5:].split("  ")[0].strip(): line for line in lines}
    ours = [line for line in lines if "lib" not in line.split()[1]]
    assert [line for line in ours if line.startswith("NOT")] == []
    assert {"Skillgap", "Python", "PySide6-Essentials", "sqlite-utils", "Entries", "Pages", "screen"} <= findings.keys()
    assert done.returncode == int(any(line.startswith("NOT") for line in lines))
    assert done.stderr == ""
    assert file.read_bytes() == before


def test_the_doctor_finds_a_damaged_file_damaged(environment: dict[str, str], file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    done = main(environment, "--doctor", "--data", file)
    assert done.returncode == 1
    assert any(line.startswith("NOT") and str(file) in line for line in done.stdout.splitlines())


def test_the_version_is_told(environment: dict[str, str]) -> None:
    done = main(environment, "--version")
    assert done.returncode == 0
    assert done.stdout.startswith("Skillgap 0.")


def test_an_unknown_option_is_refused(environment: dict[str, str]) -> None:
    assert main(environment, "--nonsense").returncode == 2


# A file that is not opened


def damaged(file: Path) -> None:
    gallery.lived_file(file.parent).rename(file)
    content = bytearray(file.read_bytes())
    content[-4096:-2048] = bytes(2048)
    file.write_bytes(content)


def foreign(file: Path) -> None:
    file.write_text("Dear diary, this is no database.\n" * 200)


def folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.long
@pytest.mark.parametrize("make", [damaged, foreign, folder], ids=lambda make: make.__name__)
def test_a_file_that_cannot_be_trusted_is_reported_and_left_alone(
    environment: dict[str, str], file: Path, make: Callable[[Path], None]
) -> None:
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    done = run(QUIT, environment, file)
    assert done.returncode == 1, done.stderr
    ((title, sentence, findings, _),) = said(done)
    assert title == ("Your file is damaged" if make is damaged else "Your file was not opened")
    assert file.name in sentence
    assert str(file) in findings
    assert (file.read_bytes() if file.is_file() else b"") == before
    assert complaints(done) == []


@pytest.mark.long
def test_a_file_that_was_there_is_not_replaced_by_an_empty_one(environment: dict[str, str], file: Path) -> None:
    assert run(TICK, environment, file).returncode == 0
    moved = file.rename(file.with_name("elsewhere.db"))
    done = run(QUIT, environment, file)
    assert done.returncode == 1
    ((title, sentence, _, remark),) = said(done)
    assert title == "Your file is missing"
    assert str(file) in sentence
    assert remark.startswith("As far as Skillgap can tell, it holds everything your file held when it was last closed")
    assert not file.exists()
    assert moved.exists()
    done = run(ANEW, environment, file)
    assert (done.returncode, said(done)[-1]) == (0, "open")
    assert not file.exists()  # until the first event


@pytest.mark.long
def test_a_file_that_was_deleted_while_the_window_was_open_is_missed_at_the_next_start(
    environment: dict[str, str], file: Path
) -> None:
    assert (
        run(TICK.replace("    window.close()", "    FILE.unlink(); window.close()"), environment, file).returncode == 0
    )
    assert not file.exists()
    ((title, _, _, remark),) = said(run(QUIT, environment, file))
    assert title == "Your file is missing"
    assert remark.startswith("As far as Skillgap can tell, it holds everything your file held when it was last closed")
    assert len(list_backups(file)) == 1


@pytest.mark.long
def test_what_was_ticked_is_backed_up_at_the_end_and_restored_over_a_damaged_file(
    environment: dict[str, str], file: Path
) -> None:
    shown = said(run(TICK, environment, file))[0]
    with Journal.open(file) as journal:
        events = journal.events()
    (backup,) = list_backups(file)
    content = bytearray(file.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    file.write_bytes(content)
    when = moment_text(backup.moment, date.today()).replace("T", "t", 1)
    done = run(RESTORE, environment, file, f"Restore {when}")
    assert done.returncode == 0, done.stderr
    (title, sentence, findings, remark), readiness = said(done)
    assert title == "Your file is damaged"
    assert f"backup of {when}" in sentence
    assert "is damaged" in findings
    assert "damaged file is kept" in remark
    assert readiness == shown
    with Journal.open(file) as journal:
        assert journal.events() == events
    assert file.with_name(f"skillgap.damaged-{date.today()}.db").read_bytes() == content


@pytest.mark.long
def test_a_file_that_holds_less_than_at_the_last_close_is_asked_about(environment: dict[str, str], file: Path) -> None:
    run(TICK, environment, file)
    with Journal.open(file) as journal:
        before = journal.events()
    old = file.read_bytes()
    run(TICK.replace('"git"', '"python"'), environment, file)
    file.write_bytes(old)
    ((title, sentence, *_),) = said(run(QUIT, environment, file))
    assert title == "Your file is not as you left it"
    assert f"holds {len(before)} entries, but held" in sentence
    assert file.read_bytes() == old
    done = run(ANEW.replace("Start a new file", "Open it anyway"), environment, file)
    assert (done.returncode, said(done)[-1]) == (0, "open")
    assert said(run(ANEW, environment, file)) == ["open"]  # it is not asked again


# A long time


@pytest.mark.long
def test_twenty_thousand_calls_that_return_nothing_leave_it_standing() -> None:
    # Some versions of the binding give back a reference to None that they do not own at each such call.
    program = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([]); label = QLabel()\n"
        "for number in range(20_000): label.setText(str(number)); label.update(); label.setVisible(False)\n"
        "print(label.text())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "19999\n"


@pytest.fixture(autouse=True)
def nothing_runs_on(tmp_path: Path) -> Iterator[None]:
    """No test leaves a file that somebody still holds."""
    yield
    assert not (tmp_path / "skillgap.db-journal").exists() or (tmp_path / "skillgap.db").exists()
