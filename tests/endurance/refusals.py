"""A disk that is full or fails, at any call: the user is told, the screen shows what is there, and it works again."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING, NamedTuple

from tests.endurance.kills import Sweep, calls_of
from tests.endurance.operations import Workplace, look
from tests.endurance.tracing import injection, traced, was_injected

if TYPE_CHECKING:
    from pathlib import Path

    from tests.endurance.operations import Operation

READS = ("pread64",)
"""Reading fails, too, on a broken disk."""


class Refusal(NamedTuple):
    """What the system says, and to how many calls."""

    name: str
    calls: tuple[str, ...] = ()
    """Only to these; none: to every call that changes the disk."""
    and_on: bool = False
    """Also to every later call of the same name, until the disk is well again."""

    @property
    def what(self) -> str:
        """Short, for a table."""
        return f"{self.name}{' of reads' if self.calls else ''}{' from then on' if self.and_on else ''}"


FULL = Refusal("ENOSPC")
STAYS_FULL = Refusal("ENOSPC", and_on=True)
BROKEN = Refusal("EIO")
STAYS_BROKEN = Refusal("EIO", and_on=True)
OVER_QUOTA = Refusal("EDQUOT")
READ_ONLY = Refusal("EROFS", and_on=True)
UNREADABLE = Refusal("EIO", calls=READS, and_on=True)
_STANDS = "was written"
"""In a sentence on what the disk did not confirm, and what holds all the same."""
_WITHOUT_A_WORD = ("errno", "Errno", "Traceback", "Error(", "sqlite3.")


def refuse_at_every_call(operation: Operation, refusal: Refusal, place: Path, every: int = 1) -> Sweep:
    """Let the system refuse the first call of an operation, its second, and so on until nothing is refused.

    ``every``: try only each so many of them, evenly spread.
    """
    if not hasattr(errno, refusal.name):
        raise ValueError(refusal.name)
    workplace = Workplace(operation, place)
    points, wrong = 0, []
    calls = refusal.calls or calls_of(workplace)
    for offset, call in enumerate(calls):
        nth, was_refused = 1 + offset % every, True
        while was_refused:
            was_refused, findings = _refuse(workplace, refusal, call, nth)
            points += was_refused
            if refusal.and_on and was_refused:
                findings += _refuse_to_the_end(workplace, refusal, call, nth)
                points += 1
            wrong += [f"{operation.name}, {refusal.what} at {call} {nth}: {finding}" for finding in findings]
            nth += every
    return Sweep(points, wrong)


def _refuse_to_the_end(workplace: Workplace, refusal: Refusal, call: str, nth: int) -> list[str]:
    """What was wrong where the program was closed before the disk was well again."""
    folder = workplace.folder()
    with workplace.child(folder) as child:
        try:
            with traced(child, workplace.log, *injection(call, nth, f"error={refusal.name}", and_on=True)):
                told = child.proceed()["told"]
                child.proceed("close")
        except RuntimeError as error:
            return [f"not caught: {str(error).splitlines()[-1]}"]
    try:
        found = look(folder, workplace.operation)
    except Exception as fault:  # whatever it is, the next start failed
        return [f"closed meanwhile, the next start says {fault!r}"]
    if found in (workplace.done if not told or _STANDS in told else workplace.not_done):
        return []
    if not workplace.operation.is_told and found == workplace.old:
        return []
    return [f"told {told!r}, closed meanwhile, the next start finds {found.in_words()}"]


def _refuse(workplace: Workplace, refusal: Refusal, call: str, nth: int) -> tuple[bool, list[str]]:
    """Whether a call was refused during the operation, and what was wrong then."""
    operation, findings = workplace.operation, []
    folder = workplace.folder()
    with workplace.child(folder) as child:
        try:
            options = injection(call, nth, f"error={refusal.name}", and_on=refusal.and_on)
            with traced(child, workplace.log, *options):
                answer = child.proceed()
                seen = _copy(folder)
        except RuntimeError as error:
            return was_injected(workplace.log), [f"not caught: {str(error).splitlines()[-1]}"]
        was_refused = was_injected(workplace.log)
        told = answer["told"]
        try:
            on_disk = look(seen, operation)
        except Exception as fault:  # whatever it is, a start now would fail
            return was_refused, [f"told {told!r}, and a start now would say {fault!r}"]
        findings += [f"the screen shows another {what}" for what in answer["wrong"]]
        if answer["shown"] is not None and tuple(map(tuple, answer["shown"])) != on_disk.said:
            findings.append(f"the screen shows {len(answer['shown'])} events, on disk are {len(on_disk.said)}")
        if told and (not told.endswith(".") or any(each in told for each in _WITHOUT_A_WORD)):
            findings.append(f"told {told!r}")
        stands = not told or _STANDS in told
        expected = workplace.done if stands else workplace.not_done
        if operation.is_told and on_disk not in expected:
            findings.append(f"told {told!r}, on disk {on_disk.in_words()}")
        if not operation.is_told and on_disk not in (workplace.old, workplace.new):
            findings.append(f"on disk {on_disk.in_words()}")
        # The disk is well again.
        if (told and not stands) or on_disk == workplace.old:
            again = child.proceed()
            if again["told"] or again["wrong"]:
                findings.append(f"tried again: {again['told']} {again['wrong']}")
        left = _strays(folder)
        child.proceed("close")
    after = look(folder, operation)
    if after not in workplace.done:
        findings.append(f"in the end {after.in_words()}")
    if was_refused and left and "unlink" not in call:  # what may not be removed stays until the next start
        findings.append(f"left behind, before any new start: {left}")
    return was_refused, findings


def _copy(folder: Path) -> Path:
    """What a program that started now would find."""
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.copytree(folder, copy, symlinks=True)
    return copy


def _strays(folder: Path) -> list[str]:
    """Files that are no one's: temporary ones, and empty ones that are no journal of SQLite."""
    return sorted(
        each.name
        for each in folder.rglob("*")
        if each.name.endswith(".tmp")
        or (each.is_file() and each.stat().st_size == 0 and not each.name.endswith(("-journal", ".ini")))
    )
