"""The log: its size, who may read it, that it never fails, and what it must not contain."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gui.diagnostics.log import FILES, LARGEST, Log
from gui.diagnostics.redaction import redacted_dump, redacted_error, redacted_message, short_name
from tests.posix import make_pipe

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "Asked Anna about the layoffs"
HOME = "/home/anna"


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "state" / "skillgap")


def test_the_log_is_created_at_the_first_entry_and_readable_by_its_owner_only(log: Log) -> None:
    assert not log.path.parent.exists()
    before = os.umask(0)
    try:
        log.note("one\n  and more")
    finally:
        os.umask(before)
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700
    assert log.path.read_text()[19:] == "  one\n  and more\n"


def test_the_log_never_exceeds_five_files_of_a_megabyte(log: Log) -> None:
    for number in range(400):
        log.note(f"{number} " + "x" * 40_000)
    files = sorted(log.path.parent.iterdir())
    assert len(files) == FILES == 5
    assert all(file.stat().st_size <= LARGEST == 1_000_000 for file in files)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    first_lines = [file.read_text()[21:].split(" ")[0] for file in (log.path, *files[1:])]
    assert first_lines == sorted(first_lines, key=int, reverse=True), "the newest is the log itself"
    assert f"  {399} " in log.path.read_text()


def test_the_length_of_an_entry_is_limited(log: Log) -> None:
    log.note("x" * 10_000_000)
    assert log.path.stat().st_size <= 50_000


def folder_is_a_file(path: Path) -> None:
    path.parent.parent.mkdir()
    path.parent.write_text("")


def is_a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def is_a_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    make_pipe(path)


def is_a_link_to_the_data(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.with_name("skillgap.db"))


@pytest.mark.parametrize(
    "make", [folder_is_a_file, is_a_folder, is_a_pipe, is_a_link_to_the_data], ids=lambda make: make.__name__
)
def test_where_no_log_can_be_written_it_goes_to_standard_error_and_nothing_fails(
    log: Log, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make(log.path)
    log.note("still said")
    assert capsys.readouterr().err.endswith("still said\n")
    assert not log.path.with_name("skillgap.db").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EMFILE])
def test_a_full_or_broken_disk_breaks_nothing(
    log: Log, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("gui.diagnostics.log.os.write", refuse)
        log.note("said elsewhere")
        patch.setattr("sys.stderr", None)
        log.note("said nowhere")
    assert "said elsewhere" in capsys.readouterr().err
    log.note("said again")
    assert log.path.read_text()[21:] == "said again\n"


def test_an_entry_within_an_entry_does_not_hang(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def fail_in_between(descriptor: int, line: bytes) -> int:
        monkeypatch.setattr("gui.diagnostics.log.os.write", write)
        log.note("from a destructor")
        return write(descriptor, line)

    monkeypatch.setattr("gui.diagnostics.log.os.write", fail_in_between)
    log.note("from a slot")
    assert [line[21:] for line in log.path.read_text().splitlines()] == ["from a destructor", "from a slot"]


# What is not in it


def _integer() -> None:
    int(SECRET)


def _key() -> None:
    dict[str, str]()[SECRET]


def _file() -> None:
    Path(f"{HOME}/{SECRET}.db").read_bytes()


def _made_up_file() -> None:
    raise OSError(errno.ENOSPC, SECRET, f"{HOME}/x")


def _database() -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"SELECT '{SECRET}' FROM \"{SECRET}\"")
    finally:
        connection.close()


def _json() -> None:
    json.loads(SECRET)


def _bytes() -> None:
    (SECRET.encode() + b"\xff").decode()


def _letters() -> None:
    (SECRET + "\udcff").encode()


def _attribute() -> None:
    getattr(SECRET, SECRET)


def _import() -> None:
    raise ImportError(SECRET, name="numpy", path=HOME)


def _group() -> None:
    raise ExceptionGroup(SECRET, [ValueError(SECRET)])


def _chain_of_errors() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        error.add_note(SECRET)
        raise RuntimeError(SECRET) from error


def _assertion() -> None:
    raise AssertionError(SECRET, {SECRET: HOME})


FAILURES = [
    _integer, _key, _file, _made_up_file, _database, _json, _bytes, _letters, _attribute, _import, _group,
    _chain_of_errors, _assertion,
]  # fmt: skip


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__.strip("_"))
def test_no_error_brings_the_users_text_or_folders_into_the_log(fail: Callable[[], None], log: Log) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  # any kind: what is logged of it counts
        fail()
    log.note(redacted_error(caught.value))
    text = log.path.read_text()
    assert "tests/gui/test_log.py:" in text
    assert f"in {fail.__name__}" in text
    assert type(caught.value).__qualname__ in text
    for word in ("Anna", "anna", "layoffs", "Asked", str(Path.home()) + "/"):
        assert word not in text


def test_facts_that_are_not_the_users_text_are_kept(log: Log) -> None:
    told = {}
    for fail in (_file, _made_up_file, _database, _letters, _import, _chain_of_errors):
        with pytest.raises(Exception) as caught:  # noqa: PT011  # any kind: what is logged of it counts
            fail()
        told[fail] = redacted_error(caught.value)
    assert told[_file].endswith("FileNotFoundError (2, No such file or directory)")
    assert told[_made_up_file].endswith("OSError (28, No space left on device)")
    assert told[_database].endswith("sqlite3.OperationalError (SQLITE_ERROR)")
    assert told[_letters].endswith("UnicodeEncodeError (utf-8)")
    assert told[_import].endswith("ImportError (numpy)")
    assert "ValueError\n\nwhich led to:\n\nTraceback" in told[_chain_of_errors]


def test_a_recursion_is_logged_from_both_ends() -> None:
    def fall(depth: int) -> None:
        fall(depth + 1)

    with pytest.raises(RecursionError) as caught:
        fall(0)
    lines = redacted_error(caught.value).splitlines()
    assert len(lines) < 60
    assert any("more …" in line for line in lines)


def test_a_cycle_of_causes_comes_to_an_end() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert redacted_error(first).split() == ["TypeError", "which", "led", "to:", "ValueError"]


@pytest.mark.parametrize(("message", "told"), [
    ("QPainter::begin: Paint device returned engine == 0", "QPainter::begin: Paint device returned engine == 0"),
    ("QFile: cannot open /home/anna/my notes.db: denied", "QFile: cannot open …"),
    ("QFile: '/home/anna/my notes.db' is locked", "QFile: “…” is locked"),
    ('Unknown property "Anna & me"', "Unknown property “…”"),
    ("Cannot read file:///home/anna/x", "Cannot read …"),
    ("See https://anna.example.org/x", "See …"),
    (r"No C:\Users\Anna\x", "No …"),
    (r"No \\host\Anna", "No …"),
    ("In ~/anna", "In …"),
    ("In (../anna/x)", "In (…"),
    ("several\nlines", "several lines"),
    ("and/or N/A", "and/or N/A"),
])  # fmt: skip
def test_a_message_of_qt_is_cut_where_a_path_begins(message: str, told: str) -> None:
    assert redacted_message(message) == told


def test_source_files_are_named_without_the_folders_they_are_installed_in() -> None:
    root = Path(__file__).parents[2]
    assert short_name(str(root / "gui" / "diagnostics" / "log.py")) == "gui/diagnostics/log.py"
    assert short_name(str(root / ".venv/lib/python3.12/site-packages/numpy/a.py")) == "numpy/a.py"
    assert short_name("/home/anna/.local/lib/python3.12/json/decoder.py") == "python3.12/json/decoder.py"
    assert short_name("/home/anna/tools/x.py") == "x.py"
    assert short_name("<string>") == "<string>"
    dump = f'  File "{root}/gui/diagnostics/log.py", line 3 in note\n  File "/home/anna/a "b"/x.py", line 4 in y\n'
    assert redacted_dump(dump) == '  File "gui/diagnostics/log.py", line 3 in note\n  File "x.py", line 4 in y\n'
