"""Logged study time, and how long ago a skill was last used."""

from roadmaps.study.disuse import FROM_MONTHS, LONG_FROM_MONTHS, Disuse, last_use, measure_disuse
from roadmaps.study.study_log import (
    STEP,
    LoggedSession,
    counted_sessions,
    found_sessions,
    logged_sessions,
    minutes_logged,
    read_minutes,
    stepped,
)

__all__ = [
    "FROM_MONTHS", "LONG_FROM_MONTHS", "STEP", "Disuse", "LoggedSession", "counted_sessions", "found_sessions",
    "last_use", "logged_sessions", "measure_disuse", "minutes_logged", "read_minutes", "stepped",
]  # fmt: skip
