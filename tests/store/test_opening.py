"""A file is trusted only after every check, and a refused one is left untouched."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.examination import examine
from store.journal import Journal, StoreError
from store.migrations import APPLICATION_ID, newest_version
from tests.posix import make_pipe
from tests.store.conftest import look_at
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


def _patched(path: Path, offset: int, data: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[offset : offset + len(data)] = data
    path.write_bytes(content)


NEWEST = newest_version()


def _make_newer(path: Path) -> None:
    _patched(path, 60, struct.pack(">i", NEWEST + 1))


def _make_ancient(path: Path) -> None:
    _patched(path, 60, struct.pack(">i", 0))


def _make_foreign(path: Path) -> None:
    _patched(path, 68, struct.pack(">i", 1))


def _make_bare(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cards (id INTEGER)")


def _make_empty(path: Path) -> None:
    path.write_bytes(b"")


def _make_text(path: Path) -> None:
    path.write_text("Remember the milk.\n" * 20)


def _make_short_text(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _make_picture(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)


def _make_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _make_only_a_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _make_hole(path: Path) -> None:
    _patched(path, path.stat().st_size - 4096, bytes(4096))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            _make_newer,
            rf"newer Skillgap \(file version {newest_version() + 1}; this one reads up to {newest_version()}",
        ),
        (_make_ancient, "version 0, which no Skillgap ever wrote"),
        (_make_foreign, "another program’s database"),
        (_make_bare, "another program’s database"),
        (_make_empty, "is empty"),
        (_make_text, "not a Skillgap file"),
        (_make_short_text, "not a Skillgap file"),
        (_make_picture, "not a Skillgap file"),
        (_make_half, "is damaged"),
        (_make_only_a_header, "is damaged"),
        (_make_hole, "is damaged"),
    ],
)
def test_a_file_that_is_not_a_sound_one_of_ours_is_refused_and_left_byte_identical(
    kept: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(kept)
    before = look_at(kept.parent)
    with pytest.raises(StoreError, match=sentence) as refusal:
        Journal.open(kept)
    assert "left it untouched" in str(refusal.value) or "was left untouched" in str(refusal.value)
    assert str(kept) in str(refusal.value)
    assert not all(finding.ok for finding in examine(kept))
    assert look_at(kept.parent) == before


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("UPDATE events SET value = '\"no\"' WHERE seq = 7", "entry 7 has been altered"),
        ("UPDATE events SET said_on = '2026-01-01' WHERE seq = 40", "entry 40 has been altered"),
        ("UPDATE events SET digest = upper(digest) WHERE seq = 1", "entry 1 has been altered"),
        ("DELETE FROM events WHERE seq = 1", "entry 1 has been altered"),
        ("DELETE FROM events WHERE seq = 20", "entry 20 has been altered"),
        ("UPDATE events SET seq = 100 - seq", "entry 1 has been altered"),
        ("CREATE TABLE extra (a)", "its table 'extra' was not made by Skillgap"),
        (
            "CREATE TRIGGER more AFTER INSERT ON events BEGIN SELECT 1; END",
            "its trigger 'more' was not made by Skillgap",
        ),
        ("CREATE VIEW peek AS SELECT 1", "its view 'peek' was not made by Skillgap"),
        ("DROP VIEW can_do_status", "its view 'can_do_status' is missing"),
        ("DELETE FROM _sqlite_migrations", "record of schema changes"),
        ("UPDATE _sqlite_migrations SET name = name || '_more'", "record of schema changes"),
    ],
)
def test_a_file_that_another_program_changed_is_refused(
    kept: Path, tamper: Callable[[str], None], script: str, sentence: str
) -> None:
    tamper(script)
    before = look_at(kept.parent)
    with pytest.raises(StoreError, match=sentence):
        Journal.open(kept)
    assert any(sentence in finding.finding for finding in examine(kept))
    assert look_at(kept.parent) == before


def test_a_view_of_the_same_name_with_another_definition_is_refused(kept: Path, tamper: Callable[[str], None]) -> None:
    tamper("DROP VIEW can_do_status; CREATE VIEW can_do_status AS SELECT 1 AS can_do")
    with pytest.raises(StoreError, match="its view 'can_do_status' was not made by Skillgap"):
        Journal.open(kept)


def test_text_that_is_not_utf_8_is_reported(kept: Path, tamper: Callable[[str], None]) -> None:
    tamper("UPDATE events SET subject = CAST(x'ff' AS TEXT) WHERE seq = 5")
    with pytest.raises(StoreError, match="is damaged"):
        Journal.open(kept)


def test_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path: Path) -> None:
    make_pipe(tmp_path / "pipe")
    with pytest.raises(StoreError, match="is a folder"):
        Journal.open(tmp_path)
    with pytest.raises(StoreError, match="not a regular file"):
        Journal.open(tmp_path / "pipe")
    assert [finding.ok for finding in examine(tmp_path)] == [False]


def test_a_path_through_a_file_is_refused(kept: Path) -> None:
    with pytest.raises(StoreError, match="part of the path is a file"):
        Journal.open(kept / "skillgap.db")


def test_circular_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(StoreError, match="left untouched"):
        Journal.open(tmp_path / "a")


@pytest.mark.parametrize(
    "name",
    [
        "two words",
        "50%41",
        "what?mode=memory",
        "a#b",
        'it\'s "so"',
        "größe",
        "🙂",
        "שלום",
        "~",
        "n" * 240,
        ";&",
        "a\nb",
    ],
)
def test_any_name_that_the_system_allows_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name[:240]}.db"
    if len(name) > 200:
        path = tmp_path / f"{name}.db"
    with Journal.open(path) as journal:
        journal.append([say(1)])
        journal.append([say(2)])
    with Journal.open(path) as journal:
        assert journal.events() == (say(1), say(2))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_path_too_long_for_sqlite_is_refused_before_anything_is_created(tmp_path: Path) -> None:
    for path in (tmp_path / "a" / ("n" * 250), tmp_path.joinpath("a", *["f" * 100] * 5, "skillgap.db")):
        with pytest.raises(StoreError, match="too long"):
            Journal.open(path)
        assert [finding.ok for finding in examine(path)] == [False]
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_is_resolved_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    with Journal.open(Path("skillgap.db")) as journal:
        monkeypatch.chdir(tmp_path / "other")
        journal.append([say(1)])
        journal.append([say(2)])
        assert journal.path == tmp_path / "skillgap.db"
    assert journal.path.exists()


def test_a_deleted_working_directory_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(StoreError, match="could not be opened"):
        Journal.open(Path("skillgap.db"))


def test_file_and_folder_are_private_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "data" / "skillgap" / "skillgap.db"
    old = os.umask(0)
    try:
        with Journal.open(path) as journal:
            journal.append([say(1)])
            journal.append([say(2)])
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert modes.pop(path.name) == 0o600
    assert set(modes.values()) <= {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_an_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    with Journal.open(tmp_path / "skillgap.db") as journal:
        journal.append([say(1)])
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_link_is_followed_even_to_a_file_that_does_not_exist_yet(tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "real.db")
    with Journal.open(link) as journal:
        journal.append([say(1)])
        with pytest.raises(StoreError, match="is open in another Skillgap"):
            Journal.open(tmp_path / "real.db")
    assert link.is_symlink()
    with Journal.open(tmp_path / "real.db") as journal:
        assert journal.events() == (say(1),)


_SECOND = """
import sys; from pathlib import Path; from store.journal import Journal, StoreError
try:
    journal = Journal.open(Path(sys.argv[1]))
