"""A disk that is as forgetful as POSIX allows: what may be on it after the power fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.endurance.call_log import Cut, Name, Sync, SyncNames, Write

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from tests.endurance.call_log import Step

SECTOR = 512


@dataclass
class _File:
    durable: bytes = b""
    pending: list[Write | Cut] = field(default_factory=list)


class Disk:
    """Keeps what is certain apart from what is not.

    Bytes are certain once their file was synced, names once the folder was; nothing else is. What is not certain is
    there after a power cut in any subset, the bytes by sectors of 512, the names one by one. Where a file has grown
    and the bytes are missing, there are zeros or, on some disks, anything.
    """

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._durable_names: dict[str, int] = {}
        self._pending_names: list[Name] = []

    def do(self, step: Step) -> None:
        """Let a step happen."""
        match step:
            case Write() | Cut():
                self._file(step.file).pending.append(step)
            case Sync():
                file = self._file(step.file)
                for each in file.pending:
                    file.durable = _changed(file.durable, each)
                file.pending.clear()
            case Name():
                self._pending_names.append(step)
            case SyncNames():
                for renamed in self._pending_names:
                    _rename(self._durable_names, renamed)
                self._pending_names.clear()

    def cut_the_power(self, chance: random.Random, folder: Path) -> None:
        """Put into an empty folder what one power cut of many might leave."""
        kept = chance.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        has_rubbish = chance.random() < 0.3
        names = dict(self._durable_names)
        for each in self._pending_names:
            if chance.random() < kept:
                _rename(names, each)
        for name, number in names.items():
            (folder / name).write_bytes(self._after_the_cut(self._file(number), kept, has_rubbish, chance))

    def _after_the_cut(self, file: _File, kept: float, has_rubbish: bool, chance: random.Random) -> bytes:
        content = file.durable
        for change in file.pending:
            if isinstance(change, Cut):
                if chance.random() < kept:
                    content = _changed(content, change)
                continue
            first = change.offset
            end = change.offset + len(change.data)
            while first < end:
                last = min(end, (first // SECTOR + 1) * SECTOR)
                if chance.random() < kept:
                    piece = change.data[first - change.offset : last - change.offset]
                    if has_rubbish and first > len(content):
                        content += chance.randbytes(first - len(content))
                    content = _changed(content, Write(change.file, first, piece))
                first = last
        return content

    def _file(self, number: int) -> _File:
        return self._files.setdefault(number, _File())


def _changed(content: bytes, change: Write | Cut) -> bytes:
    if isinstance(change, Cut):
        return content[: change.size].ljust(change.size, b"\0")
    filled = content.ljust(change.offset, b"\0")
    return filled[: change.offset] + change.data + filled[change.offset + len(change.data) :]


def _rename(names: dict[str, int], change: Name) -> None:
    for name, file in change.changes:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file
