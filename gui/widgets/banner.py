"""Banners across the page for problems and notices; each stays until it is resolved or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.accessibility import announce
from gui.widgets.buttons import IconButton, PlainButton
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class Banner(QFrame):
    """A sentence with an icon, an action if there is one, and a button to close it."""

    def __init__(self, kind: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        is_trouble = kind == "trouble"
        icon, meaning = ("warning", "error") if is_trouble else ("info", "accent")
        self.setProperty("variant", "trouble" if is_trouble else "news")
        self.setAccessibleName("Problem" if is_trouble else "Notice")
        self._text = PlainLabel(tone="error_text" if is_trouble else "text", theme=theme).wrapping()
        self.act: PlainButton | None = None
        """The action; None if there is none."""
        self._close = IconButton("Close", "close", theme, icons)
        self._close.clicked.connect(self.hide)
        sign = Sign(icon, meaning, theme, icons, size=18)
        self._row = hbox(sign, (self._text, 1), self._close, on=self, gap=10, margins=(20, 6, 12, 6))
        self.hide()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def offer(self, words: str, run: Callable[[], object]) -> None:
        """Add a button after the sentence."""
        self.act = PlainButton(words)
        self.act.clicked.connect(lambda: run())
        self._row.insertWidget(self._row.indexOf(self._close), self.act)

    def tell(self, text: str) -> None:
        """Show a sentence until it is closed or resolved."""
        self._text.setText(text)
        self.show()
        announce(self, text)


class BannerStack(QWidget):
    """The banners between top bar and page, each made when first needed."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._banners: dict[str, Banner] = {}
        self._column = vbox(on=self, gap=0)

    def tell(self, kind: str, text: str) -> None:
        """Show a sentence in the banner of a style: "trouble" or "notice"."""
        if kind not in self._banners:
            self._banners[kind] = Banner(kind, self._theme, self._icons)
            self._column.addWidget(self._banners[kind])
        self._banners[kind].tell(text)

    def tell_once(self, text: str, words: str, run: Callable[[], object]) -> Banner:
        """Show a notice in a banner of its own, with an action."""
        banner = Banner("notice", self._theme, self._icons)
        banner.offer(words, run)
        self._column.addWidget(banner)
        banner.tell(text)
        return banner

    def hold(self, widget: QWidget) -> None:
        """Keep a widget above all banners permanently."""
        self._column.insertWidget(0, widget)

    def text(self, kind: str) -> str:
        """The sentence in the banner of a style; empty while hidden."""
        banner = self._banners.get(kind)
        return banner.text if banner and not banner.isHidden() else ""

    def dismiss(self, kind: str) -> None:
        """Close a banner whose problem is resolved."""
        if kind in self._banners:
            self._banners[kind].hide()


class PersistentBanner(QFrame):
    """An icon, a sentence that wraps, and a button."""

    def __init__(
        self, name: str, sign: str, text: str, button: str, theme: Theme, icons: Icons, *, bold: bool = False
    ) -> None:
        """``sign`` names an icon, ``name`` is the accessible name."""
        super().__init__()
        self.setProperty("variant", "looking-back")
        self.setAccessibleName(name)
        self.label = PlainLabel(text, bold=bold, theme=theme).wrapping()
        self.button = PlainButton(button)
        hbox(
            Sign(sign, "accent", theme, icons, size=18),
            (self.label, 1),
            self.button,
            on=self,
            gap=10,
            margins=(20, 5, 16, 5),
        )
