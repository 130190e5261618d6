"""Ticking again what was unticked today brings its day back."""

from __future__ import annotations

from roadmaps.journal import Kind, Tick, unticked_today
from tests.roadmaps.people import Diary, day


def found(diary: Diary) -> dict[str, Tick]:
    return dict(unticked_today(diary.events, Kind.CAN_DO, ["sql.1", "sql.2"], diary.today))


def test_what_was_unticked_today_has_the_tick_it_had() -> None:
    diary = Diary().tick("sql.1").later(30).tick("sql.2").untick("sql.1")
    assert found(diary) == {"sql.1": Tick(day(0))}


def test_neither_an_undone_nor_a_corrected_tick_was_unticked() -> None:
    assert found(Diary().tick("sql.1").later(5).undo()) == {}
    assert found(Diary().tick("sql.1").later(5).correct("sql.1", day(3))) == {}


def test_what_was_unticked_earlier_or_twice_in_a_row_has_its_last_tick_or_none() -> None:
    assert found(Diary().tick("sql.1").later(1).untick("sql.1").later(1)) == {}
    assert found(Diary().tick("sql.1").later(1).untick("sql.1").untick("sql.1")) == {"sql.1": Tick(day(0))}
    assert found(Diary().later(1).untick("sql.1")) == {}
