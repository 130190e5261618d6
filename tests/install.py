"""The program installed as README says, used, upgraded and removed: ``python -m tests.install [pipx|uv]``.

Everything goes into a temporary folder. Needs Debian's ``xvfb`` and ``xdotool``, and fetches the installer and what
Skillgap needs, as a user would.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from main import __version__
from tests.real_window import PATIENCE, ROOT, Person, expect, screen, visit

NEWER = "999.0.0"
USERS_OWN = {"skillgap.db", "backups", "config", "state"}
"""What is left of a use of the program once it is removed: the data file, its backups, settings and log."""


def sources(folder: Path, version: str = __version__) -> Path:
    """A copy of the project's files, called another version."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    main = folder / "main.py"
    main.write_text(main.read_text(encoding="utf-8").replace(f'"{__version__}"', f'"{version}"'), encoding="utf-8")
    return folder


class Installer:
    """pipx or uv, which keep everything in one folder here."""

    def __init__(self, name: str, folder: Path) -> None:
        self.bin = folder / "bin"
        tools = folder / "tools"
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([str(tools / "bin" / "pip"), "install", "--quiet", name], check=True)
        self._tool = str(tools / "bin" / name)
        self._words = ["install", "--force"] if name == "pipx" else ["tool", "install", "--force", "--quiet"]
        self._removal = ["uninstall"] if name == "pipx" else ["tool", "uninstall", "--quiet"]
        self.environment = dict(os.environ) | {
            "PIPX_HOME": str(folder / "apps"),
            "PIPX_BIN_DIR": str(self.bin),
            "UV_TOOL_DIR": str(folder / "apps"),
            "UV_TOOL_BIN_DIR": str(self.bin),
            "XDG_DATA_HOME": str(folder / "desktop"),
        }

    def install(self, project: Path) -> None:
        """Install the project over whatever is there."""
        self._run(*self._words, str(project))

    def remove(self) -> None:
        """Remove what was installed."""
        self._run(*self._removal, "skillgap")

    def _run(self, *words: str) -> None:
        subprocess.run([self._tool, *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def skillgap(self, *words: str) -> str:
        """What the installed program prints."""
        command = [str(self.bin / "skillgap"), *words]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout


def go_through(installer: Installer, folder: Path, display: str) -> None:
    """From the first installation to the removal."""
    home = folder / "home"
    home.mkdir()
    installer.install(sources(folder / "project"))
    expect(installer.skillgap("--version").strip() == f"Skillgap {__version__}", "it is installed")
    installer.skillgap("--install-desktop")
    entry = folder / "desktop" / "applications" / "skillgap.desktop"
    expect(f'Exec="{installer.bin / "skillgap"}" %f' in entry.read_text(encoding="utf-8"), "the menu starts it")

    person = Person(display, home, None, [str(installer.bin / "skillgap")])
    visit(person)
    before = person.events()
    settings = sorted((home / "config").rglob("*.ini"))

    installer.install(sources(folder / "newer", NEWER))
    expect(installer.skillgap("--version").strip() == f"Skillgap {NEWER}", "a newer version is installed over it")
    process = person.start()
    person.saved(lambda: person.click(272, 54), "the other goal in the newer version")
    person.keys("ctrl+q")
    expect(process.wait(PATIENCE) == 0, "the newer version ends with 0")
    after = person.events()
    expect(
        list(after[: len(before)]) == list(before) and len(after) > len(before), "every entry is there, and a new one"
    )
    expect(sorted((home / "config").rglob("*.ini")) == settings != [], "the settings are where they were")

    installer.skillgap("--uninstall-desktop")
    expect(not any(path.is_file() for path in (folder / "desktop").rglob("*")), "no file of the menu entry is left")
    installer.remove()
    expect(not installer.bin.exists() or not any(installer.bin.iterdir()), "the program is gone")
    expect(person.events() == after, "the data is still there")
    left = {path.name for path in home.iterdir()}
    expect(left <= USERS_OWN, f"nothing but the user's own is left: {', '.join(sorted(left))}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.install", description="Install, use, upgrade and remove.")
    parser.add_argument("installer", nargs="?", choices=("pipx", "uv"), default="pipx")
    name = parser.parse_args().installer
    with screen() as display, tempfile.TemporaryDirectory() as folder:
        go_through(Installer(name, Path(folder)), Path(folder), display)
    return 0


if __name__ == "__main__":
    sys.exit(main())
