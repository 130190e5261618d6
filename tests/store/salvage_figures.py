"""How much of a damaged file is salvaged, for every kind of damage, made from a seed."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.journal import Journal
from store.salvage import salvage
from tests.store.btree import inner_pages, pages_of_entries
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from roadmaps.journal import Event

PAGE = 4096


class Salvage(NamedTuple):
    """The results for one kind of damage."""

    damage: str
    files: int
    readable: int
    """Entries with no damaged page, in all files together."""
    salvaged: int
    """Those of them that were salvaged."""
    invented: int
    """Salvaged events that were never recorded."""

    @property
    def percent(self) -> float:
        return 100.0 if not self.readable else 100 * self.salvaged / self.readable


def measure(seed: int, entries: int = 1500, files: int = 40) -> list[Salvage]:
    """Damage a journal with that many ``entries`` in each way, at most ``files`` times, and salvage it."""
    events = entries_with_long_notes(seed, entries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skillgap.db"
        with Journal.open(path) as journal:
            journal.append(events)
        places = pages_of_entries(path)
        return [_measure(name, path, events, places, files, seed) for name in DAMAGES]


def entries_with_long_notes(seed: int, count: int) -> list[Event]:
    """A history in which every fortieth entry is a note that takes several pages."""
    pick = random.Random(seed)
    return [
        event._replace(kind="note", value=f"{number}: " + "größer and longer " * pick.randrange(200, 1200))
        if number % 40 == 7
        else event
        for number, event in enumerate(say_many(count))
    ]


def _measure(
    name: str, path: Path, events: list[Event], places: dict[int, frozenset[int]], files: int, seed: int
) -> Salvage:
    whole = path.read_bytes()
    recorded = {event.id: event for event in events}
    made = readable = salvaged = invented = 0
    for content, damaged in _damages(name, path, places, random.Random(f"{name} {seed}")):
        if made == files:
            break
        made += 1
        path.write_bytes(content)
        found = {event.id: event for event in salvage(path).events}
        intact = [events[seq - 1] for seq, pages in places.items() if not pages & damaged]
        readable += len(intact)
        salvaged += sum(found.get(event.id) == event for event in intact)
        invented += sum(recorded.get(id) != event for id, event in found.items())
    path.write_bytes(whole)
    return Salvage(name, made, readable, salvaged, invented)


DAMAGES = ("cut off", "zeros", "noise", "first page", "inner pages", "flipped bits", "overflow pages", "a tenth of all")


def _damages(
    name: str, path: Path, places: dict[int, frozenset[int]], pick: random.Random
) -> Iterator[tuple[bytes, Set[int]]]:
    """An endless supply of damaged contents, each with the pages that were hit."""
    whole = path.read_bytes()
    count = len(whole) // PAGE
    inner = inner_pages(path)
    overflow = {page for pages in places.values() if len(pages) > 1 for page in pages} - {
        page for pages in places.values() if len(pages) == 1 for page in pages
    }
    while True:
        match name:
            case "cut off":
                end = pick.randrange(len(whole))
                yield whole[:end], set(range(end // PAGE, count))
                continue
            case "flipped bits":
                content = bytearray(whole)
                bits = [pick.randrange(8 * len(whole)) for _ in range(20)]
                for bit in bits:
                    content[bit // 8] ^= 1 << bit % 8
                yield bytes(content), {bit // 8 // PAGE for bit in bits}
                continue
            case "zeros" | "noise":
                hit = {pick.randrange(count)}
            case "first page":
                hit = {0}
            case "inner pages":
                hit = {0, *inner}
            case "overflow pages":
                hit = set(pick.sample(sorted(overflow), len(overflow) // 4))
            case _:
                hit = set(pick.sample(range(count), count // 10))
        content = bytearray(whole)
        for page in hit:
            is_zeroed = name == "zeros" or (name != "noise" and pick.random() < 0.5)
            content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE) if is_zeroed else pick.randbytes(PAGE)
        yield bytes(content), hit
