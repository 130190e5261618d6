"""What is said before there is a window: the file cannot be opened, or it is not where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.style import style_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox

    from gui.settings import Settings
    from gui.theme import Theme

_SEEN = "files/seen"


def tell_not_opened(sentence: str, theme: Theme) -> None:
    """Say why the file was not opened; nothing has been written."""
    from PySide6.QtWidgets import QMessageBox

    box = _box(theme, "Your file was not opened", sentence)
    box.addButton("Quit", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def may_start_anew(data_file: Path, settings: Settings, theme: Theme) -> bool:
    """Ask before a new file takes the place of one that was here; yes when there never was one."""
    if data_file.exists() or str(data_file.resolve()) not in settings.texts(_SEEN):
        return True
    from PySide6.QtWidgets import QMessageBox

    box = _box(
        theme,
        "Your file is not where it was",
        f"There is no file at {data_file}, but there was one at the last start. If it was moved, quit and put it back, "
        "or start Skillgap with --data and its new place.",
    )
    leave = box.addButton("Quit", QMessageBox.ButtonRole.RejectRole)
    anew = box.addButton("Start a new file", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is anew


def remember_file(data_file: Path, settings: Settings) -> None:
    """Remember that there is a file here, for the next start."""
    place = str(data_file.resolve())
    seen = settings.texts(_SEEN)
    if data_file.exists() and place not in seen:
        settings.set_texts(_SEEN, [*seen, place])


def _box(theme: Theme, title: str, sentence: str) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Skillgap", title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(sentence)
    box.setStyleSheet(style_sheet(theme))
    return box
