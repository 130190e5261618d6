"""Which of the entries that were found in a damaged file are as they were written: they prove each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.raw_pages import read_cell
from store.rows import EMPTY, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.raw_pages import Cell
    from store.rows import Row

# An entry of this size has 32,000 bits to try, which takes half a second.
_REPAIRED_BYTES = 4096
_MOST_REPAIRS = 20
# Copies of one entry that differ. A file that was made to hold many would otherwise take long to read.
_MOST_COPIES = 8


class Proof(NamedTuple):
    """What the digests say of entries, by their row number."""

    proven: Mapping[int, Row]
    """As they were written."""
    repaired: frozenset[int]
    """Those of the proven in which one flipped bit was put right."""
    altered: frozenset[int]
    """Not as they were written."""
    unknown: Mapping[int, Sequence[Row]]
    """Of these nothing is known, because the entry before is missing; every copy that was found."""


def prove(cells: Iterable[Cell]) -> Proof:
    """What the digests say of each entry that was found.

    An entry is proven if the digest of the one before it and its own content make its own digest, or that of the
    next one together with the next one's content. So one digest that was hit costs no entry.
    """
    copies = _by_number(cells)
    proven: dict[int, Row] = {}
    repaired: set[int] = set()
    altered: set[int] = set()
    unknown: dict[int, list[Row]] = {}
    last, sure = EMPTY
    known: str | None = sure
    # The digests that the row before may have, each with the row that it proves if this one follows from it.
    links: dict[str, Row | None] = {sure: None}
    for seq in sorted(copies):
        if seq != last + 1:
            known, links = None, {}
        rows = [row for cell in copies[seq] if (row := read_cell(cell)) is not None]
        found, witness, following = _followed(rows, links)
        if witness is not None:
            proven[seq - 1] = witness
            altered.discard(seq - 1)
            unknown.pop(seq - 1, None)
        if found is None and known is not None and len(repaired) < _MOST_REPAIRS:
            found = next((row for cell in copies[seq] if (row := _repaired(cell, known)) is not None), None)
            if found is not None:
                repaired.add(seq)
        if found is not None:
            proven[seq] = found
            known, links = found[8], {found[8]: None}
        else:
            if known is not None:
                altered.add(seq)
            else:
                unknown[seq] = rows
            known, links = None, {**following, **{row[8]: None for row in rows}}
        last = seq
    return Proof(proven, frozenset(repaired), frozenset(altered), unknown)


def _by_number(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    copies: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.seq > 0:
            alike = copies.setdefault(cell.seq, [])
            if cell not in alike and len(alike) < _MOST_COPIES:
                alike.append(cell)
    return copies


def _followed(
    rows: Sequence[Row], links: Mapping[str, Row | None]
) -> tuple[Row | None, Row | None, dict[str, Row | None]]:
    """The row that follows from a link, the row that this proves, and the links that the others make."""
    following: dict[str, Row | None] = {}
    for row in rows:
        for digest, witness in links.items():
            made = digest_of(digest, *row[:8])
            if made == row[8]:
                return row, witness, {}
            following[made] = row
    return None, None, following


def _repaired(cell: Cell, before: str) -> Row | None:
    """The row that the cell held before one bit of it flipped; None where that is not what happened."""
    if len(cell.body) > _REPAIRED_BYTES:
        return None
    body = bytearray(cell.body)
    for bit in range(8 * len(body)):
        body[bit // 8] ^= 1 << bit % 8
        row = read_cell(cell, bytes(body))
        if row is not None and digest_of(before, *row[:8]) == row[8]:
            return row
        body[bit // 8] ^= 1 << bit % 8
    return None
