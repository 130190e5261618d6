"""The rows of the editor: a stage, a skill or a choice, and a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from gui.pages.roadmap.editing.drag import DragDots
from gui.widgets.accessibility import announce
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES, Tag
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.field_error import FieldError
from gui.widgets.labels import OneLine, PlainLabel, Sign, set_tip
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.catalogue import Need

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from gui.pages.roadmap.editing.lines import Key, MilestoneLine, UnitLine
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.marks import Mark

LEVEL_WIDTH, NEED_WIDTH, END_WIDTH = 84, 112, 30
"""Of the columns at the right of a row, px."""
TWO_LINES_BELOW = 520
"""Width of a row, px, below which it has two lines."""


def yours_tag(theme: Theme, icons: Icons) -> Tag:
    """What marks a skill or a milestone as the user's own."""
    tag = Tag(theme, icons)
    tag.show_text("yours")
    return tag


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
        self._yours = yours_tag(theme, icons)
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
        self._yours = yours_tag(theme, icons)
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
