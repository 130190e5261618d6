"""The conventions of each system: shortcuts, menus, locations of files, the file manager, missing libraries."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence

from gui.app import paths
from gui.app.date_format import local_time
from gui.diagnostics import system_check
from gui.files.file_manager import reveal, reveal_command, reveal_text
from roadmaps.text.file_names import portable_name

if TYPE_CHECKING:
    from datetime import tzinfo
    from typing import Self

    from PySide6.QtCore import QUrl

    from gui.diagnostics.system_check import Library
    from tests.gui.scene import Scene

STANDARD = QKeySequence.StandardKey


# Keys and menus


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


def test_standard_commands_have_the_shortcuts_of_the_system(scene: Scene) -> None:
    for command, key in (
        ("edit.undo", STANDARD.Undo), ("edit.redo", STANDARD.Redo), ("edit.find", STANDARD.Find),
        ("go.back", STANDARD.Back), ("view.text-larger", STANDARD.ZoomIn), ("view.text-smaller", STANDARD.ZoomOut),
        ("view.full-screen", STANDARD.FullScreen), ("help.guide", STANDARD.HelpContents),
    ):  # fmt: skip
        assert QKeySequence(key) in scene.window.commands.action(command).shortcuts(), command


def test_where_a_system_has_no_shortcut_ours_is_used(scene: Scene) -> None:
    assert QKeySequence(STANDARD.Quit).isEmpty(), "as on Windows"
    assert scene.window.commands.action("file.quit").shortcuts() == [QKeySequence("Ctrl+Q")]


def test_no_key_is_named_twice(scene: Scene) -> None:
    keys = [key.toString() for command in scene.window.commands.all
            for key in scene.window.commands.action(command.id).shortcuts()]  # fmt: skip
    assert len(keys) > 25
    assert len(keys) == len(set(keys))


def test_macos_moves_preferences_quit_and_about_to_the_menu_of_the_program_and_nothing_else(scene: Scene) -> None:
    roles = {each.id: scene.window.commands.action(each.id).menuRole() for each in scene.window.commands.all}
    role = QAction.MenuRole
    assert {name: each for name, each in roles.items() if each is not role.NoRole} == {
        "edit.preferences": role.PreferencesRole,
        "file.quit": role.QuitRole,
        "help.about": role.AboutRole,
    }


# Places


def test_one_variable_keeps_everything_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME, str(tmp_path))
    for system in ("linux", "darwin", "win32"):
        monkeypatch.setattr(sys, "platform", system)
        assert paths.default_data_file() == tmp_path / "skillgap.db"
        assert paths.settings_file() == tmp_path / "settings.ini"
        assert paths.state_folder() == tmp_path


def test_by_default_files_are_where_the_system_puts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/one")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/two")
    monkeypatch.setenv("XDG_STATE_HOME", "/three")
    monkeypatch.setenv("XDG_CACHE_HOME", "/library/Caches")
    assert paths.default_data_file() == Path("/one/skillgap/skillgap.db")
    assert paths.settings_file() == Path("/two/skillgap/settings.ini")
    assert paths.state_folder() == Path("/three/skillgap")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paths.state_folder() == Path("/library/Logs/skillgap")


# The file manager


def test_a_file_that_was_saved_is_shown_where_it_is(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    monkeypatch.setattr("gui.shell.file_commands.ask_where", lambda *_: tmp_path / "map.png")
    scene.window.files.save_picture("map", lambda _suffix: lambda: b"picture")
    toast = scene.window.toast
    assert (toast.text, toast.more.text(), toast.undo.isVisible()) == ("Saved map.png", "Show in Files", False)
    scene.click(toast.more)
    assert opened == [str(tmp_path)]
    assert not toast.isVisible()
    scene.window.notices.tell("Something else")
    assert not toast.more.isVisible()


def test_a_folder_that_nothing_can_show_is_named(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    assert not reveal(tmp_path / "map.png")
    scene.window.files.done.emit("Saved map.png")
    scene.window.files.written.emit(tmp_path / "map.png")
    scene.click(scene.window.toast.more)
    assert scene.window.toast.text == f"No program on this computer can show the folder {tmp_path}"


def test_each_system_has_its_own_file_manager() -> None:
    path = Path("/home/ada/a map.png")
    assert [reveal_text(each) for each in ("linux", "darwin", "win32")] == [
        "Show in Files", "Show in Finder", "Show in Explorer",
    ]  # fmt: skip
    assert reveal_command(path, "darwin") == ("open", ["-R", "/home/ada/a map.png"])
    assert reveal_command(path, "win32") == ("explorer.exe", ["/select,", "/home/ada/a map.png"])
    assert reveal_command(path, "linux") is None


# Names and moments


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("Roadmap, Data scientist to ML engineer", "Roadmap, Data scientist to ML engineer"),
        ("größer → Ω", "größer → Ω"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("line\nbreak", "line-break"),
        ("the end. .", "the end"),
        ("con", "con_"), ("NUL.txt", "NUL_.txt"), ("Com1 .png", "Com1_ .png"), ("lpt³", "lpt³_"),
        ("console", "console"), ("com10", "com10"), ("my con", "my con"),
        ("", "_"), ("...", "_"),
    ],
)  # fmt: skip
def test_a_proposed_name_is_one_that_every_system_takes(name: str, portable: str) -> None:
    assert portable_name(name) == portable
    assert portable_name(portable) == portable


class WindowsMoment(datetime):
    """Windows knows no local time before 1970 and says so by an OSError."""

    def astimezone(self, tz: tzinfo | None = None) -> Self:
        if tz is None:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


def test_a_moment_that_the_system_has_no_local_time_for_has_that_of_today() -> None:
    today = datetime.now().astimezone().utcoffset()
    assert today is not None
    moment = WindowsMoment(1960, 1, 2, 12, tzinfo=UTC)
    assert local_time(moment) == moment
    assert local_time(moment).utcoffset() == today
    assert local_time(WindowsMoment(1960, 1, 2, 12)).hour == 12
    assert local_time(datetime(2026, 3, 2, 12, tzinfo=UTC)) - datetime(2026, 3, 2, 12, tzinfo=UTC) == timedelta()


# What is missing


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of Qt's libraries and without a screen."""

    def is_there(_library: Library) -> bool:
        return False

    monkeypatch.setattr(system_check, "is_there", is_there)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("bare")
