"""Edits of what another window, an undo or an import removed meanwhile, and edits that change nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gui.app.tracker import Tracker
from roadmaps.faults import Cancelled
from roadmaps.journal import Evidence, KeptAd, StudySession
from store.journal import Journal
from tests.gui.scene import SetClock
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gui.app.background import Watch
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress

    Edit = Callable[[Tracker], bool]

MAY = date(2026, 5, 1)
AD = KeptAd("Bread and beer.", "Baker", "", MAY, "")


@pytest.fixture
def tracker(tmp_path: Path, tiny: Catalogue) -> Iterator[Tracker]:
    with Journal.open(tmp_path / "skillgap.db") as journal:
        yield Tracker(tiny, journal, SetClock())


@pytest.fixture
def refused(tracker: Tracker) -> list[str]:
    told: list[str] = []
    tracker.refused.connect(told.append)
    return told


@pytest.mark.parametrize(
    "edit",
    [
        lambda tracker: tracker.log_edits.change_study("gone", StudySession("dough", MAY, 30, "", None)),
        lambda tracker: tracker.log_edits.remove_study("gone"),
        lambda tracker: tracker.log_edits.change_evidence("gone", "https://example.org"),
        lambda tracker: tracker.log_edits.remove_evidence("gone"),
        lambda tracker: tracker.ad_edits.change("gone", AD),
        lambda tracker: tracker.ad_edits.remove("gone"),
    ],
    ids=["change study", "remove study", "change evidence", "remove evidence", "change ad", "remove ad"],
)
def test_what_is_gone_is_not_changed_and_a_sentence_says_so(tracker: Tracker, refused: list[str], edit: Edit) -> None:
    assert not edit(tracker)
    assert refused == ["This entry is no longer there, so it was not changed."]
    assert not tracker.events()


def test_evidence_does_not_become_what_is_there_already(tracker: Tracker) -> None:
    can_do = tracker.catalogue.skills["dough"].can_dos[0]
    addresses = "https://example.org/one", "https://example.org/two"
    for address in addresses:
        assert tracker.log_edits.add_evidence(can_do, address)
    assert not tracker.log_edits.add_evidence(can_do, addresses[0])
    first = next(iter(tracker.progress.evidence))
    assert not tracker.log_edits.change_evidence(first, addresses[1])
    assert {*tracker.progress.evidence.values()} == {Evidence(can_do.id, address) for address in addresses}


def test_undo_and_redo_do_nothing_where_there_is_no_step(tracker: Tracker) -> None:
    assert not tracker.undo()
    assert not tracker.redo()
    assert not tracker.events()


def test_phrases_that_were_dismissed_count_again_in_one_step(tracker: Tracker) -> None:
    assert tracker.ad_edits.dismiss("an ad", "dough", "yeast", "dough")
    assert {*tracker.progress.dismissed_phrases} == {"an ad dough", "an ad yeast"}
    assert tracker.ad_edits.restore("an ad")
    assert not tracker.progress.dismissed_phrases
    assert tracker.undo()
    assert {*tracker.progress.dismissed_phrases} == {"an ad dough", "an ad yeast"}


def test_an_import_that_is_cancelled_takes_over_nothing(tracker: Tracker) -> None:
    def cancel(_work: Callable[[Watch], Progress]) -> Progress:
        raise Cancelled

    assert not tracker.take_over(say_many(3), cancel)
    assert tracker.is_untouched
    assert not tracker.events()


def test_what_is_untouched_no_longer_takes_over_nothing(tracker: Tracker) -> None:
    assert tracker.edits.set_goal("brewer-to-baker")
    with pytest.raises(ValueError, match="there are events here already"):
        tracker.take_over(say_many(3))
