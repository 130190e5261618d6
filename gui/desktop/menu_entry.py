"""Installs and removes the menu entry, icons and file type of a Linux desktop, for one user."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence  # noqa: TC003 (used by the type alias)
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QProcess, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_HERE = Path(__file__).parent
_ICON = _HERE / "skillgap.svg"
_MIME_TYPE = "application/vnd.skillgap"
_SIZES = (16, 24, 32, 48, 64, 128, 256)
_MIME_CACHE = (
    *("XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons", "magic", "mime.cache", "subclasses"),
    *("treemagic", "types", "version"),
)
"""Files that update-mime-database generates; useless once no package is left."""


def data_home() -> Path:
    """The folder in which the desktop looks for a user's own installations."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))


def starting_command(main: Path) -> list[str]:
    """The command that starts this program: the bundle, the installed command, or Python with the checkout."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    started = Path(sys.argv[0])
    if started.name == "skillgap" and (found := shutil.which(sys.argv[0])):
        return [str(Path(found).absolute())]  # a link stays: it survives an upgrade, what it leads to may not
    return [sys.executable, str(main.resolve())]


def install(command: Sequence[str], home: Path) -> list[Path]:
    """Write the entry that starts ``command``; returns the files written. Raises OSError."""
    files = _files(command, home)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _refresh(home)
    return list(files)


def uninstall(home: Path) -> list[Path]:
    """Remove what ``install`` wrote, the caches made for it alone, and empty folders; returns the files removed.

    Raises OSError.
    """
    removed = [path for path in _files(["skillgap"], home) if path.exists()]
    for path in removed:
        path.unlink()
    _refresh(home)
    mime, applications = home / "mime", home / "applications"
    if not any(mime.glob("packages/*.xml")):
        for name in (*_MIME_CACHE, f"{_MIME_TYPE}.xml"):
            (mime / name).unlink(missing_ok=True)
    if not any(applications.rglob("*.desktop")):
        (applications / "mimeinfo.cache").unlink(missing_ok=True)
    for path in (*removed, mime / f"{_MIME_TYPE}.xml"):
        _remove_empty_folders(path.parent, home)
    return removed


def quoted(argument: str) -> str:
    """An argument of an ``Exec`` line (Desktop Entry Specification 1.5, "The Exec key")."""
    for sign in '\\"`$':
        argument = argument.replace(sign, "\\" + sign)
    return '"' + argument.replace("\\", "\\\\").replace("%", "%%") + '"'


def _files(command: Sequence[str], home: Path) -> dict[Path, bytes]:
    entry = (_HERE / "skillgap.desktop").read_text(encoding="utf-8")
    start = " ".join(quoted(argument) for argument in command)
    icons = home / "icons" / "hicolor"
    return {
        home / "applications" / "skillgap.desktop": entry.replace("Exec=skillgap ", f"Exec={start} ").encode(),
        home / "mime" / "packages" / "skillgap.xml": (_HERE / "skillgap-mime.xml").read_bytes(),
        home / "metainfo" / "app.skillgap.skillgap.metainfo.xml": (_HERE / "skillgap.metainfo.xml").read_bytes(),
        icons / "scalable" / "apps" / "skillgap.svg": _ICON.read_bytes(),
        **{icons / f"{size}x{size}" / "apps" / "skillgap.png": icon_png(size) for size in _SIZES},
    }


def icon_png(size: int) -> bytes:
    """The program's icon, ``size`` pixels square, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_ICON)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    png = QByteArray()
    buffer = QBuffer(png)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(png.data())


def _refresh(home: Path) -> None:
    """Have the desktop reread its entries, if its tools are installed; otherwise it does at its next start."""
    for tool, folder in (("update-desktop-database", "applications"), ("update-mime-database", "mime")):
        if (found := shutil.which(tool)) and (home / folder).is_dir():
            QProcess.execute(found, [str(home / folder)])
    with suppress(OSError):
        (home / "icons" / "hicolor").touch()


def _remove_empty_folders(folder: Path, home: Path) -> None:
    while folder != home and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
