"""Preferences: each applies at once, is remembered, and is its default where the file holds something else."""

from __future__ import annotations

import errno
import shutil
import threading
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessibilityHints
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QWidget,
)

from gui.app.date_format import locale_forms, start_week_on
from gui.app.preferences import BY_LOCALE, LAST_PAGE, Preferences
from gui.app.settings import Settings
from gui.pages.roadmap.map.map_style import MapStyle
from gui.preferences.appearance import Appearance
from gui.preferences.dialog import PreferencesDialog
from gui.preferences.files import FilesAndBackups, check_backups
from gui.preferences.sections import Dates, Start, Study
from gui.theme.palette import LIGHT_CONTRAST, Look, Mode
from gui.widgets.labels import OneLine
from gui.widgets.painting import CHECK_BOX
from roadmaps.faults import Cancelled
from store.backups import list_backups
from tests.gui.scene import seen
from tests.gui.test_access import nameless, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGES = ("skills", "assess", "roadmap", "progress", "plan", "roles")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def usual_look(theme: object) -> Iterator[None]:
    yield
    start_week_on(BY_LOCALE)


def show(scene: Scene, section: str = "") -> PreferencesDialog:
    scene.window.preferences.show(section)
    scene.settle()
    (dialog,) = seen(scene.window, PreferencesDialog)
    return dialog


def appearance(dialog: PreferencesDialog) -> Appearance:
    section = dialog.sections["appearance"]
    assert isinstance(section, Appearance)
    return section


def remembered(scene: Scene) -> Preferences:
    return Preferences(Settings(scene.settings_file))


# What is remembered


def test_whatever_the_file_holds_is_a_value_or_the_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(
        "[window]\ncolours=pink\n[preferences]\ntext-size=900\nhigh-contrast=perhaps\nreduced-motion=1\n"
        "first-weekday=9\nstart-page=moon\nsecond-backup-folder=not/absolute\n"
    )
    settings = Settings(path)
    kept = Preferences(settings)
    assert settings.remark == ""
    assert kept.look == Look()
    assert (kept.first_weekday, kept.start_page(PAGES), kept.second_folder) == (BY_LOCALE, LAST_PAGE, None)
    assert "could not be read" in settings.remark


@pytest.mark.parametrize("size", [79, 201, "", "-100", "1e2", "٣"])
def test_no_odd_size_of_text_is_used(tmp_path: Path, size: object) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(f"[preferences]\ntext-size={size}\n", encoding="utf-8")
    assert Preferences(Settings(path)).look.text_size == 100


def test_all_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    look = Look(Mode.DARK, 135, has_contrast=True, is_still=True)
    kept = Preferences(Settings(path))
    kept.look, kept.first_weekday, kept.second_folder = look, 7, tmp_path
    kept.set_start_page("plan")
    again = Preferences(Settings(path))
    assert (again.look, again.first_weekday, again.second_folder) == (look, 7, tmp_path)
    assert again.start_page(PAGES) == "plan"


# The dialog


def test_it_opens_by_key_by_menu_and_at_the_foot_of_the_rail(scene: Scene) -> None:
    scene.press(Qt.Key.Key_Comma, CONTROL)
    (dialog,) = seen(scene.window, PreferencesDialog)
    assert dialog.list.hasFocus()
    assert dialog.list.count() == len(dialog.sections) == 6
    dialog.reject()
    scene.settle()
    scene.click(scene.button("Preferences", scene.window.rail))
    (dialog,) = seen(scene.window, PreferencesDialog)
    dialog.reject()


