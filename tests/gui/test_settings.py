"""What the window remembers, from files that nobody meant: defaults, no crash, and the old file is kept."""

from __future__ import annotations

import os
import random
import stat
from typing import TYPE_CHECKING

import pytest

from gui.app.settings import Settings
from tests.examples import quick
from tests.posix import end_after, make_pipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MUTANTS = 20


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    """What would wait for ever at a pipe fails instead."""
    end_after(60)
    yield
    end_after(0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.ini"


@pytest.fixture(scope="module")
def remembered() -> list[bytes]:
    """A file as a window writes it."""
    return []


def written(open_window: OpenWindow, tiny: Catalogue, remembered: list[bytes]) -> bytes:
    if not remembered:
        scene = open_window(tiny, folder="before")
        for page in ("roadmap", "roles", "plan", "skills"):
            scene.window.show_page(page)
        scene.close()
        remembered.append(scene.settings_file.read_bytes())
    return remembered[0]


def mutant(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                splices = (
                    b"\x00",
                    b"@Variant(\\0\\0\\0\\t\\xff\\xff\\xff\\xff)",
                    b"=",
                    b"[",
                    b"\n",
                    b"\xff\xfe",
                    b"-1, 9" * 9,
                )
                data[place:place] = chance.choice(splices)
            case _:
                data[place:place] = data[:place]
    return bytes(data)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", quick(range(MUTANTS), *range(4)))
def test_a_window_opens_over_any_settings(
    open_window: OpenWindow, tiny: Catalogue, remembered: list[bytes], seed: int, tmp_path: Path
) -> None:
    whole = written(open_window, tiny, remembered)
    folder = tmp_path / "person"
    folder.mkdir()
    (folder / "settings.ini").write_bytes(mutant(whole, random.Random(seed)))
    scene = open_window(tiny)
    for page in ("roadmap", "skills"):
        scene.window.show_page(page)
        scene.settle()
    assert scene.window.isVisible()
    assert scene.window.width() >= 800


def folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)


def pipe_in_its_place(path: Path) -> None:
    path.parent.mkdir()
    make_pipe(path)


def file_in_place_of_its_folder(path: Path) -> None:
    path.parent.write_text("")


def link_to_itself(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path)


def zeros_without_end(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/zero")


def giant(path: Path) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(10**9)


PLACES = [
    folder_in_its_place, pipe_in_its_place, file_in_place_of_its_folder, link_to_itself, zeros_without_end, giant,
]  # fmt: skip


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
def test_where_there_can_be_no_file_the_window_remembers_until_the_end(
    path: Path, make: Callable[[Path], None]
) -> None:
    make(path)
    before = path.lstat() if os.path.lexists(path) else None
    settings = Settings(path)
    assert settings.text("window/page") == ""
    assert "cannot be used" in settings.remark
    settings.set_text("window/page", "plan")
    settings.set_numbers("map/zoom", [120])
    settings.write()
    assert (settings.text("window/page"), settings.numbers("map/zoom")) == ("plan", [120])
    if before:
        after = path.lstat()
        assert (stat.S_IFMT(after.st_mode), after.st_size) == (stat.S_IFMT(before.st_mode), before.st_size)


def test_settings_of_a_newer_skillgap_are_left_as_they_are(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[settings]\nformat=2\n\n[window]\npage=plan\n")
    before = path.read_bytes()
    settings = Settings(path)
    assert settings.text("window/page") == ""
    settings.set_text("window/page", "roles")
    settings.write()
    assert path.read_bytes() == before
    assert "newer Skillgap" in settings.remark


def test_damaged_settings_are_kept_beside_the_new_ones(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\x00\xff nothing of ours\nwithout a sign\n[window]\npage=plan\n")
    before = path.read_bytes()
    settings = Settings(path)
    settings.set_text("window/colours", "dark")
    settings.write()
    kept = path.with_name("settings.damaged.ini")
    assert kept.read_bytes() == before
    assert kept.stat().st_mode & 0o777 == 0o600
    again = Settings(path)
    assert again.text("window/colours") == "dark"
    assert "kept as settings.damaged.ini" in settings.remark
    assert again.remark == ""


def test_a_pipe_where_damaged_settings_are_kept_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"without a sign\n[window]\npage=plan\n")
    kept = path.with_name("settings.damaged.ini")
    make_pipe(kept)
    assert Settings(path).text("window/page") == "plan"
    assert kept.read_bytes() == path.read_bytes()


def test_settings_that_may_only_be_read_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Settings(path)
    first.set_text("window/page", "roles")
    first.write()
    opened = os.open

    def refuse(name: str, flags: int, *more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "Permission denied")
        return opened(name, flags, *more)

    monkeypatch.setattr("gui.app.settings.os.open", refuse)
    assert Settings(path).text("window/page") == "roles"


def test_a_remembered_place_that_is_gone_does_not_break_the_map_that_shows_what_is_hidden(
    open_window: OpenWindow, tiny: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "person"
    folder.mkdir()
    (folder / "settings.ini").write_text("[map]\nat=0, no-such-skill\nhidden=yes\n\n[window]\npage=roadmap\n")
    scene = open_window(tiny)
    scene.window.show_page("roadmap")
    scene.settle()
    assert scene.window.pages.roadmap.map.at in scene.window.pages.roadmap.map.graph.nodes
