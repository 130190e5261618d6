"""What the user prefers, by the keys of the settings file: the one place that reads, checks and writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.theme.palette import NORMAL_SIZE, TEXT_SIZES, Look, Mode

if TYPE_CHECKING:
    from collections.abc import Container

    from gui.app.settings import Settings

_MODE, _TEXT_SIZE = "window/colours", "preferences/text-size"
_CONTRAST, _STILL = "preferences/high-contrast", "preferences/reduced-motion"
_FIRST_WEEKDAY, _START_PAGE = "preferences/first-weekday", "preferences/start-page"
_SECOND_FOLDER = "preferences/second-backup-folder"
_SWITCH = ("", "yes", "no")
BY_LOCALE = 0
"""Instead of a weekday: the week begins as the locale says."""
LAST_PAGE = ""
"""Instead of a page: the one that was shown last."""


class Preferences:
    """A value that is missing, or is none that can be chosen, is read as the default; the latter is remarked on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def look(self) -> Look:
        """How the window looks."""
        sizes = {str(size) for size in range(TEXT_SIZES[0], TEXT_SIZES[1] + 1)}
        return Look(
            Mode.read(self._checked(_MODE, ("", *Mode))),
            int(self._checked(_TEXT_SIZE, {"", *sizes}) or NORMAL_SIZE),
            self._checked(_CONTRAST, _SWITCH) == "yes",
            self._checked(_STILL, _SWITCH) == "yes",
        )

    @look.setter
    def look(self, look: Look) -> None:
        self._settings.set_text(_MODE, look.mode.value)
        self._settings.set_text(_TEXT_SIZE, str(look.text_size))
        self._settings.set_flag(_CONTRAST, look.has_contrast)
        self._settings.set_flag(_STILL, look.is_still)

    @property
    def first_weekday(self) -> int:
        """The ISO number of the first day of the week; BY_LOCALE where none is chosen."""
        return int(self._checked(_FIRST_WEEKDAY, ("", *map(str, range(8)))) or BY_LOCALE)

    @first_weekday.setter
    def first_weekday(self, number: int) -> None:
        self._settings.set_text(_FIRST_WEEKDAY, str(number))

    def start_page(self, among: Container[str]) -> str:
        """The page that a start shows; LAST_PAGE where none is chosen."""
        page = self._settings.text(_START_PAGE)
        return page if page in among else LAST_PAGE

    def set_start_page(self, page: str) -> None:
        """Choose the page that a start shows."""
        self._settings.set_text(_START_PAGE, page)

    @property
    def second_folder(self) -> Path | None:
        """Where every backup is copied to; None where nothing is chosen."""
        text = self._settings.text(_SECOND_FOLDER)
        return Path(text) if text and "\0" not in text and Path(text).is_absolute() else None

    @second_folder.setter
    def second_folder(self, folder: Path | None) -> None:
        self._settings.set_text(_SECOND_FOLDER, str(folder) if folder else "")

    def _checked(self, key: str, allowed: Container[str]) -> str:
        text = self._settings.text(key)
        if text in allowed:
            return text
        self._settings.remark = self._settings.remark or (
            "A part of what the window remembered could not be read, and Skillgap uses its defaults there. "
            "Your work is not stored there and is safe."
        )
        return ""
