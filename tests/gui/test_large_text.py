"""Large text, by the system or by choice: nothing is clipped or out of reach, and icons grow along."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDialog, QGraphicsView, QWidget

from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from gui.widgets import gap_summary, painting, readiness
from gui.widgets.badge import StateBadge, Tag
from gui.widgets.labels import OneLine
from roadmaps.gap import SkillState
from tests.gui.scene import Scene, SetClock, seen
from tests.gui.test_preferences import PAGES, faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QModelIndex, QRectF
    from PySide6.QtGui import QPainter, QPixmap
    from pytestqt.qtbot import QtBot

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TWENTY_POINTS = 27
"""A system font of 20 pt on a usual screen, px."""
LOW = (960, 540)


@pytest.fixture
def with_large_font(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication, icons: Icons, catalogue: Catalogue
) -> Iterator[Scene]:
    """A window of 1024 × 640 on a system whose font is large."""
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(TWENTY_POINTS)
    qapp.setFont(large)
    scene = Scene(qtbot, tmp_path, Theme(qapp, Look(Mode.LIGHT)), icons, SetClock(), catalogue, (1024, 640), None)
    yield scene
    scene.close()
    qapp.setFont(usual)


@pytest.mark.sweep
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_clipped_with_a_system_font_of_20_points(with_large_font: Scene, page: str) -> None:
    scene = with_large_font
    assert scene.theme.size("body") == TWENTY_POINTS
    scene.window.show_page(page)
    scene.settle()
    assert faults(scene.window, (1024, 640)) == []


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["roadmap", "skills", "assess", "ads", "progress", "plan", "roles"])
def test_nothing_is_clipped_in_a_low_window_at_twice_the_text(
    open_window: OpenWindow, catalogue: Catalogue, page: str
) -> None:
    scene = open_window(catalogue, size=LOW)
    scene.window.preferences.set_look(Look(Mode.LIGHT, 200))
    scene.window.show_page(page)
    scene.settle()
    assert faults(scene.window, LOW) == []


def told(window: QWidget) -> str:
    """All that tooltips say on screen; a label that is cut shows its text in one of its own."""
    texts = [widget.toolTip() for widget in seen(window, QWidget)]
    texts += [label.text() for label in seen(window, OneLine)]
    for view in seen(window, QAbstractItemView):
        texts += [str(index.data(Qt.ItemDataRole.ToolTipRole) or "") for index in rows(view)]
    for canvas in seen(window, QGraphicsView):
        texts += [item.toolTip() for item in canvas.scene().items()]
    return "\n".join(texts).replace("&amp;", "&").replace("&lt;", "<")


def rows(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Every index on screen."""
    for y in range(0, view.viewport().height(), 6):
        for x in range(4, view.viewport().width(), 24):
            index = view.indexAt(QPoint(x, y))
            if index.isValid():
                yield index


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize("percent", [200, 100])
@pytest.mark.parametrize("page", ["roadmap", "skills", "assess", "ads", "progress", "plan", "roles"])
def test_what_is_cut_is_told_in_full(
    open_window: OpenWindow, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, page: str, percent: int
) -> None:
    scene = open_window(catalogue, size=LOW)
    scene.window.preferences.set_look(Look(Mode.LIGHT, percent))
    scene.window.show_page(page)
    scene.settle()
    cut, elide = set[str](), QFontMetrics.elidedText

    def note(metrics: QFontMetrics, text: str, mode: Qt.TextElideMode, width: int) -> str:
        shown = elide(metrics, text, mode, width)
        if shown != text:
            cut.add(text)
        return shown

    monkeypatch.setattr(QFontMetrics, "elidedText", note)
    scene.window.grab()
    known = told(scene.window)
    assert {text for text in cut if text not in known} == set()


@pytest.mark.sweep
@pytest.mark.parametrize(("percent", "has_room"), [(100, True), (200, False)])
def test_the_strip_below_the_map_drops_a_sentence_that_has_no_room(
    open_window: OpenWindow, catalogue: Catalogue, percent: int, has_room: bool
) -> None:
    scene = open_window(catalogue, size=(1024, 640))
    scene.window.preferences.set_look(Look(Mode.LIGHT, percent))
    scene.window.show_page("roadmap")
    scene.settle()
    strip = scene.window.pages.roadmap.map.strip
    (title,) = seen(strip, OneLine)
    sentence = strip.accessibleDescription()
    assert sentence.startswith("Next, level 1: ")
    assert (sentence in scene.texts(strip)) is has_room
    assert (sentence in title.accessibleDescription()) is not has_room
    assert strip.height() < scene.window.height() / 5


