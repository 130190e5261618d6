"""What the window remembers between starts; kept apart from the person's data, readable by its owner only."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLockFile, QSettings

from gui.locks import remove_dead_lock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_OWNER_ONLY = 0o600
_MOST_DIGITS = 6
_TEMPORARY = re.compile(r"\.[A-Za-z0-9]{6}")
"""How the name of a file goes on that Qt writes before it takes the place of the old one."""
_LONGEST_UNSIGNED_SECONDS = 2.0


def _is_number(text: str) -> bool:
    """Whether Qt could use it as a size: more digits than any screen has are no number of ours."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def _remove_leftovers(path: Path) -> None:
    """Remove what a process that was ended while it wrote left beside the file; Qt would wait for its lock."""
    beside = [each for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.")]
    if not beside:
        return
    lock_file = path.with_name(f"{path.name}.lock")
    if lock_file in beside:
        remove_dead_lock(lock_file, even_unsigned=time.time() - lock_file.stat().st_mtime > _LONGEST_UNSIGNED_SECONDS)
    lock = QLockFile(str(lock_file))
    if lock.tryLock(0):
        for each in beside:
            if _TEMPORARY.fullmatch(each.name.removeprefix(path.name)):
                each.unlink(missing_ok=True)
        lock.unlock()


class Settings:
    """Values by name in an INI file. A value that is missing or odd is read as the default, never as an error."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # QSettings keeps the mode of a file that is there, and would make one that others can read.
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY))
            _remove_leftovers(path)
        except OSError:
            # A window that forgets its size is no reason not to start; QSettings then holds values in memory.
            pass
        self._values = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str) -> str:
        """A text; empty when there is none."""
        value = self._values.value(name)
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, text: str) -> None:
        """Remember a text."""
        self._values.setValue(name, text)

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        value = self._values.value(name)
        if isinstance(value, str):
            return [value] if value else []
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    def set_texts(self, name: str, texts: Sequence[str]) -> None:
        """Remember a list of texts."""
        self._values.setValue(name, list(texts))

    def flag(self, name: str) -> bool:
        """Yes or no; no when there is none."""
        return self.text(name) == "yes"

    def set_flag(self, name: str, flag: bool) -> None:
        """Remember yes or no."""
        self._values.setValue(name, "yes" if flag else "no")

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers; empty when there is none or one of them is not a number."""
        texts = self.texts(name)
        return [int(text) for text in texts] if all(map(_is_number, texts)) else []

    def set_numbers(self, name: str, numbers: Sequence[int]) -> None:
        """Remember whole numbers, none of them negative."""
        self._values.setValue(name, [str(number) for number in numbers])

    def blob(self, name: str) -> QByteArray:
        """Bytes that Qt gave us to keep."""
        value = self._values.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, name: str, blob: QByteArray) -> None:
        """Remember bytes."""
        self._values.setValue(name, blob)

    def write(self) -> None:
        """Put everything on disk now."""
        self._values.sync()