def test_each_part_of_the_look_applies_at_once_and_goes_back(scene: Scene) -> None:
    dialog = show(scene)
    part = appearance(dialog)
    scene.click(part.modes[Mode.DARK])
    scene.click(part.contrast)
    scene.click(part.still)
    assert scene.theme.look == Look(Mode.DARK, has_contrast=True, is_still=True) == remembered(scene).look
    assert scene.window.commands.action("view.dark").isChecked()
    field = scene.window.top_bar.search
    assert field.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, field) == 0
    assert QApplication.cursorFlashTime() == 0
    scene.click(dialog.defaults)
    assert scene.theme.look == Look() == remembered(scene).look
    assert part.modes[Mode.SYSTEM].isChecked()
    assert not part.contrast.isChecked()
    assert QApplication.cursorFlashTime() > 0
    dialog.reject()


def test_text_gets_its_size_when_the_knob_is_let_go(scene: Scene) -> None:
    before = scene.window.top_bar.search.fontMetrics().height()
    dialog = show(scene)
    slider = appearance(dialog).slider
    slider.setSliderDown(True)
    slider.setSliderPosition(150)
    scene.settle()
    assert scene.theme.look.text_size == 100
    slider.setSliderDown(False)
    scene.settle()
    assert scene.theme.look.text_size == 150 == remembered(scene).look.text_size
    assert scene.window.top_bar.search.fontMetrics().height() == pytest.approx(1.5 * before, rel=0.1)
    assert appearance(dialog).slider.value() == 150
    assert appearance(dialog).slider is not slider
    dialog.reject()


