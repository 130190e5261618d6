"""What the values of events mean: for each type one reader and one writer, which everything else goes through.

A reader takes an event and returns what its value means, or None where it takes back what was recorded before. It
raises ValueError for a value that is not understood.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue import LEVELS
from roadmaps.journal.commitment import (
    EARLIEST_DAY,
    EVERY_DAY,
    HOURS_A_WEEK,
    LATEST_DAY,
    NEXT_UP_ORDER,
    STUDY_DAYS,
    Move,
    NextUpOrder,
)
from roadmaps.text.limits import MOST_HOURS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.journal.event import Event, Json

BEFORE = "before"
"""The value of a can-do that the user could do, or a milestone that they had reached, before starting here."""
NO = "no"
"""The value of a can-do or a milestone that is not ticked."""
SKIPPED = "skip"
"""The answer to a card of quick assess that was skipped."""
MOST_MINUTES = 24 * 60
"""A study session lies within one day."""
_ON = "on "


class Tick(NamedTuple):
    """A ticked can-do or milestone: ticked on a day, or before the user started here (``day`` is None)."""

    day: date | None

    @property
    def is_before(self) -> bool:
        """Whether it was ticked as done before the user started here."""
        return self.day is None


class StudySession(NamedTuple):
    """Time spent on a skill on one day, in minutes."""

    skill_id: str
    day: date
    minutes: int
    text: str
    link: str | None


class Evidence(NamedTuple):
    """A web address or the path of a file that shows a can-do."""

    can_do_id: str
    address: str


class KeptAd(NamedTuple):
    """A job ad as the user kept it: plain text, and what it is called."""

    text: str
    title: str
    employer: str
    day: date | None
    """The day on which it was posted or found, as the user gives it."""
    address: str
    """Where it was found; empty where the user did not say."""


NOTHING = "nothing"
"""What a taught phrase means that names no skill."""


class ValueType(NamedTuple):
    """How a value is read from an event and written into one."""

    read: Callable[[Event], Any]
    write: Callable[[Any], Json] = lambda value: value
    """The inverse of ``read``, for anything but None."""
    default: Json = None
    """The value of a subject about which nothing was recorded, or everything was taken back."""


def removable(read: Callable[[Event], Any]) -> Callable[[Event], Any]:
    """The same reader for values that null takes back."""
    return lambda event: None if event.value is None else read(event)


def read_tick(value: Json) -> Tick | None:
    """The tick that an event value means, None for "no". Raises ValueError for anything else."""
    if value == NO:
        return None
    if value == BEFORE:
        return Tick(None)
    if isinstance(value, str) and value.startswith(_ON):
        return _read_day_of_tick(value)
    raise ValueError(f"{value!r} is not a tick")


@lru_cache(maxsize=4096)  # most days are those of several ticks
def _read_day_of_tick(value: str) -> Tick:
    return Tick(exact_day(value.removeprefix(_ON)))


def tick_value(tick: Tick | None) -> str:
    """The event value of a tick; None is "not ticked"."""
    if tick is None:
        return NO
    return BEFORE if tick.day is None else _ON + tick.day.isoformat()


def session_value(session: StudySession) -> Json:
    """The event value of a session; its day is the event's ``effective_on``."""
    return {"skill": session.skill_id, "minutes": session.minutes, "text": session.text, "link": session.link}


def evidence_value(evidence: Evidence) -> Json:
    """The event value of a piece of evidence."""
    return {"can_do": evidence.can_do_id, "address": evidence.address}


def ad_value(ad: KeptAd) -> Json:
    """The event value of a job ad."""
    return {
        "text": ad.text,
        "title": ad.title,
        "employer": ad.employer,
        "day": day_value(ad.day),
        "address": ad.address,
    }


def day_value(day: date | None) -> str | None:
    """The event value of a day, or of none."""
    return day.isoformat() if day else None


def moves_value(moves: Sequence[Move]) -> Json:
    """The event value of the moves in a plan."""
    return [{"skill": move.skill_id, "before": move.before_id} for move in moves] or None


def exact_day(value: object) -> date:
    """A day as YYYY-MM-DD. Raises ValueError for anything else, including other notations of a date."""
    day = date.fromisoformat(value) if isinstance(value, str) else None
    if day is None or day.isoformat() != value:  # fromisoformat also takes 20260501 and 2026-W18-5
        raise ValueError(f"{value!r} is not a day")
    return day


def read_level(value: Json) -> int:
    """A level of a skill. Raises ValueError for anything else."""
    if type(value) is int and value in LEVELS:
        return value
    raise ValueError(f"{value!r} is not a level")


