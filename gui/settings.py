"""What the window remembers between starts; kept apart from the person's data, readable by its owner only."""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLockFile, QSettings

from gui.locks import remove_dead_lock

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWNER_ONLY = 0o600
_MOST_DIGITS = 6
_MOST_BYTES = 1_000_000
_FORMAT = "settings/format"
_OURS = 1
_FORGOTTEN = "the window forgets its size and place when it is closed. Your work is not kept there and is safe."
_TEMPORARY = re.compile(r"\.[A-Za-z0-9]{6}")
"""How the name of a file goes on that Qt writes before it takes the place of the old one."""
_LONGEST_UNSIGNED_SECONDS = 2.0


def _is_number(text: str) -> bool:
    """Whether Qt could use it as a size: more digits than any screen has are no number of ours."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


class _Memory:
    """Stands in for a file that cannot be used: what is remembered lasts until the end."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def value(self, name: str) -> object:
        return self._values.get(name)

    def setValue(self, name: str, value: object) -> None:  # as Qt calls it
        self._values[name] = value

    def sync(self) -> None:
        pass


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
    """Values by name in an INI file. A value that is missing or odd is read as the default, never as an error.

    A file that cannot be read, that is none, that is larger than any of ours or that a newer Skillgap wrote is left as
    it is, and nothing is kept. One that is only damaged is kept beside the new one, under another name.
    """

    def __init__(self, path: Path | None) -> None:
        """Read the file; without one, what is remembered lasts until the end."""
        self.folder = path.parent if path else Path(os.devnull)
        """Where other things lie that are remembered and are no data of the user's; without a file no folder at all."""
        self.remark = ""
        """A sentence on what the window cannot remember; empty where all is well."""
        self._values: QSettings | _Memory = _Memory()
        if path is not None:
            self._use(path)

    def _use(self, path: Path) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # QSettings keeps the mode of a file that is there, and would make one that others can read.
            # It would wait at a pipe for ever, too.
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC, _OWNER_ONLY)
            try:
                found = os.fstat(descriptor)
            finally:
                os.close(descriptor)
            is_usable = stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES
            if is_usable:
                _remove_leftovers(path)
        except OSError:
            # A window that forgets its size is no reason not to start.
            is_usable = os.access(path, os.R_OK) and path.is_file() and path.stat().st_size <= _MOST_BYTES
        if is_usable:
            self._values = self._opened(path)
        else:
            self.remark = f"{path} cannot be used: {_FORGOTTEN}"

    def _opened(self, path: Path) -> QSettings | _Memory:
        values = QSettings(str(path), QSettings.Format.IniFormat)
        known = values.value(_FORMAT)
        if isinstance(known, str) and _is_number(known) and int(known) > _OURS:
            self.remark = f"{path} was written by a newer Skillgap and is left as it is: {_FORGOTTEN}"
            return _Memory()
        with suppress(OSError):
            whole = path.read_bytes()
            if _is_damaged(whole):
                # What could be read is used; writing would drop the rest.
                kept = path.with_name(f"{path.stem}.damaged{path.suffix}")
                kept.touch(_OWNER_ONLY)
                kept.write_bytes(whole)
                self.remark = (
                    "A part of what the window remembered could not be read. What it held is kept as "
                    f"{kept.name}; your work is not in it and is safe."
                )
        return values

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
        if not self._is_stuck():
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
        if not self._is_stuck():
            self._values.sync()

    def _is_stuck(self) -> bool:
        """Whether the lock of the last write could not be removed: Qt would wait for it without end, at each write."""
        if not isinstance(self._values, QSettings):
            return False
        lock = Path(f"{self._values.fileName()}.lock")
        return lock.exists() and not remove_dead_lock(lock) and lock.exists()


def _is_damaged(whole: bytes) -> bool:
    """Whether there are lines that are neither a section, a value nor a remark. Qt says so only of some."""
    lines = (line.strip() for line in whole.splitlines())
    return b"\0" in whole or any(line and line[:1] not in b"[;#" and b"=" not in line for line in lines)
