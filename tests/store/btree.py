"""Which pages of a sound file hold which entry: walks the B-tree from its root, to judge salvage by."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_INTERIOR, _LEAF = 5, 13


def pages_of_entries(path: Path) -> dict[int, frozenset[int]]:
    """For each entry, by row number, its page and its overflow pages. Pages are counted from 0."""
    return dict(_entries(path.read_bytes(), *_size_and_root(path)))


def inner_pages(path: Path) -> set[int]:
    """The interior pages, which hold no entries."""
    content, (size, root) = path.read_bytes(), _size_and_root(path)
    found, waiting = set(), [root - 1]
    while waiting:
        number = waiting.pop()
        page = content[number * size : (number + 1) * size]
        if page[0] == _INTERIOR:
            found.add(number)
            waiting += [child - 1 for child in _children(page)]
    return found


def _size_and_root(path: Path) -> tuple[int, int]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
    return size, root


def _children(page: bytes) -> list[int]:
    pointers = [int.from_bytes(page[at : at + 2]) for at in range(12, 12 + 2 * int.from_bytes(page[3:5]), 2)]
    return [int.from_bytes(page[at : at + 4]) for at in pointers] + [int.from_bytes(page[8:12])]


def _entries(content: bytes, size: int, number: int) -> Iterator[tuple[int, frozenset[int]]]:
    page = content[(number - 1) * size : number * size]
    if page[0] == _INTERIOR:
        for child in _children(page):
            yield from _entries(content, size, child)
        return
    assert page[0] == _LEAF
    for place in range(int.from_bytes(page[3:5])):
        at = int.from_bytes(page[8 + 2 * place : 10 + 2 * place])
        length, at = _varint(page, at)
        seq, at = _varint(page, at)
        pages = {number - 1}
        if length > size - 35:
            least = (size - 12) * 32 // 255 - 23
            here = least + (length - least) % (size - 4)
            at += here if here <= size - 35 else least
            following = int.from_bytes(page[at : at + 4])
            while following:
                pages.add(following - 1)
                start = (following - 1) * size
                following = int.from_bytes(content[start : start + 4])
        yield seq, frozenset(pages)


def _varint(page: bytes, at: int) -> tuple[int, int]:
    number = 0
    while True:
        number = number << 7 | page[at] & 0x7F
        at += 1
        if page[at - 1] < 0x80:
            return number, at
