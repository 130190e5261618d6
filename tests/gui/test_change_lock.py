"""While nothing can be changed, every control that would is disabled, says why, and is enabled again by itself."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from shiboken6 import isValid

import gui.backups.import_export
import gui.export.exporter
import gui.files.link_opener
import gui.shell.file_commands
from gui.app.editor import new_id
from gui.app.state import READ_ONLY, VIEWING_THE_PAST
from gui.backups.replace_dialog import ImportDialog, RestoreDialog
from gui.exchange.preview_dialog import PreviewDialog
from gui.exchange.topics_dialog import TopicsDialog
from gui.own_roadmaps.dialogs import NewRoadmapDialog, RenameRoadmapDialog
from gui.own_skills.hours_dialog import HoursDialog
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.ads.ad_dialog import AdDialog
from gui.pages.plan.next_up_card import NextUpRow
from gui.pages.plan.weeks_off import WeeksOffDialog
from gui.pages.roadmap.editing.changes_dialog import ChangesDialog
from gui.pages.roadmap.editing.milestone_dialog import MilestoneDialog
from gui.pages.roadmap.milestone_view import MilestoneView
from gui.skill_detail.can_do_row import CanDoRow
from gui.skill_detail.day_dialog import DayDialog
from gui.skill_detail.evidence_dialog import EvidenceDialog
from gui.study.log_dialog import LogDialog
from gui.widgets.change_lock import ChangeLock
from gui.widgets.long_text import LongTextDialog
from roadmaps.journal import KeptAd, StudySession, Tick
from roadmaps.own import FileKind
from tests.gui.scene import TODAY, Disk, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from gui.pages.roadmap.editing.editor import RoadmapEditor
    from roadmaps.journal import Event
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PAGES = ("skills", "roadmap", "ads", "plan", "progress", "roles", "assess")
PRESSABLE = (QAbstractButton, QLineEdit, QAbstractSlider, QPlainTextEdit)
FRAME = "frame"
LEAVES = frozenset({"Quit", "Full screen", "Keys", "About Skillgap", "Open the log", "See an example"})
"""Commands that write nothing and would take the window away, or open a dialog of words."""
LEADS_OUT = ("As of", "Day shown", "Back to today", "Check now", "Close")
"""What controls are called that end what is looked at, or look whether it has ended."""


def lived(scene: Scene) -> None:
    """A bit of everything that a page can show: ticks, time, evidence, a note, a move, an answer, a milestone."""
    tracker, skills = scene.tracker, scene.catalogue.skills
    scene.clock.day = MARCH
    tracker.edits.set_tick(scene.can_do("weighing.read-scales"), Tick(None))
    tracker.plan_edits.set_hours_a_week(6)
    tracker.plan_edits.set_weeks_off([date(2026, 12, 21)], off=True)
    tracker.plan_edits.set_target_date(date(2027, 8, 2))
    first, *_, last = [each.skill.id for each in tracker.gap.scope if each.left]
    tracker.plan_edits.move_before(last, first)
    scene.clock.day = MAY
    tracker.edits.set_ticked(skills["hygiene"].can_dos[:1], True)
    tracker.log_edits.log_study(StudySession("hygiene", MAY, 60, "Scrubbed", "https://example.org"))
    tracker.log_edits.add_evidence(skills["hygiene"].can_dos[0], "https://example.org/bench")
    tracker.edits.write_note("hygiene", "kept")
    tracker.ad_edits.keep(KeptAd("About us\nBread.\nRequirements\nWheat, dough", "Baker", "Crust", MAY, ""))
    scene.clock.day = TODAY


def make_read_only(scene: Scene) -> None:
    scene.disk.read_only = True
    scene.tracker.try_to_write()


def make_writable(scene: Scene) -> None:
    scene.disk.read_only = False
    scene.tracker.try_to_write()
    scene.tracker.view_as_of(None)


def look_back(scene: Scene) -> None:
    scene.tracker.view_as_of(date(2026, 6, 1))


LOCKS: dict[str, tuple[Callable[[Scene], None], str]] = {
    "read-only": (make_read_only, READ_ONLY),
    "an earlier day": (look_back, VIEWING_THE_PAST),
}


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> tuple[Callable[[Scene], None], str]:
    return LOCKS[request.param]


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every write that is tried, and every refusal that is told."""
    tried: list[str] = []
    append = Disk.append

    def note(disk: Disk, events: Sequence[Event]) -> None:
        tried.extend(f"append {event.kind}" for event in events)
        append(disk, events)

    monkeypatch.setattr(Disk, "append", note)
    for module in (gui.backups.import_export, gui.export.exporter, gui.shell.file_commands):
        for name in ("ask_where", "ask_which"):
            monkeypatch.setattr(module, name, lambda *_, **__: None, raising=False)
    monkeypatch.setattr(gui.files.link_opener, "ask_to_open", lambda *_: None)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QMenu, "exec", lambda *_: None)
    return tried


