"""``python -m tests.long``: everything that takes too long for every run, in full; it takes hours.

The tests that are marked ``long``, the property tests with ten times as many examples, every part of the endurance
run, the suite on every Python that is installed here, and the program installed and as a stand-alone folder. With
``--sample``, as ``.ci/run`` does it, only those marked tests that start the program, end it from outside or keep it
usable for everybody: about a minute. Other arguments go to pytest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHAT = "long or hypothesis"  # Hypothesis marks its tests so
SAMPLE = ("test_ends.py", "test_start.py", "test_when_wrong.py", "test_endurance.py", "gui/test_access.py")
"""The files of which the sample runs what is marked ``long``."""


def commands(pytest_arguments: list[str], *, is_sample: bool) -> list[list[str]]:
    """What is run, one after the other."""
    if is_sample:
        return [["pytest", "-q", "-m", "long", *pytest_arguments, *(f"tests/{file}" for file in SAMPLE)]]
    tests = ["pytest", "-q", "-m", WHAT, "--hypothesis-profile=full", *pytest_arguments]
    return [tests, ["tests.endurance"], ["tests.versions"], ["tests.install"], ["tests.bundle"]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.long", description="What takes too long for every run.")
    parser.add_argument("--sample", action="store_true", help="about a minute, as .ci/run does it")
    chosen, rest = parser.parse_known_args()
    ends = [
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
        for command in commands(rest, is_sample=chosen.sample)
    ]
    return max(ends)


if __name__ == "__main__":
    sys.exit(main())
