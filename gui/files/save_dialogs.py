"""Files that the person asks for: where to, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings

WriteFile: TypeAlias = Callable[[Path, bytes], None]
"""Writes a file whole or leaves the old one as it was. Raises Fault with a sentence."""

_FOLDER = "export/folder"


class FileType(NamedTuple):
    """A kind of file that can be written: ``suffix`` without its dot."""

    name: str
    suffix: str


SVG, PNG = FileType("Vector drawing", "svg"), FileType("Picture", "png")


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


def last_folder(settings: Settings) -> Path | None:
    """Where a file was last saved; None when there was none, or the folder is gone."""
    folder = settings.text(_FOLDER)
    return Path(folder) if folder and Path(folder).is_dir() else None


def ask_where(
    parent: QWidget, title: str, name: str, types: Sequence[FileType], settings: Settings, *, may_replace: bool = True
) -> Path | None:
    """Ask for the file to write, in the folder of the last time; a name without a suffix gets that of the type chosen.

    None when the person thought better of it. An existing file is only given after the person said so, by the name
    under which it will be written; where nothing may be replaced, the writer has to refuse it.
    """
    from PySide6.QtWidgets import QFileDialog

    folder = _folder(settings)
    filters = {f"{each.name} (*.{each.suffix})": each.suffix for each in types}
    dialog = QFileDialog(parent, title, folder, ";;".join(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    # It would ask about the name that was typed, which may not be the one that is written.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(types[0].suffix)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.selectFile(f"{name}.{types[0].suffix}")
    path: Path | None = None
    while path is None and dialog.exec() and dialog.selectedFiles():
        path = _completed(Path(dialog.selectedFiles()[0]), types, dialog.defaultSuffix())
        if may_replace and path.exists() and not _may_be_replaced(parent, title, path):
            path = None
    dialog.deleteLater()
    if path:
        settings.set_text(_FOLDER, str(path.parent))
        settings.write()  # now: a kill while the file is written would leave a part of it that nobody looks for
    return path


def _completed(path: Path, types: Sequence[FileType], suffix: str) -> Path:
    """A name that ends otherwise would not say what is in the file."""
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
    folder = last_folder(settings)
    if folder:
        return str(folder)
    from PySide6.QtCore import QStandardPaths

    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
