"""What widgets that paint themselves have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme

    Base = QWidget
else:
    Base = object


class Painted(Base):
    """A mixin, before the class of a widget: ``_paint`` draws it with smooth edges, and again in another palette."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError
