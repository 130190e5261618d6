"""At any pixel ratio nothing is clipped and nothing is blurred."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import quick

ROOT = Path(__file__).parents[2]
FACTORS = ("1", "1.25", "1.5", "2")
PROGRAM = """
import json, sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests import gallery
from tests.gui.test_access import cut
from gui.theme.icons import Icons
from gui.theme.palette import Theme

application = QApplication(["skillgap", "-style", "fusion"])
theme, found = Theme(application), {}
with tempfile.TemporaryDirectory() as scratch:
    file = gallery.lived_file(Path(scratch))
    for size in ((1280, 800), (1024, 640)):
        with gallery.scene(Path(scratch) / str(size[0]), theme, size, file) as made:
            for page in ("skills", "roadmap", "assess", "progress", "plan", "roles", "ads"):
                made.window.show_page(page)
                made.settle()
                found[f"{page} {size}"] = list(cut(made.window))
            ratio = made.window.devicePixelRatioF()
picture = Icons(theme).pixmap("have", "text", 24, ratio)
print(json.dumps([ratio, picture.width(), found]))
sys.stdout.flush()
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", quick(FACTORS, "1.5"))
def test_nothing_is_cut_and_icons_are_sharp(factor: str) -> None:
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=True
    )
    ratio, width, found = json.loads(done.stdout)
    assert ratio == float(factor)
    assert width == round(24 * ratio)
    assert len(found) == 14
    assert {state: faults for state, faults in found.items() if faults} == {}
