"""Progress callbacks for long operations, which can also cancel them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    Watch: TypeAlias = Callable[[float], object]
    """Called from time to time with the fraction done, 0 to 1. An exception it raises cancels the operation.

    1 is passed only once it is too late to cancel: what is left is short or must not be interrupted."""

Item = TypeVar("Item")

_BATCH = 500


def unwatched(_fraction: float) -> None:
    """Report progress to nobody."""


def part(watch: Watch, begin: float, end: float) -> Watch:
    """The callback for a part of an operation, from one fraction of the whole to another."""
    return lambda fraction: watch(begin + fraction * (end - begin) if fraction < 1 else end)


def watched(items: Sequence[Item], watch: Watch) -> Iterator[Item]:
    """Iterate over ``items`` and report progress, but never 1."""
    for number, item in enumerate(items):
        if number % _BATCH == 0:
            watch(number / len(items))
        yield item
