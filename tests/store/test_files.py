"""A file being replaced has the old content or the new, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NoReturn

import pytest

from store.atomic_files import remove_leftovers, write_atomically
from store.errors import StoreError
from tests.posix import hold

if TYPE_CHECKING:
    from pathlib import Path


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    write_atomically(path, b"one")
    write_atomically(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert _names(tmp_path) == ["report.md"]


def test_the_mode_is_subject_to_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "export", b"")
        write_atomically(tmp_path / "private", b"", mode=0o600)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "export").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


def test_the_check_sees_the_complete_file_before_it_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"old")
    seen = []
    write_atomically(path, b"new", check=lambda temporary: seen.append((temporary.read_bytes(), path.read_bytes())))
    assert seen == [(b"new", b"old")]
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("fault", [StoreError("no good"), RuntimeError("a bug")])
def test_a_failed_check_leaves_the_old_file(tmp_path: Path, fault: Exception) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"old")

    def refuse(_: Path) -> NoReturn:
        raise fault

    with pytest.raises(type(fault)):
        write_atomically(path, b"new", check=refuse)
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["report.md"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "file")
    write_atomically(tmp_path / "link", b"here")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_bytes() == b"here"


def test_a_failed_write_is_reported(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, sentence in (
        ("none/report.md", "the folder does not exist"),
        ("folder", "a folder has that name"),
        ("n" * 300, "the name is too long"),
    ):
        with pytest.raises(StoreError, match=sentence):
            write_atomically(tmp_path / name, b"new")
    assert _names(tmp_path) == ["folder"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EIO, "the disk reports an error"),
        (errno.EROFS, "the file or its folder is read-only"),
    ],
)
def test_a_failing_disk_leaves_only_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"old")

    def fail(_: int) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match=sentence):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["report.md"]


def test_a_file_in_place_but_not_synced_is_not_reported_as_unsaved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"old")

    def fail(_: Path) -> NoReturn:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("store.atomic_files.sync_folder", fail)
    with pytest.raises(
        StoreError,
        match=r"was written and can be read, but the disk did not confirm it: the disk reports an error.* "
        "A power cut could lose it",
    ):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["report.md"]


def test_leftovers_of_a_crash_are_removed_but_not_files_being_written(tmp_path: Path) -> None:
    left, busy, other = (tmp_path / name for name in (".skillgap-0123.tmp", ".skillgap-4567.tmp", "mine.tmp"))
    for each in (left, busy, other):
        each.write_bytes(b"half")
    (tmp_path / ".skillgap-folder.tmp").mkdir()
    (tmp_path / ".skillgap-link.tmp").symlink_to(other)
    with busy.open("rb") as held:
        hold(held)
        write_atomically(tmp_path / "report.md", b"new")
        assert _names(tmp_path) == [
            ".skillgap-4567.tmp", ".skillgap-folder.tmp", ".skillgap-link.tmp", "mine.tmp", "report.md",
        ]  # fmt: skip
    remove_leftovers(tmp_path)
    assert not busy.exists()
    assert other.read_bytes() == b"half"


def test_the_temporary_name_of_a_finished_file_is_removed_and_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "skillgap.db").write_bytes(b"whole")
    (tmp_path / ".skillgap-89ab.tmp").hardlink_to(tmp_path / "skillgap.db")
    remove_leftovers(tmp_path)
    assert _names(tmp_path) == ["skillgap.db"]
    assert (tmp_path / "skillgap.db").read_bytes() == b"whole"


def test_a_missing_folder_has_no_leftovers(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "none")
    assert _names(tmp_path) == []