def show_each(scene: Scene, page: str) -> Iterable[str]:
    """Show a page in each of its forms, by a name."""
    window = scene.window
    window.show_page(page)
    scene.settle()
    if page == "roadmap":
        window.pages.roadmap.show_map()
        window.pages.roadmap.map.focus_list()
        scene.settle()
        yield "map"
        window.pages.roadmap.show_list()
    if page == "roles":
        for tab in ("side-by-side", "paths", "sources"):
            window.pages.roles.show_tab(tab)
            scene.settle()
            yield tab
        return
    if page == "ads":
        window.pages.ads.result.asks.choose(0)
        scene.settle()
        yield "one ad"
        window.pages.ads.show_view("across")
        scene.settle()
        yield "across"
        window.pages.ads.show_view("one")
    if page in ("skills", "roadmap"):
        window.pages.listed.open_skill("hygiene")
    scene.settle()
    yield "page"


def controls(room: QWidget) -> list[QWidget]:
    """What can be seen and pressed or typed into now, in a window or a page of it."""
    found = [each for kind in PRESSABLE for each in seen(room, kind)]
    return [each for each in found if each.window() is room.window()]


def press_everything(scene: Scene, attempts: list[str], page: str) -> list[str]:
    """Press every control of a page that is in use; what tried to write or was refused."""
    window, wrong = scene.window, list[str]()
    scene.tracker.refused.connect(attempts.append)
    scene.tracker.failed.connect(attempts.append)

    def note(where: str) -> None:
        QApplication.processEvents()
        for dialog in seen(window, QDialog):
            if not isinstance(dialog, RestoreDialog):  # it may be used from an earlier day, and then ends the looking
                wrong.extend(press_dialog(scene, dialog, attempts, where))
            if isValid(dialog):  # else its own button closed it
                dialog.reject()
        if attempts:
            wrong.append(f"{where}: {attempts}")
            attempts.clear()

    def press(control: QWidget, where: str) -> None:
        if not isValid(control):  # what was pressed before it led to another skill, whose controls replace these
            return
        name = control.accessibleName() or getattr(control, "text", str)()
        if not (control.isEnabled() and control.isVisible()) or name.startswith(LEADS_OUT):
            return
        menu = control.menu() if isinstance(control, QToolButton | QPushButton) else None
        if menu:
            for action in menu.actions():  # a click would wait for a choice
                if action.isEnabled():
                    action.trigger()
        elif isinstance(control, QAbstractButton):
            control.click()
        elif isinstance(control, QAbstractSlider):
            control.setValue(control.value() + 1)
        elif isinstance(control, QPlainTextEdit):
            QTest.keyClicks(control, "x")
            control.clearFocus()
        note(f"{where}: {type(control).__name__} {name}")

    for form in show_each(scene, page) if page != FRAME else ():
        for control in controls(window.pages.shown):
            press(control, f"{page}, {form}")
            if not window.pages.is_shown(page):
                window.show_page(page)
    if page != FRAME:
        return wrong
    for control in controls(window):
        if not window.pages.isAncestorOf(control):
            press(control, FRAME)
    for command in window.commands.all:
        action = window.commands.action(command.id)
        if action.isEnabled() and command.text.replace("&", "") not in LEAVES:
            action.trigger()
            note(f"command {command.text}")
    return wrong


