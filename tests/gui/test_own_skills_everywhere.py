"""A skill of your own counts, and is called yours, on every page, in every export and as of any day."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from gui.export.calendar_memory import CalendarMemory
from gui.export.formats import FORMATS, Material
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.ads.asks_list import rows_of
from gui.pages.plan.next_up_card import NextUpRow
from gui.pages.skills.model import SkillTreeModel
from gui.shell.palette_entries import skill_entries
from gui.skill_detail.entries import level_lines
from gui.widgets.badge import Tag
from gui.widgets.buttons import LinkButton
from roadmaps.ads import named_skills
from roadmaps.catalogue import Need
from roadmaps.catalogue.comparison import tool_kit
from roadmaps.gap import measure_gap
from roadmaps.journal import KeptAd
from store.data_copy import data_copy
from tests.gui.figures import said
from tests.gui.scene import TODAY, seen

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.catalogue import Catalogue, Skill
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME = "Vector tuning"
PAGES = ("skills", "roadmap", "assess", "progress", "plan", "roles", "ads", "skills")


@pytest.fixture
def scene(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    """A year that has begun, with a skill of one's own, written through the form."""
    scene = open_window(catalogue)
    scene.tracker.edits.set_ticked(catalogue.skills["git"].can_dos[:2], ticked=True)
    scene.tracker.plan_edits.set_hours_a_week(6)
    scene.window.show_page("skills")
    scene.window.skill_commands.new_skill(NAME)
    (form,) = seen(scene.window, SkillDialog)
    for number in range(2):
        form.can_dos.fields[number].show_text(f"Searches vectors, part {number + 1}.")
    form.hours.low.setText("20")
    form.hours.high.setText("40")
    row = form.places.rows[0]
    row.need.setCurrentIndex(row.need.findData(Need.CORE.value))
    form.places.rows[0].stage.setCurrentIndex(1)
    scene.click(form.save)
    scene.settle()
    return scene


def own(scene: Scene) -> Skill:
    (skill,) = [each for each in scene.tracker.catalogue.skills.values() if each.is_own]
    return skill


def tags(scene: Scene) -> list[str]:
    return [tag.text for tag in seen(scene.window.pages.shown, Tag)]


def material(scene: Scene) -> Material:
    tracker = scene.tracker
    return Material(
        tracker.catalogue, tracker.shipped, tracker.roadmap, tracker.events(), TODAY, tracker.as_of,
        scene.clock.now(), "",
        ["DejaVu Sans"], CalendarMemory(None), data_copy,
    )  # fmt: skip


def walk(scene: Scene) -> None:
    for name in PAGES:
        scene.window.show_page(name)
        scene.settle()


def test_it_is_on_every_page_and_called_yours(scene: Scene) -> None:
    tracker, window, skill = scene.tracker, scene.window, own(scene)
    gap = tracker.gap.skills[skill.id]
    plain = measure_gap(scene.catalogue.roadmaps[tracker.roadmap.id], tracker.progress)
    assert gap.counts
    assert tracker.gap.total.can_dos == plain.total.can_dos + 2
    assert "yours" in tags(scene), "in the detail pane"
    (model,) = window.pages.skills.findChildren(SkillTreeModel)
    row = model.row(("skill", skill.id))
    assert (row.tag, ", yours, " in row.spoken) == ("yours", True)
    needed = {line.who: line.words for line in level_lines(tracker, gap)}
    assert needed[tracker.roadmap.to_role.name] == "2, core"
    assert skill.id in window.pages.finder.found("vector tun")
    entry = next(each for each in skill_entries(tracker, window.navigation) if each.skill_id == skill.id)
    assert entry.remark == "Skill · yours · Ready"
    window.show_page("roadmap")
    scene.settle()
    box = next(each for each in window.pages.roadmap.map.graph.nodes.values() if each.row.gap.skill.id == skill.id)
    boxes = window.pages.roadmap.map._canvas.scene  # noqa: SLF001
    assert f"{NAME}, yours, ready" in boxes.spoken(box.id)
    window.show_page("plan")
    scene.settle()
    plan = window.pages.plan
    names = {each.skill_id: each for each in plan.schedule.view.rows}
    assert names[skill.id].is_own
    assert names[skill.id].spoken.startswith(f"{NAME} (yours), ")
    assert "yours" in [tag.text for each in seen(window, NextUpRow) for tag in seen(each, Tag)] or not any(
        each.skill_id == skill.id for each in seen(window, NextUpRow)
    )
    walk(scene)


