"""Accessibility: every control has a name, a size to hit, a visible focus and a way by keyboard; no text is clipped."""

from __future__ import annotations

from datetime import date
from operator import ne
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSplitter,
    QToolButton,
    QWidget,
)

from gui.backups.replace_dialog import RestoreDialog
from gui.files.link_opener import OpenDialog
from gui.own_skills.hours_dialog import HoursDialog
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.pages.skills.filtering import SkillGroup
from gui.shell.keys_dialog import KeysDialog
from gui.skill_detail.day_dialog import DayDialog
from gui.skill_detail.evidence_dialog import EvidenceDialog
from gui.study.log_dialog import LogDialog
from gui.theme.palette import Look, Mode, Theme
from gui.widgets.buttons import LinkButton
from gui.widgets.form import FormDialog
from gui.widgets.labels import as_shown
from gui.widgets.source_list import ArticleLink
from roadmaps.catalogue.situations import EITHER
from roadmaps.journal import KeptAd, StudySession, Tick
from tests.examples import quick
from tests.gui.scene import TODAY, Scene, SetClock, seen, tab_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import (
        QDialog,
    )
    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox, QSlider)
TARGET = 24
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


def skill(scene: Scene) -> None:
    scene.window.pages.listed.open_skill("pytorch" if "pytorch" in scene.catalogue.skills else "wheat")


def locked_skill(scene: Scene) -> None:
    scene.window.pages.listed.open_skill("kubernetes" if "kubernetes" in scene.catalogue.skills else "mashing")


def studied_skill(scene: Scene) -> None:
    skill = scene.catalogue.skills["pandas" if "pandas" in scene.catalogue.skills else "hygiene"]
    for can_do in skill.can_dos:
        scene.tracker.edits.set_tick(can_do, Tick(date(2025, 9, 1)))
        scene.tracker.log_edits.add_evidence(
            can_do, f"https://example.org/a-long-address/{'and-longer/' * 9}{can_do.level}"
        )
        scene.tracker.log_edits.add_evidence(can_do, "mailto:me@example.org")
    for day, text in ((3, "Read the first chapter, and the second one nearly to its end"), (4, "")):
        link = "https://example.org" if text else None
        scene.tracker.log_edits.log_study(StudySession(skill.id, date(2025, 9, day), 75, text, link))
    scene.window.pages.listed.open_skill(skill.id)


def category(scene: Scene) -> None:
    scene.go("category", next(iter(scene.catalogue.categories)))


def nothing_found(scene: Scene) -> None:
    scene.window.top_bar.search.setText("hygeine" if "hygiene" in scene.catalogue.skills else "kubernets")


def nothing_set_aside(scene: Scene) -> None:
    scene.window.pages.skills.choose_chip(SkillGroup.SET_ASIDE)


