"""One to three sentences, one a field, the easiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gui.widgets.buttons import IconButton, is_enter
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, vbox
from gui.widgets.text_line import BREAKS_BECAME_SPACES
from roadmaps.catalogue import LEVELS
from roadmaps.journal import OwnCanDo
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_LINES = 3
"""A field grows to this many lines, and scrolls beyond."""


class SentenceField(ExactTextEdit):
    """Grows with its text. It has no line breaks: Enter is the form's, and those of pasted text become spaces."""

    remarked = Signal(str)
    """What happened to pasted text, as a sentence; empty once something else is typed."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText("Something you can show, in one sentence")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(lambda: self.remarked.emit(""))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the form."""
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste on one line, and say so where there were several."""
        flat = QMimeData()
        flat.setText(one_line(source.text()))
        super().insertFromMimeData(flat)
        if flat.text() != source.text():
            self.remarked.emit(BREAKS_BECAME_SPACES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again: text wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Wide enough to write in."""
        return QSize(self._theme.px(240), self.height())

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(self._theme.px(120), self.height())

    def _fit(self) -> None:
        # The document of a plain text edit counts its height in lines.
        lines = min(max(1, round(self.document().size().height())), _LINES)
        room = round(2 * self.document().documentMargin()) + self._theme.px(10)
        height = lines * self.fontMetrics().lineSpacing() + room
        policy = Qt.ScrollBarPolicy
        is_long = self.document().size().height() > _LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff)
        if height != self.maximumHeight():
            self.setFixedHeight(height)


class CanDoFields(QWidget):
    """Keeps the id of each can-do with its sentence, so that its ticks stay when one before it is removed."""

    changed = Signal()
    remarked = Signal(str)

    def __init__(self, can_dos: Sequence[OwnCanDo], new_part: Callable[[], str], theme: Theme, icons: Icons) -> None:
        """``new_part`` gives the id of a new can-do."""
        super().__init__()
        self._new_part = new_part
        self._ids = [each.id for each in can_dos]
        self._ids += [new_part() for _ in range(len(LEVELS) - len(can_dos))]
        self.fields = [SentenceField(f"Can-do of level {level}", theme) for level in LEVELS]
        self._removers: list[IconButton] = []
        rows = vbox(on=self, gap=6)
        for place, field in enumerate(self.fields):
            number = PlainLabel(str(LEVELS[place]), tone="text2", bold=True, theme=theme)
            number.setFixedWidth(theme.px(16))
            remove = IconButton(
                f"Remove the can-do of level {LEVELS[place]}", "close", theme, icons, size=12, variant="small-icon"
            )
            remove.clicked.connect(lambda _=False, place=place: self._remove(place))
            policy = remove.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            remove.setSizePolicy(policy)
            self._removers.append(remove)
            rows.addLayout(hbox(number, (field, 1), remove, gap=8))
            field.textChanged.connect(self._follow)
            field.remarked.connect(self.remarked)
        for field, each in zip(self.fields, can_dos, strict=False):
            field.show_text(each.text)
        self.setFocusProxy(self.fields[0])
        self._follow()

    @property
    def can_dos(self) -> tuple[OwnCanDo, ...]:
        """What is written; a field left empty is no can-do."""
        texts = (field.exact_text() for field in self.fields)
        return tuple(OwnCanDo(id, text) for id, text in zip(self._ids, texts, strict=True) if text.strip())

    def _remove(self, place: int) -> None:
        """What follows moves up."""
        texts = [field.exact_text() for field in self.fields]
        del texts[place], self._ids[place]
        self._ids.append(self._new_part())
        for field, text in zip(self.fields, [*texts, ""], strict=True):
            if field.exact_text() != text:
                field.show_text(text)
        self.fields[place].setFocus()

    def _follow(self) -> None:
        for field, remove in zip(self.fields, self._removers, strict=True):
            remove.setVisible(bool(field.exact_text()))
        self.changed.emit()
