"""Which of the entries found in a damaged file are as they were written, according to their chained digests."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from store.raw_pages import read_cell
from store.rows import NO_ROW, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.raw_pages import PageCell
    from store.rows import Row

# An entry of this size has 8,000 bits to try, which takes 50 milliseconds; all of them together half a second.
_REPAIRED_BYTES = 1000
_MOST_TRIES = 80_000
# Differing copies of one entry. More would make a hostile file slow to read.
_MOST_COPIES = 8


class DigestChain(NamedTuple):
    """What the digests tell about entries, by row number."""

    verified: Mapping[int, Row]
    """As they were written."""
    repaired: frozenset[int]
    """Those verified after one flipped bit was corrected."""
    altered: frozenset[int]
    """Not as they were written."""
    unknown: Mapping[int, Sequence[Row]]
    """Every copy of entries that cannot be judged because the entry before is missing."""


def verify_chain(cells: Iterable[PageCell]) -> DigestChain:
    """What the digests tell about each entry found.

    An entry is verified if its content and the digest of the entry before give its own digest; or if they give a
    digest from which, with the next entry's content, the next entry's digest follows. So one corrupt digest costs no
    entry.
    """
    copies = _by_number(cells)
    verified: dict[int, Row] = {}
    repaired: set[int] = set()
    altered: set[int] = set()
    unknown: dict[int, list[Row]] = {}
    tries = _MOST_TRIES
    last = NO_ROW.seq
    # The digests that the row before may have, each with the row that is verified if this one follows from it. None
    # for a digest that was stored, which is certain if the row before is verified.
    links: dict[str, Row | None] = {NO_ROW.digest: None}
    is_certain = True
    for seq in sorted(copies):
        if seq != last + 1:
            links, is_certain = {}, False
        rows = [row for cell in copies[seq] if (row := read_cell(cell)) is not None]
        found, before, following = _followed(rows, links)
        if before is not None:
            verified[seq - 1] = before
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
            verified[seq] = found
            links, is_certain = {found[8]: None}, True
        else:
            if is_certain:
                altered.add(seq)
            else:
                unknown[seq] = rows
            links, is_certain = {**following, **{row[8]: None for row in rows}}, False
        last = seq
    return DigestChain(verified, frozenset(repaired), frozenset(altered), unknown)


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
    """The row that follows from a link, the row before that this verifies, and the links to the next row otherwise."""
    following: dict[str, Row | None] = {}
    for row in rows:
        for digest, before in links.items():
            computed = digest_of(digest, *row[:8])
            if computed == row[8]:
                return row, before, {}
            following[computed] = row
    return None, None, following


def _repaired(cell: PageCell, before: str) -> Row | None:
    """The row that the cell held before one of its bits flipped; None if no single bit makes the digest fit."""
    body = bytearray(cell.body)
    for bit in range(8 * len(body)):
        body[bit // 8] ^= 1 << bit % 8
        row = read_cell(cell, bytes(body))
        if row is not None and digest_of(before, *row[:8]) == row[8]:
            return row
        body[bit // 8] ^= 1 << bit % 8
    return None
