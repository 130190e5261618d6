"""Files that are dropped on a widget from a file manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file at a time; anything else is left to whatever is behind the widget."""

    def __init__(self, widget: QWidget, take: Callable[[str], object], *suffixes: str) -> None:
        """``take`` is given the path of a dropped file; with ``suffixes``, only of files with one of these."""
        super().__init__(widget)
        self._take, self._suffixes = take, suffixes or ("",)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Offer to take the file, and take it."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        path = self._path(event) if isinstance(event, QDropEvent) else ""
        if not path or not isinstance(event, QDropEvent):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._take(path)
        return True

    def _path(self, event: QDropEvent) -> str:
        urls = event.mimeData().urls()
        path = urls[0].toLocalFile() if len(urls) == 1 else ""
        return path if path.lower().endswith(self._suffixes) else ""
