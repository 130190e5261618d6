"""Filter chips: one is on, each says how many skills stand behind it; they wrap where the row is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_GAP = 4
_ICON = 14


class Chip(QToolButton):
    """A name and a bold count, with a sign before them where there is room."""

    def __init__(self, name: str, icon: tuple[str, str] | None, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._name, self._sign, self._theme, self._icons = name, icon, theme, icons
        self._count = 0
        self.shows_sign = bool(icon)
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_count(0)
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(f"{self._name}, {count} skills")
        self.setToolTip(plain_tip(f"{self._name}: {count} skills"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for sign, name and count."""
        normal, bold = QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font(bold=True))
        sign = _ICON + 5 if self._sign and self.shows_sign else 0
        width = sign + normal.horizontalAdvance(self._name) + 5 + bold.horizontalAdvance(str(self._count)) + 13
        return QSize(width, max(28, normal.height() + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame by the style sheet, the words by hand, since half of them are bold."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = 6
        if self._sign and self.shows_sign:
            name, meaning = self._sign
            pixmap = self._icons.pixmap(name, meaning, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - _ICON) // 2, pixmap)
            left += _ICON + 5
        tone = "accent" if self.isChecked() else "text2"
        for text, bold, meaning in (
            (self._name, False, tone),
            (str(self._count), True, tone if self.isChecked() else "text"),
        ):
            font = self._theme.font(bold=bold)
            painter.setFont(font)
            painter.setPen(self._theme.colour(meaning))
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += QFontMetrics(font).horizontalAdvance(text) + 5


Name = TypeVar("Name", bound=str)


class ChipRow(QWidget, Generic[Name]):
    """Chips in a row, of which one is on."""

    chosen = Signal(str)

    def __init__(
        self, names: Sequence[Name], signs: Mapping[Name, tuple[str, str]], theme: Theme, icons: Icons
    ) -> None:
        super().__init__()
        self._height = 28
        self._group = QButtonGroup(self)
        self._chips: dict[Name, Chip] = {}
        for name in names:
            chip = Chip(name, signs.get(name), theme, icons)
            chip.setParent(self)
            chip.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._group.addButton(chip)
            self._chips[name] = chip
        self._chips[names[0]].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Filter")

    def choose(self, name: Name) -> None:
        """Switch a chip on, without telling anybody."""
        self._chips[name].setChecked(True)

    def show_counts(self, counts: Mapping[Name, int]) -> None:
        """Show how many skills stand behind each chip."""
        for name, count in counts.items():
            self._chips[name].show_count(count)
        self._arrange()

    def sizeHint(self) -> QSize:
        """As high as the rows that the width needs."""
        return QSize(0, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        chips = list(self._chips.values())
        for chip in chips:
            chip.shows_sign = True
        if sum(chip.sizeHint().width() + _GAP for chip in chips) - _GAP > self.width():
            for chip in chips:
                chip.shows_sign = False
        place = QPoint(0, 0)
        height = 0
        for chip in chips:
            size = chip.sizeHint()
            if place.x() and place.x() + size.width() > self.width():
                place = QPoint(0, place.y() + size.height() + _GAP)
            chip.setGeometry(QRect(place, size))
            place.setX(place.x() + size.width() + _GAP)
            height = place.y() + size.height()
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)
