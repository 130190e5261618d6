"""Saves what can still be read of a damaged file in a new file. The damaged file is never written to.

Nothing in the file that says where entries are is trusted: every page, even an unused one, is searched for what looks
like one. Duplicates count once. Then

- an entry that its digest verifies is kept (``store/digest_chain.py``);
- one flipped bit in an entry is corrected if that makes the digest fit: no other bit could do so;
- an entry that does not fit, although the one before it is verified, was altered. It counts as lost: an entry that the
  user never made is worse than a missing one;
- an entry that cannot be judged, because the one before it is missing, is kept if it is readable, exactly as this
  program would write it, and its stamp lies between those of its neighbours;
- an interrupted write is rolled back in memory, as opening the file would do. Gaps that this leaves are filled from the
  pages as they are; nothing is added at the end, since it may be half a transaction.

Nothing is guessed or completed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import is_understood
from roadmaps.text.text_format import count_text
from store.creation import create
from store.digest_chain import verify_chain
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
# Enough entries to decide, and quick to read.
_TRIED_BYTES = 4 * 1024 * 1024
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SalvageResult(NamedTuple):
    """What could be read of a damaged file, and how much is known to be missing."""

    events: tuple[Event, ...]
    """By (``stamp``, ``id``)."""
    certain: int
    """How many of them are certain to be as they were written."""
    lost: int
    """Entries that are known to have been there and are not kept."""
    notes: tuple[str, ...]
    """What else was found, in sentences."""


def salvage(path: Path) -> SalvageResult:
    """Everything that can be read of a file, whatever is wrong with it. Writes nothing.

    Reads at most 128 MB. Raises StoreError if there is no regular file, or permission to read it.
    """
    real = locate(path)
    identity = identify(real)
    if identity is None:
        raise StoreError(f"{real} is no longer there. Nothing was written.")
    if is_open_here(identity):
        raise in_use(real)
    return _read(real, _layout(real))


def save_salvaged(path: Path, to: Path) -> SalvageResult:
    """Write what can be read of the file at ``path`` to a new file at ``to``, and check it.

    Raises StoreError, and leaves no new file, if ``to`` exists, nothing can be read, or writing fails.
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
    """The layout of the file. If the header does not state it, the one that verifies most entries."""
    with Pages(path) as pages:
        possible = layouts(pages.stated_layout)

    def verified(layout: Layout) -> int:
        with Pages(path, layout, most=_TRIED_BYTES) as pages:
            return len(verify_chain(pages.cells()).verified)

    return possible[0] if len(possible) == 1 else max(possible, key=verified)


def _read(path: Path, layout: Layout) -> SalvageResult:
    with Pages(path, layout) as pages:
        chain = verify_chain(pages.cells())
        if pages.is_rolled_back:
            last = max(chain.verified, default=None)
            with Pages(path, layout, roll_back=False) as unchanged:
                more = [cell for cell in unchanged.cells() if last is None or cell.seq <= last]
            chain = verify_chain([*pages.cells(), *more])
        kept = _kept(chain)
        lost = _lost(kept, chain, pages.indexed())
        notes = tuple(_notes(pages, chain))
    certain = sum(seq in chain.verified for seq in kept)
    return SalvageResult(tuple(sorted(kept.values(), key=lambda event: event.order)), certain, lost, notes)


def _kept(chain: DigestChain) -> dict[int, Event]:
    """The events to keep, by their row number."""
    kept: dict[int, Event] = {}
    ids: set[str] = set()

    def keep(seq: int, event: Event) -> None:
        if event.id not in ids:
            ids.add(event.id)
            kept[seq] = event

    for seq, row in chain.verified.items():
        event = _event(row)
        if event is not None:
            keep(seq, event)
    for seq, event in _between_neighbours(chain, kept):
        keep(seq, event)
    return kept


def _event(row: Row) -> Event | None:
    """The event in a row; None if a value in it is not valid."""
    try:
        _, _, (read_back,) = write_rows([read_row(row)], NO_ROW)
    except (ValueError, RecursionError):
        return None
    return read_back


def _looks_right(row: Row, event: Event) -> bool:
    """Whether this program would write the event exactly like this."""
    (written,), _, _ = write_rows([event], NO_ROW)
    return (
        is_understood(event)
        and written[1:8] == row[1:8]
        and _UUID.fullmatch(event.id) is not None
        and event.subject.isprintable()
        and _DIGEST.fullmatch(row[8]) is not None
    )


def _between_neighbours(chain: DigestChain, kept: Mapping[int, Event]) -> Iterator[tuple[int, Event]]:
    """Of the entries that cannot be judged, those that look right and are in order with all others.

    Of a run of them the longest sequence in order, and of several copies at most one.
    """
    run: list[tuple[int, Event]] = []
    after: Event | None = None
    for seq in sorted({*kept, *chain.unknown}):
        if seq in kept:
            yield from _longest_in_order([each for each in run if _lies_between(after, each[1], kept[seq])])
            run, after = [], kept[seq]
        else:
            events = [event for row in chain.unknown[seq] if (event := _event(row)) and _looks_right(row, event)]
            run += [(seq, event) for event in sorted(events, key=lambda event: event.order, reverse=True)]
    yield from _longest_in_order([each for each in run if _lies_between(after, each[1], None)])


def _lies_between(before: Event | None, event: Event, after: Event | None) -> bool:
    return (before is None or before.order < event.order) and (after is None or event.order < after.order)


def _longest_in_order(run: Sequence[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """The longest subsequence of ``run`` in ascending order (patience sorting)."""
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


def _lost(kept: Mapping[int, Event], chain: DigestChain, indexed: Mapping[str, int]) -> int:
    """How many entries are missing: row numbers have no gaps, and the index may list more ids."""
    last = max(chain.verified, default=0)
    ids = {event.id for event in kept.values()}
    here = {number for id, number in indexed.items() if id in ids}
    # Computed, not enumerated: the last number can be as large as SQLite allows.
    gaps = last - sum(1 <= number <= last for number in kept.keys() | here)
    beyond = {id for id, number in indexed.items() if number > last and number not in kept and id not in ids}
    altered = {number for number in chain.altered if number == last + 1 and number not in indexed.values()}
    return gaps + len(beyond) + len(altered)


def _notes(pages: Pages, chain: DigestChain) -> Iterator[str]:
    if pages.stated_layout is None:
        yield "The first page of the file cannot be read, so every page was searched."
    missing = pages.stated_count - pages.count
    if missing > 0:
        yield f"The file ends early: {pages.count} of {count_text(pages.stated_count, 'page')} are there."
    if pages.unreadable:
        yield f"The disk could not read {count_text(len(pages.unreadable), 'page')} of {pages.count}."
    if pages.is_rolled_back:
        yield "An interrupted write was undone."
    if chain.repaired:
        yield f"A flipped bit was corrected in {count_text(len(chain.repaired), 'entry', 'entries')}."
    if chain.altered:
        yield f"{count_text(len(chain.altered), 'entry was', 'entries were')} altered and left out."
    if missing > 0 or pages.stated_layout is None:
        yield "Some entries may be missing at its end."
