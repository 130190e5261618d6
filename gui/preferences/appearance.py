"""The theme, the size of text, motion and contrast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from gui.app.date_format import locale_forms
from gui.theme.palette import DARK, LIGHT, NORMAL_SIZE, TEXT_SIZES, Look, Mode
from gui.widgets.buttons import StepButton
from gui.widgets.check_box import CheckBox
from gui.widgets.drag_slider import DragSlider
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.text.text_format import percent_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.preferences.changes import Changes
    from gui.theme.icons import Icons
    from gui.theme.palette import Colours, Theme

_MODES = ((Mode.SYSTEM, "Like the system"), (Mode.LIGHT, "Light"), (Mode.DARK, "Dark"))
_MARKS = (80, 100, 125, 150, 175, 200)
_STEP, _PAGE = 5, 25
_KNOB, _APART = 8, 4
_SAMPLE = "APIs & model integration", "Learning · 1 of 2"


class Appearance(QWidget):
    """Each part shows what holds now; text gets its size when the knob is let go."""

    def __init__(self, changes: Changes, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._changes, self._theme = changes, theme
        look = changes.look
        self._group = QButtonGroup(self)
        cards = QWidget()
        flow = FlowLayout(cards, gap=12)
        self.modes: dict[Mode, QRadioButton] = {}
        for mode, name in _MODES:
            flow.addWidget(self._card(mode, name))
        self.modes[look.mode].setChecked(True)
        self._percent = PlainLabel(bold=True, theme=theme)
        less = StepButton("Smaller text", -1, self._step, theme, icons)
        more = StepButton("Larger text", 1, self._step, theme, icons)
        self.slider = DragSlider("Size of text, percent", _PAGE)
        self.slider.setRange(*TEXT_SIZES)
        self.slider.setSingleStep(_STEP)
        self.slider.setValue(look.text_size)
        self.sample = _Sample(theme)
        self.slider.valueChanged.connect(self._show_size)
        self.slider.valueChanged.connect(self._apply_settled)
        self.slider.sliderReleased.connect(self._apply_size)
        self._show_size(look.text_size)
        head = hbox(_title("Size of text", theme), STRETCH, less, self._percent, more, gap=8)
        self.still = self._switch("Reduced motion", look.is_still, lambda on: look_with(changes, is_still=on))
        self.contrast = self._switch("High contrast", look.has_contrast, lambda on: look_with(changes, has_contrast=on))
        self._contrast_remark = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self._show_system()
        vbox(
            _title("Theme", theme), cards, 8,
            head, self.slider, _Scale(theme), self.sample, 8,
            self.still, self._remark("Menus and tips appear without fading, and the cursor does not blink."), 4,
            self.contrast, holding(hbox((self._contrast_remark, 1), margins=(26, 0, 0, 0))),
            STRETCH, on=self, gap=6,
        )  # fmt: skip

    def _show_system(self) -> None:
        """Say what the system decides."""
        scheme = "dark" if self._theme.is_dark else "light"
        follows = self._changes.look.mode is Mode.SYSTEM
        self.modes[Mode.SYSTEM].setText(f"Like the system ({scheme} now)" if follows else "Like the system")
        forced = " On now, since your system asks for it." if self._theme.is_contrast_from_system else ""
        self._contrast_remark.setText(f"Thicker lines and plain grounds; every state keeps its shape.{forced}")

    def _card(self, mode: Mode, name: str) -> QFrame:
        card = QFrame()
        card.setProperty("variant", "card")
        choice = self.modes[mode] = QRadioButton(name)
        choice.clicked.connect(partial(look_with, self._changes, mode=mode))
        self._group.addButton(choice)
        vbox(_Preview(mode, self._theme), holding(hbox(choice, margins=(6, 2, 6, 4))), on=card, gap=0)
        return card

    def _switch(self, name: str, is_on: bool, change: object) -> CheckBox:
        switch = CheckBox(name, self._theme)
        switch.setChecked(is_on)
        switch.toggled.connect(change)
        return switch

    def _remark(self, text: str) -> QWidget:
        label = PlainLabel(text, role="dense", tone="text2", theme=self._theme).wrapping()
        return holding(hbox((label, 1), margins=(26, 0, 0, 0)))

    def _step(self, steps: int) -> None:
        self.slider.setValue(self.slider.value() + 2 * _STEP * steps)

    def _show_size(self, size: int) -> None:
        self._percent.setText(percent_text(size))
        self.sample.show_size(size)

    def _apply_settled(self) -> None:
        if not self.slider.isSliderDown():
            self._apply_size()

    def _apply_size(self) -> None:
        look_with(self._changes, text_size=self.slider.value())

    def show_look(self) -> None:
        """Show the look that holds now."""
        look = self._changes.look
        self.modes[look.mode].setChecked(True)
        for switch, is_on in ((self.still, look.is_still), (self.contrast, look.has_contrast)):
            with QSignalBlocker(switch):
                switch.setChecked(is_on)
        with QSignalBlocker(self.slider):
            self.slider.setValue(look.text_size)
        self._show_size(look.text_size)
        self._show_system()

    def reset(self) -> None:
        """Go back to the defaults."""
        self._changes.set_look(Look())


def look_with(changes: Changes, *_: object, **parts: object) -> None:
    """Change a part of how the window looks."""
    changes.set_look(changes.look._replace(**parts))  # type: ignore[arg-type]  # each has the type of its part


def _title(text: str, theme: Theme) -> PlainLabel:
    return PlainLabel(text, role="section", bold=True, theme=theme)


class _Preview(QWidget):
    """A window in the colours of a theme."""

    def __init__(self, mode: Mode, theme: Theme) -> None:
        super().__init__()
        self._mode, self._theme = mode, theme
        self.setFixedSize(theme.px(140), 62)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it; for both themes, one half each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(2, 2, -2, 0)
        if self._mode is not Mode.DARK:
            self._draw(painter, whole, LIGHT)
        if self._mode is Mode.SYSTEM:
            painter.setClipRect(whole.adjusted(whole.width() / 2, 0, 0, 0))
        if self._mode is not Mode.LIGHT:
            self._draw(painter, whole, DARK)

    def _draw(self, painter: QPainter, whole: QRectF, colours: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("window"))
        painter.drawRoundedRect(whole, 6, 6)
        inner = whole.adjusted(12, 12, -12, -10)
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.setBrush(colours.colour("surface"))
        painter.drawRect(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        left = inner.left() + 9
        for top, width, meaning in ((8, 0.6, "text"), (18, 0.28, "have"), (28, 0.3, "accent")):
            painter.setBrush(colours.colour(meaning))
            painter.drawRoundedRect(QRectF(left, inner.top() + top, inner.width() * width, 5), 2, 2)
        painter.setBrush(colours.colour("learning"))
        painter.drawRoundedRect(QRectF(left + inner.width() * 0.31, inner.top() + 18, inner.width() * 0.2, 5), 2, 2)


class _Scale(QWidget):
    """Percentages below the slider."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.size("caption") + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write each where the knob has that value."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text2"))
        least, most = TEXT_SIZES
        room = self.width() - 2 * _KNOB
        metrics, end = painter.fontMetrics(), -_APART - 1.0
        for mark in _MARKS:
            text = locale_forms().number(mark, 0)
            width = metrics.horizontalAdvance(text)
            middle = _KNOB + room * (mark - least) / (most - least)
            left = min(max(0.0, middle - width / 2), self.width() - width)
            if left > end + _APART:
                painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignCenter, text)
                end = left + width


class _Sample(QFrame):
    """A skill and its state in text of a size that is not applied yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._size = NORMAL_SIZE
        self.setProperty("variant", "card")
        self.setAccessibleName("Sample of the text")
        theme.changed.connect(self.update)

    def show_size(self, size: int) -> None:
        """Show text of a size, in percent."""
        self._size = size
        self.update()

    def _heights(self, percent: int) -> tuple[int, int]:
        whole = self._theme.look.text_size
        scale = percent / whole
        return round(self._theme.size("body") * scale), round(self._theme.size("dense") * scale)

    def sizeHint(self) -> QSize:
        """Room for the largest text, so that nothing below moves while the knob does."""
        body, dense = self._heights(TEXT_SIZES[1])
        return QSize(200, round(1.4 * (body + dense)) + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint two lines, cut where they do not fit."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = 10
        for text, height, meaning in zip(_SAMPLE, self._heights(self._size), ("text", "learning_text"), strict=True):
            font = self._theme.font(bold=True)
            font.setPixelSize(height)
            painter.setFont(font)
            painter.setPen(self._theme.colour(meaning))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 32)
            painter.drawText(16, top + metrics.ascent(), shown)
            top += round(1.4 * height)
