"""The first start: at most six actions to the first gap, and nothing written that was not confirmed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from gui.app.date_format import month_text
from gui.skill_detail.can_do_row import CanDoRow
from gui.widgets.buttons import PrimaryButton
from gui.widgets.source_list import ArticleLink
from gui.widgets.term import TermPanel, TermSign
from roadmaps.catalogue import confirmed_can_dos, suggestions
from roadmaps.gap import SkillState, WorkKind
from roadmaps.plan import make_plan
from roadmaps.text.glossary import TERMS
from roadmaps.text.text_format import hours_text
from tests.gui.scene import SENTENCE, seen

if TYPE_CHECKING:
    from gui.pages.welcome.page import WelcomePage
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    return open_window(catalogue, is_welcomed=True)


@pytest.fixture
def page(first: Scene) -> WelcomePage:
    assert first.window.pages.shown is first.window.pages.welcome
    return first.window.pages.welcome


def readiness(first: Scene, page: WelcomePage) -> tuple[int, int]:
    """What is said of readiness, which is that of the tracker: ticked, of how many."""
    total = first.tracker.gap.total
    said = f"You’re {total.percent}\xa0% ready: {total.ticked} of the {total.can_dos} can-dos an ML engineer needs."
    assert said in first.texts(page)
    return total.ticked, total.can_dos


def test_the_first_start_welcomes_and_writes_nothing(first: Scene, page: WelcomePage) -> None:
    assert not first.window.rail.isVisible()
    assert not first.window.top_bar.isVisible()
    assert not first.disk.events()
    assert "Welcome to Skillgap" in first.texts()
    counts = Counter(gap.kind for gap in first.tracker.gap.scope)
    carried, raised, new = (counts[kind] for kind in (WorkKind.CARRIES_OVER, WorkKind.RAISE, WorkKind.LEARN_NEW))
    assert min(carried, raised, new) > 5
    said = f"{carried} carry over, {raised} to raise, {new} to learn, of {len(first.tracker.gap.scope)} skills"
    assert said in first.texts()


@pytest.mark.slow
def test_a_key_chooses_a_direction(first: Scene, page: WelcomePage) -> None:
    assert QApplication.focusWidget() is page.directions[0]
    first.press(Qt.Key.Key_2)
    assert QApplication.focusWidget() is page.directions[1]
    assert page.chosen.id == "mle-to-ds"
    page.start.setFocus()
    first.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.chosen.id == "mle-to-ds", "a shortcut is not an answer"
    first.window.show_page("welcome")
    first.press(Qt.Key.Key_1)
    assert page.chosen.id == "ds-to-mle"
    first.press(Qt.Key.Key_3)
    assert page.chosen.id == "ds-to-mle"
    assert not first.disk.events()


@pytest.mark.slow
def test_a_key_changes_nothing_once_the_direction_is_saved(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.press(Qt.Key.Key_2)
    assert page.chosen.id == "ds-to-mle"


def test_three_actions_lead_to_the_first_gap(first: Scene, page: WelcomePage) -> None:
    first.click(page.directions[0])
    first.click(page.start)
    assert [event.kind for event in first.disk.events()] == ["goal"]
    first.click(page.carry.confirm)
    assert readiness(first, page) == (29, 98)
    assert QApplication.focusWidget() is page.summary.start
    first.click(page.assess)
    assert first.window.pages.shown is first.window.pages.assess
    assert first.window.rail.isVisible()


@pytest.mark.slow
def test_the_gap_follows_an_undo(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.click(page.carry.confirm)
    first.tracker.undo()
    assert readiness(first, page) == (0, 98)


@pytest.mark.slow
def test_undoing_the_direction_asks_for_it_again(first: Scene, page: WelcomePage) -> None:
    first.click(page.directions[1])
    first.click(page.start)
    first.tracker.undo()
    assert not page.carry.isVisible()
    assert page.start.isVisible()
    first.click(page.start)
    first.click(page.carry.confirm)
    assert first.tracker.roadmap.id == "mle-to-ds"


def test_the_button_counts_what_it_will_write_and_writes_just_that(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    assert page.carry.confirm.text() == "Confirm 24 skills, 39 can-dos"
    python = next(box for box in seen(page.carry, QCheckBox) if box.text() == "Python, level 2")
    python.click()
    assert page.carry.confirm.text() == "Confirm 23 skills, 37 can-dos"
    first.click(first.button("Tableau", page.carry))
    assert page.carry.confirm.text() == "Confirm 24 skills, 39 can-dos"
    first.click(page.carry.confirm)
    assert len(first.ticked()) == 39
    assert not any(can_do.startswith("python.") for can_do in first.ticked())
    assert any(can_do.startswith("tableau.") for can_do in first.ticked())
    assert {event.value for event in first.disk.events() if event.kind == "can_do"} == {"before"}
    first.tracker.undo()
    assert first.ticked() == set(), "one step back takes all of it back"


def test_suggested_skills_show_their_can_dos_by_category(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    roadmap = first.tracker.roadmap
    texts = first.texts(page.carry)
    named = {each.unit_id: each.skill_ids[0] if len(each.skill_ids) == 1 else None for each in suggestions(roadmap)}
    assert {can_do.text for can_do in confirmed_can_dos(roadmap, named)} <= set(texts)
    assert "Statistics & experimentation" in texts


@pytest.mark.slow
def test_choosing_to_be_asked_goes_straight_to_quick_assess(first: Scene, page: WelcomePage) -> None:
    first.click(page.directions[1])
    first.click(page.asked)
    first.click(page.start)
    assert first.window.pages.shown is first.window.pages.assess
    assert first.tracker.roadmap.id == "mle-to-ds"
    assert first.ticked() == set()


@pytest.mark.slow
def test_a_window_over_events_shows_no_welcome(open_window: OpenWindow, first: Scene, page: WelcomePage) -> None:
    first.click(page.by_hand)
    first.click(page.start)
    assert first.window.pages.shown is first.window.pages.skills
    assert "Nothing is ticked yet." in first.window.banners.text("notice")
    first.close()
    again = open_window(first.catalogue, is_welcomed=True)
    assert again.window.pages.shown is again.window.pages.skills


def test_the_suggested_skills_follow_the_direction(first: Scene, page: WelcomePage) -> None:
    assert page.works.accessibleName() == "I work as a data scientist"
    first.click(page.directions[1])
    assert page.works.accessibleName() == "I work as an ML engineer"
    assert page.works.isChecked()


@pytest.mark.slow
def test_a_failed_write_stays_here_and_says_so(first: Scene, page: WelcomePage) -> None:
    first.disk.is_full = True
    first.click(page.start)
    assert first.window.pages.shown is page
    assert SENTENCE in first.texts()
    first.disk.is_full = False
    first.click(page.start)
    first.disk.is_full = True
    first.click(page.carry.confirm)
    assert first.ticked() == set()
    assert page.carry.confirm.isVisible()


def test_the_whole_page_works_by_keyboard_alone(first: Scene, page: WelcomePage) -> None:
    assert QApplication.focusWidget() is page.directions[0]
    for wanted in (page.start, page.carry.confirm, page.assess):
        for _ in range(60):
            if QApplication.focusWidget() is wanted:
                break
            first.press(Qt.Key.Key_Tab)
        first.press(Qt.Key.Key_Space)
    assert first.window.pages.shown is first.window.pages.assess
    assert len(first.ticked()) == 39


def test_the_first_gap_adds_up_and_names_the_one_next_thing(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.click(page.carry.confirm)
    texts = first.texts(page.summary)
    tally = first.tracker.gap.total
    assert (tally.brought, tally.learned, tally.left) == (29, 0, 69)
    assert page.summary.number.text() == "29\xa0%"
    assert {"29 brought", "0 learned here", "69 left"} <= set(texts)
    said = "You’ve confirmed 39 can-dos: 29 count towards what an ML engineer needs, and the other 10 go further."
    assert said in texts
    hours = f"{hours_text(tally.hours_left)} of study, by our estimate"
    assert {f"{tally.skills_have} of {tally.skills} skills", f"69 can-dos in {tally.skills_left} skills", hours} <= set(
        texts
    )
    primary = seen(first.window, PrimaryButton)
    assert [button.text() for button in primary] == ["Start with Linux && shell"], "what the plan begins with"
    first.click(primary[0])
    assert first.window.pages.shown is first.window.pages.skills
    assert first.window.pages.skills.shown_skill == "linux"


@pytest.mark.slow
def test_six_hours_are_an_example_until_they_are_taken_over_and_agree_with_the_plan(
    first: Scene, page: WelcomePage
) -> None:
    first.click(page.start)
    first.click(page.carry.confirm)
    plan = make_plan(first.tracker.gap, first.tracker.progress, first.tracker.today, hours_a_week=6)
    end = plan.middle.last
    assert end is not None
    assert f"About {month_text(end.day)} {end.day.year}" in first.texts(page.summary)
    assert "At 6\xa0h a week" in first.texts(page.summary)
    assert not [event for event in first.disk.events() if event.kind == "plan"], "nothing was set by showing it"
    first.click(page.summary.use)
    assert first.tracker.progress.commitments.hours_a_week == 6
    assert "At your 6\xa0h a week" in first.texts(page.summary)
    first.click(page.summary.use)
    assert first.window.pages.shown is first.window.pages.plan


@pytest.mark.slow
def test_the_number_of_the_first_gap_explains_itself(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.click(page.carry.confirm)
    first.click(page.summary.number)
    assert first.window.panel.isVisible()
    assert "29 ÷ 98 = 29\xa0%, rounded down" in first.texts(first.window.panel)


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(800, 500), (960, 540), (1024, 640), (1280, 800)], ids=str)
def test_number_and_next_thing_are_in_sight_without_scrolling(
    open_window: OpenWindow, catalogue: Catalogue, size: tuple[int, int]
) -> None:
    scene = open_window(catalogue, is_welcomed=True, size=size)
    page = scene.window.pages.welcome
    scene.click(page.start)
    scene.click(page.carry.confirm)
    for widget in (page.summary.number, page.summary.bar, page.summary.use, page.summary.start):
        assert widget.visibleRegion().boundingRect() == widget.rect()


def test_a_sign_says_what_new_words_mean_with_mouse_and_keys(first: Scene, page: WelcomePage) -> None:
    sign = next(each for each in seen(page, TermSign) if "Carries over" in each.accessibleName())
    assert sign.accessibleName() == "What “Skill”, “Carries over”, “Raise” and “Learn new” mean"
    assert TERMS["raise"].meaning in sign.accessibleDescription()
    assert "<" not in sign.accessibleDescription()
    for by_key in (False, True):
        if by_key:
            sign.setFocus()
            first.press(Qt.Key.Key_Return)
        else:
            first.click(sign)
        panel = first.window.findChild(TermPanel)
        assert panel is not None
        assert panel.isVisible()
        assert TERMS["carries-over"].meaning in [label.text() for label in seen(panel, QLabel)]
        first.press(Qt.Key.Key_Escape, on=panel)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert first.window.findChild(TermPanel) is None


def test_every_term_is_a_sentence_in_plain_text() -> None:
    for term in TERMS.values():
        assert term.meaning.endswith(".")
        assert "<" not in term.word + term.meaning


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize("page", ["skills", "roadmap", "progress", "plan", "roles"])
def test_each_page_explains_its_words_where_they_are_first_met(first: Scene, page: str) -> None:
    first.click(first.window.pages.welcome.start)
    first.click(first.window.pages.welcome.carry.confirm)
    first.window.show_page(page)
    first.settle()
    assert seen(first.window.pages.named(page), TermSign)


@pytest.mark.slow
def test_a_locked_skill_says_what_that_means_and_is_no_next_step(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.click(page.carry.confirm)
    first.window.show_page("skills")
    gaps = first.tracker.gap.skills.values()
    locked = next(each for each in gaps if each.counts and each.state is SkillState.LOCKED)
    choice = next(each for each in gaps if each.counts and each.choice)
    ready = next(each for each in gaps if each.counts and each.is_ready)
    for gap, word in ((locked, "locked"), (choice, "one-of"), (ready, "can-do")):
        first.window.pages.skills.open_skill(gap.skill.id)
        first.settle()
        detail = first.window.pages.skills.detail
        explained = [term for sign in seen(detail, TermSign) for term in sign.terms]
        assert TERMS[word] in explained
        marks = [row.when.text() for row in seen(detail, CanDoRow)]
        assert ("next step" in marks) is gap.is_ready


@pytest.mark.slow
def test_an_article_leads_to_its_title_and_back(first: Scene, page: WelcomePage) -> None:
    first.click(page.start)
    first.window.show_page("skills")
    first.window.pages.skills.open_skill("docker")
    first.settle()
    link = seen(first.window.pages.skills.detail, ArticleLink)[0]
    source = first.catalogue.sources[link.text()]
    assert link.accessibleName() == f"{source.id}: {source.name}: {source.title}"
    link.setFocus()
    first.press(Qt.Key.Key_Return)
    roles = first.window.pages.roles
    assert roles.isVisible()
    assert roles.tab == "sources"
    assert f"{source.name}: {source.title}" in first.texts(roles.articles)
    first.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert first.window.pages.skills.isVisible()


@pytest.mark.long
@pytest.mark.parametrize("tab", ["side-by-side", "paths", "sources"])
def test_every_article_named_on_the_roles_page_leads_to_its_title(first: Scene, page: WelcomePage, tab: str) -> None:
    first.window.show_page("roles")
    roles = first.window.pages.roles
    for source_id in first.catalogue.sources:
        roles.show_tab(tab)
        first.settle()
        named = [each for each in seen(roles, ArticleLink) if each.text() == source_id]
        if named:
            named[0].click()
            first.settle()
            assert roles.tab == "sources"


@pytest.mark.slow
def test_an_empty_page_leads_to_the_example(first: Scene, page: WelcomePage) -> None:
    asked: list[str] = []
    first.window.example_wanted.connect(asked.append)
    first.window.show_page("progress")
    first.settle()
    first.click(first.button("Or see an example person’s progress", first.window.pages.progress))
    assert asked == ["ds-to-mle"]


@pytest.mark.slow
def test_enter_on_a_card_starts_with_it(first: Scene, page: WelcomePage) -> None:
    page.directions[1].setFocus()
    first.press(Qt.Key.Key_Return)
    assert first.tracker.roadmap.id == "mle-to-ds"
    assert page.carry.confirm.isVisible()


def test_start_is_in_sight_in_the_lowest_window(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, is_welcomed=True, size=(800, 500))
    page = scene.window.pages.welcome
    for button in (page.start, page.example, page.bring_copy):
        assert button.visibleRegion().boundingRect() == button.rect()
    scene.window.resize(1280, 800)
    scene.settle()
    assert page.by_hand.visibleRegion().boundingRect() == page.by_hand.rect(), "all of it where there is room"
