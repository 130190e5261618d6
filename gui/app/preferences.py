"""What the user prefers, by the keys of the settings file: the one place that reads, checks and writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.paths import DATA_FILE, path_in
from gui.theme.palette import NORMAL_SIZE, TEXT_SIZES, Look, Mode

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    from gui.app.settings import Settings

_MODE, _TEXT_SIZE = "window/colours", "preferences/text-size"
_CONTRAST, _STILL = "preferences/high-contrast", "preferences/reduced-motion"
_FIRST_WEEKDAY, _START_PAGE = "preferences/first-weekday", "preferences/start-page"
_SECOND_FOLDER, _BACKUP_FOLDER = "preferences/second-backup-folder", "preferences/backup-folder"
_RETENTION = "preferences/backups-kept"
_SWITCH = ("", "yes", "no")
RETENTION_LIMITS = ((1, 60), (0, 99), (0, 99), (0, 99))
"""The least and the most days of which all backups are kept, then days, weeks and months of which the last one is."""
DEFAULT_RETENTION = (2, 12, 10, 9)
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
        return path_in(self._settings.text(_SECOND_FOLDER))

    @second_folder.setter
    def second_folder(self, folder: Path | None) -> None:
        self._set_place(_SECOND_FOLDER, folder)

    @property
    def backup_folder(self) -> Path | None:
        """Where backups of the usual file are made; None for the folder beside it."""
        return self._place(_BACKUP_FOLDER)

    @backup_folder.setter
    def backup_folder(self, folder: Path | None) -> None:
        self._set_place(_BACKUP_FOLDER, folder)

    @property
    def data_file(self) -> Path | None:
        """Where the user moved their file to; None where it is in the usual place."""
        return self._place(DATA_FILE)

    @data_file.setter
    def data_file(self, path: Path | None) -> None:
        self._set_place(DATA_FILE, path)

    @property
    def retention(self) -> Sequence[int]:
        """How many backups are kept, as in ``RETENTION_LIMITS``."""
        numbers, is_set = self._settings.numbers(_RETENTION), bool(self._settings.texts(_RETENTION))
        if len(numbers) == len(RETENTION_LIMITS) and all(
            least <= number <= most for number, (least, most) in zip(numbers, RETENTION_LIMITS, strict=True)
        ):
            return numbers
        if is_set:
            self._remark()
        return DEFAULT_RETENTION

    @retention.setter
    def retention(self, numbers: Sequence[int]) -> None:
        self._settings.set_numbers(_RETENTION, numbers)

    def _place(self, key: str) -> Path | None:
        text = self._settings.text(key)
        path = path_in(text)
        if text and path is None:
            self._remark()
        return path

    def _set_place(self, key: str, path: Path | None) -> None:
        self._settings.set_text(key, str(path) if path else "")

    def _checked(self, key: str, allowed: Container[str]) -> str:
        text = self._settings.text(key)
        if text in allowed:
            return text
        self._remark()
        return ""

    def _remark(self) -> None:
        self._settings.remark = self._settings.remark or (
            "A part of what the window remembered could not be read, and Skillgap uses its defaults there. "
            "Your work is not stored there and is safe."
        )
