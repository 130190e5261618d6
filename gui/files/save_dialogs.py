"""Dialogs that ask where to save a file, or which one to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import Qt

from roadmaps.text.file_names import portable_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings

WriteFile: TypeAlias = Callable[[Path, bytes], None]
"""Writes a file completely or leaves the old one as it was. Raises Fault with a sentence."""

_FOLDER = "export/folder"


class FileType(NamedTuple):
    """A type of file: ``suffix`` is without its dot."""

    name: str
    suffix: str


SVG, PNG = FileType("Vector drawing", "svg"), FileType("Picture", "png")


def png_of(image: QImage, title: str) -> bytes:
    """An image as a PNG file with a title."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter

    image.setText("Title", title)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise RuntimeError("the picture could not be encoded")
    return bytes(buffer.data().data())


def last_folder(settings: Settings) -> Path | None:
    """The folder of the last save; None if there was none, or if it is gone."""
    folder = settings.text(_FOLDER)
    return Path(folder) if folder and Path(folder).is_dir() else None


def ask_where(
    parent: QWidget, title: str, name: str, types: Sequence[FileType], settings: Settings, *, may_replace: bool = True
) -> Path | None:
    """Ask for the file to write, starting in the last folder; a name without a suffix gets that of the chosen type.

    None if the user cancels. An existing file is returned only after the user agreed to replace it, under its full
    name; where nothing may be replaced, the writer has to refuse it.
    """
    from PySide6.QtWidgets import QFileDialog

    folder = _folder(settings)
    filters = {f"{each.name} (*.{each.suffix})": each.suffix for each in types}
    dialog = QFileDialog(parent, title, folder, ";;".join(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    # Qt would ask about the typed name, which may not be the full one.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(types[0].suffix)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.selectFile(f"{portable_name(name)}.{types[0].suffix}")
    path: Path | None = None
    while path is None and dialog.exec() and dialog.selectedFiles():
        path = _completed(Path(dialog.selectedFiles()[0]), types, dialog.defaultSuffix())
        if may_replace and path.exists() and not _may_be_replaced(parent, title, path):
            path = None
    dialog.deleteLater()
    if path:
        settings.set_text(_FOLDER, str(path.parent))
        settings.write()  # now, so that a later start finds the partial file if the program is killed while writing
    return path


def _completed(path: Path, types: Sequence[FileType], suffix: str) -> Path:
    """Add the suffix to a name that does not show the file’s type."""
    known = {f".{each.suffix}" for each in types}
    return path if path.suffix.lower() in known else path.with_name(f"{path.name}.{suffix}")


def _may_be_replaced(parent: QWidget, title: str, path: Path) -> bool:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, title, f"{path.name} already exists.", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    replace = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    is_wanted = box.clickedButton() is replace
    box.deleteLater()
    return is_wanted


def ask_which(parent: QWidget, title: str, kind: FileType, settings: Settings) -> Path | None:
    """Ask for a file to read, starting in the last folder. None if the user cancels."""
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
    folder = last_folder(settings)
    if folder:
        return str(folder)
    from PySide6.QtCore import QStandardPaths

    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
