"""What an update of the catalogue changed is shown once, and can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from gui.shell.whats_new import WhatsNewDialog
from roadmaps.catalogue import CanDo

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def dialogs(scene: Scene) -> list[WhatsNewDialog]:
    scene.settle()
    return [each for each in scene.window.findChildren(WhatsNewDialog) if each.isVisible()]


def tick_retired(scene: Scene, can_do_id: str) -> None:
    retired = scene.catalogue.retired[can_do_id]
    scene.tracker.edits.set_ticked([CanDo(retired.id, retired.skill_id, retired.level, retired.text)], True)


@pytest.fixture
def updated(open_window: OpenWindow, catalogue: Catalogue) -> Scene:
    return open_window(catalogue, before=lambda scene: tick_retired(scene, "git.team-repository-rules"))


@pytest.mark.slow
def test_the_very_first_start_shows_nothing(open_window: OpenWindow, catalogue: Catalogue) -> None:
    fresh = open_window(catalogue, folder="fresh")
    fresh.window.help_commands.tell_whats_new()
    assert dialogs(fresh) == []

    tick_retired(fresh, "git.team-repository-rules")
    fresh.window.help_commands.tell_whats_new()
    assert dialogs(fresh) == [], "this catalogue was there from the beginning"


def test_a_first_tick_is_not_taken_for_an_update(open_window: OpenWindow, catalogue: Catalogue) -> None:
    fresh = open_window(catalogue, folder="fresh")
    tick_retired(fresh, "git.team-repository-rules")

    fresh.window.help_commands.tell_whats_new()
    assert dialogs(fresh) == [], "this catalogue was there from the beginning"


def test_an_update_is_announced_once_and_can_be_read_again(updated: Scene) -> None:
    updated.window.help_commands.tell_whats_new()
    (dialog,) = dialogs(updated)
    texts = updated.texts(dialog)
    dialog.accept()

    assert f"1.1 → {updated.catalogue.version}" in texts
    assert "Retrieval & search" in texts
    assert "you ticked it on 21 Nov 2026" in texts
    assert any(text.startswith("Nothing you recorded was lost. Your entry is there") for text in texts)
    updated.window.help_commands.tell_whats_new()
    assert dialogs(updated) == []
    updated.window.commands.action("help.whats-new").trigger()
    (dialog,) = dialogs(updated)
    updated.button("Copy as text", dialog).click()
    assert QGuiApplication.clipboard().text().startswith("What changed in the catalogue 1.1 →")
    dialog.accept()


def test_the_replacement_of_a_retired_can_do_is_confirmed_in_one_undo_step(updated: Scene) -> None:
    updated.window.help_commands.show_whats_new()
    (dialog,) = dialogs(updated)
    assert not dialog.offers.confirm.isEnabled()
    assert "git.bisected-fault" not in updated.ticked()

    dialog.offers.rows[0].box.click()
    updated.button("Confirm 1 can-do", dialog).click()
    dialog.accept()

    assert updated.ticked() == {"git.team-repository-rules", "git.bisected-fault"}
    assert (
        updated.tracker.progress.ticks["git.bisected-fault"]
        == updated.tracker.progress.ticks["git.team-repository-rules"]
    )
    updated.tracker.undo()
    assert updated.ticked() == {"git.team-repository-rules"}


@pytest.mark.slow
def test_nothing_is_confirmed_while_the_file_can_only_be_read(updated: Scene) -> None:
    updated.window.help_commands.show_whats_new()
    (dialog,) = dialogs(updated)
    dialog.offers.rows[0].box.click()
    for is_read_only in (False, True, False):
        updated.disk.read_only = is_read_only
        updated.tracker.try_to_write()
        assert dialog.offers.confirm.isEnabled() is not is_read_only
    dialog.accept()


@pytest.mark.slow
def test_a_line_leads_to_its_skill(updated: Scene) -> None:
    updated.window.help_commands.show_whats_new()
    (dialog,) = dialogs(updated)
    updated.button("Show AI agents & tools", dialog).click()
    updated.settle()

    assert dialogs(updated) == []
    assert updated.tree.current_key == ("skill", "ai-agents")


@pytest.mark.slow
def test_the_detail_pane_says_how_often_postings_name_a_skill(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.window.pages.skills.open_skill("docker")
    scene.settle()

    texts = scene.texts(scene.window.pages.skills.detail)
    assert any(text.startswith("Named in 29\xa0% of 126 job postings for ML engineers") for text in texts)
    assert "Our count, November 2026" in texts


@pytest.mark.slow
def test_the_buttons_stay_in_sight_in_the_smallest_window(open_window: OpenWindow, catalogue: Catalogue) -> None:
    low = open_window(catalogue, size=(800, 500), before=lambda scene: tick_retired(scene, "git.team-repository-rules"))
    low.window.help_commands.show_whats_new()
    (dialog,) = dialogs(low)
    done = low.button("Continue", dialog)

    assert dialog.height() <= 500
    assert dialog.width() <= 800
    assert dialog.rect().contains(done.geometry())
    dialog.accept()


@pytest.mark.slow
def test_a_window_closed_at_once_shows_it_at_the_next_start(updated: Scene) -> None:
    updated.window.hide()
    updated.window.help_commands.tell_whats_new()
    assert dialogs(updated) == []
    updated.window.show()
    updated.window.help_commands.tell_whats_new()
    (dialog,) = dialogs(updated)
    dialog.accept()
