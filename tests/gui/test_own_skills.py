"""A skill of your own is written, edited, deleted and undone by a form that says what is wrong at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gui.app.state import READ_ONLY
from gui.own_skills.can_do_fields import SentenceField
from gui.own_skills.hours_dialog import HoursDialog
from gui.own_skills.section import RemarkLine
from gui.own_skills.skill_dialog import SkillDialog
from gui.skill_detail.facts import OUR_JUDGEMENT
from gui.widgets.buttons import IconButton, LinkButton, NumberButton
from gui.widgets.text_line import BREAKS_BECAME_SPACES
from roadmaps.catalogue import Hours, Need
from roadmaps.gap.explanation import explain_hours
from roadmaps.journal import Kind, Tick
from roadmaps.own import edits
from tests.gui.scene import seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.widgets.text_line import TextLine
    from roadmaps.catalogue import Skill
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME = " Sourdough  &  <b>rye</b> "


def ask(scene: Scene, name: str = "", **about: str) -> SkillDialog:
    scene.window.skill_commands.new_skill(name, **about)
    scene.settle()
    return seen(scene.window, SkillDialog)[-1]


def fill(form: SkillDialog, *, low: str = "15", high: str = "30", can_dos: int = 2) -> None:
    """Write everything that has to be written, but the name."""
    form.can_dos.fields[0].setFocus()
    for number in range(can_dos):
        form.can_dos.fields[number].show_text(f"Bakes loaf {number}.")
    form.hours.low.setText(low)
    form.hours.high.setText(high)


def written(scene: Scene) -> Skill:
    (skill,) = [each for each in scene.tracker.catalogue.skills.values() if each.is_own]
    return skill


def save(scene: Scene, form: SkillDialog) -> None:
    scene.click(form.save)
    scene.settle()


def test_everything_written_is_kept_letter_for_letter_in_one_step(open_window: OpenWindow) -> None:
    scene = open_window()
    tracker, roadmap = scene.tracker, scene.tracker.roadmap
    before = tracker.gap.total.can_dos
    form = ask(scene, NAME, roadmap_id=roadmap.id, stage_id=roadmap.stages[0].id)
    fill(form)
    form.needs.line.setText("hygiene")
    form.needs.take_typed()
    form.names.line.setText("levain & co")
    form.resources.more.click()
    form.resources.rows[0].title.setText("A  loaf")
    form.resources.rows[0].address.setText("https://example.org/loaf")
    form.places.rows[0].need.setCurrentIndex(form.places.rows[0].need.findData(Need.CORE.value))
    save(scene, form)
    assert not seen(scene.window, SkillDialog)
    skill = written(scene)
    assert skill.name == NAME
    assert [each.text for each in skill.can_dos] == ["Bakes loaf 0.", "Bakes loaf 1."]
    assert skill.hours == Hours(15, 30)
    assert skill.prerequisites == ("hygiene",)
    assert skill.aliases == (NAME, "levain & co")
    assert [(each.title, each.url) for each in skill.resources] == [("A  loaf", "https://example.org/loaf")]
    assert tracker.roadmap.stages[0].targets[skill.id] == 2
    assert tracker.roadmap.to_role.demands[skill.id].need is Need.CORE
    assert tracker.gap.total.can_dos == before + 2
    assert len(tracker.undo_stack) == 1
    scene.go("skill", skill.id)
    assert OUR_JUDGEMENT not in scene.texts(scene.listed.detail)
    scene.go("skill", "hygiene")
    assert OUR_JUDGEMENT in scene.texts(scene.listed.detail)
    assert tracker.undo()
    assert tracker.gap.total.can_dos == before


def test_a_problem_is_said_at_its_field_once_it_was_left_and_mended_by_a_link(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form, low="30", high="15")
    form.hours.low.setFocus()
    scene.settle()
    hours = form.sections["hours"]
    assert hours.remarks == []
    form.needs.line.setFocus()
    scene.settle()
    assert hours.remarks == ["The first number is the larger one. Did you mean 15–30\xa0h?"]
    assert form.foot.text == "One thing to put right: the hours."
    assert form.hours.low.property("wrong") is True
    save(scene, form)
    assert form.isVisible()
    assert form.hours.low.hasFocus()
    (line,) = [each for each in seen(form, RemarkLine) if each.link.isVisible()]
    assert line.link.text() == "Swap them"
    scene.click(line.link)
    assert hours.remarks == []
    assert form.foot.text == ""
    save(scene, form)
    assert written(scene).hours == Hours(15, 30)


@pytest.mark.slow
def test_the_button_goes_to_the_first_of_several_problems(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene)
    form.needs.line.setText("no such skill")
    save(scene, form)
    assert form.name.hasFocus()
    assert form.foot.text == ("4 things to put right: the name, the can-dos, the hours and what it needs first.")
    assert form.sections["needs"].remarks == ["There is no skill called “no such skill”. Choose one of the list."]
    assert form.needs.line.text() == "no such skill"


@pytest.mark.slow
def test_an_alias_taken_over_is_worth_knowing_and_stops_nothing(open_window: OpenWindow) -> None:
    scene = open_window()
    taken = next(each for each in scene.catalogue.skills.values() if each.aliases)
    form = ask(scene, "Sourdough")
    fill(form)
    form.names.line.setText(taken.aliases[0])
    form.names.take_typed()
    form.names.line.setFocus()
    form.resources.more.setFocus()
    scene.settle()
    assert form.sections["names"].remarks == [
        f"“{taken.aliases[0]}” already stands for {taken.name}. Leave it in, and it will stand for Sourdough instead."
    ]
    assert form.foot.text == ""
    save(scene, form)
    assert taken.aliases[0] not in scene.tracker.catalogue.skills[taken.id].aliases


def test_the_effect_on_readiness_is_told_before(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos, ticked=True)
    form = ask(scene, "Sourdough")
    fill(form)
    place = form.sections["places"]
    scene.qtbot.waitUntil(lambda: bool(place.remarks))
    said = place.remarks[0]
    save(scene, form)
    total = scene.tracker.gap.total
    assert said.startswith("Adds 2 can-dos to what ")
    assert f"You would then be at {total.ticked} of {total.can_dos}, or {total.percent}\xa0%" in said


@pytest.mark.slow
def test_no_level_is_above_the_number_of_can_dos(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form, can_dos=3)
    level = form.places.rows[0].level
    level.more.click()
    assert level.level == 3
    form.can_dos.fields[2].show_text("")
    assert level.level == 2
    level.more.click()
    assert level.level == 2


def test_what_is_typed_is_dropped_only_by_the_button_that_says_so(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene)
    scene.press(Qt.Key.Key_Escape, on=form)
    assert not seen(scene.window, SkillDialog), "nothing was typed"
    form = ask(scene)
    QTest.keyClicks(form.name, "Sour")
    scene.press(Qt.Key.Key_Escape, on=form.name)
    assert form.isVisible()
    assert (form.cancel.text(), form.cancel.hasFocus()) == ("Discard", True)
    scene.press(Qt.Key.Key_Escape, on=form.cancel)
    assert (form.isVisible(), form.name.hasFocus(), form.cancel.text()) == (True, True, "Cancel")
    form.close()
    assert form.isVisible()
    scene.click(form.cancel)
    assert not seen(scene.window, SkillDialog)
    assert not scene.tracker.events()


def test_a_write_that_fails_leaves_the_form_with_everything_in_it(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    scene.disk.is_full = True
    save(scene, form)
    assert form.isVisible()
    assert form.trouble
    assert form.name.text() == "Sourdough"
    scene.disk.is_full = False
    save(scene, form)
    assert written(scene).name == "Sourdough"


def test_an_edit_keeps_the_ids_of_can_dos_and_their_ticks(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    save(scene, form)
    skill = written(scene)
    second = skill.can_dos[1]
    scene.tracker.edits.set_tick(second, Tick(None))
    scene.window.pages.skills.open_skill(skill.id)
    scene.window.skill_commands.edit_skill()
    (form,) = seen(scene.window, SkillDialog)
    assert form.windowTitle() == "Edit “Sourdough”"
    form.can_dos._remove(0)  # noqa: SLF001
    save(scene, form)
    assert [each.id for each in written(scene).can_dos] == [second.id]
    assert scene.tracker.gap.skills[skill.id].level == 1


@pytest.mark.slow
def test_an_edit_that_changes_nothing_writes_nothing(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    save(scene, form)
    before = list(scene.tracker.events())
    scene.window.pages.skills.open_skill(written(scene).id)
    scene.window.skill_commands.edit_skill()
    save(scene, seen(scene.window, SkillDialog)[0])
    assert list(scene.tracker.events()) == before


@pytest.mark.slow
def test_a_new_category_comes_with_the_skill_and_goes_with_it(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    form.category_link.click()
    save(scene, form)
    assert form.sections["category"].remarks == ["Give the category a name."]
    form.new_category.setText("Ferments")
    save(scene, form)
    catalogue = scene.tracker.catalogue
    assert catalogue.categories[written(scene).category_id].name == "Ferments"
    assert scene.tracker.undo_stack.undo_text == "add the skill “Sourdough”"
    scene.tracker.undo()
    assert "Ferments" not in {each.name for each in scene.tracker.catalogue.categories.values()}


def test_a_deleted_skill_is_offered_back_and_keeps_its_ticks(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    save(scene, form)
    skill = written(scene)
    scene.tracker.edits.set_ticked(skill.can_dos[:1], ticked=True)
    scene.window.pages.skills.open_skill(skill.id)
    scene.window.skill_commands.delete_skill()
    scene.settle()
    assert scene.tracker.catalogue is scene.catalogue
    assert skill.can_dos[0].id in scene.tracker.progress.ticks
    assert scene.window.toast.text == "Deleted Sourdough. Its ticks are kept"
    scene.click(scene.window.toast.undo)
    assert scene.tracker.gap.skills[skill.id].level == 1


def test_only_own_skills_can_be_edited_and_deleted(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.go("skill", "hygiene")
    commands, menu = scene.window.commands, scene.window.commands.menu("&Skill")
    scene.window.skill_commands.offer(menu, commands)
    enabled = {name: commands.action(f"skill.{name}").isEnabled() for name in ("new", "edit", "delete", "hours")}
    assert enabled == {"new": True, "edit": False, "delete": False, "hours": True}


def after(field: QWidget) -> QWidget:
    """Where Tab goes."""
    following = field.nextInFocusChain()
    while following and not (following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.isVisible()):
        following = following.nextInFocusChain()
    assert following
    return following


def test_tab_goes_on_from_what_was_added_to_the_next_field(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene)
    form.needs.setFocus()
    QTest.keyClicks(form.needs.line, "Hygiene")
    popup = form.needs.line.completer().popup()
    assert popup
    QTest.keyClick(form.needs.line, Qt.Key.Key_Return)
    assert form.needs.keys == ["hygiene"]
    assert not popup.isVisible(), "it would take the next Enter"
    QTest.keyClicks(form.names.line, "levain")
    QTest.keyClick(form.names.line, Qt.Key.Key_Return)
    form.resources.more.click()
    form.resources.more.click()
    scene.settle()
    chips = [each for each in seen(form, IconButton) if each.accessibleName() in ("Remove Hygiene", "Remove levain")]
    rows = [each for row in form.resources.rows for each in (row.title, row.address, row.remove)]
    in_order = [chips[0], form.needs.line, chips[1], form.names.line, *rows, form.resources.more]
    assert [after(each) for each in in_order[:-1]] == in_order[1:]
    assert form.places.isAncestorOf(after(form.resources.more))


def test_chips_and_resources_go_as_they_came(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene)
    for name in ("levain", "starter", "levain"):
        QTest.keyClicks(form.names.line, name)
        QTest.keyClick(form.names.line, Qt.Key.Key_Return)
    assert form.names.keys == ["levain", "starter"], "each once"
    QTest.keyClick(form.names.line, Qt.Key.Key_Backspace)
    assert form.names.keys == ["levain"]
    (chip,) = [each for each in seen(form, IconButton) if each.accessibleName() == "Remove levain"]
    scene.click(chip)
    assert form.names.keys == []
    QTest.keyClick(form.names.line, Qt.Key.Key_Backspace)
    assert form.names.keys == []
    QTest.keyClicks(form.needs.line, "no such skill")
    assert not form.needs.take_typed()
    assert form.needs.typed == "no such skill"
    scene.click(form.resources.more)
    form.resources.rows[0].title.setText("A book")
    assert [each.title for each in form.resources.resources] == ["A book"]
    scene.click(form.resources.rows[0].remove)
    assert form.resources.rows == []
    assert form.resources.resources == ()


def test_line_breaks_that_become_spaces_are_told_at_each_field(open_window: OpenWindow) -> None:
    form = ask(open_window())
    form.resources.more.click()
    QGuiApplication.clipboard().setText("Bakes bread\nand rolls")
    fields: dict[str, TextLine | SentenceField] = {
        "name": form.name, "can_dos": form.can_dos.fields[0], "names": form.names.line,
        "resources": form.resources.rows[0].title,
    }  # fmt: skip
    for name, field in fields.items():
        field.setFocus()
        field.paste()
        text = field.exact_text() if isinstance(field, SentenceField) else field.text()
        assert text == "Bakes bread and rolls"
        assert BREAKS_BECAME_SPACES in form.sections[name].remarks
        QTest.keyClicks(field, "!")
        assert BREAKS_BECAME_SPACES not in form.sections[name].remarks


def test_the_hours_of_any_skill_explain_themselves_and_go_back(open_window: OpenWindow) -> None:
    scene = open_window()
    ours = scene.catalogue.skills["hygiene"].hours
    scene.go("skill", "hygiene")
    scene.settle()
    (link,) = [each for each in seen(scene.window, LinkButton) if each.text() == "Change the hours …"]
    scene.click(link)
    (form,) = seen(scene.window, HoursDialog)
    form.pair.low.setText("9")
    form.pair.high.setText("3")
    form.save.click()
    assert form.section.remarks == ["The first number is the larger one. Did you mean 3–9\xa0h?"]
    form.pair.swap()
    assert form.section.remarks == []
    form.save.click()
    skill = scene.tracker.catalogue.skills["hygiene"]
    assert (skill.hours, skill.first_hours) == (Hours(3, 9), ours)
    told = str(explain_hours(scene.tracker.gap.skills["hygiene"]))
    assert "your estimate" in told
    number = next(each for each in seen(scene.listed.detail, NumberButton) if "h left" in each.text())
    scene.click(number)
    (link,) = [each for each in seen(scene.window.panel, LinkButton) if each.text() == "Change the hours …"]
    scene.click(link)
    assert not scene.window.panel.isVisible()
    (form,) = seen(scene.window, HoursDialog)
    assert form.back is not None
    form.back.click()
    assert scene.tracker.catalogue.skills["hygiene"].hours == ours
    assert scene.tracker.progress.of_kind(Kind.HOURS_WRITTEN) == {}


@pytest.mark.slow
def test_a_form_waits_until_the_file_can_be_written(open_window: OpenWindow) -> None:
    scene = open_window()
    form = ask(scene, "Sourdough")
    fill(form)
    scene.disk.read_only = True
    scene.tracker.try_to_write()
    assert (form.save.isEnabled(), form.save.accessibleDescription()) == (False, READ_ONLY)
    assert form.name.text() == "Sourdough"


@pytest.mark.slow
def test_the_status_bar_counts_what_is_yours(open_window: OpenWindow) -> None:
    scene = open_window()
    plain = f"{len(scene.catalogue.skills)} skills in catalogue {scene.catalogue.version}"
    assert scene.window.status.about == plain
    form = ask(scene, "Sourdough")
    fill(form)
    save(scene, form)
    assert scene.window.status.about == f"{plain}, 1 of yours"
    scene.tracker.own_edits.keep(edits.remove_skill(scene.tracker.progress, written(scene).id), "")
    assert scene.window.status.about == plain


@pytest.mark.slow
def test_a_name_that_stands_for_another_skill_in_ads_can_be_taken_over(open_window: OpenWindow) -> None:
    scene = open_window()
    other = next(each for each in scene.catalogue.skills.values() if each.aliases)
    name = next(each for each in other.aliases if each.casefold() != other.name.casefold())
    form = ask(scene, name)
    fill(form)
    form.hours.low.setFocus()
    scene.settle()
    form.name.setFocus()
    form.hours.low.setFocus()
    scene.settle()
    assert form.sections["name"].remarks == [f"In job ads, “{name}” stands for {other.name}."]
    (line,) = [each for each in seen(form, RemarkLine) if each.link.isVisible()]
    scene.click(line.link)
    assert form.names.keys == [name]
    assert form.sections["name"].remarks == []
    save(scene, form)
    assert name not in scene.tracker.catalogue.skills[other.id].aliases
    assert name in written(scene).aliases
