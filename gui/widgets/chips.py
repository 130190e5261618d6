"""Filter chips: one is on, each shows how many skills or other things it has; the row wraps where it is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from gui.widgets.flow import FlowLayout
from gui.widgets.labels import set_tip
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_GAP = 4
_ICON = 14


class Chip(QToolButton):
    """A name and a bold count, with an icon before them if there is room."""

    def __init__(self, name: str, icon: tuple[str, str] | None, theme: Theme, icons: Icons, thing: str) -> None:
        super().__init__()
        self._thing = thing
        self._name, self._sign, self._theme, self._icons = name, icon, theme, icons
        self._count = 0
        self.shows_sign = bool(icon)
        self.setProperty("variant", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_count(0)
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        things = count_text(count, self._thing)
        self.setAccessibleName(f"{self._name}, {things}")
        set_tip(self, f"{self._name}: {things}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, name and count."""
        normal, bold = QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font(bold=True))
        sign = self._theme.px(_ICON) + 5 if self._sign and self.shows_sign else 0
        width = sign + normal.horizontalAdvance(self._name) + 5 + bold.horizontalAdvance(str(self._count)) + 13
        return QSize(width, max(28, normal.height() + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet paints the frame; the text is painted here, because half of it is bold."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(6, 0, 0, 0)
        if self._sign and self.shows_sign:
            room.adjust(self._icons.draw(painter, room, *self._sign, size=_ICON) + 5, 0, 0, 0)
        tone = "accent" if self.isChecked() else "text2"
        for text, bold, meaning in (
            (self._name, False, tone),
            (str(self._count), True, tone if self.isChecked() else "text"),
        ):
            font = self._theme.font(bold=bold)
            painter.setFont(font)
            painter.setPen(self._theme.colour(meaning))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            room.adjust(QFontMetrics(font).horizontalAdvance(text) + 5, 0, 0, 0)


Name = TypeVar("Name", bound=str)


class ChipRow(QWidget, Generic[Name]):
    """Chips in a row, of which one is on."""

    chosen = Signal(str)

    def __init__(
        self,
        names: Sequence[Name],
        signs: Mapping[Name, tuple[str, str]],
        theme: Theme,
        icons: Icons,
        thing: str = "skill",
    ) -> None:
        """``thing`` is what the chips count."""
        super().__init__()
        row = FlowLayout(self, gap=_GAP)
        self._group = QButtonGroup(self)
        self._chips: dict[Name, Chip] = {}
        for name in names:
            chip = Chip(name, signs.get(name), theme, icons, thing)
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._group.addButton(chip)
            self._chips[name] = chip
        self._chips[names[0]].setChecked(True)
        # A fixed height would be that of one row: Qt takes the size hint for the largest height.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Filter")

    @property
    def current(self) -> Name:
        """The chip that is on."""
        return next(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, name: Name) -> None:
        """Switch a chip on without a signal."""
        self._chips[name].setChecked(True)

    def show_counts(self, counts: Mapping[Name, int]) -> None:
        """Show how many things each chip has."""
        for name, count in counts.items():
            self._chips[name].show_count(count)
        self._show_signs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the icons if they fit in one row."""
        super().resizeEvent(event)
        self._show_signs()

    def _show_signs(self) -> None:
        chips = self._chips.values()
        for chip in chips:
            chip.shows_sign = True
        fits = sum(chip.sizeHint().width() + _GAP for chip in chips) - _GAP <= self.width()
        for chip in chips:
            chip.shows_sign = fits
            chip.updateGeometry()