def press_dialog(scene: Scene, dialog: QDialog, attempts: list[str], where: str) -> list[str]:
    """Press the first button of a dialog, if it is in use."""
    for button in seen(dialog, QPushButton):
        if button.isDefault() and button.isEnabled():
            button.click()
            scene.settle()
    found = [f"{where}, {type(dialog).__name__}: {attempts}"] if attempts else []
    attempts.clear()
    return found


@pytest.mark.sweep
@pytest.mark.parametrize("page", [*PAGES, FRAME])
def test_no_enabled_control_tries_to_write(
    open_window: OpenWindow, attempts: list[str], lock: tuple[Callable[[Scene], None], str], page: str
) -> None:
    scene = open_window(before=lived, size=(1280, 1400))
    scene.window.use_backups(scene.vault, lambda: None)
    attempts.clear()
    lock[0](scene)
    assert press_everything(scene, attempts, page) == []


@pytest.mark.slow
@pytest.mark.sweep
def test_a_disabled_control_says_why_and_comes_back(
    open_window: OpenWindow, lock: tuple[Callable[[Scene], None], str]
) -> None:
    enter, why = lock
    scene = open_window(before=lived, size=(1280, 1400))
    window = scene.window
    wordless, gone, locked = list[str](), list[str](), 0
    for page in PAGES:
        for form in show_each(scene, page):
            before = {each: (each.toolTip(), each.accessibleDescription()) for each in controls(window)}
            in_use = {each for each in before if each.isEnabled()}
            enter(scene)
            out = [each for each in controls(window) if each in in_use and not each.isEnabled()]
            locked += len(out)
            wordless += [
                f"{page}, {form}: {each.accessibleName()}"
                for each in out
                if each.accessibleDescription() != why or why not in each.toolTip()
            ]
            make_writable(scene)
            gone += [
                f"{page}, {form}: {each.accessibleName()}"
                for each in controls(window)
                if each in in_use and (not each.isEnabled() or why in (each.accessibleDescription(), each.toolTip()))
            ]
    assert sorted(set(wordless)) == []
    assert gone == []
    assert locked > 40
    enter(scene)
    action = next(each for each in window.findChildren(QAction) if each.text() == "&Log time …")
    assert (action.isEnabled(), why in action.toolTip()) == (False, True)
    assert window.commands.menu("&Skill").toolTipsVisible()
    make_writable(scene)
    assert (action.isEnabled(), why in action.toolTip()) == (True, False)


@pytest.mark.slow
def test_the_plan_can_be_tried_out_and_not_applied(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    scene.window.show_page("plan")
    make_read_only(scene)
    time = scene.window.pages.plan.time
    time.slider.setValue(time.slider.value() + 4)
    scene.qtbot.waitUntil(time.apply.isVisible)
    assert not time.apply.isEnabled()
    assert time.apply.accessibleDescription() == READ_ONLY
    make_writable(scene)
    assert time.apply.isEnabled()
    scene.click(time.apply)
    assert scene.tracker.progress.commitments.hours_a_week == 8


@pytest.mark.sweep
def test_next_up_opens_a_skill_to_read_and_does_not_offer_to_start_it(
    open_window: OpenWindow, lock: tuple[Callable[[Scene], None], str]
) -> None:
    scene = open_window(before=lived)
    scene.window.show_page("plan")
    scene.settle()
    before = [row.open.text() for row in seen(scene.window, NextUpRow)]
    assert set(before) <= {"Start", "Continue"}
    lock[0](scene)
    rows = seen(scene.window, NextUpRow)
    assert {row.open.text() for row in rows} == {"Open"}
    scene.click(rows[0].open)
    assert scene.window.pages.is_shown("skills")
    make_writable(scene)
    scene.window.show_page("plan")
    scene.settle()
    assert [row.open.text() for row in seen(scene.window, NextUpRow)] == before


@pytest.mark.sweep
def test_rows_stay_where_they_are(open_window: OpenWindow, lock: tuple[Callable[[Scene], None], str]) -> None:
    scene = open_window(before=lived)
    scene.window.show_page("plan")
    lock[0](scene)
    view = scene.window.pages.plan.schedule.view
    order, before = [row.skill_id for row in view.rows], list(scene.disk.events())
    area, places = view.viewport(), [view.visualRect(view.model().index(row, 0)).center() for row in range(3)]
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places:
        QTest.mouseMove(area, place)
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=places[-1])
    scene.settle()
    view.select(order[1])
    scene.press(Qt.Key.Key_Up, ALT, on=view)
    assert [row.skill_id for row in view.rows] == order
    assert list(scene.disk.events()) == before
    assert scene.window.toast.text == lock[1]