def test_roles_lists_it_among_the_tools_of_the_role_that_asks_for_it(scene: Scene) -> None:
    scene.window.show_page("roles")
    scene.settle()
    kit = scene.window.pages.roles.tool_kit
    tools = len(tool_kit(scene.catalogue).only["ml-engineer"]) + 1
    assert f"{NAME} (yours)" in [link.text() for link in seen(kit, LinkButton)]
    assert f"MLE only · have 0 of {tools}" in scene.texts(kit)
    scene.tracker.edits.set_ticked(own(scene).can_dos, ticked=True)
    scene.settle()
    assert f"MLE only · have 1 of {tools}" in scene.texts(kit)


def test_job_ads_name_it(scene: Scene) -> None:
    tracker, skill = scene.tracker, own(scene)
    text = f"Requirements\nPython, SQL and {NAME.lower()}."
    assert skill.id in {each.skill_id for each in named_skills(text, tracker.catalogue)}
    scene.window.show_page("ads")
    tracker.ad_edits.keep(KeptAd(text, "Engineer", "Acme", TODAY, ""))
    scene.settle()
    (read,) = scene.window.pages.ad_book.ads
    (row,) = [each for each in rows_of(read.measured, tracker.catalogue.skills) if each.is_own]
    assert row.spoken.startswith(f"{NAME}, yours: ")


@pytest.mark.slow
def test_every_export_counts_it_and_says_whose_it_is(scene: Scene, tmp_path: Path) -> None:
    scene.tracker.edits.set_ticked(own(scene).can_dos[:1], ticked=True)
    made = material(scene)
    files = {each.id: each.make(made) for each in FORMATS}
    for name in ("html", "markdown"):
        text = files[name].decode()
        assert f"{NAME} (yours)" in text
        assert f"of {scene.tracker.gap.total.can_dos}" in text
    named = {name for name, file in files.items() if NAME.encode() in file}
    assert {"html", "markdown", "csv"} <= {*named} or len(named) >= 4
    tables = tmp_path / "data.db"
    tables.write_bytes(made.data_copy())
    with sqlite3.connect(tables) as database:
        found = database.execute("SELECT name FROM skills WHERE is_own").fetchall()
    database.close()
    assert found == [(NAME,)]


@pytest.mark.slow
def test_as_of_an_earlier_day_shows_it_and_locks_what_changes_it(scene: Scene) -> None:
    tracker, skill = scene.tracker, own(scene)
    tracker.view_as_of(date(TODAY.year - 1, 6, 1))
    scene.settle()
    assert tracker.gap.skills[skill.id].counts
    walk(scene)
    for name in ("new", "edit", "delete", "hours"):
        assert not scene.window.commands.action(f"skill.{name}").isEnabled()
    tracker.view_as_of(None)
    assert scene.window.commands.action("skill.new").isEnabled()


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["skills", "roadmap", "assess", "plan", "progress", "ads", "roles"])
def test_removed_and_undone_while_any_page_is_shown(scene: Scene, page: str) -> None:
    tracker, window, skill = scene.tracker, scene.window, own(scene)
    tracker.edits.set_ticked(skill.can_dos[:1], ticked=True)
    before = tracker.gap.total
    walk(scene)
    window.show_page(page)
    if page == "roadmap":
        window.pages.roadmap.show_list()
    if page in ("skills", "roadmap"):
        window.pages.listed.open_skill(skill.id)
    else:
        window.pages.skills.open_skill(skill.id)
        window.show_page("skills")
    scene.settle()
    window.skill_commands.delete_skill()
    window.show_page(page)
    scene.settle()
    assert tracker.catalogue is scene.catalogue
    assert skill.can_dos[0].id in tracker.progress.ticks
    assert NAME not in "\n".join(said(window.pages.shown))
    assert tracker.undo()
    scene.settle()
    assert tracker.gap.total == before
    walk(scene)
