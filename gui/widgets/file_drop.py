"""Files that are dropped on a widget from a file manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file at a time; anything else is left to whatever is behind the widget."""

    def __init__(
        self,
        widget: QWidget,
        take: Callable[[str, QPoint], object],
        suffix: str = "",
        *,
        but: str = "",
        accepts: Callable[[QPoint], bool] = lambda _: True,
    ) -> None:
        """``take`` is given the path of a dropped file and where in the widget it was dropped.

        Only files with ``suffix`` are taken, if it is given, none that end in ``but``, and only where ``accepts`` says.
        """
        super().__init__(widget)
        self._take, self._suffix, self._but, self._accepts = take, suffix, but, accepts
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Offer to take the file, and take it."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        path = self._path(event) if isinstance(event, QDropEvent) else ""
        if not path or not isinstance(event, QDropEvent):
            return False
        place = event.position().toPoint()
        if event.type() is QEvent.Type.DragEnter or self._accepts(place):
            event.acceptProposedAction()
        else:
            event.ignore()
        if event.type() is QEvent.Type.Drop and event.isAccepted():
            self._take(path, place)
        return True

    def _path(self, event: QDropEvent) -> str:
        urls = event.mimeData().urls()
        path = urls[0].toLocalFile() if len(urls) == 1 else ""
        name = path.lower()
        return path if name.endswith(self._suffix) and not (self._but and name.endswith(self._but)) else ""