def _plan_day(value: Json) -> date:
    day = exact_day(value)
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValueError(f"{day} is too far away to plan with")
    return day


def _read_flag(event: Event) -> bool | None:
    if not isinstance(event.value, bool):
        raise ValueError(f"{event.value!r} is neither true nor false")
    return event.value or None


def _read_flag_of_week(event: Event) -> bool | None:
    if _plan_day(event.subject).isoweekday() != 1:
        raise ValueError(f"{event.subject!r} is not a Monday")
    return _read_flag(event)


def _read_text(event: Event) -> str | None:
    return _text(event.value) or None


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value


def _read_quick_answer(event: Event) -> int | str:
    if event.value == SKIPPED or (event.value == 0 and type(event.value) is int):
        return event.value
    return read_level(event.value)


def _read_session(event: Event) -> StudySession:
    match event.value:
        case {"skill": str(skill_id), "minutes": int(minutes), "text": str(text), **rest}:
            if type(minutes) is int and 0 <= minutes <= MOST_MINUTES:
                return StudySession(skill_id, event.effective_on, minutes, text, _text(rest.get("link")))
    raise ValueError(f"{event.value!r} is not a study session")


def _read_evidence(event: Event) -> Evidence:
    match event.value:
        case {"can_do": str(can_do_id), "address": str(address)} if address:
            return Evidence(can_do_id, address)
    raise ValueError(f"{event.value!r} is not evidence")


def _read_ad(event: Event) -> KeptAd:
    match event.value:
        case {"text": str(text), "title": str(title), "employer": str(employer), "address": str(address), **rest}:
            day = rest.get("day")
            return KeptAd(text, title, employer, None if day is None else exact_day(day), address)
    raise ValueError(f"{event.value!r} is not a job ad")


def _read_setting(event: Event) -> float | tuple[int, ...] | NextUpOrder | None:
    read = _SETTINGS.get(event.subject)
    if read is None:
        raise ValueError(f"{event.subject!r} is not a setting of the plan")
    return None if event.value is None else read(event.value)


def _hours(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_HOURS:
        raise ValueError(f"{value!r} is not a number of hours a week")
    return value


def _study_days(value: Json) -> tuple[int, ...]:
    days = tuple(day for day in value if type(day) is int) if isinstance(value, list) else ()
    # A set of days has one spelling: in the order of the week.
    if value != [*days] or days != tuple(day for day in EVERY_DAY if day in days):
        raise ValueError(f"{value!r} are not days of the week")
    return days


_SETTINGS: Mapping[str, Callable[[Json], float | tuple[int, ...] | NextUpOrder]] = MappingProxyType(
    {HOURS_A_WEEK: _hours, STUDY_DAYS: _study_days, NEXT_UP_ORDER: lambda value: NextUpOrder(str(value))}
)


def _setting_value(value: float | tuple[int, ...] | NextUpOrder) -> Json:
    if isinstance(value, NextUpOrder):
        return value.value
    return [*value] if isinstance(value, tuple) else value


def _read_moves(event: Event) -> tuple[Move, ...] | None:
    value = event.value
    if value is not None and not isinstance(value, list):
        raise ValueError(f"{value!r} are not moves")
    return tuple(_move(each) for each in value or ()) or None


def _move(value: Json) -> Move:
    match value:
        case {"skill": str(skill_id), "before": str(before_id), **rest} if not rest and skill_id != before_id:
            return Move(skill_id, before_id)
    raise ValueError(f"{value!r} is not a move")


TICK = ValueType(lambda event: read_tick(event.value), tick_value, NO)
FLAG = ValueType(_read_flag, default=False)
FLAG_OF_WEEK = FLAG._replace(read=_read_flag_of_week)
"""A flag of the week whose Monday is the event's subject."""
TEXT = ValueType(_read_text, default="")
ID = ValueType(_read_text)
"""The id of whatever was chosen."""
QUICK_ANSWER = ValueType(removable(_read_quick_answer))
SESSION = ValueType(removable(_read_session), session_value)
EVIDENCE = ValueType(removable(_read_evidence), evidence_value)
AD = ValueType(removable(_read_ad), ad_value)
ASKED_LEVEL = ValueType(removable(lambda event: read_level(event.value)))
DAY = ValueType(removable(lambda event: exact_day(event.value)), day_value)
PLAN_DAY = DAY._replace(read=removable(lambda event: _plan_day(event.value)))
"""A day that a plan may name."""
SETTING = ValueType(_read_setting, _setting_value)
"""A setting of the plan; its type depends on the subject."""
MOVES = ValueType(_read_moves, moves_value)
