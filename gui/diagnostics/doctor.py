"""The report of ``--doctor``: what is present and what is missing in the system, the program and the user's file."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Protocol

from gui.diagnostics.system_check import has_display, is_there, libraries, qt_sentence, system_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_PACKAGES = ("PySide6-Essentials", "sqlite-utils", "matplotlib", "tomli")
_MISSING = "missing"


class Finding(Protocol):
    """The result of one check of the file."""

    @property
    def check(self) -> str:
        """What was checked."""

    @property
    def finding(self) -> str:
        """What was found."""

    @property
    def ok(self) -> bool:
        """Whether it is as it should be."""


def write_report(program_version: str, data: Path | None, examine: Callable[[Path], Iterable[Finding]]) -> bool:
    """Write a line for each check to standard output; returns whether all passed."""
    lines = [
        (True, "Skillgap", program_version),
        (True, "Python", f"{platform.python_version()} on {platform.platform()}"),
    ]
    for library in libraries():
        found = is_there(library)
        lines.append((found, library.file, "there" if found else f"{_MISSING}: package {library.package}"))
    for package in _PACKAGES:
        installed = _version(package)
        lines.append((installed != _MISSING, package, installed))
    is_seen = has_display()
    lines.append((is_seen, "screen", "there" if is_seen else "none: DISPLAY and WAYLAND_DISPLAY are not set"))
    lines += [(True, name, text) for name, text in system_facts()]
    data_file = data
    try:
        from gui.app.paths import settings_file, state_folder, usual_data_file
        from gui.diagnostics.log import NAME

        data_file = data or usual_data_file()
        lines.append((True, "log", str(state_folder() / NAME)))
        lines.append((True, "settings", str(settings_file())))
    except ImportError as error:
        lines.append((False, "Qt", qt_sentence(error)))
    if data_file:
        lines.append((True, "data folder", str(data_file.parent)))
        lines += [(finding.ok, finding.check, finding.finding) for finding in examine(data_file)]
    width = max(len(name) for _, name, _ in lines)
    for ok, name, text in lines:
        sys.stdout.write(_printable(f"{'ok ' if ok else 'NOT'}  {name:{width}}  {text}\n"))
    return all(ok for ok, _, _ in lines)


def _printable(text: str) -> str:
    """Escape what this terminal cannot show, such as bytes in a path that are not text."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _MISSING
