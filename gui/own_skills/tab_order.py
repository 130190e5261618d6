"""Where Tab reaches fields that are made while the form is open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_BY_TAB = Qt.FocusPolicy.TabFocus


def put_before(anchor: QWidget, fields: Sequence[QWidget]) -> None:
    """Let Tab reach fields right before another one, which keeps its place."""
    before = anchor.previousInFocusChain()
    # Of a proxy, or of what holds other fields, Qt would take the proxy or the last field.
    while before is not anchor and (before in fields or before.focusProxy() or not before.focusPolicy() & _BY_TAB):
        before = before.previousInFocusChain()
    in_order = [*fields, anchor] if before is anchor else [before, *fields]
    for one, other in pairwise(in_order):
        anchor.setTabOrder(one, other)