PLACES = ("skills", "roadmap", "assess", "ads", "progress", "plan", "roles")
DIALOGS = ("file.export", "skill.log-time", "skill.new", "edit.preferences", "help.keys", "help.about")
ROOMY = (2000, 1600)


def sides_of_icons(scene: Scene) -> dict[str, tuple[int, int]]:
    """How wide the icon of each button in sight is to be, and how wide there is a picture of it, px."""
    window = QApplication.activeModalWidget() or scene.window
    buttons = [button for button in seen(window, QAbstractButton) if not button.icon().isNull()]
    return {
        f"{type(button).__name__} {button.accessibleName() or button.text()}": (
            button.iconSize().width(),
            button.icon().actualSize(QSize(500, 500)).width(),
        )
        for button in buttons
    }


def look_around(scene: Scene) -> dict[str, tuple[int, int]]:
    """The icons of the buttons on every page, and in dialogs of every kind."""
    found = dict[str, tuple[int, int]]()
    for page in PLACES:
        scene.window.show_page(page)
        scene.settle()
        found |= sides_of_icons(scene)
    scene.window.show_page("skills")
    for command in DIALOGS:
        scene.window.commands.action(command).trigger()
        scene.settle()
        found |= sides_of_icons(scene)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), command
        dialog.reject()
        scene.settle()
    return found


@pytest.mark.sweep
def test_the_icon_of_every_button_grows_with_the_text(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, size=ROOMY)
    usual = look_around(scene)
    scene.window.preferences.set_look(Look(Mode.LIGHT, 200))
    large = look_around(scene)
    both = usual.keys() & large.keys()
    assert len(both) > 30
    assert {name: (usual[name], large[name]) for name in both if large[name] != tuple(2 * n for n in usual[name])} == {}


@pytest.mark.sweep
@pytest.mark.parametrize("page", [page for page in PLACES if page != "roadmap"])  # whose map has a zoom of its own
def test_painted_icons_and_bars_grow_with_the_text(
    open_window: OpenWindow, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    scene = open_window(catalogue, size=ROOMY)
    painted, bars = Counter[int](), Counter[float]()
    pixmap, bar = Icons.pixmap, painting.draw_bar

    def note(icons: Icons, name: str, meaning: str = "text2", size: int = 16, *rest: object) -> QPixmap:
        painted[size] += 1
        return pixmap(icons, name, meaning, size, *rest)  # type: ignore[arg-type]

    def note_bar(painter: QPainter, frame: QRectF, *rest: object) -> None:
        bars[frame.height()] += 1
        bar(painter, frame, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Icons, "pixmap", note)
    for module in (gap_summary, readiness):
        monkeypatch.setattr(module, "draw_bar", note_bar)
    scene.window.show_page(page)
    scene.settle()
    sides = [set[float](), set[float]()]
    for found, percent in zip(sides, (100, 200), strict=True):
        scene.window.preferences.set_look(Look(Mode.LIGHT, percent))
        scene.settle()
        painted.clear()
        bars.clear()
        scene.window.grab()
        found |= painted.keys() | bars.keys()
    usual, large = sides
    assert large
    assert large <= {2 * side for side in usual}


@pytest.mark.parametrize("percent", [100, 200])
def test_a_badge_has_room_for_its_icon_and_its_words(theme: Theme, icons: Icons, percent: int) -> None:
    theme.set_look(Look(Mode.LIGHT, percent))
    badge, tag = StateBadge(theme, icons), Tag(theme, icons)
    badge.show_state(SkillState.LEARNING, "1 of 3")
    tag.show_text("Carries over", "carry")
    for pill, role, bold in ((badge, "dense", True), (tag, "caption", False)):
        words = QFontMetrics(theme.font(role, bold=bold)).horizontalAdvance(pill.text)
        assert pill.sizeHint().width() >= 7 + theme.px(14) + 5 + words
        assert pill.sizeHint().height() >= QFontMetrics(theme.font(role, bold=bold)).height()
