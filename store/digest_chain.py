"""Which of the entries that were found in a damaged file are as they were written: they prove each other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from store.raw_pages import read_cell
from store.rows import NO_ROW, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.raw_pages import PageCell
    from store.rows import Row

# An entry of this size has 8,000 bits to try, which takes 50 milliseconds; all together half a second.
_REPAIRED_BYTES = 1000
_MOST_TRIES = 80_000
# Copies of one entry that differ. A file that was made to hold many would otherwise take long to read.
_MOST_COPIES = 8


class DigestChain(NamedTuple):
    """What the digests say of entries, by their row number."""

    proven: Mapping[int, Row]
    """As they were written."""
    repaired: frozenset[int]
    """Those of the proven in which one flipped bit was put right."""
    altered: frozenset[int]
    """Not as they were written."""
    unknown: Mapping[int, Sequence[Row]]
    """Of these nothing is known, because the entry before is missing; every copy that was found."""


def prove(cells: Iterable[PageCell]) -> DigestChain:
    """What the digests say of each entry that was found.

    An entry is proven if the digest of the one before it and its own content make its own digest, or that of the
    next one together with the next one's content. So one digest that was hit costs no entry.
    """
    copies = _by_number(cells)
    proven: dict[int, Row] = {}
    repaired: set[int] = set()
    altered: set[int] = set()
    unknown: dict[int, list[Row]] = {}
    tries = _MOST_TRIES
    last = NO_ROW.seq
    # The digests that the row before may have, each with the row that it proves if this one follows from it. The row
    # before is certain where it is proven.
    links: dict[str, Row | None] = {NO_ROW.digest: None}
    is_certain = True
    for seq in sorted(copies):
        if seq != last + 1:
            links, is_certain = {}, False
        rows = [row for cell in copies[seq] if (row := read_cell(cell)) is not None]
        found, witness, following = _followed(rows, links)
        if witness is not None:
            proven[seq - 1] = witness
            altered.discard(seq - 1)
            unknown.pop(seq - 1, None)
        if found is None:
            for cell, digest in product(copies[seq], [digest for digest, row in links.items() if row is None]):
                if len(cell.body) > _REPAIRED_BYTES or tries < 0:
                    continue
                tries -= 8 * len(cell.body)
                found = _repaired(cell, digest)
                if found is not None:
                    repaired.add(seq)
                    break
        if found is not None:
            proven[seq] = found
            links, is_certain = {found[8]: None}, True
        else:
            if is_certain:
                altered.add(seq)
            else:
                unknown[seq] = rows
            links, is_certain = {**following, **{row[8]: None for row in rows}}, False
        last = seq
    return DigestChain(proven, frozenset(repaired), frozenset(altered), unknown)


def _by_number(cells: Iterable[PageCell]) -> dict[int, list[PageCell]]:
    copies: dict[int, list[PageCell]] = {}
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


def _repaired(cell: PageCell, before: str) -> Row | None:
    """The row that the cell held before one bit of it flipped; None where that is not what happened."""
    body = bytearray(cell.body)
    for bit in range(8 * len(body)):
        body[bit // 8] ^= 1 << bit % 8
        row = read_cell(cell, bytes(body))
        if row is not None and digest_of(before, *row[:8]) == row[8]:
            return row
        body[bit // 8] ^= 1 << bit % 8
    return None
