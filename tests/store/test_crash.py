"""A program that is killed loses nothing that it acknowledged and never leaves a file that cannot be read."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.journal import Journal
from store.opening import examine
from tests.store.sayings import say
from tests.store.writer import BATCH

ROOT = Path(__file__).parents[2]


def test_killing_the_writer_loses_no_acknowledged_event_and_halves_no_batch(path: Path) -> None:
    pick = random.Random(11)
    acknowledged = 0
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer", str(path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(pick.randrange(1, 60)):
                acknowledged = int(writer.stdout.readline())
            writer.kill()
            rest = writer.stdout.read().split()
        assert writer.returncode == -signal.SIGKILL
        acknowledged = int(rest[-1]) if rest else acknowledged
        with Journal.open(path) as journal:
            events = journal.events()
        assert list(events) == [say(number) for number in range(1, len(events) + 1)]
        assert len(events) % BATCH == 0
        assert acknowledged <= len(events) <= acknowledged + BATCH
        assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kept_before", [0, 2], ids=["a new file", "a file that is there"])
def test_killed_at_any_call_the_file_is_the_old_one_or_the_new_one(tmp_path: Path, kept_before: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.store.crash_points",
         str(tmp_path), str(kept_before)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    report = json.loads(done.stdout)
    counts = [each[0] for each in report["left"]]
    assert len(counts) == report["calls"] + 1 > 8
    # First the old file, then the new one, with no going back and nothing in between.
    assert counts == sorted(counts)
    assert set(counts) == {kept_before, 5}
    for _, _, after_next_write, beside in report["left"]:
        assert after_next_write == 5
        assert beside == []


def test_a_write_cut_short_is_told_by_the_examination_and_taken_back_on_opening(kept: Path) -> None:
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
    assert "cut short" in examine(kept)[-1].finding
    with Journal.open(kept) as journal:
        assert journal.events() == events
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
