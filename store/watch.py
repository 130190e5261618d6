"""Long work says how far it is, so that it can be shown and cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    Watch: TypeAlias = Callable[[float], object]
    """Is told now and then which share of the work is done, 0 to 1. What it raises ends the work.

    1 is only said once nothing can be cancelled any more: what comes after it is short, or must not be cut off."""

Item = TypeVar("Item")

_BATCH = 500


def unwatched(_share: float) -> None:
    """Nobody wants to know."""


def part(watch: Watch, begin: float, end: float) -> Watch:
    """The watch of a part of the work, which is done from one share of the whole to another."""
    return lambda share: watch(begin + share * (end - begin) if share < 1 else end)


def watched(items: Sequence[Item], watch: Watch) -> Iterator[Item]:
    """The items one after the other, with a word on how many are done; never 1."""
    for number, item in enumerate(items):
        if number % _BATCH == 0:
            watch(number / len(items))
        yield item
