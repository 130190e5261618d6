"""A page with nothing to show says so and why, and offers one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from gui.pages.skills.filtering import SkillGroup
from gui.pages.skills.nothing_found import NothingFound
from gui.theme.palette import Mode
from gui.widgets.empty_state import EmptyContent, EmptyDrawing, EmptyState, Illustration
from roadmaps.catalogue.situations import EITHER
from tests.gui.scene import seen, tab_round

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTENT = EmptyContent(Illustration.LIST, "Nothing is here.", "Nobody put anything here.", "Put R&D here")


def set_all_aside(scene: Scene) -> None:
    for skill_id in scene.tracker.gap.skills:
        scene.tracker.edits.set_aside(skill_id, True)


def tick_all(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(
        [can_do for gap in scene.tracker.gap.scope for can_do in gap.skill.can_dos], True, "all"
    )


def empty(scene: Scene) -> EmptyState:
    """What is shown in place of the list."""
    (state,) = seen(scene.window.pages.skills, NothingFound)
    return state


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("chip", "what", "leads_to"),
    [
        (SkillGroup.LEARNING, "Nothing is in progress.", SkillGroup.READY),
        (SkillGroup.HAVE, "Nothing is complete yet.", SkillGroup.ALL),
        (SkillGroup.SET_ASIDE, "Nothing is set aside.", SkillGroup.ALL),
    ],
)
def test_an_empty_filter_leads_to_another(scene: Scene, chip: SkillGroup, what: str, leads_to: SkillGroup) -> None:
    button = scene.button(f"{chip}, 0 skills")
    scene.click(button)
    state = empty(scene)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    scene.press(Qt.Key.Key_Tab)
    assert state.act.hasFocus(), "it is where the list would be, with the keyboard too"
    onwards, back = tab_round(scene, state.act), tab_round(scene, state.act, backwards=True)
    assert onwards[1:] == back[:0:-1], (onwards, back)
    assert {button, scene.window.top_bar.search, scene.window.pages.skills.not_needed} <= {*onwards}
    assert onwards[-1] is button, "Shift+Tab leads back to the filter"
    assert what in scene.texts(state)
    assert len(seen(state, QPushButton)) == 1
    scene.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert state.act.hasFocus(), "where the list is expected stands what to do"
    scene.press(Qt.Key.Key_Space)
    assert not state.isVisible()
    chips = seen(scene.window.pages.skills.chips, QAbstractButton)
    assert [each.accessibleName().split(",")[0] for each in chips if each.isChecked()] == [leads_to]
    assert QApplication.focusWidget() is scene.tree


def test_with_nothing_left_the_whole_list_is_one_click_away(scene: Scene) -> None:
    tick_all(scene)
    for chip in (SkillGroup.READY, SkillGroup.GAPS):
        scene.window.pages.skills.choose_chip(chip)
    assert "No gaps are left." in scene.texts(empty(scene))
    scene.click(empty(scene).act)
    assert len(scene.shown()) == len(scene.tracker.gap.scope)


def test_a_search_without_a_similar_name_is_cleared_with_one_click(scene: Scene) -> None:
    scene.search("xyzzy plugh")
    assert "No skill of this goal matches “xyzzy plugh”." in scene.texts()
    scene.click(scene.button("Clear the search"))
    assert scene.window.top_bar.search.text() == ""
    assert scene.shown()
    assert QApplication.focusWidget() is scene.tree


def test_with_everything_set_aside_both_halves_of_the_page_say_what_to_do(open_window: OpenWindow) -> None:
    scene = open_window(before=set_all_aside)
    told = scene.texts()
    assert "Nothing is in scope." in told
    assert "Nothing is selected." in told
    scene.click(scene.button("Go to the list"))
    assert empty(scene).act.hasFocus()
    scene.press(Qt.Key.Key_Space)
    assert scene.shown()
    assert scene.tree.current_key == scene.window.pages.skills.at != ()
    assert "Nothing is selected." not in scene.texts()


@pytest.mark.slow
def test_the_tool_kit_of_an_empty_file_leads_to_quick_assess(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.window.show_page("roles")
    scene.settle()
    scene.click(scene.button("Start Quick assess", scene.window.pages.roles.tool_kit))
    assert scene.window.pages.shown is scene.window.pages.assess
    scene.press(Qt.Key.Key_0)
    scene.window.show_page("roles")
    scene.settle()
    assert not seen(scene.window.pages.roles.tool_kit, EmptyState)


@pytest.mark.slow
def test_the_leaning_line_is_explained_until_every_question_is_answered(
    open_window: OpenWindow, catalogue: Catalogue
) -> None:
    scene = open_window(catalogue)
    scene.window.show_page("roles")
    card = scene.window.pages.roles.suits_me
    why = "8 situations, one click each. The line shows which way your answers lean. It’s not a verdict."
    for situation in scene.window.pages.roles.situations.values():
        assert why in scene.texts(card)
        scene.tracker.edits.answer(situation, EITHER)
    assert why not in scene.texts(card)


@pytest.fixture
def state(qtbot: QtBot, theme: Theme) -> Iterator[EmptyState]:
    state = EmptyState(theme, CONTENT)
    state.resize(400, 400)
    with qtbot.waitExposed(state):
        state.show()
    yield state
    state.close()
    state.deleteLater()


def test_a_screen_reader_gets_the_whole_empty_state_from_its_button(state: EmptyState, qtbot: QtBot) -> None:
    assert state.act.accessibleName() == "Put R&D here"
    assert state.act.accessibleDescription() == "Nothing is here. Nobody put anything here."
    with qtbot.waitSignal(state.acted):
        state.act.click()


def test_the_drawing_is_hidden_where_space_is_short(state: EmptyState) -> None:
    assert len(seen(state, EmptyDrawing)) == 1
    state.resize(400, 200)
    assert seen(state, EmptyDrawing) == []


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_drawings_all_differ(state: EmptyState, theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    (drawing,) = seen(state, EmptyDrawing)
    pictures = []
    for each in Illustration:
        state.show_content(CONTENT._replace(drawing=each))
        pictures.append(drawing.grab().toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])
