"""A new kind of event is one entry of the table: nothing else has to know it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gui.app.tracker import Tracker
from gui.pages.progress.history_table import HistoryTable
from gui.skill_detail.entries import history_lines
from roadmaps.journal import KINDS, EventKind, Subject, ValueType, replay
from store.copies import export, read_copy
from store.journal import Journal
from tests.gui.scene import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event

MAY = date(2026, 5, 1)
CONFIDENCE = "confidence"


def read_confidence(event: Event) -> int | None:
    if event.value is not None and (type(event.value) is not int or not 0 <= event.value <= 10):
        raise ValueError(f"{event.value!r} is not a confidence from 0 to 10")
    return event.value


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """How sure the user is of a skill: the one entry that a new kind needs."""
    kind = EventKind(
        CONFIDENCE,
        Subject.SKILL,
        ValueType(read_confidence),
        history=lambda parsed, _names: "Not sure" if parsed.value is None else f"{parsed.value} of 10 sure",
        undo=lambda parsed, names: f"confidence in “{names.skill(parsed.event.subject)}”",
    )
    monkeypatch.setitem(KINDS, CONFIDENCE, kind)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "skillgap.db") as journal:
        yield journal


@pytest.fixture
def tracker(journal: Journal, tiny: Catalogue, clock: SetClock) -> Tracker:
    clock.day = MAY
    return Tracker(tiny, journal, clock)


@pytest.mark.usefixtures("made_up")
def test_it_is_recorded_replayed_and_undone(tracker: Tracker, journal: Journal) -> None:
    changed: list[frozenset[str]] = []
    tracker.changed.connect(lambda change: changed.append(change.skill_ids))
    assert tracker.progress.value_of(CONFIDENCE, "hygiene") is None
    assert tracker.record(CONFIDENCE, "hygiene", 4)
    assert tracker.record(CONFIDENCE, "hygiene", 7)
    assert not tracker.record(CONFIDENCE, "hygiene", 7)
    assert tracker.undo_stack.undo_text == "confidence in “Hygiene”"
    assert changed == [{"hygiene"}, {"hygiene"}]
    assert tracker.progress.of_kind(CONFIDENCE) == replay(journal.events()).of_kind(CONFIDENCE) == {"hygiene": 7}
    assert tracker.undo()
    assert tracker.progress.value_of(CONFIDENCE, "hygiene") == 4
    assert tracker.undo()
    assert tracker.progress.of_kind(CONFIDENCE) == {}
    assert tracker.redo()
    assert replay(journal.events(), as_of=MAY).of_kind(CONFIDENCE) == {"hygiene": 4}
    assert replay(journal.events(), as_of=MAY.replace(day=1, month=4)).of_kind(CONFIDENCE) == {}


@pytest.mark.usefixtures("made_up")
def test_the_histories_list_it_and_it_can_be_reverted_there(tracker: Tracker, qtbot: QtBot, theme: Theme) -> None:
    tracker.record(CONFIDENCE, "hygiene", 4)
    tracker.record(CONFIDENCE, "hygiene", 7)
    lines = [("1 May", "7 of 10 sure"), ("1 May", "4 of 10 sure")]
    assert history_lines(tracker, tracker.gap.skills["hygiene"]) == lines
    table = HistoryTable(tracker, theme)
    qtbot.addWidget(table)
    table.refresh()
    rows = [table.model.entry_at(row) for row in range(table.model.rowCount())]
    assert [(row.about, row.text) for row in rows if row] == [("Hygiene", text) for _, text in lines]
    table.table.selectRow(0)
    table.revert.click()
    assert tracker.progress.of_kind(CONFIDENCE) == {"hygiene": 4}


@pytest.mark.usefixtures("made_up")
def test_it_goes_out_and_comes_back(tracker: Tracker, journal: Journal, tmp_path: Path) -> None:
    tracker.record(CONFIDENCE, "hygiene", 4)
    assert export(tmp_path / "copy.json", journal.events(), "0.1.0") == ""
    with Journal.open(tmp_path / "other.db") as other:
        imported = Tracker(tracker.catalogue, other, SetClock())
        assert imported.take_over(read_copy(tmp_path / "copy.json"))
        assert imported.progress == tracker.progress
        assert imported.progress.of_kind(CONFIDENCE) == {"hygiene": 4}


@pytest.mark.usefixtures("made_up")
def test_a_value_that_it_does_not_read_is_kept_and_never_counted(tracker: Tracker, journal: Journal) -> None:
    tracker.record(CONFIDENCE, "hygiene", 4)
    (event,) = journal.events()
    odd = event._replace(id="odd", stamp=event.stamp + 1, value=11)
    assert replay([event, odd]).of_kind(CONFIDENCE) == {"hygiene": 4}
    assert replay([event, odd]).unknown == (odd,)


def test_a_version_without_it_keeps_it_and_counts_nothing(
    tracker: Tracker, journal: Journal, made_up: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker.record(CONFIDENCE, "hygiene", 4)
    monkeypatch.delitem(KINDS, CONFIDENCE)
    progress = replay(journal.events())
    assert progress.unknown == tuple(journal.events())
    assert progress.of_kind(CONFIDENCE) == {}
