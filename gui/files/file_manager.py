"""Opens a file, or shows it in the system's file manager."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = {"win32": "Explorer", "darwin": "Finder"}


def reveal_text(system: str = sys.platform) -> str:
    """The text of a button that shows a file, such as "Show in Finder"."""
    return f"Show in {_NAMES.get(system, 'Files')}"


def reveal_command(path: Path, system: str = sys.platform) -> tuple[str, list[str]] | None:
    """The program, with its arguments, that shows the folder with the file selected; None if the folder is opened."""
    match system:
        case "win32":
            return "explorer.exe", ["/select,", QDir.toNativeSeparators(str(path))]
        case "darwin":
            return "open", ["-R", str(path)]
        case _:
            return None


def open_file(path: Path) -> bool:
    """Open a file with its default program; returns whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def reveal(path: Path) -> bool:
    """Show a file in its folder; returns whether a file manager could be started."""
    command = reveal_command(path)
    if command is None:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
    program, arguments = command
    return QProcess.startDetached(program, arguments)[0]