@pytest.mark.sweep
def test_a_note_can_be_read_and_not_typed_into(
    open_window: OpenWindow, lock: tuple[Callable[[Scene], None], str]
) -> None:
    scene = open_window(before=lived)
    scene.go("skill", "hygiene")
    lock[0](scene)
    note = next(each for each in seen(scene.window, QPlainTextEdit) if each.accessibleName() == "My notes")
    assert (note.isReadOnly(), note.isEnabled(), note.toPlainText()) == (True, True, "kept")
    assert note.accessibleDescription() == lock[1]
    QTest.keyClicks(note, "more")
    assert scene.tracker.drafts.unsaved == []
    scene.go("skill", "weighing")
    assert note.isReadOnly(), "another skill is no way around it"
    make_writable(scene)
    assert not note.isReadOnly()
    assert note.accessibleDescription() == ""


@pytest.mark.slow
def test_a_click_beside_a_locked_box_does_nothing_either(open_window: OpenWindow, attempts: list[str]) -> None:
    scene = open_window(before=lived)
    scene.go("skill", "hygiene")
    make_read_only(scene)
    attempts.clear()
    scene.tracker.refused.connect(attempts.append)
    for row in scene.listed.detail.can_dos.rows:
        for place in (row, row.box):
            QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    assert attempts == []


