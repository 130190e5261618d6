"""Has a screen reader say what is only seen otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a text, on behalf of a widget."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # long lists of roles, seldom wanted at once

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
