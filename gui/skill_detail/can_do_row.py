"""One can-do in the detail pane: its box, its text, and when it was ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from gui.app.date_format import day_text, full_day_text
from gui.widgets.check_box import TickTarget
from gui.widgets.context_menu import ContextMenu, add, add_copy
from gui.widgets.file_drop import FileDrop
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.painting import draw_focus

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo
    from roadmaps.journal import Tick


NEXT_STEP = "next step"
NEEDED = "needed"
BEYOND = "beyond goal"
_WHEN_HEIGHT = 24
_WHEN_PADDING = 7


class WhenButton(QToolButton):
    """Small words that open a menu; the next step has a background of its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_marked = False
        self.setFont(theme.font("caption"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def set_marked(self, marked: bool) -> None:
        """Mark the next step."""
        self._is_marked = marked
        self.updateGeometry()
        self.update()

    def forget_pointer(self) -> None:
        """Stop showing hover: Qt sends no leave event when the menu closes."""
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words, and a height that is easy to hit."""
        metrics = self.fontMetrics()
        # As wide as the longest, so that the text beside it does not wrap anew with each tick.
        longest = max(metrics.horizontalAdvance(text) for text in (self.text(), BEYOND, "ticked 30 Sep"))
        return QSize(longest + 2 * _WHEN_PADDING, max(_WHEN_HEIGHT, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """The same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint background, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "learning_tint" if self._is_marked else "hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, -1), 4, 4)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("learning_text" if self._is_marked else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)


class CanDoRow(TickTarget):
    """The whole row ticks; the buttons at its end give the tick another day, or "before", and add evidence."""

    day_wanted = Signal()
    before_wanted = Signal()
    evidence_wanted = Signal()
    file_dropped = Signal(str)
    """Add the file of this path as evidence."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._theme, self._icons = theme, icons
        self._level = PlainLabel(tone="text2", bold=True, theme=theme)
        self._level.setFixedWidth(self._level.fontMetrics().horizontalAdvance("0") + 2)
        self._text = PlainLabel(theme=theme).wrapping().selectable()
        self.when = WhenButton(theme)
        self.when.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.when.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        menu = QMenu(self.when)
        self.on_day = menu.addAction("Ticked on another day …")
        self.on_day.triggered.connect(self.day_wanted)
        self.before = menu.addAction("I could already do this")
        self.before.triggered.connect(self.before_wanted)
        menu.aboutToHide.connect(self.when.forget_pointer)
        self.when.setMenu(menu)
        self.add_evidence = QToolButton()
        self.add_evidence.setProperty("variant", "small-icon")
        set_tip(self.add_evidence, "Add evidence: a link or a file that proves it")
        self.add_evidence.clicked.connect(self.evidence_wanted)
        ContextMenu(self, self._fill_menu)
        FileDrop(self, lambda path, _: self.file_dropped.emit(path))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._level, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add_evidence, 0, Qt.AlignmentFlag.AlignTop)
        # The first line of the text is level with the box.
        inset = max(0, (self.box.sizeHint().height() - self._text.fontMetrics().height()) // 2)
        for label in (self._level, self._text):
            label.setContentsMargins(0, inset, 0, 0)
        theme.changed.connect(self._retint)
        self._retint()

    def _fill_menu(self, menu: QMenu) -> None:
        is_enabled = self.box.isEnabled()
        why_not = "" if is_enabled else self.box.accessibleDescription()
        tick = "Untick" if self.box.isChecked() else "Tick"
        add(menu, tick, self.toggled.emit, "Space", ready=is_enabled, why_not=why_not)
        for action in (self.before, self.on_day):
            add(menu, action.text(), action.trigger, ready=is_enabled and action.isEnabled(), why_not=why_not)
        menu.addSeparator()
        add(menu, "Add evidence …", self.evidence_wanted.emit, ready=is_enabled, why_not=why_not)
        add_copy(menu, self)

    def copied_rows(self) -> list[list[str]]:
        """The can-do, and when it was ticked."""
        return [[self._text.text(), self.when.text()]]

    def _retint(self) -> None:
        self.add_evidence.setIcon(self._icons.icon("link", "muted", 16))

    def show_can_do(self, can_do: CanDo, tick: Tick | None, remark: str, today: date, *, needed: bool) -> None:
        """Show a can-do as it is on disk."""
        self.box.setChecked(tick is not None)
        self.box.setAccessibleName(f"Level {can_do.level}: {can_do.text}")
        self.add_evidence.setAccessibleName(f"Level {can_do.level}: add evidence")
        self._level.setText(str(can_do.level))
        self._text.setText(can_do.text)
        self._text.set_tone("text" if needed else "text2")
        if tick is None:
            words, spoken = remark, f"{remark}; set the date"
        elif tick.day is None:
            words, spoken = "before", "ticked: could already do it; change the date"
        else:
            words = f"ticked {day_text(tick.day, today)}"
            spoken = f"ticked {full_day_text(tick.day)}; change the date"
        self.when.setText(words)
        self.when.setAccessibleName(f"Level {can_do.level}: {spoken}")
        set_tip(self.when, "Change the date, or mark it as something you could already do")
        self.before.setEnabled(tick is None or tick.day is not None)
        self.when.set_marked(tick is None and remark == NEXT_STEP)


class GoalLine(QWidget):
    """The line between the can-dos that count for the goal and those beyond it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setFixedHeight(theme.size("caption") + 9)
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        """Say what the goal asks."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line with its words."""
        painter = QPainter(self)
        font = self._theme.font("caption", bold=True)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self._text)
        middle = self.height() // 2
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.drawLine(14, middle, 48, middle)
        painter.drawLine(64 + width, middle, self.width() - 14, middle)
        painter.drawText(56, 0, width + 8, self.height(), Qt.AlignmentFlag.AlignVCenter, self._text)
