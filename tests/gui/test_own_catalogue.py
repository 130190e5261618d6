"""The user's own skills and changed roadmaps are on every page as soon as they are written, and gone when undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gui.app.tracker import Tracker
from gui.pages.skills.model import SkillTreeModel
from roadmaps.journal import GOAL_SUBJECT, Kind
from store.journal import Journal
from tests.gui.scene import TODAY, SetClock
from tests.roadmaps.own.changes import OWN_ROADMAPS, OWN_SKILLS, Written, own_skill, placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gui.pages.skills.page import SkillsPage
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow

OWN = OWN_SKILLS[0]
ROADMAP = "baker-to-brewer"
SKILL = own_skill("Sourdough", category="craft")
PLACED = placed(OWN, 2, ("first-brew", 2, 0.5), roadmap_id=ROADMAP)


def write(tracker: Tracker, *written: Written) -> bool:
    return tracker.apply([tracker.change_to(kind, subject, value) for kind, subject, value in written])


@pytest.fixture
def tracker(tmp_path: Path, tiny: Catalogue) -> Iterator[Tracker]:
    with Journal.open(tmp_path / "skillgap.db") as journal:
        yield Tracker(tiny, journal, SetClock())


def shown(page: SkillsPage) -> list[str]:
    model = page.findChild(SkillTreeModel)
    assert model is not None
    return model.shown_skills()


def test_the_catalogue_follows_the_journal_and_each_undo(tracker: Tracker, tiny: Catalogue) -> None:
    told: list[int] = []
    tracker.catalogue_changed.connect(lambda: told.append(len(tracker.catalogue.skills)))
    plain = tracker.gap.total.can_dos
    assert write(tracker, SKILL, PLACED)
    assert (len(told), tracker.gap.total.can_dos) == (1, plain + 2)
    assert tracker.undo_stack.undo_text == "add the skill “Sourdough”"
    assert tracker.edits.set_ticked(tracker.catalogue.skills[OWN].can_dos[:1], ticked=True)
    assert tracker.gap.skills[OWN].level == 1
    assert tracker.undo()
    assert tracker.undo()
    assert tracker.catalogue is tiny
    assert tracker.redo()
    assert tracker.gap.total.can_dos == plain + 2
    assert len(told) == 3


def test_an_ordinary_edit_keeps_the_catalogue(tracker: Tracker, tiny: Catalogue) -> None:
    write(tracker, SKILL)
    known = tracker.catalogue
    tracker.edits.write_note("hygiene", "a note")
    tracker.edits.set_ticked(tiny.skills["hygiene"].can_dos, ticked=True)
    assert tracker.catalogue is known


def test_an_earlier_day_shows_the_catalogue_of_today(tracker: Tracker) -> None:
    tracker.edits.set_ticked(tracker.catalogue.skills["hygiene"].can_dos, ticked=True)
    write(tracker, SKILL, PLACED)
    tracker.view_as_of(TODAY.replace(month=1))
    assert OWN in tracker.gap.skills


def test_a_roadmap_of_ones_own_is_a_goal_and_ticks_stay_when_it_is_removed(tracker: Tracker) -> None:
    mine = Written(Kind.ROADMAP_WRITTEN, OWN_ROADMAPS[0], {"name": "Mine", "from": None, "to": None})
    write(tracker, mine, placed("hygiene", 1, roadmap_id=OWN_ROADMAPS[0]))
    assert tracker.edits.set_goal(OWN_ROADMAPS[0])
    assert tracker.roadmap.name == "Mine"
    tracker.edits.set_ticked(tracker.catalogue.skills["hygiene"].can_dos[:1], ticked=True)
    assert tracker.gap.total.percent == 100
    write(tracker, mine._replace(value=None))
    assert tracker.roadmap.id == ROADMAP
    assert tracker.progress.goal == tracker.progress.of_kind(Kind.GOAL)[GOAL_SUBJECT] == OWN_ROADMAPS[0]
    assert tracker.gap.skills["hygiene"].level == 1


@pytest.mark.slow
def test_the_pages_show_an_own_skill_and_forget_it_when_undone(open_window: OpenWindow) -> None:
    scene = open_window()
    tracker, pages = scene.tracker, scene.window.pages
    write(tracker, SKILL, PLACED)
    scene.window.show_page("skills")
    assert OWN in shown(pages.skills)
    assert OWN in pages.finder.found("sourdough")
    for name in ("roadmap", "assess", "progress", "plan", "skills"):
        scene.window.show_page(name)
    pages.skills.show_skill(OWN)
    assert tracker.edits.toggle(tracker.catalogue.skills[OWN].can_dos)
    tracker.undo()
    tracker.undo()
    assert OWN not in shown(pages.skills)
    assert pages.finder.found("sourdough") == frozenset()
    for name in ("roadmap", "assess", "progress", "plan", "skills"):
        scene.window.show_page(name)
