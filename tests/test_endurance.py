"""The parts of ``python -m tests.endurance`` in small: what they hold the program to holds, and they can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOGETHER = {
    "on a disk": ["random-kills", "kills", "power-cuts", "refusals", "small-disk"],
    "in a window": ["starts", "clocks", "long-run"],
}
"""Parts that share a process, since that takes a while to start."""


@pytest.mark.parametrize("parts", TOGETHER.values(), ids=TOGETHER)
def test_it_holds_out(parts: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.endurance", "--suite", "--json", "--only", *parts],
        cwd=ROOT, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert [figure for figure in report["figures"] if not figure["holds"]] == []
    assert {figure["part"] for figure in report["figures"]} | set(report["skipped"]) == set(parts)
    assert done.returncode == 0
    if report["skipped"]:
        pytest.skip("; ".join(f"{part}: {reason}" for part, reason in report["skipped"].items()))
