"""Announces text to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Announce a text to screen readers, on behalf of a widget."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # long enums of roles, rarely needed at a start

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