def roadmap_map(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    scene.settle()
    scene.window.pages.roadmap.take_focus()


def roadmap_milestone(scene: Scene) -> None:
    roadmap_map(scene)
    scene.window.pages.roadmap.map.selection.select(MilestonePlace(1))


def roadmap_drawer(scene: Scene) -> None:
    roadmap_map(scene)
    scene.window.pages.roadmap.map.drawer.open_list()


def roadmap_stage(scene: Scene) -> None:
    scene.show_stages()
    scene.settle()
    scene.go("stage", "1")


def assess(scene: Scene) -> None:
    scene.window.show_page("assess")
    scene.press(Qt.Key.Key_1, on=scene.window.pages.assess)


def assess_done(scene: Scene) -> None:
    scene.window.show_page("assess")
    while scene.window.pages.assess.is_asking:
        scene.press(Qt.Key.Key_1, on=scene.window.pages.assess)


def progress(scene: Scene) -> None:
    scene.tracker.edits.set_ticked([next(iter(scene.tracker.gap.scope)).skill.can_dos[0]], True)
    scene.window.show_page("progress")
    cards = scene.window.pages.progress.cards
    scene.qtbot.waitUntil(lambda: all(card.view.is_current for card in cards), timeout=20000)
    scene.window.pages.shown.take_focus()


def progress_first(scene: Scene) -> None:
    scene.window.show_page("progress")


def roles(scene: Scene) -> None:
    scene.window.show_page("roles")
    scene.tracker.edits.answer(next(iter(scene.window.pages.roles.situations.values())), EITHER)


def roles_paths(scene: Scene) -> None:
    scene.window.show_page("roles")
    scene.window.pages.roles.show_tab("paths")


def roles_sources(scene: Scene) -> None:
    scene.window.show_page("roles")
    scene.window.pages.roles.show_tab("sources")


def plan_without_hours(scene: Scene) -> None:
    scene.window.show_page("plan")
    scene.qtbot.waitUntil(lambda: scene.window.pages.plan.finish.chart.is_current, timeout=20000)


def plan(scene: Scene) -> None:
    scene.tracker.plan_edits.set_hours_a_week(6)
    scene.tracker.plan_edits.set_target_date(date(2027, 9, 30))
    scene.tracker.plan_edits.set_weeks_off([date(2026, 12, 21), date(2026, 12, 28)], off=True)
    scene.window.show_page("plan")
    scene.settle()
    scene.press(Qt.Key.Key_Right, on=scene.window.pages.plan.time.slider)
    scene.qtbot.waitUntil(lambda: scene.window.pages.plan.time.what_if is not None)
    scene.qtbot.waitUntil(lambda: scene.window.pages.plan.finish.chart.is_current, timeout=20000)
    scene.window.pages.plan.take_focus()


def ads_first(scene: Scene) -> None:
    scene.window.show_page("ads")


def ads(scene: Scene) -> None:
    text = (
        "About us\nBread since 1890.\n\nRequirements\nPython or R, Docker, dough, yeast, {}\n\nNice to have\nwheat, SQL"
    )
    for skill in ("tasting", "Kubernetes", "hygiene"):
        scene.tracker.ad_edits.keep(KeptAd(text.format(skill), "Baker", "Crust & Sons", TODAY, "https://example.org"))
    scene.window.show_page("ads")
    scene.settle()
    scene.window.pages.ads.result.asks.choose(0)


def ads_across(scene: Scene) -> None:
    ads(scene)
    scene.window.pages.ads.show_view("across")
    scene.settle()
    across = scene.window.pages.ads.across
    assert across is not None
    scene.qtbot.waitUntil(lambda: across.way.chart.is_current, timeout=20000)


def panel(scene: Scene) -> None:
    scene.click(scene.window.top_bar.readiness.number)


def toast_and_trouble(scene: Scene) -> None:
    scene.window.pages.listed.open_skill(next(iter(scene.tracker.gap.scope)).skill.id)
    scene.tracker.edits.set_aside(next(iter(scene.tracker.gap.scope)).skill.id, True)
    scene.window.banners.tell("trouble", "Not saved: there is no room left on the disk.")


SITUATIONS = [
    skill,
    locked_skill,
    studied_skill,
    category,
    nothing_found,
    nothing_set_aside,
    roadmap_map,
    roadmap_milestone,
    roadmap_drawer,
    roadmap_stage,
    assess,
    assess_done,
    progress,
    progress_first,
    roles,
    roles_paths,
    roles_sources,
    ads_first,
    ads,
    ads_across,
    plan_without_hours,
    plan,
    panel,
    toast_and_trouble,
]


def welcome(scene: Scene) -> None:
    scene.window.show_page("welcome")


def welcome_bring(scene: Scene) -> None:
    welcome(scene)
    scene.window.pages.welcome.start.click()


def welcome_gap(scene: Scene) -> None:
    welcome_bring(scene)
    scene.window.pages.welcome.carry.confirm.click()


# Without rail and top bar.
WELCOMES = [welcome, welcome_bring, welcome_gap]


def arranged(scene: Scene, arrange: Callable[[Scene], None]) -> Scene:
    arrange(scene)
    scene.settle()
    return scene


def controls(room: QWidget) -> list[QWidget]:
    """Everything that can be operated, but for parts of another control."""
    return [
        widget
        for widget in seen(room, QWidget)
        if isinstance(widget, CONTROLS)
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox))
        and not (isinstance(widget, QAbstractButton) and isinstance(widget.parentWidget(), QLineEdit))
        and not isinstance(widget, QHeaderView)
    ]


