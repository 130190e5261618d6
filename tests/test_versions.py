"""Every Python of this machine reads our sources without a warning; ``versions.py`` runs the suite on each."""

from __future__ import annotations

import subprocess

import pytest

from tests.versions import ROOT, VERSIONS, interpreter

READ = """
import sys
from pathlib import Path
root = Path(sys.argv[1])
files = [root / "main.py", *(file for room in sys.argv[2:] for file in sorted((root / room).rglob("*.py")))]
for file in files:
    compile(file.read_text(encoding="utf-8"), str(file), "exec", dont_inherit=True)
print(len(files))
"""


@pytest.mark.long
@pytest.mark.parametrize("version", VERSIONS)
def test_every_source_is_read_without_a_warning(version: str) -> None:
    command = interpreter(version)
    if not command:
        pytest.skip(f"this machine has no Python {version}")
    strict = [command, "-X", "dev", "-W", "error", "-c", READ, str(ROOT), "gui", "store", "roadmaps", "tests"]
    done = subprocess.run(strict, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > 300
