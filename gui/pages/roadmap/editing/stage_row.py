"""The header of a stage, whose title is edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal

from gui.pages.roadmap.editing.lines import DRAFT, ZERO
from gui.pages.roadmap.editing.rows import EditRow
from gui.widgets.accessibility import announce
from gui.widgets.buttons import IconButton
from gui.widgets.field_error import FieldError
from gui.widgets.labels import OneLine, PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.text_line import TextLine
from roadmaps.text.limits import MOST_OWN_NAME_LETTERS
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from gui.pages.roadmap.editing.lines import Key, StageLine
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class StageRow(EditRow):
    """The header of a stage, whose title can be edited in place."""

    toggled = Signal()
    """Open or close it."""
    renamed = Signal(str)
    left_as_it_was = Signal()
    """Its title was being edited, and Esc was pressed."""

    def __init__(self, key: Key, theme: Theme, icons: Icons) -> None:
        super().__init__("line-head", theme, icons, "Drag to move the stage")
        self.key = key
        self._title_now = ""
        self.arrow = IconButton("Open or close the stage", "right", theme, icons, variant="small-icon")
        self.arrow.clicked.connect(self.toggled)
        self._number = PlainLabel(bold=True, theme=theme)
        self.title = OneLine(bold=True, theme=theme)
        self.field = TextLine("Title of the stage", most_letters=MOST_OWN_NAME_LETTERS)
        self.field.installEventFilter(self)
        self.field.hide()
        self.error = FieldError(theme, icons)
        self._count = PlainLabel(role="caption", tone="text2", theme=theme)
        self.more = IconButton("More", "more", theme, icons, variant="small-icon")
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more))
        if key[1] in {ZERO, DRAFT}:
            self.dots.hide()
            self.more.setEnabled(False)
        self.error.setContentsMargins(theme.px(64), 0, 8, 4)
        self._names = hbox(self._number, self.title, (self.field, 1), self.mark, STRETCH, gap=10)
        line = hbox(
            self.dots, self.arrow, (self._names, 1), self.back, self._count, self.more,
            gap=8, margins=(8, 3, 8, 3),
        )  # fmt: skip
        vbox(line, self.error, on=self, gap=0)
        self.setMinimumHeight(theme.px(38))

    @property
    def controls(self) -> list[QWidget]:
        """What Tab reaches in the row."""
        return [self.arrow, self.back, self.more]

    def show_line(self, line: StageLine) -> None:
        """Show the current values."""
        self._title_now = line.title
        self._number.setText(str(line.number))
        self._number.setVisible(line.number > 0)
        self.title.setText(line.title)
        self._count.setText(count_text(line.skills, "skill"))
        self.arrow.show_icon("down" if line.is_open else "right")
        self.show_mark(line.title, line.mark)
        self.more.setAccessibleName(f"More for stage {line.number}, {line.title}")
        self.arrow.setAccessibleName(f"{'Close' if line.is_open else 'Open'} stage {line.number}, {line.title}")
        self.setAccessibleName(line.spoken)

    # Its title

    def rename(self, title: str = "") -> None:
        """Edit the title in place, beginning with another one if given."""
        self._show_field(True)
        self.field.setText(title or self._title_now)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_field(self, is_shown: bool) -> None:
        self.title.setVisible(not is_shown)
        self.field.setVisible(is_shown)
        self.error.tell("")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the title."""
        if self.key[1] != ZERO and event.button() is Qt.MouseButton.LeftButton:
            self.rename()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Enter and leaving the field keep the title, Esc does not."""
        if event.type() is QEvent.Type.FocusOut and not self.field.isHidden():
            if event.reason() is not Qt.FocusReason.PopupFocusReason:  # type: ignore[attr-defined]
                self._take(is_left=True)
        elif event.type() is QEvent.Type.KeyPress:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if key.key() == Qt.Key.Key_Escape:
                self._show_field(False)
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self.left_as_it_was.emit()
                return True
        return False

    def _take(self, *, is_left: bool = False) -> None:
        """Keep the title; what cannot be one is refused, and given up where the field is left."""
        try:
            title = self.field.words
            fault = "" if title else "Give the stage a title."
        except ValueError as error:
            title, fault = "", str(error)
        if fault and not is_left:
            self.error.tell(fault)
            announce(self.field, fault)
            return
        self._show_field(False)
        if not is_left:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if title and title != self._title_now:
            self.renamed.emit(title)
