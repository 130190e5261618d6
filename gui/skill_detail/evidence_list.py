"""The evidence for one can-do: links and files that show it, each to be opened, changed and removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.app.date_format import locale_forms
from gui.widgets.buttons import LinkButton
from gui.widgets.context_menu import ContextMenu, add
from gui.widgets.labels import PlainLabel, set_tip
from roadmaps.text.links import AddressKind, known_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_MOST_PIECES = 50
_INDENT = 52
"""Lines addresses up with the text of the can-do."""


class EvidenceItem(NamedTuple):
    """A piece of evidence and where it is."""

    id: str
    address: str


class EvidenceList(QWidget):
    """One line a piece, built anew only when what it shows has changed, so that the focus in it stays."""

    open_wanted = Signal(str)
    """The address of a piece."""
    change_wanted = Signal(str)
    """The id of a piece."""
    remove_wanted = Signal(str)
    """The id of a piece."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._shown: tuple[EvidenceItem, ...] = ()
        self._body: QWidget | None = None
        self._buttons: list[tuple[QToolButton, str]] = []
        self._links: dict[QWidget, EvidenceItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INDENT, 0, 8, 4)
        theme.changed.connect(self._retint)
        self.hide()

    @property
    def shown(self) -> tuple[EvidenceItem, ...]:
        """What is shown, from top to bottom."""
        return self._shown

    @property
    def controls(self) -> list[QWidget]:
        """What can be operated here, in the order in which it is read."""
        if not self._body:
            return []
        kinds = (LinkButton, QToolButton)
        return [each for each in self._body.findChildren(QWidget) if isinstance(each, kinds)]

    @property
    def changing(self) -> list[QToolButton]:
        """The buttons that change or remove a piece."""
        return [button for button, _ in self._buttons]

    def show_pieces(self, pieces: Iterable[EvidenceItem], level: int) -> None:
        """Show the evidence for the can-do of a level; nothing at all where there is none."""
        wanted = tuple(pieces)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._body:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._buttons, self._links = [], {}
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for piece in wanted[:_MOST_PIECES]:
            rows.addLayout(self._line(piece, level))
        if len(wanted) > _MOST_PIECES:  # a row of widgets for each of thousands would stop the window
            more = f"and {locale_forms().number(len(wanted) - _MOST_PIECES)} more, which are listed in exports"
            rows.addWidget(PlainLabel(more, role="caption", tone="muted", theme=self._theme))
        self._column.addWidget(self._body)
        self._retint()
        self.setVisible(bool(wanted))

    def _fill_menu(self, piece: EvidenceItem, menu: QMenu) -> None:
        is_enabled = all(button.isEnabled() for button in self.changing)
        why_not = "" if is_enabled else self.changing[0].accessibleDescription()
        menu.setDefaultAction(add(menu, "Open …", partial(self.open_wanted.emit, piece.address)))
        add(menu, "Change …", partial(self.change_wanted.emit, piece.id), "F2", ready=is_enabled, why_not=why_not)
        add(menu, "Remove", partial(self.remove_wanted.emit, piece.id), "Del", ready=is_enabled, why_not=why_not)
        menu.addSeparator()
        add(menu, "Copy the address", partial(QApplication.clipboard().setText, piece.address))

    def _line(self, piece: EvidenceItem, level: int) -> QHBoxLayout:
        address = known_address(piece.address)
        is_file = bool(address and address.kind is AddressKind.FILE)
        link = LinkButton(
            address.short if address else piece.address, self._theme, self._icons, icon="file" if is_file else "link"
        )
        link.setAccessibleName(f"Evidence for level {level}: {piece.address}")
        set_tip(link, piece.address)
        link.clicked.connect(lambda: self.open_wanted.emit(piece.address))
        ContextMenu(link, partial(self._fill_menu, piece))
        self._links[link] = piece
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(link)
        for icon, name, signal in (
            ("edit", "Change", self.change_wanted),
            ("close", "Remove", self.remove_wanted),
        ):
            button = QToolButton()
            button.setProperty("variant", "small-icon")
            button.setAccessibleName(f"{name} evidence for level {level}: {piece.address}")
            set_tip(button, f"{name} this evidence")
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(piece.id))
            self._buttons.append((button, icon))
            row.addWidget(button)
        row.addStretch()
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 changes the focused piece, Delete removes it."""
        focused = QApplication.focusWidget()
        piece = self._links.get(focused) if focused else None
        if piece is None or not all(button.isEnabled() for button in self.changing):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.change_wanted.emit(piece.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(piece.id)
        else:
            super().keyPressEvent(event)

    def _retint(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(self._icons.icon(icon, "muted", 14))
