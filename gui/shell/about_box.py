"""The About box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def show_about(version: str, parent: QWidget) -> None:
    """Show the version and what Skillgap is for, over a window."""
    text = (
        f"Skillgap {version}\n\n"
        "See what stands between you and the other role: data scientist or ML engineer.\n"
        "Your data stays in one file on this computer."
    )
    box = QMessageBox(QMessageBox.Icon.NoIcon, "About Skillgap", text, QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
