"""The tests on every Python that Skillgap runs on, warnings as errors: ``python -m tests.versions [--folder FOLDER]``.

For each of 3.11, 3.12 and 3.13 that this machine has: an environment with exactly the packages of
``requirements-test.txt``, and in it the whole suite with ``-X dev -W error``. A Python that is not here is named and
left out. Arguments after ``--`` go to pytest. Ends with 0 when every Python that is here passed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
_ASK = "import sys; print('%d.%d' % sys.version_info[:2])"


def interpreter(version: str) -> str:
    """The command of a Python; empty where this machine has none that runs."""
    places = [f"python{version}", sys.executable]
    managed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places += [str(folder / "bin" / "python") for folder in sorted(managed.glob(f"{version}.*"), reverse=True)]
    return next((place for place in places if _says(place) == version), "")


def _says(command: str) -> str:
    """The version that a command says it is."""
    if not shutil.which(command):
        return ""
    done = subprocess.run([command, "-c", _ASK], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def environment(command: str, folder: Path) -> Path:
    """The Python of an environment with our packages, made where it is not there yet."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([command, "-m", "venv", str(folder)], check=True)
        wanted = str(ROOT / "requirements-test.txt")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", wanted], check=True)
    return python


def run(python: Path, arguments: Sequence[str]) -> tuple[bool, str]:
    """Run the tests; whether all is well, and the last line of their output."""
    command = [str(python), "-X", "dev", "-W", "error", "-m", "pytest", "-q", "-m", "long or not long", *arguments]
    # What the tests start inherits the same severity.
    severe = {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | severe, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode:
        sys.stdout.write(done.stdout[-6000:] + "\n")
    return done.returncode == 0, lines[-1] if lines else f"ended with {done.returncode} without a word"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description="The tests on every Python.")
    parser.add_argument("--folder", type=Path, help="where the environments are kept from one time to the next")
    parser.add_argument("tests", nargs="*", help="arguments for pytest, after --")
    chosen = parser.parse_args()
    is_well = True
    with tempfile.TemporaryDirectory() as scratch:
        for version in VERSIONS:
            command = interpreter(version)
            if not command:
                sys.stdout.write(f"{version}  left out: this machine has none\n")
                continue
            python = environment(command, (chosen.folder or Path(scratch)).resolve() / version)
            began = time.monotonic()
            passed, last = run(python, chosen.tests)
            is_well &= passed
            sys.stdout.write(f"{version}  {'ok ' if passed else 'NOT'}  {last}  ({time.monotonic() - began:.0f} s)\n")
            sys.stdout.flush()
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