def test_rows_of_a_list_say_why_to_the_pointer_and_to_a_screen_reader(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    index = scene.model.index_of(("skill", "hygiene"))
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert index.data(role) is None
    make_read_only(scene)
    assert index.data(role) == READ_ONLY


def test_the_first_start_over_a_file_that_can_only_be_read(open_window: OpenWindow, attempts: list[str]) -> None:
    scene = open_window(is_welcomed=True, before=make_read_only_before)
    page = scene.window.pages.welcome
    scene.tracker.refused.connect(attempts.append)
    for button in (page.start, page.bring_copy):
        assert (button.isEnabled(), button.accessibleDescription()) == (False, READ_ONLY)
    scene.press(Qt.Key.Key_Return, on=page)
    scene.press(Qt.Key.Key_2, on=page)
    assert attempts == []
    assert page.example.isEnabled()
    make_writable(scene)
    scene.click(page.start)
    assert scene.tracker.progress.goal is not None
    assert page.carry.confirm.isEnabled()
    make_read_only(scene)
    assert (page.carry.confirm.isEnabled(), page.carry.confirm.accessibleDescription()) == (False, READ_ONLY)


def make_read_only_before(scene: Scene) -> None:
    scene.disk.read_only = True
    scene.tracker.try_to_write()


@pytest.mark.slow
def test_an_open_form_waits_until_the_file_can_be_written(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    window = scene.window
    form = LogDialog(scene.tracker, scene.theme, scene.icons, window, skill_id="hygiene")
    form.open()
    make_read_only(scene)
    assert (form.save.isEnabled(), form.save.accessibleDescription()) == (False, READ_ONLY)
    make_writable(scene)
    assert (form.save.isEnabled(), form.save.accessibleDescription()) == (True, "")
    form.reject()
    window.files.export()
    make_read_only(scene)
    (export,) = [each for each in seen(window, QDialog) if each.windowTitle() == "Export"]
    assert all(button.isEnabled() for button in seen(export, QPushButton)), "an export changes nothing of yours"
    export.reject()


def ask_day_of_a_milestone(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.show_list()
    scene.go("milestone", "1")
    (view,) = seen(scene.window, MilestoneView)
    view.when.menu().actions()[0].trigger()


def ask_whole_note(scene: Scene) -> None:
    last = scene.tracker.events()[-1]
    long = last._replace(id=new_id(), stamp=last.stamp + 1, kind="note", subject="mashing", value="x" * 100_000)
    scene.disk.journal.append([long])
    scene.tracker.reload()
    scene.go("skill", "mashing")
    scene.click(scene.button("Show the whole note"))


def restore(scene: Scene) -> None:
    scene.window.use_backups(scene.vault, lambda: None)
    scene.window.files.back_up_now()
    scene.window.files.restore_backup()


def ask_to_import(scene: Scene) -> None:
    told = ("1 can-do", "Everything is the same.")
    ImportDialog("c.json", *told, lambda _: None, scene.tracker, scene.theme, scene.icons, scene.window).open()


def import_topics(scene: Scene) -> None:
    path = scene.file.with_name("topics.json")
    path.write_text('{"nodes": [{"id": "a", "type": "topic", "data": {"label": "Weighing"}}]}', encoding="utf-8")
    scene.window.files.roadmap_import.begin(path, path.read_bytes(), FileKind.TOPICS)


def import_roadmap(scene: Scene) -> None:
    text = 'format = "skillgap-roadmap"\nversion = 1\n[roadmap]\nid = "own-1"\nname = "Mine"\n'
    scene.window.files.roadmap_import.begin(scene.file.with_name("mine.toml"), text.encode(), FileKind.ROADMAP)


def rename_roadmap(scene: Scene) -> None:
    scene.tracker.own_edits.add_roadmap("Mine")
    scene.window.navigation.rename_roadmap()


def edit_roadmap(scene: Scene) -> RoadmapEditor:
    scene.window.navigation.edit_roadmap()
    return scene.window.pages.roadmap.editor


def ask_changes(scene: Scene) -> None:
    steps = edit_roadmap(scene).steps
    steps.set_level("hygiene", "clean-start", 1)
    scene.window.pages.roadmap.editor.show_changes.click()


def ask_milestone(scene: Scene) -> None:
    editor = edit_roadmap(scene)
    editor.row_actions.edit_milestone("clean-start")


ASKING: dict[str, tuple[type[QDialog], str, Callable[[Scene], object]]] = {
    "day of a tick": (DayDialog, "Set day", lambda scene: seen(scene.window, CanDoRow)[0].on_day.trigger()),
    "day of a milestone": (DayDialog, "Set day", ask_day_of_a_milestone),
    "start": (DayDialog, "Set day", lambda scene: scene.click(scene.window.pages.plan.time.start.day)),
    "target date": (DayDialog, "Set day", lambda scene: scene.click(scene.window.pages.plan.time.target.day)),
    "weeks off": (WeeksOffDialog, "Take off", lambda scene: scene.click(scene.window.pages.plan.time.off.add)),
    "study time": (LogDialog, "Log time", lambda scene: scene.listed.detail.log_time()),
    "evidence": (EvidenceDialog, "Add", lambda scene: scene.click(seen(scene.window, CanDoRow)[1].add_evidence)),
    "a new roadmap": (NewRoadmapDialog, "Add roadmap", lambda scene: scene.window.navigation.new_roadmap()),
    "its name": (RenameRoadmapDialog, "Rename", rename_roadmap),
    "an ad": (AdDialog, "Add ad", lambda scene: scene.window.pages.ads.ad_forms.add()),
    "a skill": (SkillDialog, "Add skill", lambda scene: scene.window.skill_commands.new_skill()),
    "the hours of a skill": (HoursDialog, "Save", lambda scene: scene.window.skill_commands.change_hours()),
    "a long note": (LongTextDialog, "Remove the note", ask_whole_note),
    "restore": (RestoreDialog, "", restore),
    "import": (ImportDialog, "Import", ask_to_import),
    "topics": (TopicsDialog, "Import 1 skill", import_topics),
    "a shared roadmap": (PreviewDialog, "Import", import_roadmap),
    "milestone": (MilestoneDialog, "Add milestone", ask_milestone),
    "changes": (ChangesDialog, "Restore the original", ask_changes),
}
"""What asks before something is saved: its button that saves, and how it is opened."""
SAVES_NOTHING = {
    "AboutDialog", "ErrorDialog", "ExportDialog", "GuideDialog", "KeysDialog", "MistakesDialog", "OpenDialog",
    "PrintDialog", "StopDialog", "WaitDialog",
}  # fmt: skip


def test_every_dialog_is_known_to_save_something_or_nothing() -> None:
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)
    left, found = [QDialog], set[str]()
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            if kind.__module__.startswith("gui.") and not kind.__subclasses__():
                found.add(kind.__name__)
    saving = {kind.__name__ for kind, *_ in ASKING.values()} | {
        "PreferencesDialog",
        "WhatsNewDialog",
    }  # which have tests of their own
    assert found == saving | SAVES_NOTHING


def test_a_dialog_saves_nothing_while_nothing_can_be_changed(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = open_window(before=lived)
    states: dict[str, list[tuple[bool, str, bool]]] = {}

    def look(dialog: QDialog) -> QDialog.DialogCode:
        dialog.show()
        if isinstance(dialog, RestoreDialog):
            scene.qtbot.waitUntil(lambda: dialog.list.is_read)
        assert type(dialog) is kind
        (button,) = [
            each
            for each in seen(dialog, QPushButton)
            if each.text() == words or (not words and each.text().startswith("Restore "))
        ]
        for go in (lambda _: None, make_read_only, make_writable, look_back, make_writable):
            go(scene)
            why = button.accessibleDescription()
            states.setdefault(name, []).append((button.isEnabled(), why, bool(why) and why in button.toolTip()))
        dialog.close()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(QDialog, "open", look)
    free = (True, "", False)
    roadmap = scene.tracker.roadmap
    for name, (kind, words, ask) in ASKING.items():  # noqa: B007  # look() reads them
        scene.tracker.edits.set_goal(roadmap.id)  # one dialog asks about another roadmap
        scene.window.show_page("skills")
        scene.go("skill", "hygiene")
        if name in {"start", "target date", "weeks off"}:
            scene.window.show_page("plan")
        scene.settle()
        ask(scene)
        in_the_past = free if kind in {ImportDialog, RestoreDialog} else (False, VIEWING_THE_PAST, True)
        assert states[name] == [free, (False, READ_ONLY, True), free, in_the_past, free], name


@pytest.mark.slow
def test_undo_in_a_toast_is_locked_too(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    scene.tracker.edits.mark_known_before(scene.catalogue.skills["weighing"].can_dos, "Weighing")
    toast = scene.window.toast
    assert toast.isVisible()
    make_read_only(scene)
    assert not toast.undo.isEnabled()
    assert not toast.isVisible()


@pytest.mark.slow
def test_a_tooltip_set_while_a_control_is_locked_is_kept(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    button, gone = QPushButton("Do it"), QPushButton("Gone")
    button.setToolTip("first")
    lock = ChangeLock(scene.tracker, scene.window)
    lock.hold(button, gone)
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    make_read_only(scene)
    assert READ_ONLY in button.toolTip()
    button.setToolTip("second")
    lock.hold(button, ready=False)
    assert READ_ONLY in button.toolTip()
    make_writable(scene)
    assert (button.toolTip(), button.accessibleDescription(), button.isEnabled()) == ("second", "", False)
    lock.hold(button)
    assert button.isEnabled()
    button.deleteLater()
