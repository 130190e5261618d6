"""Scrolls whatever Tab moves to into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    Base = QWidget
else:
    Base = object


class FocusFollower(Base):
    """A mixin, listed before the window's class. Qt's scroll areas follow Tab only when it starts inside them."""

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Move the focus, and scroll every area around it."""
        done = super().focusNextPrevChild(is_next)
        focus: QWidget | None = self.focusWidget()
        area = focus
        while focus is not None and area is not None:
            area = area.parentWidget()
            if isinstance(area, QScrollArea) and area.viewport().isAncestorOf(focus):
                area.ensureWidgetVisible(focus)
        return done
