"""What the window remembers between starts; kept apart from the user's data, readable by its owner only."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLockFile, QTimer

from gui.app.ini_file import parse, replace_file, written
from gui.app.stale_locks import remove_dead_lock, try_lock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gui.app.ini_file import Value

_OWNER_ONLY = 0o600
_MOST_DIGITS = 6
_MOST_BYTES = 1_000_000
_PATIENCE_MS = 1000
_FORMAT = "settings/format"
_OURS = 1
_FORGOTTEN = "Skillgap won’t remember the window’s size and position. Your work is not stored there and is safe."
_TEMPORARY = re.compile(r"\.[A-Za-z0-9]{6}")
"""How the name of a file goes on that is written before it takes the place of the old one."""
_LONGEST_UNSIGNED_SECONDS = 2.0


def _is_number(text: str) -> bool:
    """Whether Qt could use it as a size: no screen needs more digits."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def _remove_leftovers(path: Path) -> None:
    """Remove what a process that was ended while it wrote left beside the file; a lock would be waited for."""
    beside = [each for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.")]
    if not beside:
        return
    lock_file = path.with_name(f"{path.name}.lock")
    if lock_file in beside:
        remove_dead_lock(lock_file, even_unsigned=time.time() - lock_file.stat().st_mtime > _LONGEST_UNSIGNED_SECONDS)
    lock = QLockFile(str(lock_file))
    if try_lock(lock):
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
        self._path = path
        self.folder = path.parent if path else None
        """Where other things lie that are remembered and are no data of the user's; None without a file."""
        self._values: dict[str, Value] = {}
        self._changed: dict[str, Value] = {}
        """What is not on the disk yet; the rest of the file may be another Skillgap's meanwhile."""
        self._is_due = False
        self._is_kept = False
        self.remark = ""
        """A sentence on what the window cannot remember; empty where all is well."""
        if path is not None:
            self._use(path)

    def _use(self, path: Path) -> None:
        with suppress(OSError):  # a window that forgets its size is no reason not to start
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
            if path.is_file():
                _remove_leftovers(path)
        self._is_kept = _is_usable(path)
        if self._is_kept:
            self._read(path)
        else:
            self.remark = f"{path} cannot be used: {_FORGOTTEN}"

    def _read(self, path: Path) -> None:
        whole = bytes_of(path)
        content = parse(whole)
        known = content.values.get(_FORMAT, ())
        if isinstance(known, tuple) and len(known) == 1 and _is_number(known[0]) and int(known[0]) > _OURS:
            self.remark = f"{path} was written by a newer Skillgap and was left untouched: {_FORGOTTEN}"
            self._is_kept = False
            return
        self._values = content.values
        if content.is_damaged:
            # What could be read is used; writing would drop the rest.
            kept = path.with_name(f"{path.stem}.damaged{path.suffix}")
            with suppress(OSError):
                replace_file(kept, whole)
                self.remark = (
                    "A part of what the window remembered could not be read. What it held is kept as "
                    f"{kept.name}; your work is not in it and is safe."
                )

    @property
    def is_kept(self) -> bool:
        """Whether what is set is still there at the next start, as far as is known."""
        return self._path is not None and self._is_kept

    def text(self, name: str) -> str:
        """A text; empty when there is none."""
        value = self._values.get(name)
        return value[0] if isinstance(value, tuple) and len(value) == 1 else ""

    def set_text(self, name: str, text: str) -> None:
        """Remember a text."""
        self._set(name, (text,))

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        value = self._values.get(name)
        return [*value] if isinstance(value, tuple) and value != ("",) else []

    def set_texts(self, name: str, texts: Sequence[str]) -> None:
        """Remember a list of texts."""
        self._set(name, tuple(texts))

    def flag(self, name: str) -> bool:
        """Yes or no; no when there is none."""
        return self.text(name) == "yes"

    def set_flag(self, name: str, flag: bool) -> None:
        """Remember yes or no."""
        self.set_text(name, "yes" if flag else "no")

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers; empty when there is none or one of them is not a number."""
        texts = self.texts(name)
        return [int(text) for text in texts] if all(map(_is_number, texts)) else []

    def set_numbers(self, name: str, numbers: Sequence[int]) -> None:
        """Remember whole numbers, none of them negative."""
        self.set_texts(name, [str(number) for number in numbers])

    def blob(self, name: str) -> QByteArray:
        """Bytes that Qt gave us to keep."""
        value = self._values.get(name)
        return QByteArray(value) if isinstance(value, bytes) else QByteArray()

    def set_blob(self, name: str, blob: QByteArray) -> None:
        """Remember bytes."""
        self._set(name, bytes(blob.data()))

    def write(self) -> bool:
        """Put everything on disk now; False where that failed. It is then remembered until the end."""
        self._is_due = False
        path = self._path
        if path is None or not self._changed or not self._is_kept:
            return True
        lock = QLockFile(str(path.with_name(f"{path.name}.lock")))
        if not try_lock(lock, _PATIENCE_MS):
            return False
        try:
            values = {**parse(bytes_of(path)).values, **self._changed}
            replace_file(path, written(values))
            self._values, self._changed = values, {}
        except OSError:
            return False
        finally:
            lock.unlock()
        return True

    def _set(self, name: str, value: Value) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = self._changed[name] = value
        if self._is_due:
            return
        from PySide6.QtCore import QThread  # a start that sets nothing does without

        # All that is set in one go is written at once, and at once where nothing comes back to it later.
        self._is_due = QThread.currentThread().loopLevel() > 0
        if self._is_due:
            QTimer.singleShot(0, self.write)
        else:
            self.write()


def _is_usable(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and path.stat().st_size <= _MOST_BYTES and os.access(path, os.R_OK)
    return False


def bytes_of(path: Path) -> bytes:
    """What a file holds, up to the most that is ever written; nothing if it cannot be read."""
    with suppress(OSError):
        if path.is_file():  # a pipe would be waited for without end
            with path.open("rb") as file:
                return file.read(_MOST_BYTES)
    return b""