except StoreError as fault:
    print(fault)
else:
    print("opened", flush=True)
    sys.stdin.read()
    journal.close()
"""


def _second_start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _SECOND, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_second_process_is_refused_and_changes_nothing(kept: Path) -> None:
    with Journal.open(kept) as journal:
        output, _ = _second_start(kept).communicate()
        assert "is open in another Skillgap" in output
        # Nor may a second attempt within this process drop the first one's locks.
        with pytest.raises(StoreError, match="is open in another Skillgap"):
            Journal.open(kept)
        assert all(finding.ok for finding in examine(kept))
        output, _ = _second_start(kept).communicate()
        assert "is open in another Skillgap" in output
        journal.append([say(100)])
    output, _ = _second_start(kept).communicate()
    assert output == "opened\n"


def test_of_many_processes_at_once_exactly_one_opens_the_file(kept: Path) -> None:
    starts = [_second_start(kept) for _ in range(6)]
    output = [start.stdout.readline() for start in starts if start.stdout is not None]
    for start in starts:
        start.communicate()
    assert sorted("opened" in each for each in output) == [False] * 5 + [True]


def test_a_file_open_in_another_process_is_examined_as_far_as_possible(kept: Path) -> None:
    holder = _second_start(kept)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "opened\n"
    before = look_at(kept.parent)
    findings = examine(kept)
    assert all(finding.ok for finding in findings)
    assert "is open in another Skillgap" in findings[-1].finding
    assert look_at(kept.parent) == before
    holder.communicate()


def test_examining_a_sound_file_passes_every_check_and_writes_nothing(kept: Path) -> None:
    before = look_at(kept.parent)
    findings = examine(kept)
    assert [finding.check for finding in findings] == [
        "File", "Permissions", "Header", "Beside", "Access", "Pages", "Schema", "Entries",
    ]  # fmt: skip
    assert all(finding.ok for finding in findings)
    assert findings[-1].finding == "40, all intact"
    assert look_at(kept.parent) == before


def test_examining_reports_permissions_and_a_missing_file(kept: Path, tmp_path: Path) -> None:
    kept.chmod(0o644)
    assert [(finding.check, finding.ok) for finding in examine(kept) if not finding.ok] == [("Permissions", False)]
    assert [finding.ok for finding in examine(tmp_path / "none.db")] == [True]


def test_a_file_in_wal_mode_is_switched_back(kept: Path) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert "write-ahead logging" in examine(kept)[-1].finding
    with Journal.open(kept) as journal:
        journal.append([say(100)])
    assert kept.read_bytes()[18:20] == b"\x01\x01"
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_the_journal_of_a_missing_file_is_not_rolled_back_into_a_new_one(path: Path) -> None:
    left = path.with_name(path.name + "-journal")
    left.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1024))
    with pytest.raises(StoreError, match="unfinished write"):
        Journal.open(path)
    assert [finding.ok for finding in examine(path)] == [False]
    assert [each.name for each in path.parent.iterdir()] == [left.name]


def test_a_read_only_file_is_read_and_writing_fails_with_a_reason(without_privileges: Path) -> None:
    path = without_privileges / "skillgap.db"
    with Journal.open(path) as journal:
        journal.append(say_many(3))
    path.chmod(0o400)
    with Journal.open(path) as journal:
        assert journal.read_only
        with pytest.raises(StoreError, match=r"Not saved in .* its folder is read-only.*Make both writable"):
            journal.append([say(10)])
        assert list(journal.events()) == say_many(3)
        path.chmod(0o600)
        assert (journal.try_to_write(), journal.read_only) == (True, False)
        journal.append([say(10)])
    with Journal.open(path) as journal:
        assert list(journal.events()) == [*say_many(3), say(10)]
    path.chmod(0o000)
    with pytest.raises(StoreError, match="could not be opened: you don’t have permission to read it"):
        Journal.open(path)
    assert not examine(path)[-1].ok
    path.chmod(0o600)


def test_a_file_in_a_read_only_folder_is_read(without_privileges: Path) -> None:
    path = without_privileges / "skillgap.db"
    with Journal.open(path) as journal:
        journal.append(say_many(3))
    without_privileges.chmod(0o500)
    with Journal.open(path) as journal:
        assert journal.read_only  # SQLite could not create its journal there
        with pytest.raises(StoreError, match=r"Not saved in .* folder"):
            journal.append([say(10)])
        assert list(journal.events()) == say_many(3)
        without_privileges.chmod(0o700)
        journal.append([say(10)])
    with Journal.open(path) as journal:
        assert len(journal.events()) == 4


def test_no_file_is_created_in_a_read_only_folder(without_privileges: Path) -> None:
    without_privileges.chmod(0o500)
    with Journal.open(without_privileges / "data" / "skillgap.db") as journal:
        assert journal.read_only
        with pytest.raises(StoreError, match="you don’t have permission to write there"):
            journal.append([say(1)])
        assert journal.events() == ()
        without_privileges.chmod(0o700)
        journal.append([say(1)])
    with Journal.open(journal.path) as journal:
        assert journal.events() == (say(1),)


def test_a_copy_of_the_file_is_a_separate_journal(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(kept, copy)
    with Journal.open(kept) as journal, Journal.open(copy) as other:
        other.append([say(100)])
        assert len(journal.events()) == 40
        assert len(other.events()) == 41
    assert struct.unpack_from(">i", copy.read_bytes(), 68) == (APPLICATION_ID,)
