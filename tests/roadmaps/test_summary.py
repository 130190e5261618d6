"""What a backup holds in figures, and what restoring it would change in sentences."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest

from roadmaps.journal import Event, Kind
from roadmaps.journal.summary import FileSummary, common_start, difference_text, summarise, summary_text

if TYPE_CHECKING:
    from roadmaps.journal import Json

DAY = date(2026, 3, 2)


def said(number: int, kind: Kind, subject: str, value: Json) -> Event:
    return Event(str(uuid.UUID(int=number)), number, DAY, kind, subject, DAY, value)


def studied(number: int, minutes: int) -> Event:
    session: Json = {"skill": "git", "minutes": minutes, "text": "", "link": None}
    return said(number, Kind.STUDY, str(uuid.UUID(int=number)), session)


TICK = said(1, Kind.CAN_DO, "git.commit", "before")
NOTE = said(2, Kind.NOTE, "git", "read on")
TIME = studied(3, 90)
UNTICK = said(4, Kind.CAN_DO, "git.commit", "no")
NO_NOTE = said(5, Kind.NOTE, "git", "")


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ([], "0 can-dos, 0\xa0h, 0 notes"),
        ([TICK, NOTE, TIME], "1 can-do, 1.5\xa0h, 1 note"),
        ([TICK, NOTE, TIME, UNTICK, NO_NOTE], "0 can-dos, 1.5\xa0h, 0 notes"),
        ([studied(9, 45)], "0 can-dos, 45\xa0min, 0 notes"),
    ],
)
def test_a_summary_counts_only_final_values(events: list[Event], text: str) -> None:
    assert summary_text(events) == text


def test_a_summary_counts() -> None:
    assert summarise([TICK, NOTE, TIME]) == FileSummary(1, 90, 1)


@pytest.mark.parametrize(
    ("now", "then", "text"),
    [
        ([TICK, NOTE, TIME], [TICK, NOTE, TIME], "As many can-dos, hours and notes as now. No entries differ."),
        (
            [TICK, NOTE, TIME],
            [TICK],
            "1.5\xa0h less and 1 note fewer than now. 2 of your entries are not in it.",
        ),
        ([TICK], [TICK, NOTE], "1 note more than now. 1 entry in it is not in your current data."),
        (
            [TICK, NOTE],
            [TICK, TIME],
            "1.5\xa0h more and 1 note fewer than now. 1 of your entries is not in it. "
            "1 entry in it is not in your current data.",
        ),
        (
            [TICK, NOTE, NO_NOTE],
            [TICK],
            "As many can-dos, hours and notes as now. 2 of your entries are not in it.",
        ),
    ],
)
def test_a_difference_names_what_would_be_lost(now: list[Event], then: list[Event], text: str) -> None:
    assert difference_text(now, then) == text


def test_the_common_start_ends_at_the_first_difference() -> None:
    assert common_start([], [TICK]) == 0
    assert common_start([TICK, NOTE], [TICK, TIME]) == 1
    assert common_start([TICK, NOTE], [TICK, NOTE, TIME]) == 2