def name_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def description_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description))


# Names


def nameless(room: QWidget) -> list[str]:
    """What is wrong with the names that a screen reader would say."""
    wrong = []
    for widget in controls(room):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = name_of(widget)
        if not name.strip() or name == type(widget).__name__:
            wrong.append(f"{widget} has the name {name!r}")
        if interface.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            wrong.append(f"{name} has no role")
    return wrong


def small(room: QWidget) -> list[str]:
    """The controls that a finger would miss."""
    return [
        f"{name_of(widget)}: {widget.width()} × {widget.height()}"
        for widget in controls(room)
        if min(widget.width(), widget.height()) < TARGET
    ]


def test_dialogs_have_names_too(scene: Scene) -> None:
    scene.window.help_commands.show_keys()
    keys = scene.window.findChildren(KeysDialog)[0]
    day = DayDialog("When?", TODAY, TODAY, scene.theme, scene.window)
    day.show()
    scene.settle()
    assert nameless(keys) == nameless(day) == []
    keys.reject()
    day.close()
    day.deleteLater()
    scene.settle()


def forms(scene: Scene) -> list[QDialog]:
    """Every form for time and evidence, and the question before a link is opened."""
    tracker, theme, icons, window = scene.tracker, scene.theme, scene.icons, scene.window
    can_do = next(iter(scene.catalogue.can_dos.values()))
    return [
        LogDialog(tracker, theme, icons, window),
        LogDialog(tracker, theme, icons, window, skill_id=can_do.skill_id),
        EvidenceDialog(tracker, theme, icons, window, can_do),
        SkillDialog(tracker, theme, icons, window),
        HoursDialog(tracker, theme, icons, window, can_do.skill_id),
        OpenDialog("https://example.org/" + "x" * 300, theme, window),
        OpenDialog("file:///etc/passwd", theme, window),
    ]


@pytest.mark.sweep
@pytest.mark.parametrize("pixels", [13, 16])
def test_forms_have_names_and_room_and_no_text_is_cut_when_they_complain(
    open_sized: Callable[[tuple[int, int], int], Scene], pixels: int
) -> None:
    scene = open_sized((800, 600), pixels)
    for dialog in forms(scene):
        dialog.show()
        for line in dialog.findChildren(QLineEdit):
            if not line.isReadOnly():
                line.setText("no such thing")
        if isinstance(dialog, FormDialog):
            dialog.save.click()
        scene.settle()
        assert nameless(dialog) == []
        assert small(dialog) == []
        assert list(cut(dialog)) == []
        assert dialog.width() <= 800
        assert dialog.height() <= 600
        dialog.close()
    scene.settle()
    assert scene.disk.events() == ()


@pytest.mark.long
@pytest.mark.parametrize("pixels", [13, 16])
def test_backups_to_choose_from_have_names_and_room(
    open_sized: Callable[[tuple[int, int], int], Scene], pixels: int
) -> None:
    scene = open_sized((800, 600), pixels)
    scene.tracker.edits.set_ticked([next(iter(scene.catalogue.can_dos.values()))], True)
    for _ in range(6):
        work = scene.vault.copy()
        assert work is not None
        work()
    scene.vault.backups()[1].path.write_bytes(b"")
    scene.window.use_backups(scene.vault, lambda: None)
    scene.window.files.restore_backup()
    (dialog,) = seen(scene.window, RestoreDialog)
    for _ in range(2):
        scene.qtbot.waitUntil(lambda: dialog.list.is_read)
        scene.settle()
        assert nameless(dialog) == []
        assert small(dialog) == []
        assert list(cut(dialog)) == []
        assert dialog.width() <= 800
        assert dialog.height() <= 600
        dialog.list.show_all.click()
    dialog.close()


def test_rows_speak_for_themselves(scene: Scene) -> None:
    interface = QAccessible.queryAccessibleInterface(scene.tree)
    spoken = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert "Basics, 0 of 6 can-dos ticked, 29–58\xa0h left" in spoken or any(
        "0 of 6 can-dos" in each for each in spoken
    )
    assert any("Hygiene, ready, 0 of 2 can-dos" in each for each in spoken)


