"""Calls for files that refuse what Windows refuses."""

from __future__ import annotations

import builtins
import errno
import functools
import io
import os
import re
import shutil
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REFUSED = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}
_BY_PATH = ("stat", "lstat", "unlink", "remove", "mkdir", "rmdir", "listdir", "scandir", "access", "readlink", "utime")
_BY_TWO_PATHS = ("rename", "replace", "link")
_MOVING = {"rename", "replace", "unlink", "remove"}


def refuse_what_windows_refuses(folder: str) -> None:
    """Replace the functions of ``os`` and ``io`` by such as behave as on Windows, below ``folder``."""
    system = _System(os.path.realpath(folder))
    for name in _BY_PATH:
        setattr(os, name, system.by_path(name, getattr(os, name)))
    for name in _BY_TWO_PATHS:
        setattr(os, name, system.by_two_paths(name, getattr(os, name)))
    for name in ("stat", "lstat", "fstat"):
        setattr(os, name, system.without_modes(getattr(os, name)))
    os.open = system.opening(os.open)
    os.chmod = lambda *_, **__: None  # only the read-only flag, which nobody here sets
    vars(os.path)["realpath"] = system.real_path(os.path.realpath)
    io.open = builtins.open = system.opening(io.open)
    vars(shutil)["_use_fd_functions"] = False  # it deletes trees by opening folders


class _System:
    """Names below ``root`` are as on Windows; all other files are as they are."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._stat, self._lstat, self._listdir = os.stat, os.lstat, os.listdir
        self._born: dict[tuple[int, int], int] = {}

    def by_path(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def wrapped(path: Any = ".", *arguments: Any, **named: Any) -> Any:
            path = self._found(path)
            if name in _MOVING:
                self._refuse_if_open(path)
            return call(path, *arguments, **named)

        return wrapped

    def by_two_paths(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def wrapped(source: Any, target: Any, **named: Any) -> Any:
            source, new = self._found(source), self._found(target)
            if name in _MOVING:
                self._refuse_if_open(source)
                self._refuse_if_open(new)
            if name == "rename" and os.path.lexists(new):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
            return call(source, new, **named)

        return wrapped

    def opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def wrapped(path: Any, *arguments: Any, **named: Any) -> Any:
            path = self._found(path)
            if not isinstance(path, int):
                with suppress(FileNotFoundError):
                    if stat.S_ISDIR(self._stat(path).st_mode):
                        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            return call(path, *arguments, **named)

        return wrapped

    def real_path(self, call: Callable[..., str]) -> Callable[..., str]:
        @functools.wraps(call)
        def wrapped(path: Any, **named: Any) -> str:
            return str(self._cased(call(path, **named)))

        return wrapped

    def without_modes(self, call: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        """Everybody may do everything, nobody is the owner, and the third time is that of the beginning."""

        @functools.wraps(call)
        def wrapped(*arguments: Any, **named: Any) -> os.stat_result:
            found = call(*arguments, **named)
            values = list(found)
            values[0] = stat.S_IFMT(found.st_mode) | (0o777 if stat.S_ISDIR(found.st_mode) else 0o666)
            values[4] = values[5] = 0
            born = self._born.setdefault((found.st_dev, found.st_ino), found.st_ctime_ns)
            times = {"st_atime": found.st_atime, "st_mtime": found.st_mtime, "st_ctime": born / 1e9}
            exact = {"st_atime_ns": found.st_atime_ns, "st_mtime_ns": found.st_mtime_ns, "st_ctime_ns": born}
            return os.stat_result(values, {**times, **exact})

        return wrapped

    def _found(self, path: Any) -> Any:
        """The path of what is there, whatever its case. Raises OSError for a name that no file can have."""
        if isinstance(path, int):
            return path
        text = os.fsdecode(path)
        if parts := self._parts(text):
            for part in parts:
                device = part.partition(".")[0].strip().casefold()
                if part not in (".", "..") and (_REFUSED.search(part) or part[-1] in ". " or device in _DEVICES):
                    raise OSError(errno.EINVAL, "The filename is not correct", text)
        return self._cased(text)

    def _parts(self, text: str) -> list[str]:
        """The names below the root; none for what is elsewhere."""
        path = os.path.normpath(text if text.startswith("/") else f"{os.getcwd()}/{text}")  # noqa: PTH109
        return path.removeprefix(f"{self._root}/").split("/") if path.startswith(f"{self._root}/") else []

    def _cased(self, text: str) -> str:
        """The path with each name as it is on the disk, as far as it is there."""
        parts, path = self._parts(text), self._root
        for part in parts:
            here = f"{path}/{part}"
            try:
                self._lstat(here)
            except (FileNotFoundError, NotADirectoryError):
                with suppress(OSError):
                    alike = (each for each in self._listdir(path) if each.casefold() == part.casefold())
                    here = f"{path}/{next(alike, part)}"
            path = here
        return path if parts else text

    def _refuse_if_open(self, path: str) -> None:
        try:
            found = self._lstat(path)
        except OSError:
            return
        if stat.S_ISREG(found.st_mode) and any(each == (found.st_dev, found.st_ino) for each in self._open_files()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    def _open_files(self) -> Iterator[tuple[int, int]]:
        """Device and inode of each file that any process has open."""
        for process in self._listdir("/proc"):
            if process.isdecimal():
                with suppress(OSError):
                    for number in self._listdir(f"/proc/{process}/fd"):
                        with suppress(OSError):
                            found = self._stat(f"/proc/{process}/fd/{number}")
                            yield found.st_dev, found.st_ino