def test_only_linux_lacks_packages_and_screens() -> None:
    assert len(system_check.missing_libraries("linux")) == len(system_check.LIBRARIES)
    assert not system_check.has_display("linux")
    assert "apt-get install libgl1 " in system_check.qt_sentence(ImportError("x"), "linux")
    assert "apt-get install libgl1 " in system_check.no_window_sentence("linux")
    for system in ("darwin", "win32"):
        assert system_check.missing_libraries(system) == []
        assert system_check.has_display(system)
        said = system_check.qt_sentence(ImportError("x"), system) + system_check.no_window_sentence(system)
        assert "apt-get" not in said
        assert "DISPLAY" not in said
        assert "desktop session" in said


def test_each_system_is_told_what_to_install() -> None:
    fault = ImportError("DLL load failed")
    assert system_check.qt_sentence(fault, "win32") == (
        "Skillgap needs Qt, which can’t be loaded here (DLL load failed). Install it with py -m pip install "
        "PySide6-Essentials. If it is already installed, it may be missing the Microsoft Visual C++ Redistributable."
    )
    assert system_check.qt_sentence(fault, "darwin") == (
        "Skillgap needs Qt, which can’t be loaded here (DLL load failed). Install it with python3 -m pip install "
        "PySide6-Essentials."
    )


def test_the_doctor_names_the_guarantees_of_the_system() -> None:
    facts = {system: dict(system_check.system_facts(system)) for system in ("linux", "darwin", "win32")}
    assert "fsync" in facts["linux"]["disk"]
    assert "F_FULLFSYNC" in facts["darwin"]["disk"]
    assert "new file" in facts["win32"]["disk"]
    assert "profile" in facts["win32"]["privacy"]


def test_a_file_that_nothing_can_open_is_named(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    scene.window.files.done.emit("Saved map.png")
    scene.window.files.written.emit(tmp_path / "map.png")
    scene.click(scene.window.toast.also)
    assert scene.window.toast.text == "No program on this computer can open map.png"
