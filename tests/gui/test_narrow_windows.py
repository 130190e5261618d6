"""Small screens: the first window fits, one half of a page at a time, dialogs that scroll, long words that wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea

from gui.backups.stop_dialog import finding_lines
from gui.pages.progress.tiles import Tile
from gui.shell.keys_dialog import KeysDialog
from gui.shell.main_window import SMALLEST
from gui.widgets.buttons import LinkButton, NumberButton
from gui.widgets.fact_table import FactTable
from tests.gui.scene import seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = "1 Oct 2032 or later, possibly more than 10 years"


@pytest.fixture
def narrow(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    return open_window(catalogue, size=(800, 500))


def words_of(scene: Scene, *key: str) -> QPoint:
    """The far end of a row, where its words are."""
    scene.tree.scrollTo(scene.model.index_of(key))
    return QPoint(scene.tree.viewport().width() - 6, scene.rect(*key).center().y())


def is_inside(widget: QWidget, room: QWidget) -> bool:
    """Whether all of a widget is within the frame of another one."""
    return room.rect().contains(widget.rect().translated(widget.mapTo(room, QPoint())))


@pytest.mark.slow
def test_the_first_window_fits_its_screen(open_window: OpenWindow) -> None:
    sizes = []
    open_window(before=lambda scene: sizes.append(QGuiApplication.primaryScreen().availableGeometry().size()))
    from gui.app.settings import Settings
    from gui.backups.import_export import Copies
    from gui.shell.main_window import MainWindow

    scene = open_window(folder="another")
    window = MainWindow(
        scene.tracker,
        scene.theme,
        scene.icons,
        Settings(scene.settings_file.with_name("none.ini")),
        "0",
        lambda *_: None,
        Copies(lambda *_: "", lambda *_: (), lambda *_: b""),
    )
    room = sizes[0]
    assert SMALLEST[0] <= window.width() <= min(room.width(), 1280)
    assert SMALLEST[1] <= window.height() < room.height(), "with room for a title bar"
    window.close()
    window.deleteLater()


@pytest.mark.slow
def test_the_least_window_is_800_by_500(narrow: Scene) -> None:
    assert SMALLEST == (800, 500)
    for name in ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles"):
        narrow.window.show_page(name)
        narrow.settle()
        assert (narrow.window.width(), narrow.window.height()) == SMALLEST


@pytest.mark.sweep
@pytest.mark.parametrize("form", ["skills", "roadmap"])
def test_a_narrow_window_shows_the_list_and_opens_the_skill_over_it(narrow: Scene, form: str) -> None:
    if form == "roadmap":
        narrow.show_stages()
    page = narrow.listed
    row = next(key for key in narrow.model.shown_keys() if key[0] == "skill")
    narrow.go(*row)
    assert narrow.tree.isVisible()
    assert not page.detail.isVisible(), "arrows move through the list and do not leave it"
    QTest.mouseClick(narrow.tree.viewport(), Qt.MouseButton.LeftButton, pos=words_of(narrow, *row))
    narrow.settle()
    assert page.detail.isVisible()
    assert not narrow.tree.isVisible()
    assert page.back.hasFocus()
    narrow.click(page.back)
    assert narrow.tree.hasFocus()
    assert page.at == row
    narrow.press(Qt.Key.Key_Return)
    assert page.detail.isVisible()
    narrow.press(Qt.Key.Key_Escape)
    assert narrow.tree.isVisible()
    narrow.press(Qt.Key.Key_Return)
    narrow.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert narrow.tree.isVisible()
    assert narrow.window.pages.listed.name == form, "back within the page comes before back to another page"


@pytest.mark.slow
def test_box_and_arrow_do_not_open_the_skill(narrow: Scene) -> None:
    narrow.go("skill", "git")
    narrow.click_box("skill", "git")
    assert narrow.tree.isVisible()
    rect = narrow.rect("skill", "git")
    QTest.mouseClick(
        narrow.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left(), rect.top() + rect.height() // 2)
    )
    narrow.settle()
    assert narrow.tree.isExpanded(narrow.model.index_of(("skill", "git")))
    assert narrow.tree.isVisible()


@pytest.mark.slow
def test_who_is_led_to_a_skill_sees_it_and_who_searches_sees_the_list(narrow: Scene) -> None:
    narrow.window.pages.listed.open_skill("docker")
    narrow.settle()
    assert narrow.listed.detail.isVisible()
    narrow.search("kube")
    assert narrow.tree.isVisible()
    assert QApplication.focusWidget() is narrow.window.top_bar.search
    narrow.window.pages.listed.open_skill("docker")
    narrow.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert narrow.tree.hasFocus()


@pytest.mark.slow
def test_both_halves_come_back_with_their_widths(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, size=(1280, 800))
    page = scene.window.pages.skills
    page.split([500, 691])
    before = page.widths()
    scene.window.resize(820, 600)
    scene.settle()
    assert not page.detail.isVisible()
    assert page.widths() == before, "what is remembered is how both stood"
    scene.window.resize(1280, 800)
    scene.settle()
    assert page.detail.isVisible()
    assert scene.tree.isVisible()
    assert page.widths() == pytest.approx(before, abs=2)
    assert not page.back.isVisible()


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (800, 500)], ids=str)
def test_a_skill_with_a_choice_fits_its_pane(
    open_window: OpenWindow, catalogue: Catalogue, size: tuple[int, int]
) -> None:
    scene = open_window(catalogue, size=size)
    asked = [each for each in catalogue.choices.values() if scene.tracker.gap.skills[each.member_ids[0]].choice]
    assert asked
    for choice in asked:
        scene.window.pages.skills.open_skill(choice.member_ids[0])
        scene.settle()
        detail = scene.listed.detail
        page = detail.widget()
        assert page is not None
        assert page.width() <= detail.viewport().width()
        buttons = seen(detail, QRadioButton)
        assert len(buttons) == len(choice.member_ids) + 1
        assert all(is_inside(each, page) for each in buttons)
        aside = scene.button("Set aside", detail)
        assert aside.mapTo(page, QPoint()).x() + aside.width() <= page.width()


@pytest.mark.slow
def test_the_list_of_keys_scrolls_and_its_button_stays(narrow: Scene) -> None:
    narrow.window.help_commands.show_keys()
    narrow.settle()
    (dialog,) = seen(narrow.window, KeysDialog)
    assert dialog.height() <= 500
    assert dialog.width() <= 800
    (area,) = seen(dialog, QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    close = narrow.button("Close", dialog)
    assert is_inside(close, dialog)
    dialog.close()


def test_a_long_number_wraps_and_needs_no_more_room(qtbot: QtBot, theme: Theme) -> None:
    tile = Tile(theme)
    qtbot.addWidget(tile)
    tile.show_number("Forecast", LONG, "50\xa0% range")
    assert tile.minimumSizeHint().width() < 200
    tile.resize(220, 120)
    tile.show()
    QApplication.processEvents()
    assert tile.number.width() <= 220 - 2 * 13 + NumberButton.INSET
    assert tile.number.height() >= tile.number.heightForWidth(tile.number.width())
    one = NumberButton(theme, role="title").wrapping()
    one.show_number("70\xa0%")
    assert one.heightForWidth(400) == one.sizeHint().height()
    assert tile.number.heightForWidth(180) > one.heightForWidth(180)


def test_words_that_are_cut_are_shown_under_the_pointer(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    link = LinkButton("Continuous training & <b>retraining</b>", theme, icons)
    qtbot.addWidget(link)
    link.resize(90, 28)
    link.show()
    QApplication.sendEvent(link, QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), link.mapToGlobal(QPoint(4, 4))))
    assert "&lt;b&gt;retraining" in QToolTip.text()
    QToolTip.hideText()


def test_a_low_screen_shows_fewer_lines_of_what_was_found() -> None:
    assert finding_lines(800) > finding_lines(540) >= 2


@pytest.mark.parametrize("family", ["DejaVu Sans", "Inter"])
def test_no_day_is_cut_in_a_table_of_facts(qtbot: QtBot, family: str) -> None:
    """The past forecasts, in the room that they have where the window is 1024 px wide."""
    table = FactTable("Past forecasts")
    qtbot.addWidget(table)
    table.setFont(QFont(family, 10))
    span = "29 Oct 2027 – 26 Jul 2030"
    headers = ("Forecast of", "Finish, 50\xa0%", "Finish, 85\xa0%", "Finished", "Left 8 weeks on, 85\xa0%", "Was left")
    table.show_facts(headers, [("12 Oct 2026", span, span, "not yet", "24–29", "36")])
    for width in (852, 600):
        table.resize(width, 300)
        with qtbot.waitExposed(table):
            table.show()
        assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    texts = [table.model().headerData(column, Qt.Orientation.Horizontal) for column in (1, 4)]
    assert texts == [headers[1], "Left 8 weeks\non, 85\xa0%"]