def test_check_boxes_say_whether_they_are_ticked(scene: Scene) -> None:
    scene.window.pages.listed.open_skill("hygiene")
    scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], True)
    scene.settle()
    boxes = list(seen(scene.listed.detail, QCheckBox))
    states = [QAccessible.queryAccessibleInterface(box).state().checked for box in boxes]
    assert [bool(state) for state in states] == [True, False, False]


@pytest.mark.sweep
@pytest.mark.parametrize("action", ["Press", "Toggle"])
def test_a_check_box_that_a_screen_reader_presses_or_toggles_is_ticked_once(scene: Scene, action: str) -> None:
    scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    box = next(iter(seen(scene.listed.detail, QCheckBox)))
    QAccessible.queryAccessibleInterface(box).actionInterface().doAction(action)
    scene.qtbot.waitUntil(lambda: scene.ticked() == {"hygiene.clean-bench"})
    scene.settle()
    assert box.isChecked()
    assert len(scene.disk.events()) == 1


def test_the_boxes_of_the_map_are_its_children(scene: Scene) -> None:
    roadmap_map(scene)
    form = scene.window.pages.roadmap.map
    form.selection.select(MilestonePlace(1))
    interface = QAccessible.queryAccessibleInterface(form.view)
    children = [interface.child(place) for place in range(interface.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children]
    assert interface.role() == QAccessible.Role.List
    assert {child.role() for child in children} == {QAccessible.Role.ListItem}
    assert len(names) == len(form.graph.nodes) + sum(column.stage.stage is not None for column in form.graph.columns)
    assert all(names)
    assert [child.text(QAccessible.Text.Name) for child in children if child.state().selected] == [
        interface.text(QAccessible.Text.Description)
    ]
    (milestone,) = (child for child in children if child.state().selected)
    assert interface.childAt(*milestone.rect().center().toTuple()).text(QAccessible.Text.Name) in names
    assert interface.indexOfChild(milestone) == names.index(milestone.text(QAccessible.Text.Name))


@pytest.mark.sweep
@pytest.mark.parametrize("arrange", [skill, assess, roles], ids=lambda each: each.__name__)
def test_no_description_is_markup(scene: Scene, arrange: Callable[[Scene], None]) -> None:
    arrange(scene)
    scene.settle()
    told = {name_of(each): description_of(each) for each in seen(scene.window, QWidget)}
    assert {name: text for name, text in told.items() if "<p" in text or "&amp;" in text} == {}


# The keyboard


def reachable(room: QWidget) -> set[QWidget]:
    """Everything that Tab should reach."""
    return {
        widget
        for widget in seen(room, QWidget)
        if widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    }


def test_tab_goes_through_the_panel_and_closes_it_on_leaving(scene: Scene) -> None:
    panel(scene)
    inside: list[QWidget] = []
    while scene.window.panel.isVisible() and len(inside) < 9:
        here = QApplication.focusWidget()
        assert here is not None
        inside.append(here)
        scene.press(Qt.Key.Key_Tab, on=here)
    assert [name_of(each) for each in inside] == ["Close", "Rows of the sum"]
    assert QApplication.focusWidget() not in inside


def test_what_shares_a_choice_is_reached_by_arrows(scene: Scene) -> None:
    goals = seen(scene.window.top_bar.goal, QAbstractButton)
    goals[0].setFocus()
    scene.press(Qt.Key.Key_Right, on=goals[0])
    assert goals[1].hasFocus()
    chips = seen(scene.window.pages.skills.chips, QAbstractButton)
    chips[0].setFocus()
    scene.press(Qt.Key.Key_Right, on=chips[0])
    assert chips[1].hasFocus()
    pages = seen(scene.window.rail, QAbstractButton)
    pages[0].setFocus()
    scene.press(Qt.Key.Key_Down, on=pages[0])
    assert pages[1].hasFocus()


@pytest.mark.slow
def test_with_keys_alone_you_can_tick_note_undo_and_switch_the_goal(scene: Scene) -> None:
    scene.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(scene.window.top_bar.search, "hyg")
    scene.press(Qt.Key.Key_Down)
    scene.press(Qt.Key.Key_Down)
    assert scene.tree.current_key == ("skill", "hygiene")
    scene.press(Qt.Key.Key_Space)
    assert len(scene.ticked()) == 2
    scene.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scene.ticked() == set()
    scene.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert scene.tracker.progress.set_aside == {"hygiene"}
    scene.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert scene.window.pages.listed.name == "roadmap"


# Targets


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["skills", "roadmap"])
def test_every_row_is_high_enough(scene: Scene, page: str) -> None:
    scene.show_stages() if page == "roadmap" else scene.window.show_page(page)
    scene.tree.expandAll()
    scene.settle()
    heights = {key: scene.rect(*key).height() for key in scene.model.shown_keys()}
    assert {key: height for key, height in heights.items() if height < TARGET} == {}