@pytest.mark.slow
def test_keys_change_the_size_of_all_text_and_keep_the_place(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    scene.search("hyg")
    pages = scene.window.pages
    scene.press(Qt.Key.Key_Plus, CONTROL)
    assert scene.theme.look.text_size == 110
    assert scene.window.pages is not pages
    assert scene.window.top_bar.search.text() == "hyg"
    assert scene.listed.at == ("skill", "hygiene")
    scene.press(Qt.Key.Key_Minus, CONTROL)
    scene.press(Qt.Key.Key_Minus, CONTROL)
    assert scene.theme.look.text_size == 90
    scene.press(Qt.Key.Key_0, CONTROL)
    assert scene.theme.look.text_size == 100
    for size, steps, expected in ((195, 1, 200), (200, 1, 200), (85, -1, 80), (80, -1, 80)):
        scene.window.preferences.set_look(scene.theme.look._replace(text_size=size))
        scene.window.preferences.step_text(steps)
        scene.settle()
        assert scene.theme.look.text_size == expected


@pytest.mark.slow
def test_the_boxes_of_a_list_grow_with_the_text_and_tick_to_their_edges(scene: Scene) -> None:
    can_do = scene.catalogue.skills["hygiene"].can_dos[0]
    small = scene.tree.row_delegate.box
    scene.window.preferences.set_look(scene.theme.look._replace(text_size=200))
    scene.settle()
    key = ("can-do", "hygiene", can_do.id)
    scene.go(*key)
    rows = scene.tree.row_delegate
    assert rows.box == pytest.approx(2 * small, abs=2)
    for inside in (3, rows.box - 2):
        before, rect = scene.ticked(), scene.rect(*key)
        place = QPoint(rect.left() + rows.check_indent + inside, rect.top() + 16)
        QTest.mouseClick(scene.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        scene.settle()
        assert scene.ticked() ^ before == {can_do.id}


@pytest.mark.slow
def test_signs_of_the_map_grow_with_its_names(scene: Scene) -> None:
    style = MapStyle(scene.theme, scene.icons)
    name, sign = style.font().pixelSize(), style.px(CHECK_BOX)
    scene.window.preferences.set_look(scene.theme.look._replace(text_size=200))
    style = MapStyle(scene.theme, scene.icons)
    assert style.px(CHECK_BOX) / sign == pytest.approx(style.font().pixelSize() / name, rel=0.1)
    assert style.px(CHECK_BOX) >= 2 * sign - 2


@pytest.mark.slow
def test_what_is_typed_survives_another_size(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    scene.tracker.drafts.hold("hygiene", "half a thought")
    scene.window.preferences.step_text(1)
    scene.settle()
    assert scene.tracker.drafts.text("hygiene") == "half a thought"
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    scene.settle()
    assert scene.tracker.undo()


@pytest.mark.slow
def test_the_map_keeps_its_own_zoom_in_its_own_focus(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    scene.settle()
    view = scene.window.pages.roadmap.map.view
    view.setFocus()
    scene.press(Qt.Key.Key_Plus)
    assert scene.window.pages.roadmap.map.zoom.chosen is not None
    assert scene.theme.look.text_size == 100


@pytest.mark.slow
def test_the_week_begins_on_the_chosen_day(scene: Scene) -> None:
    dialog = show(scene, "dates")
    dates = dialog.sections["dates"]
    assert isinstance(dates, Dates)
    dates.first.setCurrentIndex(7)
    dates.first.activated.emit(7)
    assert locale_forms().first_weekday == 7 == remembered(scene).first_weekday
    scene.click(dialog.defaults)
    assert locale_forms().first_weekday == 1
    dialog.reject()


def test_hours_and_days_are_those_of_the_plan_and_can_be_undone(scene: Scene) -> None:
    dialog = show(scene, "study")
    study = dialog.sections["study"]
    assert isinstance(study, Study)
    scene.click(study.hours.more)
    scene.click(study.days.button(6))
    commitment = scene.tracker.progress.commitments.on(scene.tracker.roadmap.id)
    assert commitment.hours_a_week == 1
    assert 6 in study.days.days or 6 not in commitment.study_days
    assert scene.tracker.undo()
    assert scene.tracker.undo()
    assert not scene.tracker.progress.commitments.on(scene.tracker.roadmap.id).hours_a_week
    scene.disk.is_full = True
    scene.click(study.hours.more)
    assert any("no room left" in text for text in scene.texts(study))
    scene.disk.is_full = False
    dialog.reject()


@pytest.mark.slow
def test_hours_and_days_cannot_be_changed_on_an_earlier_day(scene: Scene) -> None:
    dialog = show(scene, "study")
    study = dialog.sections["study"]
    assert isinstance(study, Study)
    assert study.hours.isEnabled()
    assert scene.tracker.view_as_of(scene.tracker.today.replace(year=2025))
    scene.settle()
    assert not study.hours.isEnabled()
    assert not study.days.isEnabled()
    dialog.reject()


def test_a_start_shows_the_chosen_page(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    dialog = show(scene, "start")
    start = dialog.sections["start"]
    assert isinstance(start, Start)
    place = start.page.findData("plan")
    start.page.setCurrentIndex(place)
    start.page.activated.emit(place)
    dialog.reject()
    scene.window.show_page("roles")
    scene.close()
    again = open_window()
    assert again.window.pages.shown.name == "plan"


# Files and backups


def backed_up(scene: Scene, *, count: int = 1) -> None:
    scene.window.use_backups(scene.vault, lambda: None)
    for number in range(count):
        scene.tracker.edits.write_note("hygiene", f"note {number}")
        scene.window.files.back_up_now()
    scene.settle()


def truth_of_second(scene: Scene) -> str:
    backups = scene.window.files.backups
    assert backups
    backups.scheduler.background.wait()
    scene.settle()
    return backups.scheduler.second.sentence


def test_every_backup_is_also_in_the_second_folder_and_read_back(scene: Scene, tmp_path: Path) -> None:
    backed_up(scene)
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = show(scene, "files")
    files = dialog.sections["files"]
    assert isinstance(files, FilesAndBackups)
    assert str(scene.file) in [line.text() for line in seen(files, OneLine)]
    scene.window.preferences.set_second_folder(stick)
    assert "1 backup" in truth_of_second(scene)
    scene.tracker.edits.write_note("hygiene", "another")
    scene.click(files.back_up)
    assert "2 backups" in truth_of_second(scene)
    here, there = list_backups(scene.file), list_backups(scene.file, stick)
    assert [each.path.name for each in here] == [each.path.name for each in there]
    assert scene.vault.read(there[0].path) == scene.vault.read(here[0].path)
    assert "2 backups" in files.second.truth
    assert remembered(scene).second_folder == stick
    scene.click(files.clear)
    assert remembered(scene).second_folder is None
    dialog.reject()


def test_an_absent_second_folder_is_told_once_and_filled_when_it_is_back(scene: Scene, tmp_path: Path) -> None:
    backed_up(scene)
    stick = tmp_path / "stick"
    scene.window.preferences.set_second_folder(stick)
    assert "cannot be reached" in truth_of_second(scene)
    assert "cannot be reached" in scene.window.banners.text("notice")
    scene.window.banners.dismiss("notice")
    scene.tracker.edits.write_note("hygiene", "more")
    scene.window.files.back_up_now()
    assert "cannot be reached" in truth_of_second(scene)
    assert "reached" not in scene.window.banners.text("notice")
    assert not stick.exists()
    stick.mkdir()
    scene.tracker.edits.write_note("hygiene", "and more")
    scene.window.files.back_up_now()
    assert "3 backups" in truth_of_second(scene)


def test_a_full_second_folder_leaves_nothing_incomplete(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(scene)
    stick = tmp_path / "stick"
    stick.mkdir()

    def refuse(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", refuse)
        scene.window.preferences.set_second_folder(stick)
        assert "no room left" in truth_of_second(scene)
    assert list(stick.iterdir()) == []


def test_all_backups_are_checked_and_a_damaged_one_is_named(scene: Scene) -> None:
    backed_up(scene, count=3)
    files = show(scene, "files").sections["files"]
    assert isinstance(files, FilesAndBackups)
    scene.click(files.check)
    assert files.folder.truth == "3 backups read and checked just now: all are good."
    broken = list_backups(scene.file)[1].path
    broken.write_bytes(broken.read_bytes()[:-500])
    scene.click(files.check)
    assert files.folder.truth == f"1 of 3 backups cannot be read: {broken.name}."


@pytest.mark.slow
def test_checking_backups_can_be_cancelled(scene: Scene) -> None:
    backed_up(scene, count=3)
    told: list[float] = []

    def cancel(share: float) -> None:
        told.append(share)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_backups(scene.vault, cancel)
    assert len(told) == 2, "nothing more is read"


def test_preferences_may_be_closed_while_backups_are_listed(scene: Scene) -> None:
    backed_up(scene)
    backups, gate = scene.window.files.backups, threading.Event()
    assert backups
    background = backups.scheduler.background
    background.submit(gate.wait, lambda _: None, lambda _: None)
    dialog = show(scene, "files")
    closed = QSignalSpy(dialog.destroyed)
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert closed.count() == 1
    gate.set()
    background.wait()
    scene.settle()
    files = show(scene, "files").sections["files"]
    assert isinstance(files, FilesAndBackups)
    background.wait()
    assert "1 backup" in files.folder.truth
    files.window().close()


def test_enter_in_a_field_applies_it_and_leaves_the_dialog_open(scene: Scene) -> None:
    dialog = show(scene, "study")
    study = dialog.sections["study"]
    assert isinstance(study, Study)
    study.hours.field.setFocus()
    QTest.keyClicks(study.hours.field, "many")
    scene.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert study.hours.field.error
    dialog.reject()


@pytest.mark.slow
def test_what_the_system_decides_is_shown(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = show(scene)
    part = appearance(dialog)
    scene.click(part.modes[Mode.SYSTEM])
    assert part.modes[Mode.SYSTEM].text() == "Like the system (light now)"
    scene.click(part.modes[Mode.DARK])
    assert part.modes[Mode.SYSTEM].text() == "Like the system"
    asks = "On now, since your system asks for it."
    assert not any(asks in text for text in scene.texts(part))
    assert scene.theme.stroke == 1
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
    scene.click(part.modes[Mode.LIGHT])
    assert any(asks in text for text in scene.texts(part))
    assert (scene.theme.colours, scene.theme.stroke) == (LIGHT_CONTRAST, 2)
    assert not remembered(scene).look.has_contrast, "it is the system's wish, and goes with it"
    dialog.reject()


@pytest.mark.slow
def test_the_example_has_no_file_to_show(scene: Scene) -> None:
    dialog = show(scene, "files")
    assert any("no file" in text for text in scene.texts(dialog.sections["files"]))
    dialog.reject()


# The palette


@pytest.mark.slow
def test_every_section_is_in_the_command_palette(scene: Scene) -> None:
    scene.press(Qt.Key.Key_K, CONTROL)
    entries = {entry.id: entry for source in scene.window.command_palette.sources for entry in source()}
    scene.press(Qt.Key.Key_Escape)
    entries["preferences.start"].run()
    scene.settle()
    (dialog,) = seen(scene.window, PreferencesDialog)
    assert dialog.sections["start"].isVisible()
    dialog.reject()


# Every size


NEARLY = 5
"""What Qt's own least size of a button asks for beyond the size it prefers, px."""


def faults(window: QWidget, size: tuple[int, int]) -> list[str]:
    """What is clipped, laps over its neighbour, or makes the window larger than it is to be."""
    found = [] if (window.width(), window.height()) == size else [f"the window is {window.size().toTuple()}"]
    for button in seen(window, QAbstractButton):
        least, given = button.minimumSizeHint(), button.size()
        if isinstance(button.parent(), QLineEdit) or button.visibleRegion().isEmpty():
            continue
        if given.width() + NEARLY < least.width() or given.height() + NEARLY < least.height():
            found.append(f"clipped: {name_of(button)} {given.toTuple()} of {least.toTuple()}")
    for area in seen(window, QScrollArea):
        if area.accessibleName() == "Stages":
            continue  # it scrolls with the map below it
        inside = area.widget()
        if inside and inside.width() > area.viewport().width() and not area.horizontalScrollBar().isVisible():
            found.append(f"out of reach in {area.accessibleName()}")
    for layout in window.findChildren(QLayout):
        room = layout.parentWidget()
        children = [] if room is None else [part for part in room.children() if isinstance(part, QWidget)]
        parts = [part for part in children if part.isVisible() and layout.indexOf(part) >= 0]
        for one, other in combinations(parts, 2):
            lap = one.geometry().intersected(other.geometry())
            if lap.width() > NEARLY and lap.height() > NEARLY and not isinstance(layout, QStackedLayout):
                found.append(f"{name_of(one)} laps over {name_of(other)} by {lap.size().toTuple()}")
    return sorted(set(found))


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text}"


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("percent", "size"),
    [(percent, size) for percent in (150, 80, 125) for size in ((1024, 640), (960, 540))] + [(200, (1024, 640))],
)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_clipped_at_any_size_of_text(
    open_window: OpenWindow, catalogue: Catalogue, page: str, percent: int, size: tuple[int, int]
) -> None:
    scene = open_window(catalogue, size=size)
    scene.window.preferences.set_look(Look(Mode.LIGHT, percent))
    scene.window.show_page(page)
    scene.settle()
    assert faults(scene.window, size) == []


@pytest.mark.sweep
@pytest.mark.parametrize("percent", [200, 100, 80])
@pytest.mark.parametrize("section", ["appearance", "dates", "study", "files", "start", "keyboard"])
def test_the_dialog_fits_at_any_size_of_text(open_window: OpenWindow, section: str, percent: int) -> None:
    scene = open_window(size=(1024, 640))
    backed_up(scene)
    scene.window.preferences.set_look(Look(Mode.LIGHT, percent))
    dialog = show(scene, section)
    assert nameless(dialog) == []
    assert small(dialog) == []
    assert dialog.height() <= 640
    assert dialog.width() <= 1024
    assert faults(dialog, dialog.size().toTuple()) == []
    dialog.reject()
