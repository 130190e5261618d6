"""The pictures of the guide and of README: ``python -m tests.guide_pictures``; written to docs/pictures."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests import gallery

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SHOWN = {
    "guide-assess": "assess",
    "guide-skills": "skills",
    "guide-roadmap": "roadmap-selected",
    "guide-plan": "plan",
    "guide-progress": "progress",
}
"""Name of a picture of the guide, and of the arrangement that it shows."""
OF_README = ("skills", "roadmap")
"""Arrangements that README shows at full size."""
WIDTH = 960
COLOURS = 128


def main() -> int:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        for picture, arrangement in SHOWN.items():
            name = f"{arrangement}-1280x800-light"
            gallery.write_gallery(Path(folder), name)
            with Image.open(Path(folder) / f"{name}.png") as image:
                height = round(image.height * WIDTH / image.width)
                smaller = image.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
                smaller.quantize(COLOURS).save(PICTURES / f"{picture}.png", optimize=True)
        for arrangement in OF_README:
            name = f"{arrangement}-1280x800-light"
            gallery.write_gallery(Path(folder), name)
            shutil.copyfile(Path(folder) / f"{name}.png", PICTURES / f"{arrangement}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
