"""Labels: text is shown as typed, never parsed as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


_PIECES = re.compile(r"\s*\S+")
"""A word with the blanks before it."""
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def typed(text: str) -> str:
    """Escape text for a button, a menu or a tab, where Qt would take "&" for a shortcut."""
    return text.replace("&", "&&")


def as_shown(text: str) -> str:
    """What Qt shows of the text of a button or a menu: shortcut markers removed."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def plain_tip(text: str) -> str:
    """Escape text for a tooltip, which Qt would otherwise parse as markup if it looks like some."""
    escaped = shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>"


class PlainLabel(QLabel):
    """A label that shows its text exactly; only the beginning of a very long one."""

    def __init__(
        self, text: str = "", *, theme: Theme, role: str = "body", tone: str = "text", bold: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # not that of a button around it
        self.setText(text)
        self.setFont(theme.font(role, bold=bold))
        theme.changed.connect(self._retint)
        self._retint()

    def setText(self, text: str) -> None:
        """Show another text. If users may want to read a long one to its end, the caller must offer a way."""
        super().setText(shown(text))

    def set_tone(self, tone: str) -> None:
        """Show the text in the colour of another meaning."""
        if tone != self._tone:
            self._tone = tone
            self._retint()

    def _retint(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._tone))
        self.setPalette(palette)

    def wrapping(self) -> PlainLabel:
        """Wrap the text at the width the label gets."""
        self.set_wrapping(True)
        return self

    def set_wrapping(self, wraps: bool) -> None:
        """Wrap the text, or ask for its full width."""
        self.setWordWrap(wraps)
        across = QSizePolicy.Policy.Ignored if wraps else QSizePolicy.Policy.Preferred
        # Preferred, not Minimum: Qt would take the hint, meant for narrow text, as the minimum height.
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """One line if the text wraps: Qt would use the height at the minimum width, and pages would be huge."""
        return QSize(40, self.fontMetrics().height()) if self.wordWrap() else super().minimumSizeHint()


class Separator(QFrame):
    """A thin line between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rule")
        self.setFixedHeight(1)


class Sign(QWidget):
    """An icon on its own, in the colour of a meaning."""

    def __init__(self, icon: str, meaning: str, theme: Theme, icons: Icons, *, size: int = 16) -> None:
        super().__init__()
        self._icon, self._meaning, self._icons, self._size = icon, meaning, icons, size
        self.setFixedWidth(size)
        theme.changed.connect(self.update)

    def show_icon(self, icon: str, meaning: str) -> None:
        """Show another icon."""
        self._icon, self._meaning = icon, meaning
        self.update()

    def sizeHint(self) -> QSize:
        """The size of the icon."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the middle."""
        pixmap = self._icons.pixmap(self._icon, self._meaning, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - self._size) // 2, pixmap)


class LinkButton(QAbstractButton):
    """Words that can be clicked: in the accent colour, underlined under the pointer, with an icon before them."""

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
        """Show other words, in which "&" is a letter and no shortcut."""
        super().setText(shown(text, MOST_SHOWN_IN_A_LINE))
        self.setShortcut(QKeySequence())

    def show_icon(self, icon: str, meaning: str) -> None:
        """Show another icon."""
        self._icon, self._icon_meaning = icon, meaning
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is one click. Arrows are left to what is around: Qt would wander off through the whole window."""
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        elif Qt.Key(event.key()) in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the icon and the whole text."""
        metrics = QFontMetrics(self._theme.font(bold=self._bold))
        width = self._text_left() + metrics.horizontalAdvance(self.text()) + 6
        return QSize(max(24, width), max(24, metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Long words are cut with an ellipsis rather than push the page apart."""
        return QSize(min(80, self.sizeHint().width()), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Words that are cut are shown whole under the pointer."""
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and self.width() < self.sizeHint().width():
            from PySide6.QtWidgets import QToolTip

            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def _text_left(self) -> int:
        return 28 if self._icon else 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon and the words."""
        painter = QPainter(self)
        middle = self.height() / 2
        if self._icon:
            pixmap = self._icons.pixmap(self._icon, self._icon_meaning, 16, self.devicePixelRatioF())
            painter.drawPixmap(4, round(middle - 8), pixmap)
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
    """A number that explains itself: a dotted line beneath it, a click or Enter opens the sum."""

    INSET = 4
    """From the edge to the number, px: room for the focus ring."""

    def __init__(self, theme: Theme, *, role: str = "body", bold: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._role, self._bold = role, bold
        self._number, self._rest = "", ""
        self._wraps = False
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def wrapping(self) -> NumberButton:
        """Run over several lines where the number and its words are wider than the room for them."""
        self._wraps = True
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return self

    def show_number(self, number: str, rest: str = "") -> None:
        """Show a number, and words after it in ordinary weight."""
        if (number, rest) == (self._number, self._rest):
            return
        self._number, self._rest = number, rest
        self.setText(f"{number}{rest}")
        self.setAccessibleName(f"{number}{rest}")
        self.setAccessibleDescription("Explains how this number is worked out")
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        return (
            QFontMetrics(self._theme.font(self._role, bold=self._bold)),
            QFontMetrics(self._theme.font(self._role)),
        )

    def sizeHint(self) -> QSize:
        """Room for the text and the dotted line."""
        number, rest = self._fonts()
        width = number.horizontalAdvance(self._number) + rest.horizontalAdvance(self._rest)
        return QSize(max(24, width + 2 * self.INSET), self._height(1))

    def minimumSizeHint(self) -> QSize:
        """Where it wraps, the width of its longest word."""
        if not self._wraps:
            return self.sizeHint()
        words = [self._width(part) for word in f"{self._number}{self._rest}".split() for part in [((word, True),)]]
        return QSize(max(24, max(words, default=0) + 2 * self.INSET), self._height(1))

    def hasHeightForWidth(self) -> bool:
        """Where it wraps, less width needs more height."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """High enough for the lines that a width makes."""
        return self._height(len(self._lines(width)))

    def _height(self, lines: int) -> int:
        number, _ = self._fonts()
        return max(24, number.height() + 6) + (lines - 1) * number.lineSpacing()

    def _width(self, parts: Iterable[tuple[str, bool]]) -> int:
        number, rest = self._fonts()
        return sum((number if is_number else rest).horizontalAdvance(text) for text, is_number in parts)

    def _lines(self, width: int) -> list[list[tuple[str, bool]]]:
        """Lines of parts, each with whether it is part of the number."""
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
        """Paint the number, its words and the dotted line."""
        painter = QPainter(self)
        number, _ = self._fonts()
        lines = self._lines(self.width())
        step = number.lineSpacing()
        baseline = (self.height() - (len(lines) - 1) * step + number.ascent() - number.descent()) // 2
        for line in lines:
            left = self.INSET
            for text, is_number in line:
                painter.setFont(self._theme.font(self._role, bold=self._bold and is_number))
                painter.setPen(self._theme.colour("text" if is_number else "text2"))
                painter.drawText(left, baseline, text)
                left += self._width([(text, is_number)])
            painter.setPen(QPen(self._theme.colour("control"), 1, Qt.PenStyle.DotLine))
            below = baseline + number.descent()
            painter.drawLine(self.INSET, below, left if len(lines) > 1 else self.width() - self.INSET, below)
            baseline += step
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)