# Focus


def pixels(window: QWidget, area: QRect) -> memoryview:
    """What is painted in a part of a window, four bytes a pixel."""
    image = window.grab(area & window.rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(image.constBits())).cast("I")  # a copy: the picture is gone when this returns


def changed(before: memoryview, after: memoryview) -> int:
    assert len(before) == len(after)
    return sum(map(ne, before, after))


@pytest.mark.sweep
@pytest.mark.parametrize(
    "arrange",
    quick(
        [skill, studied_skill, nothing_found, roadmap_stage, assess, roles, roles_paths, plan],
        studied_skill,
        roadmap_stage,
        assess,
        plan,
    ),
    ids=lambda each: each.__name__,
)
def test_the_focus_can_be_seen_wherever_it_is(
    open_window: OpenWindow, theme: Theme, arrange: Callable[[Scene], None]
) -> None:
    scene = arranged(open_window(size=(1280, 1000)), arrange)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        for area in seen(scene.window, QAbstractScrollArea):
            area.verticalScrollBar().setValue(0)
        scene.settle()
        assert unseen_focus(scene) == [], mode


def unseen_focus(scene: Scene) -> list[str]:
    """The widgets on a round with Tab that look the same with and without the focus."""
    start = scene.window.top_bar.search
    unseen = []
    start.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(60):
        here = QApplication.focusWidget()
        assert here is not None
        scene.settle()
        place = QRect(here.mapTo(scene.window, QPoint(0, 0)), here.size()).adjusted(-4, -4, 4, 4)
        with_focus = pixels(scene.window, place)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        scene.settle()
        if changed(pixels(scene.window, place), with_focus) < 20:
            unseen.append(f"{name_of(here)}: {here}")
        if QApplication.focusWidget() is start:
            break
    assert QApplication.focusWidget() is start
    return unseen


# Nothing is cut


def cut(room: QWidget) -> Iterator[str]:
    """Every text that does not have the room it asks for."""
    for label in seen(room, QLabel):
        if not label.text():
            continue
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 1:
                yield f"label {label.text()!r} needs {label.heightForWidth(label.width())}, has {label.height()}"
        elif label.sizeHint().width() > label.width() + 1 or label.sizeHint().height() > label.height() + 1:
            yield f"label {label.text()!r} needs {label.sizeHint()}, has {label.size()}"
    for button in seen(room, QAbstractButton):
        if isinstance(button.parentWidget(), QLineEdit) or isinstance(button, LinkButton):
            continue
        is_sign = (
            isinstance(button, QToolButton) and button.toolButtonStyle() is ICON_ONLY and not button.icon().isNull()
        )
        words = 0 if is_sign else max(map(button.fontMetrics().horizontalAdvance, as_shown(button.text()).split("\n")))
        if type(button).__module__.startswith("gui.") and not is_sign:
            words = button.sizeHint().width() - 5
        if button.width() < words + 4 or button.height() < button.fontMetrics().height() + 4:
            yield f"button {name_of(button)!r} needs {words}, has {button.size()}"
    for splitter in seen(room, QSplitter):
        left, right = (splitter.widget(place) for place in (0, 1))
        shown = [half for half in (left, right) if half and half.isVisible()]
        if left in shown and right in shown and left.geometry().right() >= right.geometry().left():
            yield f"the halves of {splitter} lie over each other"
    for widget in seen(room, QWidget):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea | QScrollBar):
            continue
        if isinstance(parent.parentWidget(), QAbstractScrollArea) and not isinstance(parent, QAbstractScrollArea):
            continue  # it scrolls
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()) and widget.width():
            yield f"{widget} at {widget.geometry()} stands out of {parent} {parent.rect()}"


