"""Killed at any call that changes the disk, a program leaves the old state or the new one, never a mixture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.endurance.operations import Workplace, look
from tests.endurance.tracing import CHANGES, count_calls, injection, traced
from tests.posix import KILL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.endurance.operations import Operation


class Sweep(NamedTuple):
    """How many points were tried, and what was wrong at them, in words."""

    points: int
    wrong: list[str]


def calls_of(workplace: Workplace) -> list[str]:
    """Which calls that change the disk an operation makes, from the operation to the last file closed."""
    with workplace.child(workplace.folder()) as child:
        with traced(child, workplace.log, "-e", f"trace={','.join(CHANGES)}"):
            child.proceed()
            child.proceed("close")
        made = count_calls(workplace.log)
    return [call for call in CHANGES if made[call]]


def kill_at_every_call(operation: Operation, place: Path, every: int = 1) -> Sweep:
    """Kill an operation before its first call that changes the disk, its second, and so on until it survives.

    ``every``: try only each so many of them, evenly spread.
    """
    workplace = Workplace(operation, place)
    points, wrong = 0, []
    for offset, call in enumerate(calls_of(workplace)):
        nth, survived = 1 + offset % every, False
        while not survived:
            survived, finding = _kill(workplace, call, nth)
            if finding:
                wrong.append(f"{operation.name}, killed at {call} {nth}: {finding}")
            points += not survived
            nth += every
    return Sweep(points, wrong)


def _kill(workplace: Workplace, call: str, nth: int) -> tuple[bool, str]:
    folder = workplace.folder()
    with workplace.child(folder) as child:
        with traced(child, workplace.log, *injection(call, nth, "signal=SIGKILL")):
            answer = child.proceed()
            survived = answer is not None and child.proceed("close") is not None
        child.send("end")
        status = child.wait()
    if status != (0 if survived else -KILL):
        return survived, f"ended with {status}"
    if answer is not None and answer["told"]:
        return survived, f"told {answer['told']}"
    # What was acknowledged before the kill has to be there; else either will do.
    allowed = (workplace.new,) if answer is not None else (*workplace.not_done, workplace.new)
    try:
        found = look(folder, workplace.operation)
    except Exception as fault:  # whatever it is, the next start failed
        return survived, f"the next start says {fault!r}"
    return survived, "" if found in allowed else f"the next start finds {found.in_words()}"
