"""Study time: how it is typed, searched and added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import MOST_MINUTES as MOST_MINUTES
from roadmaps.text.folding import folded
from roadmaps.text.number_input import DECIMAL_MARKS, ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from roadmaps.catalogue import Skill
    from roadmaps.journal import Progress, StudySession

STEP = 15
"""What one step up or down changes, in minutes."""
_HOUR, _MINUTE = r"(?:(?:h|hrs?|hours?)\.?)", r"(?:(?:m|mins?|minutes?)\.?)"
_SPELLINGS = (
    rf"(?P<minutes>[0-9]{{1,9}})\s*{_MINUTE}?",
    rf"(?P<hours>[0-9]{{1,9}}):(?P<minutes>[0-5][0-9])(?:\s*{_HOUR})?",
    rf"(?P<hours>[0-9]{{1,9}})\s*{_HOUR}(?:(?:\s*,|\s+and)?\s*(?P<minutes>[0-5]?[0-9])\s*{_MINUTE}?)?",
    rf"(?P<hours>[0-9]{{1,9}}[.,][0-9]{{1,2}})(?:\s*{_HOUR})?",
)


class LoggedSession(NamedTuple):
    """A study session with its id."""

    id: str
    session: StudySession


def read_minutes(text: str) -> int:
    """Minutes from typed text: "45", "45 min", "1:30", "1 h 30", "1.5 h", "1,5".

    A whole number is minutes; one with a decimal mark is hours, since fractions of a minute are not used. Raises
    ValueError with a sentence.
    """
    typed = ascii_digits(text).strip().casefold().translate(DECIMAL_MARKS)
    if not typed:
        raise ValueError("Type how long it was, such as 45, 1:30 or 1\xa0h\xa030.")
    found = next((match for spelling in _SPELLINGS if (match := re.fullmatch(spelling, typed))), None)
    if found is None:
        raise ValueError("This is not a duration. Type minutes (45), or hours and minutes (1:30, 1\xa0h\xa030).")
    parts = found.groupdict()
    hours = float((parts.get("hours") or "0").replace(",", "."))
    minutes = round(hours * 60) + int(parts.get("minutes") or 0)
    if not 0 < minutes <= MOST_MINUTES:
        raise ValueError("A session can last from 1 minute to 24 hours.")
    return minutes


def stepped(minutes: int, steps: int) -> int:
    """The next multiple of ``STEP`` up (``steps`` above 0) or down, so many times; it stays within a day."""
    place = minutes // STEP if steps > 0 else -(-minutes // STEP)
    return min(max((place + steps) * STEP, STEP), MOST_MINUTES)


def logged_sessions(progress: Progress, skill_id: str = "") -> list[LoggedSession]:
    """The study sessions of a skill, or of all, the latest day first."""
    sessions = [
        LoggedSession(id, session) for id, session in progress.study.items() if skill_id in ("", session.skill_id)
    ]
    sessions.reverse()  # within a day, the last recorded first
    sessions.sort(key=lambda each: each.session.day, reverse=True)
    return sessions


def counted_sessions(sessions: Iterable[LoggedSession], day: date) -> list[LoggedSession]:
    """Those that count on a day. A session dated later is still listed, and counts from its day on."""
    return [each for each in sessions if each.session.day <= day]


def minutes_logged(sessions: Iterable[LoggedSession], day: date) -> int:
    """The minutes of the sessions that count on a day."""
    return sum(each.session.minutes for each in counted_sessions(sessions, day))


def found_sessions(sessions: Iterable[LoggedSession], query: str, skills: Mapping[str, Skill]) -> list[LoggedSession]:
    """The sessions whose skill, text or link contains every word of a query; all for an empty query."""
    words = folded(query).split()
    return [each for each in sessions if all(word in _words_of(each.session, skills) for word in words)]


def _words_of(session: StudySession, skills: Mapping[str, Skill]) -> str:
    skill = skills.get(session.skill_id)
    names = (skill.name, skill.short_name) if skill else (session.skill_id,)
    return folded(" | ".join((*names, session.text, session.link or "")))
