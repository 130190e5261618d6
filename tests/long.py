"""``python -m tests.long``: everything that takes too long for the quick run, in full; it takes hours.

The tests that are marked ``slow`` or ``long``, the property tests with ten times as many examples, every part of the
endurance run, the suite on every Python that is installed here, the program installed and as a stand-alone folder, and
what a screen reader finds.
With ``--sample``, as ``.ci/run`` does it, what is marked ``slow`` but only every fifth case of a sweep, and of what is
marked ``long`` the tests that start the program, end it from outside or keep it usable for everybody: a few minutes.
Other arguments go to pytest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHAT = "slow or long or hypothesis"  # Hypothesis marks its tests so
SAMPLE = ("test_ends", "test_start", "test_when_wrong", "test_endurance", "test_windows_like", "test_access")
"""The modules of which the sample runs what is marked ``long``."""
PROGRAMS = ("endurance", "versions", "install", "bundle", "screen_reader")
"""What is run by itself, in full."""


def commands(pytest_arguments: list[str], *, is_sample: bool) -> list[list[str]]:
    """What is run, one after the other."""
    if is_sample:
        slow = ["pytest", "-q", "-m", "slow and not long and not rest", *pytest_arguments]
        return [slow, ["pytest", "-q", "-m", "long and not rest", "-k", " or ".join(SAMPLE), *pytest_arguments]]
    tests = ["pytest", "-q", "-m", WHAT, "--hypothesis-profile=full", *pytest_arguments]
    return [tests, *(["tests." + each] for each in PROGRAMS)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.long", description="What takes too long for every run.")
    parser.add_argument("--sample", action="store_true", help="a few minutes, as .ci/run does it")
    chosen, rest = parser.parse_known_args()
    ends = [
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
        for command in commands(rest, is_sample=chosen.sample)
    ]
    return max(ends)


if __name__ == "__main__":
    sys.exit(main())
