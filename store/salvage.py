"""What can still be read of a damaged file, and a new file with it. The damaged one is never written to.

Nothing in the file is believed that says where entries are: every page is searched for what looks like one, pages that
are not in use, too. What is found twice counts once. Then

- an entry that the digests prove is kept (``store/digest_chain.py``);
- one flipped bit in an entry is put right where that makes the digest fit: no other bit could do so;
- an entry that does not fit, although the one before it is proven, was altered. It is lost, and counted: what was
  never said is worse than what is missing;
- an entry of which nothing is known, because the one before it is missing, is kept if all of it can be read, this
  program would write it so, and its moment lies between those of its neighbours;
- a write that was cut short is taken back, in memory, as opening the file would do. Where that leaves gaps they are
  filled from the file as it lies; nothing is added at the end, since it may be half of a step.

Nothing is guessed or completed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import is_understood
from roadmaps.text.text_format import count_text
from store.creation import create
from store.digest_chain import prove
from store.errors import StoreError, in_use
from store.file_identity import identify, is_open_here, locate
from store.journal import Journal
from store.raw_pages import Pages, layouts
from store.rows import NO_ROW, read_row, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.digest_chain import DigestChain
    from store.raw_pages import Layout
    from store.rows import Row

_DIGEST = re.compile("[0-9a-f]{16}")
# Enough entries to tell, and soon read.
_TRIED_BYTES = 4 * 1024 * 1024
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Salvaged(NamedTuple):
    """What could be read of a damaged file, and how much more is known to have been there."""

    events: tuple[Event, ...]
    """By (``stamp``, ``id``)."""
    certain: int
    """How many of them are certain to be as they were written."""
    lost: int
    """Entries that are known to have been there and are not kept."""
    notes: tuple[str, ...]
    """What else was found, in sentences."""


def salvage(path: Path) -> Salvaged:
    """Everything that can be read of the file at ``path``, whatever is wrong with it. Writes nothing.

    Reads at most 128 MB. Raises StoreError for what is no file or may not be read.
    """
    real = locate(path)
    identity = identify(real)
    if identity is None:
        raise StoreError(f"{real} is no longer there. Nothing was written.")
    if is_open_here(identity):
        raise in_use(real)
    return _read(real, _layout(real))


def save_salvaged(path: Path, to: Path) -> Salvaged:
    """Write what can be read of the file at ``path`` into a new file at ``to``, whole and checked.

    Raises StoreError where there is a file at ``to`` already, where nothing can be read, and where writing fails;
    then there is no new file.
    """
    target = locate(to)
    if identify(target) is not None:
        raise StoreError(f"There is already a file at {target}. It was left untouched. Choose another name.")
    found = salvage(path)
    if not found.events:
        raise StoreError(f"None of your entries could be read in {locate(path)}. No file was made.")
    rows, _, read_back = write_rows(found.events, NO_ROW)
    unconfirmed = create(target, rows)
    try:
        with Journal.open(target) as journal:
            if list(journal.events()) != read_back:
                raise StoreError(f"{target} does not contain what was written to it. Save it again on another disk.")
    except StoreError:
        target.unlink(missing_ok=True)
        raise
    return found._replace(notes=(*found.notes, unconfirmed)) if unconfirmed else found


def _layout(path: Path) -> Layout:
    """How the file is cut into pages. Where it does not say so, that is the right way by which most can be proven."""
    with Pages(path) as pages:
        ways = layouts(pages.said_layout)

    def proven(layout: Layout) -> int:
        with Pages(path, layout, most=_TRIED_BYTES) as pages:
            return len(prove(pages.cells()).proven)

    return ways[0] if len(ways) == 1 else max(ways, key=proven)


def _read(path: Path, layout: Layout) -> Salvaged:
    with Pages(path, layout) as pages:
        proof = prove(pages.cells())
        if pages.is_cut_short:
            last = max(proof.proven, default=None)
            with Pages(path, layout, as_they_lie=True) as lying:
                more = [cell for cell in lying.cells() if last is None or cell.seq <= last]
            proof = prove([*pages.cells(), *more])
        kept = _kept(proof)
        lost = _lost(kept, proof, pages.indexed())
        notes = tuple(_notes(pages, proof))
    certain = sum(seq in proof.proven for seq in kept)
    return Salvaged(tuple(sorted(kept.values(), key=lambda event: event.order)), certain, lost, notes)


def _kept(proof: DigestChain) -> dict[int, Event]:
    """The events to keep, by their row number."""
    kept: dict[int, Event] = {}
    ids: set[str] = set()

    def keep(seq: int, event: Event) -> None:
        if event.id not in ids:
            ids.add(event.id)
            kept[seq] = event

    for seq, row in proof.proven.items():
        event = _event(row)
        if event is not None:
            keep(seq, event)
    for seq, event in _between_neighbours(proof, kept):
        keep(seq, event)
    return kept


def _event(row: Row) -> Event | None:
    """The event of a row; None where a value in it cannot be right."""
    try:
        _, _, (read_back,) = write_rows([read_row(row)], NO_ROW)
    except (ValueError, RecursionError):
        return None
    return read_back


def _looks_right(row: Row, event: Event) -> bool:
    """Whether this program would write the event so."""
    (written,), _, _ = write_rows([event], NO_ROW)
    return (
        is_understood(event)
        and written[1:8] == row[1:8]
        and _UUID.fullmatch(event.id) is not None
        and event.subject.isprintable()
        and _DIGEST.fullmatch(row[8]) is not None
    )


def _between_neighbours(proof: DigestChain, kept: Mapping[int, Event]) -> Iterator[tuple[int, Event]]:
    """Of the entries of which nothing is known, those that look right and are in order with all others.

    Of a run of them the longest that is in order, and of several copies at most one.
    """
    run: list[tuple[int, Event]] = []
    after: Event | None = None
    for seq in sorted({*kept, *proof.unknown}):
        if seq in kept:
            yield from _longest_in_order([each for each in run if _lies_between(after, each[1], kept[seq])])
            run, after = [], kept[seq]
        else:
            events = [event for row in proof.unknown[seq] if (event := _event(row)) and _looks_right(row, event)]
            run += [(seq, event) for event in sorted(events, key=lambda event: event.order, reverse=True)]
    yield from _longest_in_order([each for each in run if _lies_between(after, each[1], None)])


def _lies_between(before: Event | None, event: Event, after: Event | None) -> bool:
    return (before is None or before.order < event.order) and (after is None or event.order < after.order)


def _longest_in_order(run: Sequence[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """The longest part of ``run`` whose moments only ever rise (by patience sorting)."""
    ends: list[tuple[int, str]] = []
    places: list[int] = []
    before: list[int] = []
    for place, (_, event) in enumerate(run):
        length = bisect_left(ends, event.order)
        ends[length : length + 1] = [event.order]
        places[length : length + 1] = [place]
        before.append(places[length - 1] if length else -1)
    chain = []
    place = places[-1] if places else -1
    while place >= 0:
        chain.append(run[place])
        place = before[place]
    return chain[::-1]


def _lost(kept: Mapping[int, Event], proof: DigestChain, indexed: Mapping[str, int]) -> int:
    """How many entries are missing: rows have no gaps in their numbers, and the index over the ids knows more."""
    last = max(proof.proven, default=0)
    ids = {event.id for event in kept.values()}
    here = {number for id, number in indexed.items() if id in ids}
    # Counted and not listed: the last number may be any that SQLite can hold.
    gaps = last - sum(1 <= number <= last for number in kept.keys() | here)
    beyond = {id for id, number in indexed.items() if number > last and number not in kept and id not in ids}
    altered = {number for number in proof.altered if number == last + 1 and number not in indexed.values()}
    return gaps + len(beyond) + len(altered)


def _notes(pages: Pages, proof: DigestChain) -> Iterator[str]:
    if pages.said_layout is None:
        yield "The first page of the file cannot be read, so every page was searched."
    missing = pages.said_count - pages.count
    if missing > 0:
        yield f"The file ends early: {pages.count} of {count_text(pages.said_count, 'page')} are there."
    if pages.refused:
        yield f"The disk could not read {count_text(len(pages.refused), 'page')} of {pages.count}."
    if pages.is_cut_short:
        yield "An interrupted write was undone."
    if proof.repaired:
        yield f"A flipped bit was corrected in {count_text(len(proof.repaired), 'entry', 'entries')}."
    if proof.altered:
        yield f"{count_text(len(proof.altered), 'entry was', 'entries were')} altered and left out."
    if missing > 0 or pages.said_layout is None:
        yield "Some entries may be missing at its end."
