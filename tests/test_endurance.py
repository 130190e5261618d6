"""The parts of ``python -m tests.endurance`` in small: what they hold the program to holds, and they can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.__main__ import keep
from tests.endurance.figures import HEAD, Figure, Scale, rows

ROOT = Path(__file__).parents[1]
TOGETHER = {
    "on a disk": ["random-kills", "kills", "power-cuts", "refusals", "small-disk"],
    "in a window": ["starts", "clocks", "long-run"],
}
"""Parts that share a process, since that takes a while to start."""


@pytest.mark.long
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


def test_a_document_keeps_what_other_parts_measured_on_the_same_day_and_machine(tmp_path: Path) -> None:
    document = tmp_path / "reliability.md"
    document.write_text("Before.\n<!-- figures -->\n| kills | of a table of old |\n<!-- end of figures -->\nAfter.\n")
    line = Figure("what", "0 of 3 points", "0", True)
    keep(document, rows([("starts", line)], Scale.LONG), {}, ["starts"])
    keep(document, rows([("kills", line)], Scale.QUICK), {"clocks": "there is none"}, ["kills", "clocks"])
    keep(document, rows([("starts", line._replace(holds=False))], Scale.QUICK), {}, ["starts"])
    before, told, after = document.read_text().partition(HEAD)
    assert (before[:8], told) == ("Before.\n", HEAD)
    assert after.splitlines()[:4] == [
        "| kills | what | 0 of 3 points | 0 | yes | quick |",
        "| starts | what | 0 of 3 points | 0 | **no** | quick |",
        "",
        "Not run: clocks, since there is none.",
    ]
    document.write_text(document.read_text().replace("Measured on 2", "Measured on 1"))
    keep(document, rows([("clocks", line)], Scale.LONG), {}, ["clocks"])
    assert "| starts |" not in document.read_text()
