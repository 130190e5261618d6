"""What is reported about an interrupted write. ``tests/endurance`` kills at every call and at random times."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from store.examination import examine
from store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


def test_an_interrupted_write_is_reported_by_the_examination_and_rolled_back_on_opening(kept: Path) -> None:
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1'); connection.execute('PRAGMA cache_spill = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('CREATE TABLE extra (a)')\n"
        "connection.execute('INSERT INTO extra SELECT randomblob(3000) FROM events')\n"
        "os._exit(0)"
    )
    with Journal.open(kept) as journal:
        events = journal.events()
    subprocess.run([sys.executable, "-c", program, str(kept)], check=True)
    assert kept.with_name(kept.name + "-journal").stat().st_size > 0
    assert "was interrupted" in examine(kept)[-1].finding
    with Journal.open(kept) as journal:
        assert journal.events() == events
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
