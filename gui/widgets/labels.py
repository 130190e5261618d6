"""Labels: text is shown as typed, never parsed as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QToolTip, QWidget

from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


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


def set_tip(widget: QWidget, text: str) -> None:
    """Explain a widget in a tooltip and to screen readers, which would read the markup of the tooltip aloud."""
    widget.setToolTip(plain_tip(text) if text else "")
    widget.setAccessibleDescription(text)


class PlainLabel(QLabel):
    """A label that shows its text exactly; only the beginning of a very long one."""

    def __init__(
        self, text: str = "", *, theme: Theme, role: str = "body", tone: str = "text", bold: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._role, self._is_bold = role, bold
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
        if self.font().pixelSize() != self._theme.size(self._role):
            self.setFont(self._theme.font(self._role, bold=self._is_bold))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._tone))
        self.setPalette(palette)

    def wrapping(self) -> PlainLabel:
        """Wrap the text at the width the label gets."""
        self.set_wrapping(True)
        return self

    def selectable(self) -> PlainLabel:
        """Let the text be selected with the mouse and copied; a mere click goes on to whatever is behind the label."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else every click would move the focus here
        return self

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select; what is behind may be clicked all the same."""
        super().mousePressEvent(event)
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the focus, and with it Ctrl+C, only if something was selected."""
        super().mouseReleaseEvent(event)
        if self.hasSelectedText():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            event.accept()
            if isinstance(behind := self.parentWidget(), QAbstractButton):
                behind.setDown(False)  # it got the press, and is not clicked
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy selected text; without any, the menu is that of whatever is behind."""
        if self.hasSelectedText():
            super().contextMenuEvent(event)
        else:
            event.ignore()

    def set_wrapping(self, wraps: bool) -> None:
        """Wrap the text, or ask for its full width."""
        self.setWordWrap(wraps)
        across = QSizePolicy.Policy.Ignored if wraps else QSizePolicy.Policy.Preferred
        # Preferred, not Minimum: Qt would take the hint for the least height, which is made for a narrow text.
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
        self.setProperty("variant", "rule")
        self.setFixedHeight(1)


class Sign(QWidget):
    """An icon on its own, in the colour of a meaning."""

    def __init__(self, icon: str, meaning: str, theme: Theme, icons: Icons, *, size: int = 16) -> None:
        super().__init__()
        self._icon, self._meaning, self._icons, self._size = icon, meaning, icons, size
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._icons.side(self._size))
        self.update()

    def show_icon(self, icon: str, meaning: str) -> None:
        """Show another icon."""
        self._icon, self._meaning = icon, meaning
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the icon."""
        return QSize(self.width(), self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the middle."""
        self._icons.draw(QPainter(self), self.rect(), self._icon, self._meaning, size=self._size)


_LEAST = 40


class OneLine(PlainLabel):
    """Cut with an ellipsis rather than stretching the window; shown in full in a tooltip and to screen readers."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(min(_LEAST, self.sizeHint().width()), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show cut text in full as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and self.width() < self.sizeHint().width():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
