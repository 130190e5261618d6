"""All buttons of the program: push buttons, links, numbers that explain themselves, plus and minus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton

from gui.widgets.labels import plain_tip, set_tip, typed
from gui.widgets.painting import draw_focus
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.explanation import Explanation

    Button = QAbstractButton
else:
    Button = object

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ICON = 16
_PIECES = re.compile("[^\\S\xa0]*[\\S\xa0]+")
"""A word with the spaces before it; a no-break space is part of a word."""


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed without Shift, Ctrl or Alt."""
    return event.key() in _ENTER and event.modifiers() in _ALONE


class Clickable(Button):
    """A mixin, before the class of a button."""

    def on_click(self, run: Callable[..., object] | SignalInstance) -> Self:
        """Do something on each click, or emit a signal."""
        self.clicked.connect(run)
        return self


class PlainButton(Clickable, QPushButton):
    """Secondary button: Enter presses it only while it has the focus.

    By default Qt would send Enter to the primary button of the dialog even while this one has the focus, or would make
    this one the primary button.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is one click, however long it is held."""
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(Clickable, QPushButton):
    """The main button of a view, bold and in the accent colour."""

    def __init__(self, text: str, theme: Theme, icons: Icons | None = None) -> None:
        """With ``icons``, the text follows a check mark."""
        super().__init__(text)
        self._theme, self._icons = theme, icons
        self.setDefault(True)
        if icons:
            self.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
            theme.changed.connect(self._retint)
            self._retint()

    def _retint(self) -> None:
        if self._icons:
            self.setIcon(self._icons.icon("check", "on_accent", self._theme.px(_ICON)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ignore the second click: after the first the button may do something the user has not read yet."""
        event.accept()

    def sizeHint(self) -> QSize:
        """Room for the bold text: Qt measures it in the regular weight."""
        hint = super().sizeHint()
        bold = QFontMetrics(self._theme.font(bold=True)).horizontalAdvance(self.text())
        sign = 0 if self.icon().isNull() else self.iconSize().width() + 8
        return QSize(max(hint.width(), bold + sign + self._theme.px(36)), hint.height())


class IconTextButton(PlainButton):
    """Secondary button with an icon that follows the palette."""

    def __init__(self, text: str, icon: str, theme: Theme, icons: Icons) -> None:
        super().__init__(typed(text))
        self._name, self._icons = icon, icons
        theme.changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self.setIcon(self._icons.icon(self._name))


class IconButton(Clickable, QToolButton):
    """A button with only an icon, in the colours of the palette; its tooltip is its name."""

    def __init__(
        self,
        name: str,
        icon: str,
        theme: Theme,
        icons: Icons,
        *,
        meaning: str = "text2",
        size: int = _ICON,
        variant: str = "icon",
    ) -> None:
        super().__init__()
        self._icon, self._icons = (icon, meaning, size), icons
        self.setProperty("variant", variant)
        self.setAccessibleName(name)
        set_tip(self, name)
        theme.changed.connect(self._retint)
        self._retint()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = (icon, *self._icon[1:])
        self._retint()

    def _retint(self) -> None:
        side = self._icons.side(self._icon[2])
        self.setIconSize(QSize(side, side))
        self.setIcon(self._icons.icon(*self._icon))


class StepButton(IconButton):
    """A plus or minus button beside a field: calls a function with 1 or -1."""

    def __init__(self, name: str, steps: int, step: Callable[[int], object], theme: Theme, icons: Icons) -> None:
        super().__init__(name, "new" if steps > 0 else "none", theme, icons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: step(steps))


class PassesArrows(Button):
    """A mixin, listed before the button's class: Enter is one click, and arrow keys are passed on.

    Qt would use arrow keys to move the focus through the whole window.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click by Enter, however long it is held."""
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        elif Qt.Key(event.key()) in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class LinkButton(Clickable, PassesArrows, QAbstractButton):
    """Clickable text: in the accent colour, underlined under the pointer, with an icon before it."""

    def __init__(
        self, text: str, theme: Theme, icons: Icons, *, icon: str = "", icon_meaning: str = "muted", bold: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._icon, self._icon_meaning, self._bold = icon, icon_meaning, bold
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def setText(self, text: str) -> None:
        """Show another text, in which "&" is a letter and not a shortcut."""
        super().setText(shown(text, MOST_SHOWN_IN_A_LINE))
        self.setShortcut(QKeySequence())

    def show_icon(self, icon: str, meaning: str) -> None:
        """Show another icon."""
        self._icon, self._icon_meaning = icon, meaning
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the icon and the whole text."""
        metrics = QFontMetrics(self._theme.font(bold=self._bold))
        width = self._text_left() + metrics.horizontalAdvance(self.text()) + 6
        return QSize(max(24, width), max(24, metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Long text is cut with an ellipsis rather than widening the page."""
        return QSize(min(80, self.sizeHint().width()), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show cut text in full as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and self.width() < self.sizeHint().width():
            from PySide6.QtWidgets import QToolTip

            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def _text_left(self) -> int:
        return 4 + self._theme.px(_ICON) + 8 if self._icon else 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and text."""
        painter = QPainter(self)
        if self._icon:
            self._icons.draw(painter, self.rect().adjusted(4, 0, 0, 0), self._icon, self._icon_meaning)
        font = self._theme.font(bold=self._bold)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent"))
        left = self._text_left()
        room = self.rect().adjusted(left, 0, -2, 0)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)


class NumberButton(QAbstractButton):
    """A number with a dotted underline that explains itself by a click or Enter."""

    INSET = 4
    """From the edge to the number, px: room for the focus ring."""

    def __init__(self, theme: Theme, *, role: str = "body") -> None:
        super().__init__()
        self._theme, self._role = theme, role
        self._number, self._rest = "", ""
        self._wraps = False
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def wrapping(self) -> NumberButton:
        """Wrap the number and its text where they are too wide."""
        self._wraps = True
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return self

    def explained(
        self, explain: Callable[[Explanation, QWidget], None], make: Callable[[], Explanation | None]
    ) -> NumberButton:
        """Explain the number when it is clicked, unless there is nothing to explain yet."""

        def show() -> None:
            if explanation := make():
                explain(explanation, self)

        self.clicked.connect(show)
        return self

    def show_number(self, number: str, rest: str = "") -> None:
        """Show a number, and text after it in regular weight."""
        if (number, rest) == (self._number, self._rest):
            return
        self._number, self._rest = number, rest
        self.setText(f"{number}{rest}")
        self.setAccessibleName(f"{number}{rest}")
        self.setAccessibleDescription("Explains how this number is worked out")
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._theme.font(self._role, bold=True)), QFontMetrics(self._theme.font(self._role))

    def sizeHint(self) -> QSize:
        """Room for the text and the dotted line."""
        number, rest = self._fonts()
        width = number.horizontalAdvance(self._number) + rest.horizontalAdvance(self._rest)
        return QSize(max(24, width + 2 * self.INSET), self._height(1))

    def minimumSizeHint(self) -> QSize:
        """Where it wraps, the width of the longest word."""
        if not self._wraps:
            return self.sizeHint()
        words = [self._width([(word, True)]) for word in f"{self._number}{self._rest}".split(" ")]
        return QSize(max(24, max(words, default=0) + 2 * self.INSET), self._height(1))

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at a width."""
        return self._height(len(self._lines(width)))

    def _height(self, lines: int) -> int:
        number, _ = self._fonts()
        return max(24, number.height() + 6) + (lines - 1) * number.lineSpacing()

    def _width(self, parts: Iterable[tuple[str, bool]]) -> int:
        number, rest = self._fonts()
        return sum((number if is_number else rest).horizontalAdvance(text) for text, is_number in parts)

    def _lines(self, width: int) -> list[list[tuple[str, bool]]]:
        """Lines of parts, each with whether it belongs to the number."""
        parts = [(self._number, True), (self._rest, False)]
        room = width - 2 * self.INSET
        if not self._wraps or self._width(parts) <= room:
            return [parts]
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, is_number in parts:
            for piece in _PIECES.findall(text):
                if lines[-1] and piece[0].isspace() and self._width([*lines[-1], (piece, is_number)]) > room:
                    lines.append([(piece.lstrip(), is_number)])
                else:
                    lines[-1].append((piece, is_number))
        return lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number, its text and the dotted line."""
        painter = QPainter(self)
        number, _ = self._fonts()
        lines = self._lines(self.width())
        step = number.lineSpacing()
        baseline = (self.height() - (len(lines) - 1) * step + number.ascent() - number.descent()) // 2
        for line in lines:
            left = self.INSET
            for text, is_number in line:
                painter.setFont(self._theme.font(self._role, bold=is_number))
                painter.setPen(self._theme.colour("text" if is_number else "text2"))
                painter.drawText(left, baseline, text)
                left += self._width([(text, is_number)])
            painter.setPen(QPen(self._theme.colour("control"), 1, Qt.PenStyle.DotLine))
            below = baseline + number.descent()
            painter.drawLine(self.INSET, below, left if len(lines) > 1 else self.width() - self.INSET, below)
            baseline += step
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)
