"""The wheel scrolls the page, and changes no value that happens to be under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class _WheelGuard(QObject):
    """Refuses the wheel for a widget, so that Qt offers it to the scroll area around it."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on; leave everything else to the widget."""
        if event.type() is not QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def leave_wheel_to_page(widget: QWidget) -> None:
    """Let the wheel over a slider, combo box or value field scroll the page instead.

    Every widget whose value Qt lets the wheel change must be passed here; a test checks them all.
    """
    widget.installEventFilter(_WheelGuard(widget))
