"""What a program did to one folder, call by call, read from a log of strace."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = (
    "open,openat,creat,close,dup,dup2,dup3,lseek,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,"
    "fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,sendto"
)
OPTIONS = ("-e", f"trace={CALLS}", "-xx", "-s", "4000000")
"""What strace has to be told, so that the log can be read."""


class Write(NamedTuple):
    """Bytes put into a file."""

    file: int
    offset: int
    data: bytes


class Cut(NamedTuple):
    """A file made so long."""

    file: int
    size: int


class Sync(NamedTuple):
    """The content of a file is waited for."""

    file: int


class SyncNames(NamedTuple):
    """The names in the folder are waited for."""


class Name(NamedTuple):
    """Names that come to stand for a file, or for nothing, in one."""

    changes: tuple[tuple[str, int | None], ...]


class Acknowledgement(NamedTuple):
    """What the program told another process."""

    message: bytes


Step: TypeAlias = Write | Cut | Sync | SyncNames | Name | Acknowledgement
"""Files are numbered as they come into being; a file keeps its number whatever it is called."""

_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|\?)")
_FOLDER = -1


class _Open:
    """An open file: which one, and where the next byte goes."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.offset = 0


class _Reader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[int, _Open] = {}
        self._names: dict[str, int] = {}
        self._sizes: dict[int, int] = {}

    def read(self, line: str) -> Iterator[Step]:
        found = _LINE.match(line)
        if not found or found[3] in ("?", "-1"):
            return
        call, arguments, result = found[1], found[2].split(", "), int(found[3])
        match call:
            case "openat":
                yield from self._opened(_text(arguments[1]), arguments[2], result)
            case "open":
                yield from self._opened(_text(arguments[0]), arguments[1], result)
            case "close":
                self._open.pop(int(arguments[0]), None)
            case "dup" | "dup2" | "dup3":
                if int(arguments[0]) in self._open:
                    self._open[result] = self._open[int(arguments[0])]
            case "lseek":
                if int(arguments[0]) in self._open:
                    self._open[int(arguments[0])].offset = result
            case "write" | "pwrite64" | "ftruncate" | "fsync" | "fdatasync":
                opened = self._open.get(int(arguments[0]))
                if opened is not None:
                    yield from self._changed(call, opened, arguments, result)
            case "unlink" | "unlinkat" | "rename" | "renameat" | "renameat2" | "link" | "linkat":
                yield from self._named(call, arguments)
            case "sendto":
                yield Acknowledgement(_bytes(arguments[1]))
            case _:
                raise ValueError(f"the program makes a call that is not understood here: {line[:80]}")

    def _opened(self, path: str, flags: str, descriptor: int) -> Iterator[Step]:
        self._open.pop(descriptor, None)
        if Path(path) == self._folder and "O_TMPFILE" not in flags:
            self._open[descriptor] = _Open(_FOLDER)
            return
        if "O_TMPFILE" in flags and Path(path) == self._folder:
            self._open[descriptor] = _Open(self._new_file())
            return
        name = self._name(path)
        if name is None:
            return
        if name not in self._names:
            self._names[name] = self._new_file()
            yield Name(((name, self._names[name]),))
        opened = self._open[descriptor] = _Open(self._names[name])
        if "O_TRUNC" in flags:
            self._sizes[opened.file] = 0
            yield Cut(opened.file, 0)
        if "O_APPEND" in flags:
            raise ValueError(f"{path} is appended to, which is not understood here")

    def _changed(self, call: str, opened: _Open, arguments: list[str], result: int) -> Iterator[Step]:
        if opened.file == _FOLDER:
            yield SyncNames()
        elif call == "ftruncate":
            yield Cut(opened.file, int(arguments[1]))
        elif call in ("fsync", "fdatasync"):
            yield Sync(opened.file)
        else:
            offset = int(arguments[3]) if call == "pwrite64" else opened.offset
            if call == "write":
                opened.offset += result
            yield Write(opened.file, offset, _bytes(arguments[1])[:result])

    def _named(self, call: str, arguments: list[str]) -> Iterator[Step]:
        paths = [_text(each) for each in arguments if each.startswith('"')]
        old = self._name(paths[0])
        if call.startswith("unlink"):
            if old is not None:
                del self._names[old]
                yield Name(((old, None),))
            return
        new = self._name(paths[1])
        if new is None:
            return
        if old is not None:
            file = self._names[old]
        elif (descriptor := re.fullmatch(r"/proc/self/fd/(\d+)", paths[0])) is not None:
            file = self._open[int(descriptor[1])].file
        else:
            raise ValueError(f"{paths[0]} comes into the folder from outside")
        self._names[new] = file
        if call.startswith("link"):
            yield Name(((new, file),))
        else:
            if old is None:
                raise ValueError(f"{paths[0]} is moved into the folder from outside")
            del self._names[old]
            yield Name(((old, None), (new, file)))

    def _new_file(self) -> int:
        number = len(self._sizes)
        self._sizes[number] = 0
        return number

    def _name(self, path: str) -> str | None:
        """The name of a file in the folder; None for any other one."""
        return Path(path).name if Path(path).parent == self._folder else None


def read_log(log: Path, folder: Path) -> list[Step]:
    """What was done to a folder that was empty, in order."""
    reader = _Reader(folder)
    lines = log.read_text(encoding="ascii").splitlines()
    return [step for line in lines for step in reader.read(line)]


def _bytes(quoted: str) -> bytes:
    if not quoted.endswith('"'):
        raise ValueError("the log was cut short")
    return bytes.fromhex(quoted.strip('"').replace("\\x", ""))


def _text(quoted: str) -> str:
    return os.fsdecode(_bytes(quoted))
