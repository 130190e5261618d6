"""Roadmaps of the user's own: made, chosen, renamed and removed, and shown by every page and export."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton

from gui.charts.chart_view import ChartView
from gui.export.calendar_memory import CalendarMemory
from gui.export.dialog import ExportDialog
from gui.export.formats import FORMATS, Material
from gui.own_roadmaps.dialogs import NewRoadmapDialog, RenameRoadmapDialog
from gui.shell.notices import FIRST_WORDS
from gui.shell.palette_entries import command_entries
from store.data_copy import data_copy
from tests.gui.scene import TODAY, seen

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from tests.gui.scene import OpenWindow, Scene

PAGES = ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles")
LONG = "Everything that a platform engineer in a small firm should know before the second winter, & a bit more"
MINE = "my Platform path"
SHIPPED = "baker-to-brewer"
WAYS = ("role", "copy", "empty")
Form = TypeVar("Form", bound=QDialog)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def make(tracker: Tracker, way: str, name: str = MINE) -> bool:
    edits, catalogue = tracker.own_edits, tracker.catalogue
    if way == "role":
        return edits.add_roadmap_from_role(name, next(iter(catalogue.roles)))
    if way == "copy":
        return edits.add_copy(name, next(iter(catalogue.roadmaps.values())))
    return edits.add_roadmap(name)


def opened(scene: Scene, kind: type[Form]) -> Form:
    scene.settle()
    (dialog,) = [each for each in scene.window.findChildren(kind) if each.isVisible()]
    return dialog


def commands(scene: Scene) -> dict[str, str]:
    return {each.id: each.text for each in scene.window.commands.all if each.id.startswith("go.goal.")}


def look_around(scene: Scene) -> list[str]:
    """Every page with its charts, the dialogs of the window, and every export: all the words on them."""
    window, tracker = scene.window, scene.tracker
    words: list[str] = []
    for name in PAGES:
        window.show_page(name)
        scene.settle()
        if name == "progress":
            scene.qtbot.waitUntil(lambda: all(each.is_current for each in seen(window, ChartView)), timeout=60_000)
        if name == "plan":
            scene.qtbot.waitUntil(lambda: window.pages.plan.finish.chart.is_current, timeout=60_000)
        if name == "roadmap":
            window.pages.roadmap.show_list()
            words += scene.texts()
            assert window.pages.map_export().svg()()
            window.pages.roadmap.show_map()
        words += scene.texts()
        window.grab()
    window.pages.explain_readiness(window.top_bar.readiness)
    words += scene.texts()
    window.hide_panel()
    window.commands.action("file.export").trigger()
    dialog = opened(scene, ExportDialog)
    words += scene.texts(dialog)
    dialog.reject()
    material = Material(
        tracker.catalogue, tracker.shipped, tracker.roadmap, tuple(tracker.events()), TODAY, tracker.as_of,
        scene.clock.now(), "",
        ["DejaVu Sans"], CalendarMemory(None), data_copy,
    )  # fmt: skip
    for form in FORMATS:
        data = form.make(material)
        assert data
        if form.type.suffix in ("html", "md", "csv", "ics"):
            words += re.sub(r"<svg.*?</svg>|<style.*?</style>", "", data.decode(), flags=re.S).splitlines()
    return words


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_roadmap_of_ones_own_is_shown_everywhere(open_window: OpenWindow, way: str) -> None:
    scene = open_window()
    tracker, window = scene.tracker, scene.window
    for each in (*PAGES, "skills"):
        window.show_page(each)  # also pages that were there before the roadmap was
    skills = [*tracker.catalogue.skills.values()]
    scene.clock.day = date(2026, 5, 4)
    tracker.edits.set_ticked(skills[0].can_dos, ticked=True)
    assert make(tracker, way)
    assert tracker.plan_edits.set_target_date(date(2027, 6, 1))
    assert tracker.roadmap.name == MINE
    assert window.top_bar.goal.button.isVisible()
    assert window.top_bar.goal.button.accessibleName() == f"Goal: {MINE}"
    scene.clock.day = TODAY
    tracker.follow_clock()
    for day in (None, date(2026, 6, 1)):
        tracker.view_as_of(day)
        words = look_around(scene)
        assert any(MINE in each for each in words)
        text = "\n".join(words)
        for wrong in (f"{MINE}s ", f"a {MINE}", f"an {MINE}", f"{MINE.capitalize()}", "” roadmaps", "a “", "From “"):
            assert wrong not in text, [each for each in words if wrong in each]
        if way == "empty":
            assert words.count("No skill is on this roadmap yet.") >= 3  # the list, the map and the plan
            assert not [each for each in words if "set aside" in each.casefold() and "everything" in each.casefold()]
            assert "No skill on this roadmap matches “”." not in words
            assert tracker.gap.total.percent is None
            assert not [each for each in words if "100" in each and "ready" in each.casefold()]


def test_the_form_makes_each_kind_and_checks_the_name(open_window: OpenWindow) -> None:
    scene = open_window()
    tracker = scene.tracker
    for start, name in ((0, "From a role"), (2, "A copy"), (4, LONG)):
        scene.window.commands.action("go.new-roadmap").trigger()
        dialog = opened(scene, NewRoadmapDialog)
        dialog.save.click()
        assert dialog.name_field.complaint == "Give the roadmap a name."
        dialog.name.setText(f" {tracker.catalogue.roadmaps[SHIPPED].name.upper()}")
        dialog.save.click()
        assert dialog.name_field.complaint.startswith("There is a roadmap called “")
        dialog.name.setText(name)
        dialog.start.setCurrentIndex(dialog.start.count() - 1 if start == 4 else start)
        dialog.save.click()
        assert tracker.roadmap.name == name
        assert bool(tracker.roadmap.to_role.demands) is (name != LONG)
        assert tracker.undo_stack.undo_text == f"add the roadmap “{name}”"
    tracker.undo()
    assert tracker.roadmap.name == "A copy"


def test_a_write_that_fails_keeps_the_form_open_and_the_roadmaps_as_they_were(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.window.commands.action("go.new-roadmap").trigger()
    dialog = opened(scene, NewRoadmapDialog)
    dialog.name.setText(MINE)
    scene.disk.is_full = True
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.trouble
    assert scene.tracker.catalogue is scene.catalogue
    assert scene.window.top_bar.goal.segments.isVisible()
    dialog.reject()


def test_menu_palette_and_switch_follow_the_roadmaps(open_window: OpenWindow) -> None:
    scene = open_window(size=(960, 600))
    tracker, window = scene.tracker, scene.window
    goal, shipped = window.top_bar.goal, commands(scene)
    plain = [each.text() for each in window.commands.menu("&Go").actions()]
    assert goal.segments.isVisible()
    assert not goal.button.isVisible()
    for name in (LONG, MINE, "Third"):
        make(tracker, "copy", name)
    own = tracker.roadmap.id
    assert list(commands(scene).values())[: len(shipped)] == list(shipped.values())
    assert len(commands(scene)) == len(goal._entries) == len(shipped) + 3  # noqa: SLF001
    found = {each.id: each for each in command_entries(window.commands, tracker)}
    assert found[f"go.goal.{own}"].title == "Goal: Third"
    texts = [each.text() for each in window.commands.menu("&Go").actions()]
    assert texts[-len(plain) :][-4:] == ["", "Ne&w roadmap …", "Rena&me roadmap …", "Remo&ve roadmap"]
    assert texts[-5] == "Goal: Third"
    window.commands.action("go.rename-roadmap").trigger()
    dialog = opened(scene, RenameRoadmapDialog)
    dialog.save.click()  # as it was: nothing is written
    window.commands.action("go.rename-roadmap").trigger()
    dialog = opened(scene, RenameRoadmapDialog)
    dialog.name.setText(LONG)
    dialog.save.click()
    assert dialog.name_field.complaint
    dialog.name.setText("Other & name")
    dialog.save.click()
    assert goal.button.accessibleName() == "Goal: Other & name"
    assert goal.button.text() == "Other && name"
    assert "Goal: Other && name" in commands(scene).values()
    tracker.edits.set_goal(SHIPPED)
    assert goal.button.accessibleName() == f"Goal: {tracker.catalogue.roadmaps[SHIPPED].name}"
    assert not window.commands.action("go.remove-roadmap").isEnabled()
    goal._entries[own].trigger()  # noqa: SLF001
    assert tracker.roadmap.id == own
    tracker.edits.set_goal(next(each.id for each in tracker.catalogue.roadmaps.values() if each.name == LONG))
    assert goal.button.toolTip().replace("&amp;", "&").count(LONG[:30]) == 1
    assert goal.button.text().endswith("…")
    while tracker.undo_stack.next_undo:
        tracker.undo()
    assert [each.text() for each in window.commands.menu("&Go").actions()] == plain
    assert goal.segments.isVisible()


def test_the_goal_is_chosen_by_keys_and_a_stray_key_changes_nothing(open_window: OpenWindow) -> None:
    scene = open_window()
    make(scene.tracker, "empty")
    button = scene.window.top_bar.goal.button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_A):
        scene.press(key, on=button)
    assert scene.tracker.roadmap.name == MINE
    assert button.menu() is scene.window.top_bar.goal.menu
    shown = seen(scene.window.top_bar.goal, QToolButton)
    assert shown == [button]


def test_removing_the_goal_goes_back_to_a_shipped_one_and_is_undone_in_one_step(open_window: OpenWindow) -> None:
    scene = open_window()
    tracker, window = scene.tracker, scene.window
    other = [*tracker.catalogue.roadmaps][1]
    tracker.edits.set_goal(other)
    can_dos = tracker.catalogue.skills["hygiene"].can_dos
    tracker.edits.set_ticked(can_dos, ticked=True)
    make(tracker, "copy")
    own, asked = tracker.roadmap.id, tracker.gap.total
    window.commands.action("go.remove-roadmap").trigger()
    scene.settle()
    assert tracker.roadmap.id == tracker.progress.goal == other
    assert own not in tracker.catalogue.roadmaps
    short = tracker.roadmap.short_name
    assert f"Removed the roadmap “{MINE}”. Your goal is {short} again. Your ticks stay." in scene.texts()
    assert {each.id for each in can_dos} <= scene.ticked()
    assert window.top_bar.goal.segments.isVisible()
    window.undo_action.trigger()
    assert (tracker.roadmap.id, tracker.gap.total) == (own, asked)
    window.redo_action.trigger()
    assert tracker.roadmap.id == other
    window.undo_action.trigger()
    window.close()
    scene.close()
    again = open_window()
    assert (again.tracker.roadmap.id, again.tracker.gap.total) == (own, asked)
    assert again.window.top_bar.goal.button.accessibleName() == f"Goal: {MINE}"
    again.window.commands.action("go.remove-roadmap").trigger()
    assert again.tracker.roadmap.id == other


def test_the_example_is_on_a_shipped_roadmap_whatever_the_goal(open_window: OpenWindow) -> None:
    scene = open_window()
    make(scene.tracker, "copy")
    wanted: list[str] = []
    scene.window.example_wanted.connect(wanted.append)
    scene.window.want_example()
    assert wanted == [SHIPPED]


def test_quick_assess_of_an_empty_roadmap_says_so_and_leads_to_the_roadmap(open_window: OpenWindow) -> None:
    scene = open_window(before=lambda made: make(made.tracker, "empty"))
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    texts = scene.texts(page)
    assert "No skill is on this roadmap yet." in texts
    assert not any("answer" in text or "0 of 0" in text for text in texts)
    assert page.empty.act.hasFocus()
    scene.press(Qt.Key.Key_Return)
    assert scene.window.pages.shown is scene.window.pages.roadmap


def test_the_skills_page_of_an_empty_roadmap_says_so_and_offers_every_skill(open_window: OpenWindow) -> None:
    scene = open_window(before=lambda made: make(made.tracker, "empty"))
    page = scene.window.pages.skills
    assert "No skill is on this roadmap yet." in scene.texts(page)
    assert FIRST_WORDS not in scene.texts(), "there is nothing to tick"
    (show,) = [each for each in seen(page, QPushButton) if each.text() == "Show all skills"]
    scene.click(show)
    assert "No skill is on this roadmap yet." not in scene.texts(page)
    assert page.not_needed.isChecked()
