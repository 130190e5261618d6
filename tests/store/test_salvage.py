"""Whatever can be read of a damaged file is salvaged, verified if possible, and never invented."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import store.salvage
from store.creation import create
from store.examination import examine
from store.journal import Journal, StoreError
from store.salvage import salvage, save_salvaged
from tests.posix import make_pipe
from tests.store.btree import pages_of_entries
from tests.store.conftest import look_at
from tests.store.salvage_figures import DAMAGES, PAGE, entries_with_long_notes, measure
from tests.store.sayings import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.rows import Row

ENTRIES = 400


@pytest.fixture
def events() -> list[Event]:
    return entries_with_long_notes(3, ENTRIES)


@pytest.fixture
def damaged(path: Path, events: list[Event]) -> Path:
    """A journal of several pages, to be damaged."""
    with Journal.open(path) as journal:
        journal.append(events)
    return path


def overwrite(path: Path, at: int, data: bytes) -> bytes:
    """Overwrite the bytes there with ``data``; returns the new content."""
    content = bytearray(path.read_bytes())
    content[at : at + len(data)] = data
    path.write_bytes(content)
    return bytes(content)


def place_of(path: Path, event: Event) -> int:
    """Where the columns of an entry begin: its id, its stamp in two bytes, then its day."""
    return path.read_bytes().index(event.id.encode() + event.stamp.to_bytes(2) + event.said_on.isoformat().encode())


@pytest.mark.long
def test_whatever_the_damage_everything_on_other_pages_is_salvaged_and_nothing_invented() -> None:
    figures = measure(seed=5, entries=300, files=4)
    assert [each.damage for each in figures] == list(DAMAGES)
    for each in figures:
        assert each.files == 4
        assert each.readable > 200, each
        assert each.percent >= 95, each
        assert each.invented == 0, each


def test_a_sound_file_is_salvaged_completely(damaged: Path, events: list[Event]) -> None:
    found = salvage(damaged)
    assert list(found.events) == events
    assert found.lost == 0
    assert (found.certain, found.notes) == (ENTRIES, ())


@pytest.mark.long
@pytest.mark.parametrize("page_size", [512, 1024, 16384, 65536])
def test_any_page_size_is_read_even_without_the_first_page(damaged: Path, events: list[Event], page_size: int) -> None:
    with contextlib.closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("VACUUM")
    assert list(salvage(damaged).events) == events
    overwrite(damaged, 0, bytes(512))
    found = salvage(damaged)
    assert list(found.events) == events
    assert "The first page of the file cannot be read" in found.notes[0]


def test_one_flipped_bit_in_an_entry_is_corrected(damaged: Path, events: list[Event]) -> None:
    at = place_of(damaged, events[200])
    for offset in (3, 37, 39, 45):  # its id, stamp, day and kind
        whole = damaged.read_bytes()
        overwrite(damaged, at + offset, bytes([whole[at + offset] ^ 0x40]))
        found = salvage(damaged)
        assert list(found.events) == events
        assert "A flipped bit was corrected in 1 entry." in found.notes
        damaged.write_bytes(whole)


def test_an_overwritten_digest_costs_no_entry(damaged: Path, events: list[Event]) -> None:
    with contextlib.closing(sqlite3.connect(damaged)) as connection:
        (digest,) = connection.execute("SELECT digest FROM events WHERE seq = 150").fetchone()
    overwrite(damaged, damaged.read_bytes().index(digest.encode()), b"?" * 16)
    found = salvage(damaged)
    assert list(found.events) == events
    assert found.lost == 0


def test_an_altered_entry_is_left_out_and_counted(damaged: Path, events: list[Event]) -> None:
    at = place_of(damaged, events[200])
    overwrite(damaged, at + 38, b"2031")
    found = salvage(damaged)
    assert list(found.events) == events[:200] + events[201:]
    assert found.lost == 1
    assert "1 entry was altered and left out." in found.notes


def test_after_a_gap_an_entry_is_kept_only_if_it_is_plausible(damaged: Path, events: list[Event]) -> None:
    places = pages_of_entries(damaged)
    middle = next(iter(places[200]))
    first = min(seq for seq, pages in places.items() if pages == {middle})
    lost = sum(middle in pages for pages in places.values())
    after = min(seq for seq, pages in places.items() if seq > first and middle not in pages)
    whole = overwrite(damaged, middle * PAGE, bytes(PAGE))
    found = salvage(damaged)
    assert found.lost == lost
    assert events[after - 1] in found.events
    assert (len(found.events), found.certain) == (ENTRIES - lost, ENTRIES - lost - 1)

    at = place_of(damaged, events[after - 1])
    for offset, wrong in ((36, b"\x7f\xff"), (38, b"2026-02-30"), (38, b"2026-2-003"), (0, b"\x00" * 8), (0, b"\xff")):
        damaged.write_bytes(whole)
        overwrite(damaged, at + offset, wrong)
        found = salvage(damaged)
        assert found.lost == lost + 1, wrong
        assert all(event in events for event in found.events)


def test_old_copies_of_pages_change_nothing(damaged: Path, events: list[Event]) -> None:
    whole = damaged.read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    stale = [page.replace(b"docker", b"rocket") for page in pages[4:]]
    damaged.write_bytes(b"".join(pages + stale))
    assert list(salvage(damaged).events) == events
    damaged.write_bytes(b"".join(pages[:1] + stale + pages[1:]))
    found = salvage(damaged)
    assert all(event in events for event in found.events)


def test_an_interrupted_write_is_rolled_back_in_memory_only(kept: Path) -> None:
    with Journal.open(kept) as journal:
        events = journal.events()
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1'); connection.execute('PRAGMA cache_spill = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('INSERT INTO events SELECT seq + 40, id || seq, stamp, said_on, kind, subject,"
        " effective_on, value, digest FROM events')\n"
        "connection.execute('CREATE TABLE extra (a)')\n"
        "connection.execute('INSERT INTO extra SELECT randomblob(3000) FROM events')\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(kept)], check=True)
    left = kept.with_name(kept.name + "-journal")
    assert left.stat().st_size > 0
    before = look_at(kept.parent)
    found = salvage(kept)
    assert found.events == events
    assert "An interrupted write was undone." in found.notes
    assert look_at(kept.parent) == before
    # A journal that is damaged or belongs to another file changes nothing.
    for content in (left.read_bytes()[:700], left.read_bytes()[:16] + bytes(4) + left.read_bytes()[20:], b"x" * 4096):
        left.write_bytes(content)
        assert set(map(repr, events)) <= set(map(repr, salvage(kept).events))


def test_salvage_makes_a_sound_file_and_leaves_the_damaged_one_untouched(
    damaged: Path, events: list[Event], tmp_path: Path
) -> None:
    overwrite(damaged, 0, bytes(PAGE))
    damaged.with_name(damaged.name + "-journal").write_bytes(b"what was left")
    before = look_at(tmp_path)
    new = tmp_path / "new" / "rescued.db"
    found = save_salvaged(damaged, new)
    assert list(found.events) == events
    assert look_at(tmp_path) == before
    assert all(finding.ok for finding in examine(new))
    with Journal.open(new) as journal:
        assert journal.events() == found.events
        journal.append([say(100_000)])


def test_salvage_never_overwrites_a_file(damaged: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    before = look_at(tmp_path)
    for target in (other, damaged, tmp_path):
        with pytest.raises(StoreError, match="left untouched"):
            save_salvaged(damaged, target)
    assert look_at(tmp_path) == before


@pytest.mark.parametrize("refused", [0, 5], ids=["the first page", "another page"])
def test_an_unreadable_page_costs_only_its_own_entries(
    damaged: Path, events: list[Event], monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    places = pages_of_entries(damaged)
    lost = {seq for seq, pages in places.items() if refused in pages}
    read = os.read

    def with_a_bad_sector(descriptor: int, size: int) -> bytes:
        offset = os.lseek(descriptor, 0, os.SEEK_CUR)
        if offset <= refused * PAGE < offset + size:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", with_a_bad_sector)
    found = salvage(damaged)
    assert list(found.events) == [event for seq, event in enumerate(events, 1) if seq not in lost]
    assert found.lost == len(lost)
    assert any(note.startswith("The disk could not read 1 page of") for note in found.notes)


def test_a_salvaged_file_that_cannot_be_read_back_is_deleted(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.db"

    def lose_a_row(path: Path, rows: Sequence[Row]) -> None:
        create(path, rows[:-1])

    monkeypatch.setattr(store.salvage, "create", lose_a_row)
    with pytest.raises(StoreError, match="does not contain what was written"):
        save_salvaged(damaged, new)
    assert not new.exists()


def test_no_file_is_created_if_nothing_can_be_read(path: Path, tmp_path: Path) -> None:
    for content in (b"", b"no database", bytes(3 * PAGE), random.Random(1).randbytes(30_000)):
        path.write_bytes(content)
        found = salvage(path)
        assert found.events == ()
        assert found.lost == 0
        with pytest.raises(StoreError, match="None of your entries could be read"):
            save_salvaged(path, tmp_path / "new.db")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_anything_but_a_file_is_refused(path: Path, tmp_path: Path) -> None:
    make_pipe(path)
    for place in (path, tmp_path, tmp_path / "none.db"):
        with pytest.raises(StoreError):
            salvage(place)


def test_a_file_open_in_this_process_is_not_salvaged(kept: Path) -> None:
    with Journal.open(kept) as journal:
        with pytest.raises(StoreError, match="is open"):
            salvage(kept)
        journal.append([say(100)])
    assert len(salvage(kept).events) == 41
