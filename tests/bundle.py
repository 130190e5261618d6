"""The stand-alone folder, built and used: ``python -m tests.bundle [--keep FOLDER]``.

Builds it from a clean clone as docs/packaging.md tells, starts it in a bare Debian 12 that has no Python, and makes the
first journey in a real window there. Needs root, and Debian's ``debootstrap``, ``xvfb`` and ``xdotool``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.posix import account
from tests.real_window import ROOT, Person, expect, screen, visit

SYSTEM_PACKAGES = ("libgl1", "libegl1", "fontconfig-config", "fonts-dejavu-core")
"""What any desktop has and a bare Debian lacks."""
STARTS = 5


def build(folder: Path) -> Path:
    """Clone what is committed and build it with the line of docs/packaging.md; gives the stand-alone folder."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    text = (clone / "docs" / "packaging.md").read_text(encoding="utf-8")
    lines = re.search(r"<!-- build -->\n```sh\n(.*?)```", text, re.DOTALL)
    if lines is None:
        raise LookupError("docs/packaging.md names no line that builds")
    subprocess.run(["bash", "-euo", "pipefail", "-c", lines[1]], cwd=clone, check=True)
    return clone / "dist" / "skillgap"


def bare_debian(folder: Path) -> Path:
    """A Debian 12 with nothing in it but its base and what draws on a screen."""
    root = folder / "debian"
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(root)], check=True, stdout=subprocess.DEVNULL)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *SYSTEM_PACKAGES]
    in_there(root, *install, check=True, stdout=subprocess.DEVNULL)
    return root


def in_there(root: Path, *command: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command with that folder as its root."""
    environment = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["chroot", str(root), *command], env=environment, text=True, **options)  # type: ignore[call-overload, no-any-return]


def start_seconds(person: Person) -> float:
    """From the start of the process until its window is seen; the middle of several."""
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        process = person.start()
        times.append(time.perf_counter() - begun)
        person.keys("ctrl+q")
        process.wait(30)
    return statistics.median(times)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bundle", description="Build the bundle and use it.")
    parser.add_argument("--keep", type=Path, help="work here and leave everything; what is there already is used")
    parser.add_argument("--pictures", type=Path, help="where pictures of the window go")
    options = parser.parse_args()
    missing = [name for name in ("debootstrap", "Xvfb", "xdotool") if not shutil.which(name)]
    if missing or account() != 0:
        sys.stderr.write("The bundle's test needs root, and: apt-get install debootstrap xvfb xdotool\n")
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        bundle = work / "clone" / "dist" / "skillgap"
        if not bundle.exists():
            bundle = build(work)
        root = work / "debian"
        if not root.exists():
            root = bare_debian(work)
        there = root / "opt" / "skillgap"
        shutil.rmtree(there, ignore_errors=True)
        shutil.copytree(bundle, there, symlinks=True)
        expect(in_there(root, "sh", "-c", "command -v python3").returncode != 0, "there is no Python")
        expect(in_there(root, "/opt/skillgap/skillgap", "--version").returncode == 0, "it tells its version")
        program = ["chroot", str(root), "/opt/skillgap/skillgap"]
        with screen() as display, tempfile.TemporaryDirectory(dir=root / "tmp") as home:
            person = Person(display, Path(home), options.pictures, program, root)
            visit(person)
            bundled = start_seconds(person)
            with tempfile.TemporaryDirectory() as plain_home:
                plain = start_seconds(Person(display, Path(plain_home), None))
        sys.stdout.write(
            f"Size {size_of(bundle) / 1e6:.0f} MB. Start to window {bundled:.2f} s, from the checkout {plain:.2f} s "
            f"({bundled / plain:.2f} times).\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
