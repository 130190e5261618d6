"""Reads pages and entries straight from the disk, without relying on anything in the file that says where they are.

The layout is that of https://www.sqlite.org/fileformat2.html: record format (section 2.1), cells and overflow pages
(1.6), rollback journal (3).
"""

from __future__ import annotations

import os
import re
import stat
import struct
from typing import TYPE_CHECKING, NamedTuple

from store.errors import StoreError, not_opened
from store.platform import open_to_read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, Self

    from store.rows import Row

LARGEST = 128 * 1024 * 1024
"""The most bytes that are read: half a million entries."""

_MAGIC = b"SQLite format 3\0"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEADER = struct.Struct(">8sIIIII")
_TO_THE_END = 0xFFFFFFFF
_USUAL_SIZE = 4096
_SIZES = tuple(2**power for power in range(9, 17))
_SMALLEST_USABLE = 480

# The header of one of our records: its length, then the type of each column. The row number is stored outside the
# record (0), days are texts of 10 characters (13 + 2 × 10), the digest is one of 16, and the stamp is an integer. JSON
# escapes zero bytes, so no text that a user typed can look like this.
_DAY_TYPE = b"\x21"
_NUMBER = rb"([\x80-\xff]{0,8}[\x00-\x7f])"
_RECORD = re.compile(
    rb"(?=([\x0a-\x40]\x00" + _NUMBER + rb"([\x01-\x06\x08\x09])\x21" + _NUMBER * 2 + rb"\x21" + _NUMBER + rb"\x2d))",
    re.DOTALL,
)
_TEXT = 13
_DAY_BYTES, _DIGEST_BYTES = 10, 16
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
# An entry of the index over ids that are UUIDs: two columns, a text of 36 characters and the row number.
_INDEXED = re.compile(rb"\x03\x55([\x01-\x06\x09])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.DOTALL)


class Layout(NamedTuple):
    """The page size of a file, and how many bytes of each page are used."""

    page_size: int
    usable: int


class PageCell(NamedTuple):
    """A record that looks like an entry: its row number, the length of each column, and the columns' bytes."""

    seq: int
    stamp_type: int
    lengths: tuple[int, ...]
    body: bytes


class Pages:
    """The pages of a file, by number from 1. A page that is missing or cannot be read is empty.

    An interrupted write is rolled back in memory, as opening the file would do, unless ``roll_back`` is False.
    """

    def __init__(
        self, path: Path, layout: Layout | None = None, *, roll_back: bool = True, most: int = LARGEST
    ) -> None:
        """``most`` is the most bytes to look at."""
        self._file = _open(path)
        self.size = min(os.fstat(self._file.fileno()).st_size, most)
        self.unreadable: set[int] = set()
        """The pages that the disk cannot read."""
        header = self._bytes(0, 100) or b""
        self.stated_layout = _layout(header)
        """The layout in the file header; None if the header is not valid."""
        self.layout = layout or self.stated_layout or Layout(_USUAL_SIZE, _USUAL_SIZE)
        self.stated_count = int.from_bytes(header[28:32]) if self.stated_layout else 0
        """The number of pages in the file header."""
        before, count = _pages_before(path, self.layout.page_size) if roll_back else ({}, None)
        self._before: dict[int, bytes] = before
        self.is_rolled_back = count is not None
        """Whether an interrupted write was rolled back."""
        self.count = -(-self.size // self.layout.page_size) if count is None else count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def page(self, number: int) -> bytes:
        """The bytes of a page, fewer if the file ends within it."""
        if not 1 <= number <= self.count:
            return b""
        if number in self._before:
            return self._before[number]
        page = self._bytes((number - 1) * self.layout.page_size, self.layout.page_size)
        if page is None:
            self.unreadable.add(number)
        return page or b""

    def _bytes(self, offset: int, size: int) -> bytes | None:
        """The bytes up to the end of the file; None if the disk cannot read them."""
        try:
            # Not through the file's buffer, which reads on: a page that cannot be read must cost no other.
            os.lseek(self._file.fileno(), offset, os.SEEK_SET)
            return os.read(self._file.fileno(), max(0, min(size, self.size - offset)))
        except OSError:
            return None

    def cells(self) -> Iterator[PageCell]:
        """Everything that looks like an entry, anywhere in the file; some may be old, damaged or duplicates."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            if _DAY_TYPE not in page:
                continue  # so that large files of zeros are quick
            for found in _RECORD.finditer(page):
                cell = self._cell(page, found)
                if cell is not None:
                    yield cell

    def _cell(self, page: bytes, found: re.Match[bytes]) -> PageCell | None:
        header, id_, stamp, kind, subject, value = found.groups()
        seq = _number_before(page, found.start())
        texts = [_number(each) - _TEXT for each in (id_, kind, subject, value)]
        if header[0] != len(header) or seq is None or any(each < 0 or each % 2 for each in texts):
            return None
        id_bytes, kind_bytes, subject_bytes, value_bytes = (each // 2 for each in texts)
        lengths = (
            id_bytes, _INTEGER_BYTES[stamp[0]], _DAY_BYTES, kind_bytes, subject_bytes, _DAY_BYTES, value_bytes,
            _DIGEST_BYTES,
        )  # fmt: skip
        record = self._record(page, found.start(), len(header) + sum(lengths))
        return None if record is None else PageCell(seq, stamp[0], lengths, record[len(header) :])

    def _record(self, page: bytes, start: int, size: int) -> bytes | None:
        """The record that begins there, with its overflow pages; None if a part is missing."""
        if size > self.size:
            return None
        here = self._bytes_here(size)
        record = page[start : start + here]
        if here == size:
            return record if len(record) == size else None
        parts, missing = [record], size - here
        following = page[start + here : start + here + 4]
        visited = set()
        while missing > 0:
            number = int.from_bytes(following)
            more = self.page(number)[: self.layout.usable]
            if number in visited or len(more) < min(self.layout.usable, 4 + missing):
                return None
            visited.add(number)
            parts.append(more[4 : 4 + missing])
            missing -= len(parts[-1])
            following = more[:4]
        return b"".join(parts)

    def _bytes_here(self, size: int) -> int:
        """How many bytes of a record of that size are stored in the page of its cell."""
        usable = self.layout.usable
        most, least = usable - 35, (usable - 12) * 32 // 255 - 23
        if size <= most:
            return size
        here = least + (size - least) % (usable - 4)
        return here if here <= most else least

    def indexed(self) -> dict[str, int]:
        """The ids in the index, with their row numbers, as far as its pages can be read."""
        numbers = {}
        for each in range(1, self.count + 1):
            page = self.page(each)
            for found in _INDEXED.finditer(page):
                end = found.end() + _INTEGER_BYTES[found[1][0]]
                number = 1 if found[1] == b"\x09" else int.from_bytes(page[found.end() : end], signed=True)
                numbers[found[2].decode()] = number
        return numbers


def layouts(stated: Layout | None) -> list[Layout]:
    """The layouts that a file may have: the stated one, otherwise all possible ones, the usual one first."""
    usual = [Layout(size, size) for size in sorted(_SIZES, key=lambda size: size != _USUAL_SIZE)]
    if stated is None:
        return usual
    return [stated] if stated.page_size == stated.usable else [stated, Layout(stated.page_size, stated.page_size)]


def read_cell(cell: PageCell, body: bytes | None = None) -> Row | None:
    """The row in a cell, with ``body`` as its content if given; None if a text in it is not UTF-8."""
    parts, at = [], 0
    content = cell.body if body is None else body
    for length in cell.lengths:
        parts.append(content[at : at + length])
        at += length
    stamp = {8: 0, 9: 1}.get(cell.stamp_type, int.from_bytes(parts[1], signed=True))
    try:
        id, _, said_on, kind, subject, effective_on, value, digest = (
            "" if number == 1 else part.decode() for number, part in enumerate(parts)
        )
    except UnicodeDecodeError:
        return None
    return (cell.seq, id, stamp, said_on, kind, subject, effective_on, value, digest)


def image_before(path: Path) -> bytes | None:
    """The whole file as it was before an interrupted write; None if there is nothing to roll back."""
    with Pages(path) as pages:
        if not pages.is_rolled_back:
            return None
        size = pages.layout.page_size
        return b"".join(pages.page(number).ljust(size, b"\0") for number in range(1, pages.count + 1))


def _open(path: Path) -> BinaryIO:
    try:
        file = open_to_read(path)
    except OSError as error:
        raise not_opened(path, error) from error
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise StoreError(f"{path} is not a regular file. It was left untouched. Choose another one.")
    return file


def _layout(header: bytes) -> Layout | None:
    if not header.startswith(_MAGIC) or len(header) < 100:
        return None
    page_size = int.from_bytes(header[16:18])
    page_size = 65536 if page_size == 1 else page_size
    usable = page_size - header[20]
    return Layout(page_size, usable) if page_size in _SIZES and usable >= _SMALLEST_USABLE else None


def _number(text: bytes) -> int:
    """A varint: seven bits per byte, the highest bit set in all but the last."""
    number = 0
    for byte in text:
        number = number << 7 | byte & 0x7F
    return number


def _number_before(page: bytes, end: int) -> int | None:
    """The varint that ends right before ``end``: a row number, which follows another varint."""
    start = end - 1
    if start < 1 or page[start] & 0x80:
        return None
    while start > 0 and page[start - 1] & 0x80 and end - start < 8:
        start -= 1
    return _number(page[start:end])


def _pages_before(path: Path, page_size: int) -> tuple[dict[int, bytes], int | None]:
    """The original pages in the journal of an interrupted write, and the page count then; empty if there is none."""
    pages: dict[int, bytes] = {}
    count = None
    try:
        journal = _open(path.with_name(path.name + "-journal"))
    except StoreError:
        return pages, count
    with journal as file:
        try:
            content = file.read(LARGEST)
        except OSError:
            return pages, count
    at = 0
    while at + _JOURNAL_HEADER.size <= len(content):
        magic, records, nonce, initial, sector, size = _JOURNAL_HEADER.unpack_from(content, at)
        if magic != _JOURNAL_MAGIC or size != page_size or not 32 <= sector <= 65536:
            break
        if count is None:
            count = initial
        at += sector
        if records == _TO_THE_END:
            records = (len(content) - at) // (8 + size)
        for _ in range(records):
            number, page = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 4 + size]
            checksum = int.from_bytes(content[at + 4 + size : at + 8 + size])
            at += 8 + size
            # The rest never reached the disk, so no page in it was overwritten in the file yet.
            if len(page) < size or checksum != (nonce + sum(page[size - 200 : 0 : -200])) & 0xFFFFFFFF:
                return pages, count
            pages.setdefault(number, page)
        at = -(-at // sector) * sector
    return pages, count
