"""Quick assess with keys and clicks: each answer is on disk at once, and can be left, taken back and taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from gui.pages.assess.options import OptionMark
from gui.pages.assess.progress_line import CategoryLine, RoundProgress
from gui.widgets.term import TermSign
from roadmaps.gap.assessment import SHORT_ROUND, cards_of
from roadmaps.journal import Kind, Tick, replay
from tests.gui.scene import SENTENCE, seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.pages.assess.page import AssessPage
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

KEYS = (Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


@pytest.fixture
def first_page() -> str:
    return "assess"


@pytest.fixture
def asking(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    scene = open_window(catalogue)
    scene.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert scene.window.pages.shown is scene.window.pages.assess
    return scene


@pytest.fixture
def page(asking: Scene) -> AssessPage:
    return asking.window.pages.assess


def said(scene: Scene) -> dict[str, object]:
    """The last quick answer on each skill, read from the file."""
    last = {event.subject: event.value for event in scene.disk.events() if event.kind == Kind.QUICK_ANSWER}
    return {skill_id: value for skill_id, value in last.items() if value is not None}


def marks(page: AssessPage) -> list[OptionMark]:
    return [option.mark for option in page.card.options]


def choice_card(page: AssessPage, choice_id: str) -> None:
    page.revisit([place for place, card in enumerate(page.cards) if card.unit_id == choice_id])


def answer_short_round(scene: Scene, page: AssessPage, key: Qt.Key = Qt.Key.Key_1) -> None:
    """Answer every card with the same key; on a choice it picks a member first."""
    for _ in range(2 * SHORT_ROUND):
        if page.is_asking:
            scene.press(key)


def level(scene: Scene, skill_id: str) -> int:
    return scene.tracker.gap.skills[skill_id].level


def test_a_key_answers_ticks_what_was_brought_and_asks_the_next_skill(asking: Scene, page: AssessPage) -> None:
    assert QApplication.focusWidget() is page
    assert page.card.skill_id == "python"
    asking.press(Qt.Key.Key_2)
    assert said(asking) == {"python": 2}
    ticks = {event.subject: event.value for event in asking.disk.events() if event.kind == Kind.CAN_DO}
    assert ticks == {"python.read-csv-script": "before", "python.importable-modules": "before"}
    assert page.card.skill_id == "git"
    assert QApplication.focusWidget() is page, "the next key answers the next skill"


def test_zero_is_an_answer(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_0)
    assert said(asking) == {"python": 0}
    assert asking.ticked() == set()
    assert page.card.skill_id == "git"
    assert "1 of 20 · about 2 minutes left" in asking.texts(page)


def test_a_lower_answer_unticks_what_is_above_it_in_one_step(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_3)
    asking.press(Qt.Key.Key_Left)
    assert page.card.skill_id == "python"
    assert marks(page) == [OptionMark.NONE, OptionMark.NONE, OptionMark.NONE, OptionMark.ANSWER]
    asking.press(Qt.Key.Key_1)
    assert level(asking, "python") == 1
    assert asking.ticked() == {"python.read-csv-script"}
    asking.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert level(asking, "python") == 3
    assert said(asking) == {"python": 3}


@pytest.mark.sweep
@pytest.mark.parametrize(("days", "second"), [(0, "before"), (1, "on 2026-11-22")], ids=["same day", "a day later"])
def test_answers_on_the_same_day_correct_each_other_and_a_later_one_gets_its_own_day(
    asking: Scene, page: AssessPage, days: int, second: str
) -> None:
    asking.press(Qt.Key.Key_1)
    asking.clock.day += timedelta(days=days)
    asking.press(Qt.Key.Key_Left)
    asking.press(Qt.Key.Key_2)
    ticks = {event.subject: event.value for event in asking.disk.events() if event.kind == Kind.CAN_DO}
    assert ticks == {"python.read-csv-script": "before", "python.importable-modules": second}


@pytest.mark.slow
def test_a_corrected_slip_leaves_no_trace_in_the_past(asking: Scene, page: AssessPage) -> None:
    for key in (Qt.Key.Key_3, Qt.Key.Key_Left, Qt.Key.Key_0, Qt.Key.Key_Left, Qt.Key.Key_1):
        asking.press(key)
    assert replay(asking.disk.events()).ticks == {"python.read-csv-script": Tick(None)}
    assert replay(asking.disk.events(), as_of=asking.clock.day).ticks == {"python.read-csv-script": Tick(None)}


def test_undo_asks_about_the_skill_again(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_2)
    asking.press(Qt.Key.Key_1)
    asking.click(page.undo)
    assert page.card.skill_id == "git"
    assert said(asking) == {"python": 2}
    asking.tracker.undo()
    assert page.card.skill_id == "python"
    assert asking.ticked() == set()


@pytest.mark.slow
def test_skip_and_not_for_me_are_answers_of_their_own(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_S)
    assert said(asking) == {"python": "skip"}
    asking.press(Qt.Key.Key_X)
    assert "git" in asking.tracker.progress.set_aside
    assert page.card.skill_id == "automated-testing"
    (strip,) = seen(page, RoundProgress)
    assert strip.accessibleName() == "1 answered, 1 skipped, 18 open"


@pytest.mark.slow
def test_answering_with_a_level_brings_back_a_skill_set_aside(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_X)
    asking.press(Qt.Key.Key_Left)
    asking.press(Qt.Key.Key_2)
    assert asking.tracker.progress.set_aside == set()
    assert asking.tracker.gap.skills["python"].counts


@pytest.mark.slow
def test_skipping_leaves_the_day_of_a_tick_unchanged(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_S)
    asking.press(Qt.Key.Key_Left)
    asking.press(Qt.Key.Key_1)
    ticks = {event.subject: event.value for event in asking.disk.events() if event.kind == Kind.CAN_DO}
    assert ticks == {"python.read-csv-script": "before"}


@pytest.mark.slow
def test_a_held_key_answers_once(asking: Scene, page: AssessPage) -> None:
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3", True)
    asking.press(Qt.Key.Key_3)
    QApplication.sendEvent(page, held)
    assert said(asking) == {"python": 3}


@pytest.mark.slow
def test_a_digit_with_shift_is_a_digit(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    assert said(asking) == {"python": 2}


@pytest.mark.slow
def test_the_same_answer_again_unticks_what_was_ticked_above_it(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_1)
    asking.tracker.edits.set_ticked([asking.can_do("python.typed-profiled-library")], True)
    asking.press(Qt.Key.Key_Left)
    asking.press(Qt.Key.Key_1)
    assert asking.ticked() == {"python.read-csv-script"}


def places(page: AssessPage) -> dict[str, QWidget]:
    """Wherever the keyboard can be while a card is asked."""
    category = next(each for each in seen(page, CategoryLine) if each.text() == "Programming languages")
    buttons = {"back": page.card.back, "skip": page.card.skip, "aside": page.card.aside, "undo": page.undo}
    buttons["sign"] = seen(page.card, TermSign)[0]
    return {"page": page, "category": category, **buttons, **{f"option {o.level}": o for o in page.card.options}}


@pytest.mark.slow
def test_left_goes_back_wherever_the_keyboard_is(asking: Scene, page: AssessPage) -> None:
    for key in KEYS:
        asking.press(key)
    asked = page.card.skill_id
    where = next(place for place, card in enumerate(page.cards) if asked in card.skill_ids)
    assert len(places(page)) == 11
    for place in places(page):
        assert page.card.skill_id == asked, place
        places(page)[place].setFocus(Qt.FocusReason.TabFocusReason)
        asking.press(Qt.Key.Key_Left)
        assert page.card.skill_id in page.cards[where - 1].skill_ids, place
        assert QApplication.focusWidget() is page, "the next key answers"
        asking.press(Qt.Key.Key_3)


@pytest.mark.slow
def test_up_and_down_move_among_the_levels(asking: Scene, page: AssessPage) -> None:
    page.card.options[1].setFocus(Qt.FocusReason.TabFocusReason)
    asking.press(Qt.Key.Key_Down)
    assert page.card.options[2].hasFocus()
    asking.press(Qt.Key.Key_Up)
    asking.press(Qt.Key.Key_Up)
    assert page.card.options[0].hasFocus()
    asking.press(Qt.Key.Key_Space)
    assert said(asking) == {"python": 0}


@pytest.mark.slow
def test_left_and_right_move_among_the_members_of_a_choice(asking: Scene, page: AssessPage) -> None:
    page.revisit([place for place, card in enumerate(page.cards) if card.unit_id == "cloud-platform"])
    asking.settle()
    asking.click(asking.button("Microsoft Azure & Azure ML", page.card))
    asked = page.card.skill_id
    asking.button("Microsoft Azure & Azure ML", page.card).setFocus(Qt.FocusReason.TabFocusReason)
    asking.press(Qt.Key.Key_Left)
    assert page.card.skill_id in next(card for card in page.cards if card.unit_id == "cloud-platform").skill_ids
    assert page.card.skill_id != asked


@pytest.mark.slow
def test_the_other_answers_show_and_say_their_keys(asking: Scene, page: AssessPage) -> None:
    names = [button.accessibleName() for button in (page.card.back, page.card.aside, page.card.skip)]
    assert names == ["Back (Left)", "Not for me (X)", "Not sure, skip (S)"]


@pytest.mark.long
def test_redo_moves_on_to_the_next_card(asking: Scene, page: AssessPage) -> None:
    answer_short_round(asking, page)
    asking.tracker.undo()
    assert page.card.isVisible()
    asking.tracker.redo()
    assert page.finish.isVisible()


@pytest.mark.slow
def test_the_last_answer_line_disappears_after_undo(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_2)
    asking.press(Qt.Key.Key_1)
    assert "Last answer: Git, 1" in asking.texts(page)
    asking.click(page.undo)
    assert not any(text.startswith("Last answer") for text in asking.texts(page))
    assert QApplication.focusWidget() is page, "the next key answers"


@pytest.mark.long
def test_the_other_direction_starts_with_its_own_short_round(asking: Scene, page: AssessPage) -> None:
    answer_short_round(asking, page)
    asking.tracker.edits.set_goal("mle-to-ds")
    assert any(text.startswith("12 of 20") or " of 20 · " in text for text in asking.texts(page))


@pytest.mark.slow
def test_what_the_roles_need_and_readiness_are_hidden_while_a_card_is_asked(asking: Scene, page: AssessPage) -> None:
    readiness = asking.window.top_bar.readiness
    assert not readiness.isVisible()
    texts = " ".join(asking.texts(page))
    assert "core" not in texts
    assert "needed" not in texts
    asking.window.show_page("skills")
    assert readiness.isVisible()
    asking.window.show_page("assess")
    assert not readiness.isVisible()


@pytest.mark.sweep
@pytest.mark.parametrize("width", [800, 1024, 1280])
@pytest.mark.parametrize("first_page", [""])
def test_readiness_comes_back_as_it_was(open_window: OpenWindow, catalogue: Catalogue, width: int) -> None:
    scene = open_window(catalogue, size=(width, 640))
    bar = scene.window.top_bar
    before = (bar.search.width(), bar.readiness.width(), [label.isVisible() for label in bar.findChildren(QLabel)])
    assert bar.readiness.geometry().right() <= bar.width()
    scene.window.show_page("assess")
    scene.settle()
    scene.window.show_page("skills")
    scene.settle()
    after = (bar.search.width(), bar.readiness.width(), [label.isVisible() for label in bar.findChildren(QLabel)])
    assert after == before


def test_the_short_round_ends_with_the_gap_and_goes_on(asking: Scene, page: AssessPage) -> None:
    for _ in range(SHORT_ROUND):
        asking.press(Qt.Key.Key_2)
    assert len(said(asking)) == SHORT_ROUND
    texts = asking.texts(page)
    total = asking.tracker.gap.total
    ready = f"You’re {total.percent}\xa0% ready: {total.ticked} of the {total.can_dos} can-dos an ML engineer needs."
    left = f"{total.left} can-dos in {total.skills_left} skills"
    cards = len(page.cards)
    assert {ready, f"{total.skills_have} of {cards} skills", left} <= set(texts)
    assert "Programming languages: 2 of 4" in page.finish.summary.picture.accessibleDescription()
    assert asking.window.top_bar.readiness.isVisible()
    assert QApplication.focusWidget() is page.finish.first is page.finish.summary.start
    asking.click(asking.button(f"Keep going: {cards - SHORT_ROUND} more skills"))
    assert any(each.startswith(f"{SHORT_ROUND} of {cards} · about ") for each in asking.texts(page))


@pytest.mark.long
def test_sixty_and_more_cards_can_be_answered_by_keyboard_alone(asking: Scene, page: AssessPage) -> None:
    pressed = picked = 0
    for cards in (SHORT_ROUND, len(page.cards)):
        while len(said(asking)) < cards:
            if page.card.is_picking:
                asking.press(Qt.Key.Key_1)
                picked += 1
            asking.press(KEYS[pressed % 4])
            pressed += 1
        if page.finish.more.isVisible():
            asking.press(Qt.Key.Key_Tab)
            asking.press(Qt.Key.Key_Space)
    assert (pressed, picked) == (len(page.cards), 3)
    assert "all answered" in asking.texts(page)
    asking.press(Qt.Key.Key_Space, on=page.finish.roadmap)
    assert asking.window.pages.shown is asking.window.pages.roadmap


def test_a_round_can_be_left_and_resumed(open_window: OpenWindow, asking: Scene, page: AssessPage) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_S):
        asking.press(key)
    asked = page.card.skill_id
    asking.close()
    again = open_window(asking.catalogue)
    assert again.window.pages.shown is again.window.pages.assess
    assert again.window.pages.assess.card.skill_id == asked
    assert "3 of 20 · about 2 minutes left" in again.texts(again.window.pages.assess)


@pytest.mark.slow
def test_skipped_skills_are_asked_again_at_the_end(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_S)
    for _ in range(SHORT_ROUND - 1):
        asking.press(Qt.Key.Key_1)
    asking.click(asking.button("Back to 1 skipped skill"))
    assert page.card.skill_id == "python"
    asking.press(Qt.Key.Key_3)
    assert said(asking)["python"] == 3
    assert page.finish.isVisible(), "the short round is done, and nothing more was asked for"


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(800, 500), (960, 540), (1024, 640), (1280, 800)])
def test_category_names_are_never_cut(open_window: OpenWindow, catalogue: Catalogue, size: tuple[int, int]) -> None:
    scene = open_window(catalogue, size=size)
    scene.window.show_page("assess")
    scene.settle()
    for line in seen(scene.window, CategoryLine):
        assert line.height() >= line.heightForWidth(line.width())
        room = line.name_room(line.width())
        font = scene.theme.font(bold=True)
        needed = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, line.text())
        assert needed.width() <= room.width(), line.text()
        assert needed.height() <= line.height(), line.text()
    page = scene.window.pages.assess
    page.revisit([len(page.cards) - 1])
    scene.settle()
    name = catalogue.categories[page.cards[-1].category_id].name
    here = [line for line in seen(scene.window, CategoryLine) if line.text() == name]
    assert all(not line.visibleRegion().isEmpty() for line in here)


@pytest.mark.slow
def test_a_category_leads_to_its_first_open_card(asking: Scene, page: AssessPage) -> None:
    line = next(each for each in seen(page, CategoryLine) if each.text() == "Data engineering & SQL")
    asking.click(line)
    assert page.card.skill_id == "sql"
    asking.press(Qt.Key.Key_1)
    assert page.card.skill_id == "data-storage"


@pytest.mark.slow
def test_a_choice_is_one_card_and_any_member_answers_it(asking: Scene, page: AssessPage) -> None:
    places = [place for place, card in enumerate(cards_of(asking.tracker.roadmap)) if card.unit_id == "cloud-platform"]
    page.revisit(places)
    asking.settle()
    asking.click(asking.button("Microsoft Azure & Azure ML", page.card))
    assert page.card.skill_id == "azure"
    asking.press(Qt.Key.Key_2, on=page)
    assert said(asking) == {"azure": 2}
    assert asking.tracker.gap.skills["azure"].counts, "the member with the fewest hours left counts"


@pytest.mark.slow
def test_not_for_me_sets_a_whole_choice_aside_in_one_step(asking: Scene, page: AssessPage) -> None:
    page.revisit([place for place, card in enumerate(page.cards) if card.unit_id == "systems-language"])
    asking.press(Qt.Key.Key_X, on=page)
    assert asking.tracker.progress.set_aside == set(asking.catalogue.choices["systems-language"].member_ids)
    asking.tracker.undo()
    assert asking.tracker.progress.set_aside == set()


def test_an_answer_that_could_not_be_saved_is_asked_again(asking: Scene, page: AssessPage) -> None:
    asking.disk.is_full = True
    asking.press(Qt.Key.Key_2)
    assert said(asking) == {}
    assert page.card.skill_id == "python"
    assert SENTENCE in asking.texts()


@pytest.mark.slow
def test_the_other_direction_asks_its_own_cards_and_keeps_the_answers(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_2)
    asking.tracker.edits.set_goal("mle-to-ds")
    assert "1 of 20 · about 2 minutes left" in asking.texts(page)
    assert page.card.skill_id == "r"


@pytest.mark.long
def test_the_end_of_a_round_leads_to_the_next_skill_the_plan_and_the_sum(asking: Scene, page: AssessPage) -> None:
    for _ in range(SHORT_ROUND):
        asking.press(Qt.Key.Key_1)
    summary = page.finish.summary
    asking.click(summary.number)
    assert asking.window.panel.isVisible()
    asking.click(summary.use)
    assert asking.tracker.progress.commitments.hours_a_week == 6
    asking.click(summary.start)
    assert asking.window.pages.shown is asking.window.pages.skills
    assert asking.window.pages.skills.shown_skill


# What looks like an answer is one


@pytest.mark.slow
def test_a_skipped_card_shows_the_skip_and_no_level(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_S)
    asking.press(Qt.Key.Key_Left)
    assert page.card.skill_id == "python"
    assert marks(page) == [OptionMark.NONE] * 4
    assert page.card.skip.property("isAnswer")
    assert not page.card.aside.property("isAnswer")


@pytest.mark.slow
def test_a_card_that_is_not_for_me_shows_that_and_no_level(asking: Scene, page: AssessPage) -> None:
    asking.press(Qt.Key.Key_2)
    asking.press(Qt.Key.Key_Left)
    asking.press(Qt.Key.Key_X)
    asking.press(Qt.Key.Key_Left)
    assert marks(page) == [OptionMark.NONE] * 4
    assert page.card.aside.property("isAnswer")


@pytest.mark.slow
def test_a_level_that_is_only_ticked_does_not_look_answered(asking: Scene, page: AssessPage) -> None:
    asking.tracker.edits.set_ticked(list(asking.catalogue.skills["python"].can_dos)[:2], True)
    assert page.card.skill_id == "python"
    assert marks(page) == [OptionMark.NONE, OptionMark.NONE, OptionMark.TICKED, OptionMark.NONE]
    assert "ticked so far" in page.card.options[2].accessibleName()
    asking.press(Qt.Key.Key_2)
    asking.press(Qt.Key.Key_Left)
    assert marks(page) == [OptionMark.NONE, OptionMark.NONE, OptionMark.ANSWER, OptionMark.NONE]


@pytest.mark.slow
def test_a_card_that_was_never_answered_marks_nothing(asking: Scene, page: AssessPage) -> None:
    assert marks(page) == [OptionMark.NONE] * 4
    assert not page.card.skip.property("isAnswer")
    assert not page.card.aside.property("isAnswer")


# The choice card


@pytest.mark.slow
def test_a_choice_asks_first_which_member_to_answer_for(asking: Scene, page: AssessPage) -> None:
    choice_card(page, "systems-language")
    assert "One systems or JVM language besides Python" in asking.texts(page.card)
    assert [option.accessibleName() for option in page.card.picker.options] == [
        "None of them yet", "Java", "Scala", "C++", "Go", "Rust",
    ]  # fmt: skip
    before = len(asking.disk.events())
    asking.press(Qt.Key.Key_1, on=page)
    assert len(asking.disk.events()) == before
    assert page.card.skill_id == "java"
    assert not page.card.is_picking
    asking.press(Qt.Key.Key_3)
    assert said(asking) == {"java": 3}


@pytest.mark.slow
def test_none_of_a_choice_is_one_key(asking: Scene, page: AssessPage) -> None:
    choice_card(page, "systems-language")
    asking.press(Qt.Key.Key_0, on=page)
    assert list(said(asking).values()) == [0]
    assert "Last answer: Systems language, none of them yet" in asking.texts(page)
    choice_card(page, "systems-language")
    assert page.card.is_picking
    assert page.card.picker.options[0].mark is OptionMark.ANSWER


@pytest.mark.slow
def test_back_leads_from_a_picked_member_to_the_others(asking: Scene, page: AssessPage) -> None:
    choice_card(page, "systems-language")
    place = page.card.unit_id
    asking.press(Qt.Key.Key_4, on=page)
    assert page.card.skill_id == "go"
    asking.press(Qt.Key.Key_Left)
    assert page.card.is_picking
    assert page.card.unit_id == place
    asking.press(Qt.Key.Key_Left)
    assert page.card.unit_id != place


@pytest.mark.slow
def test_a_choice_opens_on_the_member_already_known(asking: Scene, page: AssessPage) -> None:
    asking.tracker.edits.set_ticked(list(asking.catalogue.skills["scala"].can_dos)[:1], True)
    choice_card(page, "systems-language")
    asking.settle()
    assert not page.card.is_picking
    assert page.card.skill_id == "scala"
    asking.click(asking.button("Java", page.card))
    assert page.card.skill_id == "java"
    asking.press(Qt.Key.Key_2, on=page)
    assert said(asking) == {"java": 2}


@pytest.mark.slow
def test_keys_beyond_the_members_do_nothing(asking: Scene, page: AssessPage) -> None:
    choice_card(page, "dl-framework")
    for key in (Qt.Key.Key_3, Qt.Key.Key_9):
        asking.press(key, on=page)
    assert page.card.is_picking
    assert not said(asking)


# A click that races a change of the goal


@pytest.mark.qt_log_ignore("This plugin does not support")  # a sign that explains a term opens a panel
@pytest.mark.long
def test_whatever_is_pressed_while_the_goal_changes_raises_nothing(asking: Scene, page: AssessPage) -> None:
    buttons = [*page.findChildren(QAbstractButton)]
    goals = ["mle-to-ds", "ds-to-mle"]
    for number, button in enumerate(buttons):
        if not shiboken6.isValid(button) or not button.isVisible():
            continue
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        asking.tracker.edits.set_goal(goals[number % 2])
        if shiboken6.isValid(button):
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
            button.click()
        asking.settle()


@pytest.mark.slow
def test_the_line_of_a_category_without_cards_leads_nowhere(asking: Scene, page: AssessPage) -> None:
    for goal in ("mle-to-ds", "ds-to-mle"):
        asking.tracker.edits.set_goal(goal)
        for line in page.findChildren(CategoryLine):
            line.click()


@pytest.mark.slow
def test_a_card_reserves_no_room_for_the_summary(asking: Scene, page: AssessPage) -> None:
    answer_short_round(asking, page)
    assert page.finish.height() > page.card.height()
    page.revisit([0])
    asking.settle()
    (hint,) = (each for each in page.findChildren(QLabel) if each.text().startswith("What each role needs"))
    below = page.card.mapTo(page, page.card.rect().bottomLeft()).y()
    assert 0 < hint.mapTo(page, hint.rect().topLeft()).y() - below < 40
