"""A field that holds several things as chips, added by typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QSizePolicy

from gui.own_skills.tab_order import put_before
from gui.widgets.buttons import IconButton, is_enter
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import OneLine
from gui.widgets.layouts import hbox
from gui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class Held(NamedTuple):
    """What a chip stands for, and its text."""

    key: str
    text: str


class _Line(TextLine):
    """Enter adds what is typed; Backspace in an empty line takes the last chip."""

    def __init__(self, name: str, add: Callable[[], bool], take_last: Callable[[], object]) -> None:
        super().__init__(name)
        self._add, self._take_last = add, take_last
        self.setProperty("variant", "bare")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An empty line leaves Enter to the form."""
        if is_enter(event) and self.text().strip():
            self._add()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self._take_last()
        else:
            super().keyPressEvent(event)


class _Chip(QFrame):
    """The text of a thing, and a button that removes it."""

    def __init__(self, held: Held, is_marked: bool, remove: Callable[[], object], theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setProperty("variant", "held-marked" if is_marked else "held")
        words = OneLine(held.text, role="dense", tone="learning_text" if is_marked else "text2", theme=theme)
        self.remove = IconButton(f"Remove {held.text}", "close", theme, icons, size=12, variant="small-icon")
        self.remove.clicked.connect(lambda: remove())
        hbox((words, 1), self.remove, on=self, gap=0, margins=(8, 0, 0, 0))


class ChipField(QFrame):
    """Chips, then a line to type in. With ``candidates`` only these can be added, and are offered while typing."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        hint: str,
        theme: Theme,
        icons: Icons,
        held: Sequence[Held] = (),
        candidates: Mapping[str, str] | None = None,
    ) -> None:
        """``candidates``: key -> text."""
        super().__init__()
        self._theme, self._icons, self._candidates = theme, icons, candidates
        self._held = [*held]
        self._marked: frozenset[str] = frozenset()
        self.setProperty("variant", "held-things")
        self.line = _Line(name, self.take_typed, self._take_last)
        self.line.setPlaceholderText(hint)
        self.line.setMinimumWidth(theme.px(120))
        self.line.textChanged.connect(self.changed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self._chips: list[_Chip] = []
        self._row = FlowLayout(self, gap=6, row_gap=4)
        self._row.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if candidates:
            completer = QCompleter(sorted(candidates.values(), key=str.casefold), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._take_offered, Qt.ConnectionType.QueuedConnection)
            self.line.setCompleter(completer)
        self._show()

    @property
    def keys(self) -> list[str]:
        """What the chips stand for, in their order."""
        return [each.key for each in self._held]

    @property
    def typed(self) -> str:
        """What is typed and not a chip yet."""
        return self.line.text() if self.line.text().strip() else ""

    def mark(self, keys: Collection[str]) -> None:
        """Colour the chips of these keys: there is something to know about them."""
        if self._marked != frozenset(keys):
            self._marked = frozenset(keys)
            self._show()

    def take_typed(self) -> bool:
        """Make a chip of what is typed; False where it cannot be one."""
        text = self.line.text()
        if not text.strip():
            return True
        held = self._found(text)
        if held is None:
            return False
        self.line.clear()
        if self._candidates and (popup := self.line.completer().popup()):
            popup.hide()  # Enter leaves it open if nothing in it is chosen, and it would take the next one
        if held.key not in self.keys:
            self._held.append(held)
            self._show()
        self.changed.emit()
        return True

    def _found(self, text: str) -> Held | None:
        if self._candidates is None:
            return Held(text, text)
        wanted = text.strip().casefold()
        exact = next((key for key, name in self._candidates.items() if name.casefold() == wanted), None)
        like = [key for key, name in self._candidates.items() if wanted in name.casefold()]
        key = exact or (like[0] if len(like) == 1 else None)
        return Held(key, self._candidates[key]) if key else None

    def _take_offered(self, text: str) -> None:
        self.line.setText(text)
        self.take_typed()

    def _take_last(self) -> None:
        if self._held:
            self.remove(self._held[-1])

    def remove(self, held: Held) -> None:
        """Remove a chip; the focus goes to the line."""
        self._held.remove(held)
        self.line.setFocus()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for _ in range(self._row.count()):
            self._row.takeAt(0)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [
            _Chip(each, each.key in self._marked, partial(self.remove, each), self._theme, self._icons)
            for each in self._held
        ]
        for chip in self._chips:
            self._row.addWidget(chip)
            chip.show()
        self._row.addWidget(self.line)
        put_before(self.line, [chip.remove for chip in self._chips])
        self.updateGeometry()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the focus of the line around the whole field."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("inFocus", event.type() is QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def heightForWidth(self, width: int) -> int:
        """The height of the rows of chips."""
        left, top, right, bottom = self._edges()
        return self._row.heightForWidth(width - left - right) + top + bottom

    def sizeHint(self) -> QSize:
        """One row."""
        left, top, right, bottom = self._edges()
        hint = self._row.sizeHint()
        return QSize(min(hint.width() + left + right, self._theme.px(240)), hint.height() + top + bottom)

    def minimumSizeHint(self) -> QSize:
        """As wide as the line."""
        left, top, right, bottom = self._edges()
        return QSize(self.line.minimumWidth() + left + right, self.line.sizeHint().height() + top + bottom)

    def _edges(self) -> tuple[int, int, int, int]:
        edges = self._row.contentsMargins()
        return edges.left(), edges.top(), edges.right(), edges.bottom()
