"""The entry in a Linux desktop's menus: written, understood by the desktop, and removed without a trace."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

import main
from gui.desktop import menu_entry
from gui.desktop.menu_entry import install, quoted, starting_command, uninstall
from gui.diagnostics.system_check import NOT_STARTED
from store.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(menu_entry.__file__).parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="menu entries are written on Linux only")


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_it_starts_the_command_and_shows_the_icon(tmp_path: Path) -> None:
    install(["/opt/my apps/python", "/opt/my apps/main.py"], tmp_path)
    entry = (tmp_path / "applications" / "skillgap.desktop").read_text(encoding="utf-8")
    assert 'Exec="/opt/my apps/python" "/opt/my apps/main.py" %f\n' in entry
    for size in (16, 48, 256):
        image = QImage(str(tmp_path / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "skillgap.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size - size // 6).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0


def test_removing_it_leaves_no_file(tmp_path: Path) -> None:
    written = install(["skillgap"], tmp_path)
    assert set(written) <= files_in(tmp_path)
    assert uninstall(tmp_path) == written
    assert list(tmp_path.iterdir()) == []
    assert uninstall(tmp_path) == []


def test_removing_it_leaves_what_others_installed(tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("applications/other.desktop", "icons/hicolor/48x48/apps/other.png")]
    for path in others:
        path.parent.mkdir(parents=True)
        path.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=other\n", encoding="utf-8")
    install(["skillgap"], tmp_path)
    uninstall(tmp_path)
    assert files_in(tmp_path) - {tmp_path / "applications" / "mimeinfo.cache"} == set(others)


def test_a_folder_without_write_permission_is_reported_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "applications").write_text("a file, and no folder", encoding="utf-8")
    monkeypatch.setattr(menu_entry, "data_home", lambda: tmp_path)
    assert main.main(["--install-desktop"]) == NOT_STARTED
    assert re.fullmatch(r"\S*applications cannot be changed: [\w ]+\.\n", capfd.readouterr().err)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("/usr/bin/skillgap", '"/usr/bin/skillgap"'),
        ("/a b/100%", '"/a b/100%%"'),
        ('/a"b', '"/a\\\\"b"'),
        ("/a$b`c", '"/a\\\\$b\\\\`c"'),
        ("/a\\b", '"/a\\\\\\\\b"'),
    ],
)
def test_odd_paths_are_quoted_for_an_exec_line(argument: str, expected: str) -> None:
    assert quoted(argument) == expected


def test_the_bundle_the_installed_command_and_the_checkout_start_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main_file = tmp_path / "main.py"

    def started_by(command: str) -> Sequence[str]:
        monkeypatch.setattr(sys, "argv", [command])
        return starting_command(main_file)

    assert started_by("main.py") == [sys.executable, str(main_file)]
    installed = tmp_path / "skillgap"
    installed.write_text("#!/bin/sh\n", encoding="utf-8")
    installed.chmod(0o755)
    assert started_by(str(installed)) == [str(installed)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert started_by(str(installed)) == [sys.executable]


def test_the_desktop_knows_a_file_of_ours_by_its_header() -> None:
    mime = (HERE / "skillgap-mime.xml").read_text(encoding="utf-8")
    assert f'offset="68" value="0x{APPLICATION_ID:08X}"' in mime


def test_the_newest_release_that_software_centres_show_is_this_one() -> None:
    metainfo = (HERE / "skillgap.metainfo.xml").read_text(encoding="utf-8")
    releases = re.findall(r'<release version="([^"]+)"', metainfo)
    assert releases[0] == main.__version__


def test_other_systems_get_no_menu_entry(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main.main(["--install-desktop"]) == NOT_STARTED
    assert "Only Linux" in capfd.readouterr().err
