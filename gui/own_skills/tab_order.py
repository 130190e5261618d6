"""Where Tab reaches fields that are made while the form is open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def put_before(anchor: QWidget, fields: Sequence[QWidget]) -> None:
    """Let Tab reach fields right before another one, which keeps its place."""
    before: QWidget | None = anchor.previousInFocusChain()
    # Of a proxy, or of what holds other fields, Qt would take the proxy or the last field.
    while before and before is not anchor and (before in fields or before.focusProxy() or not _takes_tab(before)):
        before = before.previousInFocusChain()
    in_order = [before, *fields] if before and before is not anchor else [*fields, anchor]
    for one, other in pairwise(in_order):
        anchor.setTabOrder(one, other)


def _takes_tab(field: QWidget) -> bool:
    return bool(field.focusPolicy() & Qt.FocusPolicy.TabFocus)
