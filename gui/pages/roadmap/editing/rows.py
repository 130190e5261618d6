"""The rows of the editor: a stage, a skill or a choice, and a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from gui.pages.roadmap.editing.drag import DragDots
from gui.pages.roadmap.editing.lines import DRAFT, ZERO, StageLine, UnitLine
from gui.widgets.accessibility import announce
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES, Tag
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.field_error import FieldError
from gui.widgets.labels import OneLine, PlainLabel, Sign, set_tip
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.text_line import TextLine
from roadmaps.catalogue import Need
from roadmaps.text.limits import MOST_OWN_NAME_LETTERS
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from gui.pages.roadmap.editing.lines import Key, Line, MilestoneLine
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.marks import Mark

LEVEL_WIDTH, NEED_WIDTH, END_WIDTH = 84, 112, 30
"""Of the columns at the right of a row, px."""
TWO_LINES_BELOW = 520
"""Width of a row, px, below which it has two lines."""
_YOURS = "yours"


class EditRow(QFrame):
    """One row. It takes the focus as a whole; its controls take it only while it is the current row."""

    entered = Signal()
    """It got the focus."""
    menu_wanted = Signal(QWidget)
    """Open the menu of what can be done with the row, below a widget."""
    back_wanted = Signal()
    """Put it back to the original."""

    def __init__(self, variant: str, theme: Theme, icons: Icons, tip: str = "") -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.setProperty("variant", variant)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.dots = DragDots(theme, tip)
        policy = self.dots.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.dots.setSizePolicy(policy)
        self.mark = OneLine(role="caption", tone="muted", theme=theme)
        self.back = LinkButton("", theme, icons, icon="undo", icon_meaning="accent")
        self.back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.back_wanted)

    @property
    def controls(self) -> list[QWidget]:
        """What Tab reaches in the row, from left to right."""
        return [self.back]

    def set_current(self, is_current: bool) -> None:
        """Let Tab stop at the row and in it, or pass it by."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
        for each in self.controls:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)

    def show_mark(self, name: str, mark: Mark | None) -> None:
        """Show what is different here, and the way back."""
        self.mark.setText(mark.words if mark and mark.is_told else "")
        self.mark.setVisible(bool(self.mark.text()))
        back_to = mark.back_to if mark else ""
        self.back.setText(f"Back to {back_to}" if back_to else "")
        self.back.setAccessibleName(f"{name}: back to {back_to}")
        set_tip(self.back, f"{name}: {mark.words}" if mark else "")
        self.back.setVisible(bool(back_to))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the user is here."""
        super().focusInEvent(event)
        self.entered.emit()


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


class UnitRow(EditRow):
    """A skill or a choice, with its level, its need, and a button that takes it off."""

    level_wanted = Signal(int)
    need_wanted = Signal(object)
    off_wanted = Signal()
    order_wanted = Signal()
    """Move it behind what it needs."""

    def __init__(self, key: Key, theme: Theme, icons: Icons) -> None:
        super().__init__("line", theme, icons, "Drag to move the skill")
        self.key = key
        self.level = 0
        self._sign = Sign("ready", "text2", theme, icons)
        self._name = OneLine(theme=theme)
        self._yours = Tag(theme, icons)
        self._yours.show_text(_YOURS)
        self.less, self.more = (
            IconButton(name, icon, theme, icons, variant="small-icon")
            for name, icon in (("One level less", "none"), ("One level more", "new"))
        )
        self.less.clicked.connect(lambda: self.level_wanted.emit(self.level - 1))
        self.more.clicked.connect(lambda: self.level_wanted.emit(self.level + 1))
        self._number = PlainLabel(bold=True, theme=theme)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stepper = QFrame()
        stepper.setProperty("variant", "segments")
        stepper.setFixedWidth(theme.px(LEVEL_WIDTH))
        hbox(self.less, (self._number, 1), self.more, on=stepper, gap=0, margins=(1, 1, 1, 1))
        self.need = ChoiceBox("Need", icons)
        self.need.setProperty("variant", "dense")
        self.need.setFixedWidth(theme.px(NEED_WIDTH))
        for need in Need:
            self.need.addItem(need.value, need.value)
        self.need.activated.connect(lambda: self.need_wanted.emit(Need(self.need.currentData())))
        self.off = IconButton("Take off", "close", theme, icons, variant="small-icon")
        self.off.clicked.connect(self.off_wanted)
        self.off.setFixedWidth(theme.px(END_WIDTH))
        self.error = FieldError(theme, icons)
        self._late = PlainLabel(role="caption", theme=theme).wrapping()
        self.in_order = LinkButton("Move it back", theme, icons, icon="undo", icon_meaning="accent")
        self.in_order.clicked.connect(self.order_wanted)
        late = hbox(Sign("warning", "learning", theme, icons), (self._late, 1), self.in_order, gap=6)
        self._warning = holding(late)
        names = hbox(self._name, self._yours, self.mark, STRETCH, gap=10)
        said = hbox(self.dots, self._sign, (names, 1), self.back, gap=8)
        asked = hbox(STRETCH, stepper, self.need, self.off, gap=8)
        self._line = hbox((said, 1), asked, gap=8, margins=(34, 2, 8, 2))
        for below in (self._warning, self.error):
            below.setContentsMargins(theme.px(20) + 58, 0, 8, 4)
        vbox(self._line, self._warning, self.error, on=self, gap=0)
        self.setMinimumHeight(theme.px(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the row is narrow for the size of the text, what is asked stands below the name."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._theme.px(TWO_LINES_BELOW)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    @property
    def controls(self) -> list[QWidget]:
        """What Tab reaches in the row."""
        return [self.back, self.less, self.more, self.need, self.off, self.in_order]

    def show_line(self, line: UnitLine) -> None:
        """Show the current values."""
        self.level = line.level
        self._sign.show_icon(STATE_ICONS[line.state], STATE_MEANINGS[line.state])
        set_tip(self._sign, STATE_NAMES[line.state])
        self._name.setText(line.name)
        self._yours.setVisible(line.is_own)
        self._number.setText(str(line.level))
        self.need.setCurrentIndex(self.need.findData(line.need.value))
        self.show_mark(line.name, line.mark)
        self._late.setText(line.warning.sentence if line.warning else "")
        self._warning.setVisible(line.warning is not None)
        self.error.tell("")
        for control, words in (
            (self.less, f"One level less for {line.name}, now level {line.level}"),
            (self.more, f"One level more for {line.name}, now level {line.level}"),
            (self.need, f"How much {line.name} is needed"),
            (self.off, f"Take {line.name} off this roadmap"),
            (self.in_order, f"Move {line.name} behind what it needs"),
        ):
            control.setAccessibleName(words)
        self.setAccessibleName(line.spoken)

    def refuse(self, sentence: str) -> None:
        """Say why a level cannot be asked; an empty sentence clears that."""
        self.error.tell(sentence)
        if sentence:
            announce(self, sentence)


class MilestoneRow(EditRow):
    """The milestone of a stage; one of the user's own can be edited and removed."""

    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, key: Key, theme: Theme, icons: Icons) -> None:
        super().__init__("line", theme, icons)
        self.key = key
        self.dots.hide()
        self._title = OneLine(tone="text2", theme=theme)
        self._yours = Tag(theme, icons)
        self._yours.show_text(_YOURS)
        self.edit = LinkButton("Edit", theme, icons)
        self.edit.clicked.connect(self.edit_wanted)
        self.remove = IconButton("Remove", "close", theme, icons, variant="small-icon")
        self.remove.setFixedWidth(theme.px(END_WIDTH))
        self.remove.clicked.connect(self.remove_wanted)
        hbox(
            self.dots, Sign("flag", "text2", theme, icons), (hbox(self._title, self._yours, STRETCH, gap=10), 1),
            self.edit, self.remove, on=self, gap=8, margins=(34, 2, 8, 2),
        )  # fmt: skip
        for unused in (self.mark, self.back):
            unused.deleteLater()
        self.setMinimumHeight(theme.px(30))

    @property
    def controls(self) -> list[QWidget]:
        """What Tab reaches in the row."""
        return [self.edit, self.remove]

    def show_line(self, line: MilestoneLine) -> None:
        """Show the current values."""
        title = line.milestone.title
        self._title.setText(f"Milestone: {title}")
        self.edit.setAccessibleName(f"Edit the milestone {title}")
        self.remove.setAccessibleName(f"Remove the milestone {title}")
        for part in (self._yours, self.edit, self.remove):
            part.setVisible(line.is_own)
        self.setAccessibleName(line.spoken)


def row_for(line: Line, theme: Theme, icons: Icons) -> StageRow | UnitRow | MilestoneRow:
    """A row of the right kind, with the line shown."""
    row: StageRow | UnitRow | MilestoneRow
    if isinstance(line, StageLine):
        row = StageRow(line.key, theme, icons)
        row.show_line(line)
    elif isinstance(line, UnitLine):
        row = UnitRow(line.key, theme, icons)
        row.show_line(line)
    else:
        row = MilestoneRow(line.key, theme, icons)
        row.show_line(line)
    row.set_current(False)
    return row
