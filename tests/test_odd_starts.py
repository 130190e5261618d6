"""Starts over places that nobody meant: each opens, or ends with a sentence, and none waits or ends in a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from main import doctor
from roadmaps.journal import Kind
from store.journal import Journal
from tests import gallery
from tests.posix import make_pipe
from tests.store.sayings import say
from tests.test_start import LOOK, QUIT, complaints, environment, file, run, said

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["environment", "file"]
pytestmark = pytest.mark.long


def pipe(path: Path) -> None:
    make_pipe(path)


def circle(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


def odd_places(folder: Path) -> list[str]:
    """Names that somebody may give for the file, and that can be no file."""
    circle(folder / "circle")
    (folder / "file").touch()
    (folder / "\udcff").mkdir()
    inside = ("circle", "circle/skillgap.db", "file/skillgap.db", "\udcff")
    return ["/", ".", "", *(str(folder / each) for each in inside)]


@pytest.mark.parametrize("number", [0, 1, 3, 4, 6])
def test_a_place_that_can_be_no_file_is_told(environment: dict[str, str], tmp_path: Path, number: int) -> None:
    done = run(QUIT, environment, odd_places(tmp_path)[number])
    assert done.returncode == 1, done.stderr
    assert complaints(done) == []
    ((title, sentence, _, _),) = said(done)
    assert title == "Your file was not opened"
    assert sentence.endswith(".")


def test_the_doctor_finds_every_such_place_unfit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in odd_places(tmp_path):
        assert doctor(Path(place)) == 1
        assert "NOT  File" in capsys.readouterr().out, place


@pytest.mark.parametrize(
    ("ending", "make", "what"),
    [
        ("-journal", pipe, "is not a regular file"),
        ("-wal", circle, "is a link to somewhere else"),
        ("-shm", folder, "is a folder"),
    ],
)
def test_a_sidecar_that_is_no_file_is_reported_and_not_waited_for(
    environment: dict[str, str], file: Path, make: Callable[[Path], None], ending: str, what: str
) -> None:
    gallery.lived_file(file.parent).rename(file)
    make(file.with_name(f"{file.name}{ending}"))
    before = file.read_bytes()
    done = run(QUIT, environment, file)
    ((_, sentence, _, _),) = said(done)
    assert f"{file.name}{ending}, beside {file.name}, {what}. " in sentence
    assert done.returncode == 1
    assert file.read_bytes() == before
    assert doctor(file) == 1


@pytest.mark.parametrize(("name", "make"), [
    ("skillgap.db.lock", pipe), ("skillgap.db.lock", circle), ("skillgap.db.lock.rmlock", pipe), ("backups", pipe),
    ("backups/x.db", pipe),
])  # fmt: skip
def test_what_is_no_file_in_place_of_a_lock_or_a_backup_is_no_obstacle(
    environment: dict[str, str], file: Path, make: Callable[[Path], None], name: str
) -> None:
    gallery.lived_file(file.parent).rename(file)
    if "/" in name:
        (file.parent / "backups").mkdir()
    make(file.parent / name)
    done = run(LOOK, environment, file)
    assert (done.returncode, complaints(done)) == (0, [])
    assert len(said(done)) == 1


def test_everything_that_qt_has_to_say_leaves_the_end_calm(environment: dict[str, str], file: Path) -> None:
    done = run(LOOK, {**environment, "QT_LOGGING_RULES": "*=true", "QT_DEBUG_PLUGINS": "1"}, file)
    assert done.returncode == 0, done.stderr[-500:]


def test_a_file_with_a_value_that_no_reader_takes_is_opened(
    environment: dict[str, str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Journal.open(file) as journal:
        journal.append([say(1, "ds-to-mle", kind=Kind.GOAL, subject="goal"), say(2, None)._replace(raw="NaN")])
    assert run(LOOK, environment, file).returncode == 0
    doctor(file)
    assert "NOT  Entries" not in capsys.readouterr().out
