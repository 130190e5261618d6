"""Small forms: errors appear at the field, and a form closes only once its values are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from gui.widgets.accessibility import announce
from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.field_error import FieldError, mark_wrong
from gui.widgets.growing_dialog import FittingDialog
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.term import TermSign
from gui.widgets.text_line import TextLine
from gui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QShowEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_WIDTH = 420


def error_of(read: Callable[[], object]) -> str:
    """The sentence of the ValueError raised by reading a field; empty if there is none."""
    try:
        read()
    except ValueError as error:
        return str(error)
    return ""


class FormField(QWidget):
    """The label of a field, the field, and its error below."""

    def __init__(self, name: str, field: QWidget, theme: Theme, icons: Icons, beside: QWidget | None = None) -> None:
        super().__init__()
        self._field = field
        self._target = field.focusProxy() or field
        self._typed = self._target if isinstance(self._target, TypedLine) else None
        self._complaint = FieldError(theme, icons, self._typed)
        label = PlainLabel(name, role="caption", tone="muted", bold=True, theme=theme)
        label.setBuddy(field)
        row = hbox((field, 1), gap=8)
        if beside:
            row.addWidget(beside)
        column = vbox(label, row, self._complaint, on=self, gap=4)
        if isinstance(self._target, TextLine):
            self._remark = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
            self._remark.hide()
            self._target.remarked.connect(self._show_remark)
            column.addWidget(self._remark)

    def _show_remark(self, sentence: str) -> None:
        """Show what happened to pasted text."""
        if sentence and sentence != self._remark.text():
            announce(self._target, sentence)
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))

    @property
    def remark(self) -> str:
        """What happened to pasted text; empty if nothing."""
        return self._remark.text() if isinstance(self._target, TextLine) else ""

    @property
    def complaint(self) -> str:
        """The error of the field; empty without one."""
        return self._complaint.text

    def complain(self, sentence: str) -> None:
        """Show an error; an empty sentence clears it."""
        if self._typed:
            self._typed.refuse(sentence)
        elif sentence != self._complaint.text:
            self._complaint.tell(sentence)
            mark_wrong(self._target, sentence)

    def take_focus(self) -> None:
        """Focus the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)


class RadioChoice(QWidget):
    """Radio buttons in a column, of which one is always on; arrow keys move between them."""

    chosen = Signal()

    def __init__(self, name: str, texts: Iterable[str], index: int) -> None:
        """``index`` is that of the button that is on at first."""
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        column = vbox(on=self, gap=0)
        for number, text in enumerate(texts):
            button = QRadioButton(text)
            button.setChecked(number == index)
            self.group.addButton(button, number)
            column.addWidget(button)
        self.group.idToggled.connect(lambda _number, is_on: self.chosen.emit() if is_on else None)

    @property
    def index(self) -> int:
        """The button that is on."""
        return self.group.checkedId()

    def showEvent(self, event: QShowEvent) -> None:
        """Focus the button that is on."""
        super().showEvent(event)
        self.group.button(self.index).setFocus(Qt.FocusReason.OtherFocusReason)


class FormDialog(FittingDialog):
    """Fields and two buttons. A subclass adds its fields, checks them, and saves their values.

    If saving fails, the form stays open with everything that was typed, and says why.
    """

    writes = True
    """Whether its main button changes the user's data."""

    def __init__(self, title: str, verb: str, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._trouble = FieldError(theme, icons)
        self.save = PrimaryButton(verb, theme)
        self.cancel = PlainButton("Cancel")
        self.save.clicked.connect(self.accept)
        ChangeLock(tracker, self).hold(self.save, writes=self.writes)
        self.cancel.clicked.connect(self.reject)
        self._terms = TermSign((), theme, icons, self)
        self._body = ScrollingBody(title, 12)
        self._fields = self._body.column
        self._foot = hbox(self._terms, STRETCH, self.cancel, self.save, gap=8)
        vbox((self._body, 1), self._trouble, self._foot, on=self, gap=16, margins=(20, 16, 20, 16))
        self.setMinimumWidth(min(theme.px(_WIDTH), max(_WIDTH, parent.width() - 32)))
        tracker.failed.connect(self._trouble.tell)

    @property
    def trouble(self) -> str:
        """Why the last attempt failed; empty if it did not, or if there was none."""
        return self._trouble.text

    def add_field(self, name: str, field: QWidget, beside: QWidget | None = None) -> FormField:
        """Add a field below the others, with an optional small widget at its right."""
        made = FormField(name, field, self._theme, self._icons, beside)
        self._fields.addWidget(made)
        return made

    def add_words(self, text: str, *, bold: bool = False) -> PlainLabel:
        """Add a line of text below the fields."""
        words = PlainLabel(text, bold=bold, theme=self._theme).wrapping()
        self._fields.addWidget(words)
        return words

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the fields need."""
        self._fit()
        super().showEvent(event)
        self._terms.setVisible(bool(self._terms.terms))

    def complaints(self) -> dict[FormField, str]:
        """For every field, from top to bottom, its error; empty if valid."""
        raise NotImplementedError

    def keep(self) -> None:
        """Save the values of the fields, which are all valid, through the tracker."""
        raise NotImplementedError

    def accept(self) -> None:
        """Check, save and close; stay open if anything is invalid or could not be saved."""
        self._trouble.tell("")
        complaints = self.complaints()
        for field, sentence in complaints.items():
            field.complain(sentence)
        wrong = next((field for field, sentence in complaints.items() if sentence), None)
        if wrong:
            wrong.take_focus()
            self._body.show_part(wrong)
        else:
            self.keep()
            if not self.trouble:
                super().accept()
                return
        self._fit()
