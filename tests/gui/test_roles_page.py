"""The Roles page under real clicks and keys, over the shipped comparison."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from gui.pages.roles.aspects import AspectTable
from gui.pages.roles.career_map import MapBox
from gui.pages.roles.claims import ClaimChart
from gui.pages.roles.suits_me import LeaningLine
from roadmaps.catalogue.situations import EITHER
from roadmaps.gap import measure_gap
from roadmaps.journal import Kind
from roadmaps.text.text_format import hours_text
from tests.gui.scene import SENTENCE, seen

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from gui.pages.roles.page import RolesPage
    from gui.pages.roles.suits_me import SuitsMeCard
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

DS, MLE = "data-scientist", "ml-engineer"


@pytest.fixture
def first_page() -> str:
    return "roles"


@pytest.fixture
def roles(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    scene = open_window(catalogue)
    scene.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert scene.window.pages.shown is scene.window.pages.roles
    return scene


@pytest.fixture
def page(roles: Scene) -> RolesPage:
    return roles.window.pages.roles


@pytest.fixture
def card(page: RolesPage) -> SuitsMeCard:
    return page.suits_me


def answers(scene: Scene) -> dict[str, object]:
    """The last answer to each situation, read from the file."""
    return {event.subject: event.value for event in scene.disk.events() if event.kind == Kind.SITUATION}


def leaning(scene: Scene) -> str:
    (line,) = seen(scene.window.pages.roles, LeaningLine)
    return line.accessibleName()


def test_the_15_aspects_are_side_by_side_with_their_articles(roles: Scene, page: RolesPage) -> None:
    (table,) = seen(page, AspectTable)
    model = table.model()
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(table.rowCount())]
    assert len(rows) == 15
    assert rows[3] == ["Languages", "Python, R, SQL, Julia", "Python, Java, Scala, C++, Go", "A1 A3"]
    assert all(row[3].startswith("A1") for row in rows)
    assert "The articles differ here: Java" in model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert table.rowViewportPosition(14) + table.rowHeight(14) <= table.viewport().height(), "the page scrolls, not it"


@pytest.mark.slow
def test_a_tool_shows_the_users_state_and_leads_to_its_skill(roles: Scene, page: RolesPage) -> None:
    kit = page.tool_kit
    docker = roles.button("Docker", kit)
    assert docker.accessibleDescription() == "Locked"
    roles.tracker.edits.set_ticked(roles.tracker.gap.skills["docker"].needed, True)
    assert docker.accessibleDescription() == "Have"
    assert "MLE only · have 1 of 12" in roles.texts(kit)
    roles.click(docker)
    assert roles.window.pages.shown is roles.window.pages.skills
    assert roles.window.pages.skills.shown_skill == "docker"


@pytest.mark.slow
def test_what_was_ticked_on_another_page_is_seen_on_coming_back(roles: Scene, page: RolesPage) -> None:
    roles.window.show_page("skills")
    roles.tracker.edits.set_ticked(roles.tracker.gap.skills["git"].needed, True)
    roles.window.show_page("roles")
    roles.settle()
    assert "Both · have 1 of 7" in roles.texts(page.tool_kit)


@pytest.mark.slow
def test_a_tool_on_which_the_articles_differ_says_what_each_says(roles: Scene, page: RolesPage) -> None:
    java = roles.button("Java", page.tool_kit)
    assert java.text() == "Java *"
    assert "A1: Listed for ML engineers only." in java.accessibleDescription()
    assert "A3: Both roles need it alongside Python" in java.accessibleDescription()


@pytest.mark.slow
def test_pay_is_drawn_and_described_claim_by_claim(roles: Scene, page: RolesPage) -> None:
    chart, growth = seen(page, ClaimChart)
    assert chart.accessibleDescription() == (
        "DS, A1: 110,000–160,000 dollars a year; DS, A3: 103,500 dollars a year; "
        "MLE, A1: 120,000–170,000 dollars a year; MLE, A3: 136,620 dollars a year"
    )
    assert growth.accessibleDescription() == (
        "DS and MLE, A1, a year: 35–40\xa0% a year; DS, A3, over the next decade: 35\xa0% over the next decade; "
        "MLE, A3, by 2032: 23\xa0% by 2032"
    )
    told = " ".join(roles.texts(page.columns))
    for claim in (*page.comparison.pay.values(), *page.comparison.outlook.values()):
        assert claim.what in told
    assert "DS and MLE: 35–40\xa0% a year." in told
    assert "MLE: 23\xa0% by 2032." in told


@pytest.mark.slow
def test_paths_and_sources_show_everything_and_nothing_to_tick(roles: Scene, page: RolesPage) -> None:
    roles.click(roles.button("Paths"))
    told = " ".join(roles.texts(page.columns))
    for topic in page.comparison.topics.values():
        assert topic.name in told
        assert all(statement.text in told for statement in topic.statements)
    roles.click(roles.button("Sources"))
    told = " ".join(roles.texts(page.columns))
    for contradiction in page.comparison.contradictions.values():
        assert contradiction.name in told
        assert contradiction.shown in told
    assert all(source.about in told for source in roles.catalogue.sources.values())


@pytest.mark.slow
def test_a_transition_says_what_is_left_and_leads_to_the_roadmap(roles: Scene, page: RolesPage) -> None:
    page.show_tab("paths")
    roles.settle()
    roadmap = roles.catalogue.roadmaps["mle-to-ds"]
    total = measure_gap(roadmap, roles.tracker.progress).total
    left = f"{total.left} can-dos left, {hours_text(total.hours_left)}"
    link = roles.button(f"The other direction: ML engineer to data scientist, {left}")
    assert left in roles.texts(page.columns)
    roles.click(link)
    assert roles.window.pages.shown is roles.window.pages.roadmap
    assert roles.tracker.roadmap is roadmap
    roles.window.show_page("roles")
    assert link.text() == "Yours: ML engineer to data scientist"


def frames(page: RolesPage) -> dict[str, QRect]:
    """Where each box of the map is, by its name for screen readers."""
    return {box.accessibleName(): box.geometry() for box in seen(page, MapBox)}


@pytest.mark.sweep
@pytest.mark.parametrize(("width", "rows"), [(1500, 1), (1024, 2), (800, 2)])
def test_the_career_map_has_every_step_and_job_in_order_without_overlaps(
    open_window: OpenWindow, catalogue: Catalogue, width: int, rows: int
) -> None:
    scene = open_window(catalogue, size=(width, 640))
    scene.window.show_page("roles")
    page = scene.window.pages.roles
    page.show_tab("paths")
    scene.settle()
    expected = []
    for role_id, path in page.comparison.paths.items():
        role = catalogue.roles[role_id].name
        expected += [f"{role}, step {place}: {step.name}: {step.brief}" for place, step in enumerate(path.steps, 1)]
        expected += [f"{role}, later: {post.name}" for post in path.posts]
    places = frames(page)
    assert list(places) == expected
    parts = [*places.values(), *(transition.geometry() for transition in page.career_paths.map.transitions)]
    for number, frame in enumerate(parts):
        assert page.career_paths.map.rect().contains(frame)
        assert not any(frame.intersects(other) for other in parts[:number])
    steps = [frame for name, frame in places.items() if name.startswith("Data scientist, step")]
    assert len({frame.top() for frame in steps}) == rows
    assert steps == sorted(steps, key=lambda frame: (frame.top(), frame.left()))


@pytest.mark.slow
def test_no_line_of_the_map_runs_behind_a_box(roles: Scene, page: RolesPage) -> None:
    page.show_tab("paths")
    roles.settle()
    career_map = page.career_paths.map
    for width in range(560, 1400, 40):
        plan = career_map.plan(width)
        boxes = [QRectF(frame).adjusted(1, 1, -1, -1) for widget, frame in plan.places if isinstance(widget, MapBox)]
        for line in (*plan.lines, *plan.stems, *plan.transitions):
            for start, end in pairwise(line):
                run = QRectF(start, end).normalized().adjusted(-0.5, -0.5, 0.5, 0.5)
                assert not any(run.intersects(box) for box in boxes), (width, start, end)
        joined = len(plan.lines) + len(plan.fans)
        assert joined == sum(len(path.steps) - 1 + len(path.posts) for path in page.comparison.paths.values())


@pytest.mark.slow
def test_arrows_lead_from_step_to_step_and_tell_what_the_article_says(roles: Scene, page: RolesPage) -> None:
    page.show_tab("paths")
    roles.settle()
    steps = next(iter(page.comparison.paths.values())).steps
    assert f"{steps[0].name}: {steps[0].statement.text}" in " ".join(roles.texts(page.career_paths))
    seen(page, MapBox)[0].setFocus()
    roles.press(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is seen(page, MapBox)[1]
    told = " ".join(roles.texts(page.career_paths))
    assert f"{steps[1].name}: {steps[1].statement.text} ({steps[1].statement.citation.text})" in told
    assert steps[0].statement.text not in told


def test_the_text_of_a_step_can_be_selected_and_a_click_on_it_still_chooses(roles: Scene, page: RolesPage) -> None:
    roles.click(roles.button("Paths"))
    box = page.findChildren(MapBox)[1]
    name, _ = labels = box.findChildren(QLabel)
    assert all(each.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse for each in labels)
    QTest.mouseClick(name, Qt.MouseButton.LeftButton, pos=name.rect().center())
    assert box.isChecked()
    assert box.description in roles.texts(page)


@pytest.mark.slow
def test_the_tab_is_remembered(open_window: OpenWindow, roles: Scene, page: RolesPage) -> None:
    page.show_tab("sources")
    roles.tracker.edits.set_goal("ds-to-mle")
    roles.close()
    again = open_window(roles.catalogue)
    assert again.window.pages.shown is again.window.pages.roles
    assert again.window.pages.roles.tab == "sources"


@pytest.mark.slow
def test_enter_in_a_leftover_search_goes_to_its_results(roles: Scene) -> None:
    roles.search("kubernetes")
    roles.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    roles.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    roles.press(Qt.Key.Key_Return)
    assert roles.window.pages.shown is roles.window.pages.skills


@pytest.mark.slow
def test_searching_goes_to_the_page_where_something_is_found(roles: Scene) -> None:
    roles.search("kubernetes")
    assert roles.window.pages.shown is roles.window.pages.skills
    assert "kubernetes" in roles.shown()


# Which suits me?


def test_each_answer_is_kept_at_once_and_the_next_situation_comes(roles: Scene, card: SuitsMeCard) -> None:
    assert leaning(roles) == "Leaning: nothing answered yet"
    roles.click(roles.button("Find out why sign-ups fell", card))
    assert answers(roles) == {"free-afternoon": DS}
    assert card.asked is not None
    assert card.asked.id == "new-data"
    roles.click(roles.button("Either", card))
    assert answers(roles) == {"free-afternoon": DS, "new-data": EITHER}
    assert leaning(roles) == "Leaning: 1 for DS, 0 for MLE, 1 for either"
    assert "question 3 of 8" in roles.texts(card)
    assert "Free time: Find out why sign-ups fell" in roles.texts(card)


@pytest.mark.slow
def test_an_answer_can_be_changed_and_undone(roles: Scene, card: SuitsMeCard) -> None:
    roles.click(roles.button("Find out why sign-ups fell", card))
    roles.click(roles.button("Free time: Find out why sign-ups fell", card))
    assert roles.button("Find out why sign-ups fell", card).isChecked()
    roles.click(roles.button("Halve a slow response time", card))
    assert answers(roles) == {"free-afternoon": MLE}
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(roles) == {"free-afternoon": DS}
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(roles) == {"free-afternoon": None}
    assert leaning(roles) == "Leaning: nothing answered yet"


def test_all_answered_shows_the_eight_answers_and_no_verdict(roles: Scene, card: SuitsMeCard) -> None:
    for situation in list(roles.window.pages.roles.situations.values()):
        roles.tracker.edits.answer(situation, MLE)
    roles.settle()
    texts = roles.texts(card)
    assert card.asked is None
    assert "8 of 8 answered" in texts
    assert len([text for text in texts if ": " in text and not text.startswith("question")]) == 8
    assert leaning(roles) == "Leaning: 0 for DS, 8 for MLE, 0 for either"
    assert not any("should" in text or "you are" in text.lower() for text in texts)
    roles.click(roles.button("Answer again", card))
    assert set(answers(roles).values()) == {None}
    assert "question 1 of 8" in roles.texts(card)
    roles.tracker.undo()
    assert set(answers(roles).values()) == {MLE}, "one step back brings all of them back"


@pytest.mark.slow
def test_the_end_says_in_a_sentence_which_way_the_answers_lean(roles: Scene, card: SuitsMeCard) -> None:
    situations = list(roles.window.pages.roles.situations.values())
    for place, situation in enumerate(situations):
        roles.tracker.edits.answer(situation, DS if place < 2 else EITHER if place == 2 else MLE)
    roles.settle()
    (sentence,) = (text for text in roles.texts(card) if text.startswith("All answered."))
    assert "lean towards ML engineer (5 of 8 answers, 2 for data scientist, 1 either way)" in sentence


@pytest.mark.slow
def test_an_even_split_is_named_as_one(roles: Scene, card: SuitsMeCard) -> None:
    for place, situation in enumerate(roles.window.pages.roles.situations.values()):
        roles.tracker.edits.answer(situation, (DS, MLE)[place % 2])
    roles.settle()
    assert any("split evenly (4 each)" in text for text in roles.texts(card))


@pytest.mark.slow
def test_the_answers_stay_where_they_are_from_question_to_question(roles: Scene, card: SuitsMeCard) -> None:
    places = set()
    while card.asked is not None:
        roles.settle()
        buttons = [each for each in seen(card, QToolButton) if each.property("variant") == "chip"]
        places.add(
            tuple((*each.mapTo(card, each.rect().topLeft()).toTuple(), *each.size().toTuple()) for each in buttons)
        )
        roles.click(buttons[len(places) % 3])
    assert len(places) == 1


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_which_suits_me_is_seen_without_scrolling(roles: Scene, card: SuitsMeCard, size: tuple[int, int]) -> None:
    roles.window.resize(*size)
    roles.settle()
    area = roles.window.pages.roles.columns.viewport()
    button = next(each for each in seen(card, QToolButton) if each.property("variant") == "chip")
    assert area.rect().contains(button.mapTo(area, button.rect().bottomLeft()))


@pytest.mark.slow
def test_the_key_that_gave_the_last_answer_does_not_wipe_all_of_them(roles: Scene, card: SuitsMeCard) -> None:
    roles.button("Find out why sign-ups fell", card).setFocus()
    for _ in range(9):
        roles.press(Qt.Key.Key_Space)
    assert None not in answers(roles).values()
    assert len(answers(roles)) == 8


@pytest.mark.slow
def test_an_undo_leaves_the_keyboard_on_the_answer_that_was_given(roles: Scene, card: SuitsMeCard) -> None:
    button = roles.button("Halve a slow response time", card)
    button.setFocus()
    roles.press(Qt.Key.Key_Space)
    roles.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not button
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card.asked is roles.window.pages.roles.situations["free-afternoon"]
    assert QApplication.focusWidget() is roles.button("Halve a slow response time", card)


@pytest.mark.slow
def test_an_undo_of_a_changed_answer_asks_it_again_in_the_same_place(roles: Scene, card: SuitsMeCard) -> None:
    roles.click(roles.button("Find out why sign-ups fell", card))
    roles.button("Free time: Find out why sign-ups fell", card).setFocus()
    roles.press(Qt.Key.Key_Space)
    roles.button("Halve a slow response time", card).setFocus()
    roles.press(Qt.Key.Key_Space)
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(roles) == {"free-afternoon": DS}
    assert QApplication.focusWidget() is roles.button("Halve a slow response time", card)
    assert roles.button("Find out why sign-ups fell", card).isChecked()


@pytest.mark.slow
def test_an_undo_from_the_line_of_that_answer_leads_to_its_button(roles: Scene, card: SuitsMeCard) -> None:
    roles.click(roles.button("Find out why sign-ups fell", card))
    roles.button("Free time: Find out why sign-ups fell", card).setFocus()
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is roles.button("Find out why sign-ups fell", card)


@pytest.mark.slow
def test_an_undo_from_the_line_of_another_answer_stays_there(roles: Scene, card: SuitsMeCard) -> None:
    roles.click(roles.button("Find out why sign-ups fell", card))
    roles.tracker.edits.answer(roles.window.pages.roles.situations["new-data"], MLE)
    line = roles.button("Free time: Find out why sign-ups fell", card)
    line.setFocus()
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers(roles) == {"free-afternoon": DS, "new-data": None}
    assert QApplication.focusWidget() is line


@pytest.mark.slow
def test_an_undo_of_the_last_answer_brings_its_question_and_the_keyboard_back(roles: Scene, card: SuitsMeCard) -> None:
    button = roles.button("Halve a slow response time", card)
    button.setFocus()
    for _ in range(8):
        roles.press(Qt.Key.Key_Space)
    assert len(answers(roles)) == 8
    roles.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card.asked is list(roles.window.pages.roles.situations.values())[-1]
    assert QApplication.focusWidget() is button


@pytest.mark.slow
def test_undo_never_steals_the_focus(roles: Scene, card: SuitsMeCard) -> None:
    roles.click(roles.button("Find out why sign-ups fell", card))
    tab = roles.button("Side by side")
    tab.setFocus()
    roles.tracker.undo()
    assert QApplication.focusWidget() is tab
    assert card.asked is roles.window.pages.roles.situations["free-afternoon"]
    roles.tracker.redo()
    assert card.asked is roles.window.pages.roles.situations["new-data"], "as after the answer itself"


@pytest.mark.slow
def test_an_answer_that_is_not_kept_is_not_shown(roles: Scene, card: SuitsMeCard) -> None:
    roles.disk.is_full = True
    button = roles.button("Find out why sign-ups fell", card)
    roles.click(button)
    assert answers(roles) == {}
    assert not button.isChecked()
    assert SENTENCE in roles.texts()
    assert "question 1 of 8" in roles.texts(card)


@pytest.mark.slow
def test_the_whole_page_works_by_keyboard_alone(roles: Scene, card: SuitsMeCard) -> None:
    roles.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is roles.button("Side by side")
    wanted = roles.button("Halve a slow response time", card)
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            break
        roles.press(Qt.Key.Key_Tab)
    roles.press(Qt.Key.Key_Space)
    assert answers(roles) == {"free-afternoon": MLE}
    assert QApplication.focusWidget() is wanted, "the next one is answered from the same place"
    roles.press(Qt.Key.Key_Space)
    assert answers(roles) == {"free-afternoon": MLE, "new-data": MLE}


@pytest.mark.slow
def test_a_keys_only_journey_through_the_three_tabs(roles: Scene, page: RolesPage) -> None:
    page.tabs.take_focus(Qt.FocusReason.TabFocusReason)
    for tab in ("paths", "sources"):
        roles.press(Qt.Key.Key_Right)
        roles.press(Qt.Key.Key_Space)
        assert page.tab == tab
        reached = []
        for _ in range(40):
            roles.press(Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is None or not page.isAncestorOf(here) or here in reached:
                break
            reached.append(here)
        assert reached, f"nothing of {tab} can be reached"
        page.tabs.take_focus(Qt.FocusReason.TabFocusReason)
    roles.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert roles.window.pages.shown.name == "progress"
    roles.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert roles.window.pages.shown is page
    assert page.tab == "sources", "where the person was"