@pytest.fixture
def open_sized(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication, theme: Theme, icons: Icons, catalogue: Catalogue
) -> Iterator[Callable[[tuple[int, int], int], Scene]]:
    """Opens the shipped catalogue in a window of a size, with a system font of so many pixels."""
    font, opened = qapp.font(), []

    def open_one(size: tuple[int, int], pixels: int) -> Scene:
        system = QFont(font)
        system.setPixelSize(pixels)
        qapp.setFont(system)
        scene = Scene(qtbot, tmp_path, Theme(qapp, Look(Mode.LIGHT)), icons, SetClock(), catalogue, size, None)
        opened.append(scene)
        return scene

    yield open_one
    for scene in opened:
        scene.close()
    qapp.setFont(font)


def assert_named_and_large_enough(window: QWidget) -> None:
    assert len(controls(window)) >= 5
    assert nameless(window) == []
    assert small(window) == []
    for parent in {widget.parentWidget() for widget in controls(window)}:
        assert parent is not None
        # Links to one article have one name: they lead to the same place.
        siblings = [
            each for each in controls(parent) if each.parentWidget() is parent and type(each) is not ArticleLink
        ]
        names = [name_of(each) for each in siblings]
        assert len(names) == len(set(names)), names


def assert_tab_reaches_everything_and_is_never_caught(scene: Scene) -> None:
    for backwards in (False, True):
        visited = tab_round(scene, scene.window.top_bar.search, backwards)
        # Looked at afterwards: of buttons that share a choice, Tab reaches one, and arrows the others.
        expected = reachable(scene.window)
        assert QApplication.focusWidget() is visited[0] is scene.window.top_bar.search
        assert {str(each) for each in expected - set(visited)} == set()
        assert len(visited) >= 5


def assert_nothing_is_cut(scene: Scene, *sizes: tuple[int, int]) -> None:
    for size in sizes:
        scene.window.resize(*size)
        scene.settle()
        assert (scene.window.width(), scene.window.height()) == size
        assert list(cut(scene.window)) == []


@pytest.mark.sweep
@pytest.mark.parametrize(
    "arrange", quick([*SITUATIONS, *WELCOMES], *SITUATIONS[::2], *WELCOMES), ids=lambda each: each.__name__
)
def test_everything_has_a_name_is_reached_by_tab_and_is_not_cut(
    open_sized: Callable[[tuple[int, int], int], Scene], arrange: Callable[[Scene], None]
) -> None:
    scene = arranged(open_sized((1280, 800), 13), arrange)
    assert_named_and_large_enough(scene.window)
    assert_nothing_is_cut(scene, (1024, 640), (800, 600))
    if arrange in SITUATIONS:
        scene.window.resize(1280, 800)
        scene.settle()
        assert_tab_reaches_everything_and_is_never_caught(scene)


@pytest.mark.long
@pytest.mark.parametrize("arrange", [*SITUATIONS, *WELCOMES], ids=lambda each: each.__name__)
def test_no_large_text_is_cut_in_the_smallest_window(
    open_sized: Callable[[tuple[int, int], int], Scene], arrange: Callable[[Scene], None]
) -> None:
    assert_nothing_is_cut(arranged(open_sized((800, 600), 16), arrange), (800, 600))


def test_the_radio_buttons_of_a_choice_are_named_by_their_skill(scene: Scene) -> None:
    scene.window.pages.listed.open_skill("wheat")
    scene.settle()
    assert [name_of(each) for each in seen(scene.window, QRadioButton)] == ["Wheat", "Barley", "Not decided"]
