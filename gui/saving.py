"""Files that the person asks for: where to, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from gui.settings import Settings

WriteFile: TypeAlias = Callable[[Path, bytes], None]
"""Writes a file whole or leaves the old one as it was. Raises Fault with a sentence."""

_FOLDER = "export/folder"


class FileType(NamedTuple):
    """A kind of file that can be written: ``suffix`` without its dot."""

    name: str
    suffix: str


SVG, PNG = FileType("Drawing that stays sharp", "svg"), FileType("Picture", "png")


def png_of(image: QImage, title: str) -> bytes:
    """A picture as a file with a title."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter

    image.setText("Title", title)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise RuntimeError("the picture could not be encoded")
    return bytes(buffer.data().data())


def ask_where(parent: QWidget, title: str, name: str, types: Sequence[FileType], settings: Settings) -> Path | None:
    """Ask for the file to write, in the folder of the last time; a name without a suffix gets that of the type chosen.

    None when the person thought better of it. An existing file is only given after the person said so.
    """
    from PySide6.QtWidgets import QFileDialog

    folder = _folder(settings)
    filters = {f"{each.name} (*.{each.suffix})": each.suffix for each in types}
    dialog = QFileDialog(parent, title, folder, ";;".join(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(types[0].suffix)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.selectFile(f"{name}.{types[0].suffix}")
    is_accepted = bool(dialog.exec())
    chosen, suffix = dialog.selectedFiles(), dialog.defaultSuffix()
    dialog.deleteLater()
    if not is_accepted or not chosen:
        return None
    path = Path(chosen[0])
    settings.set_text(_FOLDER, str(path.parent))
    # A name that ends otherwise would not say what is in the file.
    known = {f".{each.suffix}" for each in types}
    return path if path.suffix.lower() in known else path.with_name(f"{path.name}.{suffix}")


def ask_which(parent: QWidget, title: str, kind: FileType, settings: Settings) -> Path | None:
    """Ask for a file to read, in the folder of the last time. None when the person thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title, _folder(settings), f"{kind.name} (*.{kind.suffix});;Any file (*)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    is_accepted = bool(dialog.exec())
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    if not is_accepted or not chosen:
        return None
    settings.set_text(_FOLDER, str(Path(chosen[0]).parent))
    return Path(chosen[0])


def _folder(settings: Settings) -> str:
    folder = settings.text(_FOLDER)
    if folder and Path(folder).is_dir():
        return folder
    from PySide6.QtCore import QStandardPaths

    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
