"""Every page, panel and dialog that shows a term has an icon that explains it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QTabBar, QToolTip

from gui.app.background import Background
from gui.app.settings import Settings
from gui.backups.replace_dialog import RestoreDialog
from gui.backups.scheduler import BackupScheduler
from gui.outline.model import OutlineRole
from gui.outline.view import OutlineView
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.skill_detail.evidence_dialog import EvidenceDialog
from gui.study.log_dialog import LogDialog
from gui.widgets.term import TermPanel, TermSign
from roadmaps.gap import ScopeStatus, SkillState
from roadmaps.text.glossary import TERMS, terms_in
from tests.gui.scene import seen
from tests.roadmaps.lives import LIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from roadmaps.catalogue import Catalogue
    from roadmaps.gap import SkillGap
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = {
    "skill": r"\bskills?\b",
    "can-do": r"\bcan-dos?\b",
    "level": r"\blevel \d|\blevels?\b",
    "gap": r"\bgaps?\b",
    "carries-over": r"\bcarr(y|ies) over\b",
    "raise": r"\braise\b",
    "learn-new": r"\blearn new\b",
    "brought": r"\d brought\b|^Brought\b",
    "learned": r"\d learned\b|^Learned\b",
    "have": r"^Have\b",
    "learning": r"^Learning\b",
    "ready": r"^Ready$|^Ready \d",
    "locked": r"\blocked\b",
    "set-aside": r"\bset aside\b",
    "optional": r"^optional\b",
    "need": r"^(core|supporting)$",
    "one-of": r"\bone of \d",
    "stage": r"\bstage\b",
    "milestone": r"\bmilestones?\b",
    "hours": r"^[\d–,]+\xa0h$|\bhours left\b",
    "forecast": r"\bforecasts?\b",
    "what-if": r"\bwhat if\b",
    "article": r"\bA[123]\b",
    "ready-for": r"\bready for\b",
}
"""Term -> what is on the screen where it is met."""


def shown_in(room: QWidget) -> list[str]:
    """What can be read there: on labels, buttons and tabs, and painted in the rows of a list."""
    texts = [*(each.text() for each in seen(room, QLabel)), *(each.text() for each in seen(room, QAbstractButton))]
    for bar in seen(room, QTabBar):
        texts += [bar.tabText(place) for place in range(bar.count())]
    for tree in seen(room, OutlineView):
        model = tree.model()
        for key in model.shown_keys():  # type: ignore[attr-defined]  # Qt knows it as an abstract model
            row = model.index_of(key).data(OutlineRole.ROW)  # type: ignore[attr-defined]
            texts += [row.count, row.hours]  # titles are content, which speaks of other stages and levels
    return texts


def unexplained(room: QWidget) -> list[str]:
    """The terms that are shown there, and that no sign there explains."""
    texts = shown_in(room)
    explained = [term for sign in seen(room, TermSign) for term in sign.terms]
    shown = [each for each, word in WORDS.items() if any(re.search(word, text, re.IGNORECASE) for text in texts)]
    return [each for each in shown if TERMS[each] not in explained]


def pages(scene: Scene) -> Iterator[tuple[str, QWidget]]:
    """Every page in each of its forms."""
    window, tracker = scene.window, scene.tracker
    skills = window.pages.skills
    window.show_page("skills")
    looks: dict[str, Callable[[SkillGap], object]] = {
        "locked": lambda gap: gap.counts and gap.state is SkillState.LOCKED,
        "choice": lambda gap: gap.counts and gap.choice,
        "optional": lambda gap: gap.scope_status is ScopeStatus.OPTIONAL,
        "learning": lambda gap: gap.counts and gap.state is SkillState.LEARNING,
        "not taken": lambda gap: gap.scope_status is ScopeStatus.NOT_TAKEN,
        "not needed": lambda gap: gap.scope_status is ScopeStatus.NOT_NEEDED,
    }
    for name, fits in looks.items():
        found = [gap for gap in tracker.gap.skills.values() if fits(gap)]
        if found:
            skills.open_skill(found[0].skill.id)
            yield f"skills: {name}", skills
            yield f"detail: {name}", skills.detail
    roadmap = window.pages.roadmap
    window.show_page("roadmap")
    roadmap.show_map()
    yield "map", roadmap.map
    roadmap.map.selection.select(MilestonePlace(1))
    yield "map: milestone", roadmap.map
    roadmap.show_list()
    yield "list of stages", roadmap.stages
    for kind in ("stage", "milestone"):
        key = next(each for each in scene.model.shown_keys() if each[0] == kind)
        scene.go(*key)
        yield f"list of stages: {kind}", roadmap.stages
    assess = window.pages.assess
    window.show_page("assess")
    assess.revisit(range(len(assess.cards)))
    yield "card", assess
    assess.revisit([place for place, card in enumerate(assess.cards) if len(card.skill_ids) > 1])
    yield "card of a choice", assess
    for name in ("plan", "progress"):
        window.show_page(name)
        yield name, window.pages.named(name)
    roles = window.pages.roles
    window.show_page("roles")
    for tab in ("side-by-side", "paths", "sources"):
        roles.show_tab(tab)
        yield f"roles: {tab}", roles


def dialogs(scene: Scene) -> Iterator[QDialog]:
    """Every dialog that names skills or can-dos."""
    window, tracker = scene.window, scene.tracker
    can_do = next(iter(scene.catalogue.can_dos.values()))
    yield LogDialog(tracker, scene.theme, scene.icons, window)
    yield EvidenceDialog(tracker, scene.theme, scene.icons, window, can_do)
    window.files.export()
    yield next(each for each in window.findChildren(QDialog) if each.isVisible())
    window.help_commands.show_keys()
    yield next(each for each in window.findChildren(QDialog) if each.isVisible())
    background = Background("backups")
    keeper = BackupScheduler(scene.vault, tracker, background, Settings(None))
    yield RestoreDialog(keeper, tracker, scene.theme, scene.icons, window)
    background.stop()


@pytest.fixture
def lived(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    diary = LIVES["everything counted in"](catalogue, catalogue.roadmaps["ds-to-mle"])

    def begin(scene: Scene) -> None:
        scene.disk.append(diary.events)
        scene.tracker.reload()

    return open_window(catalogue, before=begin)


@pytest.mark.slow
def test_every_page_explains_the_terms_it_shows(lived: Scene) -> None:
    missing = {}
    for name, room in pages(lived):
        lived.settle()
        if found := unexplained(room):
            missing[name] = found
    assert missing == {}


def test_every_dialog_explains_the_terms_it_shows(lived: Scene) -> None:
    missing = {}
    for dialog in dialogs(lived):
        dialog.open()
        lived.settle()
        if found := unexplained(dialog):
            missing[dialog.windowTitle()] = found
        dialog.reject()
        dialog.deleteLater()
        lived.settle()
    assert missing == {}


@pytest.mark.slow
def test_the_panel_behind_a_number_explains_its_terms(lived: Scene) -> None:
    lived.click(lived.window.top_bar.readiness.number)
    assert unexplained(lived.window.panel) == []
    sign = seen(lived.window.panel, TermSign)[0]
    lived.click(sign)
    panel = next(each for each in seen(lived.window, TermPanel))
    lived.press(Qt.Key.Key_Escape, on=panel)
    assert lived.window.panel.isVisible(), "the number is still explained"


@pytest.mark.slow
def test_the_first_steps_explain_the_terms_they_show(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, is_welcomed=True)
    page = scene.window.pages.welcome
    missing = {"questions": unexplained(page)}
    scene.click(page.start)
    missing["what you bring"] = unexplained(page)
    scene.click(page.carry.confirm)
    missing["first gap"] = unexplained(page)
    assert missing == {"questions": [], "what you bring": [], "first gap": []}


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(800, 500), (1280, 800)])
def test_many_terms_scroll_within_the_window(open_window: OpenWindow, size: tuple[int, int]) -> None:
    scene = open_window(size=size)
    sign = seen(scene.window.pages.skills, TermSign)[0]
    sign.show_terms(list(TERMS))
    scene.click(sign)
    (panel,) = seen(scene.window, TermPanel)
    assert scene.window.geometry().contains(panel.geometry())
    assert panel.isAncestorOf(QApplication.widgetAt(panel.geometry().center()) or scene.window)
    scene.press(Qt.Key.Key_PageDown, on=panel)
    scene.press(Qt.Key.Key_Escape, on=panel)


def test_under_the_pointer_few_terms_are_explained_and_many_are_named(scene: Scene) -> None:
    sign = seen(scene.window.pages.skills, TermSign)[0]
    sign.show_terms(list(TERMS))
    at = QPoint(4, 4)
    QApplication.sendEvent(sign, QHelpEvent(QEvent.Type.ToolTip, at, sign.mapToGlobal(at)))
    assert "Milestone" in QToolTip.text()
    assert TERMS["milestone"].meaning not in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("12 of 49 skills", ["skill"]),
        ("Pick the highest level you’ve done yourself.", ["level"]),
        ("Link, optional", []),
        ("optional", ["optional"]),
        ("Ready for ML engineer", ["ready-for"]),
        ("32\xa0% ready", ["ready-for"]),
        ("Ready 11", ["ready"]),
        ("Machine learning", []),
        ("6\xa0h a week", []),
        ("518–1161\xa0h", ["hours"]),
        ("One of 4", ["one-of"]),
        ("3 of 4", []),
        ("A1, A3", ["article"]),
        ("core", ["need"]),
    ],
)
def test_a_term_is_found_only_in_its_own_sense(text: str, ids: list[str]) -> None:
    assert terms_in([text]) == ids
