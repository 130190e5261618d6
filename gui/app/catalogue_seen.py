"""Which version of the catalogue the user has seen, and which one they had before it; kept with the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.released import FIRST_RECORDED

if TYPE_CHECKING:
    from gui.app.settings import Settings

_SEEN, _BEFORE = "catalogue/seen", "catalogue/before"


def remember_first_use(settings: Settings, now: str) -> None:
    """Remember at once what a new file begins with: by the time an update is announced, it may hold entries."""
    if not settings.text(_SEEN):
        settings.set_text(_SEEN, now)


def version_to_tell_of(settings: Settings, now: str) -> str:
    """The version whose successor the user has not seen yet, empty where there is none; it is asked for once.

    A file that was there before versions were remembered was last used with the first one of which there is a record.
    """
    seen = settings.text(_SEEN) or FIRST_RECORDED
    settings.set_text(_SEEN, now)
    if seen == now:
        return ""
    settings.set_text(_BEFORE, seen)
    return seen


def version_before(settings: Settings) -> str:
    """The version before the last update; the first recorded one where none is remembered."""
    return settings.text(_BEFORE) or FIRST_RECORDED
