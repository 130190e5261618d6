"""What the window remembers between starts, and that nothing in the way can keep it from starting."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QLockFile, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.app.settings import Settings
from gui.pages.skills.filtering import SkillGroup
from gui.theme.palette import Mode
from tests.gui.scene import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.scene import OpenWindow, Scene


def edit(scene: Scene, change: Callable[[Settings], None]) -> None:
    settings = Settings(scene.settings_file)
    change(settings)
    settings.write()


def test_size_split_page_selection_and_open_rows_come_back(open_window: OpenWindow) -> None:
    scene = open_window(size=(1000, 660))
    scene.tracker.edits.set_goal("baker-to-brewer")
    scene.tree.collapseAll()
    scene.go("skill", "yeast")
    scene.tree.expand_keys([("skill", "yeast")])
    scene.click(scene.window.pages.skills.not_needed)
    scene.window.pages.skills.split([420, 491])
    sizes = scene.window.pages.skills.widths()
    scene.show_stages()
    scene.settle()
    scene.close()

    again = open_window(size=(1000, 660))
    assert again.window.pages.listed.name == "roadmap"
    again.window.show_page("skills")
    again.settle()
    assert again.window.pages.skills.detail.skill_id == "yeast"
    assert again.tree.current_key == ("skill", "yeast")
    assert {("category", "craft"), ("skill", "yeast")} <= set(again.tree.expanded_keys())
    assert again.window.pages.skills.not_needed.isChecked()
    assert again.window.pages.skills.widths() == pytest.approx(sizes, abs=2)


def remembering(scene: Scene) -> QTimer:
    """The timer of the window itself that looks every five seconds."""
    own = Qt.FindChildOption.FindDirectChildrenOnly
    (timer,) = [each for each in scene.window.findChildren(QTimer, options=own) if each.interval() == 5000]
    return timer


def test_the_layout_is_on_disk_while_the_window_is_open(scene: Scene) -> None:
    """A power cut loses a few seconds of it at most."""
    timer = remembering(scene)
    assert timer.isActive()
    scene.window.resize(1011, 701)
    scene.go("skill", "yeast")
    scene.window.show_page("plan")
    timer.timeout.emit()
    scene.settle()  # Qt writes from the event loop
    kept = Settings(scene.settings_file)
    assert kept.text("window/page") == "plan"
    assert kept.text("skills/selected") == "yeast"
    assert kept.blob("window/geometry") == scene.window.saveGeometry()
    before = scene.settings_file.stat()
    timer.timeout.emit()
    scene.settle()
    after = scene.settings_file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), "nothing has changed"


@pytest.mark.slow
def test_leaving_the_window_saves_at_once_and_nothing_is_polled_until_the_user_is_back(scene: Scene) -> None:
    timer = remembering(scene)
    scene.window.show_page("plan")
    other = QWidget()
    other.show()
    other.activateWindow()
    scene.settle()
    assert not timer.isActive()
    assert Settings(scene.settings_file).text("window/page") == "plan"
    other.close()
    scene.window.activateWindow()
    scene.settle()
    assert timer.isActive()


def test_what_a_kill_left_beside_the_settings_is_gone_at_the_next_start_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.set_text("window/page", "plan")
    settings.write()
    lock, temporary = tmp_path / "settings.ini.lock", tmp_path / "settings.ini.AbCdEf"
    others = [tmp_path / "settings.ini.bak", tmp_path / "settings.ini.AbCdEf.old", tmp_path / "notes.AbCdEf"]
    for each in (lock, temporary, *others):
        each.touch()
    Settings(path)
    assert lock.exists()  # perhaps another Skillgap is about to sign it
    assert temporary.exists()
    os.utime(lock, (0, 0))
    assert Settings(path).text("window/page") == "plan"
    assert set(tmp_path.iterdir()) == {path, *others}


def test_a_lock_that_another_skillgap_holds_on_the_settings_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    temporary = tmp_path / "settings.ini.AbCdEf"
    temporary.touch()
    held = QLockFile(str(tmp_path / "settings.ini.lock"))
    assert held.tryLock(0)
    Settings(path)
    assert temporary.exists()
    held.unlock()


@pytest.mark.slow
def test_the_windows_place_comes_back(open_window: OpenWindow) -> None:
    scene = open_window(size=(800, 640))
    scene.window.setGeometry(0, 60, 800, 640)
    scene.settle()
    scene.close()
    again = open_window(size=(800, 640))
    assert again.window.height() == 640


@pytest.mark.slow
def test_a_window_of_a_missing_screen_opens_on_another(open_window: OpenWindow) -> None:
    scene = open_window(size=(800, 600))
    scene.window.move(5000, 4000)
    scene.settle()
    geometry = scene.window.saveGeometry()
    scene.close()
    edit(scene, lambda settings: settings.set_blob("window/geometry", geometry))
    again = open_window(size=(800, 600))
    title = again.window.frameGeometry().topLeft()
    assert any(screen.geometry().contains(title) for screen in QGuiApplication.screens())


def test_colours_come_back(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.window.set_mode(Mode.DARK)
    scene.close()
    assert Mode.read(Settings(scene.settings_file).text("window/colours")) is Mode.DARK
    assert Mode.read("purple") is Mode.SYSTEM
    assert Mode.read("") is Mode.SYSTEM


@pytest.mark.slow
def test_the_search_and_the_chip_start_afresh(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.search("hygiene")
    scene.window.pages.skills.choose_chip(SkillGroup.HAVE)
    scene.close()
    again = open_window()
    assert len(again.shown()) == 7


@pytest.mark.slow
def test_settings_are_for_their_owner_alone(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.close()
    assert stat.S_IMODE(scene.settings_file.stat().st_mode) == 0o600
    assert scene.settings_file.read_text()


def test_settings_hold_nothing_that_the_user_entered(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.tracker.edits.write_note("hygiene", "secret words")
    scene.close()
    assert "secret" not in scene.settings_file.read_text()


@pytest.mark.sweep
@pytest.mark.qt_log_ignore("Trying to construct an instance of an invalid type")
@pytest.mark.parametrize("content", [
    b"\x00\xff\xfe\x01 nothing to read",
    b"[window]\ngeometry=@ByteArray(\\x1\\xd9)\npage=nowhere\ncolours=purple\n",
    b"[window]\ngeometry=@Variant(garbage)\npage=@Invalid()\n[skills]\nopen=@Invalid()\n",
    b"[skills]\nsplit=abc, -5\nopen=one/two/three/four, /, \nselected=of nobody\nshows_not_needed=perhaps\n",
    b"[skills]\nsplit=99999999999999999999, 1\n[roadmap]\nsplit=0, 0\n",
    b"[skills]\nsplit=1\n[roadmap]\nsplit=1, 2, 3, 4\n",
    b"",
], ids=["bytes", "odd values", "odd types", "odd rows", "huge numbers", "too few and too many", "empty"])  # fmt: skip
def test_corrupt_settings_are_read_as_the_defaults(open_window: OpenWindow, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "person"
    folder.mkdir()
    (folder / "settings.ini").write_bytes(content)
    scene = open_window()
    assert scene.window.pages.listed.name == "skills"
    assert len(scene.shown()) == 7
    assert scene.window.pages.skills.detail.skill_id == "weighing"
    assert min(scene.window.pages.skills.widths()) > 0
    scene.show_stages()
    scene.settle()
    assert min(scene.window.pages.roadmap.stages.widths()) > 0


@pytest.mark.slow
def test_a_place_where_nothing_can_be_written_is_no_reason_not_to_start(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "person"
    (folder / "settings.ini").mkdir(parents=True)
    scene = open_window()
    scene.click_box("skill", "hygiene")
    assert len(scene.ticked()) == 2
    scene.close()


def test_missing_values_are_the_defaults(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new" / "settings.ini")
    assert (settings.text("a"), settings.texts("a"), settings.flag("a"), settings.numbers("a")) == ("", [], False, [])
    assert settings.blob("a") == QByteArray()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    texts = ["category/basics", "ä, ö; =[x]", ""]
    settings.set_texts("list", texts)
    settings.set_texts("one", ["alone"])
    settings.set_texts("none", [])
    settings.set_numbers("numbers", [1, 0, 700])
    settings.set_flag("flag", True)
    settings.set_text("text", "@Invalid()")
    settings.write()
    again = Settings(path)
    assert [again.texts(name) for name in ("list", "one", "none")] == [texts, ["alone"], []]
    assert again.numbers("numbers") == [1, 0, 700]
    assert again.flag("flag")
    assert again.text("text") == "@Invalid()"


@pytest.mark.slow
def test_a_skill_that_is_no_longer_shown_is_not_looked_for(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.go("skill", "hygiene")
    scene.tracker.edits.set_aside("hygiene", True)
    scene.close()
    again = open_window()
    assert again.window.pages.skills.detail.skill_id in again.shown()


@pytest.mark.slow
def test_the_day_is_the_users_own(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    assert {event.said_on for event in scene.disk.events()} == {TODAY}
